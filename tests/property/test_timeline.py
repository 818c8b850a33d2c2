"""Every exercise, at every dose, taught every way, at every pace, from either side."""

from __future__ import annotations

import json
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stride.coaching.routine import Step, step_timeline
from stride.coaching.speech import spoken_ms
from stride.coaching.timeline import Cue, Delivery, StepTimeline
from stride.content.model import Dose
from stride.content.vocabulary import DOSE_SIZES, PACES, TEACHINGS, DoseSize, Pace, Side, Teaching
from tests.property.strategies import LIBRARY, deliveries, exercise_ids, sizes

LEFT_AND_RIGHT: tuple[Side, Side] = ("left", "right")
DELIVERIES = [Delivery(teaching, pace, side) for teaching in TEACHINGS for pace in PACES for side in LEFT_AND_RIGHT]
EVERY_DOSE = [(exercise, size) for exercise in LIBRARY.exercises for size in DOSE_SIZES]
TRANSITIONS = sorted(LIBRARY.transitions)


@pytest.mark.parametrize(("exercise", "size"), EVERY_DOSE)
def test_cues_never_overlap_and_what_is_said_fits(exercise: str, size: DoseSize) -> None:
    for timeline in _all_ways(exercise, size):
        _assert_laid_end_to_end(timeline)


@pytest.mark.parametrize("transition", TRANSITIONS)
def test_the_way_down_and_up_is_laid_end_to_end(transition: str) -> None:
    for timeline in _all_ways(transition, "usual"):
        _assert_laid_end_to_end(timeline)


@pytest.mark.parametrize(("exercise", "size"), EVERY_DOSE)
def test_the_work_of_each_side_and_set_is_the_dose_exactly(exercise: str, size: DoseSize) -> None:
    dose = LIBRARY.exercises[exercise].doses[size]
    for timeline in _all_ways(exercise, size):
        spells = _spells(timeline)
        assert len(spells) == dose.sets * (2 if dose.sides == "each" else 1)
        for spell in spells:
            assert _work_ms(spell) == dose.seconds_per_side * 1000
            assert len([cue for cue in spell if cue.kind == "rep"]) == (dose.reps or 0)
            assert not ({"say", "rest", "switch"} & {cue.kind for cue in spell})


@pytest.mark.parametrize(("exercise", "size"), EVERY_DOSE)
def test_each_spell_begins_with_ready_and_ends_with_release(exercise: str, size: DoseSize) -> None:
    dose = LIBRARY.exercises[exercise].doses[size]
    for timeline in _all_ways(exercise, size):
        tones = [cue.text for cue in timeline.cues if cue.kind == "tone"]
        assert tones == ["ready", "release"] * (len(tones) // 2)
        switches = [cue for cue in timeline.cues if cue.kind == "switch"]
        rests = [cue for cue in timeline.cues if cue.kind == "rest"]
        assert len(switches) == (dose.sets if dose.sides == "each" else 0)
        assert [rest.length for rest in rests] == [dose.rest * 1000] * (dose.sets - 1)


@given(exercise_ids, sizes, deliveries, deliveries)
def test_neither_pace_nor_teaching_nor_side_changes_a_hold_or_a_tempo(
    exercise: str, size: DoseSize, one: Delivery, other: Delivery
) -> None:
    first, second = (step_timeline(Step(exercise, size), delivery, LIBRARY) for delivery in (one, other))
    assert [_work_ms(spell) for spell in _spells(first)] == [_work_ms(spell) for spell in _spells(second)]


@given(exercise_ids, sizes, st.sampled_from(TEACHINGS), st.sampled_from(LEFT_AND_RIGHT))
def test_a_slower_pace_takes_longer_and_a_brisk_one_less(
    exercise: str, size: DoseSize, teaching: Teaching, side: Side
) -> None:
    slow, normal, brisk = (
        step_timeline(Step(exercise, size), Delivery(teaching, pace, side), LIBRARY).length for pace in PACES
    )
    assert brisk < normal < slow


@given(exercise_ids, sizes, st.sampled_from(PACES), st.sampled_from(LEFT_AND_RIGHT))
def test_somebody_who_knows_an_exercise_hears_less(exercise: str, size: DoseSize, pace: Pace, side: Side) -> None:
    full, brief, tones = (
        step_timeline(Step(exercise, size), Delivery(teaching, pace, side), LIBRARY) for teaching in TEACHINGS
    )
    assert tones.length < brief.length < full.length


@given(exercise_ids, sizes, deliveries)
def test_a_timeline_can_be_written_as_json_and_read_again(exercise: str, size: DoseSize, delivery: Delivery) -> None:
    timeline = step_timeline(Step(exercise, size), delivery, LIBRARY)
    read = json.loads(json.dumps(msgspec.to_builtins(timeline)))
    assert StepTimeline(read["exercise"], tuple(Cue(**cue) for cue in read["cues"]), read["length"]) == timeline


@given(exercise_ids, sizes, deliveries, st.data())
def test_the_rest_of_a_step_keeps_its_cues_and_their_distances(
    exercise: str, size: DoseSize, delivery: Delivery, data: st.DataObject
) -> None:
    whole = step_timeline(Step(exercise, size), delivery, LIBRARY)
    index = data.draw(st.integers(0, len(whole.cues) - 1))
    rest = whole.since(index)
    assert [(cue.kind, cue.length, cue.text) for cue in rest.cues] == [
        (cue.kind, cue.length, cue.text) for cue in whole.cues[index:]
    ]
    assert rest.cues[0].at == 0
    assert rest.length + whole.cues[index].at == whole.length
    assert whole.cue_at(whole.cues[index].at) == index


def _all_ways(exercise: str, size: DoseSize) -> list[StepTimeline]:
    return [step_timeline(Step(exercise, size), delivery, LIBRARY) for delivery in DELIVERIES]


def _assert_laid_end_to_end(timeline: StepTimeline) -> None:
    assert timeline.cues[0].at == 0
    assert timeline.cues[-1].end <= timeline.length
    for cue, following in pairwise(timeline.cues):
        assert cue.end <= following.at
    for cue in timeline.cues:
        assert cue.length > 0
        assert cue.kind == "tone" or spoken_ms(cue.text) <= cue.length, f"{cue.text!r} does not fit"


def _spells(timeline: StepTimeline) -> list[list[Cue]]:
    """The cues between each ready tone and its release."""
    spells: list[list[Cue]] = []
    inside = False
    for cue in timeline.cues:
        if cue.kind == "tone":
            inside = cue.text == "ready"
            spells += [[]] if inside else []
        elif inside:
            spells[-1].append(cue)
    return spells


def _work_ms(spell: list[Cue]) -> int:
    """Milliseconds from the end of the ready tone to the release tone, if nothing is missing between."""
    for cue, following in pairwise(spell):
        assert cue.end == following.at
    return sum(cue.length for cue in spell)


def test_the_two_sides_of_a_dose_are_equal_by_construction() -> None:
    assert Dose(hold=30, sides="each", sets=2).working_seconds == 2 * 2 * Dose(hold=30).seconds_per_side
    assert Dose(reps=6, tempo=(2, 1), sides="alternate").seconds_per_side == 2 * 6 * 3
