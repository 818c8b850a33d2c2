"""What the conversations about the return-to-run plan share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from msgspec.structs import replace

from stride.coaching.ladder import Plan, minutes_of, stage_of
from stride.skill.turn import Handler, Reply, Turn

Planned = Callable[[Turn, Plan], Reply]

AT_EASE = 2
"""Out of ten: up to here a back is at ease."""
TOO_MUCH = 5
"""Out of ten: from here a session is over."""
OUT_OF = 10


def with_plan(handler: Planned) -> Handler:
    """A handler that needs the plan; without one, it is offered."""

    @wraps(handler)
    def guarded(turn: Turn) -> Reply:
        plan = turn.memory.plan
        return no_plan(turn) if plan is None else handler(turn, plan)

    return guarded


def no_plan(turn: Turn) -> Reply:
    """There is none yet, or the store does not say."""
    if not turn.stored:
        return turn.ask("anything-else", turn.say("plan.out_of_reach"))
    return turn.ask("begin-plan", turn.say("plan.none_yet"))


def now_of(turn: Turn) -> int:
    return int(turn.request.at.timestamp())


def keeping(turn: Turn, plan: Plan) -> Turn:
    """The turn with the plan as it is from now on."""
    return turn.with_memory(replace(turn.memory, plan=plan))


def sourced(turn: Turn) -> Turn:
    """The turn where "says who" names what the plan rests on."""
    return turn.with_session(sources=turn.library.ladder.sources, topic=None)


def stage_name(turn: Turn, plan: Plan) -> str:
    return stage_of(plan, turn.library.ladder).name


def length_of_walk(turn: Turn, plan: Plan) -> str:
    """How long the next walk is, in words; "" where the next session jogs."""
    minutes = minutes_of(plan, turn.library.ladder)
    return turn.voice.minutes(minutes * 60_000) if minutes else ""


def score_of(turn: Turn) -> int | None:
    """The number that answers a question about the back, from nought to ten; it steers this turn and is gone.

    A bare number is understood as minutes, or as the second of two things.
    """
    request, numbers = turn.request, turn.library.coaching.numbers
    chosen = next((word for word in request.said("choice").split() if word in numbers), None)
    score = numbers.index(chosen) + 1 if chosen else request.number("score")
    score = request.number("minutes") if score is None else score
    return score if score is not None and score <= OUT_OF else None


def ask_again(turn: Turn) -> Reply:
    """Neither yes nor no to a question about the back: it is put again, and nothing goes on past it."""
    asked = turn.session.asked
    assert asked is not None, "routed here only while a question of the plan is open"
    return turn.put(asked, turn.say("plan.yes_or_no"), keep_last=False)
