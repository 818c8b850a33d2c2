"""Who answers what: one module a conversation, joined here by request type, intent and open question."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType

from stride.skill.conversations import (
    asking,
    coaching,
    hurting,
    launching,
    playback,
    remembering,
    return_plan,
    starting,
    teaching,
    tips,
)
from stride.skill.conversations.asking import question
from stride.skill.conversations.hurting import after_flag
from stride.skill.conversations.launching import (
    not_understood,
    unexpected_no,
    unexpected_yes,
    unknown_request,
)
from stride.skill.turn import Handler

_MODULES: tuple[ModuleType, ...] = (
    launching,
    starting,
    coaching,
    teaching,
    hurting,
    asking,
    tips,
    remembering,
    return_plan,
    playback,
)


def _joined(name: str) -> Mapping[str, Handler]:
    joined: dict[str, Handler] = {}
    for module in _MODULES:
        table: Mapping[str, Handler] = getattr(module, name, {})
        twice = joined.keys() & table.keys()
        if twice:
            raise ValueError(f"{module.__name__}.{name} handles {', '.join(sorted(twice))} a second time")
        joined.update(table)
    return joined


REQUESTS = _joined("REQUESTS")
"""Request type -> handler."""
INTENTS = _joined("INTENTS")
"""Intent -> handler; question intents all go to `question`."""
YES = _joined("YES")
"""Open question -> what yes does."""
NO = _joined("NO")
"""Open question -> what no does."""

__all__ = [
    "INTENTS",
    "NO",
    "REQUESTS",
    "YES",
    "after_flag",
    "not_understood",
    "question",
    "unexpected_no",
    "unexpected_yes",
    "unknown_request",
]
