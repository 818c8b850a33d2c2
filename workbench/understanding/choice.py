"""Chooses the intent of an utterance and what fills its slots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from workbench.understanding.asking import begins_as_question, wishes
from workbench.understanding.clauses import Clauses, boundaries
from workbench.understanding.exact import Match, Samples
from workbench.understanding.examples import FALLBACK, QUESTION, SYMPTOM, class_of
from workbench.understanding.fill import Filler
from workbench.understanding.hearing import Hearing
from workbench.understanding.judge import AVOID, CLEARLY_NOBODYS, FREE, Judge, Scores
from workbench.understanding.learned import light
from workbench.understanding.model import SEARCH
from workbench.understanding.politeness import plainest, variants
from workbench.understanding.told import Told
from workbench.understanding.values import Span
from workbench.understanding.words import Words, speech

SURE = 0.9
"""Score of a match without unlisted values from which nothing else is asked."""
UNSURE_COMMAND = 0.4
"""Score below which a command that no sample fits gives way to a sample that fits but for a name."""
NEARLY_LITERAL = 0.88
"""Score of a match of which all but a short name is literal."""
CLAUSE = 0.8
"""What a clause's score is worth: the rest of what was said is no part of the sample."""
FREE_QUESTION = "AskQuestionIntent"


@dataclass(frozen=True)
class Choice:
    """An intent, the utterance its spans point into, and the spans that fill its slots."""

    intent: str
    said: Words
    slots: Mapping[str, Span] = field(default_factory=dict)
    score: float = 0.0


