"""How good the triage is on the corpus, every line scored by a table that has not read its writer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from stride.answers.triage import COMPILED, Finding, Triage, read_content
from stride.answers.weighing import LEVEL, LEVELS, NONE, Weighed
from stride.content.vocabulary import LEVEL_RANK
from workbench.learning.calibrate import fit_probability, probability
from workbench.learning.corpus import FOLDS
from workbench.triage.learn import CALIBRATION, Studied, held_out, signals, study


@dataclass(frozen=True)
class Measured:
    """Shares, 0 to 1."""

    recall: float
    """Of the red flags, those found as any flag."""
    emergencies: float
    """Of the emergencies, those found as any flag."""
    flag_right: float
    """Of those found, the ones with the right flag."""
    level_enough: float
    """Of those found, the ones at least as urgent as they should be."""
    false_alarms: dict[str, float]
    """By group: benign lines, near misses of the contrast files, questions, elsewhere."""


def measure(language: str = "en") -> Measured:
    """Measures the committed rules and thresholds; takes about two minutes and needs the extra `learn`."""
    lines = study(language)
    margins = held_out(lines)
    likely = _probabilities(lines, margins)
    triage = Triage(read_content(COMPILED / language / "triage.json"))
    found = {place: triage.decide(lines[place].seen, _weighed(margins[place], likely[place])) for place in margins}
    return _summary(lines, found)


def _probabilities(lines: Sequence[Studied], margins: dict[int, dict[str, float]]) -> dict[int, float]:
    """Calibrated without the fold each line belongs to."""
    places = list(margins)
    rows = np.array([signals(lines[place], margins[place]) for place in places])
    truth = np.array([lines[place].line.kind == "flag" for place in places])
    counts = np.array([CALIBRATION[lines[place].line.kind] for place in places])
    folds = np.array([lines[place].line.fold for place in places])
    likely = np.zeros(len(places))
    for fold in range(FOLDS):
        weights = fit_probability(rows[folds != fold], truth[folds != fold], counts[folds != fold])
        likely[folds == fold] = probability(weights, rows[folds == fold])
    return dict(zip(places, likely.tolist(), strict=True))


def _weighed(margins: dict[str, float], likely: float) -> Weighed:
    flags = {name: value for name, value in margins.items() if name != NONE and not name.startswith(LEVEL)}
    return Weighed(likely, flags, {level: margins[LEVEL + level] for level in LEVELS})


def _summary(lines: Sequence[Studied], found: dict[int, Finding | None]) -> Measured:
    count: Counter[str] = Counter()
    for place, finding in found.items():
        one = lines[place]
        group = _group(one)
        count[group] += 1
        count[f"{group} found"] += finding is not None
        if one.line.kind != "flag":
            continue
        count["emergency"] += one.level == "emergency"
        if finding is not None:
            count["emergency found"] += one.level == "emergency"
            count["right"] += finding.flag == one.line.label
            count["enough"] += LEVEL_RANK[finding.level] >= LEVEL_RANK[one.level]
    others = [group for group in ("benign", "near misses", "question", "elsewhere") if count[group]]
    return Measured(
        recall=count["flag found"] / count["flag"],
        emergencies=count["emergency found"] / count["emergency"],
        flag_right=count["right"] / count["flag found"],
        level_enough=count["enough"] / count["flag found"],
        false_alarms={group: count[f"{group} found"] / count[group] for group in others},
    )


def _group(one: Studied) -> str:
    near = one.line.kind == "benign" and "contrast" in one.line.source
    return "near misses" if near else one.line.kind
