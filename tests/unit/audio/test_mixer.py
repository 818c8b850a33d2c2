"""The mixer: everything at its own sample, words over before their cue, one loudness, never silent, never too high."""

from __future__ import annotations

import numpy as np
import pytest

from stride.coaching.metronome import beat_stretch
from stride.coaching.routine import Step, step_timeline
from stride.coaching.stretch import ACCENT_EVERY, RunTimeline, quiet_stretch
from stride.coaching.timeline import Cue, Delivery, StepTimeline
from stride.content.loader import load_library
from stride.content.vocabulary import TEACHINGS, Teaching
from tests.unit.audio.humming import HummingVoice
from workbench.audio import loudness, tones
from workbench.audio.clips import PEAK_DB, SPEECH_LUFS, Clips
from workbench.audio.encoder import CODEC_DELAY, encode, encoded_bytes
from workbench.audio.mixer import LEAD_IN, mix, sounds_of, word_room_ms
from workbench.audio.pcm import RATE, at_ms, decibels

LIBRARY = load_library()


def timeline(exercise: str, teaching: Teaching = "full") -> StepTimeline:
    return step_timeline(Step(exercise), Delivery(teaching), LIBRARY)


@pytest.mark.parametrize("exercise", ["bird-dog", "calf-wall", "ankle-bounce", "floor-down"])
@pytest.mark.parametrize("slower", [0.8, 1.4])
def test_each_cue_sounds_at_its_sample_and_its_words_are_over_in_time(exercise: str, slower: float) -> None:
    clips = Clips(HummingVoice(slower))
    cues = timeline(exercise).cues
    for cue in cues:
        for sound in sounds_of([cue], clips):
            assert sound.start == max(at_ms(cue.at), LEAD_IN if sound.duck else 0)
            if sound.duck:
                assert sound.end <= at_ms(cue.end)


@pytest.mark.parametrize(
    ("cue", "room"),
    [
        (Cue(0, 1200, "say", "Halfway."), 1200),  # a gap of its own follows
        (Cue(0, 6000, "rep", "One."), 5700),  # a breath before the next
        (Cue(0, 1000, "hold", "Five."), 900),
        (Cue(0, 500, "rep", "One."), 440),
    ],
)
def test_words_leave_a_breath_where_the_next_cue_follows_at_once(cue: Cue, room: int) -> None:
    assert word_room_ms(cue) == room


@pytest.mark.parametrize("teaching", TEACHINGS)
@pytest.mark.parametrize("exercise", ["bird-dog", "calf-wall", "brisk-walk", "floor-up"])
def test_a_track_is_as_long_as_its_step_level_never_silent_and_never_too_high(
    exercise: str, teaching: Teaching
) -> None:
    step = timeline(exercise, teaching)
    track = mix(step, Clips(HummingVoice()))
    assert len(track) == at_ms(step.length)
    assert loudness.momentary(track).max() == pytest.approx(SPEECH_LUFS, abs=2)
    assert np.abs(track).max() <= decibels(PEAK_DB) + 1e-6
    inside = loudness.momentary(track)[5:-5]
    assert inside.min() > -60


@pytest.mark.parametrize("teaching", ["full", "brief"])
def test_spoken_tracks_are_even_within_one_loudness_unit(teaching: Teaching) -> None:
    clips = Clips(HummingVoice())
    levels = [loudness.integrated(mix(timeline(name, teaching), clips)) for name in list(LIBRARY.exercises)[::8]]
    assert max(levels) - min(levels) <= 1
    assert -17.5 < min(levels) <= max(levels) < -14


def test_the_bed_makes_way_for_words_and_comes_back() -> None:
    words = RunTimeline((Cue(20_000, 3000, "say", "Quick and light, quick and light."),), 60_000)
    clips = Clips(HummingVoice(0.01))
    quiet, spoken = mix(quiet_stretch(1), clips), mix(words, clips)
    changed = np.flatnonzero(np.abs(spoken - quiet) > 1e-6) / RATE
    assert changed[0] == pytest.approx(19.85, abs=0.05)
    assert changed[-1] < 20.5


@pytest.mark.parametrize("cadence", [150, 173, 200])
def test_every_step_of_the_metronome_is_at_its_own_sample(cadence: int) -> None:
    stretch = beat_stretch(cadence, 5, LIBRARY.form_cues)
    track = mix(stretch, Clips(HummingVoice()))
    for beat in (1, 4, 401, cadence * 5 - 1):
        knock = tones.step(0.0, accent=beat % ACCENT_EVERY == 0)[:200]
        exact = beat * 60 * RATE / cadence
        start = round(exact) - 200
        around = track[start : start + 400 + len(knock)]
        likeness = np.correlate(around, knock, "valid")
        energy = np.correlate(np.square(around), np.ones(len(knock), dtype=np.float32), "valid")
        assert start + int(np.argmax(likeness / np.sqrt(energy))) == pytest.approx(exact, abs=2)


def test_the_metronome_is_loud_enough_for_alexa() -> None:
    track = mix(beat_stretch(150, 1, LIBRARY.form_cues), Clips(HummingVoice()))
    assert loudness.integrated(track) > -19


def test_an_mp3_is_a_constant_48_kilobits_of_mpeg_2_layer_3_at_24_khz_mono() -> None:
    step = timeline("floor-up")
    mp3 = encode(mix(step, Clips(HummingVoice())))
    frames = [mp3[start : start + 4] for start in range(0, len(mp3), 144)]
    assert {frame[:2] for frame in frames} == {b"\xff\xf3"}  # sync, MPEG-2, layer III, no checksum
    assert {frame[2] & 0b11111100 for frame in frames} == {0b01100100}  # 48 kb/s, 24 kHz
    assert {frame[3] >> 6 for frame in frames} == {0b11}  # one channel
    assert len(mp3) == pytest.approx(encoded_bytes(step.length), abs=3 * 144)


def test_nothing_sounds_in_the_part_that_the_encoder_needs() -> None:
    track = mix(timeline("bird-dog"), Clips(HummingVoice()))
    assert np.abs(track[:CODEC_DELAY]).max() < decibels(-50)
