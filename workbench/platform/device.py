"""An Alexa device on a desk: talk to it, let time pass on its own clock, and it asks a skill as the real one does.

A conversation reads as it is spoken:

    device.say("alexa, open steady stride")
    device.hear()  # listens to the end: the clock moves on by the spoken time
    device.say("give me a five minute warm-up")
    device.hear(30)  # thirty seconds of it
    device.say("that hurts")  # barges in
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from workbench.platform import envelope, screen, speech
from workbench.platform.checker import checked
from workbench.platform.envelope import KINDS, OpenSession, Owner
from workbench.platform.exchange import Exchange
from workbench.platform.invocation import BUILT_IN_PLAYBACK, Addressed, NotReached, addressed
from workbench.platform.microphone import Microphone
from workbench.platform.player import Player, PlayerEvent
from workbench.platform.seams import Handle, Understands

START = datetime(2027, 3, 1, 7, 0, tzinfo=UTC)


class Device:
    """One device of one owner. Give it a skill and talk to it; `exchanges` holds all that passed."""

    def __init__(
        self,
        handle: Handle,
        understander: Understands,
        *,
        kind: str = "voice",
        owner: Owner | None = None,
        now: datetime = START,
        invocation: str = "steady stride",
        duration_ms: Callable[[str, str], int | None] = lambda token, url: 60_000,
        forgiving: bool = True,
    ) -> None:
        """`kind` is one of KINDS; `duration_ms` gives the length of a stream by token and address.

        A forgiving device passes a sentence on that lacks the skill's name where it needs one, and notes it; another
        one raises NotReached.
        """
        self.kind = KINDS[kind]
        self.owner = owner or Owner()
        self.now = now
        self.player = Player(duration_ms)
        self.session: OpenSession | None = None
        self.microphone = Microphone()
        self.exchanges: list[Exchange] = []
        self.screen: list[str] = []
        """The lines on the screen."""
        self._showing: str | None = None
        self._handle = handle
        self._understander = understander
        self._invocation = invocation
        self._forgiving = forgiving
        self._number = 0
        self._after_speech: list[Mapping[str, Any]] = []
        self._to_tell: deque[PlayerEvent] = deque()

    # What a person does

    def say(self, utterance: str) -> Exchange | None:
        """Says something, barging in on whatever the device is doing. None where nothing reached the skill."""
        to = addressed(utterance, self._invocation)
        if to.kind == "nothing":
            return None
        self._barge_in()
        if to.kind == "exit":
            return self.end("USER_INITIATED", said=utterance)
        if to.kind == "launch":
            return self.open(said=utterance)
        understood = self._understander.understand(to.words)
        request = envelope.intent(understood.intent, understood.as_request_slots())
        note = self._route(to, understood.intent)
        return self._ask(request, said=utterance, note=note)

    def open(self, said: str = "") -> Exchange:
        """Opens the skill by its name."""
        self._barge_in()
        self._new_session()
        return self._ask(envelope.launch(), said=said)

    def intent(self, name: str, **slots: str | tuple[str, str] | None) -> Exchange:
        """Sends an intent past the understanding: a slot is its words, or its words and the id they resolve to."""
        self._barge_in()
        if self.session is None:
            self._new_session()
        filled = {
            slot: envelope.slot(slot, *value) if isinstance(value, tuple) else envelope.slot(slot, value)
            for slot, value in slots.items()
        }
        return self._ask(envelope.intent(name, filled))

    def press(self, command: str) -> Exchange:
        """Presses a button: Play, Pause, Next or Previous."""
        return self._ask(envelope.button(command), in_session=False)

    def touch(self, *arguments: Any) -> Exchange:
        """Touches what the screen shows: the document sends its arguments."""
        return self._ask(envelope.user_event(self._showing or "", list(arguments)))

    def end(self, reason: str = "USER_INITIATED", said: str = "") -> Exchange | None:
        """Ends the session from outside the skill; None where none is open."""
        if self.session is None:
            self._over()
            return None
        ended = self._ask(envelope.session_ended(reason), said=said)
        self._close()
        return ended

    def tell_skill(self, event: str) -> Exchange:
        """Sends a skill event, such as SkillDisabled."""
        return self._ask(envelope.skill_event(event), in_session=False)

    def lose_stream(self) -> None:
        """The network does not give the sound of the current stream."""
        self._deliver(self.player.fail())

    # How time passes

    def hear(self, seconds: float | None = None) -> str:
        """Listens, to the end or for so many seconds, and gives the words heard."""
        ms = self.microphone.speaking_ms if seconds is None else round(seconds * 1000)
        heard = speech.words(self.microphone.next(ms))
        self.wait(ms)
        return heard

    def wait(self, ms: int) -> tuple[Exchange, ...]:
        """Lets milliseconds pass: speech goes on, the microphone gives up, streams play. Gives what was exchanged."""
        before = len(self.exchanges)
        due = self.due_in()
        while due is not None and due <= ms:
            self._pass(due)
            ms -= due
            due = self.due_in()
        self._pass(ms)
        return tuple(self.exchanges[before:])

    def due_in(self) -> int | None:
        """Milliseconds until something happens by itself; None while nothing will."""
        own = self.microphone.due_in()
        return own if own is not None else self.player.due_in()

    # How it works

    def _pass(self, ms: int) -> None:
        self.now += timedelta(milliseconds=ms)
        if self.microphone.due_in() is None:
            self._deliver(self.player.advance(ms))
            return
        happened = self.microphone.advance(ms)
        if happened == "said":
            self._speech_over()
        elif happened == "given up":
            self.end("EXCEEDED_MAX_REPROMPTS")

    def _speech_over(self) -> None:
        directives, self._after_speech = self._after_speech, []
        self._deliver(self.player.apply(directives))
        if self.session is None:
            self._over()
        else:
            self._deliver(self.player.pause())

    def _over(self) -> None:
        """The conversation is over: what it interrupted goes on."""
        self._deliver(self.player.resume())

    def _barge_in(self) -> None:
        """Speech breaks off, and with it what was to come after it; a stream pauses."""
        self.microphone.hush()
        self._after_speech = []
        self._deliver(self.player.pause())

    def _route(self, to: Addressed, intent: str) -> str:
        """Makes sure a session is there for what was said; a note where a real device would have done otherwise."""
        if to.kind == "words" and self.session is not None:
            return ""
        plays_last = self.kind.plays and self.player.token is not None
        reaches = to.kind == "one-shot" or (plays_last and intent in BUILT_IN_PLAYBACK)
        missed = f"no session is open: a device passes this on only as “ask {self._invocation} …”"
        if not reaches and not self._forgiving:
            self._over()
            raise NotReached(missed)
        self._new_session()
        return "" if reaches else missed

    def _new_session(self) -> None:
        self._number += 1
        self.session = OpenSession(f"amzn1.echo-api.session.{self._number}")

    def _ask(self, request: Mapping[str, Any], *, in_session: bool = True, said: str = "", note: str = "") -> Exchange:
        self._number += 1
        event = envelope.envelope(
            self.owner,
            self.kind,
            request,
            number=self._number,
            at=self.now,
            session=self.session if in_session else None,
            player=self.player.context(),
            showing=self._showing,
        )
        answered = self._handle(json.loads(json.dumps(event)), None)
        exchange = checked(Exchange(event, json.loads(json.dumps(answered)), said, note))
        self.exchanges.append(exchange)
        self._take(exchange, in_session)
        return exchange

    def _take(self, exchange: Exchange, in_session: bool) -> None:
        """Does what a response says."""
        self._show(exchange.directives)
        if not in_session or exchange.kind == "SessionEndedRequest":
            self._deliver(self.player.apply(exchange.directives))
            return
        self._keep_session(exchange)
        self._after_speech = exchange.directives
        opens, lingers = exchange.ends_session is False, self.session is not None
        self.microphone.speak(exchange.heard, exchange.reprompted, opens=opens, lingers=lingers)
        if not exchange.heard:
            self._speech_over()

    def _keep_session(self, exchange: Exchange) -> None:
        """Open with an open microphone; with a screen that shows something also where the response does not say."""
        lingers = exchange.ends_session is None and self._showing is not None
        if self.session is not None and (exchange.ends_session is False or lingers):
            attributes = exchange.response_envelope.get("sessionAttributes") or {}
            self.session = replace(self.session, attributes=attributes, new=False)
        else:
            self.session = None

    def _close(self) -> None:
        self.session = None
        self.microphone.hush()
        self.screen, self._showing = [], None
        self._over()

    def _show(self, directives: Sequence[Mapping[str, Any]]) -> None:
        for directive in directives:
            if directive.get("type") == "Alexa.Presentation.APL.RenderDocument" and self.kind.shows:
                self._showing = directive.get("token")
                self.screen = screen.lines(directive.get("document") or {}, directive.get("datasources") or {})

    def _deliver(self, events: list[PlayerEvent]) -> None:
        """Tells the skill, in order; what it answers may make more to tell."""
        telling = bool(self._to_tell)
        self._to_tell.extend(events)
        while self._to_tell and not telling:
            event = self._to_tell[0]
            request = envelope.audio_player(event.name, event.token, event.offset, event.error)
            self._ask(request, in_session=False)
            self._to_tell.popleft()
