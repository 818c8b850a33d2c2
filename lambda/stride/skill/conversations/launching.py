"""Opening, helping, closing, and what to do when nothing was understood."""

from __future__ import annotations

from msgspec.structs import replace

from stride.skill.turn import Reply, StopPlaying, Turn

UNTOLD_AFTER = 1800
"""Seconds after a session of the plan was begun until the welcome asks how it went."""


def launch(turn: Turn) -> Reply:
    """One sentence of welcome, one of what can be done, one question; the unfinished routine first."""
    memory = turn.memory
    if memory.visits == 1:
        return turn.ask("first-start", turn.say("launch.first"), *turn.note, turn.say("launch.can_do"))
    if _session_untold(turn):
        return turn.ask("plan-finished", turn.say("launch.again"), turn.say("plan.last_session"), keep_last=False)
    if memory.unfinished is not None:
        exercise = turn.called(memory.unfinished.exercise_here())
        return turn.ask("resume", turn.say("launch.again"), exercise=exercise)
    return turn.ask("start", turn.say("launch.again"), turn.say("launch.can_do_more"))


def _session_untold(turn: Turn) -> bool:
    """Whether a session of the plan was begun a while ago, is no longer playing, and nobody has told how it went."""
    plan = turn.memory.plan
    if plan is None or plan.begun is None or turn.playing is not None:
        return False
    return turn.request.at.timestamp() - plan.begun > UNTOLD_AFTER


def help_(turn: Turn) -> Reply:
    """Help for where the listener is; always ends in a question."""
    if turn.walk is not None:
        return turn.ask("carry-on", turn.say("help.coaching"), exercise=turn.here)
    return turn.ask("start", turn.say("help.start"))


def stop(turn: Turn) -> Reply:
    """Ends, and says whether a place was kept."""
    if turn.walk is not None:
        turn = turn.with_memory(replace(turn.memory, unfinished=turn.walk))
        return turn.tell(turn.say("stop.kept"))
    if turn.audio is not None and turn.memory.unfinished is not None and turn.session.turn == 1:
        return replace(turn.tell(turn.say("stop.kept")), audio=StopPlaying())
    return turn.tell(turn.say("stop.bye"))


def not_understood(turn: Turn) -> Reply:
    """Nobody's utterance: says so, names two things that work, and puts the open question again, if there is one."""
    if turn.walk is not None:
        return turn.ask("carry-on", turn.say("fallback.coaching"), exercise=turn.here)
    if turn.session.asked is not None:
        return turn.put(turn.session.asked, turn.say("fallback.start"))
    return turn.ask("start", turn.say("fallback.start"))


def unsure(turn: Turn) -> Reply:
    """ "Maybe", "I don't know": there is no hurry, and the open question is put again."""
    if turn.session.asked is not None:
        return turn.put(turn.session.asked, turn.say("fallback.no_hurry"))
    if turn.walk is not None:
        return turn.ask("carry-on", turn.say("fallback.no_hurry"), exercise=turn.here)
    return suggest(turn)


def suggest(turn: Turn) -> Reply:
    """Somebody who does not know what to choose is offered something that is right for most."""
    length = turn.memory.length
    if length is None:
        return turn.ask("first-start", turn.say("fallback.no_hurry"))
    return turn.ask("usual-start", turn.say("fallback.no_hurry"), length=turn.voice.length(length))


def what_then(turn: Turn) -> Reply:
    """No to what was offered first: what else there is."""
    return turn.ask("start", turn.say("launch.can_do_more"))


def session_ended(turn: Turn) -> Reply:
    """Nothing may be said; the place reached has been kept by now."""
    return Reply(session=turn.session, memory=turn.memory)


def unknown_request(turn: Turn) -> Reply:
    """A request type this skill does not know: a valid, silent answer."""
    return Reply(session=turn.session, memory=turn.memory)
