"""How much of an utterance a command explains: a command that leaves most of what was said unexplained is not meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.understanding.examples import class_of
from workbench.understanding.learned import light
from workbench.understanding.model import Model, Slot
from workbench.understanding.values import Values
from workbench.understanding.words import stem


@dataclass(frozen=True)
class Account:
    """Counts of words that carry meaning."""

    words: int
    literal: int
    """Words the samples have themselves."""
    missing: int
    """Words neither the samples nor the slots account for."""


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
        self._openings: dict[str, set[tuple[str | Slot, ...]]] = defaultdict(set)
        for sample in model.samples:
            self._openings[class_of(sample.intent)].add(sample.items[:2])
        self._types = {label: frozenset(kinds) for label, kinds in types.items()}
        self._words: dict[str, frozenset[str]] = {}
        for label, seen in counts.items():
            usual = {group for word, times in seen.items() if times > 2 for group in groups.get(word, ())}
            kin = {stem(member) for group in usual for member in near[group]}
            self._words[label] = frozenset(seen) | kin

    def begins(self, tokens: Sequence[str], label: str) -> bool:
        """Some sample of the class begins with the same two words."""
        return tuple(tokens[:2]) in self._openings.get(label, ())

    def account(self, tokens: Sequence[str], label: str) -> Account:
        """How far a class explains the words that carry meaning."""
        known, types = self._words.get(label, frozenset()), self._types.get(label, frozenset())
        filled: set[int] = set()
        for at in range(len(tokens)):
            for span in self._values.at(tokens, at):
                if span.type in types:
                    filled.update(range(span.start, span.end))
        heavy = [at for at, token in enumerate(tokens) if token not in light()]
        literal = [at for at in heavy if at not in filled and stem(tokens[at]) in known]
        missing = [at for at in heavy if at not in filled and stem(tokens[at]) not in known]
        return Account(len(heavy), len(literal), len(missing))
