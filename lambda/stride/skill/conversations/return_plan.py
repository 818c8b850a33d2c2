"""The return-to-run plan and reminders: what can be said of them without a plan of one's own.

The plan itself (its stages, sessions and checks) is not led yet, so these intents give the plan's shape as the
answer to its topic, and say plainly what the coach does not do.
"""

from __future__ import annotations

from stride.skill.conversations.asking import tell_topic
from stride.skill.conversations.launching import stop
from stride.skill.turn import Reply, Turn


def about_the_plan(turn: Turn) -> Reply:
    """The shape of a gradual return, from its answer."""
    return tell_topic(turn, "return-to-run-plan")


def about_stepping_back(turn: Turn) -> Reply:
    return tell_topic(turn, "after-a-break")


def about_progress(turn: Turn) -> Reply:
    """What has been done: routines, as far as they are counted."""
    routines = turn.memory.routines
    if routines == 0:
        return turn.ask("start", turn.say("plan.nothing_yet"))
    return turn.ask("start", turn.say("plan.progress", count=turn.voice.number(routines)))


def finished(turn: Turn) -> Reply:
    """ "I'm done": mid-routine an end, else what has been done."""
    return stop(turn) if turn.walk is not None else about_progress(turn)


def about_pausing(turn: Turn) -> Reply:
    return turn.ask("start", turn.say("plan.no_plan_to_pause"))


def no_reminders(turn: Turn) -> Reply:
    """Reminders are Alexa's own; says how to set one."""
    return turn.ask("anything-else", turn.say("plan.no_reminders"))
