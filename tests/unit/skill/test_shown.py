"""What a screen shows while something plays."""

from __future__ import annotations

import pytest

from stride.coaching.planner import named_routine
from stride.coaching.routine import Step, with_transitions
from stride.coaching.run import RunSession, stretches
from stride.coaching.walk import Walk
from stride.content.loader import load_library
from stride.rendering.token import PlayingRoutine, PlayingRun
from stride.skill.shown import picture_of

LIBRARY = load_library()
ROUTINE = named_routine(LIBRARY.routines["core-short"], LIBRARY)


def walking_through(*exercises: str) -> Walk:
    steps = with_transitions([Step(exercise) for exercise in exercises], LIBRARY)
    return Walk(ROUTINE).with_steps_ahead(steps, LIBRARY)


def test_a_routine_shows_the_position_of_each_step_and_how_one_gets_down_and_up() -> None:
    walk = walking_through("calf-raise", "bird-dog", "clamshell", "dead-bug", "prone-rest", "brisk-walk")
    shown = [picture_of(PlayingRoutine(walk.moved_to(at)), LIBRARY) for at in range(len(walk.routine.steps))]
    assert shown == [
        "standing",
        "half-kneeling",
        "on-all-fours",
        "on-side",
        "on-back",
        "on-front",
        "half-kneeling",
        "walking",
    ]


def test_who_waits_is_shown_waiting() -> None:
    assert picture_of(PlayingRoutine(walking_through("bird-dog"), waiting=True), LIBRARY) == "waiting"


@pytest.mark.parametrize(
    ("session", "picture"),
    [
        (RunSession(cadence=170, minutes=10), "beat"),
        (RunSession(cadence=170, cue=min(LIBRARY.form_cues)), "beat"),
        (RunSession(cue=min(LIBRARY.form_cues), minutes=20), "running"),
    ],
)
def test_a_run_shows_running_and_the_beat_where_there_is_one(session: RunSession, picture: str) -> None:
    assert [picture_of(PlayingRun(session, at), LIBRARY) for at in (0, 1)] == [picture, picture]


@pytest.mark.parametrize("stage", [stage.id for stage in LIBRARY.ladder.stages])
def test_a_session_of_the_plan_shows_walking_before_and_after_and_running_where_there_is_jogging(stage: str) -> None:
    session = RunSession(stage=stage, minutes=next(iter(LIBRARY.ladder.stage(stage).walks), None))
    parts = len(list(stretches(session, LIBRARY)))
    shown = [picture_of(PlayingRun(session, at), LIBRARY) for at in range(parts)]
    assert shown[0] == shown[-1] == "walking"
    assert ("running" in shown) == bool(LIBRARY.ladder.stage(stage).repeats)
