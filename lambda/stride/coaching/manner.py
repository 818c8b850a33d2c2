"""How a person wants a whole routine given; each step's delivery follows from it."""

from __future__ import annotations

import msgspec

from stride.coaching.timeline import Delivery
from stride.content.vocabulary import Pace, Side, Teaching


class Manner(msgspec.Struct, frozen=True):
    """Teaching, pace and first side, and what the person knows already."""

    teaching: Teaching | None = None
    """Chosen by the person; otherwise `known` decides for each exercise."""
    pace: Pace = "normal"
    first: Side = "left"
    known: frozenset[str] = frozenset()
    """Exercises that need only brief cues."""

    def delivery(self, exercise: str, again: bool = False) -> Delivery:
        """How one exercise is given; `again` when the same routine had it before."""
        by_experience: Teaching = "brief" if again or exercise in self.known else "full"
        return Delivery(self.teaching or by_experience, self.pace, self.first)
