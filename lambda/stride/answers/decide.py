"""The whole decision about free speech: red flags first, then the topic, then how sure we are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from stride.answers.bands import Band
from stride.answers.retrieval import Retriever

TRIAGE = "triage"


class Finding(Protocol):
    """A red flag that applies."""

    @property
    def flag(self) -> str:
        """Its id."""

    @property
    def level(self) -> str:
        """soon, same-day or emergency."""

    @property
    def why(self) -> str:
        """The rule or the score that made it, for people."""


class Triage(Protocol):
    """Whatever looks for red flags."""

    def check(self, text: str) -> Finding | None:
        """The most urgent flag in an utterance, or None."""

    def meant(self, text: str) -> str:
        """An utterance without what it denies."""


@dataclass(frozen=True)
class Decision:
    """What to do with an utterance."""

    kind: str
    """answer, confirm, triage or unknown."""
    topics: tuple[str, ...]
    """One topic to answer, two to choose from, none otherwise."""
    score: float
    """Probability that this is right, 0 to 1; 1 where a rule decided."""
    flag: str | None
    level: str | None
    why: str
    """Which rule or which score decided, for people; never spoken."""


def decide(text: str, triage: Triage, retriever: Callable[[], Retriever], frame: str | None = None) -> Decision:
    """Decides about one utterance: red flags first, for which no `retriever` is needed.

    `frame` is the name of the intent that caught it, if any. Raises linear.IndexFileError.
    """
    finding = triage.check(text)
    if finding is not None:
        return Decision(TRIAGE, (), 1.0, finding.flag, finding.level, finding.why)
    ranker = retriever()
    ranking = ranker.rank(text, frame)
    band = ranker.bands.of(ranking.first_right, ranking.two_right)
    if band is Band.ANSWER:
        return Decision(band, (ranking.topics[0][0],), ranking.first_right, None, None, "first topic")
    if band is Band.CONFIRM:
        two = (ranking.topics[0][0], ranking.topics[1][0])
        return Decision(band, two, ranking.two_right, None, None, "first two topics")
    return Decision(band, (), 1 - ranking.known, None, None, f"known {ranking.known:.2f}")
