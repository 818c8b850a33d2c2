"""Whose an utterance is: what was learned, checked against how it is put and what it leaves unexplained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from workbench.understanding.asking import asks, asks_yes_or_no, begins_as_question, is_afraid, offers, repeats, wishes
from workbench.understanding.examples import FALLBACK, HURTS, QUESTION, SYMPTOM
from workbench.understanding.sensations import ALARMING, LIMITING, SEVERE, VAGUE, alarming
from workbench.understanding.values import Span, Values
from workbench.understanding.vocabulary import Vocabulary
from workbench.understanding.words import speech

AVOID, FEEL, PAUSE_PLAN, SIDE = "AvoidIntent", "FeelIntent", "PausePlanIntent", "SideIntent"
START = "StartRoutineIntent"
CADENCE, FORM_CUE, SWAP, TEACH = "CadenceIntent", "FormCueIntent", "SwapIntent", "TeachExerciseIntent"
JUDGED = frozenset({FORM_CUE, START})
"""Classes that tell what to do: who asks whether, or why, wants an answer instead."""
ANSWERABLE = JUDGED | {
    *(CADENCE, SWAP, TEACH, "QuickTipIntent", "StartPlanIntent", "StepBackIntent", "StepUpIntent"),
    *("StoppedEarlyIntent", "TellThemIntent", "FinishedSessionIntent"),
    *("SetPaceIntent", "AMAZON.StartOverIntent", "AMAZON.ResumeIntent"),
    *("AMAZON.StopIntent", "AMAZON.NextIntent", "AMAZON.RepeatIntent", "AMAZON.PauseIntent"),
}
"""Orders of whose words questions about oneself are made too."""
FREE = frozenset({QUESTION, SYMPTOM, FALLBACK})
"""Classes that leave nothing unexplained: they are given the whole phrase."""
BODILY = frozenset({"BODY_PART", "SENSATION", "CONDITION"})
TOPICAL = BODILY | {"ACTIVITY", "TOPIC", "EXERCISE", "EXERCISE_KIND", "FORM_ASPECT"}

UNSURE = 0.12
"""Score below which a claim does not count."""
UNSURE_OFF_TOPIC = 0.15
"""The same for a question about nothing the model knows."""
SURE_COMMAND = 0.5
"""Score below which a command that names a sensation may rather be something felt."""
CLEAR_COMMAND = 0.95
"""Score from which no word that names a sensation is heard as a symptom."""
FELT = 0.08
"""Score from which it then is."""
CLEARLY_NOBODYS = 0.4
"""Score of the class of what is nobody's from which a weak claim is not heard."""
OFF_TOPIC_TALK = 0.4
"""Score of that class below which what somebody asks, or says of themselves, is heard all the same: what it is about is
decided by triage and by the topics."""
OFF_TOPIC_WORDS = 0.12
"""The same for other words."""
SURE_QUESTION = 0.6
"""Score of a question from which no order is looked for in it."""
LIKELY_ORDER = 0.01
"""Score of the whole from which an order in one clause of it counts."""
OUTRIGHT = 4
"""Words of a clause that begins with a word of orders, from which it counts whatever is told around it."""
CLEAR_ORDER = 0.85
"""Score from which a clause that equals no sample is an order."""
WORTH = 0.4
"""What a class is worth for each word it leaves unexplained."""
FREE_WORTH = {QUESTION: 0.9, SYMPTOM: 0.9, FALLBACK: 0.9}
"""The same for classes that are given whole phrases."""
SHORT = 3
"""Words that carry meaning in a short utterance: in a longer one each that is left unexplained weighs less."""
LONGEST_CRY = 4
"""Words that carry meaning in "that hurts" and its kind."""
RIVALS = 8
"""Classes that are weighed against each other."""

Scores = Mapping[str, float]


