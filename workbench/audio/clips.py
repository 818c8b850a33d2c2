"""What a voice said, ready to be mixed: trimmed, level with every other clip, kept by content, fitted to its slot."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np

from workbench.audio import loudness
from workbench.audio.files import write_whole
from workbench.audio.pcm import RATE, Samples, decibels, faded, to_int16, to_samples
from workbench.audio.stretch import shortened
from workbench.audio.voices import Voice

SPEECH_LUFS = -15.0
"""Loudness of every sentence; Alexa's guideline is -14, give or take five; a decibel is left for consonants."""
PEAK_DB = -2.8
"""Highest sample; MP3 adds up to a decibel, and Alexa allows -2 dBFS."""

_TREATMENT = "2"
"""Changes when clips are treated differently, so that kept ones are made again."""
_QUIET_DB = -40.0
"""Below the loudest part of a clip by this much is the silence around it."""
_FRAME = RATE // 200
_KEPT_BEFORE = RATE // 200
_KEPT_AFTER = RATE // 25


class Clips:
    """All that one voice says. Clips are kept in `folder` by what they are, so nothing is ever spoken twice."""

    def __init__(self, voice: Voice, folder: Path | None = None) -> None:
        self._voice = voice
        self._folder = folder
        self._kept: dict[str, Samples] = {}
        self._fitted: dict[tuple[str, int], Samples] = {}

    @property
    def voice(self) -> Voice:
        return self._voice

    def has(self, text: str) -> bool:
        """Whether `text` needs no synthesis any more."""
        return text in self._kept or bool(self._folder and self._path(text).exists())

    def clip(self, text: str) -> Samples:
        """`text` as speech, as long as the voice took. Raises VoiceMissing."""
        if text not in self._kept:
            self._kept[text] = self._load(text)
        return self._kept[text]

    def fitted(self, text: str, room: int) -> Samples:
        """`text` as speech in at most `room` samples: spoken faster where it has to be, at the same pitch."""
        clip = self.clip(text)
        if len(clip) <= room:
            return clip
        if (text, room) not in self._fitted:
            self._fitted[text, room] = faded(shortened(clip, room), 0, 10)
        return self._fitted[text, room]

    def _load(self, text: str) -> Samples:
        path = self._path(text) if self._folder else None
        if path and path.exists():
            return np.frombuffer(path.read_bytes(), dtype="<i2").astype(np.float32) / 32768.0
        clip = treated(to_samples(self._voice.synthesise(text)))
        if path:
            write_whole(path, to_int16(clip).tobytes())
        return clip

    def _path(self, text: str) -> Path:
        assert self._folder is not None
        key = "\n".join((_TREATMENT, self._voice.name, self._voice.settings, text))
        digest = hashlib.sha256(key.encode()).hexdigest()
        return self._folder / digest[:2] / f"{digest[2:]}.pcm"


def treated(speech: Samples) -> Samples:
    """Speech from its first sound to its last, at the loudness of all clips, without clicks or high peaks."""
    clip = faded(trimmed(speech), 2, 15)
    for _ in range(3):
        gain = decibels(SPEECH_LUFS - loudness.spoken(clip)) if len(clip) else 1.0
        clip = loudness.limited(clip * np.float32(gain), PEAK_DB)
    return clip


def trimmed(speech: Samples) -> Samples:
    """Without the silence before and after, a few milliseconds of it apart; empty where nothing sounds."""
    frames = -(-len(speech) // _FRAME)
    padded = np.pad(speech, (0, frames * _FRAME - len(speech))).reshape(frames, _FRAME)
    levels = np.sqrt(np.mean(np.square(padded), axis=1)) if frames else np.zeros(0)
    if not frames or levels.max() == 0:
        return speech[:0]
    heard = np.flatnonzero(levels > levels.max() * decibels(_QUIET_DB))
    start = max(0, int(heard[0]) * _FRAME - _KEPT_BEFORE)
    return speech[start : (int(heard[-1]) + 1) * _FRAME + _KEPT_AFTER]
