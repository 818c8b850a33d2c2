from __future__ import annotations

import pytest

from stride.answers.scope import ASKING, OVER, PAST
from stride.answers.triage import Triage


@pytest.mark.parametrize(
    ("said", "concept"),
    [
        ("no numbness just stiff", "numb"),
        ("i've never had cancer", "cancer"),
        ("i don't have a fever", "fever"),
        ("no tingling no weakness", "tingling"),
    ],
)
def test_a_denial_takes_back_what_it_reaches(triage: Triage, said: str, concept: str) -> None:
    seen = triage.examine(said)
    assert concept in seen.denied
    assert concept not in seen.concepts


@pytest.mark.parametrize(
    ("said", "concept"),
    [
        ("no stiffness but my foot is numb", "numb"),
        ("no floor ones please it throbs", "pain"),
        ("there's no feeling between my legs", "numb"),
        ("i can't feel my feet", "numb"),
        ("not only stiff i've got a fever", "fever"),
    ],
)
def test_a_denial_stops_where_the_sentence_turns(triage: Triage, said: str, concept: str) -> None:
    assert concept in triage.examine(said).concepts


@pytest.mark.parametrize(
    ("said", "guard"),
    [
        ("i fainted years ago", PAST),
        ("my foot was numb and it cleared up", OVER),
        ("what does saddle numbness mean", ASKING),
    ],
)
def test_a_guard_speaks_against_a_rule(triage: Triage, said: str, guard: str) -> None:
    met = triage.examine(said).met
    assert met
    assert guard in {one.against for one in met}


def test_now_takes_back_the_past(triage: Triage) -> None:
    assert not triage.examine("it was numb years ago and now it's numb again").guards.past


def test_what_is_over_counts_only_behind_the_symptom(triage: Triage) -> None:
    met = triage.examine("is everything back to normal if both my feet are numb").met
    assert met
    assert OVER not in {one.against for one in met}


def test_a_figure_of_speech_is_not_a_symptom(triage: Triage) -> None:
    assert "leaked" not in triage.examine("i nearly wet myself laughing").concepts


def test_what_is_denied_is_not_scored(triage: Triage) -> None:
    assert "chest" not in triage.examine("no chest pain carry on please").meant
