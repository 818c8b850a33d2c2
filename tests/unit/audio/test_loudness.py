"""The loudness meter against the figures of ITU-R BS.1770 and EBU Tech 3341, and the limiter."""

from __future__ import annotations

import numpy as np
import pytest

from workbench.audio.loudness import SILENCE, integrated, limited, spoken
from workbench.audio.pcm import RATE, Samples, decibels


def sine(hertz: float, dbfs: float, seconds: float) -> Samples:
    times = np.arange(round(seconds * RATE)) / RATE
    return np.asarray(decibels(dbfs) * np.sin(2 * np.pi * hertz * times), dtype=np.float32)


@pytest.mark.parametrize(
    ("hertz", "dbfs", "lufs"),
    [
        (997, 0.0, -3.01),  # BS.1770-4: a full-scale sine of 997 Hz in one channel
        (1000, -23.0, -26.0),  # EBU Tech 3341, case 1 is this in two channels, 3 LU louder
        (1000, -33.0, -36.0),
        (38, -20.0, -29.7),  # the high-pass at its corner
        (4000, -20.0, -19.7),  # the head lifts what is high
    ],
)
def test_a_steady_sine_has_the_loudness_of_the_standard(hertz: float, dbfs: float, lufs: float) -> None:
    assert integrated(sine(hertz, dbfs, 20)) == pytest.approx(lufs, abs=0.15)


def test_quiet_parts_are_left_out_of_the_whole() -> None:
    """EBU Tech 3341, case 3 (less 3 LU for one channel): -36, -23 and -36 dBFS are as loud as -23 alone."""
    parts = [sine(1000, -36, 10), sine(1000, -23, 60), sine(1000, -36, 10)]
    assert integrated(np.concatenate(parts)) == pytest.approx(-26.0, abs=0.1)


def test_silence_has_no_loudness() -> None:
    assert integrated(np.zeros(5 * RATE, dtype=np.float32)) == SILENCE
    assert spoken(np.zeros(100, dtype=np.float32)) == SILENCE


def test_a_word_shorter_than_the_meters_block_is_measured_too() -> None:
    assert spoken(sine(1000, -20, 0.2)) == pytest.approx(integrated(sine(1000, -20, 5)), abs=0.3)


def test_the_limiter_keeps_the_ceiling_and_leaves_the_rest_alone() -> None:
    sound = sine(440, -12, 2)
    sound[RATE : RATE + 240] *= 4
    calm = limited(sound, -3)
    assert np.abs(calm).max() <= decibels(-3) + 1e-6
    np.testing.assert_array_equal(calm[: RATE - 600], sound[: RATE - 600])
    np.testing.assert_array_equal(calm[RATE + 900 :], sound[RATE + 900 :])


def test_sound_below_the_ceiling_is_the_same_sound() -> None:
    sound = sine(440, -12, 1)
    assert limited(sound, -3) is sound
