"""Finds the clause in a longer story that gives an order: "quicker please | this is dragging"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from workbench.understanding.exact import Match, Samples
from workbench.understanding.examples import HURTS, QUESTION, SYMPTOM, class_of
from workbench.understanding.learned import light
from workbench.understanding.words import speech

LONGEST = 40
"""Words of the longest utterance that is searched: a recogniser delivers no longer order."""

MOST_BOUNDARIES = 8
"""How many places are tried."""


@dataclass(frozen=True)
class Clause:
    """A stretch of tokens that is a sample of its own."""

    start: int
    end: int
    match: Match


class Clauses:
    """Knows where orders begin and end."""

    def __init__(self, samples: Samples) -> None:
        self._samples = samples

    def order(self, tokens: Sequence[str], anywhere: bool = False) -> Clause | None:
        """The longest order that stands at either end of what was said; None where there is none.

        `anywhere`: its last words count even where no clause begins.
        """
        if not 2 < len(tokens) <= LONGEST:
            return None
        return max(
            self._orders(tokens, anywhere), key=lambda clause: (_weight(tokens, clause), -clause.start), default=None
        )

    def _orders(self, tokens: Sequence[str], anywhere: bool) -> Iterator[Clause]:
        for start in range(len(tokens)):
            if start and not anywhere and not _may_begin(tokens, start):
                continue
            for end, match in self._samples.within(tokens, start):
                whole = start == 0 and end == len(tokens)
                clause = Clause(start, end, match)
                if not whole and _may_end(tokens, end, start) and _is_order(tokens, clause):
                    yield clause


def boundaries(tokens: Sequence[str]) -> list[int]:
    """Where a new clause may begin."""
    if len(tokens) > LONGEST:
        return []
    return [at for at in range(2, len(tokens)) if _may_begin(tokens, at)][:MOST_BOUNDARIES]


def _may_begin(tokens: Sequence[str], start: int) -> bool:
    return tokens[start] in _words("begin") or tokens[start - 1] in _words("between")


def _may_end(tokens: Sequence[str], end: int, start: int) -> bool:
    return end == len(tokens) or (tokens[end] in _words("after") and start == 0)


def _is_order(tokens: Sequence[str], clause: Clause) -> bool:
    """It says something itself, and is neither a question to be answered nor a complaint."""
    if class_of(clause.match.intent) in (QUESTION, SYMPTOM, HURTS):
        return False
    weight, length = _weight(tokens, clause), clause.end - clause.start
    says_itself = sum(span.end - span.start for span in clause.match.slots.values()) < length
    return weight >= 2 or (clause.end == len(tokens) and length > 2) or (weight == 1 and length > 1 and says_itself)


def _weight(tokens: Sequence[str], clause: Clause) -> int:
    """How many words of the clause carry meaning."""
    return sum(token not in light() for token in tokens[clause.start : clause.end])


@cache
def _words(place: str) -> frozenset[str]:
    return frozenset(speech()["clauses"][place])
