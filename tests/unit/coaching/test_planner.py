"""What a request comes to, by example."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from msgspec.structs import replace

from stride.coaching.manner import Manner
from stride.coaching.planner import Planned, Unmet, plan
from stride.coaching.request import RoutineRequest
from stride.coaching.walk import Walk
from stride.content.loader import load_library
from stride.content.vocabulary import Area, Limit, Moment

LIBRARY = load_library()
NEW = Manner()
"""Somebody who is taught everything in full."""
KNOWS_ALL = Manner(known=frozenset(LIBRARY.exercises))


@pytest.mark.parametrize("minutes", [2, 3, 5, 8, 10, 15, 20, 30, 40])
@pytest.mark.parametrize("moment", sorted(set(LIBRARY.recipes) - {"loosen", "loosen-and-strengthen"}))
def test_every_moment_can_be_had_at_every_length(moment: Moment, minutes: int) -> None:
    for manner in (NEW, KNOWS_ALL, Manner("tones", "brisk"), Manner("full", "slow")):
        planned = _planned(RoutineRequest(moment, seconds=minutes * 60), manner)
        assert abs(planned.seconds - minutes * 60) <= max(15, minutes * 3)
        assert Walk(planned.routine, manner=manner).remaining_ms(LIBRARY) == pytest.approx(
            planned.seconds * 1000, abs=500
        )


@pytest.mark.parametrize(
    ("area", "minutes"),
    [
        (area, minutes)
        for area in ("back", "hips", "glutes", "core", "hamstrings", "quads", "legs")
        for minutes in (5, 10, 20)
    ]
    + [("calves", 5), ("calves", 10), ("ankles", 10), ("hip-flexors", 10), ("upper-back", 10)],
)
def test_an_area_alone_gets_at_least_half_of_the_work(area: Area, minutes: int) -> None:
    for manner in (NEW, KNOWS_ALL):
        planned = _planned(RoutineRequest(area=area, seconds=minutes * 60), manner)
        assert planned.on_area >= 0.5
        assert _share_tagged(planned, area) >= 0.5 or area == "legs"


@pytest.mark.parametrize(
    ("request_", "reason", "limit"),
    [
        (RoutineRequest("stretch", "hamstrings", 600, frozenset({"floor"})), "limit", "floor"),
        (RoutineRequest("core", None, 600, frozenset({"floor", "jumping"})), "limit", "floor"),
        (RoutineRequest("before-run", None, 300, frozenset({"standing"})), "limit", "standing"),
        (RoutineRequest("flare-up", "calves", 300), "area", None),
        (RoutineRequest("core", None, 60), "minutes", None),
        (RoutineRequest("core", None, 3600), "minutes", None),
        (RoutineRequest("desk", None, 300, never=frozenset(LIBRARY.exercises)), "never", None),
        (RoutineRequest("core", "calves", 600, frozenset({"floor"})), "nothing", None),
        (RoutineRequest(named="no-such-routine"), "name", None),
    ],
)
def test_what_cannot_be_met_says_what_stands_in_the_way(
    request_: RoutineRequest, reason: str, limit: Limit | None
) -> None:
    answer = plan(request_, LIBRARY, NEW)
    assert isinstance(answer, Unmet)
    assert (answer.reason, answer.limit) == (reason, limit)


def test_the_request_with_the_limit_let_go_is_offered_and_keeps_everything_else() -> None:
    answer = plan(RoutineRequest("stretch", "hamstrings", 600, frozenset({"floor", "wrists"})), LIBRARY, NEW)
    assert isinstance(answer, Unmet)
    assert answer.instead == RoutineRequest("stretch", "hamstrings", 600, frozenset({"wrists"}))


def test_the_little_there_is_for_an_area_can_still_be_had() -> None:
    answer = plan(RoutineRequest("stretch", "hamstrings", 600, frozenset({"floor"})), LIBRARY, NEW)
    assert isinstance(answer, Unmet)
    assert answer.partly
    assert 0 < answer.partly.on_area < 0.5
    assert abs(answer.partly.seconds - 600) <= 30


@pytest.mark.parametrize(("minutes", "nearest"), [(1, 2), (41, 40), (90, 40)])
def test_a_length_out_of_reach_comes_with_the_nearest_one(minutes: int, nearest: int) -> None:
    answer = plan(RoutineRequest("morning", seconds=minutes * 60), LIBRARY, NEW)
    assert isinstance(answer, Unmet)
    assert answer.instead == RoutineRequest("morning", seconds=nearest * 60)


@pytest.mark.parametrize("name", sorted(LIBRARY.routines))
def test_every_named_routine_is_as_long_as_it_is_called_when_it_is_new(name: str) -> None:
    named = LIBRARY.routines[name]
    planned = _planned(RoutineRequest(named=name), NEW)
    assert planned.routine.id == name
    assert abs(planned.seconds - named.minutes * 60) <= max(15, named.minutes * 3)


@pytest.mark.parametrize("name", sorted(LIBRARY.routines))
def test_a_request_that_equals_a_named_routine_gives_it(name: str) -> None:
    named = LIBRARY.routines[name]
    assert _planned(RoutineRequest(named.moment, seconds=named.minutes * 60), NEW).routine.id == name


@pytest.mark.parametrize(
    "request_",
    [
        RoutineRequest("before-run", "hips", 300),
        RoutineRequest("before-run", None, 300, frozenset({"floor"})),
        RoutineRequest("before-run", None, 420),
        RoutineRequest(named="warm-up-short", never=frozenset({"lunge-reach"})),
        RoutineRequest(named="warm-up-short", seconds=900),
    ],
)
def test_anything_that_differs_from_a_named_routine_is_made(request_: RoutineRequest) -> None:
    planned = _planned(request_, NEW)
    assert planned.routine.id == "made"
    assert planned.routine.moment == "before-run"


def test_a_named_routine_with_something_ruled_out_keeps_most_of_the_rest() -> None:
    named = {step.exercise for step in LIBRARY.routines["warm-up-long"].steps}
    planned = _planned(RoutineRequest(named="warm-up-long", limits=frozenset({"jumping"})), NEW)
    kept = [name for name in _names(planned) if name in named]
    assert len(kept) >= len(_names(planned)) - 2


def test_without_a_length_the_moment_takes_its_usual_time() -> None:
    for moment, recipe in LIBRARY.recipes.items():
        if moment == recipe.moment:
            planned = _planned(RoutineRequest(recipe.moment), NEW)
            assert abs(planned.seconds - recipe.minutes * 60) <= max(15, recipe.minutes * 3)


def test_what_was_done_lately_comes_less_often() -> None:
    request = RoutineRequest("before-run", seconds=420)
    recent = ("leg-swing-front", "leg-swing-side", "walking-knee-hug")
    often = sum(recent.count(name) for seed in range(60) for name in _names(_planned(request, NEW, seed)))
    lately = replace(request, recent=recent)
    seldom = sum(recent.count(name) for seed in range(60) for name in _names(_planned(lately, NEW, seed)))
    assert seldom < often / 2


def test_seeds_vary_the_routine() -> None:
    made = {_planned(RoutineRequest("evening", seconds=720), NEW, seed).routine.steps for seed in range(20)}
    assert len(made) >= 10


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_every_process_makes_the_same_routine(hash_seed: str) -> None:
    script = (
        "from stride.coaching.manner import Manner; from stride.coaching.planner import plan;"
        "from stride.coaching.request import RoutineRequest; from stride.content.loader import load_library;"
        "wish = RoutineRequest('evening', 'hips', 1500, frozenset({'wrists', 'jumping'}));"
        "print([step.exercise for step in plan(wish, load_library(), Manner(), 7).routine.steps])"
    )
    environment = os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    wish = RoutineRequest("evening", "hips", 1500, frozenset({"wrists", "jumping"}))
    assert run.stdout.strip() == str([step.exercise for step in _planned(wish, Manner(), 7).routine.steps])


def test_nothing_is_asked_for_that_a_home_has_not() -> None:
    for seed in range(40):
        for name in _names(_planned(RoutineRequest("strength", seconds=1800), NEW, seed)):
            assert not {"band", "loop-band", "step", "stick"} & set(LIBRARY.exercises[name].kit)


def test_forty_minutes_go_round_again_without_a_full_explanation() -> None:
    planned = _planned(RoutineRequest("before-run", seconds=2400), NEW)
    names = _names(planned)
    assert len(names) > len(set(names))
    walk = Walk(planned.routine, manner=NEW)
    again = next(index for index, name in enumerate(names) if name in names[:index])
    assert walk.delivery(again).teaching == "brief"


def _planned(request: RoutineRequest, manner: Manner, seed: int = 0) -> Planned:
    answer = plan(request, LIBRARY, manner, seed)
    assert isinstance(answer, Planned), answer
    return answer


def _names(planned: Planned) -> list[str]:
    return [step.exercise for step in planned.routine.steps if not step.is_transition]


def _share_tagged(planned: Planned, area: Area) -> float:
    """Share of the working seconds on exercises that carry the area itself."""
    work = [
        (area in LIBRARY.exercises[step.exercise].areas, LIBRARY.exercises[step.exercise].doses[step.dose])
        for step in planned.routine.steps
        if not step.is_transition
    ]
    total = sum(dose.working_seconds for _, dose in work)
    return sum(dose.working_seconds for tagged, dose in work if tagged) / total


@pytest.mark.parametrize("seconds", [150, 450, 630, 750, 1350])
def test_half_minutes_count(seconds: int) -> None:
    assert abs(_planned(RoutineRequest("stretch", seconds=seconds), NEW).seconds - seconds) <= max(15, seconds // 20)
