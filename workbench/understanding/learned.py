"""A guess at the intent from words, word pairs and slot values, learned from the samples when a model is loaded.

Each feature first votes for the classes it was seen in (naive Bayes, its weights tempered by rarity). Then the examples
that are not clearly told apart are gone through twice, and what misled is put right (a perceptron with a margin): two
points better on held-out templates than the votes alone. All *QuestionIntents are one class here: which of them it is
depends on the words that ask, not on what is asked.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np

from workbench.understanding.values import Values
from workbench.understanding.words import root, speech, stem

FLOOR = 0.001
"""Share of a class's examples below which a feature hardly counts."""
RARITY = 1.5
"""How strongly features of few classes outweigh those of many."""
PASSES, MARGIN = 2, 60.0
"""How often unclear examples are gone through, and the points by which the right class should win."""
SPREAD = 20.0
"""Points of difference that make one class e times as likely as another; fitted on samples held out by template."""

Indices = np.ndarray[Any, np.dtype[np.intp]]
Weights = np.ndarray[Any, np.dtype[np.float32]]
Example = tuple[str, Sequence[str]]
"""A class, and the tokens said."""


class Learned:
    """Scores every class for what was said."""

    def __init__(self, examples: Iterable[Example], values: Values, near: Mapping[str, Sequence[str]]) -> None:
        self._values = values
        self._near: dict[str, list[str]] = defaultdict(list)
        for group, members in near.items():
            for member in members:
                self._near[stem(member)].append(group)
        self._ids: dict[str, int] = {}
        self._learn(list(examples))

    def scores(self, tokens: Sequence[str]) -> dict[str, float]:
        """Probability-like scores of the classes, adding up to 1."""
        known = [self._ids[name] for name in self.features(tokens) if name in self._ids]
        if not known:
            return {}
        raw = self._weights[known].sum(0)
        grown = np.exp((raw - raw.max()) / SPREAD)
        return dict(zip(self._labels, (grown / grown.sum()).tolist(), strict=True))

    def features(self, tokens: Sequence[str]) -> list[str]:
        """Names of all features of an utterance."""
        stems = [stem(token) for token in tokens]
        found = list(self._spans(tokens))
        names = [f"w:{word}" for word in stems]
        names += [f"m:{root(word)}" for word in stems]
        names += [f"u:{token}" for token, word in zip(tokens, stems, strict=True) if token != word]
        names += [f"n:{group}" for word in set(stems) for group in self._near.get(word, ())]
        around = ["^", *stems, "$"]
        names += [f"b:{one} {two}" for one, two in pairwise(around)]
        names += [f"s:{one} {two}" for one, two in zip(stems, stems[2:], strict=False)]
        names += [f"f:{word}" for word in stems[:1]]
        for start, end, type_, id_ in found:
            names += [
                f"t:{type_}",
                f"v:{type_}:{id_}",
                f"l:{around[start]} {type_}",
                f"r:{type_} {around[end + 1]}",
            ]
        names.append(f"#:{min(len(stems), 6)}")
        return list(dict.fromkeys(names))

    def _spans(self, tokens: Sequence[str]) -> Iterator[tuple[int, int, str, str]]:
        """The longest values of each type, none inside another of its type."""
        taken: dict[str, int] = {}
        for at in range(len(tokens)):
            longest: dict[str, tuple[int, str]] = {}
            for span in self._values.at(tokens, at):
                if span.start >= taken.get(span.type, 0) and span.end > longest.get(span.type, (0, ""))[0]:
                    longest[span.type] = span.end, span.value.id if span.value else ""
            for type_, (end, id_) in longest.items():
                taken[type_] = end
                yield at, end, type_, id_

    def _learn(self, examples: list[Example]) -> None:
        self._labels = sorted({label for label, _ in examples})
        places = {label: at for at, label in enumerate(self._labels)}
        rows = [(places[label], self._numbered(tokens)) for label, tokens in examples]
        self._weights = self._votes(rows)
        self._weights += self._corrections(rows)

    def _numbered(self, tokens: Sequence[str]) -> Indices:
        ids = self._ids
        return np.array([ids.setdefault(name, len(ids)) for name in self.features(tokens)], np.intp)

    def _votes(self, rows: list[tuple[int, Indices]]) -> Weights:
        """Weighs a feature by how common it is in a class, and by how few classes have it."""
        classes = len(self._labels)
        sizes = np.bincount([label for label, _ in rows], minlength=classes)
        labels = np.repeat([label for label, _ in rows], [len(features) for _, features in rows])
        cells, counts = np.unique(
            np.concatenate([features for _, features in rows]) * classes + labels, return_counts=True
        )
        features, labels = np.divmod(cells, classes)
        rarity = np.log(1 + classes / np.bincount(features, minlength=len(self._ids))) ** RARITY
        votes = np.zeros((len(self._ids), classes), np.float32)
        votes[features, labels] = np.log1p(counts / (sizes[labels] + 3) / FLOOR) * rarity[features]
        return votes

    def _corrections(self, rows: list[tuple[int, Indices]]) -> Weights:
        """What a perceptron with a margin adds, averaged over its steps so that the last examples weigh no more."""
        weights, late = self._weights.copy(), np.zeros_like(self._weights)
        order, step = random.Random(7), 1
        for _ in range(PASSES):
            order.shuffle(rows)
            unclear = []
            for label, features in rows:
                step += 1
                rival = _rival(weights[features].sum(0), label)
                if rival is None:
                    continue
                unclear.append((label, features))
                for changed, amount in ((weights, 1), (late, step)):
                    changed[features, label] += amount
                    changed[features, rival] -= amount
            rows = unclear
        return (weights - self._weights - late / step).astype(np.float32)


def _rival(scores: Weights, label: int) -> int | None:
    """The class that comes too close to the right one."""
    right = scores[label]
    scores[label] = -np.inf
    rival = int(scores.argmax())
    return None if right >= scores[rival] + MARGIN else rival


@cache
def light() -> frozenset[str]:
    """Words that carry little of what is meant."""
    return frozenset(speech()["light"])
