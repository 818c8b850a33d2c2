"""The exercises that a request and its recipe let into a routine, with what each would take."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from stride.coaching.filling import Option
from stride.coaching.manner import Manner
from stride.coaching.request import RoutineRequest
from stride.coaching.routine import Step, step_timeline
from stride.coaching.timeline import Delivery
from stride.content.model import Exercise, Library, Recipe, RecipeBlock
from stride.content.vocabulary import DOSE_SIZES, Area, DoseSize

ROUNDS = (1, 2, 3)
"""An exercise comes more than once only where there are too few different ones."""


class Candidate(msgspec.Struct, frozen=True):
    """An exercise that may be chosen, and the block it belongs to."""

    exercise: Exercise
    block: int
    on_area: bool
    options: tuple[Option, ...]
    """From least to most: short, usual and long once, then the same twice, then three times."""

    @property
    def on_floor(self) -> bool:
        return self.exercise.on_floor


def recipe_for(request: RoutineRequest, library: Library) -> Recipe:
    """The recipe of the moment, or the one that the area alone leads to."""
    if request.moment:
        return library.recipes[request.moment]
    area = request.area or "whole-body"
    return next(recipe for recipe in library.recipes.values() if area in recipe.areas)


def candidates(request: RoutineRequest, recipe: Recipe, library: Library, manner: Manner) -> list[Candidate]:
    """Everything the recipe, the limits, the kit of a home and the person's own list allow."""
    minutes = (request.seconds or 0) / 60
    blocks = [(n, block) for n, block in enumerate(recipe.blocks) if block.from_minutes <= minutes]
    barred = set(request.limits) | set(recipe.limits)
    kit = set(library.planning.kit) | set(recipe.kit)
    out = request.never | set(recipe.leave_out)
    found = []
    for exercise in library.exercises.values():
        if exercise.id in out or barred.intersection(exercise.needs) or not kit.issuperset(exercise.kit):
            continue
        block = next((n for n, block in blocks if _belongs(exercise, block)), None)
        if block is not None:
            once, again = manner.delivery(exercise.id), manner.delivery(exercise.id, again=True)
            options = _options(library, exercise.id, once, again)
            found.append(Candidate(exercise, block, on_area(exercise, request.area, library), options))
    return found


def on_area(exercise: Exercise, area: Area | None, library: Library) -> bool:
    """Whether an exercise serves the area; every one does where none, or the whole body, was asked for."""
    if area is None or area == "whole-body":
        return True
    return area in exercise.areas or exercise.areas[0] in library.planning.within.get(area, ())


@lru_cache(maxsize=4096)
def step_ms(library: Library, exercise: str, dose: DoseSize, delivery: Delivery) -> int:
    """Milliseconds of one step, a transition included."""
    return step_timeline(Step(exercise, dose), delivery, library).length


def _belongs(exercise: Exercise, block: RecipeBlock) -> bool:
    return exercise.group in block.groups or exercise.id in block.exercises


@lru_cache(maxsize=4096)
def _options(library: Library, exercise: str, once: Delivery, again: Delivery) -> tuple[Option, ...]:
    return tuple(
        Option(
            dose,
            rounds,
            step_ms(library, exercise, dose, once) + (rounds - 1) * step_ms(library, exercise, dose, again),
        )
        for rounds in ROUNDS
        for dose in DOSE_SIZES
    )
