"""A routine: exercises with doses in order, and its timelines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec

from stride.coaching.timeline import Delivery, StepTimeline, compile_step, compile_transition
from stride.content.model import Library
from stride.content.vocabulary import DoseSize, Moment, Side

FLOOR_DOWN = "floor-down"
FLOOR_UP = "floor-up"


class Step(msgspec.Struct, frozen=True):
    """One exercise at one dose, or a way down to or up from the floor."""

    exercise: str
    dose: DoseSize = "usual"
    first: Side | None = None
    """Which side comes first in this step alone; None as the person wants it."""

    @property
    def is_transition(self) -> bool:
        return self.exercise in (FLOOR_DOWN, FLOOR_UP)


class Routine(msgspec.Struct, frozen=True):
    """An ordered list of steps for a moment."""

    id: str
    """A named routine's id, or "made" for one put together on request."""
    title: str
    moment: Moment
    steps: tuple[Step, ...]


def with_transitions(steps: Iterable[Step], library: Library, start_on_floor: bool = False) -> tuple[Step, ...]:
    """The steps with the way down before the first one on the floor and the way up after the last.

    Transitions already among `steps` are placed anew.
    """
    placed: list[Step] = []
    on_floor = start_on_floor
    for step in steps:
        if step.is_transition:
            continue
        floor = library.exercises[step.exercise].on_floor
        if floor != on_floor:
            placed.append(Step(FLOOR_DOWN if floor else FLOOR_UP))
        placed.append(step)
        on_floor = floor
    return tuple(placed)


def ends_on_floor(steps: Sequence[Step], library: Library) -> bool:
    """Whether somebody who did these steps is on the floor now; before any step one stands."""
    if not steps:
        return False
    last = steps[-1]
    return last.exercise == FLOOR_DOWN if last.is_transition else library.exercises[last.exercise].on_floor


@lru_cache(maxsize=1024)
def step_timeline(step: Step, delivery: Delivery, library: Library) -> StepTimeline:
    """The cues of one step. Raises KeyError for an exercise the library does not know."""
    if step.is_transition:
        return compile_transition(library.transitions[step.exercise], delivery)
    exercise = library.exercises[step.exercise]
    return compile_step(exercise, exercise.doses[step.dose], delivery, library.coaching)


def length_ms(steps: Sequence[Step], delivery: Delivery, library: Library) -> int:
    """Milliseconds of the whole routine when every step is given the same way."""
    return sum(step_timeline(step, delivery, library).length for step in steps)
