from __future__ import annotations

import pytest

from stride.answers.concepts import Lexicon, plain, stem


@pytest.mark.parametrize(
    ("one", "other"),
    [("tingling", "tingles"), ("numb", "numbness"), ("aching", "ache"), ("dropped", "drop"), ("clumsy", "clumsiness")],
)
def test_inflections_compare_alike(one: str, other: str) -> None:
    assert stem(one) == stem(other) or stem(one).startswith(stem(other)[:5])


@pytest.mark.parametrize(("one", "other"), [("care", "car"), ("evening", "even"), ("red", "r"), ("sting", "st")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("word", "bare"), [("foot's", "foot"), ("it's", "its"), ("can't", "cant"), ("that's", "thats")]
)
def test_apostrophes(word: str, bare: str) -> None:
    assert plain(word) == bare


def lexicon() -> Lexicon:
    return Lexicon(
        phrases={"no": {" ": 1, "feel": [0]}},
        gaps={"cant": {"~": {"leg": {"": [1]}}}},
        forms={"felt": "feel"},
        silent=frozenset({"my", "the"}),
        exact={"my": {" ": 1, "bab": [2]}},
    )


def test_silent_words_are_passed_over_but_places_are_kept() -> None:
    reading = lexicon().read("no my feeling")
    assert reading.words == ("no", "feel")
    assert [(one.concept, one.start, one.end) for one in reading.mentions] == [(0, 0, 2)]


def test_a_gap_takes_up_to_three_words() -> None:
    assert lexicon().read("can't really lift this leg").mentions
    assert not lexicon().read("can't one two three four leg").mentions


def test_exact_phrases_need_their_silent_words() -> None:
    assert lexicon().read("my baby").mentions
    assert not lexicon().read("the baby").mentions


def test_words_can_be_taken_out() -> None:
    reading = lexicon().read("no the feeling in my leg")
    assert reading.without([(0, 2)]) == "in my leg"
