"""A routine as MP3 files, one a step, with a timeline that says what is heard when."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from stride.coaching.manner import Manner
from stride.coaching.planner import named_routine
from stride.coaching.routine import Routine
from stride.coaching.timeline import StepTimeline
from stride.coaching.walk import Walk
from stride.content.model import Library
from stride.rendering.track import TrackTimeline
from workbench.audio.clips import Clips
from workbench.audio.encoder import encode
from workbench.audio.mixer import mix

Progress = Callable[[str], None]


def render_routine(
    routine: Routine,
    out: Path,
    clips: Clips,
    library: Library,
    manner: Manner | None = None,
    progress: Progress = lambda done: None,
) -> Path:
    """Writes one MP3 a step and `timeline.json` into `out`, and returns the latter's path. Raises VoiceMissing.

    `progress` is called after each step with its exercise.
    """
    out.mkdir(parents=True, exist_ok=True)
    walk = Walk(routine, manner=manner or Manner())
    timelines = [walk.timeline(index, library) for index in range(len(routine.steps))]
    files = [f"{number:02}-{timeline.exercise}.mp3" for number, timeline in enumerate(timelines, 1)]
    for timeline, file in zip(timelines, files, strict=True):
        (out / file).write_bytes(render(timeline, clips))
        progress(timeline.exercise)
    path = out / "timeline.json"
    path.write_text(json.dumps(described(routine, timelines, files), indent=1, ensure_ascii=False) + "\n", "utf-8")
    return path


def render(timeline: TrackTimeline, clips: Clips) -> bytes:
    """One track as MP3. Raises VoiceMissing."""
    return encode(mix(timeline, clips))


def described(routine: Routine, timelines: Sequence[StepTimeline], files: Sequence[str] = ()) -> dict[str, Any]:
    """A routine and its cues as JSON; times in seconds."""
    steps = [_step(timeline) for timeline in timelines]
    for step, file in zip(steps, files, strict=False):
        step["file"] = file
    seconds = sum(timeline.length for timeline in timelines) / 1000
    return {"id": routine.id, "title": routine.title, "seconds": seconds, "steps": steps}


def find_routine(name: str, library: Library) -> Routine | None:
    """A named routine by its id, its title or another of its names."""
    wanted = name.strip().lower()
    for named in library.routines.values():
        if wanted in {named.id, named.title.lower(), *(said.lower() for said in named.says)}:
            return named_routine(named, library)
    return None


def _step(timeline: StepTimeline) -> dict[str, Any]:
    cues = [
        {"at": cue.at / 1000, "seconds": cue.length / 1000, "kind": cue.kind, "text": cue.text} for cue in timeline.cues
    ]
    return {"exercise": timeline.exercise, "seconds": timeline.length / 1000, "cues": cues}
