"""A run-walk session of the return-to-run ladder as stretches: start, every switch, halfway, the last minute.

Jogging begins with the rising tone and walking with the falling one, so a session can be followed by tones alone. A
phase is exact from its tone to the next; what is said at a place in it begins a piece of it, so nothing overlaps.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from stride.coaching.speech import spoken_ms
from stride.coaching.stretch import AFTER_TONE_MS, MINUTE_MS, STRETCH_MINUTES, RunTimeline, ending
from stride.coaching.timeline import BREATH_MS, TONE_MS, Cue
from stride.content.ladder import Ladder, RunWalkWords, Stage
from stride.content.vocabulary import Teaching

LONG_JOG_MS = 180_000
"""From here on a jog's last minute is told."""

_LONGEST_MS = STRETCH_MINUTES * MINUTE_MS
_SILENT = RunWalkWords(**dict.fromkeys(RunWalkWords.__struct_fields__, ""))


class Phase(msgspec.Struct, frozen=True):
    """Walking or jogging for a while, and what is said at which millisecond of it."""

    kind: Literal["walk", "jog"]
    length: int
    """Milliseconds, from its tone to the next."""
    said: dict[int, str]


def run_walk(stage: Stage, ladder: Ladder, minutes: int | None, teaching: Teaching) -> Iterator[RunTimeline]:
    """The stretches of one session of a stage; `minutes` is the length of a stage that only walks."""
    words = ladder.words.get(teaching, _SILENT)
    yield from _cut(phases(stage, ladder, minutes, teaching))
    yield ending(words.done)


def phases(stage: Stage, ladder: Ladder, minutes: int | None, teaching: Teaching) -> list[Phase]:
    """A session in order: the walk before, the repeats, the walk after; or one walk where the stage only walks."""
    words = ladder.words.get(teaching, _SILENT)
    if not stage.repeats:
        length = (minutes or stage.walks[0]) * MINUTE_MS
        said = {0: words.walk_only, length // 2: words.halfway, length - MINUTE_MS: words.last_minute}
        return [Phase("walk", length, said)]
    before, after = ladder.warm_up * 1000, ladder.cool_down * 1000
    return [
        Phase("walk", before, {0: words.warm_up, before - MINUTE_MS: words.jog_soon}),
        *_repeats(stage, words),
        Phase("walk", after, {0: words.cool_down, after - MINUTE_MS: words.last_minute}),
    ]


def _repeats(stage: Stage, words: RunWalkWords) -> Iterator[Phase]:
    """Jogs with their walks. A look at the back belongs to halfway, at the next walk or else at once."""
    jog, walk = stage.jog * 1000, stage.walk * 1000
    half = stage.repeats * (jog + walk) // 2
    for number in range(stage.repeats):
        half_in = half - number * (jog + walk)
        jogging = {0: _jog_words(stage, words, number)}
        walking = {0: _filled(words.walk, stage)}
        if jog >= LONG_JOG_MS:
            jogging[jog - MINUTE_MS] = words.last_minute
        if half_in == 0:
            jogging[0] = _joined(words.halfway, jogging[0])
            walking[0] = _joined(walking[0], words.check)
        elif 0 < half_in < jog:
            jogging[half_in] = _joined(words.halfway, words.check)
        elif jog <= half_in < jog + walk:
            walking[half_in - jog] = _joined(words.halfway, words.check)
        yield Phase("jog", jog, jogging)
        if walk:
            yield Phase("walk", walk, walking)


def _jog_words(stage: Stage, words: RunWalkWords, number: int) -> str:
    if number == 0:
        return _filled(words.first_jog, stage)
    return _filled(words.last_jog if number == stage.repeats - 1 else words.jog, stage)


def _filled(text: str, stage: Stage) -> str:
    return text.replace("{jog}", stage.jog_length).replace("{walk}", stage.walk_length)


def _joined(*texts: str) -> str:
    return " ".join(filter(None, texts))


class _Piece(msgspec.Struct, frozen=True):
    kind: Literal["walk", "jog"]
    length: int
    text: str
    starts: bool
    """Whether a phase begins here, with its tone."""

    def cues(self, at: int) -> Iterator[Cue]:
        tone = TONE_MS if self.starts else 0
        if self.starts:
            yield Cue(at, TONE_MS, "tone", "ready" if self.kind == "jog" else "release")
        yield Cue(at + tone, self.length - tone, "hold" if self.kind == "jog" else "rest", self.text)


def _cut(session: Iterable[Phase]) -> Iterator[RunTimeline]:
    """Stretches of at most STRETCH_MINUTES: a jog with its walk, or part of one; words are never cut."""
    held: list[_Piece] = []
    for piece in _pieces(session):
        walks_on = piece.kind == "walk" and held and held[-1].kind == "jog"
        if held and ((piece.starts and not walks_on) or spoken_ms(piece.text) + BREATH_MS > _room(held)):
            yield _stretch(held)
            held = []
        rest = piece
        while rest.length > (room := _room(held)):
            yield _stretch([*held, _Piece(rest.kind, room, rest.text, rest.starts)])
            held, rest = [], _Piece(rest.kind, rest.length - room, "", starts=False)
        held.append(rest)
    yield _stretch(held)


def _room(held: Iterable[_Piece]) -> int:
    """Milliseconds that still go into a stretch."""
    return _LONGEST_MS - sum(piece.length for piece in held)


def _pieces(session: Iterable[Phase]) -> Iterator[_Piece]:
    for phase in session:
        said = {0: "", **{at or AFTER_TONE_MS: text for at, text in phase.said.items() if text}}
        starts = sorted(said)
        for start, end in zip(starts, [*starts[1:], phase.length], strict=True):
            yield _Piece(phase.kind, end - start, said[start], start == 0)


def _stretch(pieces: Iterable[_Piece]) -> RunTimeline:
    cues: list[Cue] = []
    now = 0
    for piece in pieces:
        cues += piece.cues(now)
        now += piece.length
    return RunTimeline(tuple(cues), now)
