"""Every track that can be asked for, by name: what is published, and what a desk renders when somebody asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import get_args

from stride.coaching.metronome import beat_stretch, cue_stretch
from stride.coaching.routine import Step, step_timeline
from stride.coaching.run import RunSession, stretches
from stride.coaching.stretch import STRETCH_MINUTES, ending, quiet_stretch
from stride.coaching.timeline import Delivery
from stride.content.model import Library
from stride.content.vocabulary import DOSE_SIZES, PACES, TEACHINGS, Side
from stride.rendering.track import TrackTimeline, track_name


def catalogue(library: Library, voice: str, only: Iterable[Step] | None = None) -> dict[str, TrackTimeline]:
    """Track name -> timeline: all steps in all manners, all stretches of a run, the waiting bed; or `only` some steps.

    Two ways of asking for what sounds the same are one track.
    """
    timelines = _in_all_manners(only, library) if only is not None else _everything(library)
    return {track_name(timeline, voice): timeline for timeline in timelines}


def ladder_sessions(library: Library) -> Iterator[RunSession]:
    """Every session of the return-to-run ladder, in every manner."""
    for stage, teaching in product(library.ladder.stages, TEACHINGS):
        for minutes in dict.fromkeys(stage.walks) or (None,):
            yield RunSession(stage=stage.id, minutes=minutes, teaching=teaching)


def words_of(timeline: TrackTimeline) -> set[str]:
    """Everything that is spoken in a track."""
    return {cue.text for cue in timeline.cues if cue.text and cue.kind != "tone"}


def _everything(library: Library) -> Iterator[TrackTimeline]:
    steps = [Step(name, dose) for name, dose in product(library.exercises, DOSE_SIZES)]
    yield from _in_all_manners([*steps, *map(Step, library.transitions)], library)
    yield from _runs(library)


def _in_all_manners(steps: Iterable[Step], library: Library) -> Iterator[TrackTimeline]:
    for step, teaching, pace, first in product(steps, TEACHINGS, PACES, get_args(Side)):
        yield step_timeline(step, Delivery(teaching, pace, first), library)


def _runs(library: Library) -> Iterator[TrackTimeline]:
    lengths = range(1, STRETCH_MINUTES + 1)
    for cadence, minutes in product(range(library.cadence.lowest, library.cadence.highest + 1), lengths):
        yield beat_stretch(cadence, minutes, library.form_cues)
    for cue, minutes in product(library.form_cues.values(), lengths):
        for number in range(len(cue.reminders)):
            yield cue_stretch(cue, number, minutes)
    yield from map(quiet_stretch, lengths)
    yield ending()
    for session in ladder_sessions(library):
        yield from stretches(session, library)
