"""The plan and the usual length in a person's record: they load from old records, and two devices agree on them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from stride.coaching.ladder import Plan
from stride.storage.memory import Memory

START = Plan(stage=1, last=1_000)
UP = replace(START, stage=2, last=2_000)
BACK = replace(START, stage=0, last=3_000)
UNDER_WAY = replace(START, begun=4_000)


def test_a_record_from_before_there_was_a_plan_loads() -> None:
    assert Memory.from_text('{"visits":3}') == Memory(visits=3)


def test_a_plan_is_kept_as_it_is() -> None:
    memory = Memory(plan=UNDER_WAY)
    assert Memory.from_text(memory.to_text()) == memory


@pytest.mark.parametrize(
    ("base", "mine", "other", "merged"),
    [
        (START, START, START, START),
        (START, UP, START, UP),
        (START, START, UP, UP),
        (START, UP, BACK, BACK),
        (START, BACK, UP, BACK),
        (START, BACK, UNDER_WAY, UNDER_WAY),
        (None, START, None, START),
        (None, None, START, START),
        (None, START, UP, UP),
    ],
)
def test_two_devices_keep_the_later_session(
    base: Plan | None, mine: Plan | None, other: Plan | None, merged: Plan | None
) -> None:
    assert Memory(plan=mine).merged(Memory(plan=base), Memory(plan=other)).plan == merged


@pytest.mark.parametrize(
    ("base", "mine", "other", "merged"),
    [
        (None, 600, None, 600),
        (None, None, 600, 600),
        (600, None, 600, None),
        (600, 600, None, None),
        (600, 900, 600, 900),
        (600, 600, 900, 900),
        (600, 900, 300, 900),
    ],
)
def test_a_usual_length_changed_or_taken_back_stays_so(
    base: int | None, mine: int | None, other: int | None, merged: int | None
) -> None:
    assert Memory(length=mine).merged(Memory(length=base), Memory(length=other)).length == merged


@pytest.mark.parametrize(
    ("base", "mine", "other", "merged"),
    [
        ("", "", "", ""),
        ("", "old", "", "old"),
        ("", "", "old", "old"),
        ("old", "", "old", ""),
        ("old", "", "new", "new"),
        ("old", "old", "old", "old"),
    ],
)
def test_what_was_put_away_stays_away_until_something_else_plays(base: str, mine: str, other: str, merged: str) -> None:
    assert Memory(put_away=mine).merged(Memory(put_away=base), Memory(put_away=other)).put_away == merged
