"""The device's audio player: a queue of streams that plays by the clock it is given.

Events follow the AudioPlayer reference: a stream that is interrupted by voice pauses (the skill hears PlaybackStopped)
and goes on by itself once the conversation is over (PlaybackStarted again); PlaybackNearlyFinished comes when the next
stream could be fetched; PlaybackFinished only when a stream came to its own end.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Activity = Literal["IDLE", "PLAYING", "PAUSED", "STOPPED", "FINISHED"]

NEARLY_FINISHED_MS = 15_000
"""How long before its end a stream says that the next one may come; at once for a shorter stream."""
FAILING_MS = 500
"""How long a device tries an address that gives no sound."""


@dataclass(frozen=True)
class Stream:
    token: str
    url: str
    offset: int = 0
    """Milliseconds into the sound to begin at."""
    title: str = ""
    subtitle: str = ""
    art: str = ""
    """Address of the picture a screen shows."""
    art_says: str = ""
    """What is to be seen on it."""


@dataclass(frozen=True)
class PlayerEvent:
    """What the device has to tell the skill."""

    name: str
    """PlaybackStarted, PlaybackNearlyFinished, PlaybackFinished, PlaybackStopped or PlaybackFailed."""
    token: str
    offset: int
    """Milliseconds."""
    error: Mapping[str, str] | None = None


class Player:
    """Plays streams in virtual time. It makes no sound and sends nothing: whoever holds it delivers its events."""

    def __init__(self, duration_ms: Callable[[str, str], int | None], nearly_ms: int = NEARLY_FINISHED_MS) -> None:
        """`duration_ms` gives the length of a stream by token and address, None where it cannot be played."""
        self._duration_ms = duration_ms
        self._nearly_ms = nearly_ms
        self._queue: deque[Stream] = deque()
        self._current: Stream | None = None
        self._length: int | None = None
        self._nearly_said = False
        self.activity: Activity = "IDLE"
        self.offset = 0
        """Milliseconds into the current stream, or where the last one stopped."""

    @property
    def token(self) -> str | None:
        """The token of the stream that plays, or that played last."""
        return self._current.token if self._current else None

    @property
    def current(self) -> Stream | None:
        """The stream that plays, or that played last."""
        return self._current

    @property
    def queue(self) -> tuple[Stream, ...]:
        """The stream that is playing or paused, then those that wait."""
        playing = (self._current,) if self._current and self.activity in ("PLAYING", "PAUSED") else ()
        return (*playing, *self._queue)

    @property
    def length(self) -> int | None:
        """Milliseconds of the current stream."""
        return self._length

    def context(self) -> dict[str, Any]:
        """`context.AudioPlayer` of a request."""
        if self._current is None:
            return {"playerActivity": self.activity}
        return {"token": self.token, "offsetInMilliseconds": self.offset, "playerActivity": self.activity}

    def apply(self, directives: Iterable[Mapping[str, Any]]) -> list[PlayerEvent]:
        """Does what a response says; directives that are not the player's are passed over."""
        events: list[PlayerEvent] = []
        for directive in directives:
            kind = directive.get("type")
            if kind == "AudioPlayer.Play":
                events += self._play(directive)
            elif kind == "AudioPlayer.Stop":
                events += self.stop()
            elif kind == "AudioPlayer.ClearQueue":
                self._queue.clear()
                events += self.stop() if directive.get("clearBehavior") == "CLEAR_ALL" else []
        return events

    def due_in(self) -> int | None:
        """Milliseconds of playing until the next event; None while nothing plays."""
        if self.activity != "PLAYING":
            return None
        if self._length is None:
            return FAILING_MS - self.offset
        until = self._length if self._nearly_said else max(self.offset, self._length - self._nearly_ms)
        return max(0, until - self.offset)

    def advance(self, ms: int) -> list[PlayerEvent]:
        """Plays for `ms` milliseconds, at most `due_in`, and gives what falls due at their end.

        Going from event to event lets the answer to one (the next stream, enqueued) count for the next.
        """
        due = self.due_in()
        if due is None:
            return []
        if ms > due:
            raise ValueError(f"the player has something to tell in {due} ms and cannot play {ms} ms at once")
        self.offset += ms
        return self._fall_due() if ms == due else []

    def pause(self) -> list[PlayerEvent]:
        """Somebody speaks to the device."""
        if self.activity != "PLAYING":
            return []
        self.activity = "PAUSED"
        return [self._event("PlaybackStopped")]

    def resume(self) -> list[PlayerEvent]:
        """The conversation is over: what it interrupted goes on."""
        if self.activity != "PAUSED":
            return []
        self.activity = "PLAYING"
        return [self._event("PlaybackStarted")]

    def stop(self) -> list[PlayerEvent]:
        """Stops for good; a paused stream has told the skill already."""
        was = self.activity
        self.activity = "STOPPED" if was in ("PLAYING", "PAUSED") else was
        return [self._event("PlaybackStopped")] if was == "PLAYING" else []

    def fail(self) -> list[PlayerEvent]:
        """The sound of the current stream cannot be had: the skill hears of it, and what is queued plays."""
        if self.activity != "PLAYING":
            return []
        self.activity = "STOPPED"
        error = {"type": "MEDIA_ERROR_INVALID_REQUEST", "message": "the address gives no sound"}
        return [self._event("PlaybackFailed", error), *self._next()]

    def _play(self, directive: Mapping[str, Any]) -> list[PlayerEvent]:
        stream = _stream(directive["audioItem"])
        described = directive["audioItem"]["stream"]
        behavior = directive.get("playBehavior")
        if behavior == "REPLACE_ALL":
            self._queue.clear()
            return [*self.stop(), *self._start(stream)]
        if behavior == "REPLACE_ENQUEUED":
            self._queue.clear()
        elif not self._follows(described.get("expectedPreviousToken")):
            return []
        if self.activity in ("PLAYING", "PAUSED"):
            self._queue.append(stream)
            return []
        return self._start(stream)

    def _follows(self, expected: str | None) -> bool:
        """Whether a stream may come next: a device drops one that was meant to follow another."""
        last = self._queue[-1].token if self._queue else self.token
        return expected is None or expected == last

    def _start(self, stream: Stream) -> list[PlayerEvent]:
        self._current, self.offset, self._nearly_said = stream, stream.offset, False
        self._length = self._duration_ms(stream.token, stream.url)
        self.activity = "PLAYING"
        if self._length is None:
            self.offset = 0
            return []
        self._length = max(1, self._length)
        self.offset = min(stream.offset, self._length)
        return [self._event("PlaybackStarted")]

    def _fall_due(self) -> list[PlayerEvent]:
        if self._length is None:
            self.offset = 0
            return self.fail()
        if not self._nearly_said:
            self._nearly_said = True
            return [self._event("PlaybackNearlyFinished")]
        self.activity = "FINISHED"
        return [self._event("PlaybackFinished"), *self._next()]

    def _next(self) -> list[PlayerEvent]:
        return self._start(self._queue.popleft()) if self._queue else []

    def _event(self, name: str, error: Mapping[str, str] | None = None) -> PlayerEvent:
        return PlayerEvent(name, self.token or "", self.offset, error)


def _stream(item: Mapping[str, Any]) -> Stream:
    described, shown = item["stream"], item.get("metadata") or {}
    start = int(described.get("offsetInMilliseconds") or 0)
    art = shown.get("art") or {}
    return Stream(
        token=described["token"],
        url=described["url"],
        offset=start,
        title=shown.get("title") or "",
        subtitle=shown.get("subtitle") or "",
        art=next((source.get("url") or "" for source in art.get("sources") or ()), ""),
        art_says=art.get("contentDescription") or "",
    )
