"""What the rules look at: all content of a language, what is expected of it, and every text that is spoken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from workbench.content.reader import Document, Problem, Where, read
from workbench.content.shape import shape
from workbench.content.source import FOLDERS, Entry, Sources, read_sources


class Expected(msgspec.Struct, frozen=True, kw_only=True):
    """`expected.yaml`: what must be there."""

    exercises: tuple[str, ...]
    answers: tuple[str, ...]
    flags: tuple[str, ...]
    form_cues: tuple[str, ...]
    without_sources: Mapping[str, str]
    """Id -> the reason why this one thing has no source."""


class Forbidden(msgspec.Struct, frozen=True, kw_only=True):
    """One pattern that no listener may hear."""

    say: str
    """A regular expression, matched anywhere and in any case."""
    why: str
    instead: str
    unless: str | None = None
    """A regular expression that makes a sentence harmless."""
    only_in: tuple[str, ...] = ()
    """Folders where it is forbidden; empty for everywhere."""
    allowed_in: tuple[str, ...] = ()
    """Ids of things that may say it."""


@dataclass(frozen=True)
class Spoken:
    """A text that a listener may hear, and where it is written."""

    folder: str
    id: str
    field: str
    """The field, without positions in lists: "cues", "easier.say"."""
    text: str
    document: Document
    where: Where

    def problem(self, text: str) -> Problem:
        return self.document.problem(self.where, text)


@dataclass(frozen=True)
class Content:
    """The content of one language; what could not be read is among the problems."""

    sources: Sources
    expected: Expected
    forbidden: Mapping[str, Forbidden]
    folder: Path
    """The language's own folder."""
    problems: tuple[Problem, ...]

    def entries(self, folder: str) -> Iterator[Entry]:
        return iter(self.sources.things[folder].values())

    def known(self, folder: str) -> set[str]:
        """Ids of a folder, those of files with mistakes included, so that one mistake is reported once."""
        return {*self.sources.things[folder], *(file.stem for file in (self.folder / folder).glob("*.yaml"))}

    def spoken(self) -> Iterator[Spoken]:
        """Every text that a listener may hear."""
        for folder, fields in SPOKEN.items():
            for entry in self.entries(folder):
                for field in fields:
                    for where, text in _texts(entry.document.data, field.split(".")):
                        yield Spoken(folder, entry.value.id, field, text, entry.document, where)
        for name, fields in SPOKEN_SINGLES.items():
            if name in self.sources.singles:
                document = self.sources.singles[name].document
                for field in fields:
                    for where, text in _texts(document.data, field.split(".")):
                        yield Spoken(name, name, field, text, document, where)
        for locale, entry in self.sources.locales.items():
            for where, text in _texts(entry.document.data, ["*"]):
                yield Spoken("locales", locale, str(where[0]), text, entry.document, where)
        for document in self.sources.wording_documents:
            for name in document.data if document.file.stem not in TEMPLATES else ():
                for where, text in _texts(document.data, [name]):
                    yield Spoken("wording", f"{document.file.stem}.{name}", document.file.stem, text, document, where)


SPOKEN: Mapping[str, tuple[str, ...]] = {
    "exercises": (
        "name",
        "called",
        "setup",
        "cues",
        "brief",
        "breathing",
        "reminders",
        "mistakes",
        "feel",
        "touch",
        "easier.say",
        "harder.say",
        "skip.say",
    ),
    "transitions": ("name", "say.*"),
    "routines": ("title",),
    "recipes": ("title",),
    "form-cues": ("name", "cue", "why", "check", "reminders"),
    "tips": ("tip",),
    "answers": ("title", "answer", "more", "offer.ask"),
    "flags": ("say", "say_escalated", "tell"),
    "sources": ("spoken",),
}
"""Folder -> fields that are spoken; `*` stands for every key."""

SPOKEN_SINGLES: Mapping[str, tuple[str, ...]] = {
    "cadence": ("baseline.*", "guidance", "stop"),
    "ladder": ("words.*.*", "stages.name", "stages.session", "stages.reached"),
    "coaching": (
        "ready",
        "halfway",
        "first_side.*",
        "other_side.*",
        "rest",
        "release",
        "tones.*",
        "numbers",
    ),
}

TEMPLATES = frozenset({"question"})
"""Wording that puts questions together for the retriever and is never spoken."""


def read_content(language: str, root: Path) -> Content:
    """Reads everything; problems are gathered, not raised."""
    sources = read_sources(language, root)
    problems = list(sources.problems)
    folder = root / language
    expected = _read(folder / "expected.yaml", Expected, problems)
    forbidden = _read_forbidden(folder / "forbidden.yaml", problems)
    nothing = Expected(exercises=(), answers=(), flags=(), form_cues=(), without_sources={})
    for name in FOLDERS:
        sources.things.setdefault(name, {})
    return Content(sources, expected or nothing, forbidden, folder, tuple(problems))


def _read(file: Path, kind: type[Any], problems: list[Problem]) -> Any:
    document = _document(file, problems)
    if document is None:
        return None
    value, found = shape(document, kind, {})
    problems += found
    return value


def _read_forbidden(file: Path, problems: list[Problem]) -> dict[str, Forbidden]:
    document = _document(file, problems)
    forbidden: dict[str, Forbidden] = {}
    for name in document.data if document else ():
        assert document is not None
        lines = {where[1:]: line for where, line in document.lines.items() if where[:1] == (name,)}
        value, found = shape(Document(file, document.data[name], lines), Forbidden, {})
        problems += found
        if value is not None:
            forbidden[name] = value
    return forbidden


def _document(file: Path, problems: list[Problem]) -> Document | None:
    if not file.exists():
        problems.append(Problem(file, 1, "this file is missing; add it"))
        return None
    document, found = read(file)
    problems += found
    return document


def _texts(value: Any, path: list[str], where: Where = ()) -> Iterator[tuple[Where, str]]:
    """Texts at a path of keys, lists walked through, with their places; line breaks become spaces."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, path, (*where, index))
    elif path and isinstance(value, dict):
        for key in value if path[0] == "*" else (path[0],):
            if key in value:
                yield from _texts(value[key], path[1:], (*where, str(key)))
    elif not path and isinstance(value, str):
        yield where, " ".join(value.split())
