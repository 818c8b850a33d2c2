"""Playback tokens: a whole walk in one short text, so that next, resume and enqueue need no storage.

A token is a version number, a dot, and base64url of compressed JSON: the routine's steps, the place in it and the
manner it is given in. Alexa hands it back with every event about the track.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from dataclasses import dataclass

import msgspec

from stride.coaching.manner import Manner
from stride.coaching.routine import Routine, Step
from stride.coaching.walk import Position, Walk
from stride.content.vocabulary import DoseSize, Moment, Pace, Side, Teaching

VERSION = "1"
_DOSE_LETTERS: dict[DoseSize, str] = {"short": "s", "usual": "u", "long": "l"}
_DOSES = {letter: size for size, letter in _DOSE_LETTERS.items()}


class TokenBroken(ValueError):
    """The text is no token of this version."""


@dataclass(frozen=True)
class Token:
    """What one track stands for."""

    walk: Walk
    waiting: bool = False
    """The track is the waiting bed before the walk's step, not the step itself."""
    failures: int = 0
    """Tracks that failed right before this one."""


class _Written(msgspec.Struct, array_like=True, frozen=True):
    """A token as it is written: short, in a fixed order."""

    id: str
    title: str
    moment: Moment
    steps: str
    """Exercise ids with a dose letter, capital where the exercise is known, joined by commas."""
    step: int
    cue: int
    teaching: Teaching | None
    pace: Pace
    first: Side
    waiting: bool
    failures: int


def encode(token: Token) -> str:
    """The token as text; the same token gives the same text."""
    walk, routine = token.walk, token.walk.routine
    written = _Written(
        id=routine.id,
        title=routine.title,
        moment=routine.moment,
        steps=",".join(_step_text(step, walk.manner.known) for step in routine.steps),
        step=walk.at.step,
        cue=walk.at.cue,
        teaching=walk.manner.teaching,
        pace=walk.manner.pace,
        first=walk.manner.first,
        waiting=token.waiting,
        failures=token.failures,
    )
    packed = base64.urlsafe_b64encode(zlib.compress(msgspec.json.encode(written), 9)).decode().rstrip("=")
    return f"{VERSION}.{packed}"


def decode(text: str) -> Token:
    """The token that a text stands for. Raises TokenBroken for anything else, other versions included."""
    version, _, packed = text.partition(".")
    if version != VERSION:
        raise TokenBroken(f"a token begins with `{VERSION}.`, this one with {version[:8]!r}")
    try:
        plain = zlib.decompress(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))
        return _token(msgspec.json.decode(plain, type=_Written))
    except (binascii.Error, zlib.error, msgspec.DecodeError, KeyError, ValueError) as problem:
        raise TokenBroken("this is not a token of ours, or it was cut short") from problem


def _token(written: _Written) -> Token:
    pairs = [text.rpartition(".") for text in written.steps.split(",") if text]
    steps = tuple(Step(exercise, _DOSES[letter.lower()]) for exercise, _, letter in pairs)
    known = frozenset(exercise for exercise, _, letter in pairs if letter.isupper())
    if not 0 <= written.step <= len(steps) or written.cue < 0:
        raise TokenBroken(f"step {written.step} is not in a routine of {len(steps)}")
    walk = Walk(
        Routine(written.id, written.title, written.moment, steps),
        Position(written.step, written.cue),
        Manner(written.teaching, written.pace, written.first, known),
    )
    return Token(walk, written.waiting, written.failures)


def _step_text(step: Step, known: frozenset[str]) -> str:
    letter = _DOSE_LETTERS[step.dose]
    return f"{step.exercise}.{letter.upper() if step.exercise in known else letter}"
