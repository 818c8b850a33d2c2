"""The store in one SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from stride.storage.open_store import open_store
from stride.storage.sqlite import SqliteStore
from stride.storage.store import KEPT_FOR, Store, StoreFailed
from tests.contract.storage.suite import MONDAY, PARTNER, RUNNER, StoreSuite


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "stride.sqlite"


@pytest.fixture
def store(file: Path) -> Store:
    return open_store(f"sqlite:{file}")


class TestSqlite(StoreSuite):
    pass


def test_another_process_finds_what_was_saved(store: Store, file: Path) -> None:
    store.save(RUNNER, "kept", 0, MONDAY)
    assert SqliteStore(file).load(RUNNER, MONDAY).text == "kept"


def test_what_was_forgotten_is_not_left_in_the_file(store: Store, file: Path) -> None:
    store.save(RUNNER, "bird dog at seven", 0, MONDAY)
    assert b"bird dog at seven" in file.read_bytes()
    store.forget(RUNNER)
    assert b"bird dog at seven" not in file.read_bytes()


def test_records_that_are_over_leave_the_file_when_somebody_saves(store: Store, file: Path) -> None:
    store.save(RUNNER, "long ago", 0, MONDAY)
    store.save(PARTNER, "today", 0, MONDAY + KEPT_FOR + timedelta(days=1))
    assert b"long ago" not in file.read_bytes()


BROKEN: dict[str, Callable[[Path], object]] = {
    "not a database": lambda file: file.write_bytes(b"This is no database at all. " * 100),
    "a folder": lambda file: file.mkdir(),
    "another table of that name": lambda file: sqlite3.connect(file).execute("CREATE TABLE memory (name TEXT)"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_file_is_a_failure_that_names_it(file: Path, kind: str) -> None:
    file.parent.mkdir()
    BROKEN[kind](file)
    store = SqliteStore(file)
    for attempt in (
        lambda: store.load(RUNNER, MONDAY),
        lambda: store.save(RUNNER, "text", 0, MONDAY),
        lambda: store.forget(RUNNER),
    ):
        with pytest.raises(StoreFailed, match=r"stride\.sqlite could not be used"):
            attempt()


def test_a_file_in_a_place_that_cannot_be_made_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "occupied").write_text("")
    with pytest.raises(StoreFailed, match="occupied"):
        SqliteStore(tmp_path / "occupied" / "stride.sqlite").load(RUNNER, MONDAY)


def test_a_file_that_somebody_holds_locked_is_a_failure_and_not_a_wait_without_end(store: Store, file: Path) -> None:
    store.save(RUNNER, "before", 0, MONDAY)
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreFailed, match="locked"):
        store.save(RUNNER, "after", 1, MONDAY)
    holder.close()
    assert store.load(RUNNER, MONDAY).text == "before"


def test_text_that_cannot_be_stored_is_a_failure(store: Store) -> None:
    with pytest.raises(StoreFailed):
        store.save(RUNNER, "half a pair: \ud83c", 0, MONDAY)
