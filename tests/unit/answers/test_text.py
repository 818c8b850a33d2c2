"""What was said, made comparable."""

from __future__ import annotations

import pytest

from stride.answers.text import BLOCKS, LONGEST, features, normalise


class Kin:
    """Two words of one family."""

    def of(self, word: str) -> tuple[int, int]:
        return {"jog": (1, 1), "run": (1, 1), "back": (2, 2)}.get(word, (0, 0))


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("Is running GOOD for my back?", "is running good for my back"),
        ("what’s wrong", "what's wrong"),
        ("'quoted' words'", "quoted words"),
        ("run 5k or 21 km", "run five k or twenty one km"),
        ("180 steps", "one hundred eighty steps"),
        ("in 2024", "in two zero two four"),
        ("café — naïve", "cafe naive"),
        ("  much\t space\n", "much space"),
        ("", ""),
        ("?", ""),
        ("🙂🙂", ""),
    ],
)
def test_one_spelling_for_every_way_of_writing(said: str, plain: str) -> None:
    assert normalise(said) == plain


def test_normalising_twice_changes_nothing() -> None:
    once = normalise("Don’t 3 x 10 — “stop”")
    assert normalise(once) == once


def test_a_very_long_utterance_is_cut() -> None:
    assert len(normalise("a" * 10_000)) <= LONGEST


def test_features_are_distinct_and_by_block() -> None:
    found = features("run run run", Kin())
    assert len(found.blocks) == BLOCKS
    assert all(len(block) == len(set(block)) for block in found.blocks)


def test_words_of_one_family_share_features() -> None:
    jog, run = features("jog back", Kin()), features("run back", Kin())
    assert jog.blocks[0] != run.blocks[0]
    assert jog.blocks[2:] == run.blocks[2:]


def test_nothing_said_has_no_words() -> None:
    assert features("!?", Kin()).words == ()
