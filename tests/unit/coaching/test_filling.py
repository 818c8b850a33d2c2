"""Doses that add up to a length."""

from __future__ import annotations

import pytest

from stride.coaching.filling import Offer, Option, fill
from stride.content.vocabulary import DoseSize


def offer(exercise: str, *seconds: int, needed: bool = False, spare: bool = False) -> Offer:
    sizes: tuple[DoseSize, ...] = ("usual", "short", "long")
    options = tuple(Option(size, 1, ms * 1000) for size, ms in zip(sizes, seconds, strict=False))
    return Offer(exercise, options, needed, spare)


@pytest.mark.parametrize(
    ("offers", "seconds", "chosen"),
    [
        ([offer("a", 60), offer("b", 60)], 120, {"a": 60, "b": 60}),
        ([offer("a", 60), offer("b", 60)], 60, {"a": 60}),
        ([offer("a", 60, 40), offer("b", 60)], 100, {"a": 40, "b": 60}),
        ([offer("a", 60, 40, 90), offer("b", 70, 50, 80)], 140, {"a": 60, "b": 80}),
        ([offer("a", 60), offer("b", 60, needed=True)], 60, {"b": 60}),
        ([offer("a", 60, spare=True), offer("b", 60)], 60, {"b": 60}),
        ([offer("a", 60, spare=True), offer("b", 60)], 120, {"a": 60, "b": 60}),
        ([offer("a", 60, spare=True, needed=True), offer("b", 60)], 60, {"a": 60}),
        ([offer("a", 60), offer("b", 60)], 90, None),
        ([offer("a", 60)], 130, None),
        ([], 60, None),
    ],
)
def test_the_first_ones_get_what_they_prefer_as_far_as_the_rest_can_make_up(
    offers: list[Offer], seconds: int, chosen: dict[str, int] | None
) -> None:
    found = fill(offers, seconds * 1000, seconds * 1000)
    lengths = {name: option.ms // 1000 for name, option in found.items()} if found is not None else None
    assert lengths == chosen


def test_a_total_between_the_bounds_is_enough() -> None:
    assert fill([offer("a", 60), offer("b", 45)], 90_000, 110_000) == {
        "a": Option("usual", 1, 60_000),
        "b": Option("usual", 1, 45_000),
    }


def test_no_time_at_all_is_no_routine() -> None:
    assert fill([offer("a", 60)], -9000, -1000) is None
