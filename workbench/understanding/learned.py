"""A guess at the intent from words, word pairs and slot values, learned from the samples when a model is loaded.

A multi-class averaged perceptron over sparse features. All *QuestionIntents are one class here: which of them it is
depends on the words that ask, not on what is asked.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from workbench.understanding.values import Values
from workbench.understanding.words import speech, stem

EPOCHS = 3
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
        self._weights: list[dict[str, float]] = []
        self._learn(list(examples))

    def scores(self, tokens: Sequence[str]) -> dict[str, float]:
        """Probability-like scores of the classes, adding up to 1."""
        known = [self._ids[name] for name in self.features(tokens) if name in self._ids]
        raw = self._raw(known)
        if not raw:
            return {}
        scale = 8.0 / (1.0 + math.sqrt(len(known)))
        top = max(raw.values())
        grown = {name: math.exp((score - top) * scale / self._spread) for name, score in raw.items()}
        total = sum(grown.values())
        return {name: value / total for name, value in grown.items()}

    def features(self, tokens: Sequence[str]) -> list[str]:
        """Names of all features of an utterance."""
        stems = [stem(token) for token in tokens]
        found = list(self._spans(tokens))
        names = [f"w:{word}" for word in stems]
        names += [f"n:{group}" for word in set(stems) for group in self._near.get(word, ())]
        around = ["^", *stems, "$"]
        names += [f"b:{one} {two}" for one, two in zip(around, around[1:], strict=False)]
        names += [f"s:{one} {two}" for one, two in zip(stems, stems[2:], strict=False)]
        names += [f"f:{word}" for word in stems[:1]]
        for start, end, type_, id_ in found:
            names += [f"t:{type_}", f"v:{type_}:{id_}", f"l:{around[start]} {type_}", f"r:{type_} {around[end + 1]}"]
        types = sorted({type_ for _, _, type_, _ in found})
        names += [f"c:{one} {two}" for at, one in enumerate(types) for two in types[at + 1 :]]
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

    def _raw(self, known: Iterable[int]) -> dict[str, float]:
        raw: dict[str, float] = defaultdict(float)
        for feature in known:
            for name, weight in self._weights[feature].items():
                raw[name] += weight
        return raw

    def _learn(self, examples: list[Example]) -> None:
        rows = [(label, self._numbered(tokens)) for label, tokens in examples]
        current: list[dict[str, float]] = [{} for _ in self._ids]
        drift: list[dict[str, float]] = [{} for _ in self._ids]
        order = random.Random(7)
        step = 1
        for _ in range(EPOCHS):
            order.shuffle(rows)
            for label, features in rows:
                guess, rival = _best(current, features, label)
                if guess <= rival[1] + 1.0:
                    for feature in features:
                        _add(current[feature], label, 1.0)
                        _add(drift[feature], label, float(step))
                        _add(current[feature], rival[0], -1.0)
                        _add(drift[feature], rival[0], -float(step))
                step += 1
        self._weights = [
            {name: weight - late.get(name, 0.0) / step for name, weight in now.items()}
            for now, late in zip(current, drift, strict=True)
        ]
        self._spread = max(1.0, _typical_margin(self._weights, rows))

    def _numbered(self, tokens: Sequence[str]) -> list[int]:
        return [self._ids.setdefault(name, len(self._ids)) for name in self.features(tokens)]


def _best(weights: list[dict[str, float]], features: list[int], label: str) -> tuple[float, tuple[str, float]]:
    """The score of the right class, and the best of the others."""
    raw: dict[str, float] = {}
    for feature in features:
        for name, weight in weights[feature].items():
            raw[name] = raw.get(name, 0.0) + weight
    right = raw.pop(label, 0.0)
    rival = max(raw.items(), key=lambda item: item[1], default=("", 0.0))
    return right, rival


def _add(row: dict[str, float], name: str, amount: float) -> None:
    if name:
        row[name] = row.get(name, 0.0) + amount


def _typical_margin(weights: list[dict[str, float]], rows: list[tuple[str, list[int]]]) -> float:
    margins = []
    for label, features in rows[:400]:
        right, rival = _best(weights, features, label)
        margins.append(right - rival[1])
    return sorted(margins)[len(margins) // 2] / 4 if margins else 1.0


@cache
def light() -> frozenset[str]:
    """Words that carry little of what is meant."""
    return frozenset(speech()["light"])
