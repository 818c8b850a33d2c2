"""Takes hesitations and politeness off an utterance, a little at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from workbench.understanding.words import Words, speech, words

MOST_VARIANTS = 24


def variants(said: Words) -> Iterator[Words]:
    """The utterance as heard, then with more and more taken off; never empty unless it was."""
    seen = {said.tokens}
    waiting = [said]
    while waiting and len(seen) <= MOST_VARIANTS:
        current = waiting.pop(0)
        yield current
        for shorter in (*_shorter(current), *_looser(current)):
            if shorter.tokens and shorter.tokens not in seen:
                seen.add(shorter.tokens)
                waiting.append(shorter)


def plainest(said: Words) -> Words:
    """The utterance with everything taken off that can be."""
    current = said
    while True:
        shorter = next((short for short in _shorter(current) if short.tokens), None)
        if shorter is None:
            return current
        current = shorter


def _shorter(said: Words) -> Iterator[Words]:
    size = len(said.tokens)
    fillers = frozenset(at for at, token in enumerate(said.tokens) if token in _anywhere())
    if fillers and len(fillers) < size:
        yield said.without(fillers)
    yield from _ends(said)


def _ends(said: Words) -> Iterator[Words]:
    size = len(said.tokens)
    lead = _longest(said.tokens, _phrases("before"))
    if lead:
        yield said.without(frozenset(range(lead)))
    tail = _longest(said.tokens[::-1], _backwards())
    if tail:
        yield said.without(frozenset(range(size - tail, size)))


def _looser(said: Words) -> Iterator[Words]:
    """Without one of the words that a sample may lack although they mean a little."""
    for at, token in enumerate(said.tokens):
        if token in _loosely():
            yield said.without(frozenset({at}))


def _longest(tokens: Sequence[str], phrases: frozenset[tuple[str, ...]]) -> int:
    return max((n for n in range(1, min(9, len(tokens)) + 1) if tuple(tokens[:n]) in phrases), default=0)


@cache
def _phrases(where: str) -> frozenset[tuple[str, ...]]:
    return frozenset(words(phrase).tokens for phrase in speech()[where])


@cache
def _backwards() -> frozenset[tuple[str, ...]]:
    return frozenset(phrase[::-1] for phrase in _phrases("after"))


@cache
def _loosely() -> frozenset[str]:
    return frozenset(speech()["loosely"])


@cache
def _anywhere() -> frozenset[str]:
    return frozenset(word for word in speech()["anywhere"] if " " not in word)
