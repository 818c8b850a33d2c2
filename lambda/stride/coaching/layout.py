"""Where in a routine somebody is on the floor: one stretch of it at most, so that nobody gets up and down twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from stride.coaching.candidates import Candidate
from stride.coaching.filling import Option
from stride.coaching.routine import Step
from stride.content.model import Recipe
from stride.content.vocabulary import Position

BEFORE, FLOOR, AFTER = 0, 1, 2

_POSITION_ORDER: dict[Position, int] = {"standing": 0, "seated": 1, "quadruped": 2, "floor": 3}


class Layout(msgspec.Struct, frozen=True):
    """Off the floor, down in one block, up again in the same or a later one."""

    down: int | None = None
    """Block in which the floor begins; None for a routine that never goes there."""
    up: int | None = None
    """Block in which somebody gets up; None for a routine that ends on the floor."""

    @property
    def transitions(self) -> int:
        return 0 if self.down is None else 1 if self.up is None else 2

    def zone(self, block: int, on_floor: bool) -> int | None:
        """BEFORE, FLOOR or AFTER for an exercise of a block; None where this layout has no place for it."""
        if on_floor:
            inside = self.down is not None and self.down <= block and (self.up is None or block <= self.up)
            return FLOOR if inside else None
        if self.down is None or block < self.down or (block == self.down and block != self.up):
            return BEFORE
        return AFTER if self.up is not None and block >= self.up else None


class Placed(msgspec.Struct, frozen=True):
    """A candidate and the part of the layout it falls in."""

    candidate: Candidate
    zone: int

    @property
    def part(self) -> tuple[int, int]:
        """The stretch of the routine in which its order among others is free."""
        return (self.candidate.block, self.zone)


def layouts(blocks: int) -> list[Layout]:
    """Every layout of a recipe with that many blocks."""
    ends = [Layout(down) for down in range(blocks)]
    round_trips = [Layout(down, up) for down in range(blocks) for up in range(down, blocks)]
    return [Layout(), *ends, *round_trips]


def placed(layout: Layout, candidates: Iterable[Candidate]) -> list[Placed]:
    """The candidates that have a place in a layout."""
    zones = ((one, layout.zone(one.block, one.on_floor)) for one in candidates)
    return [Placed(one, zone) for one, zone in zones if zone is not None]


def in_order(chosen: Sequence[tuple[Placed, Option]], recipe: Recipe) -> list[Step]:
    """The steps block by block, and within a part of a block position by position, round by round."""
    parts: dict[tuple[int, int], list[tuple[Placed, Option]]] = {}
    for place, option in chosen:
        parts.setdefault(place.part, []).append((place, option))
    steps: list[Step] = []
    for (block, _), part in sorted(parts.items(), key=lambda item: item[0]):
        opening, closing = recipe.blocks[block].first, recipe.blocks[block].last
        part.sort(key=lambda pair: _rank(pair[0].candidate, opening, closing))
        steps += _rounds([(place.candidate.exercise.id, option) for place, option in part])
    return steps


def _rank(candidate: Candidate, opening: Sequence[str], closing: Sequence[str]) -> tuple[int, int]:
    name = candidate.exercise.id
    if name in opening:
        return (0, opening.index(name))
    if name in closing:
        return (2, closing.index(name))
    return (1, _POSITION_ORDER[candidate.exercise.position])


def _rounds(part: Sequence[tuple[str, Option]]) -> list[Step]:
    """One round after another; an exercise follows itself only where nothing else is left."""
    left = {exercise: option.rounds for exercise, option in part}
    doses = {exercise: option.dose for exercise, option in part}
    steps: list[Step] = []
    while left:
        last = steps[-1].exercise if steps else None
        others = [exercise for exercise in left if exercise != last]
        most = max(left.values())
        following = next((exercise for exercise in others if left[exercise] == most), next(iter(others), last))
        assert following is not None
        steps.append(Step(following, doses[following]))
        left[following] -= 1
        if not left[following]:
            del left[following]
    return steps
