"""What all commands share: near matches for misspelt names, and the two ways to end badly."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

import click


class Group(click.Group):
    """A group that names the nearest command for one it does not know, and wants one named."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"no_args_is_help": False, **kwargs})

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            raise Misuse(f"there is no command `{args[0]}`{near(args[0], self.list_commands(ctx))}", ctx)
        return super().resolve_command(ctx, args)


class Misuse(click.UsageError):
    """The command was called wrongly: one line on standard error, exit 2."""


class Failure(click.ClickException):
    """The command was called rightly and cannot do it: one line on standard error, exit 1."""

    exit_code = 1

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.ctx = click.get_current_context(silent=True)


def near(name: str, known: Iterable[str]) -> str:
    """`; did you mean ...?` for the nearest known name, or `; choose from ...`."""
    spelt = {one.lower(): one for one in known}
    closest = get_close_matches(name.lower(), spelt, 1, cutoff=0.5)
    return f"; did you mean `{spelt[closest[0]]}`?" if closest else f"; choose from {', '.join(spelt.values())}"
