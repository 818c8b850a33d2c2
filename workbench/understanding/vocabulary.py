"""How much of an utterance a command explains: a command that leaves most of what was said unexplained is not meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from workbench.understanding.examples import class_of
from workbench.understanding.learned import light
from workbench.understanding.model import Model
from workbench.understanding.values import Values
from workbench.understanding.words import stem


class Vocabulary:
    """The words of every intent's samples, their near-synonyms, and the types of its slots."""

    def __init__(self, model: Model, values: Values, near: Mapping[str, Sequence[str]]) -> None:
        self._values = values
        groups: dict[str, set[str]] = defaultdict(set)
        for name, members in near.items():
            for member in members:
                groups[stem(member)].add(name)
        counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        types: dict[str, set[str]] = defaultdict(set)
        for sample in model.samples:
            label = class_of(sample.intent)
            types[label].update(model.slots[sample.intent].values())
            for item in sample.items:
                if isinstance(item, str):
                    counts[label][stem(item)] += 1
        self._types = {label: frozenset(kinds) for label, kinds in types.items()}
        self._words: dict[str, frozenset[str]] = {}
        for label, seen in counts.items():
            usual = {group for word, times in seen.items() if times > 2 for group in groups.get(word, ())}
            kin = {stem(member) for group in usual for member in near[group]}
            self._words[label] = frozenset(seen) | kin

    def unexplained(self, tokens: Sequence[str], label: str) -> tuple[int, int]:
        """Words that carry meaning: how many the class does not explain, and how many there are."""
        known, types = self._words.get(label, frozenset()), self._types.get(label, frozenset())
        filled: set[int] = set()
        for at in range(len(tokens)):
            for span in self._values.at(tokens, at):
                if span.type in types:
                    filled.update(range(span.start, span.end))
        heavy = [at for at, token in enumerate(tokens) if token not in light()]
        return sum(at not in filled and stem(tokens[at]) not in known for at in heavy), len(heavy)
