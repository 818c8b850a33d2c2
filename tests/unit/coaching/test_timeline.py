"""What is said between the sides and the sets of a step, by example."""

from __future__ import annotations

import pytest

from stride.coaching.timeline import CueKind, Delivery, compile_step
from stride.content.loader import load_library
from stride.content.model import Dose
from stride.content.vocabulary import Side, Teaching

LIBRARY = load_library()
TWICE_EACH = Dose(hold=20, sides="each", sets=2, rest=10)
TWICE = Dose(hold=20, sets=2, rest=10)


@pytest.mark.parametrize(
    ("dose", "first", "teaching", "said"),
    [
        (TWICE, "left", "full", [("rest", "Rest.")]),
        (TWICE, "left", "tones", [("rest", "")]),
        (
            TWICE_EACH,
            "left",
            "full",
            [("switch", "Now the right."), ("rest", "Rest. Now the left."), ("switch", "Now the right.")],
        ),
        (
            TWICE_EACH,
            "right",
            "brief",
            [("switch", "Now the left."), ("rest", "Rest. Now the right."), ("switch", "Now the left.")],
        ),
    ],
)
def test_nobody_is_left_on_the_wrong_side(
    dose: Dose, first: Side, teaching: Teaching, said: list[tuple[CueKind, str]]
) -> None:
    timeline = compile_step(
        LIBRARY.exercises["figure-four"], dose, Delivery(teaching, "normal", first), LIBRARY.coaching
    )
    assert [(cue.kind, cue.text) for cue in timeline.cues if cue.kind in ("switch", "rest")] == said
