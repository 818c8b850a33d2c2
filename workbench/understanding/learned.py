"""A guess at the intent from words, word pairs and slot values, learned from the samples when a model is loaded.

Each feature first votes for the classes it was seen in (naive Bayes, its weights tempered by rarity). Then the examples
that are not clearly told apart are gone through twice, and what misled is put right (a perceptron with a margin): two
points better on held-out templates than the votes alone. All *QuestionIntents are one class here: which of them it is
depends on the words that ask, not on what is asked.
"""

from __future__ import annotations

import math
import random
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
PASSES, MARGIN = 2, 60.0
"""How often unclear examples are gone through, and the points by which the right class should win."""
SPREAD = 20.0
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
        raw: dict[str, float] = {}
        for feature in known:
            for name, weight in self._weights[feature].items():
                raw[name] = raw.get(name, 0.0) + weight
        return raw

    def _learn(self, examples: list[Example]) -> None:
        rows = [(label, self._numbered(tokens)) for label, tokens in examples]
        self._vote(rows)
        order = random.Random(7)
        for _ in range(PASSES):
            order.shuffle(rows)
            rows = [row for row in rows if self._put_right(*row)]

    def _numbered(self, tokens: Sequence[str]) -> list[int]:
        return [self._ids.setdefault(name, len(self._ids)) for name in self.features(tokens)]

    def _vote(self, rows: list[tuple[str, list[int]]]) -> None:
        """Weighs a feature by how common it is in a class, and by how few classes have it."""
        counts: list[dict[str, int]] = [{} for _ in self._ids]
        sizes: dict[str, int] = defaultdict(int)
        for label, features in rows:
            sizes[label] += 1
            for feature in features:
                counts[feature][label] = counts[feature].get(label, 0) + 1
        for seen in counts:
            rarity = math.log(1 + len(sizes) / len(seen)) ** RARITY
            self._weights.append(
                {label: math.log1p(count / (sizes[label] + 3) / FLOOR) * rarity for label, count in seen.items()}
            )

    def _put_right(self, label: str, features: list[int]) -> bool:
        """Corrects the weights unless an example is clear already; whether it had to."""
        raw = self._raw(features)
        right = raw.pop(label, 0.0)
        rival, score = max(raw.items(), key=lambda item: item[1], default=("", 0.0))
        if right >= score + MARGIN:
            return False
        for feature in features:
            row = self._weights[feature]
            row[label] = row.get(label, 0.0) + 1.0
            if rival:
                row[rival] = row.get(rival, 0.0) - 1.0
        return True


@cache
def light() -> frozenset[str]:
    """Words that carry little of what is meant."""
    return frozenset(speech()["light"])
