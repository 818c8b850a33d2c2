"""What every store can do, and how it says that it could not.

A record is JSON text with a version. A save names the version it was made from, so that two devices cannot overwrite
each other. `now` is passed in; a store reads no clock.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

import msgspec

KEPT_FOR = timedelta(days=400)
"""A record that nobody touched for this long is gone."""


class Stored(msgspec.Struct, frozen=True):
    """What a store holds for one person: nothing yet is version 0."""

    text: str | None = None
    version: int = 0


class StoreFailed(Exception):
    """The store did not answer, or answered with an error; nothing is known to be written."""


class StoreConflict(Exception):
    """Somebody else saved since the record was loaded; nothing was written."""


class Store(Protocol):
    """One record a person."""

    def load(self, person: str, now: datetime) -> Stored:
        """The record, or an empty one. Raises StoreFailed."""

    def save(self, person: str, text: str, version: int, now: datetime) -> None:
        """Writes the record if the stored version still is `version`. Raises StoreConflict, StoreFailed."""

    def forget(self, person: str) -> None:
        """Deletes everything about a person; nothing to delete is fine. Raises StoreFailed."""
