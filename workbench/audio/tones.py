"""The sounds between the words, all generated: two gentle bells, a soft knock for a beat, and a bed that breathes.

Nothing here is sharp or urgent. The bed keeps a track from ever being silent, which can stop a device.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from workbench.audio.loudness import spoken
from workbench.audio.pcm import RATE, Samples, decibels, faded

BED_SECONDS = 12
"""The bed comes back to itself after this long."""
BED_LUFS = -46.0
BELL_DB = -9.0
"""Peak of a bell."""


def tone(name: str) -> Samples:
    """The bell called "ready" (rising to it) or "release" (falling away). Raises KeyError for another name."""
    return _BELLS[name]()


@lru_cache(maxsize=8)
def beat(level_db: float) -> Samples:
    """A soft wooden knock for a repetition, its peak at `level_db`."""
    return _at_peak(_wood(523.25, 0.022), level_db)


@lru_cache(maxsize=8)
def step(level_db: float, accent: bool) -> Samples:
    """A fuller knock for one step of a run, to be heard over feet; an accented one is a fourth higher."""
    return _at_peak(_wood(698.46 if accent else 523.25, 0.08), level_db)


@lru_cache(maxsize=1)
def bed() -> Samples:
    """Twelve seconds of a warm open chord that swells and fades with slow breathing; joins on to itself."""
    times = np.arange(BED_SECONDS * RATE) / RATE
    chord = np.zeros(len(times))
    for cycles, level in ((1320, 0.5), (1980, 1.0), (1983, 0.7), (2640, 0.8), (2643, 0.5), (3960, 0.3)):
        chord += level * np.sin(2 * np.pi * cycles * times / BED_SECONDS)
    swell = 1.0 + 0.25 * np.sin(2 * np.pi * times * 2 / BED_SECONDS)
    sound = (chord * swell).astype(np.float32)
    return _at_loudness(sound, BED_LUFS)


@lru_cache(maxsize=1)
def _ready() -> Samples:
    return _at_peak(_partials([(659.26, 1.0), (987.77, 0.45), (1318.5, 0.3)], seconds=0.9, decay=0.16), BELL_DB)


@lru_cache(maxsize=1)
def _release() -> Samples:
    first = _partials([(659.26, 1.0), (1318.5, 0.3)], seconds=0.9, decay=0.13)
    second = _partials([(440.0, 1.0), (880.0, 0.35)], seconds=1.1, decay=0.22)
    together = np.zeros(RATE * 5 // 4, dtype=np.float32)
    together[: len(first)] += first
    together[RATE * 13 // 100 : RATE * 13 // 100 + len(second)] += second
    return _at_peak(together, BELL_DB)


_BELLS = {"ready": _ready, "release": _release}


def _wood(pitch: float, decay: float) -> Samples:
    return _partials([(pitch, 1.0), (pitch * 2.76, 0.35), (pitch * 5.4, 0.12)], seconds=0.25, decay=decay)


def _partials(parts: list[tuple[float, float]], seconds: float, decay: float) -> Samples:
    """Struck sound: pitches in hertz with their levels, dying away; higher ones die sooner."""
    times = np.arange(int(seconds * RATE)) / RATE
    lowest = parts[0][0]
    sound: npt.NDArray[np.float64] = np.zeros(len(times))
    for pitch, level in parts:
        sound += level * np.sin(2 * np.pi * pitch * times) * np.exp(-times / (decay * (lowest / pitch) ** 0.5))
    return faded(sound.astype(np.float32), 3, 30)


def _at_peak(sound: Samples, level_db: float) -> Samples:
    return np.asarray(sound * (decibels(level_db) / np.abs(sound).max()), dtype=np.float32)


def _at_loudness(sound: Samples, lufs: float) -> Samples:
    return np.asarray(sound * decibels(lufs - spoken(sound)), dtype=np.float32)
