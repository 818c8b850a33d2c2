"""Which of the topics a question is about, and whether it is about any of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Any

from stride.answers.bands import Bands
from stride.answers.linear import Index, Scores, index_path, load_index
from stride.answers.text import Features, features, normalise

NONE = "none"
"""The column of the topic table that speaks for 'nothing the coach can answer'."""

_FRAME = re.compile(r"^(?P<words>\w*?)(Question)?Intent$")
_CAPITALISED = re.compile(r"[A-Z][a-z]*")


@dataclass(frozen=True)
class Ranking:
    """The topics a question may be about."""

    topics: tuple[tuple[str, float], ...]
    """Topic and probability, the likeliest first; empty where nothing was said. They sum to `known`."""
    known: float
    """Probability that the coach has an answer at all, 0 to 1."""
    first_right: float
    """Probability that the first topic is what was asked, 0 to 1."""
    two_right: float
    """Probability that it is one of the first two, 0 to 1."""


NOTHING = Ranking((), 0.0, 0.0, 0.0)


class Retriever:
    """Ranks topics by the committed index of a language."""

    def __init__(self, index: Index | None = None) -> None:
        """Reads the English index where none is given. Raises linear.IndexFileError."""
        self._index = index or load_index(index_path())
        self._table = self._index.tables["topics"]
        self._settings: Mapping[str, Any] = self._index.settings["retrieval"]
        self._carriers = frozenset(self._index.settings["carriers"])

    @property
    def bands(self) -> Bands:
        """Where "answer", "did you mean" and "unknown" begin."""
        return Bands(**self._index.settings["bands"])

    def rank(self, text: str, frame: str | None = None) -> Ranking:
        """Ranks all topics for an utterance; `frame` is the name of the intent that caught it, if any."""
        said = features(with_carrier(text, frame, self._carriers), self._index.families)
        if not said.words:
            return NOTHING
        scores = self._table.score(said.blocks)
        return rank_scores(self._table.columns, scores, said, self._settings)


def rank_scores(columns: Sequence[str], scores: Scores, said: Features, settings: Mapping[str, Any]) -> Ranking:
    """The ranking that calibrated settings make of a table's scores; used in training too."""
    margins = dict(zip(columns, scores.values, strict=True))
    none = margins.pop(NONE)
    order = sorted(margins.items(), key=lambda item: (-item[1], item[0]))
    sharpness = settings["sharpness"]
    weights = [exp(sharpness * (margin - order[0][1])) for _, margin in order]
    total = sum(weights)
    shares = [weight / total for weight in weights]
    signals = signals_of(order, shares, none, scores, said)
    known, first, two = (_probability(settings[name], signals) for name in ("known", "first", "two"))
    topics = tuple((topic, share * known) for (topic, _), share in zip(order, shares, strict=True))
    return Ranking(topics, known, min(first, known), min(max(two, first), known))


def signals_of(
    order: Sequence[tuple[str, float]], shares: Sequence[float], none: float, scores: Scores, said: Features
) -> tuple[float, ...]:
    """What the calibration looks at: margins, their gaps, shares, and how much of the utterance is known."""
    first, second, third = order[0][1], order[1][1], order[2][1]
    words = min(len(said.words), 20)
    return (
        first,
        none,
        first - second,
        second - third,
        shares[0],
        shares[1],
        max(0.0, first),
        max(0.0, -none),
        *scores.known,
        words / 10,
        1.0 / words,
    )


def with_carrier(text: str, frame: str | None, carriers: frozenset[str]) -> str:
    """Puts back the words that the platform strips: IsQuestionIntent gives "running good" its "is".

    The words are those of the intent's name, as far as they are carrier words; none are put back where the
    text begins with them already or the name holds others.
    """
    match = _FRAME.match(frame or "")
    words = [word.lower() for word in _CAPITALISED.findall(match.group("words"))] if match else []
    if not words or not carriers.issuperset(words):
        return text
    said = normalise(text).split()
    return text if said[: len(words)] == words else f"{' '.join(words)} {text}"


def _probability(weights: Sequence[float], signals: Sequence[float]) -> float:
    total = weights[-1] + sum(weight * signal for weight, signal in zip(weights, signals, strict=False))
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))
