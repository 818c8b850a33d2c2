"""From a ranking to what the coach does with it: answer, ask which of two, or own up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Band(StrEnum):
    """How sure the coach is."""

    ANSWER = "answer"
    CONFIRM = "confirm"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Bands:
    """Where the bands begin; measured on writers held out and kept in the index."""

    answer: float
    """Least probability that the first topic is right for it to be answered at once, 0 to 1."""
    confirm: float
    """Least probability that one of the first two is right for both to be offered, 0 to 1."""

    def of(self, first_right: float, two_right: float) -> Band:
        """The band for these probabilities that the first topic, or one of the first two, is right."""
        if first_right >= self.answer:
            return Band.ANSWER
        return Band.CONFIRM if two_right >= self.confirm else Band.UNKNOWN
