"""Compiles the content files into the artefacts that Lambda loads."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from stride.content.loader import COMPILED
from stride.content.model import Answers, Library
from workbench.content.reader import Problem
from workbench.content.source import CONTENT, Sources, read_sources


class BrokenContent(Exception):
    """The content files have mistakes; `problems` lists them all."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def build(language: str = "en", root: Path = CONTENT, out: Path = COMPILED) -> list[Path]:
    """Writes the compiled files of a language and returns their paths. Raises BrokenContent."""
    sources = read_sources(language, root)
    if sources.problems:
        raise BrokenContent(sources.problems)
    folder = out / language
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in compiled(sources).items():
        path = folder / name
        path.write_bytes(text)
        written.append(path)
    return written


def stale(language: str = "en", root: Path = CONTENT, out: Path = COMPILED) -> list[Path]:
    """Compiled files that differ from what the sources give now, missing ones included. Raises BrokenContent."""
    sources = read_sources(language, root)
    if sources.problems:
        raise BrokenContent(sources.problems)
    texts = compiled(sources)
    files = {out / language / name: text for name, text in texts.items()}
    return [path for path, text in files.items() if not path.exists() or path.read_bytes() != text]


def compiled(sources: Sources) -> dict[str, bytes]:
    """File name -> bytes; the same sources give the same bytes."""
    return {"coach.json": _encode(library(sources)), "answers.json": _encode(_answers(sources))}


def library(sources: Sources) -> Library:
    """The library that the sources make; they must be without problems."""
    return Library(
        language=sources.language,
        digest=sources.digest,
        coaching=sources.singles["coaching"].value,
        cadence=sources.singles["cadence"].value,
        ladder=sources.singles["ladder"].value,
        exercises=sources.values("exercises"),
        transitions=sources.values("transitions"),
        routines=sources.values("routines"),
        recipes=sources.values("recipes"),
        planning=sources.singles["planning"].value,
        form_cues=sources.values("form-cues"),
        tips=sources.values("tips"),
        locales={name: entry.value for name, entry in sorted(sources.locales.items())},
        wording=dict(sorted(sources.wording.items())),
    )


def _answers(sources: Sources) -> Answers:
    return Answers(
        language=sources.language,
        digest=sources.digest,
        answers=sources.values("answers"),
        flags=sources.values("flags"),
        sources=sources.values("sources"),
        medicines=sources.singles["medicines"].value,
        complaints=sources.singles["complaints"].value,
        signs=sources.singles["signs"].value,
        diagnosis=sources.singles["diagnosis"].value,
        verdicts=sources.singles["verdicts"].value,
        waits=sources.singles["waits"].value,
    )


def _encode(content: Any) -> bytes:
    """JSON with one thing a line, so that a change to one file shows as one line."""
    plain = msgspec.to_builtins(content)
    lines = []
    for key, value in plain.items():
        lines.append(f"{_json(key)}:{_spread(value)}")
    return ("{" + ",\n".join(lines) + "}\n").encode()


def _spread(value: Any) -> str:
    if not isinstance(value, dict):
        return _json(value)
    inner = ",\n".join(f" {_json(key)}:{_json(item)}" for key, item in value.items())
    return "{\n" + inner + "\n}"


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()
