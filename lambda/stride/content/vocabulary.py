"""The closed sets of words that content, planner and interaction model share."""

from __future__ import annotations

from typing import Literal, get_args

Moment = Literal[
    "before-run", "after-run", "morning", "desk", "flare-up", "core", "strength", "evening", "mobility", "stretch"
]
Area = Literal[
    "back",
    "hips",
    "hamstrings",
    "calves",
    "glutes",
    "quads",
    "hip-flexors",
    "core",
    "ankles",
    "upper-back",
    "legs",
    "whole-body",
]
Limit = Literal["floor", "kneeling", "jumping", "wrists", "standing"]
Group = Literal["warm-up", "stretch", "mobility", "core", "strength", "drill", "desk", "relief"]
Position = Literal["standing", "seated", "floor", "quadruped"]
Picture = Literal[
    "standing",
    "seated",
    "on-all-fours",
    "on-back",
    "on-front",
    "on-side",
    "plank",
    "half-kneeling",
    "floor-seated",
    "walking",
    "running",
    "beat",
    "waiting",
]
Kit = Literal[
    "mat",
    "cushion",
    "wall",
    "chair",
    "band",
    "loop-band",
    "towel",
    "step",
    "pillow",
    "counter",
    "space",
    "path",
    "stick",
]
Pace = Literal["slow", "normal", "brisk"]
Teaching = Literal["full", "brief", "tones"]
Side = Literal["left", "right"]
Sides = Literal["none", "each", "alternate"]
DoseSize = Literal["short", "usual", "long"]
Level = Literal["soon", "same-day", "emergency"]
Verdict = Literal["yes", "no", "it-depends", "neutral"]
TipCategory = Literal["core", "form", "recovery", "strength", "mindset", "getting-going"]
Aspect = Literal[
    "landing",
    "cadence",
    "stride",
    "posture",
    "lean",
    "back",
    "trunk",
    "arms",
    "width",
    "hips",
    "uphill",
    "downhill",
    "fatigue",
    "foot-strike",
    "treadmill",
    "walk-break",
    "shoulders",
]
Strength = Literal[
    "guideline", "review", "trial", "cohort", "lab", "survey", "expert", "patient-information", "association"
]

MOMENTS: tuple[Moment, ...] = get_args(Moment)
AREAS: tuple[Area, ...] = get_args(Area)
LIMITS: tuple[Limit, ...] = get_args(Limit)
DOSE_SIZES: tuple[DoseSize, ...] = get_args(DoseSize)
PACES: tuple[Pace, ...] = get_args(Pace)
TEACHINGS: tuple[Teaching, ...] = get_args(Teaching)
TIP_CATEGORIES: tuple[TipCategory, ...] = get_args(TipCategory)

OTHER_SIDE: dict[Side, Side] = {"left": "right", "right": "left"}

POSITION_PICTURES: dict[Position, Picture] = {
    "standing": "standing",
    "seated": "seated",
    "floor": "on-back",
    "quadruped": "on-all-fours",
}
"""What a screen shows of an exercise that names no picture."""

FLOOR_POSITIONS: frozenset[Position] = frozenset({"floor", "quadruped"})
"""Positions that are reached by getting down to the floor."""

LEVEL_RANK: dict[str, int] = {"soon": 1, "same-day": 2, "emergency": 3}
"""Urgency in order; when two apply, or it is unsure which, the higher one counts."""
