"""Calibration and thresholds, learned from held-out lines and kept in the index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from stride.answers.linear import Scores
from stride.answers.retrieval import NONE, signals_of
from workbench.learning.calibrate import fit_probability, fit_sharpness, probability, threshold_for
from workbench.learning.heldout import HeldOut
from workbench.learning.samples import topic_label

ANSWER_PRECISION = 0.972
"""Share of right ones among the held-out questions answered at once."""
OFF_TOPIC_ANSWERED = 0.025
"""Most of the held-out off-topic lines answered; a little above the aim, as the final table has read them all."""
CONFIRM_RIGHT = 0.3
"""Least probability that one of two is right for asking which."""
_WEIGHT = {"question": 1.0, "elsewhere": 1.5, "benign": 0.3, "flag": 0.1}
"""How much a held-out line counts in calibration, by kind; flags have been sent elsewhere by then."""


def retrieval_settings(held: HeldOut) -> dict[str, Any]:
    """Calibration and bands of the topic table."""
    topics = [column for column in held.columns if column != NONE]
    numbers = {topic: number for number, topic in enumerate(topics)}
    margins = held.margins[:, [held.columns.index(topic) for topic in topics]]
    truth = np.array([numbers.get(topic_label(line), -1) for line in held.lines])
    weights = np.array([_WEIGHT[line.kind] for line in held.lines])
    asked, stray = truth >= 0, np.array([line.kind == "elsewhere" for line in held.lines])
    sharpness = fit_sharpness(margins[asked], truth[asked])
    signals, order = _signals(held, topics, margins, sharpness)
    first = order[:, 0] == truth
    two = first | (order[:, 1] == truth)
    goals = {"known": asked, "first": first, "two": two}
    fitted = {name: fit_probability(signals, goal, weights) for name, goal in goals.items()}
    likely = {name: probability(weights, signals) for name, weights in fitted.items()}
    sure = np.minimum(likely["first"], likely["known"])
    answer = max(
        threshold_for(sure[asked], first[asked], ANSWER_PRECISION),
        float(np.quantile(sure[stray], 1 - OFF_TOPIC_ANSWERED)) if stray.any() else 0.0,
    )
    bands = {"answer": answer, "confirm": min(CONFIRM_RIGHT, answer)}
    return {"retrieval": {"sharpness": sharpness, **fitted}, "bands": bands}


def _signals(
    held: HeldOut, topics: Sequence[str], margins: np.ndarray, sharpness: float
) -> tuple[np.ndarray, np.ndarray]:
    """The signals of every held-out line, and its topics' numbers from the likeliest down."""
    order = np.argsort(-margins, axis=1, kind="stable")
    shares = np.exp(sharpness * (margins - margins.max(axis=1, keepdims=True)))
    shares /= shares.sum(axis=1, keepdims=True)
    none = held.margins[:, held.columns.index(NONE)]
    rows = []
    for i, said in enumerate(held.said):
        best = order[i, :3]
        ranked = [(topics[k], float(margins[i, k])) for k in best]
        rows.append(signals_of(ranked, shares[i, best].tolist(), float(none[i]), Scores((), held.known[i]), said))
    return np.array(rows), order
