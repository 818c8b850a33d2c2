"""The `stride` command. Its commands are modules of `workbench/commands`; heavy imports wait for their use."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

import click

from workbench.commands import building, measuring, serving, sounding, talking
from workbench.commands.group import Group


@click.group(cls=Group, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def stride(context: click.Context) -> None:
    """Steady Stride on a desk: try it, check its content, build what Lambda runs, measure it."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


for _module in (serving, talking, sounding, building, measuring):
    for _command in _module.COMMANDS:
        stride.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs one command and ends the process: 0 where all is well, 1 where something was found, 2 for misuse."""
    _speak_utf8()
    try:
        sys.exit(stride.main(arguments, prog_name="stride", standalone_mode=False))
    except click.ClickException as error:
        print(_one_line(error), file=sys.stderr)
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read us has gone; the interpreter shall not complain about the rest of its buffer.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _speak_utf8() -> None:
    """UTF-8 whatever the terminal's locale, a line at a time even into a pipe."""
    for stream, encoding in ((sys.stdin, "utf-8-sig"), (sys.stdout, "utf-8"), (sys.stderr, "utf-8")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=encoding, errors="replace", line_buffering=True)


def _one_line(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    name = context.command_path if context else "stride"
    return f"{name}: {' '.join(error.format_message().split())}"


if __name__ == "__main__":
    main()