class Judge:
    """Decides on the class of an utterance that no sample fits."""

    def __init__(self, values: Values, vocabulary: Vocabulary) -> None:
        self._values = values
        self._vocabulary = vocabulary

    def label(self, tokens: Sequence[str], learned: Scores) -> str:
        """The class that owns the utterance; AMAZON.FallbackIntent when none does."""
        types = self._types(tokens)
        afraid = is_afraid(tokens) and not self._alarming(tokens)
        asked = asks(tokens) or afraid or (repeats(tokens) and not self._alarming(tokens))
        scores = self._weighed(tokens, learned, asked)
        label = self._claim(tokens, scores, asked, types)
        if label in (HURTS, SYMPTOM) and begins_as_question(tokens):
            return QUESTION
        if label == HURTS and (asked or self._more_than_a_cry(tokens)):
            return self.free(tokens, learned)
        if label == SYMPTOM and asked and not self._alarming(tokens):
            return QUESTION
        if asks_yes_or_no(tokens) and (label in JUDGED or not self._vocabulary.begins(tokens, label)):
            return QUESTION if types & TOPICAL else label
        if asked and types & (TOPICAL | {"AREA", "MOMENT"}) and self._wants_an_answer(tokens, label):
            return QUESTION
        if afraid and types & TOPICAL and learned.get(label, 0.0) < CLEAR_COMMAND:
            return QUESTION
        if label in (SIDE, START) and self._tells_where_or_when(tokens, label):
            return self.free(tokens, learned)
        if label == START and types & {"SENSATION", "CONDITION"} and not asked and not wishes(tokens):
            return SYMPTOM
        if label == FALLBACK:
            return self._perhaps(tokens, learned, asked, bool(types & TOPICAL))
        if asked or label in FREE or "SENSATION" not in types:
            return label
        if label == START and self._alarming(tokens, SEVERE) and self._of_self(tokens):
            return SYMPTOM
        if learned.get(label, 0.0) >= CLEAR_COMMAND:
            return label
        return self._felt(tokens, label, scores, types)

    def bodily(self, tokens: Sequence[str]) -> bool:
        """Something felt is named, or a part of the speaker's body."""
        of_self = not set(speech()["self"]).isdisjoint(tokens)
        felt = any(
            s.type in ("SENSATION", "CONDITION") and s.value and s.value.id != VAGUE for s in self._spans(tokens)
        )
        return felt or (of_self and "BODY_PART" in self._types(tokens))

    def free(self, tokens: Sequence[str], learned: Scores) -> str:
        """What is told or asked, where no command is meant."""
        asked = asks(tokens) and not self._alarming(tokens)
        likelier = learned.get(QUESTION, 0.0) > learned.get(SYMPTOM, 0.0) and not self._of_self(tokens)
        return QUESTION if asked or likelier else SYMPTOM

    def alarms_beside(self, tokens: Sequence[str], label: str, learned: Scores) -> bool:
        """An alarming sensation of the speaker is named beside the order; being ill is a reason to pause a plan."""
        clear = label not in FREE and learned.get(label, 0.0) >= CLEAR_COMMAND
        sensations = SEVERE if label == PAUSE_PLAN else ALARMING - LIMITING if clear else ALARMING
        return self._alarming(tokens, sensations) and self._of_self(tokens)

    def may_be_ordered(self, tokens: Sequence[str], label: str, learned: Scores) -> bool:
        """Something else may be meant than the class of the whole: an order in a clause is worth looking for."""
        if label == QUESTION and not offers(tokens):
            sure = learned.get(QUESTION, 0.0) >= SURE_QUESTION
            return not (sure or begins_as_question(tokens) or is_afraid(tokens))
        return label in FREE

    def may_order(self, tokens: Sequence[str], start: int, end: int, intent: str, learned: Scores) -> bool:
        """The order in a clause counts: it is one, likely enough, and nothing alarming is told around it."""
        clause = tokens[start:end]
        orders = intent == AVOID or not set(speech()["commands"]).isdisjoint(clause)
        outright = clause[0] in speech()["orders"] and len(clause) >= OUTRIGHT
        return (
            orders
            and (outright or learned.get(intent, 0.0) >= LIKELY_ORDER)
            and not any(self._alarming(rest) and self._of_self(rest) for rest in (tokens[:start], tokens[end:]))
        )

    def order(self, part: Sequence[str], learned: Scores) -> str | None:
        """The command a clause surely is; None when it may be anything else."""
        label = _likeliest(learned)
        if label in FREE or label in (HURTS, FEEL) or learned[label] < CLEAR_ORDER:
            return None
        account = self._vocabulary.account(part, label)
        return label if account.literal and not account.missing else None

    def _tells_where_or_when(self, tokens: Sequence[str], label: str) -> bool:
        """ "The ache is on the left", "after work my back is like wood": slots enough, and no word of an order."""
        if not set(speech()["orders"]).isdisjoint(tokens) or not self._vocabulary.account(tokens, label).missing:
            return False
        types = self._types(tokens)
        return label == SIDE or bool(types & BODILY and not types & {"AMAZON.NUMBER", "LIMIT", "LENGTH"})

    def _wants_an_answer(self, tokens: Sequence[str], label: str) -> bool:
        """A question about oneself in the words of an order: "do I need a warm up", "can I swim instead"."""
        asks_for = set(tokens) & set(speech()["asks"]["for"])
        opening = tuple(tokens[:2])
        if asks_for or label not in ANSWERABLE:
            return False
        if opening in (("do", "i"), ("should", "i"), ("must", "i"), ("am", "i")):
            return True
        if opening == ("can", "i"):
            return label in (START, TEACH, SWAP) and self._vocabulary.account(tokens, label).missing > 0
        if label == START:
            return tokens[0] in speech()["asks"]["openly"]
        if label == CADENCE:
            return begins_as_question(tokens) and "AMAZON.NUMBER" not in self._types(tokens)
        if label == FORM_CUE:
            aspects = {s.value.id for s in self._spans(tokens) if s.type == "FORM_ASPECT" and s.value is not None}
            return begins_as_question(tokens) and (not aspects or aspects == {"cadence"})
        return False

    def _more_than_a_cry(self, tokens: Sequence[str]) -> bool:
        """ "Ow, my knee" says where it hurts; whoever tells more is heard in full."""
        account = self._vocabulary.account(tokens, HURTS)
        cries = not set(speech()["cries"]).isdisjoint(tokens)
        return account.missing > cries or account.words > LONGEST_CRY + cries

    def _of_self(self, tokens: Sequence[str]) -> bool:
        of_self = set(speech()["self"]) - {"me"}  # "give me ..." tells nothing
        return not of_self.isdisjoint(tokens) or "BODY_PART" in self._types(tokens)

    def _perhaps(self, tokens: Sequence[str], learned: Scores, asked: bool, topical: bool) -> str:
        """Words nobody owns are heard as a question or a symptom, unless they are clearly about something else."""
        of_self = not set(speech()["self"]).isdisjoint(tokens)
        account = self._vocabulary.account(tokens, FALLBACK)
        if account.words < 2 and not (topical or of_self or asked):
            return FALLBACK
        most = OFF_TOPIC_TALK if asked or of_self else OFF_TOPIC_WORDS
        return self.free(tokens, learned) if learned.get(FALLBACK, 0.0) < most else FALLBACK

    def _claim(self, tokens: Sequence[str], scores: Scores, asked: bool, types: set[str]) -> str:
        """The likeliest class, if it may claim the utterance."""
        label = _likeliest(scores)
        if label == QUESTION and not asked:
            return self._without_question(tokens, scores, types)
        topical = bool(types & TOPICAL) and scores.get(FALLBACK, 0.0) < CLEARLY_NOBODYS
        if label == FALLBACK and asked and topical:
            return QUESTION
        score = scores.get(label, 0.0)
        if label == FALLBACK and score < CLEARLY_NOBODYS and not asked and self._alarming(tokens):
            return SYMPTOM
        least = UNSURE_OFF_TOPIC if label == QUESTION and not topical else UNSURE
        if score >= least and (label in FREE or self._explained(tokens, label, score)):
            return label
        if scores.get(FALLBACK, 0.0) >= CLEARLY_NOBODYS:
            return FALLBACK
        if asked:
            return QUESTION if topical else FALLBACK
        return SYMPTOM if types & {"SENSATION", "CONDITION"} else FALLBACK

    def _without_question(self, tokens: Sequence[str], scores: Scores, types: set[str]) -> str:
        """It sounds like a question and asks nothing: the next likeliest command, or a symptom."""
        rival = _likeliest({name: score for name, score in scores.items() if name != QUESTION})
        claims = rival not in FREE and self._explained(tokens, rival, scores[rival])
        if claims and (scores[rival] > UNSURE or not self._vocabulary.account(tokens, rival).missing):
            return rival
        return SYMPTOM if types & BODILY else FALLBACK

    def _felt(self, tokens: Sequence[str], label: str, scores: Scores, types: set[str]) -> str:
        """A command that names a sensation may be a symptom: missing one is worse than a needless question."""
        weak = scores.get(label, 0.0) < SURE_COMMAND
        if self._alarming(tokens):
            told = label in (HURTS, FEEL) and "BODY_PART" in types
            return SYMPTOM if told or weak else label
        felt = {name: scores[name] for name in (SYMPTOM, HURTS) if scores.get(name, 0.0) >= FELT}
        return max(felt, key=lambda name: felt[name], default=label) if weak else label

    def _alarming(self, tokens: Sequence[str], sensations: frozenset[str] = ALARMING) -> bool:
        return alarming(self._spans(tokens), sensations)

    def _weighed(self, tokens: Sequence[str], learned: Scores, asked: bool) -> dict[str, float]:
        """The learned scores, lower for each word a class leaves unexplained."""
        weighed = {}
        for label, score in sorted(learned.items(), key=lambda item: (-item[1], item[0]))[:RIVALS]:
            account = self._vocabulary.account(tokens, label)
            missing = account.missing * min(1.0, SHORT / max(account.words, 1))
            worth = FREE_WORTH.get(label, WORTH) if asked or label != QUESTION else WORTH
            weighed[label] = score * worth**missing
        return weighed

    def _explained(self, tokens: Sequence[str], label: str, score: float) -> bool:
        """A command that leaves most of what was said unexplained is not what was meant."""
        account = self._vocabulary.account(tokens, label)
        if account.missing >= 3:
            return account.missing < 0.4 * account.words
        if not account.literal and 2 * account.missing >= account.words > 1:
            return account.missing < 2 and not begins_as_question(tokens)
        return not (account.missing == 2 and account.words <= 3 and score < SURE_COMMAND)

    def _types(self, tokens: Sequence[str]) -> set[str]:
        return {span.type for span in self._spans(tokens)}

    def _spans(self, tokens: Sequence[str]) -> Iterator[Span]:
        """Values of all types, without "back" where it is no part of the body."""
        movers = set(speech()["back_after"]), set(speech()["back_before"])
        for at in range(len(tokens)):
            moved = tokens[at] == "back" and (
                tokens[max(at - 1, 0)] in movers[0] or (tokens[at + 1] if at + 1 < len(tokens) else "") in movers[1]
            )
            for span in self._values.at(tokens, at):
                if not (moved and span.end == at + 1):
                    yield span


def _likeliest(scores: Scores) -> str:
    return max(scores, key=lambda name: (scores[name], name), default=FALLBACK)
