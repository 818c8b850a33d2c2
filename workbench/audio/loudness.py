"""How loud sound is to an ear (ITU-R BS.1770-4, with both gates), and a limiter that keeps peaks down.

Alexa's guideline (developer.amazon.com, "Normalizing the Loudness of Audio Content"): about -14 LUFS, nothing outside
-19 to -9, true peak at most -2 dBFS.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from workbench.audio.pcm import RATE, Samples, decibels

SILENCE = -120.0
"""LUFS given for sound with nothing above the absolute gate."""

_OFFSET = -0.691
_ABSOLUTE_GATE = -70.0
_RELATIVE_GATE = -10.0
_HOP = RATE // 10
_BLOCK_HOPS = 4
_BLOCK = 1 << 16
"""Samples filtered at a time; the filter's memory is shorter than the overlap kept beside them."""
_OVERLAP = 1 << 13


def integrated(samples: Samples) -> float:
    """Loudness of the whole in LUFS: 400 ms blocks, those below -70 and those 10 below the rest left out."""
    energies = _block_energies(k_weighted(samples))
    loud = energies[energies > _energy(_ABSOLUTE_GATE)]
    if not len(loud):
        return SILENCE
    gate = float(loud.mean()) * 10.0 ** (_RELATIVE_GATE / 10.0)
    return _level(float(loud[loud > gate].mean()))


def momentary(samples: Samples) -> npt.NDArray[np.float64]:
    """Loudness of every 400 ms block in LUFS, one each 100 ms."""
    energies = np.maximum(_block_energies(k_weighted(samples)), 1e-12)
    return np.asarray(_OFFSET + 10.0 * np.log10(energies))


def spoken(samples: Samples) -> float:
    """Loudness of a short clip as a whole in LUFS, without gates: one word is shorter than their block."""
    weighted = k_weighted(np.pad(samples, (0, _OVERLAP)))
    energy = float(np.square(weighted, dtype=np.float64).sum()) / max(1, len(samples))
    return _level(energy) if energy > 0 else SILENCE


def limited(samples: Samples, ceiling_db: float, reach_ms: float = 6.0) -> Samples:
    """With peaks above the ceiling turned down smoothly, `reach_ms` before and after them; the rest is untouched."""
    ceiling = decibels(ceiling_db)
    if not len(samples) or float(np.abs(samples).max()) <= ceiling:
        return samples
    reach = max(1, int(reach_ms * RATE / 1000))
    needed = np.minimum(1.0, ceiling / np.maximum(np.abs(samples), 1e-9))
    lowest = _sliding_min(np.pad(needed, reach, constant_values=1.0), 2 * reach + 1)
    gain = _running_mean(_running_mean(np.pad(lowest, reach, mode="edge"), reach + 1), reach + 1)
    return np.asarray(samples * np.minimum(gain, needed), dtype=np.float32)


def k_weighted(samples: Samples) -> Samples:
    """The samples as an ear weighs them, filtered in overlapping blocks by way of the spectrum."""
    out = np.empty(len(samples), dtype=np.float32)
    step = _BLOCK - _OVERLAP
    padded = np.pad(samples, (_OVERLAP, -len(samples) % step))
    response = _response(_BLOCK)
    for start in range(0, len(samples), step):
        block = np.fft.irfft(np.fft.rfft(padded[start : start + _BLOCK]) * response, _BLOCK)[_OVERLAP:]
        piece = out[start : start + step]
        piece[:] = block[: len(piece)]
    return out


@lru_cache(maxsize=4)
def _response(length: int) -> npt.NDArray[np.complex64]:
    """The K filter at the frequencies of a spectrum; the standard's two filters worked out for our rate."""
    z = np.exp(-2j * np.pi * np.fft.rfftfreq(length))
    return np.asarray(_shelf(z) * _high_pass(z), dtype=np.complex64)


def _shelf(z: npt.NDArray[np.complex128]) -> npt.NDArray[np.complex128]:
    """The head: 4 dB up above 1.7 kHz."""
    k = np.tan(np.pi * 1681.974450955533 / RATE)
    q, high = 0.7071752369554196, 10.0 ** (3.999843853973347 / 20.0)
    band = high**0.4996667741545416
    b = (high + band * k / q + k * k, 2.0 * (k * k - high), high - band * k / q + k * k)
    return _biquad(z, b, (1.0 + k / q + k * k, 2.0 * (k * k - 1.0), 1.0 - k / q + k * k))


def _high_pass(z: npt.NDArray[np.complex128]) -> npt.NDArray[np.complex128]:
    """Below 40 Hz an ear hears little."""
    k = np.tan(np.pi * 38.13547087602444 / RATE)
    q = 0.5003270373238773
    a0 = 1.0 + k / q + k * k
    return _biquad(z, (a0, -2.0 * a0, a0), (a0, 2.0 * (k * k - 1.0), 1.0 - k / q + k * k))


def _biquad(
    z: npt.NDArray[np.complex128], b: tuple[float, float, float], a: tuple[float, float, float]
) -> npt.NDArray[np.complex128]:
    return np.asarray((b[0] + b[1] * z + b[2] * z * z) / (a[0] + a[1] * z + a[2] * z * z))


def _block_energies(weighted: Samples) -> npt.NDArray[np.float64]:
    hops = max(_BLOCK_HOPS, -(-len(weighted) // _HOP))
    padded = np.pad(weighted, (0, hops * _HOP - len(weighted))).reshape(hops, _HOP)
    sums = np.einsum("ij,ij->i", padded, padded, dtype=np.float64)
    total = np.concatenate([[0.0], np.cumsum(sums)])
    return np.asarray((total[_BLOCK_HOPS:] - total[:-_BLOCK_HOPS]) / (_BLOCK_HOPS * _HOP))


def _level(energy: float) -> float:
    return float(_OFFSET + 10.0 * np.log10(energy))


def _energy(level: float) -> float:
    return float(10.0 ** ((level - _OFFSET) / 10.0))


def _sliding_min(values: npt.NDArray[np.floating], width: int) -> npt.NDArray[np.floating]:
    """The least of `width` neighbours, found by doubling."""
    out, have = values, 1
    while have < width:
        step = min(have, width - have)
        out = np.minimum(out[: len(out) - step], out[step:])
        have += step
    return out


def _running_mean(values: npt.NDArray[np.floating], width: int) -> npt.NDArray[np.floating]:
    total = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
    return np.asarray((total[width:] - total[:-width]) / width)
