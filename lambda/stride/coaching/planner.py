"""From a request to a routine of the right length, or the reason why there is none.

A request that equals a named routine gets it; anything else is composed from the recipe of its moment.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from stride.coaching.candidates import on_area, recipe_for
from stride.coaching.composing import ENOUGH_ON_AREA, Composed, compose, length_ms, share_on_area, tolerance_ms
from stride.coaching.manner import Manner
from stride.coaching.request import RoutineRequest
from stride.coaching.routine import Routine, Step, with_transitions
from stride.content.model import Library, NamedRoutine
from stride.content.vocabulary import Limit

Reason = Literal["minutes", "limit", "never", "area", "name", "nothing"]

@dataclass(frozen=True)
class Planned:
    """A routine for the request."""

    routine: Routine
    seconds: int
    """How long it takes, given as the person wants it."""
    on_area: float = 1.0
    """Share of the working time that serves the area asked for; 1 where none was."""


@dataclass(frozen=True)
class Unmet:
    """Why a request has no routine, and the nearest one that has."""

    reason: Reason
    """What stands in the way: the minutes, one limit, the list of the never wanted, the area, the name; or
    nothing less than several of them together."""
    limit: Limit | None = None
    """The limit, where that is the reason."""
    instead: RoutineRequest | None = None
    """The request with only that let go; None where even that would not help."""
    partly: Planned | None = None
    """What there is with everything kept: less than half of its work serves the area. None where there is nothing."""


def plan(request: RoutineRequest, library: Library, manner: Manner, seed: int = 0) -> Planned | Unmet:
    """A routine within 5 percent or 15 seconds of what was asked; the same arguments give the same one."""
    named = library.routines.get(request.named) if request.named else None
    if request.named and named is None:
        return Unmet("name", instead=replace(request, named=None))
    asked = _with_length(request, named, library, manner)
    within = _out_of_range(asked, library)
    if within is not None and not (named and request.seconds is None):
        return Unmet("minutes", instead=replace(request, seconds=within))
    ready = _named_routine(request, asked, named, library, manner, seed)
    if ready:
        return ready
    composed = _try(asked, named, library, manner, seed)
    found = Planned(composed.routine, round(composed.ms / 1000), composed.on_area) if composed else None
    if found and found.on_area >= ENOUGH_ON_AREA:
        return found
    return _reason(request, asked, named, found, library, manner, seed) or found or Unmet("nothing")


def named_routine(named: NamedRoutine, library: Library) -> Routine:
    """A named routine with the ways to and from the floor put in."""
    steps = [Step(step.exercise, step.dose) for step in named.steps]
    return Routine(named.id, named.title, named.moment, with_transitions(steps, library))


def _with_length(
    request: RoutineRequest, named: NamedRoutine | None, library: Library, manner: Manner
) -> RoutineRequest:
    """The request with its moment and length put in where a name or a recipe stands for them."""
    if named:
        usual = round(length_ms(named_routine(named, library).steps, library, manner) / 1000)
        return replace(request, moment=named.moment, seconds=request.seconds or usual)
    return replace(request, seconds=request.seconds or recipe_for(request, library).minutes * 60)


def _out_of_range(asked: RoutineRequest, library: Library) -> int | None:
    """The nearest length that can be asked for, in seconds, where this one cannot."""
    shortest, longest = library.planning.shortest * 60, library.planning.longest * 60
    seconds = asked.seconds or 0
    return None if shortest <= seconds <= longest else max(shortest, min(seconds, longest))


def _named_routine(
    request: RoutineRequest,
    asked: RoutineRequest,
    named: NamedRoutine | None,
    library: Library,
    manner: Manner,
    seed: int,
) -> Planned | None:
    """The named routine that the request equals, if nothing in it is barred and its length is right."""
    if named is None and (not request.moment or request.area or request.limits):
        return None
    fitting = []
    for one in [named] if named else library.routines.values():
        if one.moment != asked.moment or _barred(one, asked, library):
            continue
        routine = named_routine(one, library)
        ms = length_ms(routine.steps, library, manner)
        if abs(ms - (asked.seconds or 0) * 1000) <= tolerance_ms(asked.seconds or 0):
            serving = {name for name, exercise in library.exercises.items() if on_area(exercise, asked.area)}
            fitting.append(Planned(routine, round(ms / 1000), share_on_area(routine.steps, serving, library)))
    return fitting[seed % len(fitting)] if fitting else None


def _barred(named: NamedRoutine, asked: RoutineRequest, library: Library) -> bool:
    return any(
        step.exercise in asked.never or asked.limits.intersection(library.exercises[step.exercise].needs)
        for step in named.steps
    )


def _try(
    asked: RoutineRequest, named: NamedRoutine | None, library: Library, manner: Manner, seed: int
) -> Composed | None:
    favoured = frozenset(step.exercise for step in named.steps) if named else frozenset[str]()
    return compose(asked, library, manner, seed, favoured)


def _reason(
    request: RoutineRequest,
    asked: RoutineRequest,
    named: NamedRoutine | None,
    partly: Planned | None,
    library: Library,
    manner: Manner,
    seed: int,
) -> Unmet | None:
    """The first thing whose letting go helps: a limit, the never wanted, the area, the minutes, all limits.

    Where there is a routine that is only short of work for the area, a limit is the one thing to ask about.
    """
    for unmet in _relaxed(request, partly, library):
        assert unmet.instead is not None
        loose = unmet.instead
        asked_loosely = replace(asked, limits=loose.limits, never=loose.never, area=loose.area)
        if unmet.reason == "minutes":
            asked_loosely = replace(asked_loosely, seconds=loose.seconds)
        composed = _try(asked_loosely, named, library, manner, seed)
        if composed and (partly is None or composed.on_area >= ENOUGH_ON_AREA):
            return unmet
    return None


def _relaxed(request: RoutineRequest, partly: Planned | None, library: Library) -> Iterator[Unmet]:
    """What might be let go, in the order in which it is asked about."""
    for limit in sorted(request.limits):
        yield Unmet("limit", limit, replace(request, limits=request.limits - {limit}), partly)
    if partly:
        return
    if request.never:
        yield Unmet("never", instead=replace(request, never=frozenset()))
    if request.area:
        yield Unmet("area", instead=replace(request, area=None))
    asked = request.seconds or library.planning.longest * 60
    for minutes in range(library.planning.longest, library.planning.shortest - 1, -1):
        if minutes * 60 < asked:
            yield Unmet("minutes", instead=replace(request, seconds=minutes * 60))
    if request.limits:
        yield Unmet("nothing", instead=replace(request, limits=frozenset()))
