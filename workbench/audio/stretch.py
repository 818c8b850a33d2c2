"""Makes speech shorter at the same pitch: overlapping grains, each taken where it joins on best (WSOLA)."""

from __future__ import annotations

import numpy as np

from workbench.audio.pcm import RATE, Samples

_GRAIN = RATE // 40
_STEP = _GRAIN // 2
_SEARCH = RATE // 100
"""How far a grain may move to meet the one before: a little more than one period of a low voice."""


def shortened(samples: Samples, length: int) -> Samples:
    """The same speech in exactly `length` samples; speech that is short enough already is left alone.

    Sounds like a brisk speaker down to about two thirds of the time; below, words begin to blur.
    """
    if length >= len(samples):
        return samples
    if length < 2 * _GRAIN:
        return samples[:length]
    window = np.hanning(_GRAIN + 1)[:-1].astype(np.float32)
    padded = np.pad(samples, (_SEARCH, _SEARCH + _GRAIN))
    out = np.zeros(length + _GRAIN, dtype=np.float32)
    weight = np.zeros(length + _GRAIN, dtype=np.float32)
    count = -(-length // _STEP)
    ratio = (len(samples) - _GRAIN) / max(1, (count - 1) * _STEP)
    natural = padded[_SEARCH : _SEARCH + _GRAIN]
    for index in range(count):
        place = _SEARCH + round(index * _STEP * ratio)
        start = place if index == 0 else place + _best_shift(padded, place, natural)
        out[index * _STEP : index * _STEP + _GRAIN] += padded[start : start + _GRAIN] * window
        weight[index * _STEP : index * _STEP + _GRAIN] += window
        natural = padded[start + _STEP : start + _STEP + _GRAIN]
        if len(natural) < _GRAIN:
            natural = np.pad(natural, (0, _GRAIN - len(natural)))
    return np.asarray((out / np.maximum(weight, 0.5))[:length], dtype=np.float32)


def _best_shift(padded: Samples, place: int, natural: Samples) -> int:
    """Where near `place` the sound is most like what would have come next."""
    low = max(0, place - _SEARCH)
    around = padded[low : place + _SEARCH + _GRAIN]
    likeness = np.correlate(around, natural, "valid")
    return int(np.argmax(likeness)) + low - place
