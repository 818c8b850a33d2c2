"""A dose can be timed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from stride.content.model import Dose, Exercise
from stride.content.vocabulary import DOSE_SIZES
from workbench.content.reader import Document, Problem, Where
from workbench.content.rules.content import Content

KINDS = ("hold", "move", "reps")


def has_exactly_one_kind(content: Content) -> Iterator[Problem]:
    """A hold, a movement for a time, or repetitions; all of at least a second, or one."""
    for _, dose, document, where in _doses(content):
        given = [kind for kind in KINDS if getattr(dose, kind) is not None]
        if len(given) != 1:
            found = " and ".join(f"`{kind}`" for kind in given) or "none"
            yield document.problem(where, f"this dose has {found}; give exactly one of `hold`, `move` or `reps`")
        for kind in (*given, "sets"):
            if getattr(dose, kind) < 1:
                yield document.problem((*where, kind), f"`{kind}` is {getattr(dose, kind)}; make it 1 or more")


def keeps_to_its_kind(content: Content) -> Iterator[Problem]:
    """Tempo and alternating sides belong to repetitions, rests to several sets."""
    for _, dose, document, where in _doses(content):
        if dose.reps is not None and not dose.tempo:
            yield document.problem(where, "`reps` need a `tempo`: the seconds of each phase, such as [2, 1, 2]")
        if dose.reps is None and dose.tempo:
            yield document.problem((*where, "tempo"), "`tempo` goes with `reps` only; leave it out here")
        if any(phase < 1 for phase in dose.tempo):
            yield document.problem((*where, "tempo"), "a phase of `tempo` takes at least one second")
        if dose.reps is None and dose.sides == "alternate":
            yield document.problem((*where, "sides"), "`sides: alternate` goes with `reps` only; use `each` or `none`")
        if dose.rest and dose.sets == 1:
            yield document.problem((*where, "rest"), "`rest` lies between sets; give `sets`, or leave it out")
        if dose.sets > 1 and not dose.rest:
            yield document.problem((*where, "sets"), "several `sets` need a `rest` in seconds between them")


def can_be_counted(content: Content) -> Iterator[Problem]:
    """Repetitions are counted aloud, as far as coaching.yaml knows numbers."""
    coaching = content.sources.singles.get("coaching")
    most = len(coaching.value.numbers) if coaching else 0
    for _, dose, document, where in _doses(content):
        if coaching and dose.reps is not None and dose.reps > most:
            yield document.problem(
                (*where, "reps"),
                f"{dose.reps} repetitions cannot be counted; coaching.yaml counts to {most}: use `sets`",
            )


def grows_with_its_size(content: Content) -> Iterator[Problem]:
    """Short, usual and long are all there, each longer than the one before."""
    for entry in content.entries("exercises"):
        exercise: Exercise = entry.value
        missing = [size for size in DOSE_SIZES if size not in exercise.doses]
        if missing:
            yield entry.document.problem(("doses",), f"the dose `{missing[0]}` is missing; give short, usual and long")
            continue
        for smaller, larger in pairwise(DOSE_SIZES):
            less, more = _total(exercise.doses[smaller]), _total(exercise.doses[larger])
            if less >= more > 0:
                yield entry.document.problem(
                    ("doses", larger), f"`{larger}` takes {more} seconds and `{smaller}` {less}; make it take longer"
                )


def _total(dose: Dose) -> int:
    return dose.working_seconds + dose.rest * (dose.sets - 1)


def _doses(content: Content) -> Iterator[tuple[str, Dose, Document, Where]]:
    for entry in content.entries("exercises"):
        for size, dose in entry.value.doses.items():
            yield size, dose, entry.document, ("doses", size)
