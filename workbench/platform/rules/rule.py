"""What a rule is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from workbench.platform.exchange import Exchange


@dataclass(frozen=True)
class Rule:
    check: Callable[[Exchange], Iterable[str]]
    """The problems of one exchange, each a sentence without its full stop."""
    source: str
    """Where the limit comes from."""
