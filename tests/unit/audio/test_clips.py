"""Clips: trimmed, level, spoken once, fitted to their slot at the same pitch."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from stride.coaching.speech import spoken_ms
from tests.unit.audio.humming import HummingVoice
from workbench.audio import loudness
from workbench.audio.clips import PEAK_DB, SPEECH_LUFS, Clips
from workbench.audio.pcm import RATE, Pcm, Samples, at_ms, decibels, to_samples
from workbench.audio.stretch import shortened


def pitch(samples: Samples) -> float:
    """The strongest frequency in hertz."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum) * RATE / len(samples))


def test_the_silence_around_words_is_cut() -> None:
    clip = Clips(HummingVoice()).clip("Hips level.")
    assert len(clip) / RATE * 1000 == pytest.approx(spoken_ms("Hips level."), abs=60)


@pytest.mark.parametrize("text", ["One.", "Hips level.", "Stretch one leg straight out behind you."])
def test_every_clip_is_equally_loud_and_below_the_peak(text: str) -> None:
    clip = Clips(HummingVoice()).clip(text)
    assert loudness.spoken(clip) == pytest.approx(SPEECH_LUFS, abs=0.3)
    assert np.abs(clip).max() <= decibels(PEAK_DB) + 1e-6


def test_nothing_is_spoken_twice_not_even_by_another_process(tmp_path: Path) -> None:
    voice, later = HummingVoice(), HummingVoice()
    clips = Clips(voice, tmp_path)
    assert not clips.has("Hips level.")
    first = clips.clip("Hips level.")
    again = Clips(later, tmp_path)
    assert again.has("Hips level.")
    np.testing.assert_allclose(again.clip("Hips level."), first, atol=1e-4)
    assert (voice.said, later.said) == (["Hips level."], [])


def test_another_voice_or_other_settings_are_other_clips(tmp_path: Path) -> None:
    Clips(HummingVoice(), tmp_path).clip("Hips level.")
    other = HummingVoice()
    other.settings = "higher"
    assert not Clips(other, tmp_path).has("Hips level.")


def test_words_that_take_too_long_are_made_to_fit_their_slot() -> None:
    clips = Clips(HummingVoice(slower=1.3))
    room = at_ms(spoken_ms("Stretch one leg straight out behind you."))
    fitted = clips.fitted("Stretch one leg straight out behind you.", room)
    assert len(fitted) == room
    assert pitch(fitted) == pytest.approx(200, abs=8)


def test_words_that_fit_are_left_alone() -> None:
    clips = Clips(HummingVoice())
    assert clips.fitted("One.", RATE * 5) is clips.clip("One.")


@pytest.mark.parametrize("share", [0.95, 0.8, 0.67])
def test_shorter_speech_keeps_its_pitch_and_its_level(share: float) -> None:
    times = np.arange(2 * RATE) / RATE
    speech = np.asarray(0.3 * np.sin(2 * np.pi * 180 * times), dtype=np.float32)
    quick = shortened(speech, round(len(speech) * share))
    assert len(quick) == round(len(speech) * share)
    assert pitch(quick) == pytest.approx(180, abs=3)
    assert np.std(quick) == pytest.approx(np.std(speech), rel=0.1)


@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 24_000, 48_000])
def test_a_voice_of_any_rate_comes_out_at_ours_with_its_pitch(rate: int) -> None:
    times = np.arange(rate) / rate
    pcm = Pcm((np.sin(2 * np.pi * 440 * times) * 10_000).astype("<i2").tobytes(), rate)
    samples = to_samples(pcm)
    assert len(samples) == pytest.approx(RATE, abs=1)
    assert pitch(samples) == pytest.approx(440, abs=1)
