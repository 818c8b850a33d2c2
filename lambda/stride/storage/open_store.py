"""Opens the store that a setting names. A new backend is one module and one line in SCHEMES."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from stride.storage.store import Store

USAGE = "use `memory`, `sqlite:PATH` or `dynamodb:TABLE`"


class StoreSettingWrong(ValueError):
    """The setting names no store; the text says what to write instead."""


def open_store(setting: str) -> Store:
    """The store for a setting such as `sqlite:stride.sqlite`. Raises StoreSettingWrong.

    Nothing is read or connected yet: a store that cannot be reached says so when it is first used.
    """
    scheme, _, place = setting.partition(":")
    if scheme not in SCHEMES:
        raise StoreSettingWrong(f"STRIDE_STORE is `{setting}`, which names no store; {USAGE}")
    return SCHEMES[scheme](place)


def _memory(place: str) -> Store:
    from stride.storage.in_memory import InMemoryStore

    if place:
        raise StoreSettingWrong(f"STRIDE_STORE is `memory:{place}`, but memory has no place; {USAGE}")
    return InMemoryStore()


def _sqlite(place: str) -> Store:
    from stride.storage.sqlite import SqliteStore

    if not place:
        raise StoreSettingWrong(f"STRIDE_STORE names no file after `sqlite:`; {USAGE}")
    return SqliteStore(Path(place).expanduser())


def _dynamodb(place: str) -> Store:
    from stride.storage.dynamodb import DynamoDBStore

    if not re.fullmatch(r"[a-zA-Z0-9_.-]{3,255}", place):
        raise StoreSettingWrong(
            f"STRIDE_STORE names the table `{place}`, but a DynamoDB table's name is 3 to 255 letters, digits, "
            f"dots, hyphens and underscores; {USAGE}"
        )
    return DynamoDBStore(place)


SCHEMES: Mapping[str, Callable[[str], Store]] = {"memory": _memory, "sqlite": _sqlite, "dynamodb": _dynamodb}
