"""Fits the table that weighs concepts, rules and wording, and writes it byte for byte the same every time.

Needs the optional extra `learn`. The probability is calibrated on lines kept aside, which the authors of the rules
have not read, each weighed by a table that has not read its writer, so that it says how often an utterance like theirs
is a red flag.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.svm import LinearSVC

from stride.answers.examine import Examined, Examiner
from stride.answers.text import Features
from stride.answers.triage import COMPILED, read_content
from stride.answers.weighing import HIGHER, NONE, features_of, names_of, settings, signals_of, table_path
from stride.content.vocabulary import LEVEL_RANK
from workbench.content.source import CONTENT
from workbench.learning.binary import write_index
from workbench.learning.calibrate import fit_probability
from workbench.learning.corpus import Line, flag_levels, read_corpus
from workbench.learning.families import read_families
from workbench.learning.matrix import Space, learn_space
from workbench.learning.train import Fitted
from workbench.triage.source import read_triage

CORPUS = Path(__file__).parents[1] / "corpus"
PHRASES = Path(__file__).with_name("phrases")
"""More lines, `flag or none<TAB>level or -<TAB>phrasing`: plain ways of saying it, and near misses."""
HELD = Path(__file__).with_name("held")
"""Lines as `stride evaluate` reads them, `kind<TAB>id<TAB>level or -<TAB>phrasing`, kept from the authors of the
rules: on them the probability is calibrated and the thresholds are chosen."""
LEAST = (2, 2, 2, 2, 1, 2)
"""How many lines must hold a feature for it to be kept, by block."""
BLOCK_WEIGHTS = (1.0, 1.0, 0.7, 0.7, 0.5, 0.35)
"""How much the blocks count: words, pieces, families, pairs of families; concepts, pairs of concepts. Concepts count
half, as their phrases were gathered from the lines they are learned from."""
LOOSENESS = 0.3
"""The C of the support vector machines."""
LINE_WEIGHTS = {"flag": 3.0, "benign": 2.5, "question": 1.0, "elsewhere": 1.0}
"""How much a line counts in fitting, by kind."""
FOLDS = 5
"""Into how many parts the writers kept aside are dealt for calibration."""
LEVEL_LINES = 20
"""How many lines a level of a flag must have to be learned."""
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


def study(language: str, lines: Iterable[Line]) -> list[Studied]:
    """Examines lines by the compiled rules. Raises TriageMissing."""
    examiner = Examiner(read_content(COMPILED / language / "triage.json"))
    usual = flag_levels(COMPILED.parent / language / "flags")
    families = read_families(language)
    studied = []
    for line in lines:
        seen = examiner.examine(line.text)
        level = (line.level or usual[line.label]) if line.kind == "flag" else NONE
        studied.append(Studied(line, seen, features_of(seen, families), level))
    return studied


def more_lines(language: str = "en") -> list[Line]:
    """The lines beside the corpus, a file a writer."""
    rows = _rows(PHRASES, language)
    return [_line("benign" if name == NONE else "flag", name, level, text, file) for file, (name, level, text) in rows]


def rule_lines(language: str = "en") -> list[Line]:
    """What each rule says as its example."""
    rules = read_triage(CONTENT / language / "triage").rules
    return [_line("flag", rule.flag, rule.level, said, rule.id) for rule in rules for said in rule.says]


def held_lines(language: str = "en") -> list[Line]:
    """The lines kept aside, which nobody who writes rules may read."""
    return [_line(kind, name, level, text, file) for file, (kind, name, level, text) in _rows(HELD, language)]


def _rows(folder: Path, language: str) -> Iterator[tuple[str, list[str]]]:
    for file in sorted(folder.glob(f"{language}*.tsv")):
        for row in file.read_text(encoding="utf-8").splitlines():
            yield file.stem, row.split("\t")


def _line(kind: str, name: str, level: str, text: str, file: str) -> Line:
    return Line(text, kind, name, None if level == "-" else level, file, fold=-1)


def learn(language: str = "en", out: Path | None = None) -> Path:
    """Fits and writes the table of a language; takes four minutes on one core."""
    held = study(language, held_lines(language))
    aside = {one.line.text for one in held}
    corpus = (line for line in read_corpus(CORPUS / language) if line.text not in aside)
    lines = study(language, (*corpus, *more_lines(language), *rule_lines(language)))
    all_lines = [*lines, *held]
    path = out or table_path(language)
    names = names_of(Examiner(read_content(COMPILED / language / "triage.json")).concepts)
    weights = calibrated(lines, held)
    header = settings(weights, names, levels_of(all_lines))
    write_index({"flags": fit(all_lines)}, read_families(language), header, path)
    return path


def fit(lines: Sequence[Studied]) -> Fitted:
    """One column a flag and one for none, then one for each flag of two levels: the higher one less the lower one.

    Levels are learned as labels of their own beside all else, since what makes one flag urgent is nothing in another.
    """
    flags = fit_flags(lines)
    urgency = _machine(flags.space, lines, [f"{label(one)} {one.level}" for one in lines])
    place = {name: number for number, name in enumerate(urgency.classes_)}
    pairs = [(flag, levels) for flag, levels in levels_of(lines).items() if len(levels) > 1]
    upper = [place[f"{flag} {higher}"] for flag, (_, higher) in pairs]
    lower = [place[f"{flag} {lower}"] for flag, (lower, _) in pairs]
    return Fitted(
        (*flags.columns, *(HIGHER + flag for flag, _ in pairs)),
        flags.space,
        np.hstack([flags.weights, (urgency.coef_[upper] - urgency.coef_[lower]).T]),
        np.concatenate([flags.bias, urgency.intercept_[upper] - urgency.intercept_[lower]]),
    )


def fit_flags(lines: Sequence[Studied]) -> Fitted:
    """Only the columns of flags and the one for none."""
    space = learn_space([one.said for one in lines], LEAST, BLOCK_WEIGHTS)
    machine = _machine(space, lines, [label(one) for one in lines])
    return Fitted(tuple(machine.classes_), space, machine.coef_.T, machine.intercept_)


def _machine(space: Space, lines: Sequence[Studied], labels: Sequence[str]) -> LinearSVC:
    machine = LinearSVC(C=LOOSENESS, random_state=0, max_iter=2000)
    counts = np.array([LINE_WEIGHTS[one.line.kind] for one in lines])
    return machine.fit(space.matrix([one.said for one in lines]), labels, sample_weight=counts)


def levels_of(lines: Sequence[Studied]) -> dict[str, tuple[str, ...]]:
    """Flag -> its level, or its two levels, the lower first; a level of a few lines only is left out."""
    count = Counter((one.line.label, one.level) for one in lines if one.line.kind == "flag")
    found = {}
    for flag in sorted({flag for flag, _ in count}):
        levels = sorted((level for level in LEVEL_RANK if count[flag, level]), key=lambda name: LEVEL_RANK[name])
        found[flag] = tuple([level for level in levels if count[flag, level] >= LEVEL_LINES] or levels)[-2:]
    return found


def calibrated(lines: Sequence[Studied], held: Sequence[Studied]) -> list[float]:
    """Weights of the signals; the last is the constant.

    They come from the lines kept aside, each as it looks to a table that has not read its writer.
    """
    writers = sorted({one.line.source for one in held})
    rows, read = [], []
    for fold in range(FOLDS):
        unread = [one for one in held if writers.index(one.line.source) % FOLDS == fold]
        table = fit_flags([*lines, *(one for one in held if writers.index(one.line.source) % FOLDS != fold)])
        margins = table.margins([one.said for one in unread])
        found = (dict(zip(table.columns, row.tolist(), strict=True)) for row in margins)
        rows += [signals(one, of) for one, of in zip(unread, found, strict=True)]
        read += unread
    truth = np.array([one.line.kind == "flag" for one in read])
    counts = np.array([CALIBRATION[one.line.kind] for one in read])
    return fit_probability(np.array(rows), truth, counts)


def signals(one: Studied, margins: Mapping[str, float]) -> list[float]:
    """The signals of a line, as `weighing.Weigher` computes them."""
    return signals_of(one.seen, {name: value for name, value in margins.items() if name != NONE}, margins[NONE])


def label(one: Studied) -> str:
    """The column that should speak for a line."""
    return one.line.label if one.line.kind == "flag" else NONE
