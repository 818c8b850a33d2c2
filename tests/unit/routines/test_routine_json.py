"""A routine as data: named, or asked for in words."""

from __future__ import annotations

import json

import pytest

from stride.content.loader import load_library
from workbench.routines import RoutineNotFound, routine_json

LIBRARY = load_library()
KINDS = {"say", "tone", "hold", "rep", "switch", "rest"}


@pytest.mark.parametrize("said", ["warm-up-short", "Five minute warm-up", "quick warm up"])
def test_a_named_routine_by_its_id_its_title_or_another_name(said: str) -> None:
    assert routine_json(said)["id"] == "warm-up-short"


@pytest.mark.parametrize("name", sorted(LIBRARY.routines))
def test_the_shape_is_the_one_that_was_promised(name: str) -> None:
    routine = json.loads(json.dumps(routine_json(name)))
    assert set(routine) == {"id", "title", "seconds", "steps"}
    assert routine["seconds"] == pytest.approx(sum(step["seconds"] for step in routine["steps"]))
    for step in routine["steps"]:
        assert set(step) == {"exercise", "seconds", "cues"}
        assert step["exercise"] in {*LIBRARY.exercises, *LIBRARY.transitions}
        for cue in step["cues"]:
            assert set(cue) == {"at", "seconds", "kind", "text"}
            assert cue["kind"] in KINDS
            assert cue["at"] + cue["seconds"] <= step["seconds"] + 1e-9


@pytest.mark.parametrize(
    ("said", "seconds", "floor"),
    [
        ("ten minutes for hips, no floor", 600, False),
        ("give me a five minute core routine", 300, True),
        ("a quarter of an hour of stretching", 900, True),
    ],
)
def test_a_request_in_words_gets_its_length_and_its_limits(said: str, seconds: int, floor: bool) -> None:
    routine = routine_json(said)
    assert abs(routine["seconds"] - seconds) <= max(15, seconds * 0.05)
    assert ("floor-down" in [step["exercise"] for step in routine["steps"]]) == floor


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("hello there", "`hello there` is no routine"),
        ("an hour of strength", "ask for 40 minutes"),
        ("twenty minutes of core without the floor", "allow floor"),
    ],
)
def test_what_there_is_not_is_explained(said: str, why: str) -> None:
    with pytest.raises(RoutineNotFound, match=why):
        routine_json(said)
