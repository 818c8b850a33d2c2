"""When something hurts: stop the movement, ask about warning signs, and never coach past a red flag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from stride.coaching.ladder import after_hurting
from stride.content.vocabulary import LEVEL_RANK
from stride.rendering.ssml import plain
from stride.skill.conversations.launching import not_understood
from stride.skill.conversations.planned import AT_EASE, keeping, now_of, score_of
from stride.skill.conversations.starting import start_named
from stride.skill.progress import just_done
from stride.skill.questions import said_freely
from stride.skill.routes import load, signs_clear_route
from stride.skill.turn import Card, Reply, Turn

if TYPE_CHECKING:
    from stride.answers.decide import Decision

ENDING = frozenset({"AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.NoIntent", "AMAZON.NavigateHomeIntent"})
CALL = "CallForHelpIntent"
EMERGENCY = "emergency"
AGAIN = frozenset({"AMAZON.YesIntent", "AMAZON.RepeatIntent"})
UNSPECIFIC = "unspecific"
"""The flag of somebody who said yes to the warning signs without saying which."""


def hurts(turn: Turn) -> Reply:
    """ "That hurts": the movement stops, and one question asks about warning signs."""
    if turn.session.walk is not None:
        turn = turn.with_session(walk=just_done(turn, turn.session.walk))
    return _ask_signs(turn, turn.say("hurts.stopped"))


def scored(turn: Turn) -> Reply:
    """A number for the pain that nobody asked for: at ease one may go on, above it the warning signs come first."""
    score = score_of(turn)
    if score is None:
        return not_understood(turn)
    if score > AT_EASE:
        return hurts(turn) if turn.session.walk is not None or turn.playing else symptom(turn)
    if turn.walk is None:
        return turn.ask("anything-else", turn.say("hurts.at_ease"))
    return turn.ask("carry-on", turn.say("hurts.at_ease"), exercise=turn.here)


def symptom(turn: Turn) -> Reply:
    """A complaint in somebody's own words that is no red flag: what an ache calls for."""
    return _ask_signs(turn, turn.say("hurts.heard"))


def _ask_signs(turn: Turn, words: str) -> Reply:
    """Asks about warning signs. A run on the player is over with it: no word brings it back."""
    if turn.playing is None or turn.session.walk is not None:
        return turn.ask("warning-signs", words, keep_last=False)
    from stride.skill.player import put_run_away  # needed only where tracks are set up

    running = turn.session.run_held
    turn = put_run_away(_session_over(turn))
    if not running:
        return turn.ask("warning-signs", words, keep_last=False)
    return turn.ask("warning-signs", turn.say("hurts.slow_down"), data={"then": "run"}, keep_last=False)


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
    return _stopped_for(turn, flag, level, words)


def call_for_help(turn: Turn) -> Reply:
    """ "Call an ambulance": it cannot call, and whom to call now; coaching is over."""
    flag, level = _flag(turn)
    if level != EMERGENCY:
        flag = UNSPECIFIC  # a milder flag must not speak for an emergency
    return _stopped_for(turn, flag, EMERGENCY, turn.voice.plain("hurts.cannot_call"))


def _stopped_for(turn: Turn, flag: str, level: str, words: str) -> Reply:
    turn = turn.with_session(walk=None, in_the_air=None, flag=f"{flag} {level}", topic=None)
    turn = _put_away(_session_over(turn))
    said = turn.voice.fill(words)
    return turn.ask("again", said, card=Card(turn.voice.plain("card.flag"), plain(said)))


def after_flag(turn: Turn) -> Reply:
    """After a flag no exercise is started: listen for worse, say what to tell the clinician, repeat, or end."""
    intent = turn.request.intent or ""
    if intent in ENDING:
        return turn.tell(turn.say("hurts.take_care_bye"))
    if intent == "TellThemIntent":
        return _tell_them(turn)
    if intent == CALL:
        return call_for_help(turn)
    flag, level = _flag(turn)
    asked, last = turn.session.asked, turn.session.last
    if intent in AGAIN and asked is not None and last is not None:
        return turn.put(asked, last)
    said = said_freely(turn)
    finding = turn.answers().triage(said) if said else None
    if finding is not None and LEVEL_RANK.get(finding.level, 0) > LEVEL_RANK.get(level, 0):
        return flagged_reply(turn, finding.flag, finding.level)
    return flagged_reply(turn, flag, level)


def _tell_them(turn: Turn) -> Reply:
    """One sentence to read to the clinician."""
    flag, _ = _flag(turn)
    if flag == UNSPECIFIC:
        return turn.ask("again", turn.say("hurts.unspecific_tell"))
    return turn.ask("again", turn.voice.fill(turn.answers().tell_words(flag)))


def warning_signs(turn: Turn) -> Reply:
    """Yes to the warning signs, or not sure, and nobody knows which: the higher level counts."""
    return flagged_reply(turn, UNSPECIFIC, "emergency")


def sign_named(turn: Turn) -> Reply:
    """An answer to the warning signs in other words: naming one is a yes, denying some and naming none is a no.

    What was said has been screened by then; this is for "a fever", which alone says too little to be a flag.
    """
    named = turn.answers().names(turn.answers().content.signs, said_freely(turn))
    if named is None:
        return ask_again(turn)
    return warning_signs(turn) if named else load(signs_clear_route(turn))(turn)


def ask_again(turn: Turn) -> Reply:
    """Nothing goes on before the warning signs are answered."""
    asked = turn.session.asked
    return turn.ask("warning-signs", data=asked.data if asked else None, keep_last=False)


def _session_over(turn: Turn) -> Turn:
    """A session of the plan that pain or a sign ended is told of by that: nobody asks whether it was finished."""
    plan = turn.memory.plan
    return turn if plan is None or plan.begun is None else keeping(turn, after_hurting(plan, now_of(turn)))


def _put_away(turn: Turn) -> Turn:
    if turn.request.player.token is None:
        return turn.with_memory(replace(turn.memory, unfinished=None))
    from stride.skill.player import put_away  # needed only where tracks are set up

    return put_away(turn)


def no_warning_signs(turn: Turn) -> Reply:
    """No warning signs: the easier way or none, never through the pain."""
    if turn.walk is None:
        return turn.ask("start-gentle", turn.say("hurts.take_care"))
    return turn.ask("easier", turn.say("hurts.no_push"), exercise=turn.here)


def start_gentle(turn: Turn) -> Reply:
    """A few gentle movements for a sore day."""
    return start_named(turn, "flare-up-short")


def _flag(turn: Turn) -> tuple[str, str]:
    flag, _, level = (turn.session.flag or "").partition(" ")
    return flag, level
