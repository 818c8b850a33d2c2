"""Reading the corpus: every line with what it means and who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDS = 4
"""How many parts the writers are divided into; a fold holds out whole files or whole stretches of one."""

_LEVEL_PREFIX = re.compile(r"^(soon|same-day|emergency)\|(.*)$")
_FLAG_BLOCK = re.compile(r"^level:\s*(emergency|same-day|soon)\b", re.MULTILINE)


@dataclass(frozen=True)
class Line:
    """One phrasing."""

    text: str
    """As a speech recogniser delivers it."""
    kind: str
    """question, flag, benign or elsewhere."""
    label: str
    """Topic id, flag id, "none" (benign) or the kind of off-topic line."""
    level: str | None
    """Urgency of a flag (emergency, same-day, soon); None for anything else or where the flag's own holds."""
    source: str
    """File it stands in, relative to the corpus folder."""
    fold: int
    """0 to FOLDS - 1: lines of one writer share a fold; -1 is never held out."""


class CorpusError(ValueError):
    """A corpus file breaks its format; the text names file, line and what is wrong."""


def read_corpus(folder: Path) -> tuple[Line, ...]:
    """Every line of the corpus folder, files in alphabetical order. Raises CorpusError."""
    lines = [
        *_one_label_files(folder, "questions", "question"),
        *_one_label_files(folder, "flags", "flag"),
        *_people(folder),
        *_contrast(folder),
        *_benign(folder),
        *_elsewhere(folder),
    ]
    if not lines:
        raise CorpusError(f"{folder}: no corpus files found")
    return tuple(lines)


def flag_levels(folder: Path) -> dict[str, str]:
    """Default urgency by flag id, read from the flag content files in `folder`; empty where there are none."""
    found = {}
    for path in sorted(folder.glob("rf-*.yaml")):
        match = _FLAG_BLOCK.search(path.read_text(encoding="utf-8"))
        if match:
            found[path.stem] = match.group(1)
    return found


def _rows(path: Path, columns: int) -> Iterator[tuple[int, list[str]]]:
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not raw.strip():
            yield number, []
            continue
        cells = [cell.strip() for cell in raw.split("\t")]
        if len(cells) != columns or not all(cells):
            raise CorpusError(f"{path}:{number}: expected {columns} columns between tabs, found {len(cells)}")
        yield number, cells


def _fold(place: int) -> int:
    """The first files judge the others; later ones were written after reading what the models got wrong."""
    return place if place < FOLDS else -1


def _one_label_files(folder: Path, name: str, kind: str) -> Iterator[Line]:
    for path in sorted((folder / name).glob("*.txt")):
        rows = [cells[0] for _, cells in _rows(path, 1) if cells]
        for place, raw in enumerate(rows):
            match = _LEVEL_PREFIX.match(raw) if kind == "flag" else None
            level, text = (match.group(1), match.group(2)) if match else (None, raw)
            fold = place * FOLDS // len(rows) if kind == "flag" else -1
            yield Line(text, kind, path.stem, level, f"{name}/{path.name}", fold)


def _people(folder: Path) -> Iterator[Line]:
    for place, path in enumerate(sorted((folder / "more").glob("people-*.tsv"))):
        for _, cells in _rows(path, 2):
            if cells:
                yield Line(cells[1], "question", cells[0], None, f"more/{path.name}", _fold(place))


def _contrast(folder: Path) -> Iterator[Line]:
    for path in sorted((folder / "more").glob("contrast-*.tsv")):
        group = 0
        for _, cells in _rows(path, 3):
            if not cells:
                group += 1
                continue
            flagged = cells[0] != "none"
            yield Line(
                cells[2],
                "flag" if flagged else "benign",
                cells[0],
                cells[1] if flagged else None,
                f"more/{path.name}",
                group // 5 % FOLDS,
            )


def _benign(folder: Path) -> Iterator[Line]:
    path = folder / "benign.txt"
    if path.exists():
        rows = [cells[0] for _, cells in _rows(path, 1) if cells]
        for place, text in enumerate(rows):
            yield Line(text, "benign", "none", None, path.name, place * FOLDS // len(rows))


def _elsewhere(folder: Path) -> Iterator[Line]:
    paths = [folder / "elsewhere.txt", *sorted((folder / "more").glob("elsewhere-*.tsv"))]
    for place, path in enumerate(path for path in paths if path.exists()):
        for _, cells in _rows(path, 2):
            if cells:
                yield Line(cells[1], "elsewhere", cells[0], None, str(path.relative_to(folder)), _fold(place))
