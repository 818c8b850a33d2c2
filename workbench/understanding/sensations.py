"""Which sensations and conditions alarm, by the ids of the model's values."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.understanding.values import Span

ALARMING = frozenset(
    {
        *("numb", "tingle", "weak", "swollen", "dizzy", "bladder", "bleeding"),
        *("collapse", "fall", "ill", "unsteady", "crisis"),
    }
)
"""Sensations that make a statement of pain a symptom to be heard in full."""
SEVERE = ALARMING - {"weak", "tingle", "dizzy", "swollen", "fall", "unsteady"}
"""Those no routine is started over."""
LIMITING = frozenset({"unsteady"})
"""Those that may only say what somebody cannot do: "I can't stand for long"."""
VAGUE = "worse"
"""The sensation of "bad" and "gone", which are said of much else."""
MILD = frozenset(
    {
        *("back-pain", "stiff-back", "flare-up", "tight-hamstrings", "weak-core", "soreness"),
        *("overweight", "anxiety", "poor-posture", "age", "cramp", "injury", "sciatica", "disc", "degeneration"),
        *("stenosis", "scoliosis", "si-joint", "piriformis", "osteoporosis", "spondylolisthesis", "postnatal"),
    }
)
"""Conditions people live with: a worry about one is a question."""
CHEST = frozenset({"chest"})
"""Parts of the body where any sensation alarms."""
BENIGN = frozenset({"tired", "click", VAGUE})
"""Sensations that do not even there."""


def alarming(spans: Iterable[Span], sensations: frozenset[str] = ALARMING) -> bool:
    """Something that a clinician may have to hear is named."""
    named = {(span.type, span.value.id) for span in spans if span.value is not None}
    felt = {id_ for type_, id_ in named if type_ == "SENSATION"}
    conditions = {id_ for type_, id_ in named if type_ == "CONDITION"}
    parts = {id_ for type_, id_ in named if type_ == "BODY_PART"}
    return bool(felt & sensations or conditions - MILD or (parts & CHEST and felt - BENIGN))
