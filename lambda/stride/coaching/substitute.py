"""Another exercise in the place of one: for the same area and position, of about the same seconds."""

from __future__ import annotations

from stride.coaching.manner import Manner
from stride.coaching.routine import Step, step_timeline
from stride.coaching.walk import Walk
from stride.content.model import Exercise, Library
from stride.content.vocabulary import DOSE_SIZES, Limit


def substitute(
    step: Step,
    walk: Walk,
    library: Library,
    limits: frozenset[Limit] = frozenset(),
    never: frozenset[str] = frozenset(),
) -> Step | None:
    """The best other step, or None where nothing fits.

    The author's own swap comes first; then exercises of the same group; the same position is kept unless a limit
    rules it out. Nothing that the routine has already, nothing in `never`, nothing that needs one of `limits`.
    """
    old = library.exercises[step.exercise]
    taken = {other.exercise for other in walk.routine.steps} | never
    fitting = [
        exercise
        for exercise in library.exercises.values()
        if exercise.id not in taken and not limits & set(exercise.needs) and set(exercise.areas) & set(old.areas)
    ]
    in_place = [exercise for exercise in fitting if exercise.position == old.position]
    if limits & set(old.needs):
        in_place = in_place or fitting
    if not in_place:
        return None
    best = min(in_place, key=lambda exercise: _distance(exercise, old))
    return _same_length(best, step, walk.manner, library)


def avoiding(walk: Walk, limits: frozenset[Limit], library: Library, never: frozenset[str] = frozenset()) -> Walk:
    """The walk with every exercise from here on that needs one of `limits` swapped for one that does not, or left out.

    Where nothing ahead needs it, the walk stays as it is, position and all.
    """
    ahead = [step for step in walk.routine.steps[walk.at.step :] if not step.is_transition]
    if not any(limits & set(library.exercises[step.exercise].needs) for step in ahead):
        return walk
    kept: list[Step] = []
    taken = set(never)
    for step in ahead:
        other: Step | None = step
        if limits & set(library.exercises[step.exercise].needs):
            other = substitute(step, walk, library, limits=limits, never=frozenset(taken))
        if other is not None:
            kept.append(other)
            taken.add(other.exercise)
    return walk.with_steps_ahead(tuple(kept), library)


def _distance(exercise: Exercise, old: Exercise) -> tuple[bool, bool, int, str]:
    return (
        exercise.id != old.swap,
        exercise.group != old.group,
        -len(set(exercise.areas) & set(old.areas)),
        exercise.id,
    )


def _same_length(exercise: Exercise, step: Step, manner: Manner, library: Library) -> Step:
    """The dose size whose step is nearest in length to the old one, so that the finish does not move."""
    wanted = step_timeline(step, manner.delivery(step.exercise), library).length

    def gap(choice: Step) -> int:
        return abs(step_timeline(choice, manner.delivery(choice.exercise), library).length - wanted)

    return min((Step(exercise.id, size) for size in DOSE_SIZES), key=gap)
