"""Whatever the skill can ask the player to play has been published."""

from __future__ import annotations

from functools import cache
from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from stride.coaching.manner import Manner
from stride.coaching.planner import named_routine
from stride.coaching.routine import Step, with_transitions
from stride.coaching.run import RunSession, stretches
from stride.coaching.stretch import quiet_stretch
from stride.coaching.walk import Walk
from stride.rendering.track import track_name
from tests.property.strategies import LIBRARY, manners, steps
from workbench.audio.catalogue import catalogue

VOICE = "polly-joanna"

sessions = st.builds(
    RunSession, cadence=st.integers(LIBRARY.cadence.lowest, LIBRARY.cadence.highest), minutes=st.integers(1, 90)
) | st.builds(RunSession, cue=st.sampled_from(sorted(LIBRARY.form_cues)), minutes=st.none() | st.integers(1, 90))


@cache
def published() -> frozenset[str]:
    return frozenset(catalogue(LIBRARY, VOICE))


@given(st.lists(steps, min_size=1, max_size=6), manners)
def test_every_step_of_any_routine_in_any_manner(chosen: list[Step], manner: Manner) -> None:
    routine = named_routine(LIBRARY.routines["core-short"], LIBRARY)
    walk = Walk(routine, manner=manner).with_steps_ahead(with_transitions(chosen, LIBRARY), LIBRARY)
    for index in range(len(walk.routine.steps)):
        assert track_name(walk.timeline(index, LIBRARY), VOICE) in published()


@given(sessions)
def test_every_stretch_of_any_run(session: RunSession) -> None:
    for part in islice(stretches(session, LIBRARY), 40):
        assert track_name(part, VOICE) in published()


def test_the_waiting_bed() -> None:
    assert track_name(quiet_stretch(), VOICE) in published()
