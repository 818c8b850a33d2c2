"""The store in this process."""

from __future__ import annotations

import pytest

from stride.storage.in_memory import InMemoryStore
from stride.storage.open_store import open_store
from stride.storage.store import Store
from tests.contract.storage.suite import MONDAY, RUNNER, StoreSuite


@pytest.fixture
def store() -> Store:
    return open_store("memory")


class TestMemory(StoreSuite):
    pass


def test_two_memories_share_nothing() -> None:
    one, other = InMemoryStore(), InMemoryStore()
    one.save(RUNNER, "mine", 0, MONDAY)
    assert other.load(RUNNER, MONDAY).text is None
