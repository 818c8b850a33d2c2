"""Where somebody stands on the return-to-run ladder, and where a session, a pause or a wish leads from there.

A plan holds a place and times, never how anything felt: what is told of a session moves the place and is gone. Times
are seconds since 1970. The rules are the product's own and untested; their shape follows the ladder's sources, and
where those leave a number open, the more careful one is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

if TYPE_CHECKING:
    from stride.content.ladder import Ladder, Stage

HOUR = 3600
DAY = 24 * HOUR
BETWEEN_RUNS = 40 * HOUR
"""A day between two runs: no time zone is known, so an evening and the morning after next are just too near."""
BETWEEN_WALKS = 12 * HOUR
AFTER_A_RED = 2 * DAY
WALKING_WEEK = 7 * DAY
RETRY_CHECKS = 5 * DAY
SAME_STAGE = 7 * DAY
"""Up to here a gap changes nothing."""
DOWN_ONE, DOWN_TWO, CHECKS_AGAIN = 14 * DAY, 21 * DAY, 28 * DAY
"""Gaps from which one steps down by one, by two, or begins with the ready checks."""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """One person's place on the ladder."""

    stage: int = 0
    """Index of the stage; 0 only walks."""
    done: int = 0
    """Sessions that count at this stage; at stage 0, walks."""
    repeating: bool = False
    """The stage is held: the next session repeats it, slower."""
    last: int
    """When the last session was, or before the first one, when the plan was begun or taken up again."""
    ran: int | None = None
    """Stage of the last session, until the morning after it has been told of."""
    not_before: int = 0
    """No running before this time."""
    paused: bool = False
    begun: int | None = None
    """When a session was begun that has not been told of yet."""

    @property
    def touched(self) -> int:
        """When a session last began."""
        return max(self.last, self.begun or 0)


# After a session


def after_green(plan: Plan, ladder: Ladder, now: int) -> Plan:
    """The session counts; after enough of them the next stage, but from walking only through the ready checks."""
    plan, done = _told(plan, now), plan.done + 1
    if plan.stage == 0:
        return replace(plan, done=min(done, walks(ladder)), repeating=False)
    if done < ladder.sessions or plan.stage + 1 >= len(ladder.stages):
        return replace(plan, done=min(done, ladder.sessions), repeating=False)
    return _at(plan, plan.stage + 1)


def after_amber(plan: Plan, now: int) -> Plan:
    """The stage is held and repeated; the second amber in a row leads one down."""
    plan = _told(plan, now)
    return _at(plan, plan.stage - 1) if plan.repeating else replace(plan, repeating=True)


def after_red(plan: Plan, now: int) -> Plan:
    """One down, and two days of walking only."""
    plan = _told(plan, now)
    return replace(_at(plan, plan.stage - 1), not_before=plan.last + AFTER_A_RED)


def after_stopping(plan: Plan, now: int) -> Plan:
    """Stopped for another reason than the body: the same session next time, and no morning after to be told of."""
    return replace(_told(plan, now), ran=None)


def after_hurting(plan: Plan, now: int) -> Plan:
    """Pain or a warning sign ended it: nothing says why, and a day goes by before the same session comes again."""
    plan = after_stopping(plan, now)
    return replace(plan, not_before=max(plan.not_before, plan.last + BETWEEN_RUNS))


def morning_as_usual(plan: Plan) -> Plan:
    return replace(plan, ran=None)


def morning_settled(plan: Plan, ladder: Ladder) -> Plan:
    """Worse the morning after, gone within a day: the session does not count, and its stage is repeated.

    Where the session itself led to holding or stepping down, that was enough.
    """
    if plan.ran is None or plan.repeating or plan.stage < plan.ran:
        return replace(plan, ran=None)
    done = plan.done - 1 if plan.stage == plan.ran else ladder.sessions - 1
    return replace(plan, stage=plan.ran, done=max(0, done), repeating=True, ran=None)


def morning_lasted(plan: Plan, now: int) -> Plan:
    """Worse for more than a day: two down from the session's stage, and a week of walking."""
    ran = plan.stage if plan.ran is None else plan.ran
    return replace(_at(plan, min(plan.stage, ran - 2)), ran=None, not_before=now + WALKING_WEEK)


# Between sessions


def begin(plan: Plan, now: int) -> Plan:
    """A session begins."""
    return replace(plan, begun=now, paused=False)


def resumed(plan: Plan, ladder: Ladder, now: int) -> Plan:
    """Taken up again after a gap; nobody who has run falls back to walking by a gap alone, the ready checks say."""
    gap = now - plan.touched
    on = replace(plan, paused=False)
    if gap <= SAME_STAGE:
        return on
    since = replace(on, last=now, ran=None, begun=None)
    if plan.stage == 0:
        return since
    if gap >= CHECKS_AGAIN:
        return replace(since, stage=0, done=walks(ladder), repeating=False)
    if gap < DOWN_ONE:
        return replace(since, done=0)
    return _at(since, max(1, plan.stage - (1 if gap < DOWN_TWO else 2)))


def stepped_back(plan: Plan, stage: int) -> Plan:
    """At a lower stage, or at this one from its beginning. Raises ValueError for a higher one."""
    if stage > plan.stage:
        raise ValueError(f"stage {stage} is no step back from {plan.stage}; go up through sessions alone")
    return _at(plan, stage)


def ready(plan: Plan) -> Plan:
    """All ready checks are met: running begins."""
    return replace(_at(plan, 1), ran=None)


def not_ready(plan: Plan, now: int) -> Plan:
    """A ready check is not met: walking goes on, and the checks come again some days later."""
    return replace(plan, not_before=now + RETRY_CHECKS)


# What is next


def due(plan: Plan) -> int:
    """When the next session may be. Walks need no day between them, and no running is meant by them."""
    between = 0 if plan.ran is None else BETWEEN_WALKS if plan.stage == 0 else BETWEEN_RUNS
    rested = plan.last + between
    return rested if plan.stage == 0 else max(rested, plan.not_before)


def checks_due(plan: Plan, ladder: Ladder, now: int) -> bool:
    """Whether all walks are done and the ready checks are next."""
    return plan.stage == 0 and plan.done >= walks(ladder) and now >= plan.not_before


def stage_of(plan: Plan, ladder: Ladder) -> Stage:
    """The stage of a plan; the top one where the ladder has become shorter."""
    return ladder.stages[min(plan.stage, len(ladder.stages) - 1)]


def minutes_of(plan: Plan, ladder: Ladder) -> int | None:
    """Minutes of the next session where it is a walk; after all of them, of the last one again."""
    lengths = stage_of(plan, ladder).walks
    return lengths[min(plan.done, len(lengths) - 1)] if lengths else None


def walks(ladder: Ladder) -> int:
    """How many walks come before the ready checks."""
    return len(ladder.stages[0].walks)


def _told(plan: Plan, now: int) -> Plan:
    """The session has been told of; it was when it began."""
    return replace(plan, last=now if plan.begun is None else plan.begun, begun=None, paused=False, ran=plan.stage)


def _at(plan: Plan, stage: int) -> Plan:
    """At the beginning of a stage, never below the first."""
    return replace(plan, stage=max(0, stage), done=0, repeating=False)
