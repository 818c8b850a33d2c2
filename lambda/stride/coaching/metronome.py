"""A run to a beat, or with one form cue: minutes-long stretches of a run as cues with exact times.

A device leaves a small gap between two tracks, so a stretch is as long as can still be made beforehand for every
cadence and cue. The beat is coded as its rate, not as hundreds of cues. Numbers of reminders follow the form-cue
ground rules of the evidence: one cue a run, three or four reminders of about half a minute, then forget it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from stride.coaching.speech import spoken_ms
from stride.coaching.timeline import TONE_MS, Cue
from stride.content.model import FormCue, Library

STRETCH_MINUTES = 5
"""The longest stretch."""
ACCENT_EVERY = 4
"""Beats; an even number, so that the accent stays with one foot."""
BEAT_CUE = "cue-metronome"
"""The form cue whose reminders are heard in a run to a beat."""
SPELL_MS = 30_000
"""How long one reminder is kept in mind."""

_MINUTE_MS = 60_000
_AGAIN_MS = 15_000
_AFTER_TONE_MS = 900
_END_MS = 1500


class RunTimeline(msgspec.Struct, frozen=True):
    """A stretch of a run: what is said and sounded, and the beat under it."""

    cues: tuple[Cue, ...]
    length: int
    """Milliseconds."""
    cadence: int | None = None
    """Beats a minute, one for each step; None for no beat."""

    def beats(self) -> Iterator[tuple[float, bool]]:
        """Each beat's time in milliseconds, and whether it is accented."""
        if self.cadence:
            for number in range(-(-self.length * self.cadence // _MINUTE_MS)):
                yield number * _MINUTE_MS / self.cadence, number % ACCENT_EVERY == 0


class RunSession(msgspec.Struct, frozen=True):
    """What a runner asked for: a beat, or one form cue, for some minutes."""

    cadence: int | None = None
    """Steps a minute."""
    cue: str | None = None
    """Id of a form cue; without a cadence, the whole run is about it."""
    minutes: int | None = None
    """None is until somebody says stop; at least 1 otherwise."""


def stretches(session: RunSession, library: Library) -> Iterator[RunTimeline]:
    """The stretches of a session in order; without end where it has no minutes.

    Raises KeyError for a form cue the library does not know.
    """
    if session.cadence is None:
        cue = library.form_cues[session.cue] if session.cue else None
        yield from _with_cue(cue, session.minutes)
    elif session.minutes is None:
        while True:
            yield beat_stretch(session.cadence, STRETCH_MINUTES, library.form_cues)
    else:
        for minutes in _cut(session.minutes):
            yield beat_stretch(session.cadence, minutes, library.form_cues)
    yield ending()


def stretch(session: RunSession, index: int, library: Library) -> RunTimeline | None:
    """One stretch of a session, counted from 0; None past its end."""
    return next((part for number, part in enumerate(stretches(session, library)) if number == index), None)


def beat_stretch(cadence: int, minutes: int, form_cues: Mapping[str, FormCue]) -> RunTimeline:
    """A beat with a reminder on every minute inside."""
    reminders = form_cues[BEAT_CUE].reminders
    spoken = [(minute, reminders[(minute - 1) % len(reminders)]) for minute in range(1, minutes)]
    cues = tuple(Cue(minute * _MINUTE_MS, spoken_ms(text), "say", text) for minute, text in spoken)
    return RunTimeline(cues, minutes * _MINUTE_MS, cadence)


def cue_stretch(cue: FormCue, number: int, minutes: int) -> RunTimeline:
    """One reminder, said twice between two tones half a minute apart, then quiet."""
    text = cue.reminders[number % len(cue.reminders)]
    cues = (
        Cue(0, TONE_MS, "tone", "ready"),
        Cue(_AFTER_TONE_MS, spoken_ms(text), "say", text),
        Cue(_AGAIN_MS, spoken_ms(text), "say", text),
        Cue(SPELL_MS, TONE_MS, "tone", "release"),
    )
    return RunTimeline(cues, minutes * _MINUTE_MS)


def quiet_stretch(minutes: int = STRETCH_MINUTES) -> RunTimeline:
    """Nothing but the soft bed: between reminders, and while a routine waits for "ready"."""
    return RunTimeline((), minutes * _MINUTE_MS)


def ending() -> RunTimeline:
    """The tone that ends a session."""
    return RunTimeline((Cue(0, TONE_MS, "tone", "release"),), _END_MS)


def _with_cue(cue: FormCue | None, minutes: int | None) -> Iterator[RunTimeline]:
    """Three or four reminders spread over the run; in one without end, four in its first twenty minutes."""
    spells = _spells(minutes if minutes is not None else 4 * STRETCH_MINUTES)
    for number, share in enumerate(spells):
        first, *rest = sorted(_cut(share), reverse=True)
        yield cue_stretch(cue, number, first) if cue else quiet_stretch(first)
        yield from map(quiet_stretch, rest)
    while minutes is None:
        yield quiet_stretch()


def _spells(minutes: int) -> list[int]:
    """Minutes of each reminder's share of the run, the longer ones first."""
    count = 4 if minutes >= 8 else min(3, minutes)
    share, over = divmod(minutes, count)
    return [share + (1 if number < over else 0) for number in range(count)]


def _cut(minutes: int) -> list[int]:
    """Stretches that add up to `minutes`; the short one comes first, so the beat runs longest without a gap."""
    whole, rest = divmod(minutes, STRETCH_MINUTES)
    return [*([rest] if rest else []), *[STRETCH_MINUTES] * whole]
