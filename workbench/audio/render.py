"""A routine or a run-walk session as MP3 files, with a timeline that says what is heard when."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stride.coaching.manner import Manner
from stride.coaching.routine import Routine
from stride.coaching.run import RunSession, stretches
from stride.coaching.walk import Walk
from stride.content.ladder import Stage
from stride.content.model import Library
from stride.content.vocabulary import Teaching
from stride.rendering.track import TrackTimeline
from workbench.audio.clips import Clips
from workbench.audio.encoder import encode
from workbench.audio.mixer import mix

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Tracks:
    """A routine or a run-walk session, ready to be made sound."""

    id: str
    title: str
    steps: tuple[tuple[str, TrackTimeline], ...]
    """Name and timeline of each."""


def render_tracks(tracks: Tracks, out: Path, clips: Clips, progress: Progress = lambda done: None) -> Path:
    """Writes one MP3 a step and `timeline.json` into `out`, and returns the latter's path. Raises VoiceMissing.

    `progress` is called after each step with its name.
    """
    out.mkdir(parents=True, exist_ok=True)
    files = [f"{number:02}-{name}.mp3" for number, (name, _) in enumerate(tracks.steps, 1)]
    for (name, timeline), file in zip(tracks.steps, files, strict=True):
        (out / file).write_bytes(render(timeline, clips))
        progress(name)
    path = out / "timeline.json"
    path.write_text(json.dumps(described(tracks, files), indent=1, ensure_ascii=False) + "\n", "utf-8")
    return path


def tracks_of(routine: Routine, library: Library, manner: Manner | None = None) -> Tracks:
    """A routine's tracks, one a step."""
    walk = Walk(routine, manner=manner or Manner())
    timelines = [walk.timeline(index, library) for index in range(len(routine.steps))]
    return Tracks(routine.id, routine.title, tuple((timeline.exercise, timeline) for timeline in timelines))


def tracks_of_stage(stage: Stage, library: Library, teaching: Teaching = "full") -> Tracks:
    """A run-walk session's tracks, one a stretch; a stage that only walks has its longest walk."""
    session = RunSession(stage=stage.id, minutes=max(stage.walks, default=None), teaching=teaching)
    parts = stretches(session, library)
    return Tracks(stage.id, stage.name.capitalize(), tuple((stage.id, part) for part in parts))


def render(timeline: TrackTimeline, clips: Clips) -> bytes:
    """One track as MP3. Raises VoiceMissing."""
    return encode(mix(timeline, clips))


def described(tracks: Tracks, files: Sequence[str] = ()) -> dict[str, Any]:
    """Tracks and their cues as JSON; times in seconds."""
    steps = [_step(name, timeline) for name, timeline in tracks.steps]
    for step, file in zip(steps, files, strict=False):
        step["file"] = file
    seconds = sum(timeline.length for _, timeline in tracks.steps) / 1000
    return {"id": tracks.id, "title": tracks.title, "seconds": seconds, "steps": steps}


def _step(name: str, timeline: TrackTimeline) -> dict[str, Any]:
    cues = [
        {"at": cue.at / 1000, "seconds": cue.length / 1000, "kind": cue.kind, "text": cue.text} for cue in timeline.cues
    ]
    return {"exercise": name, "seconds": timeline.length / 1000, "cues": cues}
