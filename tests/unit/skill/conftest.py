"""What the tests of the skill share: a handler and events."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from stride.skill.app import build_skill
from stride.storage.in_memory import InMemoryStore

Handle = Callable[[dict[str, Any], Any], dict[str, Any]]


@pytest.fixture
def handle() -> Handle:
    return build_skill(InMemoryStore())