@dataclass(frozen=True)
class Chooser:
    """Exact match first; then what was learned; then who owns a free phrase."""

    samples: Samples
    told: Told
    judge: Judge
    hearing: Hearing
    filler: Filler
    clauses: Clauses

    def choose(self, said: Words) -> Choice:
        """The best owner of an utterance; AMAZON.FallbackIntent when there is none."""
        if not said.tokens:
            return Choice(FALLBACK, said)
        exact = self._exact(said)
        if exact:
            return exact
        mended = self.hearing.mended(said)
        return (mended is not said and self._exact(mended)) or self._tolerant(mended)

    def _exact(self, said: Words) -> Choice | None:
        for variant in variants(said):
            for match in self.samples.matches(variant.tokens):
                if not match.free and match.score >= SURE:
                    return Choice(match.intent, variant, self.filler.plain(variant.tokens, match), match.score)
        return None

    def _tolerant(self, heard: Words) -> Choice:
        said = plainest(heard)
        scores, label = self._label(said)
        polite = wishes(said.tokens[:1])  # "can you give me ..." asks nothing
        if label in FREE and not polite and begins_as_question(heard.tokens) and said.tokens != heard.tokens:
            said = heard  # "can you run with arthritis": no politeness, but a question
            scores, label = self._label(said)
        heard_in_full = label == SYMPTOM and self.judge.alarms_beside(said.tokens, label, scores)
        if not heard_in_full and self.judge.may_be_ordered(said.tokens, label, scores):
            ordered = self._order(said, label, scores) or self._part(said, scores)
            if ordered:
                return ordered
        score = scores.get(label, 0.0)
        unsure = label in (QUESTION, FALLBACK) or score < UNSURE_COMMAND
        named = self._named_unlisted(said, scores) if unsure else None
        if named:
            return named
        if label in (QUESTION, SYMPTOM):
            return self._free(said, label, score)
        if label == FALLBACK:
            return Choice(FALLBACK, said, {}, score)
        return Choice(label, said, self._slots(said, label), score)

    def _label(self, said: Words) -> tuple[Scores, str]:
        """What was learned of an utterance, and its class: a command only where one is meant."""
        scores = self.told.scores(said.tokens)
        label = self.judge.label(said.tokens, scores)
        if label in FREE:
            return scores, label
        if self._alarms_beside(said, label, scores):
            return scores, SYMPTOM
        if self.told.instead(said.tokens, label, scores, self.judge.bodily(said.tokens)):
            return scores, self.judge.free(said.tokens, scores)
        return scores, label

    def _alarms_beside(self, said: Words, label: str, scores: Scores) -> bool:
        """Something alarming is told in a clause of it, whatever the other clauses order."""
        if self.judge.alarms_beside(said.tokens, label, scores):
            return True
        return label != AVOID and self.told.alarms_beside(said.tokens)  # "my knees won't let me kneel" is a limit

    def _order(self, said: Words, label: str, scores: Mapping[str, float]) -> Choice | None:
        """A clause that is a sample of its own: "quicker please | this is dragging"."""
        order = self.clauses.order(said.tokens, anywhere=label == FALLBACK)
        if order is None or not self._may_order(said, order.start, order.end, order.match.intent, scores):
            return None
        inside = replace(order.match, slots={name: s.moved(-order.start) for name, s in order.match.slots.items()})
        own = self.filler.plain(said.tokens[order.start : order.end], inside)
        known = {name: span.moved(order.start) for name, span in own.items()}
        slots = self.filler.fill(said.tokens, order.match.intent, known)
        return Choice(order.match.intent, said, slots, order.match.score * CLAUSE)

    def _part(self, said: Words, scores: Mapping[str, float]) -> Choice | None:
        """A clause that is no sample, and clearly an order nevertheless."""
        if scores.get(FALLBACK, 0.0) >= CLEARLY_NOBODYS:
            return None
        best: tuple[float, str] = 0.0, ""
        for at in boundaries(said.tokens):
            for start, end in ((0, at), (at, len(said.tokens))):
                part = said.tokens[start:end]
                inside = self.told.scores(part)
                label = self.judge.order(part, inside)
                if label and self._may_order(said, start, end, label, scores):
                    best = max(best, (inside[label] * (end - start), label))
        label = best[1]
        return Choice(label, said, self._slots(said, label), CLAUSE / 2) if label else None

    def _may_order(self, said: Words, start: int, end: int, intent: str, scores: Scores) -> bool:
        """The order in a clause counts, and nothing around it has to be heard rather."""
        around = said.tokens[:start], said.tokens[end:]
        return self.judge.may_order(said.tokens, start, end, intent, scores) and not any(map(self.told.alarms, around))

    def _named_unlisted(self, said: Words, scores: Mapping[str, float]) -> Choice | None:
        """ "How do I do a handstand": a command's sample but for a name no type lists."""
        if scores.get(FALLBACK, 0.0) >= CLEARLY_NOBODYS:
            return None
        for match in self.samples.matches(said.tokens, unlisted=True):
            if match.score >= NEARLY_LITERAL and class_of(match.intent) != QUESTION and _fair(match, said):
                return Choice(match.intent, said, match.slots, match.score)
        return None

    def _free(self, said: Words, label: str, score: float) -> Choice:
        """A question or a symptom: the sample that fits it best, or else all of it as one free phrase."""
        matches = self.samples.matches(said.tokens)
        match = next((match for match in matches if class_of(match.intent) == label), None)
        if match:
            return Choice(match.intent, said, match.slots, score)
        intent, slot = (label, "symptom") if label == SYMPTOM else (FREE_QUESTION, "question")
        return Choice(intent, said, {slot: Span(0, len(said.tokens), SEARCH)}, score)

    def _slots(self, said: Words, label: str) -> Mapping[str, Span]:
        """From a sample that fits; else from values found anywhere; else from words a sample leaves room for."""
        for match in self.samples.matches(said.tokens):
            if match.intent == label and not match.free:
                return self.filler.plain(said.tokens, match)
        filled = self.filler.fill(said.tokens, label)
        if filled:
            return filled
        unlisted = self.samples.matches(said.tokens, unlisted=True)
        return next((m.slots for m in unlisted if m.intent == label and _fair(m, said)), {})


def _fair(match: Match, said: Words) -> bool:
    """An unlisted value is believable: the sample says something itself, and the value is no half sentence."""
    spans = match.slots.values()
    filled = {at for span in spans for at in range(span.start, span.end)}
    literal = [token for at, token in enumerate(said.tokens) if at not in filled]
    edges = {said.tokens[at] for span in spans if not (span.value or span.spoken) for at in (span.start, span.end - 1)}
    spoken = any(token not in light() for token in literal) or len(literal) > 2
    return spoken and not edges & set(speech()["not_values"])
