"""A named routine takes as long as it says."""

from __future__ import annotations

from collections.abc import Iterator

from stride.coaching.routine import Step, length_ms, with_transitions
from stride.coaching.timeline import Delivery
from stride.content.model import NamedRoutine
from workbench.content.build import library
from workbench.content.reader import Problem
from workbench.content.rules.content import Content

SECONDS = 20
"""A routine may miss its minutes by this, or by a tenth of them, whichever is more."""


def take_the_minutes_they_name(content: Content) -> Iterator[Problem]:
    """Measured on the real timeline, as somebody hears it who is taught everything."""
    if content.sources.problems:
        return
    known = library(content.sources)
    for entry in content.entries("routines"):
        routine: NamedRoutine = entry.value
        if not all(_timed(step.exercise, step.dose, content) for step in routine.steps):
            continue
        steps = with_transitions([Step(step.exercise, step.dose) for step in routine.steps], known)
        seconds = round(length_ms(steps, Delivery(), known) / 1000)
        asked = routine.minutes * 60
        if abs(seconds - asked) > max(SECONDS, asked / 10):
            way = "shorten or drop a step" if seconds > asked else "lengthen or add a step"
            yield entry.document.problem(
                ("minutes",), f"this takes {seconds // 60}:{seconds % 60:02d}, not {routine.minutes} minutes; {way}"
            )


def _timed(exercise: str, size: str, content: Content) -> bool:
    """Whether the step can be laid out; what keeps it from that is another rule's matter."""
    entry = content.sources.things["exercises"].get(exercise)
    dose = entry.value.doses.get(size) if entry else None
    counted = len(content.sources.singles["coaching"].value.numbers)
    return dose is not None and (dose.reps is None or (bool(dose.tempo) and dose.reps <= counted))
