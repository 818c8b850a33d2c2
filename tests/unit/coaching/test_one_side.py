"""One side alone of a movement that has two: a step begun where the changeover to that side is."""

from __future__ import annotations

import pytest

from stride.coaching.routine import Routine, Step
from stride.coaching.walk import Walk
from stride.content.loader import load_library
from stride.content.vocabulary import OTHER_SIDE, Side
from stride.rendering.token import PlayingRoutine, decode, encode

LIBRARY = load_library()
EACH_SIDE = sorted(one.id for one in LIBRARY.exercises.values() if one.doses["usual"].sides == "each")


def walk_of(exercise: str) -> Walk:
    return Walk(Routine("made", "Legs", "stretch", (Step(exercise), Step("march-on-spot"))))


def heard(walk: Walk) -> str:
    """What is said from the position to the end of the step."""
    return " ".join(cue.text for cue in walk.timeline(walk.at.step, LIBRARY).cues[walk.at.cue :])


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("exercise", EACH_SIDE)
def test_only_that_side_is_heard(exercise: str, side: Side) -> None:
    alone = heard(walk_of(exercise).on_one_side(0, side, LIBRARY))
    assert alone.startswith(LIBRARY.coaching.other_side[side])
    assert LIBRARY.coaching.other_side[OTHER_SIDE[side]] not in alone


def test_what_follows_begins_on_the_side_that_the_person_likes() -> None:
    routine = Routine("made", "Legs", "stretch", (Step("hip-gate"), Step("clamshell")))
    assert Walk(routine).on_one_side(0, "left", LIBRARY).delivery(1).first == "left"


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_token_keeps_the_side(side: Side) -> None:
    playing = PlayingRoutine(walk_of("hip-gate").on_one_side(0, side, LIBRARY))
    assert decode(encode(playing), LIBRARY) == playing
