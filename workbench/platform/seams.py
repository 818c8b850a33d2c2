"""What a device needs from outside: a skill to ask, and an understanding of words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

Handle = Callable[[dict[str, Any], object], dict[str, Any]]
"""A skill: request envelope and Lambda context in, response envelope out."""


class HasIntent(Protocol):
    """What was understood."""

    @property
    def intent(self) -> str: ...

    def as_request_slots(self) -> Mapping[str, Any]:
        """The slots in the shape of a request."""


class Understands(Protocol):
    """The second half of speech recognition: words in, intent and slots out."""

    def understand(self, utterance: str) -> HasIntent: ...
