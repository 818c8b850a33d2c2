"""A device's turn in a conversation: it speaks, then listens, asks once more, and gives up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workbench.platform import speech
from workbench.platform.speech import Piece

PATIENCE_MS = 8_000
"""How long a microphone stays open before the reprompt, and after it."""
LINGERING_MS = 30_000
"""How long a session with something on the screen stays open with the microphone closed."""

Happened = Literal["nothing", "said", "given up"]


@dataclass
class Microphone:
    """What is being said and whether somebody is listened to. All times are milliseconds."""

    speaking: tuple[Piece, ...] = ()
    spoken_ms: int = 0
    """How much of `speaking` has been heard."""
    open: bool = False
    again: bool = False
    """Whether the question is being asked, or was asked, a second time."""
    _reprompt: tuple[Piece, ...] = ()
    _opens: bool = False
    _waits: int | None = None

    @property
    def speaking_ms(self) -> int:
        """How much is still to be said."""
        return speech.length(self.speaking) - self.spoken_ms

    def speak(
        self, said: tuple[Piece, ...], reprompt: tuple[Piece, ...], *, opens: bool, lingers: bool = False
    ) -> None:
        """Begins to speak; afterwards the microphone `opens`, or the session `lingers` without it."""
        self.speaking, self.spoken_ms = said, 0
        self._reprompt, self._opens, self.open, self.again = reprompt, opens, False, False
        self._waits = PATIENCE_MS if opens else LINGERING_MS if lingers else None
        if not said:
            self.open = opens

    def hush(self) -> None:
        """Breaks off: somebody speaks, or the session is over."""
        self.speaking, self.spoken_ms, self.open = (), 0, False
        self._reprompt, self._opens, self._waits, self.again = (), False, None, False

    def next(self, ms: int) -> tuple[Piece, ...]:
        """What will be heard in the next `ms` milliseconds of speech."""
        heard = speech.words(speech.first(self.speaking, self.spoken_ms)).split()
        until = speech.words(speech.first(self.speaking, self.spoken_ms + ms)).split()
        rest = " ".join(until[len(heard) :])
        return (Piece("words", ms, rest),) if rest else ()

    def due_in(self) -> int | None:
        """Milliseconds until speech ends or patience does; None while there is neither."""
        return self.speaking_ms if self.speaking else self._waits

    def advance(self, ms: int) -> Happened:
        """Lets at most `due_in` milliseconds pass and says what happened at their end."""
        if self.speaking:
            self.spoken_ms += ms
            return self._said() if self.speaking_ms <= 0 else "nothing"
        if self._waits is None:
            return "nothing"
        self._waits -= ms
        if self._waits > 0:
            return "nothing"
        return self._ask_again() if self._reprompt else "given up"

    def _said(self) -> Happened:
        self.speaking, self.spoken_ms, self.open = (), 0, self._opens
        return "said"

    def _ask_again(self) -> Happened:
        self.speak(self._reprompt, (), opens=True)
        self.again = True
        return "nothing"
