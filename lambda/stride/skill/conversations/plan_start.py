"""Beginning the return-to-run plan: warning signs first, then who waits, then the ready checks."""

from __future__ import annotations

from itertools import pairwise

from stride.coaching import ladder
from stride.coaching.ladder import Plan
from stride.skill.conversations import plan_session
from stride.skill.conversations.planned import keeping, no_plan, now_of, sourced
from stride.skill.routes import CHECKS, WAITS
from stride.skill.turn import Reply, Turn

LATELY = "plan-legs"
"""The first of those who wait by how they are lately: some days later the answer may be another."""


def start(turn: Turn) -> Reply:
    """ "Start my plan": begins it with the warning signs, or goes on with it."""
    turn = sourced(turn.with_session(walk=None, in_the_air=None))
    plan = turn.memory.plan
    if plan is not None:
        return plan_session.take_up(turn, plan)
    if not turn.stored:
        return no_plan(turn)
    return turn.ask("warning-signs", *turn.note, turn.say("plan.what"), data={"then": "begin-plan"}, keep_last=False)


def signs_clear(turn: Turn) -> Reply:
    """No warning signs: who waits is asked next."""
    return turn.ask(WAITS[0], keep_last=False)


def not_waiting(turn: Turn) -> Reply:
    """No: the next question, and after the last one the ready checks."""
    following = _after(turn, WAITS)
    return turn.ask(following or CHECKS[0], *(() if following else (turn.say("plan.checks"),)), keep_last=False)


def waits(turn: Turn) -> Reply:
    """Yes, or not sure: no running yet, and somebody who can examine is asked."""
    plan = turn.memory.plan
    if plan is not None:
        turn = keeping(turn, ladder.not_ready(plan, now_of(turn)))
    return turn.ask("anything-else", turn.say("plan.wait"), turn.say("plan.wait_ask"))


def check_again(turn: Turn, *words: str) -> Reply:
    """The ready checks of a plan that walks so far; what may have changed is asked before them."""
    return turn.ask(LATELY, *words, turn.say("plan.checks_are_next"), keep_last=False)


def check_met(turn: Turn) -> Reply:
    """Yes: the next check; after the last one running begins."""
    following = _after(turn, CHECKS)
    if following:
        return turn.ask(following, keep_last=False)
    plan = ladder.ready(_plan(turn))
    return plan_session.offer(keeping(turn, plan), turn.say("plan.ready"))


def check_not_met(turn: Turn) -> Reply:
    """No, not yet or not sure: walking comes first, and the check again some days later."""
    plan = ladder.not_ready(_plan(turn), now_of(turn))
    return plan_session.offer(keeping(turn, plan), turn.say("plan.not_ready"))


def _plan(turn: Turn) -> Plan:
    return turn.memory.plan or Plan(last=now_of(turn))


def _after(turn: Turn, questions: tuple[str, ...]) -> str | None:
    """The question after the one that was answered; None after the last."""
    asked = turn.session.asked.name if turn.session.asked else ""
    return dict(pairwise(questions)).get(asked)
