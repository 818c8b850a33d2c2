"""Chooses the intent of an utterance and what fills its slots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.understanding.exact import Match, Samples
from workbench.understanding.examples import FALLBACK, QUESTION, SYMPTOM, class_of
from workbench.understanding.fill import Filler
from workbench.understanding.learned import Learned
from workbench.understanding.model import SEARCH, Model
from workbench.understanding.politeness import plainest, variants
from workbench.understanding.values import Span, Values
from workbench.understanding.words import Words

SURE = 0.9
"""Score of a match without unlisted values from which nothing else is asked."""
UNSURE = 0.18
"""Score of the learned guess below which an utterance is nobody's."""


@dataclass(frozen=True)
class Choice:
    """An intent, the utterance its spans point into, and the spans that fill its slots."""

    intent: str
    said: Words
    slots: Mapping[str, Span] = field(default_factory=dict)
    score: float = 0.0


class Chooser:
    """Exact match first; then what was learned; then who owns a free phrase."""

    def __init__(self, model: Model, values: Values, samples: Samples, learned: Learned) -> None:
        self._samples = samples
        self._learned = learned
        self._filler = Filler(model, values)
        self._questions = [intent for intent in model.slots if intent.endswith(QUESTION)]

    def choose(self, said: Words) -> Choice:
        if not said.tokens:
            return Choice(FALLBACK, said)
        for variant in variants(said):
            match = next((m for m in self._samples.matches(variant.tokens) if not m.free), None)
            if match and match.score >= SURE:
                return Choice(match.intent, variant, match.slots, match.score)
        return self._tolerant(plainest(said))

    def _tolerant(self, said: Words) -> Choice:
        scores = self._learned.scores(said.tokens)
        label = max(scores, key=lambda name: (scores[name], name), default=FALLBACK)
        score = scores.get(label, 0.0)
        if label == FALLBACK or score < UNSURE:
            return Choice(FALLBACK, said, {}, score)
        match = self._match(said, label)
        if match:
            return Choice(match.intent, said, match.slots, score)
        if label in (QUESTION, SYMPTOM):
            intent, slot = (label, "symptom") if label == SYMPTOM else ("AskQuestionIntent", "question")
            return Choice(intent, said, {slot: Span(0, len(said.tokens), SEARCH)}, score)
        return Choice(label, said, self._filler.fill(said.tokens, label), score)

    def _match(self, said: Words, label: str) -> Match | None:
        """The best sample of a class that fits, unlisted values and free phrases allowed."""
        for unlisted in (False, True):
            for match in self._samples.matches(said.tokens, unlisted):
                if class_of(match.intent) == label and (not match.free or label in (QUESTION, SYMPTOM)):
                    return match
        return None
