"""Fits the table that weighs concepts, rules and wording, and writes it byte for byte the same every time.

Needs the optional extra `learn`. The probability is calibrated on lines held out by writer, so that it says how
often an utterance of an unread writer is a red flag, as far as the corpus speaks for people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.svm import LinearSVC

from stride.answers.examine import Examined, Examiner
from stride.answers.text import Features
from stride.answers.triage import COMPILED, read_content
from stride.answers.weighing import LEVEL, NONE, features_of, names_of, settings, signals_of, table_path
from workbench.learning.binary import write_index
from workbench.learning.calibrate import fit_probability
from workbench.learning.corpus import FOLDS, Line, flag_levels, read_corpus
from workbench.learning.families import read_families
from workbench.learning.matrix import learn_space
from workbench.learning.train import Fitted

CORPUS = Path(__file__).parents[1] / "corpus"
PHRASES = Path(__file__).with_name("phrases")
"""More lines, `flag or none<TAB>level or -<TAB>phrasing`: plain ways of saying it, and near misses."""
LEAST = (2, 2, 2, 2, 1, 2)
"""How many lines must hold a feature for it to be kept, by block."""
BLOCK_WEIGHTS = (1.0, 1.0, 0.7, 0.7, 1.0, 0.7)
"""How much the blocks count: words, pieces, families, pairs of families; concepts, pairs of concepts."""
LOOSENESS = 0.3
"""The C of the support vector machines."""
LINE_WEIGHTS = {"flag": 3.0, "benign": 2.5, "question": 1.0, "elsewhere": 1.0}
"""How much a line counts in fitting, by kind."""
CALIBRATION = {"flag": 1.3, "benign": 2.0, "question": 0.6, "elsewhere": 1.0}
"""How much a line counts for the probability, by kind."""


@dataclass(frozen=True)
class Studied:
    """A line of the corpus and what was seen in it."""

    line: Line
    seen: Examined
    said: Features
    level: str
    """Its urgency, or "none"."""


def study(language: str = "en", corpus: Path = CORPUS, compiled: Path = COMPILED) -> list[Studied]:
    """Examines every line of the corpus by the compiled rules. Raises corpus.CorpusError, TriageMissing."""
    examiner = Examiner(read_content(compiled / language / "triage.json"))
    usual = flag_levels(COMPILED.parent / language / "flags")
    families = read_families(language)
    lines = []
    for line in (*read_corpus(corpus / language), *more_lines(language)):
        seen = examiner.examine(line.text)
        level = (line.level or usual[line.label]) if line.kind == "flag" else NONE
        lines.append(Studied(line, seen, features_of(seen, families), level))
    return lines


def more_lines(language: str = "en") -> list[Line]:
    """The lines beside the corpus: a file a writer, each in a fold of its own as far as there are folds."""
    files = sorted(PHRASES.glob(f"{language}*.tsv"))
    return [line for number, file in enumerate(files) for line in _lines_of(file, number % FOLDS)]


def _lines_of(file: Path, fold: int) -> list[Line]:
    """The lines of one writer."""
    lines = []
    for row in file.read_text(encoding="utf-8").splitlines():
        name, level, text = row.split("\t")
        kind = "benign" if name == NONE else "flag"
        lines.append(Line(text, kind, name, None if level == "-" else level, file.stem, fold))
    return lines


def learn(language: str = "en", out: Path | None = None) -> Path:
    """Fits and writes the table of a language; takes two minutes on one core."""
    lines = study(language)
    path = out or table_path(language)
    weights = calibrated(lines, held_out(lines))
    examiner = Examiner(read_content(COMPILED / language / "triage.json"))
    names = names_of(examiner.concepts, [rule.id for rule in examiner.rules])
    write_index({"flags": fit(lines)}, read_families(language), settings(weights, names), path)
    return path


def fit(lines: Sequence[Studied]) -> Fitted:
    """One column a flag and one for none, then the same for levels."""
    space = learn_space([one.said for one in lines], LEAST, BLOCK_WEIGHTS)
    matrix = space.matrix([one.said for one in lines])
    counts = np.array([LINE_WEIGHTS[one.line.kind] for one in lines])
    columns: list[str] = []
    weights, biases = [], []
    for prefix, labels in (("", [label(one) for one in lines]), (LEVEL, [one.level for one in lines])):
        model = LinearSVC(C=LOOSENESS, random_state=0, max_iter=2000)
        model.fit(matrix, labels, sample_weight=counts)
        columns += [f"{prefix}{name}" for name in model.classes_]
        weights.append(model.coef_.T)
        biases.append(model.intercept_)
    return Fitted(tuple(columns), space, np.hstack(weights), np.concatenate(biases))


def held_out(lines: Sequence[Studied]) -> dict[int, dict[str, float]]:
    """Place of a line -> its margins by a table that has not read its writer; lines without a fold are left out."""
    found: dict[int, dict[str, float]] = {}
    for fold in range(FOLDS):
        table = fit([one for one in lines if one.line.fold != fold])
        places = [place for place, one in enumerate(lines) if one.line.fold == fold]
        margins = table.margins([lines[place].said for place in places])
        for place, row in zip(places, margins, strict=True):
            found[place] = dict(zip(table.columns, row.tolist(), strict=True))
    return found


def signals(one: Studied, margins: dict[str, float]) -> list[float]:
    """The signals of a held-out line, as `weighing.Weigher` computes them."""
    flags = {name: value for name, value in margins.items() if name != NONE and not name.startswith(LEVEL)}
    return signals_of(one.seen, flags, margins[NONE])


def calibrated(lines: Sequence[Studied], margins: dict[int, dict[str, float]]) -> list[float]:
    """Weights of the signals; the last is the constant."""
    rows = np.array([signals(lines[place], margins[place]) for place in margins])
    truth = np.array([lines[place].line.kind == "flag" for place in margins])
    counts = np.array([CALIBRATION[lines[place].line.kind] for place in margins])
    return fit_probability(rows, truth, counts)


def label(one: Studied) -> str:
    """The column that should speak for a line."""
    return one.line.label if one.line.kind == "flag" else NONE
