"""Chooses doses so that a routine is as long as was asked, exactly where that can be.

Every item offers options, each with a length; being left out is one too. The totals that the items after each item can
still reach are kept as the bits of an integer, so a choice is taken only when the rest can make up what is missing.
Items are looked at in order of preference, which makes the first ones the surest to be in.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from stride.content.vocabulary import DoseSize

TICK_MS = 100


class Option(NamedTuple):
    """One way to have an exercise in a routine."""

    dose: DoseSize
    rounds: int
    """How many times the exercise comes, each time at this dose."""
    ms: int
    """All rounds together."""

    @property
    def ticks(self) -> int:
        return (self.ms + TICK_MS // 2) // TICK_MS


class Offer(msgspec.Struct, frozen=True):
    """An exercise and its options, the preferred one first."""

    exercise: str
    options: tuple[Option, ...]
    needed: bool = False
    """Whether it may not be left out."""
    spare: bool = False
    """Whether it is better left out."""


def fill(offers: Sequence[Offer], least_ms: int, most_ms: int) -> dict[str, Option] | None:
    """Exercise -> option, adding up to between `least_ms` and `most_ms`; None where no choice does."""
    least, most = -(-least_ms // TICK_MS), most_ms // TICK_MS
    if most < 0:
        return None
    ahead = _reachable(offers, most)
    if not ahead[0] >> max(0, least):
        return None
    chosen: dict[str, Option] = {}
    used = 0
    for offer, rest in zip(offers, ahead[1:], strict=True):
        if offer.spare and not offer.needed and _fits(rest, least - used, most - used):
            continue
        for option in offer.options:
            total = used + option.ticks
            if _fits(rest, least - total, most - total):
                chosen[offer.exercise] = option
                used = total
                break
    return chosen


def _reachable(offers: Sequence[Offer], most: int) -> list[int]:
    """For each offer, and past the last, the totals up to `most` that the offers from there on can make."""
    mask = (1 << (most + 1)) - 1
    ahead = [1]
    for offer in reversed(offers):
        rest = ahead[-1]
        totals = 0 if offer.needed else rest
        for option in offer.options:
            totals |= rest << option.ticks
        ahead.append(totals & mask)
    ahead.reverse()
    return ahead


def _fits(rest: int, least: int, most: int) -> bool:
    """Whether `rest` holds a total from `least` to `most`."""
    return most >= 0 and bool((rest & ((1 << (most + 1)) - 1)) >> max(0, least))
