"""Makes a routine from a recipe: who may come, in which part, in what order of preference, at which dose."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from stride.coaching.candidates import Candidate, candidates, recipe_for, step_ms
from stride.coaching.filling import Offer, fill
from stride.coaching.layout import AFTER, FLOOR, Layout, Placed, in_order, layouts, placed
from stride.coaching.manner import Manner
from stride.coaching.preference import Preference, offers, preference
from stride.coaching.request import RoutineRequest
from stride.coaching.routine import FLOOR_DOWN, FLOOR_UP, Routine, Step, with_transitions
from stride.content.model import Library, Recipe

MADE = "made"
"""Id of every routine that was put together on request."""

ENOUGH_ON_AREA = 0.5
LAYOUTS_TRIED = 3
NEEDED_TRIED = 4
REARRANGED = 3
"""How often company is looked for, so that no exercise follows itself."""
ROUNDING_MS = 2000
"""What rounding to ticks may add up to over a long routine."""


class Composed(msgspec.Struct, frozen=True):
    """A routine and how well it answers the request."""

    routine: Routine
    ms: int
    on_area: float
    """Share of the working time that serves the area asked for."""


def compose(
    request: RoutineRequest,
    library: Library,
    manner: Manner,
    seed: int,
    favoured: frozenset[str] = frozenset(),
) -> Composed | None:
    """A routine for a request whose `seconds` are set, or None where there is none.

    `favoured` exercises are taken first. The same arguments give the same routine.
    """
    recipe = recipe_for(request, library)
    allowed = candidates(request, recipe, library, manner)
    if not any(one.on_area for one in allowed):
        return None
    wishes = preference(request, recipe, allowed, favoured, random.Random(seed))
    table = _Table(recipe, allowed, wishes, library, manner)
    best: Composed | None = None
    for lonely in (False, True):
        for layout in table.promising():
            composed = table.composed(layout, lonely)
            if composed and composed.on_area >= ENOUGH_ON_AREA:
                return composed
            if composed and (best is None or composed.on_area > best.on_area):
                best = composed
        if best:
            return best
    return None


def tolerance_ms(seconds: int) -> int:
    """How far a routine may be from the length that was asked for: 15 seconds, or 5 percent if that is more."""
    return max(15_000, seconds * 50)


def length_ms(steps: Sequence[Step], library: Library, manner: Manner) -> int:
    """Milliseconds of steps given one after another, a movement that comes again not being taught again."""
    total, seen = 0, set[str]()
    for step in steps:
        delivery = manner.delivery(step.exercise, again=step.exercise in seen)
        total += step_ms(library, step.exercise, step.dose, delivery)
        seen.add(step.exercise)
    return total


def share_on_area(steps: Sequence[Step], serving: set[str], library: Library) -> float:
    """Share of the working time that is spent on the exercises in `serving`."""
    work = Counter[bool]()
    for step in steps:
        if not step.is_transition:
            dose = library.exercises[step.exercise].doses[step.dose]
            work[step.exercise in serving] += dose.working_seconds
    return work[True] / (work.total() or 1)


class _Table(msgspec.Struct, frozen=True):
    """What one request puts on the table."""

    recipe: Recipe
    allowed: Sequence[Candidate]
    wishes: Preference
    library: Library
    manner: Manner

    @property
    def heart(self) -> int:
        """The block that a routine of this recipe is nothing without."""
        return max(range(len(self.recipe.blocks)), key=lambda block: self.recipe.blocks[block].share)

    def promising(self) -> list[Layout]:
        """The layouts that suit the request best, the best first; none where the heart of the recipe is barred."""
        scored = []
        for layout in layouts(len(self.recipe.blocks)):
            places = placed(layout, self.allowed)
            zones = {place.zone for place in places}
            heart = any(place.candidate.block == self.heart for place in places)
            if heart and zones.issuperset(_never_empty(layout)):
                score = self.wishes.score([place.candidate for place in places], self._moving_ms(layout))
                scored.append((score, layout))
        scored.sort(key=lambda pair: -pair[0])
        return [layout for _, layout in scored[:LAYOUTS_TRIED]]

    def composed(self, layout: Layout, lonely: bool) -> Composed | None:
        """A routine in one layout; `lonely` lets an exercise follow itself where nothing can come between.

        The length is met closely if that can be, else within the tolerance, else with more rounds.
        """
        places = {place.candidate.exercise.id: place for place in placed(layout, self.allowed)}
        moving = self._moving_ms(layout)
        tolerance = tolerance_ms(self.wishes.ms // 1000) - ROUNDING_MS
        best: Composed | None = None
        for more_rounds, nearness in ((False, (tolerance // 4, tolerance)), (True, (tolerance,))):
            wanted = offers(self.wishes, [place.candidate for place in places.values()], moving, more_rounds)
            if not lonely:
                wanted = _accompanied(wanted, places)
            for near in nearness:
                filling = _Filling(wanted, places, self.wishes.ms - moving, near, self.recipe)
                found = self._filled(filling, self._needed(wanted, places, layout))
                best = max((one for one in (best, found) if one), key=_served, default=None)
                if best and best.on_area >= ENOUGH_ON_AREA:
                    return best
            if best:
                return best
        return None

    def _filled(self, filling: _Filling, choices: Iterable[set[str]]) -> Composed | None:
        for needed in choices:
            steps = filling.steps(needed)
            if steps:
                return self._measured(_apart(steps, needed, filling, self.wishes))
        return None

    def _needed(self, wanted: Sequence[Offer], places: dict[str, Placed], layout: Layout) -> Iterator[set[str]]:
        """What must be in, the likeliest choice first: one for the area, or else for the heart of the recipe, and
        one in each part that must not be empty."""
        names = [offer.exercise for offer in wanted]
        served = [name for name in names if self._serves(places[name].candidate)]
        for name in served[:NEEDED_TRIED]:
            empty = _never_empty(layout) - {places[name].zone}
            yield {name, *(next(other for other in names if places[other].zone == zone) for zone in empty)}

    def _serves(self, one: Candidate) -> bool:
        return one.on_area if self.wishes.for_area else one.block == self.heart

    def _measured(self, steps: list[Step]) -> Composed:
        whole = with_transitions(steps, self.library)
        serving = {one.exercise.id for one in self.allowed if one.on_area}
        return Composed(
            Routine(MADE, self.recipe.title, self.recipe.moment, whole),
            length_ms(whole, self.library, self.manner),
            share_on_area(whole, serving, self.library),
        )

    def _moving_ms(self, layout: Layout) -> int:
        ways = (FLOOR_DOWN, FLOOR_UP)[: layout.transitions]
        return sum(step_ms(self.library, way, "usual", self.manner.delivery(way)) for way in ways)


class _Filling(msgspec.Struct, frozen=True):
    """Everything about one attempt but the exercises that must be in it."""

    wanted: Sequence[Offer]
    places: dict[str, Placed]
    ms: int
    near: int
    recipe: Recipe

    def steps(self, needed: set[str]) -> list[Step] | None:
        offered = [replace(one, needed=True) if one.exercise in needed else one for one in self.wanted]
        chosen = fill(offered, self.ms - self.near, self.ms + self.near)
        if not chosen:
            return None
        return in_order([(self.places[name], option) for name, option in chosen.items()], self.recipe)


def _served(composed: Composed) -> float:
    return composed.on_area


def _never_empty(layout: Layout) -> set[int]:
    """The parts that must hold something, for the layout's transitions to be right."""
    return {FLOOR, AFTER} if layout.up is not None else {FLOOR} if layout.down is not None else set()


def _accompanied(wanted: Sequence[Offer], places: dict[str, Placed]) -> list[Offer]:
    """The offers, none coming more often than there are exercises in its part to come between."""
    size = Counter(place.part for place in places.values())

    def kept(offer: Offer) -> Offer:
        most = size[places[offer.exercise].part]
        return replace(offer, options=tuple(option for option in offer.options if option.rounds <= most))

    return [kept(offer) for offer in wanted]


def _apart(steps: list[Step], needed: set[str], filling: _Filling, wishes: Preference) -> list[Step]:
    """The steps, or others in which nothing follows itself."""
    for _ in range(REARRANGED):
        company = _company(steps, filling.places, wishes)
        if not company:
            break
        needed = needed | company
        steps = filling.steps(needed) or steps
    return steps


def _company(steps: Sequence[Step], places: dict[str, Placed], wishes: Preference) -> set[str]:
    """For each exercise that follows itself, another one that could come between."""
    here = {step.exercise for step in steps}
    company = set()
    for name in {one.exercise for one, following in pairwise(steps) if one.exercise == following.exercise}:
        part = places[name].part
        others = [other for other, place in places.items() if place.part == part and other not in here]
        company |= {max(others, key=lambda other: wishes.liking[other])} if others else set()
    return company
