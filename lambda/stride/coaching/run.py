"""What a runner asked to run with: a beat, one form cue, or a session of the return-to-run ladder."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import msgspec

from stride.coaching.intervals import phases, run_walk
from stride.coaching.metronome import to_a_beat, with_cue
from stride.coaching.stretch import RunTimeline, ending
from stride.content.model import Library
from stride.content.vocabulary import Teaching

_LAST_MS = 60_000


class RunSession(msgspec.Struct, frozen=True):
    """A whole run; everything that is heard of it follows from these few values."""

    cadence: int | None = None
    """Steps a minute."""
    cue: str | None = None
    """Id of a form cue; without a cadence, the whole run is about it."""
    minutes: int | None = None
    """None is until somebody says stop; at least 1 otherwise. Of the ladder's sessions only walks have minutes."""
    stage: str | None = None
    """Id of a stage of the ladder, for its run-walk session."""
    teaching: Teaching = "full"
    """How much a session of the ladder says."""


def stretches(session: RunSession, library: Library) -> Iterator[RunTimeline]:
    """The stretches of a session in order; without end where it has no minutes.

    Raises KeyError for a form cue or a stage the library does not know.
    """
    if session.stage is not None:
        stage = library.ladder.stage(session.stage)
        yield from run_walk(stage, library.ladder, session.minutes, session.teaching)
        return
    if session.cadence is not None:
        yield from to_a_beat(session.cadence, session.minutes, library.form_cues)
    else:
        yield from with_cue(library.form_cues[session.cue] if session.cue else None, session.minutes)
    yield ending()


def elapsed_ms(session: RunSession, index: int, offset: int, library: Library) -> int:
    """Milliseconds of a session up to an offset into a stretch."""
    return sum(part.length for part in islice(stretches(session, library), index)) + offset


def cut_short(session: RunSession, elapsed: int, library: Library) -> bool:
    """Whether a session of the ladder that ends here stopped before its walk at the end; a walk, its last minute."""
    if session.stage is None:
        return False
    stage, ladder = library.ladder.stage(session.stage), library.ladder
    length = sum(phase.length for phase in phases(stage, ladder, session.minutes, session.teaching))
    return elapsed < length - (ladder.cool_down * 1000 if stage.repeats else _LAST_MS)


def next_phase(session: RunSession, index: int, library: Library) -> int:
    """The stretch where "next" leads: the next switch of a run-walk session; any other run has nothing to go on to."""
    begins = [number for number in _phase_starts(session, library) if number > index]
    return begins[0] if begins else index


def previous_phase(session: RunSession, index: int, library: Library) -> int:
    """The stretch where "previous" leads: where the phase before the present one begins, or the first one."""
    begun = [number for number in _phase_starts(session, library) if number <= index]
    return begun[-2] if len(begun) > 1 else index if session.stage is None else 0


def stretch(session: RunSession, index: int, library: Library) -> RunTimeline | None:
    """One stretch of a session, counted from 0; None past its end."""
    return next(islice(stretches(session, library), index, None), None)


def _phase_starts(session: RunSession, library: Library) -> list[int]:
    """Stretches that begin with a switch, the end included; a long phase goes over several."""
    if session.stage is None:
        return []
    parts = enumerate(stretches(session, library))
    return [number for number, part in parts if part.cues and part.cues[0].kind == "tone"]
