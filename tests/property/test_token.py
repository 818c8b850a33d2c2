"""Playback tokens carry every walk exactly, within the platform's length, and garbage is told from a token."""

from __future__ import annotations

import dataclasses
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stride.coaching.manner import Manner
from stride.coaching.planner import Planned, plan
from stride.coaching.request import RoutineRequest
from stride.coaching.routine import Routine, Step
from stride.coaching.run import RunSession
from stride.coaching.walk import Position, Walk
from stride.content.vocabulary import MOMENTS, TEACHINGS
from stride.rendering.limits import ALEXA
from stride.rendering.token import PlayingRoutine, PlayingRun, TokenUnreadable, decode, encode
from tests.property.strategies import LIBRARY, manners, requests, steps

any_steps = steps | st.builds(Step, st.sampled_from(sorted(LIBRARY.transitions)))
routines = st.builds(
    Routine,
    id=st.sampled_from([*LIBRARY.routines, "made"]),
    title=st.text(max_size=12) | st.sampled_from([routine.title for routine in LIBRARY.routines.values()]),
    moment=st.sampled_from(MOMENTS),
    steps=st.lists(any_steps, min_size=1, max_size=100).map(tuple),
)


@st.composite
def walks(draw: st.DrawFn) -> Walk:
    routine = draw(routines)
    step = draw(st.integers(0, len(routine.steps)))
    return Walk(routine, Position(step, draw(st.integers(0, 120))), draw(manners))


@st.composite
def planned_walks(draw: st.DrawFn) -> Walk:
    """Routines as the planner makes them, up to the longest there are."""
    manner = draw(manners)
    made = plan(draw(requests), LIBRARY, manner, draw(st.integers(0, 5)))
    if not isinstance(made, Planned):
        made = plan(RoutineRequest(seconds=LIBRARY.planning.longest * 60), LIBRARY, manner)
    assert isinstance(made, Planned)
    return Walk(made.routine, Position(draw(st.integers(0, len(made.routine.steps)))), manner)


playing_routines = st.builds(
    PlayingRoutine, walks() | planned_walks(), st.booleans(), st.booleans(), st.integers(0, 999)
)
playing_runs = st.builds(
    PlayingRun,
    st.builds(
        RunSession,
        cadence=st.none() | st.integers(LIBRARY.cadence.lowest, LIBRARY.cadence.highest),
        cue=st.none() | st.sampled_from(sorted(LIBRARY.form_cues)),
        minutes=st.none() | st.integers(1, 240),
        stage=st.none() | st.sampled_from([stage.id for stage in LIBRARY.ladder.stages]),
        teaching=st.sampled_from(TEACHINGS),
    ),
    st.integers(0, 500),
    st.integers(0, 300_000),
    st.booleans(),
    st.booleans(),
    st.integers(0, 999),
)


@given(playing_routines | playing_runs)
def test_a_token_gives_back_exactly_what_it_was_made_from(playing: PlayingRoutine | PlayingRun) -> None:
    assert decode(encode(playing), LIBRARY) == playing


@given(playing_routines | playing_runs)
def test_a_token_is_printable_and_short_enough(playing: PlayingRoutine | PlayingRun) -> None:
    token = encode(playing)
    assert token.isascii()
    assert token.isprintable()
    assert len(token) <= ALEXA.token_chars


@given(planned_walks())
def test_the_token_of_the_longest_routine_leaves_room(walk: Walk) -> None:
    assert len(encode(PlayingRoutine(walk))) <= ALEXA.token_chars * 3 // 4


@given(playing_routines | playing_runs, st.data())
def test_a_token_with_a_character_changed_or_cut_is_refused(
    playing: PlayingRoutine | PlayingRun, data: st.DataObject
) -> None:
    token = encode(playing)
    at = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.characters(codec="ascii").filter(lambda letter: letter != token[at]))
    for broken in (token[:at], token[:at] + other + token[at + 1 :]):
        with pytest.raises(TokenUnreadable):
            decode(broken, LIBRARY)


@given(st.text(max_size=1100))
def test_garbage_is_refused(text: str) -> None:
    with pytest.raises(TokenUnreadable, match="not one of ours"):
        decode(text, LIBRARY)


def test_a_token_from_before_an_exercise_was_taken_out_says_so() -> None:
    token = encode(PlayingRoutine(Walk(Routine("made", "Core", "core", (Step("bird-dog"),)))))
    without = {name: exercise for name, exercise in LIBRARY.exercises.items() if name != "bird-dog"}
    smaller: Any = type("Smaller", (), {"exercises": without, "transitions": LIBRARY.transitions})
    with pytest.raises(TokenUnreadable, match="names an exercise that the content no longer has"):
        decode(token, smaller)


def test_no_two_exercises_are_written_the_same() -> None:
    written = {encode(PlayingRoutine(Walk(Routine("made", "", "core", (Step(name),))))) for name in everything()}
    assert len(written) == len(everything())


def test_a_routine_too_long_for_a_token_is_refused_in_one_sentence() -> None:
    endless = Routine("made", "Endless", "core", (Step("bird-dog"),) * 300)
    with pytest.raises(ValueError, match=r"a token of \d+ characters is longer than the 1024 that Alexa takes"):
        encode(PlayingRoutine(Walk(endless)))


@pytest.mark.parametrize(
    ("kind", "carried"),
    [
        (Walk, {"routine", "at", "manner"}),
        (Position, {"step", "cue"}),
        (Manner, {"teaching", "pace", "first", "known"}),
        (Routine, {"id", "title", "moment", "steps"}),
        (Step, {"exercise", "dose", "first"}),
        (RunSession, {"cadence", "cue", "minutes", "stage", "teaching"}),
    ],
)
def test_a_field_that_a_walk_gains_is_carried_too(kind: type, carried: set[str]) -> None:
    """Fails when somebody adds a field: then teach `stride.rendering.token` to carry it."""
    fields = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else msgspec.structs.fields(kind)
    assert {field.name for field in fields} == carried


def everything() -> list[str]:
    return [*LIBRARY.exercises, *LIBRARY.transitions]
