"""A run to a beat, or with one form cue, as stretches.

Numbers of reminders follow the form-cue ground rules of the evidence: one cue a run, three or four reminders of about
half a minute, then forget it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stride.coaching.speech import spoken_ms
from stride.coaching.stretch import AFTER_TONE_MS, MINUTE_MS, STRETCH_MINUTES, RunTimeline, quiet_stretch
from stride.coaching.timeline import TONE_MS, Cue
from stride.content.model import FormCue

BEAT_CUE = "cue-metronome"
"""The form cue whose reminders are heard in a run to a beat."""
SPELL_MS = 30_000
"""How long one reminder is kept in mind."""

_AGAIN_MS = 15_000


def to_a_beat(cadence: int, minutes: int | None, form_cues: Mapping[str, FormCue]) -> Iterator[RunTimeline]:
    """Stretches of a run at `cadence` steps a minute; without end where there are no minutes."""
    if minutes is not None:
        for part in _cut(minutes):
            yield beat_stretch(cadence, part, form_cues)
    while minutes is None:
        yield beat_stretch(cadence, STRETCH_MINUTES, form_cues)


def with_cue(cue: FormCue | None, minutes: int | None) -> Iterator[RunTimeline]:
    """Three or four reminders spread over the run; in one without end, four in its first twenty minutes."""
    spells = _spells(minutes if minutes is not None else 4 * STRETCH_MINUTES)
    for number, share in enumerate(spells):
        first, *rest = sorted(_cut(share), reverse=True)
        yield cue_stretch(cue, number, first) if cue else quiet_stretch(first)
        yield from map(quiet_stretch, rest)
    while minutes is None:
        yield quiet_stretch()


def beat_stretch(cadence: int, minutes: int, form_cues: Mapping[str, FormCue]) -> RunTimeline:
    """A beat with a reminder on every minute inside."""
    reminders = form_cues[BEAT_CUE].reminders
    spoken = [(minute, reminders[(minute - 1) % len(reminders)]) for minute in range(1, minutes)]
    cues = tuple(Cue(minute * MINUTE_MS, spoken_ms(text), "say", text) for minute, text in spoken)
    return RunTimeline(cues, minutes * MINUTE_MS, cadence)


def cue_stretch(cue: FormCue, number: int, minutes: int) -> RunTimeline:
    """One reminder, said twice between two tones half a minute apart, then quiet."""
    text = cue.reminders[number % len(cue.reminders)]
    cues = (
        Cue(0, TONE_MS, "tone", "ready"),
        Cue(AFTER_TONE_MS, spoken_ms(text), "say", text),
        Cue(_AGAIN_MS, spoken_ms(text), "say", text),
        Cue(SPELL_MS, TONE_MS, "tone", "release"),
    )
    return RunTimeline(cues, minutes * MINUTE_MS)


def _spells(minutes: int) -> list[int]:
    """Minutes of each reminder's share of the run, the longer ones first."""
    count = 4 if minutes >= 8 else min(3, minutes)
    share, over = divmod(minutes, count)
    return [share + (1 if number < over else 0) for number in range(count)]


def _cut(minutes: int) -> list[int]:
    """Stretches that add up to `minutes`; the short one comes first, so the beat runs longest without a gap."""
    whole, rest = divmod(minutes, STRETCH_MINUTES)
    return [*([rest] if rest else []), *[STRETCH_MINUTES] * whole]
