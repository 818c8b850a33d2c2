"""The trained tables that Lambda loads, what each is made from, and whether that has changed since.

Training takes minutes and a heavy library, so its check does neither: `data/trained.json` keeps a hash of what a table
was made from and of the table itself.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from stride.answers.linear import index_path
from stride.answers.weighing import table_path
from workbench.content.source import CONTENT
from workbench.learning.corpus import flag_levels

RECORD = Path(__file__).with_name("data") / "trained.json"
_WORKBENCH = Path(__file__).parents[1]


@dataclass(frozen=True)
class Table:
    """A trained file, the files it is made from, and the function that makes it at a path."""

    path: Path
    sources: tuple[Path, ...]
    train: Callable[[Path], object]
    also: str = ""
    """Whatever else it is made from, as text."""

    def hashes(self) -> dict[str, str]:
        """Of the sources and of the table, as they are now."""
        return {"sources": self._hash_of_sources(), "table": _hash(self.path) if self.path.exists() else ""}

    def _hash_of_sources(self) -> str:
        total = hashlib.sha256(self.also.encode())
        for source in self.sources:
            total.update(f"{source.relative_to(_WORKBENCH.parent).as_posix()} {_hash(source)}\n".encode())
        return total.hexdigest()


def tables(language: str = "en") -> list[Table]:
    """The tables of a language: topics of questions first, then red flags."""
    levels = json.dumps(flag_levels(CONTENT / language / "flags"), sort_keys=True)
    corpus = sorted(path for path in (_WORKBENCH / "corpus" / language).rglob("*") if path.suffix in (".txt", ".tsv"))
    corpus.append(_WORKBENCH / "learning" / "data" / f"{language}-families.tsv")
    rules = CONTENT / "compiled" / language / "triage.json"
    triage = _WORKBENCH / "triage"
    phrases = sorted(path for name in ("phrases", "held") for path in (triage / name).glob(f"{language}*.tsv"))
    examples = sorted((CONTENT / language / "triage" / "rules").glob("*.yaml"))
    flag_sources = (*corpus, rules, *examples, *phrases)
    return [
        Table(index_path(language), tuple(corpus), lambda out: _train_topics(language, out)),
        Table(table_path(language), flag_sources, lambda out: _train_flags(language, out), levels),
    ]


def stale(language: str = "en", record: Path = RECORD) -> Iterator[Table]:
    """Tables whose sources, or which themselves, are no longer what they were when `train` was last run."""
    known = _read(record)
    return (table for table in tables(language) if known.get(table.path.name) != table.hashes())


def train(table: Table, record: Path = RECORD) -> None:
    """Trains a table and notes what it was made from. Raises CorpusError, ModuleNotFoundError."""
    table.train(table.path)
    known = _read(record) | {table.path.name: table.hashes()}
    record.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _train_topics(language: str, out: Path) -> None:
    from workbench.learning.build import build_index

    build_index(_WORKBENCH / "corpus" / language, out)


def _train_flags(language: str, out: Path) -> None:
    from workbench.triage.learn import learn

    learn(language, out)


def _read(record: Path) -> dict[str, dict[str, str]]:
    known: dict[str, dict[str, str]] = json.loads(record.read_text(encoding="utf-8")) if record.exists() else {}
    return known


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
