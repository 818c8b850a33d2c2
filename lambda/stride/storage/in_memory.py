"""Keeps records in this process: for tests, and for a Lambda that shall remember nothing for long."""

from __future__ import annotations

from datetime import datetime
from threading import Lock

from stride.storage.store import KEPT_FOR, StoreConflict, Stored


class InMemoryStore:
    """A dictionary with versions; safe to use from several threads."""

    def __init__(self) -> None:
        self._records: dict[str, tuple[Stored, datetime]] = {}
        self._lock = Lock()

    def load(self, person: str, now: datetime) -> Stored:
        stored, touched = self._records.get(person, (Stored(), now))
        return stored if now - touched < KEPT_FOR else Stored()

    def save(self, person: str, text: str, version: int, now: datetime) -> None:
        with self._lock:
            if self.load(person, now).version != version:
                raise StoreConflict
            self._records[person] = (Stored(text, version + 1), now)

    def forget(self, person: str) -> None:
        self._records.pop(person, None)
