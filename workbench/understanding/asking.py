"""Whether an utterance asks something."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from workbench.understanding.words import speech


def begins_as_question(tokens: Sequence[str]) -> bool:
    """It begins with a word that asks."""
    if not tokens or tokens[0] not in _first():
        return False
    return not (tokens[0] in ("do", "have") and len(tokens) > 1 and tokens[1] in _things())


def asks(tokens: Sequence[str]) -> bool:
    """It begins as a question, or a question stands in it."""
    text = f" {' '.join(tokens)} "
    return begins_as_question(tokens) or any(f" {cue} " in text for cue in _inside())


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
