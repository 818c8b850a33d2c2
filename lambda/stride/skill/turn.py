"""One turn of a conversation: what a handler is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import replace

from stride.coaching.request import RoutineRequest
from stride.coaching.walk import Walk
from stride.content.model import Library
from stride.content.vocabulary import Limit
from stride.skill.request import Request
from stride.skill.session import Asked, Session
from stride.skill.voice import Voice
from stride.storage.memory import Memory

if TYPE_CHECKING:
    from stride.answers.service import AnswerService
    from stride.rendering.token import Playing


GIVES_WAY = frozenset(
    {"start", "first-start", "usual-start", "resume", "anything-else", "another-tip", "try-it", "begin-plan"}
)
"""Questions that open something else; on a run, whether to go on with it is asked in their place."""


class Card(msgspec.Struct, frozen=True):
    title: str
    text: str


class AudioSettings(msgspec.Struct, frozen=True):
    """Where the tracks lie, and which voice they were rendered with."""

    base_url: str
    voice: str


class Play(msgspec.Struct, frozen=True, kw_only=True):
    """Plays a track now, or enqueues it behind the one whose token is `after`."""

    url: str
    token: str
    offset: int = 0
    """Milliseconds into the track."""
    after: str | None = None
    title: str = ""
    subtitle: str = ""
    art: str = ""
    """Address of the square picture a screen shows."""
    art_says: str = ""
    """What is to be seen on it, for whoever cannot see it."""
    background: str = ""
    """Address of the wide picture behind all."""


class StopPlaying(msgspec.Struct, frozen=True):
    """Stops the device's player, and empties its queue where nothing is to come."""

    for_good: bool = False


AudioCommand = Play | StopPlaying


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """What a handler answers; `app` turns it into Alexa's response.

    The microphone opens if and only if there is a question, so that neither can be forgotten.
    """

    session: Session
    memory: Memory
    speech: tuple[str, ...] = ()
    """SSML fragments in order."""
    question: str | None = None
    """The question as SSML, the last thing said."""
    reprompt: str | None = None
    card: Card | None = None
    audio: AudioCommand | None = None
    goes_on: bool = False
    """What plays goes on by itself after the speech; without it, speech on top of playing stops the player."""
    forget: bool = False
    """Delete all that is stored about the person."""


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a handler may look at. `session.walk` already is where the listener is now."""

    request: Request
    session: Session
    memory: Memory
    library: Library
    voice: Voice
    answers: Callable[[], AnswerService]
    """Loaded when first needed: most turns ask no question."""
    audio: AudioSettings | None = None
    """Set where tracks exist and the device can play them: then routines are played, not spoken."""
    stored: bool = True
    """The store answered; without it nobody knows what was put away."""
    between_steps: bool = False
    """The spoken block is over: the walk stands at a step that has not been heard yet."""
    playing: Playing | None = None
    """What the device's player is in, where that is ours; a routine's walk then is the session's too."""

    def say(self, name: str, **values: object) -> str:
        return self.voice.say(name, **values)

    def called(self, exercise: str | None) -> str:
        """How an exercise is called in the middle of a sentence."""
        return self.library.exercises[exercise].called if exercise else ""

    @property
    def limits(self) -> frozenset[Limit]:
        """What this routine and this person always leave out."""
        return (self.asked_for.limits if self.asked_for else frozenset()) | frozenset(self.memory.limits)

    @property
    def asked_for(self) -> RoutineRequest | None:
        """The request that this session was about, or else that the routine under way was."""
        return self.session.request or (self.memory.request if self.walk else None)

    @property
    def note(self) -> tuple[str, ...]:
        """The not-medical-advice note, where this is the first thing this person ever hears."""
        first = self.memory.visits == 1 and self.session.turn == 1
        return (self.say("launch.note"),) if first else ()

    @property
    def walk(self) -> Walk | None:
        """The routine under way; None without one or at its end."""
        walk = self.session.walk
        return None if walk is None or walk.over else walk

    @property
    def here(self) -> str:
        """The exercise the listener is at, for the middle of a sentence."""
        return self.called(self.walk.exercise_here() if self.walk else None)

    def with_session(self, **changes: Any) -> Turn:
        return replace(self, session=replace(self.session, **changes))

    def with_memory(self, memory: Memory) -> Turn:
        return replace(self, memory=memory)

    def carry_on(self, *speech: str, card: Card | None = None) -> Reply | None:
        """Says something, then asks whether to go on with what is under way; None where nothing is."""
        if self.walk is not None:
            return self.ask("carry-on", *speech, card=card, exercise=self.here)
        return self.ask("carry-on-run", *speech, card=card) if self.session.run_held else None

    def tell(self, *speech: str, card: Card | None = None) -> Reply:
        """Says something and closes the session."""
        return Reply(session=replace(self.session, asked=None), memory=self.memory, speech=speech, card=card)

    def ask(
        self,
        name: str,
        *speech: str,
        data: Mapping[str, str] | None = None,
        card: Card | None = None,
        keep_last: bool = True,
        **values: object,
    ) -> Reply:
        """Says something, then asks the question `ask.<name>` and waits for the answer.

        `data` is kept for whoever handles yes or no; `values` fill the question. With `keep_last` the speech is
        what "repeat" says again. A question that opens something else gives way to a run that is held.
        """
        if self.session.run_held and name in GIVES_WAY:
            name = "carry-on-run"
        question = self.say(f"ask.{name}", **values)
        reprompt = self.say(f"reprompt.{name}", **values) if f"reprompt.{name}" in self.library.wording else question
        asked = Asked(name, dict(data or {}), question)
        return self.put(asked, *speech, card=card, keep_last=keep_last, reprompt=reprompt)

    def put(
        self, asked: Asked, *speech: str, card: Card | None = None, keep_last: bool = True, reprompt: str | None = None
    ) -> Reply:
        """Says something, then puts a question whose words are there already."""
        last = " ".join(speech) if keep_last else None
        session = replace(self.session, asked=asked, last=last)
        return Reply(
            session=session,
            memory=self.memory,
            speech=speech,
            question=asked.words,
            reprompt=reprompt or asked.words,
            card=card,
        )


Handler = Callable[[Turn], Reply]
