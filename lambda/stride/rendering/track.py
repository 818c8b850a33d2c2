"""What the audio of a step is called, so that Lambda knows the address of a track it has never seen.

A name is a hash of everything that can be heard: the cues with their times, and the voice. The renderer works it out
in the same way, so a changed sentence, dose or voice is another track, and an unchanged one is never made again.
"""

from __future__ import annotations

import hashlib
from typing import TypeAlias

from stride.coaching.stretch import RunTimeline
from stride.coaching.timeline import Cue, StepTimeline

TrackTimeline: TypeAlias = StepTimeline | RunTimeline

DEFAULT_VOICE = "polly-joanna"
"""The voice that tracks are published with when nobody chooses another."""

_SOUND = "1"
"""Changes when the renderer makes the same timeline sound different, so that every track is made again."""


def track_name(timeline: TrackTimeline, voice: str) -> str:
    """The file name of a track: 24 hexadecimal digits and `.mp3`. `voice` is a voice's name."""
    beat = timeline.cadence if isinstance(timeline, RunTimeline) else None
    lines = [_SOUND, voice, str(timeline.length), str(beat or ""), *map(_line, timeline.cues)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:24] + ".mp3"


def track_url(base: str, name: str) -> str:
    """Where a track is, given `STRIDE_AUDIO_BASE_URL`."""
    return f"{base.rstrip('/')}/{name}"


def _line(cue: Cue) -> str:
    return f"{cue.at} {cue.length} {cue.kind} {cue.text}"
