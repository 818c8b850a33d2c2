"""Putting right what was heard wrong, and nothing else."""

from __future__ import annotations

import pytest

from stride.coaching.request import RoutineRequest

HIPS = RoutineRequest("stretch", "hips", 900, frozenset({"floor"}), never=frozenset({"side-plank"}))


@pytest.mark.parametrize(
    ("first", "correction", "corrected"),
    [
        (HIPS, RoutineRequest(seconds=600), RoutineRequest("stretch", "hips", 600, HIPS.limits, never=HIPS.never)),
        (HIPS, RoutineRequest(area="back"), RoutineRequest("stretch", "back", 900, HIPS.limits, never=HIPS.never)),
        (HIPS, RoutineRequest("core"), RoutineRequest("core", "hips", 900, HIPS.limits, never=HIPS.never)),
        (
            HIPS,
            RoutineRequest(limits=frozenset({"kneeling"})),
            RoutineRequest("stretch", "hips", 900, frozenset({"kneeling"}), never=HIPS.never),
        ),
        (HIPS, RoutineRequest(), HIPS),
        (
            RoutineRequest(named="core-long"),
            RoutineRequest(seconds=600),
            RoutineRequest(named="core-long", seconds=600),
        ),
        (RoutineRequest(named="core-long"), RoutineRequest("desk"), RoutineRequest("desk")),
        (
            RoutineRequest("core", "hips", 600, frozenset({"wrists"})),
            RoutineRequest(named="core-long"),
            RoutineRequest(named="core-long", limits=frozenset({"wrists"})),
        ),
    ],
)
def test_a_correction_replaces_only_what_it_names(
    first: RoutineRequest, correction: RoutineRequest, corrected: RoutineRequest
) -> None:
    assert first.corrected(correction) == corrected
