"""Matches an utterance against the samples word for word, slots filled with values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workbench.understanding.model import SEARCH, Item, Sample, Slot
from workbench.understanding.values import Span, Values

OPEN = frozenset(
    {
        *("EXERCISE", "ROUTINE", "ACTIVITY", "CONDITION", "BODY_PART"),
        *("AREA", "FORM_ASPECT", "LIMIT", "TIP_CATEGORY", "TOPIC"),
    }
)
"""Slot types people name more things of than are listed; the others are closed."""
UNLISTED_LENGTH = 4
"""How many words a value may have that its type does not list."""

_LITERAL, _LISTED, _BUILT_IN, _UNLISTED, _FREE = 1.0, 0.95, 0.94, 0.45, 0.3


@dataclass(frozen=True)
class Match:
    """A sample that fits: its intent, what fills its slots, and how much of it is literal or listed (0 to 1)."""

    intent: str
    slots: Mapping[str, Span]
    score: float

    @property
    def free(self) -> bool:
        """Some slot holds free speech."""
        return any(span.type == SEARCH for span in self.slots.values())


@dataclass
class _Node:
    after: dict[str, _Node] = field(default_factory=dict)
    slots: dict[Slot, _Node] = field(default_factory=dict)
    intents: list[str] = field(default_factory=list)

    def onward(self, item: Item) -> _Node:
        """The node behind an item, made where there is none yet."""
        branches: dict[Any, _Node] = self.after if isinstance(item, str) else self.slots
        node = branches.get(item)
        if node is None:
            node = branches[item] = _Node()
        return node


@dataclass(frozen=True)
class _Path:
    node: _Node
    at: int
    points: float
    slots: tuple[tuple[str, Span], ...] = ()


class Samples:
    """The samples of a model as one tree."""

    def __init__(self, samples: Iterable[Sample], values: Values) -> None:
        self._root = _Node()
        self._values = values
        self._sizes: dict[str, int] = {}
        for sample in samples:
            self._sizes[sample.intent] = self._sizes.get(sample.intent, 0) + 1
            node = self._root
            for item in sample.items:
                node = node.onward(item)
            if sample.intent not in node.intents:
                node.intents.append(sample.intent)

    def matches(self, tokens: Sequence[str], unlisted: bool = False) -> list[Match]:
        """The best match of each intent, best first; `unlisted` lets slots hold values no type lists."""
        best: dict[str, Match] = {}
        spans: dict[int, list[Span]] = {}
        waiting = [_Path(self._root, 0, 0.0)]
        while waiting:
            path = waiting.pop()
            if path.at == len(tokens):
                for intent in path.node.intents:
                    score = path.points / max(len(tokens), 1)
                    if intent not in best or score > best[intent].score:
                        best[intent] = Match(intent, dict(path.slots), score)
                continue
            waiting.extend(self._steps(path, tokens, spans, unlisted))
        return sorted(best.values(), key=self._rank)

    def within(self, tokens: Sequence[str], start: int) -> Iterator[tuple[int, Match]]:
        """Where samples without free speech that begin at `start` end, and their best matches."""
        best: dict[int, Match] = {}
        spans: dict[int, list[Span]] = {}
        waiting = [_Path(self._root, start, 0.0)]
        while waiting:
            path = waiting.pop()
            for intent in path.node.intents:
                match = Match(intent, dict(path.slots), path.points / (path.at - start))
                if path.at not in best or self._rank(match) < self._rank(best[path.at]):
                    best[path.at] = match
            if path.at < len(tokens):
                waiting.extend(step for step in self._steps(path, tokens, spans, False) if not _is_free(step))
        yield from best.items()

    def _rank(self, match: Match) -> tuple[float, bool, int, str]:
        """Best first; a command before a question that fits as well, and what is said in more ways before the rest."""
        return -match.score, match.intent.endswith("QuestionIntent"), -self._sizes[match.intent], match.intent

    def _steps(
        self, path: _Path, tokens: Sequence[str], spans: dict[int, list[Span]], unlisted: bool
    ) -> Iterator[_Path]:
        at = path.at
        literal = path.node.after.get(tokens[at])
        if literal:
            yield _Path(literal, at + 1, path.points + _LITERAL, path.slots)
        if not path.node.slots:
            return
        if at not in spans:
            spans[at] = list(self._values.at(tokens, at))
        for slot, node in path.node.slots.items():
            for span, worth in self._fillings(slot, at, len(tokens), spans[at], unlisted, bool(node.after)):
                points = path.points + worth * (span.end - at)
                yield _Path(node, span.end, points, (*path.slots, (slot.name, span)))

    def _fillings(
        self, slot: Slot, at: int, end: int, spans: list[Span], unlisted: bool, goes_on: bool
    ) -> Iterator[tuple[Span, float]]:
        if slot.type == SEARCH:
            ends = range(at + 1, end + 1) if goes_on else (end,)
            for stop in ends:
                yield Span(at, stop, SEARCH), _FREE
            return
        listed = False
        for span in spans:
            if span.type == slot.type:
                listed = True
                yield span, _LISTED if span.value else _BUILT_IN
        if unlisted and not listed and slot.type in OPEN:
            for stop in range(at + 1, min(at + UNLISTED_LENGTH, end) + 1):
                yield Span(at, stop, slot.type), _UNLISTED


def _is_free(path: _Path) -> bool:
    return bool(path.slots) and path.slots[-1][1].type == SEARCH
