"""What is remembered about a person: progress, preferences, counts, the unfinished routine. Never health."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from msgspec.structs import replace

from stride.coaching.walk import Walk
from stride.content.vocabulary import Limit, Pace, Teaching

RECENT = 24
"""How many of the exercises done last are kept, to vary what is offered."""
KNOWN_AFTER = 3
"""Completions after which a movement is taught briefly."""


class Memory(msgspec.Struct, frozen=True, kw_only=True):
    """One person's record."""

    visits: int = 0
    routines: int = 0
    """Routines finished."""
    completions: Mapping[str, int] = msgspec.field(default_factory=dict)
    """Exercise id -> times completed, counted up to KNOWN_AFTER."""
    recent: tuple[str, ...] = ()
    """Exercise ids done lately, the latest last."""
    limits: tuple[Limit, ...] = ()
    never: tuple[str, ...] = ()
    """Exercise ids that are never wanted."""
    teaching: Teaching | None = None
    pace: Pace = "normal"
    unfinished: Walk | None = None
    tips_heard: tuple[str, ...] = ()

    @property
    def known(self) -> frozenset[str]:
        return frozenset(name for name, times in self.completions.items() if times >= KNOWN_AFTER)

    def completed(self, exercises: tuple[str, ...]) -> Memory:
        """With these exercises counted as done."""
        counts = dict(self.completions)
        for name in exercises:
            counts[name] = min(KNOWN_AFTER, counts.get(name, 0) + 1)
        return replace(self, completions=counts, recent=(*self.recent, *exercises)[-RECENT:])

    def merged(self, other: Memory) -> Memory:
        """This record on top of one that another device saved meanwhile: nothing counted is lost."""
        counts = {
            name: max(self.completions.get(name, 0), other.completions.get(name, 0))
            for name in sorted({*self.completions, *other.completions})
        }
        return replace(
            self,
            visits=max(self.visits, other.visits),
            routines=max(self.routines, other.routines),
            completions=counts,
            limits=tuple(sorted({*self.limits, *other.limits})),
            never=tuple(sorted({*self.never, *other.never})),
            tips_heard=tuple(dict.fromkeys((*other.tips_heard, *self.tips_heard))),
        )

    def to_text(self) -> str:
        return msgspec.json.encode(self).decode()

    @staticmethod
    def from_text(text: str | None) -> Memory:
        """The record, or an empty one where nothing (or nothing readable) is stored."""
        if text is None:
            return Memory()
        try:
            return msgspec.json.decode(text, type=Memory)
        except msgspec.DecodeError:
            return Memory()
