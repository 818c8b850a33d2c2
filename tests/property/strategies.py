"""Exercises, doses, manners, requests and walks as hypothesis draws them, over the real content."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from msgspec.structs import replace

from stride.coaching.manner import Manner
from stride.coaching.planner import named_routine
from stride.coaching.request import RoutineRequest
from stride.coaching.routine import Routine, Step, with_transitions
from stride.coaching.timeline import Delivery
from stride.coaching.walk import Walk
from stride.content.loader import load_library
from stride.content.vocabulary import AREAS, DOSE_SIZES, LIMITS, MOMENTS, PACES, TEACHINGS

# A slow machine is no mistake: what is too slow, the benchmarks say.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

LIBRARY = load_library()

exercise_ids = st.sampled_from(sorted(LIBRARY.exercises))
sizes = st.sampled_from(DOSE_SIZES)
paces = st.sampled_from(PACES)
teachings = st.sampled_from(TEACHINGS)
sides = st.sampled_from(["left", "right"])
deliveries = st.builds(Delivery, teachings, paces, sides)
manners = st.builds(
    Manner,
    teaching=st.none() | teachings,
    pace=paces,
    first=sides,
    known=st.frozensets(exercise_ids, max_size=40),
)
limits = st.frozensets(st.sampled_from(LIMITS), max_size=3)
steps = st.builds(Step, exercise_ids, sizes, st.none() | sides)

requests = st.builds(
    RoutineRequest,
    moment=st.none() | st.sampled_from(MOMENTS),
    area=st.none() | st.sampled_from(AREAS),
    seconds=st.none() | st.integers(120, 2400),
    limits=limits,
    never=st.frozensets(exercise_ids, max_size=6),
    recent=st.lists(exercise_ids, max_size=12).map(tuple),
)
"""Requests without a name; all of them within the lengths that can be asked for."""
narrow_requests = st.builds(
    RoutineRequest,
    moment=st.none() | st.sampled_from(MOMENTS),
    area=st.sampled_from(AREAS),
    seconds=st.none() | st.integers(60, 3600),
    limits=st.frozensets(st.sampled_from(LIMITS), min_size=1),
    never=st.frozensets(exercise_ids, max_size=20),
)
"""Requests that often cannot be met."""


@st.composite
def routines(draw: st.DrawFn) -> Routine:
    """A named routine, or any exercises one after another."""
    if draw(st.booleans()):
        return named_routine(LIBRARY.routines[draw(st.sampled_from(sorted(LIBRARY.routines)))], LIBRARY)
    chosen = draw(st.lists(steps, min_size=1, max_size=8))
    return Routine("made", "Made", "mobility", with_transitions(chosen, LIBRARY))


@st.composite
def walks(draw: st.DrawFn) -> Walk:
    """Somewhere in a routine, or at its end."""
    walk = Walk(draw(routines()), manner=draw(manners))
    step = draw(st.integers(0, len(walk.routine.steps)))
    cues = len(walk.timeline(step, LIBRARY).cues) if step < len(walk.routine.steps) else 1
    return replace(walk.moved_to(step, draw(st.integers(0, cues - 1))))
