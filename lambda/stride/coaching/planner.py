"""From a request to a routine of the right length, or the reason why there is none.

A request that equals a named routine gets it; anything else is composed from the recipe of its moment.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec
from msgspec.structs import replace

from stride.coaching.candidates import on_area, recipe_for
from stride.coaching.composing import ENOUGH_ON_AREA, compose, length_ms, share_on_area, tolerance_ms
from stride.coaching.manner import Manner
from stride.coaching.request import RoutineRequest
from stride.coaching.routine import Routine, Step, with_transitions
from stride.content.model import Library, NamedRoutine
from stride.content.vocabulary import Limit

Reason = Literal["minutes", "limit", "never", "area", "name", "nothing"]


class Planned(msgspec.Struct, frozen=True):
    """A routine for the request."""

    routine: Routine
    seconds: int
    """How long it takes, given as the person wants it."""
    on_area: float = 1.0
    """Share of the working time that serves the area asked for; 1 where none was."""


class Unmet(msgspec.Struct, frozen=True):
    """Why a request has no routine, and the nearest one that has."""

    reason: Reason
    """What stands in the way: the minutes, one limit, the list of the never wanted, the area, the name; or
    nothing less than several of them together."""
    limit: Limit | None = None
    """The limit, where that is the reason."""
    instead: RoutineRequest | None = None
    """The request with only that let go; None where even that would not help."""
    partly: Planned | None = None
    """What there is with everything kept, where that is something: less than half of its work serves the area."""


def plan(request: RoutineRequest, library: Library, manner: Manner, seed: int = 0) -> Planned | Unmet:
    """A routine within 5 percent or 15 seconds of what was asked; the same arguments give the same one."""
    named = library.routines.get(request.named) if request.named else None
    if request.named and named is None:
        return Unmet("name", instead=replace(request, named=None))
    planning = _Planning(request, named, library, manner, seed)
    possible = planning.nearest_length()
    if possible != planning.asked.seconds:
        nearest = replace(request, seconds=possible)
        answer = plan(nearest, library, manner, seed)
        return answer if isinstance(answer, Unmet) else Unmet("minutes", instead=nearest)
    found = planning.ready_made() or planning.made(planning.asked)
    if found and found.on_area >= ENOUGH_ON_AREA:
        return found
    return planning.reason(found) or found or Unmet("nothing")


def named_routine(named: NamedRoutine, library: Library) -> Routine:
    """A named routine with the ways to and from the floor put in."""
    steps = [Step(step.exercise, step.dose) for step in named.steps]
    return Routine(named.id, named.title, named.moment, with_transitions(steps, library))


class _Planning(msgspec.Struct, frozen=True):
    """One request on its way to a routine."""

    request: RoutineRequest
    named: NamedRoutine | None
    library: Library
    manner: Manner
    seed: int

    @property
    def asked(self) -> RoutineRequest:
        """The request with its moment and length put in where a name or a recipe stands for them."""
        request = self.request
        if self.named:
            return replace(request, moment=self.named.moment, seconds=request.seconds or self._usual_length())
        return replace(request, seconds=request.seconds or recipe_for(request, self.library).minutes * 60)

    def nearest_length(self) -> int:
        """Seconds: what was asked for, or the end of the possible lengths that is nearest to it."""
        asked = self.asked.seconds or 0
        if self.named and self.request.seconds is None:
            return asked
        rules = self.library.planning
        return max(rules.shortest * 60, min(asked, rules.longest * 60))

    def ready_made(self) -> Planned | None:
        """The named routine that the request equals, if nothing in it is barred and its length is right.

        Among several the seed decides.
        """
        request, asked = self.request, self.asked
        if self.named is None and (not request.moment or request.area or request.limits):
            return None
        choice = [self.named] if self.named else self.library.routines.values()
        fitting = [
            planned
            for planned in map(self._as_it_is, choice)
            if planned.routine.moment == asked.moment and not self._barred(planned) and self._right(planned)
        ]
        return fitting[self.seed % len(fitting)] if fitting else None

    def made(self, asked: RoutineRequest) -> Planned | None:
        """A composed routine; the exercises of the named one come first."""
        favoured = frozenset(step.exercise for step in self.named.steps) if self.named else frozenset[str]()
        composed = compose(asked, self.library, self.manner, self.seed, favoured)
        return Planned(composed.routine, round(composed.ms / 1000), composed.on_area) if composed else None

    def reason(self, partly: Planned | None) -> Unmet | None:
        """The first thing whose letting go helps.

        Where there is a routine that only does too little for the area, a limit is all that is asked about.
        """
        asked = self.asked
        for unmet in self._relaxed(partly):
            assert unmet.instead is not None
            loose = replace(unmet.instead, moment=asked.moment, seconds=unmet.instead.seconds or asked.seconds)
            found = self.made(loose)
            if found and (partly is None or found.on_area >= ENOUGH_ON_AREA):
                return unmet
        return None

    def _relaxed(self, partly: Planned | None) -> Iterator[Unmet]:
        """What might be let go, in the order in which it is asked about."""
        request, rules = self.request, self.library.planning
        for limit in sorted(request.limits):
            yield Unmet("limit", limit, replace(request, limits=request.limits - {limit}), partly)
        if partly:
            return
        if request.never:
            yield Unmet("never", instead=replace(request, never=frozenset()))
        if request.area:
            yield Unmet("area", instead=replace(request, area=None))
        shorter = range((self.asked.seconds or 0) // 60, rules.shortest - 1, -1)
        for minutes in shorter:
            yield Unmet("minutes", instead=replace(request, seconds=minutes * 60))
        yield Unmet("nothing", instead=replace(request, limits=frozenset()))
        yield Unmet("nothing", instead=replace(request, limits=frozenset(), area=None, never=frozenset()))

    def _as_it_is(self, named: NamedRoutine) -> Planned:
        routine = named_routine(named, self.library)
        exercises = self.library.exercises
        serving = {name for name in exercises if on_area(exercises[name], self.request.area, self.library)}
        seconds = round(length_ms(routine.steps, self.library, self.manner) / 1000)
        return Planned(routine, seconds, share_on_area(routine.steps, serving, self.library))

    def _barred(self, planned: Planned) -> bool:
        """Whether something in a routine is ruled out."""
        never, limits, exercises = self.request.never, self.request.limits, self.library.exercises
        inside = [exercises[step.exercise] for step in planned.routine.steps if not step.is_transition]
        return any(exercise.id in never or limits.intersection(exercise.needs) for exercise in inside)

    def _right(self, planned: Planned) -> bool:
        seconds = self.asked.seconds or 0
        return abs(planned.seconds - seconds) * 1000 <= tolerance_ms(seconds)

    def _usual_length(self) -> int:
        return self._as_it_is(self.named).seconds if self.named else 0
