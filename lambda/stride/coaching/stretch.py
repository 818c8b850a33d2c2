"""A stretch of a run: minutes of it as cues with exact times, the audio of which is one track.

A device leaves a small gap between two tracks, so a stretch is as long as can still be made beforehand for everything
that can be asked for.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from stride.coaching.speech import spoken_ms
from stride.coaching.timeline import BREATH_MS, TONE_MS, Cue

STRETCH_MINUTES = 5
"""The longest stretch."""
ACCENT_EVERY = 4
"""Beats; an even number, so that the accent stays with one foot."""
AFTER_TONE_MS = 900
"""When words begin after a tone, so that it is heard."""

MINUTE_MS = 60_000
_END_MS = 1500


class RunTimeline(msgspec.Struct, frozen=True):
    """What is said and sounded in a stretch, and the beat under it, which is coded as its rate."""

    cues: tuple[Cue, ...]
    length: int
    """Milliseconds."""
    cadence: int | None = None
    """Beats a minute, one for each step; None for no beat."""

    def beats(self) -> Iterator[tuple[float, bool]]:
        """Each beat's time in milliseconds, and whether it is accented."""
        if self.cadence:
            for number in range(-(-self.length * self.cadence // MINUTE_MS)):
                yield number * MINUTE_MS / self.cadence, number % ACCENT_EVERY == 0

    def resume_at(self, offset: int) -> int:
        """Milliseconds where to go on after an interruption: the start of the words cut off, else where it was."""
        for cue in self.cues:
            if cue.at <= offset < cue.at + spoken_ms(cue.text) + BREATH_MS and cue.kind != "tone":
                return cue.at
        return min(offset, self.length)


def quiet_stretch(minutes: int = STRETCH_MINUTES) -> RunTimeline:
    """Nothing but the soft bed: between reminders, and while a routine waits for "ready"."""
    return RunTimeline((), minutes * MINUTE_MS)


def ending(words: str = "") -> RunTimeline:
    """The tone that ends a session, and what is said after it."""
    tone = Cue(0, TONE_MS, "tone", "release")
    if not words:
        return RunTimeline((tone,), _END_MS)
    said = Cue(AFTER_TONE_MS, spoken_ms(words), "say", words)
    return RunTimeline((tone, said), said.end + _END_MS)
