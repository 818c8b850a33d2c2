"""The figures of cross-validation by writer, for the table in docs/answers.md."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from stride.answers.bands import Band, Bands
from stride.answers.linear import Scores
from stride.answers.retrieval import rank_scores
from workbench.learning.heldout import HeldOut
from workbench.learning.samples import topic_label
from workbench.learning.settings import flag_scores


def retrieval_figures(held: HeldOut, settings: Mapping[str, Any]) -> dict[str, float]:
    """Percentages over held-out lines, by the very code the coach ranks with."""
    bands = Bands(**settings["bands"])
    tallies: dict[str, list[bool]] = {}

    def note(name: str, holds: bool) -> None:
        tallies.setdefault(name, []).append(holds)

    for line, said, margins, known in zip(held.lines, held.said, held.margins, held.known, strict=True):
        scores = Scores(tuple(margins.tolist()), known)
        ranking = rank_scores(held.columns, scores, said, settings["retrieval"])
        band = bands.of(ranking)
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
        elif topic_label(line) is not None:
            note(f"{line.kind} answered", band is Band.ANSWER)
            note(f"{line.kind} asked back", band is Band.CONFIRM)
    return {name: 100 * float(np.mean(values)) for name, values in sorted(tallies.items())}


def second_look_figures(held: HeldOut, settings: Mapping[str, Any]) -> dict[str, float]:
    """Percentages of held-out lines for which the second look alone raises a flag, by kind."""
    alarmed = flag_scores(held, settings["any"]) >= settings["alarm"]
    kinds = np.array([line.kind for line in held.lines])
    levels = np.array([line.level or "" for line in held.lines])
    out = {f"{kind} alarmed": 100 * float(alarmed[kinds == kind].mean()) for kind in sorted(set(kinds))}
    return {**out, "emergencies (so marked) alarmed": 100 * float(alarmed[levels == "emergency"].mean())}
