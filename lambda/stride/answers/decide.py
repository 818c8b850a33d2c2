"""The whole decision about free speech: red flags first, then the topic, then how sure we are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from stride.answers.bands import Band, Bands
from stride.answers.linear import index_path, load_index
from stride.answers.retrieval import Retriever
from stride.answers.second_look import SecondLook

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


@dataclass(frozen=True)
class LearnedTriage:
    """Triage by the second look alone, for as long as there are no rules."""

    second_look: SecondLook

    def check(self, text: str) -> Finding | None:
        """A finding where the resemblance alone is alarming."""
        seen = self.second_look.flag_probability(text)
        if seen is None or not seen.alarming:
            return None
        return _Learned(seen.flag, seen.level, f"second look {seen.score:.2f}")


@dataclass(frozen=True)
class _Learned:
    flag: str
    level: str
    why: str


def decide(
    text: str, frame: str | None = None, *, triage: Triage | None = None, retriever: Retriever | None = None
) -> Decision:
    """Decides about one utterance; `frame` is the name of the intent that caught it, if any.

    Without `triage` and `retriever`, those of the committed English index serve. Raises linear.IndexFileError.
    """
    finding = (triage or _learned_triage()).check(text)
    if finding is not None:
        return Decision(TRIAGE, (), 1.0, finding.flag, finding.level, finding.why)
    ranking = (retriever or _retriever()).rank(text, frame)
    band = _bands().of(ranking)
    if band is Band.ANSWER:
        return Decision(band.value, (ranking.topics[0][0],), ranking.first_right, None, None, "first topic")
    if band is Band.CONFIRM:
        two = (ranking.topics[0][0], ranking.topics[1][0])
        return Decision(band.value, two, ranking.two_right, None, None, "first two topics")
    return Decision(band.value, (), 1 - ranking.known, None, None, f"known {ranking.known:.2f}")


@lru_cache(maxsize=1)
def _retriever() -> Retriever:
    return Retriever()


@lru_cache(maxsize=1)
def _learned_triage() -> LearnedTriage:
    return LearnedTriage(SecondLook())


@lru_cache(maxsize=1)
def _bands() -> Bands:
    return Bands(**load_index(index_path()).settings["bands"])
