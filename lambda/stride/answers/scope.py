"""Whether a mention counts: denied, long past, healed, only asked about, or a figure of speech.

The cues are concepts like any other (`content/<language>/triage/concepts/scope.yaml`), so that a way of
denying or of speaking about the past is added in data. This module only knows how far a cue reaches.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stride.answers.concepts import Mention

DENIAL_REACH = 5
"""Words after a "no" or "not" that it can deny."""
AFTERTHOUGHT_REACH = 1
"""Words between a mention and a "no" behind it that denies it: "numbness no"."""

DENIAL = "denial"
DENIAL_ENDS = "denial-ends"
DENIED_BEHIND = "denied-behind"
FIGURE = "figure-of-speech"
PAST = "past"
OVER = "over"
NOW = "now"
ASKING = "asking"
MYSELF = "about-me"
CUES = (DENIAL, DENIAL_ENDS, DENIED_BEHIND, FIGURE, PAST, OVER, NOW, ASKING, MYSELF)
"""Names of the concepts this module works with; the compiler demands them all."""


@dataclass(frozen=True)
class Guards:
    """What speaks against a finding in this utterance."""

    past: bool
    """Told of long ago, and nothing says that it is here now."""
    over_from: int
    """Place from which on things are said to be over, healed, checked or normal; -1 where nothing says so, or
    something later says that it is here after all."""
    asking: bool
    """A question about the thing itself, with nothing said of oneself."""

    def against(self, first: int, past_counts: bool, asking_counts: bool) -> str | None:
        """The guard that holds for a symptom mentioned first at place `first`; None where none does.

        What is over counts only if it is said after the symptom: "is it normal that my leg is numb" is no guard.
        """
        if self.past and not past_counts:
            return PAST
        if self.over_from > first and not past_counts:
            return OVER
        if self.asking and not asking_counts:
            return ASKING
        return None


class Scope:
    """The cues of one utterance."""

    def __init__(self, mentions: Sequence[Mention], numbers: Mapping[str, int]) -> None:
        """`numbers` gives the number of each cue concept."""
        cues: dict[int, list[Mention]] = {numbers[name]: [] for name in CUES}
        for mention in mentions:
            if mention.concept in cues:
                cues[mention.concept].append(mention)
        self._cues = {name: cues[numbers[name]] for name in CUES}
        self._numbers = frozenset(cues)

    def live(self, mentions: Sequence[Mention]) -> tuple[list[Mention], list[Mention]]:
        """The mentions that count, and those that are denied. Figures of speech and cues are in neither."""
        figures = self._cues[FIGURE]
        meant = [
            mention
            for mention in mentions
            if mention.concept not in self._numbers
            and not any(figure.start < mention.end and mention.start < figure.end for figure in figures)
        ]
        denials = [cue for cue in self._cues[DENIAL] if not _inside(cue, meant)]
        standing: list[Mention] = []
        denied: list[Mention] = []
        for mention in meant:
            (denied if self._denied(mention, denials) else standing).append(mention)
        return standing, denied

    def guards(self) -> Guards:
        """What speaks against any finding in this utterance."""
        last_now = max((cue.start for cue in self._cues[NOW]), default=-1)
        last_over = max((cue.start for cue in self._cues[OVER]), default=-1)
        return Guards(
            past=bool(self._cues[PAST]) and last_now < 0,
            over_from=last_over if last_now <= last_over else -1,
            asking=bool(self._cues[ASKING]) and not self._cues[MYSELF],
        )

    def _denied(self, mention: Mention, denials: Sequence[Mention]) -> bool:
        for cue in denials:
            distance = mention.start - cue.end
            if 0 <= distance <= DENIAL_REACH and not self._ended(cue.end, mention.start):
                return True
        return any(
            0 <= cue.start - mention.end <= AFTERTHOUGHT_REACH for cue in self._cues[DENIED_BEHIND]
        )

    def _ended(self, start: int, end: int) -> bool:
        return any(start <= cue.start < end for cue in self._cues[DENIAL_ENDS])


def _inside(cue: Mention, mentions: Sequence[Mention]) -> bool:
    return any(other.start <= cue.start and cue.end <= other.end for other in mentions)
