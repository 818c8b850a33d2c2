"""Whatever is asked for: a routine of that length in a sensible order, or the reason why not."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from stride.coaching.manner import Manner
from stride.coaching.planner import Planned, Unmet, named_routine, plan
from stride.coaching.request import RoutineRequest
from stride.coaching.walk import Walk
from stride.content.model import Exercise
from stride.content.vocabulary import Group, Moment
from tests.property.strategies import LIBRARY, exercise_ids, manners, narrow_requests, requests

seeds = st.integers(0, 10_000)

ALLOWED: dict[Moment, set[Group]] = {
    "before-run": {"warm-up", "mobility"},
    "flare-up": {"mobility", "relief", "desk"},
    "core": {"mobility", "core", "warm-up", "desk"},
    "strength": {"mobility", "strength", "core", "warm-up", "desk", "stretch", "relief"},
}


@given(requests, manners, seeds)
def test_a_routine_takes_as_long_as_was_asked(request: RoutineRequest, manner: Manner, seed: int) -> None:
    planned = _planned(request, manner, seed)
    walk = Walk(planned.routine, manner=manner)
    assert abs(walk.remaining_ms(LIBRARY) - planned.seconds * 1000) <= 500
    minutes = LIBRARY.recipes[request.moment].minutes if request.moment else None
    wanted = request.seconds or (minutes * 60 if minutes else None)
    if wanted:
        assert abs(planned.seconds - wanted) <= max(15, wanted * 0.05)


@given(requests, manners, seeds)
def test_no_limit_is_forgotten_and_nothing_unwanted_comes(request: RoutineRequest, manner: Manner, seed: int) -> None:
    for exercise in _exercises(_planned(request, manner, seed)):
        assert not request.limits & set(exercise.needs)
        assert exercise.id not in request.never


@given(requests, manners, seeds)
def test_a_routine_is_never_empty_and_never_only_half_explained(
    request: RoutineRequest, manner: Manner, seed: int
) -> None:
    answer = plan(request, LIBRARY, manner, seed)
    if isinstance(answer, Planned):
        assert _exercises(answer)
        assert answer.on_area > 0
    else:
        assert answer.reason in {"limit", "never", "area", "minutes", "nothing"}
        assert (answer.limit is not None) == (answer.reason == "limit")


@given(narrow_requests, manners, seeds)
def test_what_is_offered_instead_can_be_had(request: RoutineRequest, manner: Manner, seed: int) -> None:
    answer = plan(request, LIBRARY, manner, seed)
    if isinstance(answer, Unmet):
        assert answer.instead is not None
        offered = plan(answer.instead, LIBRARY, manner, seed)
        assert isinstance(offered, Planned) or offered.partly


@given(requests, manners, seeds)
def test_nobody_gets_down_to_the_floor_twice(request: RoutineRequest, manner: Manner, seed: int) -> None:
    planned = _planned(request, manner, seed)
    assume(planned.routine.id == "made")
    ways = [step.exercise for step in planned.routine.steps if step.is_transition]
    assert ways in ([], ["floor-down"], ["floor-down", "floor-up"])
    if request.moment in ("before-run", "desk"):
        assert not ways


@given(requests, manners, seeds)
def test_mobility_comes_before_strength_and_core(request: RoutineRequest, manner: Manner, seed: int) -> None:
    groups = [exercise.group for exercise in _exercises(_planned(request, manner, seed))]
    working = [index for index, group in enumerate(groups) if group in ("strength", "core")]
    if working:
        assert "mobility" not in groups[min(working) :]


@given(requests, manners, seeds)
def test_each_moment_has_its_own_kind_of_exercise(request: RoutineRequest, manner: Manner, seed: int) -> None:
    planned = _planned(request, manner, seed)
    groups = {exercise.group for exercise in _exercises(planned)}
    if planned.routine.id == "made" and request.moment in ALLOWED:
        assert groups <= ALLOWED[request.moment]
    if request.moment == "after-run":
        assert "warm-up" not in groups
        assert all(_static(exercise) for exercise in _exercises(planned) if exercise.group == "stretch")


@given(requests, manners, seeds)
def test_the_same_request_and_seed_give_the_same_routine(request: RoutineRequest, manner: Manner, seed: int) -> None:
    assert plan(request, LIBRARY, manner, seed) == plan(request, LIBRARY, manner, seed)


@given(requests, manners, seeds)
def test_an_exercise_follows_itself_only_where_few_are_left(request: RoutineRequest, manner: Manner, seed: int) -> None:
    answer = plan(RoutineRequest(request.moment, seconds=min(request.seconds or 600, 1200)), LIBRARY, manner, seed)
    assert isinstance(answer, Planned)
    assert all(one.id != following.id for one, following in pairwise(_exercises(answer)))


@given(st.sampled_from(sorted(LIBRARY.routines)), manners, seeds, st.frozensets(exercise_ids, max_size=3))
def test_a_named_routine_is_given_as_it_is_unless_something_in_it_is_ruled_out(
    name: str, manner: Manner, seed: int, never: frozenset[str]
) -> None:
    answer = plan(RoutineRequest(named=name, never=never), LIBRARY, manner, seed)
    whole = named_routine(LIBRARY.routines[name], LIBRARY)
    if never & {step.exercise for step in whole.steps}:
        assert isinstance(answer, Unmet) or answer.routine.moment == whole.moment
    else:
        assert isinstance(answer, Planned)
        assert answer.routine == whole


@given(requests, requests)
def test_a_correction_changes_only_what_it_names(request: RoutineRequest, correction: RoutineRequest) -> None:
    corrected = request.corrected(correction)
    for name in ("moment", "area", "seconds", "limits", "never", "recent"):
        assert getattr(corrected, name) == (getattr(correction, name) or getattr(request, name))


def _planned(request: RoutineRequest, manner: Manner, seed: int) -> Planned:
    answer = plan(request, LIBRARY, manner, seed)
    assume(isinstance(answer, Planned))
    assert isinstance(answer, Planned)
    return answer


def _exercises(planned: Planned) -> list[Exercise]:
    return [LIBRARY.exercises[step.exercise] for step in planned.routine.steps if not step.is_transition]


def _static(exercise: Exercise) -> bool:
    """Held still; a side bend, slow in and out, is the one stretch that is counted."""
    return exercise.doses["usual"].kind == "hold" or exercise.id == "standing-side-bend"
