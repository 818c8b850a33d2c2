"""Leads one turn: what is known, where the listener is, what a conversation answers, what is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from stride.content.model import Library
from stride.skill import log
from stride.skill.request import Request
from stride.skill.routes import handler_of
from stride.skill.screening import screened
from stride.skill.session import read_session
from stride.skill.turn import AudioSettings, Reply, StopPlaying, Turn
from stride.skill.voice import Voice
from stride.storage.memory import Memory
from stride.storage.store import Store, StoreConflict, Stored, StoreFailed

if TYPE_CHECKING:
    from stride.answers.service import AnswerService


STORELESS = frozenset(
    {
        "AudioPlayer.PlaybackStarted",
        "AudioPlayer.PlaybackNearlyFinished",
        "AudioPlayer.PlaybackFailed",
        "PlaybackController.PauseCommandIssued",
    }
)
"""Requests that are answered from their token alone."""
SPOKEN_TO = ("LaunchRequest", "IntentRequest")
PLAYER_EVENTS = STORELESS | {
    "AudioPlayer.PlaybackFinished",
    "AudioPlayer.PlaybackStopped",
    "PlaybackController.NextCommandIssued",
    "PlaybackController.PreviousCommandIssued",
    "PlaybackController.PlayCommandIssued",
}
"""Requests that only a device with a player sends."""


class Coach(msgspec.Struct, frozen=True):
    """Answers requests from content and a store; holds no state of its own."""

    library: Library
    answers: Callable[[], AnswerService]
    store: Store
    audio: AudioSettings | None = None
    """Where tracks lie; without it every routine is spoken."""

    def reply(self, request: Request) -> Reply:
        """One read of the store, one handler, at most one write."""
        stored, loaded = self._load(request)
        before = _usable(Memory.from_text(stored.text), self.library)
        session = read_session(request.attributes)
        voice = Voice(self.library, request.locale, session.said, before.visits)
        turn = Turn(
            request=request,
            session=replace(session, turn=session.turn + 1),
            memory=before,
            library=self.library,
            voice=voice,
            answers=self.answers,
            stored=loaded,
            audio=self.audio if request.device.audio_player or request.kind in PLAYER_EVENTS else None,
        )
        if turn.audio is not None:
            from stride.skill.player import from_player  # needed only where tracks are set up

            turn = from_player(turn)
        turn = _counted(turn)
        if turn.session.in_the_air is not None:
            from stride.skill.progress import caught_up  # needed only where something was being coached

            turn = caught_up(turn)
        reply = _hushed(turn, screened(turn) or handler_of(turn)(turn))
        saved = self._keep(request, reply, before, stored.version) if loaded else reply.memory == before
        reply = self._with_warning(reply, voice, saved)
        for problem in voice.problems:
            log.warn("wording: %s", problem)
        return replace(reply, session=replace(reply.session, said=voice.said))

    def _load(self, request: Request) -> tuple[Stored, bool]:
        if request.kind in STORELESS:
            return Stored(), True
        try:
            return self.store.load(request.person, request.at), True
        except StoreFailed as failure:
            log.fail("the store did not load: %s", failure)
            return Stored(), False

    def _keep(self, request: Request, reply: Reply, before: Memory, version: int) -> bool:
        """Whether everything is stored that should be."""
        try:
            if reply.forget:
                self.store.forget(request.person)
            elif reply.memory != before:
                self._save(request, reply.memory, before, version)
        except (StoreFailed, StoreConflict) as failure:
            log.fail("the store did not save: %s", type(failure).__name__)
            return False
        return True

    def _save(self, request: Request, memory: Memory, before: Memory, version: int) -> None:
        try:
            self.store.save(request.person, memory.to_text(), version, request.at)
        except StoreConflict:
            other = self.store.load(request.person, request.at)
            if version and not other.version:
                return  # forgotten meanwhile: what was asked to be deleted is not written back
            merged = memory.merged(before, Memory.from_text(other.text))
            self.store.save(request.person, merged.to_text(), other.version, request.at)

    def _with_warning(self, reply: Reply, voice: Voice, saved: bool) -> Reply:
        """Says once in a conversation that something could not be saved, and coaches on."""
        if saved or reply.session.unsaved or not reply.speech:
            return reply
        warned = replace(reply.session, unsaved=True)
        return replace(reply, session=warned, speech=(voice.say("store.unsaved"), *reply.speech))


def _counted(turn: Turn) -> Turn:
    """A conversation that begins is a visit; a word to a player that plays is not."""
    opened = turn.request.kind == "LaunchRequest"
    spoken_to = turn.request.kind == "IntentRequest" and turn.session.turn == 1 and turn.playing is None
    if not opened and not spoken_to:
        return turn
    return turn.with_memory(replace(turn.memory, visits=turn.memory.visits + 1))


def _usable(memory: Memory, library: Library) -> Memory:
    """Without an unfinished routine that this content no longer can go on with."""
    walk = memory.unfinished
    return memory if walk is None or walk.fits(library) else replace(memory, unfinished=None)


def _hushed(turn: Turn, reply: Reply) -> Reply:
    """A reply that does not go on playing stops the player, which would otherwise go on by itself after it."""
    if turn.playing and reply.audio is None and not reply.goes_on and turn.request.kind in SPOKEN_TO:
        to_come = reply.memory.unfinished is not None or (reply.session.run_held and reply.question is not None)
        return replace(reply, audio=StopPlaying(for_good=not to_come))
    return reply
