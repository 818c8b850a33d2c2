"""The figures of cross-validation by writer, for the table in docs/answers.md."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from stride.answers.bands import Band, Bands
from stride.answers.linear import Scores
from stride.answers.retrieval import rank_scores
from workbench.learning.heldout import HeldOut


def retrieval_figures(held: HeldOut, settings: Mapping[str, Any]) -> dict[str, float]:
    """Percentages over held-out lines, by the very code the coach ranks with."""
    bands = Bands(**settings["bands"])
    tallies: dict[str, list[bool]] = {}

    def note(name: str, holds: bool) -> None:
        tallies.setdefault(name, []).append(holds)

    for line, said, margins, known in zip(held.lines, held.said, held.margins, held.known, strict=True):
        scores = Scores(tuple(margins.tolist()), known)
        ranking = rank_scores(held.columns, scores, said, settings["retrieval"])
        band = bands.of(ranking.first_right, ranking.two_right)
        if line.kind == "question":
            first, second = ranking.topics[0][0], ranking.topics[1][0]
            note("top-1", line.label == first)
            note("top-2", line.label in (first, second))
            note("answered at once", band is Band.ANSWER)
            note("asked back", band is Band.CONFIRM)
            if band is Band.ANSWER:
                note("answered rightly", line.label == first)
            if band is not Band.UNKNOWN:
                note("right among what is offered", line.label in (first, second)[: 1 + (band is Band.CONFIRM)])
        else:
            note(f"{line.kind} answered", band is Band.ANSWER)
            note(f"{line.kind} asked back", band is Band.CONFIRM)
    return {name: 100 * float(np.mean(values)) for name, values in sorted(tallies.items())}
