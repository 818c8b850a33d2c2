"""Playback tokens that say everything: which routine, how it is given, where in it. No storage is read to go on.

A token is printable text of at most 1,024 characters: version and kind, the fields between bars, and a check that tells
garbage from a token. An exercise is written as a short hash of its id, so a token outlives a change of the content, and
says so plainly where an exercise is gone. Tokens are not secret and not signed: whoever could forge one could only
choose what they hear.
"""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Iterable, Sequence
from typing import TypeVar, get_args
from urllib.parse import quote, unquote

import msgspec

from stride.coaching.manner import Manner
from stride.coaching.routine import Routine, Step
from stride.coaching.run import RunSession
from stride.coaching.walk import Position, Walk
from stride.content.model import Library
from stride.content.vocabulary import DOSE_SIZES, MOMENTS, PACES, TEACHINGS, Side
from stride.rendering.limits import ALEXA

_T = TypeVar("_T", bound=str)
_V = TypeVar("_V")

VERSION = "S1"
_ROUTINE, _RUN = f"{VERSION}W", f"{VERSION}R"
_SIDES: tuple[Side, ...] = get_args(Side)
_FIRSTS: tuple[Side | None, ...] = (None, *_SIDES)
_READABLE = " ,.;:!?'\"()&+-/=@*"
_HASH = 3
"""Characters of an exercise's hash: 18 bits."""
_STEP = _HASH + 1
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


class TokenUnreadable(ValueError):
    """A token that is not ours, or that this version cannot go on from; the text says why."""


class PlayingRoutine(msgspec.Struct, frozen=True):
    """A step of a routine that plays, or that waits for "ready"."""

    walk: Walk
    """Its position is the step whose track plays, from the cue it was begun at."""
    loop: bool = False
    """Whether the routine begins again after its end."""
    waiting: bool = False
    """Whether the waiting bed plays in place of the step."""
    lap: int = 0
    """Told apart from the same place earlier: rounds of a loop, or of the waiting bed."""


class PlayingRun(msgspec.Struct, frozen=True):
    """A stretch of a run: to a beat, with a form cue, or of the return-to-run ladder."""

    session: RunSession
    stretch: int = 0
    """Counted from 0."""
    offset: int = 0
    """Milliseconds into the stretch where it begins."""
    loop: bool = False
    waiting: bool = False
    lap: int = 0


Playing = PlayingRoutine | PlayingRun


def encode(playing: Playing) -> str:
    """The token. Raises ValueError where it would be longer than the platform takes."""
    fields = _routine_fields(playing) if isinstance(playing, PlayingRoutine) else _run_fields(playing)
    body = "|".join(fields)
    token = f"{body}|{_check(body)}"
    if len(token) > ALEXA.token_chars:
        raise ValueError(f"a token of {len(token)} characters is longer than the {ALEXA.token_chars} that Alexa takes")
    return token


def decode(token: str, library: Library) -> Playing:
    """What a token stands for. Raises TokenUnreadable."""
    body, _, check = token.rpartition("|")
    if not token.startswith(VERSION) or check != _check(body):
        raise TokenUnreadable(f"this playback token is not one of ours, or was cut: {token[:40]!r}")
    kind, *fields = body.split("|")
    try:
        if kind == _ROUTINE:
            return _read_routine(fields, library)
        if kind == _RUN:
            return _read_run(fields, library)
    except (ValueError, IndexError) as problem:
        if isinstance(problem, TokenUnreadable):
            raise
        raise TokenUnreadable(f"this playback token has a field that cannot be read ({problem})") from problem
    raise TokenUnreadable(f"this playback token is of a kind this version does not know: {kind[:10]!r}")


def _routine_fields(playing: PlayingRoutine) -> Iterable[str]:
    walk, manner = playing.walk, playing.walk.manner
    steps = walk.routine.steps
    elsewhere = sorted(manner.known.difference(step.exercise for step in steps))
    return (
        _ROUTINE,
        _numbers(walk.at.step, walk.at.cue, playing.lap),
        _flags(playing),
        _letter(TEACHINGS, manner.teaching) + _letter(PACES, manner.pace) + _letter(_SIDES, manner.first),
        _letter(MOMENTS, walk.routine.moment),
        "".join(_write_step(step, step.exercise in manner.known) for step in steps),
        "".join(map(_hash, elsewhere)),
        _text(walk.routine.id),
        _text(walk.routine.title),
    )


