"""A trained table is known to be out of date by what it was made from, without being trained again."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.learning import trained
from workbench.learning.trained import Table


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(trained, "_WORKBENCH", tmp_path / "workbench")
    source = tmp_path / "workbench" / "corpus.txt"
    source.parent.mkdir()
    source.write_text("is running good for my back\n", encoding="utf-8")
    return source


@pytest.fixture
def table(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Table:
    """The only table there is; its training writes the corpus in capitals."""
    made = Table(
        tmp_path / "en.bin", (corpus,), lambda out: out.write_text(corpus.read_text("utf-8").upper(), encoding="utf-8")
    )
    monkeypatch.setattr(trained, "tables", lambda language="en": [made])
    return made


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "trained.json"


def test_a_table_that_was_never_trained_is_out_of_date(table: Table, record: Path) -> None:
    assert list(trained.stale(record=record)) == [table]


def test_a_table_just_trained_is_not(table: Table, record: Path) -> None:
    trained.train(table, record)
    assert list(trained.stale(record=record)) == []
    assert table.path.read_text(encoding="utf-8") == "IS RUNNING GOOD FOR MY BACK\n"


def test_a_new_phrasing_makes_it_out_of_date(table: Table, record: Path, corpus: Path) -> None:
    trained.train(table, record)
    corpus.write_text("is running bad for my back\n", encoding="utf-8")
    assert list(trained.stale(record=record)) == [table]


def test_a_table_changed_by_other_hands_is_out_of_date(table: Table, record: Path) -> None:
    trained.train(table, record)
    table.path.write_text("something else", encoding="utf-8")
    assert list(trained.stale(record=record)) == [table]


def test_a_missing_table_is_out_of_date(table: Table, record: Path) -> None:
    trained.train(table, record)
    table.path.unlink()
    assert list(trained.stale(record=record)) == [table]
