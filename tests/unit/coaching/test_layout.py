"""One stretch of the routine on the floor, and circuits that do not stand still."""

from __future__ import annotations

from itertools import pairwise

import pytest

from stride.coaching.layout import AFTER, BEFORE, FLOOR, Layout, layouts


@pytest.mark.parametrize(
    ("layout", "standing", "on_floor"),
    [
        (Layout(), [BEFORE, BEFORE, BEFORE], [None, None, None]),
        (Layout(0), [BEFORE, None, None], [FLOOR, FLOOR, FLOOR]),
        (Layout(2), [BEFORE, BEFORE, BEFORE], [None, None, FLOOR]),
        (Layout(0, 0), [AFTER, AFTER, AFTER], [FLOOR, None, None]),
        (Layout(0, 1), [BEFORE, AFTER, AFTER], [FLOOR, FLOOR, None]),
        (Layout(1, 2), [BEFORE, BEFORE, AFTER], [None, FLOOR, FLOOR]),
    ],
)
def test_where_each_block_may_put_its_exercises(
    layout: Layout, standing: list[int | None], on_floor: list[int | None]
) -> None:
    assert [layout.zone(block, False) for block in range(3)] == standing
    assert [layout.zone(block, True) for block in range(3)] == on_floor


@pytest.mark.parametrize("layout", layouts(4), ids=str)
def test_no_layout_comes_back_to_the_floor(layout: Layout) -> None:
    places = [
        (block, zone)
        for block in range(4)
        for zone in (BEFORE, FLOOR, AFTER)
        if zone in (layout.zone(block, on_floor=False), layout.zone(block, on_floor=True))
    ]
    zones = [zone for _, zone in places]
    assert zones == sorted(zones)
    assert len([1 for one, other in pairwise(zones) if one != other]) <= 2
