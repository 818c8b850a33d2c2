"""All the content files of a language, read and typed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from stride.content import model
from stride.content.ladder import Ladder
from stride.content.loader import COMPILED
from workbench.content.reader import Document, Problem, read
from workbench.content.shape import shape

CONTENT = COMPILED.parent

FOLDERS: Mapping[str, type[Any]] = {
    "exercises": model.Exercise,
    "transitions": model.Transition,
    "routines": model.NamedRoutine,
    "recipes": model.Recipe,
    "form-cues": model.FormCue,
    "tips": model.Tip,
    "answers": model.Answer,
    "flags": model.Flag,
    "sources": model.Source,
}
"""Folders with one file a thing; the id is the file's name unless the file gives one."""

FILES: Mapping[str, type[Any]] = {
    "coaching.yaml": model.CoachingWords,
    "planning.yaml": model.PlanningRules,
    "cadence.yaml": model.CadenceProtocol,
    "ladder.yaml": Ladder,
    "medicines.yaml": model.WordList,
    "complaints.yaml": model.WordList,
    "signs.yaml": model.WordList,
    "diagnosis.yaml": model.WordList,
    "verdicts.yaml": model.VerdictWords,
    "waits.yaml": model.WordList,
}


@dataclass(frozen=True)
class Entry:
    """A typed thing and the document it was read from."""

    value: Any
    document: Document


@dataclass
class Sources:
    """Everything read from one language folder, and every problem met on the way."""

    language: str
    things: dict[str, dict[str, Entry]] = field(default_factory=dict)
    """Folder -> id -> entry."""
    singles: dict[str, Entry] = field(default_factory=dict)
    locales: dict[str, Entry] = field(default_factory=dict)
    wording: dict[str, tuple[str, ...]] = field(default_factory=dict)
    wording_documents: list[Document] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    digest: str = ""

    def values(self, folder: str) -> dict[str, Any]:
        return {key: entry.value for key, entry in sorted(self.things[folder].items())}


def read_sources(language: str = "en", root: Path = CONTENT) -> Sources:
    """Reads every content file of a language; problems are gathered, not raised."""
    folder = root / language
    sources = Sources(language, digest=digest(folder))
    if not folder.is_dir():
        sources.problems.append(Problem(folder, 1, "there is no content folder of this name"))
    for name, kind in FOLDERS.items():
        sources.things[name] = {}
        for file in sorted((folder / name).glob("*.yaml")):
            _read_thing(sources, name, file, kind)
    for name, kind in FILES.items():
        _read_single(sources, folder / name, kind)
    _read_locales(sources, folder / "locales.yaml")
    for file in sorted((folder / "wording").glob("*.yaml")):
        _read_wording(sources, file)
    return sources


def digest(folder: Path) -> str:
    """A hash of the files that are compiled, by name and bytes."""
    total = hashlib.sha256()
    for file in sorted(_compiled_files(folder)):
        total.update(file.relative_to(folder).as_posix().encode())
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()[:16]


def _compiled_files(folder: Path) -> Iterator[Path]:
    for name in (*FOLDERS, "wording"):
        yield from (folder / name).glob("*.yaml")
    yield from (file for name in (*FILES, "locales.yaml") if (file := folder / name).exists())


def _read_thing(sources: Sources, folder: str, file: Path, kind: type[Any]) -> None:
    document, problems = read(file)
    sources.problems += problems
    if document is None:
        return
    if kind is model.NamedRoutine:
        document = _with_full_steps(document)
    value, problems = shape(document, kind, {"id": file.stem})
    sources.problems += problems
    if value is None:
        return
    if value.id in sources.things[folder]:
        sources.problems.append(document.problem(("id",), f"`{value.id}` is used by another file; ids are unique"))
    sources.things[folder][value.id] = Entry(value, document)


def _with_full_steps(document: Document) -> Document:
    """A routine may name a step by its exercise alone: `- bird-dog` for `- {exercise: bird-dog}`."""
    if not isinstance(document.data, dict) or not isinstance(document.data.get("steps"), list):
        return document
    steps = [{"exercise": step} if isinstance(step, str) else step for step in document.data["steps"]]
    return replace(document, data={**document.data, "steps": steps})


def _read_single(sources: Sources, file: Path, kind: type[Any]) -> None:
    document, problems = _read_needed(file)
    sources.problems += problems
    if document is not None:
        value, problems = shape(document, kind, {})
        sources.problems += problems
        if value is not None:
            sources.singles[file.stem] = Entry(value, document)


def _read_locales(sources: Sources, file: Path) -> None:
    document, problems = _read_needed(file)
    sources.problems += problems
    if document is None:
        return
    for name in document.data:
        part = Document(file, document.data[name], _below(document, name))
        value, problems = shape(part, model.LocaleWords, {})
        sources.problems += problems
        if value is not None:
            sources.locales[name] = Entry(value, part)


def _read_wording(sources: Sources, file: Path) -> None:
    document, problems = read(file)
    sources.problems += problems
    if document is None:
        return
    sources.wording_documents.append(document)
    for name, variants in document.data.items():
        key = f"{file.stem}.{name}"
        listed = variants if isinstance(variants, list) else [variants]
        if not listed or not all(isinstance(text, str) for text in listed):
            sources.problems.append(document.problem((name,), f"`{name}` should be a sentence or a list of sentences"))
            continue
        sources.wording[key] = tuple(" ".join(text.split()) for text in listed)


def _read_needed(file: Path) -> tuple[Document | None, list[Problem]]:
    return read(file) if file.exists() else (None, [Problem(file, 1, "this file is missing; add it")])


def _below(document: Document, name: str) -> dict[Any, int]:
    return {where[1:]: line for where, line in document.lines.items() if where[:1] == (name,)}
