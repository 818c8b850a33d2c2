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
from workbench.understanding.words import speech, stem

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
        names += [f"m:{_root(w)}" for w in stems]
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
        self._late = np.zeros_like(self._weights); self._step = 1.0
        order = random.Random(7)
        for _ in range(PASSES):
            order.shuffle(rows)
            rows = [row for row in rows if self._put_right(*row)]
        self._weights -= self._late / self._step

    def _numbered(self, tokens: Sequence[str]) -> Indices:
        return np.array([self._ids.setdefault(name, len(self._ids)) for name in self.features(tokens)], np.intp)

    def _votes(self, rows: list[tuple[int, Indices]]) -> Weights:
        """Weighs a feature by how common it is in a class, and by how few classes have it."""
        classes = len(self._labels)
        sizes = np.bincount([label for label, _ in rows], minlength=classes)
        cells = np.concatenate([features * classes + label for label, features in rows])
        counts = np.bincount(cells, minlength=len(self._ids) * classes).reshape(-1, classes)
        rarity = np.log(1 + classes / np.count_nonzero(counts, axis=1)) ** RARITY
        votes = np.log1p(counts / (sizes + 3) / FLOOR) * rarity[:, None]
        return votes.astype(np.float32)

    def _put_right(self, label: int, features: Indices) -> bool:
        """Corrects the weights unless an example is clear already; whether it had to."""
        self._step += 1
        raw = self._weights[features].sum(0)
        right = raw[label]
        raw[label] = -np.inf
        rival = int(raw.argmax())
        if right >= raw[rival] + MARGIN:
            return False
        self._weights[features, label] += 1.0
        self._weights[features, rival] -= 1.0
        self._late[features, label] += self._step
        self._late[features, rival] -= self._step
        return True



def _root(w):
    for e in ("ing","ed","er","est","ly"):
        if w.endswith(e) and len(w)-len(e)>=3:
            w=w[:-len(e)]; break
    if len(w)>3 and w[-1]==w[-2]: w=w[:-1]
    return w[:-1] if w.endswith("e") and len(w)>3 else w

@cache
def light() -> frozenset[str]:
    """Words that carry little of what is meant."""
    return frozenset(speech()["light"])
