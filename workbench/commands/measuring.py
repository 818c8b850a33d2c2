"""`stride evaluate` and `stride bench`: how good the answers are, and what everything costs."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.commands.group import Failure


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--mistakes", is_flag=True, help="List every line that was decided wrongly, too.")
def evaluate(file: Path, mistakes: bool) -> None:
    """Measure topics and red flags on a labelled file of questions that nobody tuned to."""
    from stride.answers.retrieval import Retriever
    from stride.answers.triage import Triage
    from workbench.learning.evaluate import LabelledFileError
    from workbench.learning.evaluate import evaluate as measure

    try:
        report = measure(file, Triage.load(), Retriever())
    except LabelledFileError as broken:
        raise Failure(str(broken)) from None
    click.echo(str(report))
    for wrong in report.mistakes if mistakes else ():
        decided = wrong.decision.flag or " or ".join(wrong.decision.topics) or "nothing"
        click.echo(f"{wrong.line.kind} {wrong.line.label}\t{wrong.decision.kind} {decided}\t{wrong.line.text}")


@click.command()
@click.option("--runs", type=click.IntRange(3), default=11, show_default=True, help="Processes started for a figure.")
@click.option(
    "--dynamodb", metavar="URL", help="A DynamoDB with the tables `hello` and `stride`, to measure that store."
)
def bench(runs: int, dynamodb: str | None) -> None:
    """Measure speed, memory and size against the budgets, beside the SDK's hello-world; exit 1 where one is over."""
    from workbench.bench.report import rows

    over = 0
    for row in rows(runs, dynamodb):
        click.echo(str(row))
        over += not row.holds
    if over:
        click.get_current_context().exit(1)


COMMANDS: tuple[click.Command, ...] = (evaluate, bench)
