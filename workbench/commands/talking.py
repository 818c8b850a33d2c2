"""`stride talk`, `ask`, `understand` and `routine`: the coach and its parts, by typing."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from typing import Any

import click

from workbench.commands.group import Misuse, near

Work = Callable[[str], dict[str, Any]]
"""What becomes of one line."""

_locale = click.option("--locale", default="en-US", show_default=True, help="Whose words and numbers to use.")
_jsonl = click.option("--jsonl", is_flag=True, help="Read a line each from standard input; write a JSON object each.")
_words = click.argument("words", nargs=-1)


@click.command()
@_locale
@click.option("--json", "as_json", is_flag=True, help="Print each request and response as one JSON object instead.")
@click.option("--device", default="voice", show_default=True, help="Kind of device: voice, speaker or screen.")
@click.option("--user", default="DESK", show_default=True, help="Who is talking; another name is a new user.")
def talk(locale: str, as_json: bool, device: str, user: str) -> None:
    """Converse in the terminal; piped lines work as a script.

    A line `~ 30s` lets that much time pass before the next line interrupts; a line with # in front is a comment.
    """
    from workbench.platform.envelope import KINDS
    from workbench.talk import NotATime
    from workbench.talk import talk as converse

    if device not in KINDS:
        raise Misuse(f"there is no device `{device}`{near(device, KINDS)}")
    try:
        converse(_known(locale), as_json=as_json, kind=device, user=user)
    except NotATime as line:
        raise Misuse(str(line)) from None


@click.command()
@_words
@_jsonl
@_locale
def ask(words: tuple[str, ...], jsonl: bool, locale: str) -> None:
    """Answer questions: red flags first, then the topic, then how sure the coach is."""

    def load() -> Work:
        from workbench.asking import Asking

        return Asking(_known(locale)).answer

    _each(words, jsonl, load, lambda answer: str(answer["speech"]))


@click.command()
@_words
@_jsonl
@_locale
def understand(words: tuple[str, ...], jsonl: bool, locale: str) -> None:
    """Say which intent and slots an utterance comes to, from the committed interaction model alone."""

    def load() -> Work:
        from workbench.understanding.understander import Understander

        understander = Understander.load(_known(locale))
        return lambda said: understander.understand(said).as_line()

    _each(words, jsonl, load, _dumped)


@click.command()
@_words
@click.option("--json", "as_json", is_flag=True, help="Print the exact timeline as one JSON object.")
@_locale
def routine(words: tuple[str, ...], as_json: bool, locale: str) -> None:
    """Lay out a named routine, or one asked for in words ("ten minutes for hips, no floor"), cue by cue."""
    from workbench.routines import RoutineNotFound, routine_json

    said = _joined(words)
    try:
        found = routine_json(said, _known(locale))
    except RoutineNotFound as unknown:
        raise Misuse(str(unknown)) from None
    click.echo(_dumped(found) if as_json else _table(found))


COMMANDS: tuple[click.Command, ...] = (talk, ask, understand, routine)


def _each(
    words: tuple[str, ...], jsonl: bool, load: Callable[[], Work], shown: Callable[[dict[str, Any]], str]
) -> None:
    """The work on the words given, or on each line of standard input as soon as it comes."""
    if jsonl and words:
        raise Misuse("with --jsonl the lines come from standard input; leave the words out")
    said = "" if jsonl else _joined(words)
    work = load()
    if not jsonl:
        click.echo(shown(work(said)))
        return
    for line in _lines(sys.stdin):
        sys.stdout.write(_dumped(work(line)) + "\n")
        sys.stdout.flush()


def _lines(stream: Iterable[str]) -> Iterable[str]:
    return (line.rstrip("\r\n") for line in stream)


def _joined(words: tuple[str, ...]) -> str:
    said = " ".join(words).strip()
    if not said:
        raise Misuse("say something after the command")
    return said


def _known(locale: str) -> str:
    from stride.content.loader import load_library

    locales = load_library().locales
    if locale not in locales:
        raise Misuse(f"the locale `{locale}` is not known{near(locale, locales)}")
    return locale


def _table(routine: dict[str, Any]) -> str:
    minutes, seconds = divmod(round(routine["seconds"]), 60)
    rows = [f"{routine['title']} ({routine['id']}), {minutes}:{seconds:02d}"]
    rows += [f"  {step['seconds']:6.1f} s  {step['exercise']}" for step in routine["steps"]]
    return "\n".join(rows)


def _dumped(entry: dict[str, Any]) -> str:
    return json.dumps(entry, ensure_ascii=False)
