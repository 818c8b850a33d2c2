"""An exercise fits what it says about itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stride.content.model import Exercise
from stride.content.vocabulary import Limit, Position
from workbench.content.reader import Problem
from workbench.content.rules.content import Content

NEEDS: Mapping[Position, Limit] = {"floor": "floor", "quadruped": "floor", "standing": "standing"}


def needs_what_its_position_needs(content: Content) -> Iterator[Problem]:
    """ "No floor" must rule out everything on the floor, "no standing" everything on the feet."""
    for entry in content.entries("exercises"):
        exercise: Exercise = entry.value
        need = NEEDS.get(exercise.position)
        if need and need not in exercise.needs:
            yield entry.document.problem(
                ("needs",), f"`position: {exercise.position}` needs `{need}`; add it to `needs`"
            )
        if need is None and {"floor", "standing"} & set(exercise.needs):
            yield entry.document.problem(
                ("needs",),
                f"`position: {exercise.position}` needs neither floor nor standing; take that out of `needs`",
            )


def swaps_for_the_like(content: Content) -> Iterator[Problem]:
    """A swap serves a same area in the same position, so that nothing else of a routine changes."""
    exercises = content.sources.things["exercises"]
    for entry in exercises.values():
        exercise: Exercise = entry.value
        if exercise.swap not in exercises:
            continue
        other: Exercise = exercises[exercise.swap].value
        if other.id == exercise.id:
            yield entry.document.problem(("swap",), "an exercise cannot be its own `swap`; name another one")
        elif other.position != exercise.position:
            yield entry.document.problem(
                ("swap",),
                f"`swap: {other.id}` is done {other.position}, this one {exercise.position}; name one done likewise",
            )
        elif not set(other.areas) & set(exercise.areas):
            yield entry.document.problem(
                ("swap",), f"`swap: {other.id}` serves none of {', '.join(exercise.areas)}; name one that does"
            )
