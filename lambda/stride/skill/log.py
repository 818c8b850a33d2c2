"""What goes wrong, without a word of what anybody said. `logging` is loaded when there is something to log."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from logging import Logger

NAME = "stride"


def warn(message: str, *values: object) -> None:
    """Something unexpected that was dealt with."""
    _logger().warning(message, *values)


def fail(message: str, *values: object) -> None:
    """Something that cost the listener an answer or a saved place."""
    _logger().error(message, *values)


def set_level(level: str) -> None:
    """From which level on the log is written: DEBUG, INFO, WARNING or ERROR."""
    _logger().setLevel(level)


def _logger() -> Logger:
    import logging

    return logging.getLogger(NAME)
