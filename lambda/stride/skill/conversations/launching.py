"""Opening, helping, closing, and what to do when nothing was understood."""

from __future__ import annotations

import re
from dataclasses import replace

from stride.coaching.request import RoutineRequest
from stride.skill.conversations.starting import start
from stride.skill.progress import coach_on, exercise_name, resumed
from stride.skill.turn import Reply, Turn


def launch(turn: Turn) -> Reply:
    """One sentence of welcome, one of what can be done, one question; the unfinished routine first."""
    memory = replace(turn.memory, visits=turn.memory.visits + 1)
    turn = turn.with_memory(memory)
    if memory.visits == 1:
        return turn.ask("first-start", turn.say("launch.first"), turn.say("launch.note"), turn.say("launch.can_do"))
    if memory.unfinished is not None:
        exercise = exercise_name(turn, memory.unfinished.exercise_here())
        return turn.ask("resume", turn.say("launch.again"), exercise=exercise)
    return turn.ask("start", turn.say("launch.again"), turn.say("launch.can_do_more"))


def help_(turn: Turn) -> Reply:
    """Help for where the listener is; always ends in a question."""
    if turn.session.walk is not None:
        return turn.ask("carry-on", turn.say("help.coaching"), exercise=here(turn))
    return turn.ask("start", turn.say("help.start"))


def stop(turn: Turn) -> Reply:
    """Ends, and says whether a place was kept."""
    walk = turn.session.walk
    if walk is not None and not walk.over:
        turn = turn.with_memory(replace(turn.memory, unfinished=walk))
        return turn.tell(turn.say("stop.kept"))
    return turn.tell(turn.say("stop.bye"))


def not_understood(turn: Turn) -> Reply:
    """Nobody's utterance: says so, names two things that work, and asks the open question again."""
    if turn.session.walk is not None:
        return turn.ask("carry-on", turn.say("fallback.coaching"), exercise=here(turn))
    return turn.ask("start", turn.say("fallback.start"))


def unexpected_yes(turn: Turn) -> Reply:
    """A yes to no question of ours: mid-routine it means go on, elsewhere start."""
    if turn.session.walk is not None:
        return coach_on(turn, resumed(turn, turn.session.walk))
    return start_usual(turn)


def unexpected_no(turn: Turn) -> Reply:
    return stop(turn)


def resume_unfinished(turn: Turn) -> Reply:
    """Picks up where this person stopped, on whatever device that was."""
    walk = turn.memory.unfinished
    if walk is None or not _still_known(turn):
        return start_usual(turn)
    exercise = exercise_name(turn, walk.exercise_here())
    return coach_on(turn, resumed(turn, walk), turn.say("coaching.back_to", exercise=exercise))


def decline_unfinished(turn: Turn) -> Reply:
    """Not that one: it is put away and something else offered."""
    turn = turn.with_memory(replace(turn.memory, unfinished=None))
    return turn.ask("start", turn.say("launch.can_do_more"))


def start_usual(turn: Turn) -> Reply:
    """What is offered at launch: a short warm-up."""
    return start(turn, RoutineRequest(moment="before-run", seconds=300))


def session_ended(turn: Turn) -> Reply:
    """Nothing may be said; the place reached has been kept by now."""
    return Reply(session=turn.session, memory=turn.memory)


def unknown_request(turn: Turn) -> Reply:
    """A request type this skill does not know: a valid, silent answer."""
    return Reply(session=turn.session, memory=turn.memory)


def here(turn: Turn) -> str:
    """The exercise the listener is at, for the middle of a sentence."""
    return exercise_name(turn, turn.session.walk.exercise_here() if turn.session.walk else None)


def plain(ssml: str) -> str:
    """SSML as text for a card."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", ssml)).strip()


def _still_known(turn: Turn) -> bool:
    """Whether all exercises of the stored routine still exist; content may have changed since."""
    walk = turn.memory.unfinished
    known = turn.library.exercises.keys() | turn.library.transitions.keys()
    return walk is not None and all(step.exercise in known for step in walk.routine.steps)


REQUESTS = {"LaunchRequest": launch, "SessionEndedRequest": session_ended}
INTENTS = {
    "AMAZON.HelpIntent": help_,
    "AMAZON.StopIntent": stop,
    "AMAZON.CancelIntent": stop,
    "AMAZON.NavigateHomeIntent": stop,
    "AMAZON.FallbackIntent": not_understood,
}
YES = {"resume": resume_unfinished, "start": start_usual, "first-start": start_usual}
NO = {"resume": decline_unfinished, "start": stop, "first-start": stop}
