"""Whether an utterance asks something."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from workbench.understanding.words import speech

ENOUGH_TO_ASK = 4
"""Words of a story whose last word may ask for all of it."""


def begins_as_question(tokens: Sequence[str]) -> bool:
    """It begins with a word that asks."""
    if not tokens or tokens[0] not in _first():
        return False
    return not (tokens[0] in ("do", "have") and len(tokens) > 1 and tokens[1] in _things())


def asks_yes_or_no(tokens: Sequence[str]) -> bool:
    """It wants a judgement or a reason, not an instruction: "is it", "will it", "why does it"."""
    return bool(tokens) and tokens[0] in _yes_or_no() and tuple(tokens[1:2]) != ("there",)


def offers(tokens: Sequence[str]) -> bool:
    """It asks for a thing rather than for an answer: "is there", "have you got", "could you"."""
    return tuple(tokens[:2]) in _offers()


def is_afraid(tokens: Sequence[str]) -> bool:
    """Somebody says what they are afraid of."""
    return not _said("afraid").isdisjoint(tokens)


def repeats(tokens: Sequence[str]) -> bool:
    """Somebody repeats what somebody told them, or says they do not know."""
    return not _said("told").isdisjoint(tokens)


def wishes(tokens: Sequence[str]) -> bool:
    """Somebody asks for something to do, and does not only tell how they are."""
    return not _said("wishes").isdisjoint(tokens)


def asks(tokens: Sequence[str]) -> bool:
    """It begins as a question, or a question stands in it."""
    text = f" {' '.join(tokens)} "
    return begins_as_question(tokens) or any(f" {cue} " in text for cue in _inside()) or _ends_asking(tokens)


def _ends_asking(tokens: Sequence[str]) -> bool:
    """A story that ends in "why", or in "is that normal" with words that ask lost."""
    return len(tokens) > ENOUGH_TO_ASK and tokens[-1] in _last()


@cache
def _yes_or_no() -> frozenset[str]:
    return frozenset(speech()["asks"]["yes_or_no"])


@cache
def _offers() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in speech()["asks"]["offers"])


@cache
def _said(list_: str) -> frozenset[str]:
    return frozenset(speech()[list_])


@cache
def _last() -> frozenset[str]:
    return frozenset(speech()["asks"]["last"])


@cache
def _first() -> frozenset[str]:
    return frozenset(speech()["asks"]["first"])


@cache
def _things() -> frozenset[str]:
    """After "do", these make it an order."""
    return frozenset(speech()["asks"]["things"])


@cache
def _inside() -> tuple[str, ...]:
    return tuple(speech()["asks"]["inside"])
