"""Chooses the intent of an utterance and what fills its slots."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from workbench.understanding.asking import asks, begins_as_question
from workbench.understanding.exact import Match, Samples
from workbench.understanding.examples import FALLBACK, QUESTION, SYMPTOM, class_of
from workbench.understanding.fill import Filler
from workbench.understanding.hearing import Hearing
from workbench.understanding.learned import Learned, light
from workbench.understanding.model import SEARCH, Model
from workbench.understanding.politeness import plainest, variants
from workbench.understanding.values import Span, Values
from workbench.understanding.vocabulary import Vocabulary
from workbench.understanding.words import Words, speech

SURE = 0.9
"""Score of a match without unlisted values from which nothing else is asked."""
UNSURE = 0.12
"""Probability of the learned guess below which an utterance is nobody's."""
UNSURE_ASKED = 0.05
"""The same where it is put as a question about something the model knows."""
CLEARLY_NOBODYS = 0.4
"""Probability of the class of what is nobody's from which a weak claim is not heard."""
FREE = frozenset({QUESTION, SYMPTOM, FALLBACK})
"""Classes that leave nothing unexplained: they are given the whole phrase."""
WORTH = 0.4
"""What a class is worth for each word it leaves unexplained."""
FREE_WORTH = {QUESTION: 0.85, SYMPTOM: 0.8, FALLBACK: 0.9}
"""The same for classes that are given whole phrases."""
RIVALS = 8
"""Classes that are weighed against each other."""
HURTS, FEEL = "HurtsIntent", "FeelIntent"
ALARMING = frozenset({"numb", "tingle", "weak", "swollen", "dizzy", "bladder"})
"""Sensations that make a statement of pain a symptom to be heard in full."""
SURE_COMMAND = 0.6
"""Score below which a command that names such a sensation is heard as a symptom."""
NEARLY_LITERAL = 0.88
"""Score of a match of which all but a short name is literal."""
FELT = 0.08
"""Score from which a weak command that names a sensation is rather heard as something felt."""
FREE_QUESTION = "AskQuestionIntent"
BODILY = frozenset({"BODY_PART", "SENSATION", "CONDITION"})
TOPICAL = BODILY | {"ACTIVITY", "TOPIC", "EXERCISE", "EXERCISE_KIND", "FORM_ASPECT"}


@dataclass(frozen=True)
class Choice:
    """An intent, the utterance its spans point into, and the spans that fill its slots."""

    intent: str
    said: Words
    slots: Mapping[str, Span] = field(default_factory=dict)
    score: float = 0.0


