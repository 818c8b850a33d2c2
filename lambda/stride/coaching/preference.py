"""Which exercises a request would rather have, and at which dose: the taste of the planner."""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence

import msgspec

from stride.coaching.candidates import Candidate
from stride.coaching.filling import Offer
from stride.coaching.request import RoutineRequest
from stride.content.model import Recipe

ON_AREA_AIM = 0.75
"""Share of the time that the area asked for should get; half of the work is the least."""

VERY_SHORT_MS = 150_000
"""Up to here two short moves are better than one long one."""

SHORT, USUAL, LONG, USUAL_TWICE, LONG_TWICE, LONG_THRICE = 0, 1, 2, 4, 5, 8
"""Places in a candidate's options."""
_ONCE = (USUAL, LONG)
_LEVELS = (USUAL, LONG, USUAL_TWICE, LONG_TWICE)

_RECENT, _PLAIN, _MAIN_AREA, _FAVOURED = 0.1, 1.0, 2.0, 30.0


class Preference(msgspec.Struct, frozen=True):
    """How much each exercise is liked for one request, drawn once."""

    ms: int
    """The length asked for."""
    liking: dict[str, float]
    shares: tuple[float, ...]
    """Milliseconds that each block should get; 0 for a reserve."""
    for_area: bool
    mood: float
    """A number from 0 to 1 that decides between layouts that are equally good."""

    def score(self, allowed: Sequence[Candidate], moving_ms: int) -> float:
        """How well a layout that allows these exercises suits the request."""
        once = [0] * len(self.shares)
        on_area = 0
        for one in allowed:
            once[one.block] += one.options[USUAL].ms
            on_area += one.options[USUAL].ms if one.on_area else 0
        covered = sum(min(share, have) for share, have in zip(self.shares, once, strict=True)) / self.ms
        served = min(1.0, on_area / (ON_AREA_AIM * self.ms)) if self.for_area else 1.0
        choice = min(1.0, sum(once) / (2 * self.ms))
        wobble = (self.mood * (len(allowed) + 7)) % 0.2
        return covered + 2 * served + choice / 2 + wobble - 2 * moving_ms / self.ms


def preference(
    request: RoutineRequest,
    recipe: Recipe,
    allowed: Sequence[Candidate],
    favoured: Collection[str],
    chance: random.Random,
) -> Preference:
    """The draw for one request."""
    ms = (request.seconds or 0) * 1000
    recent = set(request.recent)
    liking = {}
    for one in allowed:
        name = one.exercise.id
        weight = _RECENT if name in recent else _PLAIN
        weight *= _FAVOURED if name in favoured else _MAIN_AREA if one.exercise.areas[0] == request.area else 1
        liking[name] = chance.random() ** (1 / weight)
    there = {one.block for one in allowed}
    parts = [block.share if n in there else 0 for n, block in enumerate(recipe.blocks)]
    total = sum(parts) or 1
    for_area = request.area not in (None, "whole-body")
    return Preference(ms, liking, tuple(part * ms / total for part in parts), for_area, chance.random())


def offers(wishes: Preference, allowed: Sequence[Candidate], moving_ms: int, more_rounds: bool) -> list[Offer]:
    """The exercises in order of preference, each with its doses in order of preference.

    `more_rounds` lets everything come up to three times.
    """
    time = wishes.ms - moving_ms
    drawing = _Drawing(wishes)
    serving = [one for one in allowed if wishes.for_area and one.on_area]
    spare = [one for one in allowed if one not in serving and not wishes.shares[one.block]]
    main = [one for one in allowed if one not in serving and wishes.shares[one.block]]

    area_level = _area_level(serving, time)
    first, later = drawing.split(serving, ON_AREA_AIM * time, area_level)
    rest = max(0.0, time - _together(first, area_level))
    if _together(main, LONG) < rest:
        main, spare = [*main, *spare], []
    level = _level(main, rest, time)
    if more_rounds:
        area_level = level = LONG_THRICE
    return [
        *(_offer(one, area_level) for one in first),
        *(_offer(one, level) for one in drawing.all(main)),
        *(_offer(one, area_level) for one in later),
        *(_offer(one, level, spare=True) for one in drawing.all(spare)),
    ]


class _Drawing:
    """Draws exercises so that blocks get their shares and no area comes up again and again."""

    def __init__(self, wishes: Preference) -> None:
        self._wishes = wishes
        self._owed = list(wishes.shares)
        self._times: dict[str, int] = {}

    def split(self, pool: Sequence[Candidate], ms: float, level: int) -> tuple[list[Candidate], list[Candidate]]:
        """All of a pool in order: those that fill `ms`, and the others."""
        drawn = self.all(pool)
        total, count = 0, 0
        while count < len(drawn) and total < ms:
            total += drawn[count].options[level].ms
            count += 1
        return drawn[:count], drawn[count:]

    def all(self, pool: Sequence[Candidate]) -> list[Candidate]:
        queues: dict[int, list[Candidate]] = {}
        for one in pool:
            queues.setdefault(one.block, []).append(one)
        drawn = []
        while queues:
            block = max(queues, key=lambda n: self._owed[n])
            queue = queues[block]
            one = max(queue, key=self._appeal)
            queue.remove(one)
            if not queue:
                del queues[block]
            self._owed[block] -= one.options[USUAL].ms
            self._times[one.exercise.areas[0]] = self._times.get(one.exercise.areas[0], 0) + 1
            drawn.append(one)
        return drawn

    def _appeal(self, one: Candidate) -> float:
        return self._wishes.liking[one.exercise.id] / (1 + self._times.get(one.exercise.areas[0], 0))


def _area_level(serving: Sequence[Candidate], time: float) -> int:
    """Once each, as long as that is enough for half of the work with something in hand; else again."""
    if time <= VERY_SHORT_MS:
        return SHORT
    once = next((level for level in _ONCE if _together(serving, level) >= ON_AREA_AIM * time), None)
    if once is not None:
        return once
    return next((level for level in _LEVELS if _together(serving, level) >= 0.6 * time), LONG_TWICE)


def _level(pool: Sequence[Candidate], time: float, whole: float) -> int:
    if whole <= VERY_SHORT_MS:
        return SHORT
    return next((level for level in _LEVELS if _together(pool, level) >= time), LONG_TWICE)


def _together(pool: Sequence[Candidate], level: int) -> int:
    return sum(one.options[level].ms for one in pool)


def _offer(one: Candidate, level: int, spare: bool = False) -> Offer:
    """The level itself first, then what is less, then what is more; no repeats where none are called for."""
    most = 1 + next(end for end in (LONG, LONG_TWICE, LONG_THRICE) if level <= end)
    places = [level, *range(level - 1, -1, -1), *range(level + 1, most)]
    return Offer(one.exercise.id, tuple(one.options[place] for place in places), spare=spare)
