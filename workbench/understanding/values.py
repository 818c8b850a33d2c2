"""Finds slot values in an utterance: listed ones of custom types, and built-in types in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz, process

from workbench.understanding.model import Model, Value
from workbench.understanding.numbers import NUMBER_WORDS, ORDINAL, number_at
from workbench.understanding.times import duration_at, time_at
from workbench.understanding.words import speech, stem, words

BUILT_IN = ("AMAZON.DURATION", "AMAZON.TIME", "AMAZON.NUMBER", "AMAZON.ORDINAL")
OPENERS = (
    NUMBER_WORDS
    | ORDINAL.keys()
    | {
        *("a", "an", "another", "half", "quarter", "noon", "midday", "midnight", "lunchtime", "around", "about"),
        *("hour", "roughly", "exactly", "morning", "afternoon", "evening", "night", "the", "in"),
    }
)
"""Words a number, duration, time or ordinal can begin with."""
STANDS_OUT = 1.4
"""How much more than the next value the closest one has to share with what was said."""
LIKE_ENOUGH = 86
"""Likeness (0 to 100) from which a stretch of speech passes for a listed value it does not equal."""


@dataclass(frozen=True)
class Span:
    """A stretch of tokens that can fill slots of one type."""

    start: int
    end: int
    type: str
    value: Value | None = None
    """The listed value, for a custom type."""
    spoken: str | None = None
    """What Alexa puts into the slot, for a built-in type."""

    def moved(self, by: int) -> Span:
        """The same stretch where `by` more tokens stand before it."""
        return replace(self, start=self.start + by, end=self.end + by)


@dataclass
class _Node:
    after: dict[str, _Node] = field(default_factory=dict)
    values: list[Value] = field(default_factory=list)


class Values:
    """Everything that can fill a slot of a model."""

    def __init__(self, model: Model) -> None:
        self._root = _Node()
        self._like: dict[str, dict[str, Value]] = defaultdict(dict)
        self._tokens: dict[str, dict[str, dict[Value, int]]] = defaultdict(lambda: defaultdict(dict))
        for value, says in model.values:
            for said in says:
                tokens = [stem(token) for token in words(said).tokens]
                self._add(tokens, value)
                self._like[value.type].setdefault("".join(tokens), value)
                for token in tokens:
                    owners = self._tokens[value.type][token]
                    owners[value] = owners.get(value, 0) + 1

    def at(self, tokens: Sequence[str], start: int) -> Iterator[Span]:
        """Every span that begins at `start`, of every type and length."""
        node = self._root
        for at in range(start, len(tokens)):
            found = node.after.get(stem(tokens[at]))
            if found is None:
                break
            node = found
            for value in node.values:
                yield Span(start, at + 1, value.type, value)
        if tokens[start] in OPENERS:
            yield from _built_in(tokens, start)

    def like(self, tokens: Sequence[str], type_: str, likeness: float = LIKE_ENOUGH, longest: int = 5) -> Span | None:
        """The stretch that sounds most like a listed value of a type; None when nothing is like enough."""
        listed = self._like[type_]
        best: tuple[float, Span] | None = None
        for start in range(len(tokens)):
            if tokens[start] in speech()["light"]:
                continue
            for end in range(start + 1, min(start + longest, len(tokens)) + 1):
                text = "".join(stem(token) for token in tokens[start:end])
                if len(text) < 5:
                    continue
                hit = process.extractOne(text, listed.keys(), scorer=fuzz.ratio, score_cutoff=likeness)
                if hit and (best is None or hit[1] > best[0]):
                    best = hit[1], Span(start, end, type_, listed[hit[0]])
        return best[1] if best else None

    def closest(self, tokens: Sequence[str], type_: str) -> Span | None:
        """The value of a closed type that shares most words with what was said; None where none stands out."""
        weights: dict[Value, float] = defaultdict(float)
        places: dict[Value, list[int]] = defaultdict(list)
        for at, token in enumerate(tokens):
            owners = self._tokens[type_].get(stem(token), {})
            for value, times in owners.items():
                weights[value] += times / sum(owners.values()) / len(owners)
                places[value].append(at)
        ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0].id))
        if not ranked or (len(ranked) > 1 and ranked[0][1] < STANDS_OUT * ranked[1][1]):
            return None
        best = ranked[0][0]
        return Span(min(places[best]), max(places[best]) + 1, type_, best)

    def _add(self, tokens: Sequence[str], value: Value) -> None:
        node = self._root
        for token in tokens:
            node = node.after.setdefault(token, _Node())
        if not any(known.type == value.type for known in node.values):
            node.values.append(value)


def _built_in(tokens: Sequence[str], start: int) -> Iterator[Span]:
    number = number_at(tokens, start)
    if number:
        yield Span(start, number[0], "AMAZON.NUMBER", spoken=str(number[1]))
    duration = duration_at(tokens, start)
    if duration:
        yield Span(start, duration[0], "AMAZON.DURATION", spoken=duration[1])
    time = time_at(tokens, start)
    if time:
        yield Span(start, time[0], "AMAZON.TIME", spoken=time[1])
    if tokens[start] in ORDINAL:
        yield Span(start, start + 1, "AMAZON.ORDINAL", spoken=str(ORDINAL[tokens[start]]))
