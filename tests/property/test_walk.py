"""Wherever somebody is in a routine, and whatever they ask, the walk stays one that can be walked."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from stride.coaching.routine import FLOOR_DOWN, FLOOR_UP, Step
from stride.coaching.walk import Walk
from tests.property.strategies import LIBRARY, steps, walks


@given(walks())
def test_next_and_previous_stay_inside_the_routine(walk: Walk) -> None:
    onward, back = walk.moved_to(walk.next_exercise()), walk.moved_to(walk.previous_exercise())
    _assert_walkable(onward)
    _assert_walkable(back)
    assert onward.at.step == min(walk.at.step + 1, len(walk.routine.steps))
    assert back.at.step <= walk.at.step
    assert back.step is None or not back.step.is_transition or back.at.step == 0


@given(walks())
def test_next_reaches_the_end_and_previous_the_first_exercise(walk: Walk) -> None:
    onward, back = walk, walk
    for _ in walk.routine.steps:
        onward = onward.moved_to(onward.next_exercise())
        back = back.moved_to(back.previous_exercise())
    assert onward.over
    assert onward.remaining_ms(LIBRARY) == 0
    assert back.at.step <= 1


@given(walks(), st.integers(0, 30 * 60_000))
def test_shortening_drops_whole_steps_and_fits(walk: Walk, limit: int) -> None:
    short = walk.shortened(limit, LIBRARY)
    _assert_walkable(short)
    assert short.routine.steps[: short.at.step] == walk.routine.steps[: short.at.step]
    assert _is_subsequence(_exercises(short), _exercises(walk))
    if short.remaining_ms(LIBRARY) > limit:
        assert not _ahead(short)


@given(walks(), st.data())
def test_a_step_replaced_is_the_only_change(walk: Walk, data: st.DataObject) -> None:
    index = data.draw(st.sampled_from(_replaceable(walk)))
    other = data.draw(steps)
    changed = walk.replaced(index, other, LIBRARY)
    _assert_walkable(changed)
    before = [step for step in walk.routine.steps[:index] if not step.is_transition]
    after = [step for step in walk.routine.steps[index + 1 :] if not step.is_transition]
    assert _exercises(changed) == [*before, other, *after]


@given(walks(), st.data())
def test_a_step_left_out_is_the_only_change(walk: Walk, data: st.DataObject) -> None:
    index = data.draw(st.sampled_from(_replaceable(walk)))
    changed = walk.without(index, LIBRARY)
    _assert_walkable(changed)
    kept = [step for number, step in enumerate(walk.routine.steps) if number != index and not step.is_transition]
    assert _exercises(changed) == kept


@given(walks())
def test_the_time_left_is_that_of_the_cues_ahead(walk: Walk) -> None:
    timelines = [walk.timeline(index, LIBRARY) for index in range(walk.at.step, len(walk.routine.steps))]
    left = sum(timeline.length for timeline in timelines)
    if timelines:
        left -= timelines[0].cues[walk.at.cue].at
    assert walk.remaining_ms(LIBRARY) == left


def _replaceable(walk: Walk) -> list[int]:
    """Exercises at or ahead of the position."""
    here = range(walk.at.step, len(walk.routine.steps))
    found = [index for index in here if not walk.routine.steps[index].is_transition]
    assume(found)
    return found


def _assert_walkable(walk: Walk) -> None:
    assert 0 <= walk.at.step <= len(walk.routine.steps)
    if not walk.over:
        assert 0 <= walk.at.cue < len(walk.timeline(walk.at.step, LIBRARY).cues)
    assert walk.remaining_ms(LIBRARY) >= 0
    _assert_ways_are_right(walk.routine.steps)


def _assert_ways_are_right(all_steps: tuple[Step, ...]) -> None:
    """Nobody does a floor exercise standing, or gets down where they lie already."""
    on_floor = False
    for step in all_steps:
        if step.is_transition:
            assert step.exercise == (FLOOR_UP if on_floor else FLOOR_DOWN)
            on_floor = not on_floor
        else:
            assert LIBRARY.exercises[step.exercise].on_floor == on_floor


def _exercises(walk: Walk) -> list[Step]:
    return [step for step in walk.routine.steps if not step.is_transition]


def _ahead(walk: Walk) -> list[Step]:
    """Exercises that have not begun."""
    begun = walk.at.step + (1 if walk.at.cue else 0)
    return [step for step in walk.routine.steps[begun:] if not step.is_transition]


def _is_subsequence(short: list[Step], whole: list[Step]) -> bool:
    remaining = iter(whole)
    return all(step in remaining for step in short)
