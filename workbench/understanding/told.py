"""What is told or asked although it sounds like an order: a red flag that is lost as a command is the worst error.

"That big week of mileage set my back off" has the words of a routine and orders nothing. How much of an utterance a
command explains, how sure what was learned is of it, and of which words a story is made are weighed together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp

from workbench.understanding.asking import asks
from workbench.understanding.clauses import boundaries
from workbench.understanding.examples import FALLBACK, QUESTION, SYMPTOM, TOLD
from workbench.understanding.learned import Learned
from workbench.understanding.vocabulary import Vocabulary
from workbench.understanding.words import speech

WEIGHTS = {
    "score": 4.13,
    "free": -2.01,
    "missing": -1.43,
    "share": -1.33,
    "story": -0.51,
    "order": 0.51,
    "begins": 0.85,
    "asked": -0.59,
    "asked missing": -0.39,
}
"""Logistic weights, fitted on some three thousand utterances that sounded like orders: a good half of them were, in the
tables of phrases, and the rest were questions and flags of the corpus."""
BIAS = -2.12
LIKELY_MEANT, LIKELY_MEANT_OF_THE_BODY = 0.1, 0.25
"""Probability from which an order is taken as meant: doubt is decided in favour of orders, as people give many, but
less so where something of the body is told."""
ALARM = 0.6
"""Score of a symptom from which a clause is heard rather than the order beside it."""
ALARM_LENGTH = 3
"""Words of the shortest clause that tells one."""

Scores = Mapping[str, float]


@dataclass(frozen=True)
class Told:
    """Tells stories and questions from the orders they sound like."""

    learned: Learned
    vocabulary: Vocabulary

    def scores(self, tokens: Sequence[str]) -> Scores:
        """The learned scores, what alarms nobody counted among symptoms."""
        scores = self.learned.scores(tokens)
        told = scores.pop(TOLD, 0.0)
        return scores | {SYMPTOM: scores.get(SYMPTOM, 0.0) + told} if scores else scores

    def instead(self, tokens: Sequence[str], command: str, scores: Scores, bodily: bool) -> bool:
        """The command is not meant: it leaves too much unexplained, in words of a story or a question.

        `bodily`: what is said names a part of the body, a sensation or a condition.
        """
        account = self.vocabulary.account(tokens, command)
        asked = asks(tokens)
        signals = {
            "score": scores.get(command, 0.0),
            "free": sum(scores.get(free, 0.0) for free in (QUESTION, SYMPTOM, FALLBACK)),
            "missing": min(account.missing, 4),
            "share": account.missing / max(account.words, 1),
            "story": min(sum(token in _list("stories") for token in tokens), 3),
            "order": any(token in _list("orders") for token in tokens),
            "begins": self.vocabulary.begins(tokens, command),
            "asked": asked,
            "asked missing": asked * min(account.missing, 2),
        }
        points = BIAS + sum(WEIGHTS[name] * signal for name, signal in signals.items())
        least = LIKELY_MEANT_OF_THE_BODY if bodily and not asked else LIKELY_MEANT
        return 1 / (1 + exp(-points)) < least

    def alarms_beside(self, tokens: Sequence[str]) -> bool:
        """A clause of it tells of something that a routine must not be started over."""
        return any(self.alarms(tokens[:at]) or self.alarms(tokens[at:]) for at in boundaries(tokens))

    def alarms(self, clause: Sequence[str]) -> bool:
        """The clause is a symptom by itself, and none of those people live with."""
        if len(clause) < ALARM_LENGTH:
            return False
        return self.learned.scores(clause).get(SYMPTOM, 0.0) >= ALARM


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(speech()[name])
