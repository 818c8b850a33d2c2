"""From the corpus to the committed index, byte for byte the same every time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from stride.answers.linear import Scores
from stride.answers.retrieval import NONE, signals_of
from stride.answers.second_look import BENIGN, LEVELS
from stride.answers.text import Features
from workbench.learning.binary import write_index
from workbench.learning.calibrate import fit_probability, fit_sharpness, probability, threshold_for
from workbench.learning.corpus import FOLDS, Line, flag_levels, read_corpus
from workbench.learning.matrix import look
from workbench.learning.samples import CARRIERS, Sample, samples
from workbench.learning.tables import fit_flags, fit_topics
from workbench.learning.train import Fitted

ANSWER_PRECISION = 0.975
CONFIRM_PRECISION = 0.80
ALARM_PRECISION = 0.97

Fit = Callable[[Sequence[Sample], Sequence[Features]], Fitted]


@dataclass(frozen=True)
class HeldOut:
    """What tables made of lines whose writers they had not read."""

    lines: tuple[Line, ...]
    said: tuple[Features, ...]
    columns: tuple[str, ...]
    margins: np.ndarray
    known: tuple[tuple[float, ...], ...]


def build_index(corpus: Path, out: Path, flags: Path | None = None) -> None:
    """Trains on a corpus folder and writes an index file; `flags` is the folder of the flags' content.

    Takes minutes on one core. Raises corpus.CorpusError.
    """
    chosen = samples(read_corpus(corpus))
    said = look([sample.text for sample in chosen])
    usual = flag_levels(flags) if flags else {}

    def flag_fit(some: Sequence[Sample], their: Sequence[Features]) -> Fitted:
        return fit_flags(some, their, usual)

    settings = {
        **retrieval_settings(hold_out(chosen, said, fit_topics)),
        "second-look": second_look_settings(hold_out(chosen, said, flag_fit)),
        "carriers": sorted(CARRIERS),
    }
    write_index({"topics": fit_topics(chosen, said), "flags": flag_fit(chosen, said)}, settings, out)


def hold_out(chosen: Sequence[Sample], said: Sequence[Features], fit: Fit) -> HeldOut:
    """Scores every line that belongs to a fold by a table trained without its fold."""
    lines, seen, known, margins = [], [], [], []
    columns: tuple[str, ...] = ()
    for fold in range(FOLDS):
        inside = [i for i, sample in enumerate(chosen) if sample.line.fold != fold]
        outside = [
            i for i, sample in enumerate(chosen) if sample.line.fold == fold and sample.text == sample.line.text
        ]
        table = fit([chosen[i] for i in inside], [said[i] for i in inside])
        columns = table.columns
        held = [said[i] for i in outside]
        lines += [chosen[i].line for i in outside]
        seen += held
        known += table.space.known(held)
        margins.append(table.margins(held))
    return HeldOut(tuple(lines), tuple(seen), columns, np.vstack(margins), tuple(known))


def retrieval_settings(held: HeldOut) -> dict[str, Any]:
    """Calibration and bands of the topic table."""
    topics = [column for column in held.columns if column != NONE]
    numbers = {topic: number for number, topic in enumerate(topics)}
    margins = held.margins[:, [held.columns.index(topic) for topic in topics]]
    truth = np.array([numbers.get(line.label, -1) if line.kind == "question" else -1 for line in held.lines])
    asked = truth >= 0
    sharpness = fit_sharpness(margins[asked], truth[asked])
    signals, order = signals_matrix(held, topics, margins, sharpness)
    first = order[:, 0] == truth
    two = first | (order[:, 1] == truth)
    fitted = {name: fit_probability(signals, goal) for name, goal in (("known", asked), ("first", first), ("two", two))}
    likely = {name: probability(weights, signals) for name, weights in fitted.items()}
    sure = np.minimum(likely["first"], likely["known"])
    either = np.minimum(np.maximum(likely["two"], likely["first"]), likely["known"])
    answer = threshold_for(sure, first, ANSWER_PRECISION)
    left = sure < answer
    confirm = threshold_for(either[left], two[left], CONFIRM_PRECISION)
    return {"retrieval": {"sharpness": sharpness, **fitted}, "bands": {"answer": answer, "confirm": confirm}}


def signals_matrix(
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


def second_look_settings(held: HeldOut) -> dict[str, Any]:
    """Calibration and alarm threshold of the flag table."""
    names = {f"level:{name}" for name in (*LEVELS, BENIGN)} | {BENIGN}
    flags = [number for number, column in enumerate(held.columns) if column not in names]
    best = held.margins[:, flags].max(axis=1)
    none = held.margins[:, held.columns.index(BENIGN)]
    truth = np.array([line.kind == "flag" for line in held.lines])
    signals = np.column_stack([best, none])
    weights = fit_probability(signals, truth)
    return {"any": weights, "alarm": threshold_for(probability(weights, signals), truth, ALARM_PRECISION)}
