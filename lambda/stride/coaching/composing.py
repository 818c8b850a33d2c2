"""Makes a routine from a recipe: who may come, in which part, in what order of preference, at which dose."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

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
LAYOUTS_TRIED = 4


@dataclass(frozen=True)
class Composed:
    """A routine and how well it answers the request."""

    routine: Routine
    ms: int
    on_area: float
    """Share of the working time that serves the area asked for."""


def tolerance_ms(seconds: int) -> int:
    """How far a routine may be from the length that was asked for."""
    return max(15_000, seconds * 50)


def compose(
    request: RoutineRequest, library: Library, manner: Manner, seed: int, favoured: frozenset[str] = frozenset()
) -> Composed | None:
    """A routine for a request whose `seconds` are set, or None where there is none.

    `favoured` exercises are taken first. The same arguments give the same routine.
    """
    recipe = recipe_for(request, library)
    allowed = candidates(request, recipe, library, manner)
    if not any(one.on_area for one in allowed):
        return None
    wishes = preference(request, recipe, allowed, favoured, random.Random(seed))
    best: Composed | None = None
    for layout in _promising(allowed, wishes, recipe, library, manner):
        composed = _composed(layout, allowed, wishes, recipe, library, manner)
        if composed and composed.on_area >= ENOUGH_ON_AREA:
            return composed
        if composed and (best is None or composed.on_area > best.on_area):
            best = composed
    return best


def length_ms(steps: Sequence[Step], library: Library, manner: Manner) -> int:
    """Milliseconds of steps given one after another, a movement that comes again not being taught again."""
    total, seen = 0, set[str]()
    for step in steps:
        total += step_ms(library, step.exercise, step.dose, manner.delivery(step.exercise, step.exercise in seen))
        seen.add(step.exercise)
    return total


def share_on_area(steps: Sequence[Step], serving: set[str], library: Library) -> float:
    """Share of the working time that is spent on the exercises in `serving`."""
    work = [(step.exercise, _working_seconds(step, library)) for step in steps if not step.is_transition]
    total = sum(seconds for _, seconds in work)
    return sum(seconds for exercise, seconds in work if exercise in serving) / total if total else 0.0


def _working_seconds(step: Step, library: Library) -> int:
    return library.exercises[step.exercise].doses[step.dose].working_seconds


def _promising(
    allowed: Sequence[Candidate], wishes: Preference, recipe: Recipe, library: Library, manner: Manner
) -> list[Layout]:
    """The layouts that suit the request best, the best first."""
    scored = []
    for layout in layouts(len(recipe.blocks)):
        places = placed(layout, allowed)
        if {FLOOR, AFTER}.issubset({place.zone for place in places}) or layout.up is None:
            moving = _transitions_ms(layout, library, manner)
            scored.append((wishes.score([place.candidate for place in places], moving), layout))
    scored.sort(key=lambda pair: -pair[0])
    return [layout for _, layout in scored[:LAYOUTS_TRIED]]


def _composed(
    layout: Layout,
    allowed: Sequence[Candidate],
    wishes: Preference,
    recipe: Recipe,
    library: Library,
    manner: Manner,
) -> Composed | None:
    places = {place.candidate.exercise.id: place for place in placed(layout, allowed)}
    moving = _transitions_ms(layout, library, manner)
    tolerance = tolerance_ms(wishes.ms // 1000)
    for near, more_rounds in ((tolerance // 4, False), (tolerance, False), (tolerance, True)):
        wanted = offers(wishes, [place.candidate for place in places.values()], moving, more_rounds)
        needed = _needed(wanted, places, layout)
        steps = _filled(wanted, needed, places, wishes.ms - moving, near, recipe)
        if steps:
            company = _company(steps, places, wishes)
            if company:
                steps = _filled(wanted, needed | company, places, wishes.ms - moving, near, recipe) or steps
            return _measured(steps, allowed, recipe, library, manner)
    return None


def _filled(
    wanted: Sequence[Offer], needed: set[str], places: dict[str, Placed], ms: int, near: int, recipe: Recipe
) -> list[Step] | None:
    chosen = fill([replace(one, needed=one.exercise in needed) for one in wanted], ms - near, ms + near)
    return in_order([(places[name], option) for name, option in chosen.items()], recipe) if chosen else None


def _measured(
    steps: list[Step], allowed: Sequence[Candidate], recipe: Recipe, library: Library, manner: Manner
) -> Composed:
    whole = with_transitions(steps, library)
    routine = Routine(MADE, recipe.title, recipe.moment, whole)
    serving = {one.exercise.id for one in allowed if one.on_area}
    return Composed(routine, length_ms(whole, library, manner), share_on_area(whole, serving, library))


def _needed(wanted: Sequence[Offer], places: dict[str, Placed], layout: Layout) -> set[str]:
    """The first one of each part that the layout's transitions stand for: without it they would be wrong."""
    parts = {FLOOR, AFTER} if layout.up is not None else {FLOOR} if layout.down is not None else set[int]()
    firsts: dict[int, str] = {}
    for offer in wanted:
        firsts.setdefault(places[offer.exercise].zone, offer.exercise)
    return {name for zone, name in firsts.items() if zone in parts}


def _company(steps: Sequence[Step], places: dict[str, Placed], wishes: Preference) -> set[str]:
    """For each exercise that follows itself, another one that could come between."""
    here = {step.exercise for step in steps}
    company = set()
    for name in {one.exercise for one, following in pairwise(steps) if one.exercise == following.exercise}:
        part = (places[name].candidate.block, places[name].zone)
        others = [
            other
            for other, place in places.items()
            if (place.candidate.block, place.zone) == part and other not in here
        ]
        company |= {max(others, key=lambda other: wishes.liking[other])} if others else set()
    return company


def _transitions_ms(layout: Layout, library: Library, manner: Manner) -> int:
    ways = (FLOOR_DOWN, FLOOR_UP)[: layout.transitions]
    return sum(step_ms(library, way, "usual", manner.delivery(way)) for way in ways)
