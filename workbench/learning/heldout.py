"""Cross-validation by writer: what tables make of lines whose writers they have not read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from stride.answers.text import Features
from workbench.learning.corpus import FOLDS, Line
from workbench.learning.samples import Sample
from workbench.learning.train import Fitted

Fit = Callable[[Sequence[Sample], Sequence[Features]], Fitted]


@dataclass(frozen=True)
class HeldOut:
    """Lines and the margins of tables trained without their folds."""

    lines: tuple[Line, ...]
    said: tuple[Features, ...]
    columns: tuple[str, ...]
    margins: np.ndarray
    """One row a line, one column a thing to tell apart."""
    known: tuple[tuple[float, ...], ...]
    """Share of each line's features that the table knew, by block."""


def hold_out(chosen: Sequence[Sample], said: Sequence[Features], fit: Fit) -> HeldOut:
    """Scores every line that belongs to a fold by a table trained without that fold."""
    lines: list[Line] = []
    seen: list[Features] = []
    known: list[tuple[float, ...]] = []
    margins = []
    columns: tuple[str, ...] = ()
    for fold in range(FOLDS):
        inside = [i for i, sample in enumerate(chosen) if sample.line.fold != fold]
        outside = [i for i, sample in enumerate(chosen) if sample.line.fold == fold and sample.whole]
        table = fit([chosen[i] for i in inside], [said[i] for i in inside])
        columns = table.columns
        held = [said[i] for i in outside]
        lines += [chosen[i].line for i in outside]
        seen += held
        known += table.space.known(held)
        margins.append(table.margins(held))
    return HeldOut(tuple(lines), tuple(seen), columns, np.vstack(margins), tuple(known))
