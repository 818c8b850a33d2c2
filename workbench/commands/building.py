"""`stride content`, `stride model`, `stride art` and `stride index`: from what people edit to what Lambda loads."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from workbench.commands.group import Failure, Group

LANGUAGE = "en"

_check_option = click.option("--check", is_flag=True, help="Write nothing; exit 1 where the committed files differ.")


@click.group(cls=Group)
def content() -> None:
    """The content files: exercises, routines, answers, wording."""


@content.command("check")
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Another content folder, which holds one folder a language.",
)
def content_check(folder: Path | None) -> None:
    """Report every mistake in all content files at once: where, what, and how to mend it."""
    from workbench.content.check import check
    from workbench.content.source import CONTENT

    root = folder or CONTENT
    problems, looked_at = check(LANGUAGE, root)
    for problem in problems:
        click.echo(f"{_shown(problem.file)}:{problem.line}: {problem.text}")
    click.echo(f"{len(problems)} to mend, {looked_at} files looked at" if problems else f"{looked_at} files, all well")
    if problems:
        click.get_current_context().exit(1)


@content.command("build")
@_check_option
def content_build(check: bool) -> None:
    """Compile the content files into what Lambda loads."""
    from workbench.content import build as library
    from workbench.triage import build as triage

    try:
        if check:
            _fresh([*library.stale(LANGUAGE), *triage.stale(LANGUAGE)], "stride content build")
        else:
            _written([*library.build(LANGUAGE), triage.build(LANGUAGE)])
    except (library.BrokenContent, triage.BrokenTriage) as broken:
        for problem in broken.problems:
            click.echo(f"{_shown(problem.file)}:{problem.line}: {problem.text}", err=True)
        raise Failure(f"nothing was built: {len(broken.problems)} to mend, see above") from None


@click.group(cls=Group)
def model() -> None:
    """The interaction model and the skill package."""


@model.command("build")
@_check_option
def model_build(check: bool) -> None:
    """Generate the interaction models of all locales and the skill package from the intents and the content."""
    from workbench.interaction import check as rules
    from workbench.interaction import generate

    if check:
        _no_difference([*map(str, rules.problems()), *generate.differences()])
    else:
        _written(generate.ROOT / path for path in generate.build())


@click.group(cls=Group)
def art() -> None:
    """The pictures for screens and the skill's icons."""


@art.command("build")
@_check_option
def art_build(check: bool) -> None:
    """Draw the icons, and note the names of the pictures as they are drawn now."""
    from workbench.art import build as drawings

    if check:
        _fresh(drawings.stale(), "stride art build")
    else:
        _written(drawings.build())


@click.group(cls=Group)
def index() -> None:
    """The tables that find the topic of a question and weigh red flags."""


@index.command("build")
@click.option("--check", is_flag=True, help="Train nothing; exit 1 where something changed since the last training.")
@click.option("--all", "everything", is_flag=True, help="Train every table, not only those whose sources changed.")
def index_build(check: bool, everything: bool) -> None:
    """Train the tables on the corpus; takes minutes each, and needs the extra `learn` (pip install -e '.[learn]')."""
    from workbench.learning.corpus import CorpusError
    from workbench.learning.trained import stale, tables, train

    if check:
        _fresh([table.path for table in stale(LANGUAGE)], "stride index build")
        return
    for table in list(tables(LANGUAGE) if everything else stale(LANGUAGE)):
        try:
            train(table)
        except ModuleNotFoundError as missing:
            raise Failure(f"training needs {missing.name}; install it with: pip install -e '.[learn]'") from None
        except CorpusError as broken:
            raise Failure(str(broken)) from None
        _written([table.path])


COMMANDS: tuple[click.Command, ...] = (content, model, art, index)


def _written(paths: Iterable[Path]) -> None:
    for path in paths:
        click.echo(f"wrote {_shown(path)}")


def _fresh(stale: Iterable[Path], command: str) -> None:
    _no_difference([f"{_shown(path)} is not what its sources give: run `{command}`" for path in stale])


def _no_difference(lines: list[Any]) -> None:
    for line in lines:
        click.echo(str(line))
    if lines:
        click.get_current_context().exit(1)
    click.echo("up to date")


def _shown(path: Path) -> str:
    """A path as one would type it here."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
