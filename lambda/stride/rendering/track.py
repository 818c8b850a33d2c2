"""Where the audio of a step lies: a name made from its timeline and the voice, in Lambda as in the renderer."""

from __future__ import annotations

import hashlib

from stride.coaching.timeline import StepTimeline

FORMAT = 1
"""Counted up when the renderer's sound changes, so that no old track is played for a new timeline."""
WAITING_TRACK = f"waiting-{FORMAT}.mp3"
"""The soft bed that "wait" holds on."""


def track_name(timeline: StepTimeline, voice: str) -> str:
    """File name of the track of a timeline in a voice: equal timelines give equal names, others do not."""
    parts = [f"{FORMAT}|{voice}|{timeline.exercise}|{timeline.length}"]
    parts += [f"{cue.at}|{cue.length}|{cue.kind}|{cue.text}" for cue in timeline.cues]
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]
    return f"{timeline.exercise}-{digest}.mp3"


def track_url(base: str, name: str) -> str:
    """Address of a track below the audio base address."""
    return f"{base.rstrip('/')}/{name}"