class Chooser:
    """Exact match first; then what was learned; then who owns a free phrase."""

    def __init__(
        self,
        model: Model,
        values: Values,
        samples: Samples,
        learned: Learned,
        hearing: Hearing,
        vocabulary: Vocabulary,
    ) -> None:
        self._values = values
        self._samples = samples
        self._learned = learned
        self._hearing = hearing
        self._vocabulary = vocabulary
        self._filler = Filler(model, values)

    def choose(self, said: Words) -> Choice:
        """The best owner of an utterance; AMAZON.FallbackIntent when there is none."""
        if not said.tokens:
            return Choice(FALLBACK, said)
        exact = self._exact(said)
        if exact:
            return exact
        mended = self._hearing.mended(said)
        return (mended is not said and self._exact(mended)) or self._tolerant(plainest(mended))

    def _exact(self, said: Words) -> Choice | None:
        for variant in variants(said):
            for match in self._samples.matches(variant.tokens):
                if not match.free and match.score >= SURE:
                    return Choice(match.intent, variant, self._filler.plain(variant.tokens, match), match.score)
        return None

    def _tolerant(self, said: Words) -> Choice:
        scores = self._learned.scores(said.tokens)
        label = self._label(said, scores)
        score = scores.get(label, 0.0)
        if label in (QUESTION, SYMPTOM):
            return self._named_unlisted(said, label, scores) or self._free(said, label, score)
        if label == FALLBACK:
            return Choice(FALLBACK, said, {}, score)
        return Choice(label, said, self._slots(said, label), score)

    def _label(self, said: Words, learned: Mapping[str, float]) -> str:
        """The class that owns an utterance."""
        asked, types = asks(said.tokens), set(self._types(said))
        scores = self._weighed(said, learned, asked)
        label = self._claim(said, scores, asked, types)
        if not asked and label not in FREE and self._alarming(said):
            told = label in (HURTS, FEEL) and "BODY_PART" in types
            return SYMPTOM if told or scores.get(label, 0.0) < SURE_COMMAND else label
        if not asked and label not in FREE and "SENSATION" in types and scores.get(label, 0.0) < SURE_COMMAND:
            felt = {name: scores[name] for name in (SYMPTOM, HURTS) if scores.get(name, 0.0) >= FELT}
            return max(felt, key=lambda name: felt[name], default=label)
        return label

    def _claim(self, said: Words, scores: Mapping[str, float], asked: bool, types: set[str]) -> str:
        """The likeliest class, unless how it is put or what it leaves unexplained speaks against it."""
        label = _likeliest(scores)
        if label == QUESTION and not asked:
            return self._without_question(said, scores, types)
        if label == SYMPTOM and begins_as_question(said.tokens):
            return QUESTION
        topical = bool(types & TOPICAL) and scores.get(QUESTION, 0.0) > UNSURE_ASKED
        if label == FALLBACK and asked and topical:
            return QUESTION
        score = scores.get(label, 0.0)
        if score >= UNSURE and (label in FREE or self._explained(said, label, score)):
            return label
        if scores.get(FALLBACK, 0.0) >= CLEARLY_NOBODYS:
            return FALLBACK
        if asked:
            return QUESTION if topical or scores.get(QUESTION, 0.0) > UNSURE else FALLBACK
        return SYMPTOM if types & {"SENSATION", "CONDITION"} else FALLBACK

    def _without_question(self, said: Words, scores: Mapping[str, float], types: set[str]) -> str:
        """It sounds like a question and asks nothing: the next likeliest command, or a symptom."""
        rival = _likeliest({name: score for name, score in scores.items() if name != QUESTION})
        if rival not in FREE and self._explained(said, rival, scores[rival]):
            missing, _ = self._vocabulary.unexplained(said.tokens, rival)
            if scores[rival] > UNSURE or not missing:
                return rival
        return SYMPTOM if types & BODILY else FALLBACK

    def _weighed(self, said: Words, learned: Mapping[str, float], asked: bool) -> dict[str, float]:
        """The learned scores, lower for each word a class leaves unexplained."""
        weighed = {}
        for label, score in sorted(learned.items(), key=lambda item: -item[1])[:RIVALS]:
            missing, _ = self._vocabulary.unexplained(said.tokens, label)
            worth = FREE_WORTH.get(label, WORTH) if asked or label != QUESTION else WORTH
            weighed[label] = score * worth**missing
        return weighed

    def _explained(self, said: Words, label: str, score: float) -> bool:
        """A command that leaves most of what was said unexplained is not what was meant."""
        missing, of = self._vocabulary.unexplained(said.tokens, label)
        if missing >= 3:
            return missing < 0.4 * of
        return not (missing == 2 and of <= 3 and score < 0.6)

    def _types(self, said: Words) -> Iterator[str]:
        for at in range(len(said.tokens)):
            for span in self._values.at(said.tokens, at):
                yield span.type

    def _alarming(self, said: Words) -> bool:
        """Something is felt that is more than pain, ache or stiffness."""
        return any(
            span.value is not None and span.type == "SENSATION" and span.value.id in ALARMING
            for at in range(len(said.tokens))
            for span in self._values.at(said.tokens, at)
        )

    def _named_unlisted(self, said: Words, label: str, scores: Mapping[str, float]) -> Choice | None:
        """ "How do I do a handstand": a command's sample but for a name no type lists."""
        if label != QUESTION or scores.get(FALLBACK, 0.0) > UNSURE:
            return None
        for match in self._samples.matches(said.tokens, unlisted=True):
            if match.score >= NEARLY_LITERAL and class_of(match.intent) != QUESTION and _fair(match, said):
                return Choice(match.intent, said, match.slots, match.score)
        return None

    def _free(self, said: Words, label: str, score: float) -> Choice:
        """A question or a symptom: the sample that fits it best, or else all of it as one free phrase."""
        matches = self._samples.matches(said.tokens)
        match = next((match for match in matches if class_of(match.intent) == label), None)
        if match:
            return Choice(match.intent, said, match.slots, score)
        intent, slot = (label, "symptom") if label == SYMPTOM else (FREE_QUESTION, "question")
        return Choice(intent, said, {slot: Span(0, len(said.tokens), SEARCH)}, score)

    def _slots(self, said: Words, label: str) -> Mapping[str, Span]:
        """From a sample that fits; else from values found anywhere; else from words a sample leaves room for."""
        for match in self._samples.matches(said.tokens):
            if match.intent == label and not match.free:
                return self._filler.plain(said.tokens, match)
        filled = self._filler.fill(said.tokens, label)
        if filled:
            return filled
        unlisted = next(
            (m for m in self._samples.matches(said.tokens, unlisted=True) if m.intent == label and _fair(m, said)),
            None,
        )
        return unlisted.slots if unlisted else {}


def _fair(match: Match, said: Words) -> bool:
    """An unlisted value is believable: the sample says something itself, and the value is no half sentence."""
    filled = {at for span in match.slots.values() for at in range(span.start, span.end)}
    literal = [token for at, token in enumerate(said.tokens) if at not in filled]
    starts = {said.tokens[span.start] for span in match.slots.values() if not (span.value or span.spoken)}
    ends = {said.tokens[span.end - 1] for span in match.slots.values() if not (span.value or span.spoken)}
    spoken = any(token not in light() for token in literal) or len(literal) > 2
    return spoken and not (starts | ends) & set(speech()["not_values"])


def _likeliest(scores: Mapping[str, float]) -> str:
    return max(scores, key=lambda name: (scores[name], name), default=FALLBACK)
