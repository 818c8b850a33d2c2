"""Whether a mention counts: denied, long past, healed, only asked about, or a figure of speech.

The cues are concepts like any other (`content/<language>/triage/concepts/scope.yaml`), so that a way of
denying or of speaking about the past is added in data. This module only knows how far a cue reaches.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stride.answers.concepts import Mention, Reading

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
TRAINING = "about-training"
COACH = "about-the-coach"
THINGS = "about-things"
CUES = (DENIAL, DENIAL_ENDS, DENIED_BEHIND, FIGURE, PAST, OVER, NOW, ASKING, MYSELF, TRAINING, COACH, THINGS)
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


@dataclass(frozen=True)
class Sorted:
    """The mentions of an utterance by whether they count."""

    standing: tuple[Mention, ...]
    denied: tuple[Mention, ...]
    not_meant: tuple[tuple[int, int], ...]
    """Stretches of words that are denied, with their denial, or only a figure of speech."""


class Scope:
    """The cues of one utterance."""

    def __init__(self, reading: Reading, numbers: Mapping[str, int], open_to_denial: frozenset[int]) -> None:
        """`numbers` gives the number of each cue concept; phrases of the concepts `open_to_denial` ("never had")
        deny what follows although they are a concept of their own."""
        mentions, length = reading.mentions, len(reading.words)
        self._subjects = reading.subjects()
        cues: dict[int, list[Mention]] = {numbers[name]: [] for name in CUES}
        for mention in mentions:
            if mention.concept in cues:
                cues[mention.concept].append(mention)
        self._cues = {name: cues[numbers[name]] for name in CUES}
        self._mentions = [mention for mention in mentions if mention.concept not in cues]
        self._open = open_to_denial
        ends = {cue.start for cue in self._cues[DENIAL_ENDS]} | {length}
        self._afterthoughts = [cue for cue in self._cues[DENIED_BEHIND] if cue.end in ends]

    @property
    def names(self) -> frozenset[str]:
        """The cues that occur."""
        return frozenset(name for name, found in self._cues.items() if found)

    def sort(self) -> Sorted:
        """Which mentions count. Figures of speech and cues are in neither list."""
        figures = self._cues[FIGURE]
        meant = [mention for mention in self._mentions if not _within(mention, figures)]
        shields = [mention for mention in meant if mention.concept not in self._open]
        denials = [cue for cue in self._cues[DENIAL] if not _inside(cue, shields)]
        standing: list[Mention] = []
        denied: list[Mention] = []
        spans = [(figure.start, figure.end) for figure in figures]
        for mention in meant:
            cue = self._denial_of(mention, denials)
            if cue is None:
                standing.append(mention)
            else:
                denied.append(mention)
                spans.append((min(cue.start, mention.start), max(cue.end, mention.end)))
        return Sorted(tuple(standing), tuple(denied), tuple(spans))

    def guards(self) -> Guards:
        """What speaks against any finding in this utterance."""
        last_now = max((cue.start for cue in self._cues[NOW]), default=-1)
        last_over = max((cue.start for cue in self._cues[OVER]), default=-1)
        return Guards(
            past=bool(self._cues[PAST]) and last_now < 0,
            over_from=last_over if last_now <= last_over else -1,
            asking=bool(self._cues[ASKING]) and not self._cues[MYSELF],
        )

    def _denial_of(self, mention: Mention, denials: Sequence[Mention]) -> Mention | None:
        for cue in denials:
            if 0 <= mention.start - cue.end <= DENIAL_REACH and not self._ended(cue.end, mention.start):
                return cue
        for cue in self._afterthoughts:
            if 0 <= cue.start - mention.end <= AFTERTHOUGHT_REACH:
                return cue
        return None

    def _ended(self, start: int, end: int) -> bool:
        if any(start <= place <= end for place in self._subjects):
            return True
        return any(start <= cue.start < end for cue in self._cues[DENIAL_ENDS])


def _within(mention: Mention, others: Sequence[Mention]) -> bool:
    return any(other.start <= mention.start and mention.end <= other.end for other in others)


def _inside(cue: Mention, mentions: Sequence[Mention]) -> bool:
    return any(
        other.start <= cue.start and cue.end <= other.end and other.end - other.start > cue.end - cue.start
        for other in mentions
    )
