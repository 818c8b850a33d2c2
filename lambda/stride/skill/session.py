"""What one conversation knows between two requests; it lives in Alexa's session attributes and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from stride.coaching.request import RoutineRequest
from stride.coaching.walk import Walk

ATTRIBUTE = "stride"


class Asked(msgspec.Struct, frozen=True):
    """The question the microphone was opened for, and what yes, no or a choice needs to know."""

    name: str
    data: Mapping[str, str] = msgspec.field(default_factory=dict)
    words: str = ""
    """The question as it was put, SSML, so that "repeat" can put it again."""


class InTheAir(msgspec.Struct, frozen=True):
    """A block that is being spoken: from the walk's position, since a time, after some words of its own."""

    since: datetime
    words_ms: int = 0


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """The state of one conversation."""

    turn: int = 0
    walk: Walk | None = None
    in_the_air: InTheAir | None = None
    request: RoutineRequest | None = None
    """What the last routine was asked for, so that a correction changes only what was wrong."""
    alternative: RoutineRequest | None = None
    """The nearest request that can be met, offered when the one asked for cannot."""
    asked: Asked | None = None
    last: str | None = None
    """The last thing said as SSML, for "repeat"; None after coaching, where the movement is repeated."""
    topic: str | None = None
    """Topic of the last answer, for "tell me more" and "says who"."""
    flag: str | None = None
    """A red flag was met: no exercise until the conversation is over."""
    sources: tuple[str, ...] = ()
    """Sources of what was told last, for "says who"."""
    more_told: bool = False
    """ "Tell me more" has been answered for this topic."""
    refused: tuple[str, ...] = ()
    """Exercises swapped out in this conversation; they are not offered again in it."""
    tip: str | None = None
    """The last tip, where no cue came after it."""
    cue: str | None = None
    """The last form cue, for "another cue" and "how do I check it"."""
    run_held: bool = False
    """A run plays, or this conversation paused it: what is answered ends with whether to go on with it."""
    said: Mapping[str, int] = msgspec.field(default_factory=dict)
    """Sentence id -> variant spoken last."""
    unsaved: bool = False
    """The store failed; it has been said."""

    def to_attributes(self) -> dict[str, Any]:
        """As session attributes: one text, which the SDK carries several times faster than nested objects."""
        return {ATTRIBUTE: msgspec.json.encode(self).decode()}


def read_session(attributes: Mapping[str, Any]) -> Session:
    """The session in a request's attributes; a fresh one where they are not ours or of another version."""
    text = attributes.get(ATTRIBUTE)
    try:
        return msgspec.json.decode(text, type=Session) if isinstance(text, str) else Session()
    except msgspec.DecodeError:
        return Session()
