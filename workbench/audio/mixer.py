"""A timeline as sound: words, bells and knocks at the very sample where their cue begins, over a soft bed.

Every clip comes at one loudness and every bell, knock and bed at its own, so all tracks are even without being measured
and a listener never reaches for the volume between two of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from stride.coaching.stretch import RunTimeline
from stride.coaching.timeline import BREATH_MS, Cue
from stride.rendering.track import TrackTimeline
from workbench.audio import loudness, tones
from workbench.audio.clips import PEAK_DB, Clips
from workbench.audio.encoder import CODEC_DELAY
from workbench.audio.pcm import RATE, Samples, at_ms, decibels, faded

LEAD_IN = CODEC_DELAY
"""Samples at the start of a track in which nothing sounds; the encoder needs them for itself."""
BEAT_DB = -9.0
BEAT_UNDER_WORDS_DB = -26.0
METRONOME_DB = -1.0
METRONOME_UNDER_WORDS_DB = -14.0
DUCK_DB = -6.0
"""How far the bed goes down under words."""

_SHORTEST_BREATH_MS = 60
_FADE_MS = 400
_STEP_ASIDE = at_ms(100)


@dataclass(frozen=True)
class Sound:
    """Samples at a place in a track."""

    start: int
    samples: Samples
    duck: bool = False
    """Whether the bed makes way for it."""

    @property
    def end(self) -> int:
        return self.start + len(self.samples)


def mix(timeline: TrackTimeline, clips: Clips) -> Samples:
    """The whole track, exactly as long as its timeline. Raises VoiceMissing for words that cannot be spoken."""
    sounds = list(sounds_of(timeline.cues, clips))
    if isinstance(timeline, RunTimeline):
        sounds += _metronome(timeline, [sound for sound in sounds if sound.duck])
    return mix_sounds(sounds, at_ms(timeline.length))


def mix_sounds(sounds: Sequence[Sound], length: int) -> Samples:
    """Sounds in front over the bed."""
    front = np.zeros(length, dtype=np.float32)
    for sound in sounds:
        end = min(length, sound.end)
        front[sound.start : end] += sound.samples[: end - sound.start]
    track = front + _bed(length, [sound for sound in sounds if sound.duck])
    return loudness.limited(track, PEAK_DB)


def sounds_of(cues: Sequence[Cue], clips: Clips) -> Iterator[Sound]:
    """What is heard of each cue, at the sample where it begins."""
    for cue in cues:
        start = at_ms(cue.at)
        if cue.kind == "tone":
            yield Sound(start, tones.tone(cue.text))
            continue
        if cue.kind == "rep":
            yield Sound(start, tones.beat(BEAT_UNDER_WORDS_DB if cue.text else BEAT_DB))
        if cue.text:
            heard_from = max(start, LEAD_IN)
            room = at_ms(cue.at + word_room_ms(cue)) - heard_from
            yield Sound(heard_from, clips.fitted(cue.text, room), duck=True)


def _metronome(timeline: RunTimeline, words: Sequence[Sound]) -> Iterator[Sound]:
    """Every beat at its own sample, softer under words."""
    for at, accent in timeline.beats():
        start = round(at * RATE / 1000)
        if start >= LEAD_IN:
            under = any(word.start - _STEP_ASIDE < start < word.end for word in words)
            yield Sound(start, tones.step(METRONOME_UNDER_WORDS_DB if under else METRONOME_DB, accent))


def word_room_ms(cue: Cue) -> int:
    """Milliseconds in which the words of a cue are over: all it has, save a breath where the next follows at once."""
    if cue.kind == "say":
        return cue.length
    return cue.length - min(BREATH_MS, max(_SHORTEST_BREATH_MS, cue.length // 10))


def _bed(length: int, over: Sequence[Sound]) -> Samples:
    """The bed for so many samples, gone down where there are words, faded at both ends."""
    whole = np.resize(tones.bed(), length)
    down, ramp = decibels(DUCK_DB), at_ms(150)
    points: list[tuple[int, float]] = [(0, 1.0)]
    for sound in over:
        points += [(sound.start - ramp, 1.0), (sound.start, down), (sound.end, down), (sound.end + ramp, 1.0)]
    points = _kept_down(points)
    at, level = zip(*points, strict=True)
    envelope = np.interp(np.arange(length, dtype=np.float32), at, level).astype(np.float32)
    return faded(whole * envelope, _FADE_MS, _FADE_MS)


def _kept_down(points: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """Without the way up between two sentences that are too close for it."""
    kept: list[tuple[int, float]] = []
    for point in points:
        while len(kept) > 1 and point[0] <= kept[-1][0] and kept[-1][1] == 1.0:
            kept.pop()
        if not kept or point[0] > kept[-1][0]:
            kept.append(point)
    return kept
