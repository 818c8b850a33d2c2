"""A guess at the intent from words, word pairs and slot values, learned from the samples when a model is loaded.

One pass over the examples: each feature votes for the classes it was seen in. That is naive Bayes with its weights
tempered by rarity; an averaged perceptron did one or two points better and took ten times as long to learn. All
*QuestionIntents are one class here: which of them it is depends on the words that ask, not on what is asked.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from workbench.understanding.values import Values
from workbench.understanding.words import speech, stem

FLOOR = 0.001
"""Share of a class's examples below which a feature hardly counts."""
RARITY = 1.5
"""How strongly features of few classes outweigh those of many."""
SPREAD = 15.0
"""Points of difference that make one class e times as likely as another; fitted on samples held out by template."""

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
        top = max(raw.values())
        grown = {name: math.exp((score - top) / SPREAD) for name, score in raw.items()}
        total = sum(grown.values())
        return {name: value / total for name, value in grown.items()}

    def features(self, tokens: Sequence[str]) -> list[str]:
        """Names of all features of an utterance."""
        stems = [stem(token) for token in tokens]
        found = list(self._spans(tokens))
        names = [f"w:{word}" for word in stems]
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

    def _raw(self, known: Iterable[int]) -> dict[str, float]:
        raw: dict[str, float] = defaultdict(float)
        for feature in known:
            for name, weight in self._weights[feature].items():
                raw[name] += weight
        return raw

    def _learn(self, examples: list[Example]) -> None:
        """Weighs a feature by how common it is in a class, and by how few classes have it."""
        counts: list[dict[str, int]] = []
        sizes: dict[str, int] = defaultdict(int)
        for label, tokens in examples:
            sizes[label] += 1
            for name in self.features(tokens):
                number = self._ids.setdefault(name, len(counts))
                if number == len(counts):
                    counts.append({})
                counts[number][label] = counts[number].get(label, 0) + 1
        for seen in counts:
            rarity = math.log(1 + len(sizes) / len(seen)) ** RARITY
            self._weights.append(
                {label: math.log1p(count / (sizes[label] + 3) / FLOOR) * rarity for label, count in seen.items()}
            )


@cache
def light() -> frozenset[str]:
    """Words that carry little of what is meant."""
    return frozenset(speech()["light"])
