"""What a person asked for when they asked for a routine."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from stride.content.vocabulary import Area, Limit, Moment


class RoutineRequest(msgspec.Struct, frozen=True):
    """A wish for a routine; what was not said stays None or empty."""

    moment: Moment | None = None
    area: Area | None = None
    seconds: int | None = None
    """How long it should take; None is the usual length for the moment."""
    limits: frozenset[Limit] = frozenset()
    named: str | None = None
    """Id of a named routine."""
    never: frozenset[str] = frozenset()
    """Exercises this person never wants."""
    recent: tuple[str, ...] = ()
    """Exercises done lately; others are preferred."""

    def corrected(self, other: RoutineRequest) -> RoutineRequest:
        """This request with whatever `other` names put in: "no, ten" changes only the minutes.

        A named routine stands for its own moment, area and length; a moment put right drops the name.
        """
        base = self
        if other.named:
            base = replace(self, named=other.named, moment=None, area=None, seconds=None)
        elif other.moment:
            base = replace(self, named=None)
        return replace(
            base,
            moment=other.moment or base.moment,
            area=other.area or base.area,
            seconds=other.seconds or base.seconds,
            limits=other.limits or base.limits,
            never=other.never or base.never,
            recent=other.recent or base.recent,
        )
