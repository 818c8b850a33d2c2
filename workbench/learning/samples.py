"""What the models are trained on: the corpus, and the corpus as the platform would deliver it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stride.answers.retrieval import NONE
from stride.answers.text import normalise
from workbench.learning.corpus import Line

CARRIERS = frozenset(
    {
        "is", "are", "was", "can", "could", "should", "would", "will", "do", "does", "did", "why", "how",
        "what", "when", "where", "which", "who", "often", "long", "much", "many", "i", "my", "the", "to",
        "am"
    }
)  # fmt: skip
"""Words an intent's name may put back in front of what was said."""

_STRIPPED = (
    "is it", "is", "are", "can i", "can", "could i", "should i", "should", "would", "will", "do i", "do", "does",
    "did", "why does", "why do", "why is", "why", "how often", "how long", "how much", "how many", "how do i",
    "how", "what is", "what's", "what", "when", "where", "which", "tell me", "i have", "i've got",
)  # fmt: skip
_DELIVERED_WEIGHT = 0.3


@dataclass(frozen=True)
class Sample:
    """One training utterance."""

    line: Line
    text: str
    """As it is trained on."""
    weight: float
    """How much it counts beside a whole line."""
    whole: bool
    """Whether nothing of the line was left out; only whole lines are held out for measuring."""


def samples(lines: Sequence[Line]) -> list[Sample]:
    """Every line, and every question once more without the words a carrier phrase would take."""
    out = [Sample(line, line.text, 1.0, True) for line in lines]
    for line in lines:
        shorter = without_carrier(line.text)
        if shorter and line.kind in ("question", "elsewhere"):
            out.append(Sample(line, shorter, _DELIVERED_WEIGHT, False))
    return out


def without_carrier(text: str) -> str | None:
    """The utterance less its first question words; None if it begins with none or little is left."""
    said = normalise(text)
    for phrase in sorted(_STRIPPED, key=len, reverse=True):
        if said.startswith(f"{phrase} "):
            rest = said[len(phrase) + 1 :]
            return rest if len(rest.split()) >= 2 else None
    return None


def topic_label(line: Line) -> str:
    """The column of the topic table that should speak for a line."""
    return line.label if line.kind == "question" else NONE
