"""When something hurts: stop the movement, ask about warning signs, and never coach past a red flag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from stride.content.vocabulary import LEVEL_RANK
from stride.skill.conversations.launching import plain
from stride.skill.conversations.starting import start_named
from stride.skill.turn import Card, Reply, Turn

if TYPE_CHECKING:
    from stride.answers.decide import Decision

ENDING = frozenset({"AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.NoIntent", "AMAZON.NavigateHomeIntent"})
UNSPECIFIC = "unspecific"
"""The flag of somebody who said yes to the warning signs without saying which."""


def hurts(turn: Turn) -> Reply:
    """ "That hurts": the movement stops, and one question asks about warning signs."""
    return turn.ask("warning-signs", turn.say("hurts.stopped"), keep_last=False)


def symptom(turn: Turn) -> Reply:
    """A complaint in somebody's own words that is no red flag: what an ache calls for."""
    return turn.ask("warning-signs", turn.say("hurts.heard"), keep_last=False)


def check(turn: Turn, said: str) -> Reply | None:
    """Triage of what was said; None where no flag applies. Nothing of it is kept."""
    finding = turn.answers().triage(said)
    return flagged_reply(turn, finding.flag, finding.level) if finding else None


def flagged(turn: Turn, decision: Decision) -> Reply:
    """The reply to a decision that met a flag."""
    return flagged_reply(turn, decision.flag or UNSPECIFIC, decision.level or "emergency")


def flagged_reply(turn: Turn, flag: str, level: str) -> Reply:
    """What is spoken for a flag; coaching is over, and only repeating or "what do I tell them" is left."""
    words = turn.voice.plain("hurts.unspecific") if flag == UNSPECIFIC else turn.answers().flag_words(flag, level)
    turn = turn.with_session(walk=None, in_the_air=None, flag=f"{flag} {level}", topic=None)
    turn = turn.with_memory(replace(turn.memory, unfinished=None))
    said = turn.voice.fill(words)
    return turn.ask("again", said, card=Card(turn.voice.plain("card.flag"), plain(said)))


def after_flag(turn: Turn) -> Reply:
    """After a flag no exercise is started: repeat it, say what to tell the clinician, listen on, or end."""
    intent = turn.request.intent or ""
    if intent in ENDING:
        return turn.tell(turn.say("hurts.take_care_bye"))
    if intent == "TellThemIntent":
        return _tell_them(turn)
    if intent in ("SymptomIntent", "HurtsIntent") or intent.endswith("QuestionIntent"):
        return _more_said(turn)
    return flagged_reply(turn, *_flag(turn))


def _tell_them(turn: Turn) -> Reply:
    """One sentence to read to the clinician."""
    flag, _ = _flag(turn)
    if flag == UNSPECIFIC:
        return turn.ask("again", turn.say("hurts.unspecific_tell"))
    return turn.ask("again", turn.voice.fill(turn.answers().tell_words(flag)))


def warning_signs(turn: Turn) -> Reply:
    """Yes to the warning signs, not knowing which: the higher level counts."""
    return flagged_reply(turn, UNSPECIFIC, "emergency")


def no_warning_signs(turn: Turn) -> Reply:
    """No warning signs: the easier way or none, never through the pain."""
    if turn.walk is None:
        return turn.ask("start-gentle", turn.say("hurts.take_care"))
    return turn.ask("easier", turn.say("hurts.no_push"), exercise=turn.here)


def start_gentle(turn: Turn) -> Reply:
    """A few gentle movements for a sore day."""
    return start_named(turn, "flare-up-short")


def _more_said(turn: Turn) -> Reply:
    """Somebody goes on telling: a higher level is spoken, else the same again."""
    slot = next(iter(turn.request.slots.values()), None)
    finding = turn.answers().triage(slot.said) if slot else None
    _, level = _flag(turn)
    if finding and LEVEL_RANK.get(finding.level, 0) > LEVEL_RANK.get(level, 0):
        return flagged_reply(turn, finding.flag, finding.level)
    return flagged_reply(turn, *_flag(turn))


def _flag(turn: Turn) -> tuple[str, str]:
    flag, _, level = (turn.session.flag or "").partition(" ")
    return flag, level
