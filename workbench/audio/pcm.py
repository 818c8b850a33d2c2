"""Sound as numbers: 32-bit floats from -1 to 1, one channel, 24,000 a second inside this package."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]

RATE = 24_000
"""Samples a second: the highest rate that Alexa plays inside speech, and plenty for a voice."""


@dataclass(frozen=True)
class Pcm:
    """What a voice gives: 16-bit little-endian samples, one channel."""

    frames: bytes
    rate: int
    """Samples a second."""


def at_ms(ms: int) -> int:
    """The sample at a time in milliseconds: exact, since a millisecond is 24 samples."""
    return ms * RATE // 1000


def decibels(db: float) -> float:
    """A level in decibels as a factor."""
    return float(10.0 ** (db / 20.0))


def to_samples(pcm: Pcm) -> Samples:
    """At the package's own rate, whatever the voice's was."""
    samples = np.frombuffer(pcm.frames, dtype="<i2").astype(np.float32) / 32768.0
    return resampled(samples, pcm.rate)


def to_int16(samples: Samples) -> npt.NDArray[np.int16]:
    return np.round(np.clip(samples, -1.0, 1.0) * 32767.0).astype("<i2")


def resampled(samples: Samples, rate: int) -> Samples:
    """The same sound at 24,000 samples a second, by way of its spectrum (nothing above either rate's half)."""
    if rate == RATE or not len(samples):
        return samples
    step = rate // np.gcd(rate, RATE)
    padded = np.pad(samples, (0, -len(samples) % step + step))
    wanted = len(padded) * RATE // rate
    spectrum = np.fft.rfft(padded)
    out = np.zeros(wanted // 2 + 1, dtype=spectrum.dtype)
    kept = min(len(out), len(spectrum))
    out[:kept] = spectrum[:kept]
    moved = np.fft.irfft(out, wanted) * (wanted / len(padded))
    return moved[: round(len(samples) * RATE / rate)].astype(np.float32)


def faded(samples: Samples, start_ms: float, end_ms: float) -> Samples:
    """With a straight fade at either end; the ends of a sound that is cut would click."""
    out = samples.copy()
    for ms, end in ((start_ms, out), (end_ms, out[::-1])):
        length = min(int(ms * RATE / 1000), len(out))
        end[:length] *= np.linspace(0.0, 1.0, length, dtype=np.float32)
    return out
