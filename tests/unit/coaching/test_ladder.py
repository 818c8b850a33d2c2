"""The return-to-run ladder: up through good sessions, held or back through others, and back a little after a gap."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from stride.coaching import ladder
from stride.coaching.ladder import DAY, HOUR, Plan
from stride.content.loader import load_library

LADDER = load_library().ladder
NOW = 1_000 * DAY
TOP = len(LADDER.stages) - 1
WALKS = ladder.walks(LADDER)
AFTER: dict[str, Callable[[Plan], Plan]] = {
    "g": lambda plan: ladder.after_green(plan, LADDER, NOW),
    "a": lambda plan: ladder.after_amber(plan, NOW),
    "r": lambda plan: ladder.after_red(plan, NOW),
    "s": lambda plan: ladder.after_stopping(plan, NOW),
}
"""A session that was green, amber, red, or stopped for another reason."""


def at(stage: int, done: int = 0, *, held: bool = False) -> Plan:
    """A plan whose last session was two days ago, with one begun half an hour ago."""
    return Plan(stage=stage, done=done, repeating=held, last=NOW - 2 * DAY, begun=NOW - HOUR // 2)


def place(plan: Plan) -> tuple[int, int, bool]:
    return plan.stage, plan.done, plan.repeating


@pytest.mark.parametrize(
    ("before", "lights", "after"),
    [
        (at(1), "g", (1, 1, False)),
        (at(1), "gg", (1, 2, False)),
        (at(1), "ggg", (2, 0, False)),
        (at(1, 2), "a", (1, 2, True)),
        (at(1, 2), "ag", (2, 0, False)),
        (at(3, 2), "aa", (2, 0, False)),
        (at(3, 1), "aga", (3, 2, True)),
        (at(3, 2), "aaa", (2, 0, True)),
        (at(3, 2), "r", (2, 0, False)),
        (at(3), "rr", (1, 0, False)),
        (at(3, 1), "s", (3, 1, False)),
        (at(3, 1, held=True), "s", (3, 1, True)),
        (at(TOP, 2), "gg", (TOP, 3, False)),
        (at(TOP, 3), "r", (TOP - 1, 0, False)),
        (at(1, 2), "r", (0, 0, False)),
        (at(0, 1), "g", (0, 2, False)),
        (at(0, WALKS), "gg", (0, WALKS, False)),
        (at(0, 2), "r", (0, 0, False)),
        (at(0, 2), "aa", (0, 0, False)),
    ],
)
def test_sessions_lead_up_hold_or_lead_back(before: Plan, lights: str, after: tuple[int, int, bool]) -> None:
    plan = before
    for light in lights:
        plan = AFTER[light](plan)
    assert place(plan) == after


@pytest.mark.parametrize(
    ("ran", "now_at", "settled", "lasted"),
    [
        (at(4, 1), at(4, 2), (4, 1, True), (2, 0, False)),  # a good session that does not count after all
        (at(4, 2), at(5, 0), (4, 2, True), (2, 0, False)),  # the one that had led up
        (at(4, 1), at(4, 1, held=True), (4, 1, True), (2, 0, False)),  # held already
        (at(4, 1), at(3, 0), (3, 0, False), (2, 0, False)),  # back already
        (at(1, 0), at(1, 1), (1, 0, True), (0, 0, False)),
        (at(0, 0), at(0, 1), (0, 0, True), (0, 0, False)),
    ],
)
def test_the_morning_after_counts_once(
    ran: Plan, now_at: Plan, settled: tuple[int, int, bool], lasted: tuple[int, int, bool]
) -> None:
    plan = replace(now_at, begun=None, ran=ran.stage)
    once, long = ladder.morning_settled(plan, LADDER), ladder.morning_lasted(plan, NOW)
    assert place(once) == settled
    assert place(long) == lasted
    assert once.ran is None
    assert long.ran is None
    assert long.not_before == NOW + 7 * DAY
    assert ladder.morning_settled(once, LADDER) == once


@pytest.mark.parametrize(
    ("before", "days", "after"),
    [
        (at(5, 2), 6, (5, 2, False)),
        (at(5, 2), 7, (5, 2, False)),
        (at(5, 2), 10, (5, 0, False)),
        (at(5, 2), 14, (4, 0, False)),
        (at(5, 2), 20, (4, 0, False)),
        (at(5, 2), 21, (3, 0, False)),
        (at(5, 2), 27, (3, 0, False)),
        (at(5, 2), 28, (0, WALKS, False)),
        (at(2, 2), 21, (1, 0, False)),
        (at(1, 2), 21, (1, 0, False)),
        (at(0, 2), 15, (0, 2, False)),
        (at(0, 2), 30, (0, 2, False)),
    ],
)
def test_a_gap_leads_back_a_little(before: Plan, days: int, after: tuple[int, int, bool]) -> None:
    plan = replace(before, begun=None, last=NOW - days * DAY, paused=True)
    on = ladder.resumed(plan, LADDER, NOW)
    assert place(on) == after
    assert not on.paused
    assert ladder.resumed(on, LADDER, NOW) == on


@pytest.mark.parametrize(
    ("plan", "hours"),
    [
        (Plan(stage=1, last=NOW), 0),
        (ladder.after_green(Plan(stage=1, last=NOW - 9 * DAY), LADDER, NOW), 40),
        (ladder.after_amber(Plan(stage=2, last=NOW - 9 * DAY), NOW), 40),
        (ladder.after_red(Plan(stage=3, last=NOW - 9 * DAY), NOW), 48),
        (ladder.morning_lasted(Plan(stage=5, ran=5, last=NOW - 2 * DAY), NOW), 7 * 24),
        (ladder.after_green(Plan(last=NOW - 9 * DAY), LADDER, NOW), 12),
        (ladder.after_red(Plan(stage=1, last=NOW - 9 * DAY), NOW), 12),
        (ladder.not_ready(Plan(last=NOW), NOW), 0),
    ],
)
def test_a_session_is_due_after_rest_and_walks_sooner(plan: Plan, hours: int) -> None:
    assert ladder.due(plan) == NOW + hours * HOUR


def test_a_session_was_when_it_began_and_is_told_of_once() -> None:
    plan = ladder.after_green(ladder.begin(Plan(stage=1, last=0), NOW), LADDER, NOW + DAY)
    assert (plan.last, plan.begun, plan.ran) == (NOW, None, 1)


def test_walks_get_longer_and_lead_to_the_ready_checks() -> None:
    plan, minutes = ladder.not_ready(Plan(last=NOW), NOW), []
    for day in range(WALKS):
        assert not ladder.checks_due(plan, LADDER, NOW + day * DAY)
        minutes.append(ladder.minutes_of(plan, LADDER))
        plan = ladder.after_green(plan, LADDER, NOW + day * DAY)
    assert tuple(minutes) == LADDER.stages[0].walks
    assert ladder.checks_due(plan, LADDER, NOW + WALKS * DAY)
    again = ladder.not_ready(plan, NOW + WALKS * DAY)
    assert not ladder.checks_due(again, LADDER, NOW + (WALKS + 4) * DAY)
    assert ladder.checks_due(again, LADDER, NOW + (WALKS + 5) * DAY)
    assert place(ladder.ready(again)) == (1, 0, False)


def test_nobody_steps_back_upwards() -> None:
    assert place(ladder.stepped_back(at(4, 2), 2)) == (2, 0, False)
    assert place(ladder.stepped_back(at(4, 2), 4)) == (4, 0, False)
    with pytest.raises(ValueError, match="stage 5"):
        ladder.stepped_back(at(4), 5)


def test_a_plan_holds_a_place_and_times_and_nothing_that_was_felt() -> None:
    assert set(Plan.__struct_fields__) == {
        "stage",
        "done",
        "repeating",
        "last",
        "ran",
        "not_before",
        "paused",
        "begun",
    }