def _read_routine(fields: Sequence[str], library: Library) -> PlayingRoutine:
    numbers, flags, manner, moment, steps, elsewhere, routine, title = _exactly(8, fields)
    step, cue, lap = _exactly(3, _read_numbers(numbers))
    teaching, pace, first = _exactly(3, tuple(manner))
    names = {_hash(name): name for name in (*library.exercises, *library.transitions)}
    read = [_read_step(piece, names) for piece in _pieces(steps, _STEP)]
    known = {step.exercise for step, is_known in read if is_known}
    known |= {names[piece] for piece in _pieces(elsewhere, _HASH) if piece in names}
    walk = Walk(
        Routine(unquote(routine), unquote(title), _needed(MOMENTS, moment), tuple(step for step, _ in read)),
        Position(step, cue),
        Manner(_chosen(TEACHINGS, teaching), _needed(PACES, pace), _needed(_SIDES, first), frozenset(known)),
    )
    if step > len(read):
        raise TokenUnreadable(f"this playback token stands at step {step} of {len(read)}")
    loop, waiting = _read_flags(flags)
    return PlayingRoutine(walk, loop, waiting, lap)


def _run_fields(playing: PlayingRun) -> Iterable[str]:
    session = playing.session
    amounts = ("" if amount is None else str(amount) for amount in (session.cadence, session.minutes))
    place = _numbers(playing.stretch, playing.offset, playing.lap)
    ladder = _letter(TEACHINGS, session.teaching) + _text(session.stage or "")
    return (_RUN, place, _flags(playing), *amounts, _text(session.cue or ""), ladder)


def _read_run(fields: Sequence[str], library: Library) -> PlayingRun:
    numbers, flags, cadence, minutes, cue, ladder = _exactly(6, fields)
    stretch, offset, lap = _exactly(3, _read_numbers(numbers))
    loop, waiting = _read_flags(flags)
    amounts = [int(amount) if amount else None for amount in (cadence, minutes)]
    stage, teaching = unquote(ladder[1:]) or None, _needed(TEACHINGS, ladder[0])
    session = RunSession(amounts[0], unquote(cue) or None, amounts[1], stage, teaching)
    known_stage = stage is None or any(stage == each.id for each in library.ladder.stages)
    if not known_stage or (session.cue is not None and session.cue not in library.form_cues):
        raise TokenUnreadable("this playback token names a stage or a form cue that the content no longer has")
    return PlayingRun(session, stretch, offset, loop, waiting, lap)


def _write_step(step: Step, known: bool) -> str:
    how = _FIRSTS.index(step.first) * len(DOSE_SIZES) + DOSE_SIZES.index(step.dose)
    return _hash(step.exercise) + _DIGITS[how * 2 + known]


def _read_step(piece: str, names: dict[str, str]) -> tuple[Step, bool]:
    exercise = names.get(piece[:_HASH])
    if exercise is None:
        raise TokenUnreadable("this playback token names an exercise that the content no longer has")
    how, known = divmod(_DIGITS.index(piece[_HASH]), 2)
    first, dose = divmod(how, len(DOSE_SIZES))
    return Step(exercise, DOSE_SIZES[dose], _FIRSTS[first]), bool(known)


def _hash(exercise: str) -> str:
    digest = hashlib.sha256(exercise.encode()).digest()
    return base64.urlsafe_b64encode(digest[:3]).decode()[:_HASH]


def _check(body: str) -> str:
    return base64.urlsafe_b64encode(zlib.crc32(body.encode()).to_bytes(4, "big")[:3]).decode()


def _numbers(*values: int) -> str:
    return ".".join(map(str, values))


def _read_numbers(text: str) -> tuple[int, ...]:
    values = tuple(map(int, text.split(".")))
    if min(values) < 0:
        raise TokenUnreadable(f"this playback token has a number below zero: {text}")
    return values


def _flags(playing: Playing) -> str:
    return ("L" if playing.loop else "") + ("W" if playing.waiting else "")


def _read_flags(text: str) -> tuple[bool, bool]:
    return "L" in text, "W" in text


def _letter(words: Sequence[str], word: str | None) -> str:
    """One character for one of a closed set of words; "." for none."""
    return "." if word is None else _DIGITS[words.index(word)]


def _chosen(words: Sequence[_T], letter: str) -> _T | None:
    return None if letter == "." else words[_DIGITS.index(letter)]


def _needed(words: Sequence[_T], letter: str) -> _T:
    return words[_DIGITS.index(letter)]


def _text(words: str) -> str:
    return quote(words, safe=_READABLE)


def _pieces(text: str, size: int) -> list[str]:
    if len(text) % size:
        raise TokenUnreadable(f"this playback token has {len(text)} characters of steps, not a multiple of {size}")
    return [text[start : start + size] for start in range(0, len(text), size)]


def _exactly(count: int, values: Sequence[_V]) -> Sequence[_V]:
    if len(values) != count:
        raise TokenUnreadable(f"this playback token has {len(values)} fields where {count} belong")
    return values
