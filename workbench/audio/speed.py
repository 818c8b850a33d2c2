"""How quick the renderer is, without the voice."""

from __future__ import annotations

import time

from stride.coaching.planner import named_routine
from stride.coaching.walk import Walk
from stride.content.loader import load_library
from workbench.audio.catalogue import words_of
from workbench.audio.clips import Clips
from workbench.audio.files import CLIPS
from workbench.audio.render import render
from workbench.audio.voices import voice_named

ROUTINE = "strength-long"


def measure_speed() -> float:
    """Mixing and encoding as a multiple of real time on one core, every sentence spoken beforehand.

    Raises VoiceMissing where no offline voice is installed.
    """
    library = load_library()
    walk = Walk(named_routine(library.routines[ROUTINE], library))
    timelines = [walk.timeline(index, library) for index in range(len(walk.routine.steps))]
    clips = Clips(voice_named("offline"), CLIPS)
    for text in {text for timeline in timelines for text in words_of(timeline)}:
        clips.clip(text)
    before = time.process_time()
    for timeline in timelines:
        render(timeline, clips)
    return sum(timeline.length for timeline in timelines) / 1000 / (time.process_time() - before)
