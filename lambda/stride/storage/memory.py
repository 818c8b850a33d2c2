"""What is remembered about a person: progress, preferences, counts, the unfinished routine. Never health."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from stride.coaching.ladder import Plan
from stride.coaching.request import RoutineRequest
from stride.coaching.walk import Walk
from stride.content.vocabulary import Limit, Pace, Side, Teaching

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
    first: Side = "left"
    length: int | None = None
    """Seconds of a routine where none were asked for; None leaves it to the routine."""
    unfinished: Walk | None = None
    request: RoutineRequest | None = None
    """What the routine under way was asked for as: a device that plays it closes the session, and its limits go on."""
    put_away: str = ""
    """The end of the token of a track that must not be brought back by "resume"."""
    run_begun: bool = False
    """The player was last given a run, which "resume" may go on with."""
    tips_heard: tuple[str, ...] = ()
    plan: Plan | None = None
    """The return-to-run plan, once it is begun."""

    @property
    def known(self) -> frozenset[str]:
        return frozenset(name for name, times in self.completions.items() if times >= KNOWN_AFTER)

    def completed(self, exercises: tuple[str, ...]) -> Memory:
        """With these exercises counted as done."""
        counts = dict(self.completions)
        for name in exercises:
            counts[name] = min(KNOWN_AFTER, counts.get(name, 0) + 1)
        return replace(self, completions=counts, recent=(*self.recent, *exercises)[-RECENT:])

    def merged(self, base: Memory, other: Memory) -> Memory:
        """What changed here since `base`, on top of what another device saved meanwhile.

        Counts add up, a wish taken back stays taken back, and a routine put away on either side stays away.
        """
        done = self.completions.keys() | other.completions.keys()
        counts = {name: _added(name, self, base, other) for name in sorted(done)}
        return replace(
            self,
            visits=other.visits + self.visits - base.visits,
            routines=other.routines + self.routines - base.routines,
            completions=counts,
            limits=tuple(sorted(_changed(self.limits, base.limits, other.limits))),
            never=tuple(sorted(_changed(self.never, base.never, other.never))),
            teaching=self.teaching if self.teaching != base.teaching else other.teaching,
            pace=self.pace if self.pace != base.pace else other.pace,
            first=self.first if self.first != base.first else other.first,
            length=self.length if self.length != base.length else other.length,
            unfinished=_unfinished(self, base, other),
            request=self.request if self.request != base.request else other.request,
            put_away=self.put_away or (other.put_away if other.put_away != base.put_away else ""),
            run_begun=self.run_begun if self.run_begun != base.run_begun else other.run_begun,
            tips_heard=tuple(dict.fromkeys((*other.tips_heard, *self.tips_heard))),
            plan=_plan(self.plan, base.plan, other.plan),
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


_Wish = TypeVar("_Wish", bound=str)


def _added(name: str, mine: Memory, base: Memory, other: Memory) -> int:
    gained = mine.completions.get(name, 0) - base.completions.get(name, 0)
    return max(0, min(KNOWN_AFTER, other.completions.get(name, 0) + gained))


def _changed(mine: tuple[_Wish, ...], base: tuple[_Wish, ...], other: tuple[_Wish, ...]) -> set[_Wish]:
    """The other side's wishes with mine added and those that I took back left out."""
    return ({*other} | {*mine}) - ({*base} - {*mine})


def _unfinished(mine: Memory, base: Memory, other: Memory) -> Walk | None:
    if base.unfinished is not None and (mine.unfinished is None or other.unfinished is None):
        return None
    return mine.unfinished if mine.unfinished != base.unfinished else other.unfinished


def _plan(mine: Plan | None, base: Plan | None, other: Plan | None) -> Plan | None:
    """The side that changed it; where both did, the later session told of, and the longer rest of the two."""
    if mine == base or mine is None:
        return other
    if other == base or other is None:
        return mine
    later = max(mine, other, key=lambda plan: (plan.touched, plan.begun is None, -plan.stage))
    return replace(later, not_before=max(mine.not_before, other.not_before))
