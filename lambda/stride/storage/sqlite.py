"""Keeps records in one SQLite file: the desk's default, and enough for a skill hosted at home."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from stride.storage.store import KEPT_FOR, StoreConflict, Stored, StoreFailed

LOCK_SECONDS = 1.0
"""How long to wait for another process that is writing."""

_TABLE = """
CREATE TABLE IF NOT EXISTS memory (
    person TEXT PRIMARY KEY, text TEXT NOT NULL, version INTEGER NOT NULL, expires INTEGER NOT NULL
) WITHOUT ROWID
"""
_LOAD = "SELECT text, version FROM memory WHERE person = :person AND expires > :now"
_SAVE_FIRST = """
INSERT INTO memory (person, text, version, expires) VALUES (:person, :text, 1, :expires)
ON CONFLICT (person) DO UPDATE SET text = :text, version = 1, expires = :expires WHERE expires <= :now
"""
_SAVE_NEXT = """
UPDATE memory SET text = :text, version = version + 1, expires = :expires
WHERE person = :person AND version = :version AND expires > :now
"""
_CLEAN_UP = "DELETE FROM memory WHERE expires <= :now"
_FORGET = "DELETE FROM memory WHERE person = :person"


class SqliteStore:
    """Records in the file `path`, which is made with its folder when something is first kept.

    A connection is opened for every call, so that threads and processes share nothing but the file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self, person: str, now: datetime) -> Stored:
        with self._open() as database:
            row = database.execute(_LOAD, {"person": person, "now": int(now.timestamp())}).fetchone()
        return Stored(*row) if row else Stored()

    def save(self, person: str, text: str, version: int, now: datetime) -> None:
        values = {
            "person": person,
            "text": text,
            "version": version,
            "now": int(now.timestamp()),
            "expires": int((now + KEPT_FOR).timestamp()),
        }
        with self._open() as database:
            written = database.execute(_SAVE_NEXT if version else _SAVE_FIRST, values).rowcount
            database.execute(_CLEAN_UP, {"now": values["now"]})
        if not written:
            raise StoreConflict

    def forget(self, person: str) -> None:
        with self._open() as database:
            database.execute(_FORGET, {"person": person})

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """A connection whose work is committed at the end. Raises StoreFailed for whatever goes wrong with the file."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            database = sqlite3.connect(self._path, timeout=LOCK_SECONDS)
            try:
                # Deleted rows are overwritten on the disk: forgotten means gone.
                database.execute("PRAGMA secure_delete = ON")
                database.execute(_TABLE)
                with database:
                    yield database
            finally:
                database.close()
        except (sqlite3.Error, OSError, UnicodeError) as error:
            raise StoreFailed(f"the SQLite file {self._path} could not be used: {error}") from error
