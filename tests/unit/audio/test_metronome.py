"""Runs to a beat and with one form cue, as stretches of minutes."""

from __future__ import annotations

from itertools import islice

import pytest

from stride.coaching.metronome import beat_stretch
from stride.coaching.run import RunSession, stretch, stretches
from stride.coaching.stretch import RunTimeline
from stride.content.loader import load_library

LIBRARY = load_library()
CUE = "cue-quiet-feet"


def minutes(session: RunSession) -> list[int]:
    """Whole minutes of each stretch; the closing tone is none."""
    return [part.length // 60_000 for part in stretches(session, LIBRARY)]


@pytest.mark.parametrize(
    ("session", "expected"),
    [
        (RunSession(cadence=170, minutes=1), [1, 0]),
        (RunSession(cadence=170, minutes=5), [5, 0]),
        (RunSession(cadence=170, minutes=12), [2, 5, 5, 0]),
        (RunSession(cue=CUE, minutes=1), [1, 0]),
        (RunSession(cue=CUE, minutes=7), [3, 2, 2, 0]),
        (RunSession(cue=CUE, minutes=20), [5, 5, 5, 5, 0]),
        (RunSession(cue=CUE, minutes=30), [5, 3, 5, 3, 5, 2, 5, 2, 0]),
    ],
)
def test_a_session_is_cut_into_stretches_that_add_up(session: RunSession, expected: list[int]) -> None:
    assert minutes(session) == expected


@pytest.mark.parametrize("length", range(1, 61))
def test_a_form_session_has_one_to_four_reminders_spread_over_it(length: int) -> None:
    parts = [part for part in stretches(RunSession(cue=CUE, minutes=length), LIBRARY) if part.length >= 60_000]
    spoken = {cue.text for part in parts for cue in part.cues if cue.kind == "say"}
    reminding = [part for part in parts if part.cues]
    assert sum(part.length for part in parts) == length * 60_000
    assert len(reminding) == (4 if length >= 8 else min(3, length))
    assert spoken <= set(LIBRARY.form_cues[CUE].reminders)


def test_a_reminder_lasts_half_a_minute_between_two_tones() -> None:
    part = next(stretches(RunSession(cue=CUE, minutes=20), LIBRARY))
    assert [(cue.at, cue.kind) for cue in part.cues] == [(0, "tone"), (900, "say"), (15_000, "say"), (30_000, "tone")]


def test_a_beat_is_coded_by_its_rate_and_accents_the_same_foot() -> None:
    beats = list(beat_stretch(170, 1, LIBRARY.form_cues).beats())
    assert len(beats) == 170
    assert beats[:5] == [
        (0.0, True),
        (pytest.approx(352.941, abs=0.001), False),
        (pytest.approx(705.882, abs=0.001), False),
        (pytest.approx(1058.824, abs=0.001), False),
        (pytest.approx(1411.765, abs=0.001), True),
    ]
    assert {number % 2 for number, (_, accent) in enumerate(beats) if accent} == {0}


def test_reminders_come_on_every_minute_of_a_beat_but_the_first() -> None:
    cues = beat_stretch(160, 5, LIBRARY.form_cues).cues
    assert [cue.at for cue in cues] == [60_000, 120_000, 180_000, 240_000]
    assert {cue.text for cue in cues} <= set(LIBRARY.form_cues["cue-metronome"].reminders)


def test_a_beat_without_minutes_goes_on_for_ever() -> None:
    session = RunSession(cadence=180)
    assert {part.length for part in islice(stretches(session, LIBRARY), 50)} == {300_000}
    assert stretch(session, 49, LIBRARY) is not None


@pytest.mark.parametrize("session", [RunSession(cadence=165, minutes=7), RunSession(cue=CUE, minutes=7)])
def test_a_session_ends_with_a_tone_and_nothing_after_it(session: RunSession) -> None:
    parts = list(stretches(session, LIBRARY))
    assert [cue.text for cue in parts[-1].cues] == ["release"]
    assert stretch(session, len(parts), LIBRARY) is None


def test_a_timeline_without_a_cadence_has_no_beats() -> None:
    assert list(RunTimeline((), 60_000).beats()) == []


def test_an_unknown_form_cue_is_an_error() -> None:
    with pytest.raises(KeyError, match="cue-nowhere"):
        next(stretches(RunSession(cue="cue-nowhere", minutes=5), LIBRARY))
