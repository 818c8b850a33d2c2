"""Ears for the tests: MP3 back to samples, and what can be measured in them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from workbench.audio.pcm import RATE, Samples

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Track:
    """One step as a listener gets it."""

    exercise: str
    seconds: float
    cues: list[dict[str, Any]]
    samples: Samples


def stride(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs the `stride` command as one would in a shell."""
    return subprocess.run(command(*arguments), cwd=ROOT, env=paths(**environment), capture_output=True, text=True)


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "workbench.cli", *arguments]


def paths(**environment: str) -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": f"{ROOT / 'lambda'}{os.pathsep}{ROOT}", **environment}


def rendered(folder: Path) -> list[Track]:
    """The tracks that `timeline.json` in a folder lists, decoded."""
    sheet = json.loads((folder / "timeline.json").read_text("utf-8"))
    return [
        Track(step["exercise"], step["seconds"], step["cues"], decoded((folder / step["file"]).read_bytes()))
        for step in sheet["steps"]
    ]


def decoded(mp3: bytes) -> Samples:
    """The sound in an MP3 as a device hears it, by a decoder that is not ours."""
    miniaudio = pytest.importorskip("miniaudio", reason="miniaudio decodes MP3: pip install miniaudio")
    sound = miniaudio.decode(mp3, nchannels=1, sample_rate=RATE)
    return np.array(sound.samples, dtype=np.float32) / 32768.0


def heard_at(samples: Samples, sound: Samples, near: float, within: float = 0.25) -> float:
    """Seconds at which the first third of a second of `sound` is found in the samples, looked for around a time."""
    sound = sound[: RATE // 3]
    start = max(0, round((near - within) * RATE))
    around = samples[start : round((near + within) * RATE) + len(sound)].astype(np.float64)
    likeness = np.correlate(around, sound.astype(np.float64), "valid")
    energy = np.convolve(np.square(around), np.ones(len(sound)), "valid")
    return (start + int(np.argmax(likeness / np.sqrt(np.maximum(energy, 1e-9))))) / RATE


def level(samples: Samples) -> float:
    """Mean level in dBFS."""
    return float(10 * np.log10(np.mean(np.square(samples, dtype=np.float64)) + 1e-12))


def true_peak(samples: Samples) -> float:
    """The highest point of the curve through the samples in dBFS, at four times the rate (BS.1770 annex 2)."""
    spectrum = np.fft.rfft(samples)
    wide = np.zeros(2 * len(samples) + 1, dtype=spectrum.dtype)
    wide[: len(spectrum)] = spectrum
    return float(20 * np.log10(np.abs(np.fft.irfft(wide, 4 * len(samples)) * 4).max()))


def longest_below(samples: Samples, dbfs: float) -> float:
    """Seconds of the longest stretch in which no tenth of a second is above a level."""
    longest = run = 0
    for tenth in np.array_split(samples, max(1, len(samples) * 10 // RATE)):
        run = run + 1 if level(tenth) < dbfs else 0
        longest = max(longest, run)
    return longest / 10


def words(text: str) -> list[str]:
    """The words of a text as a recogniser writes them."""
    return re.findall(r"[a-z']+", text.lower().replace("-", " "))
