"""Reads what authors write: the intents folder and the names in the content files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

CONTENT = Path(__file__).parents[2] / "lambda" / "stride" / "content"
NOT_INTENTS = frozenset({"rules.yaml", "listing.yaml"})


@dataclass(frozen=True)
class IntentSource:
    """One intent as written: samples are still templates."""

    name: str
    file: str
    slots: Mapping[str, str]
    templates: tuple[str, ...]


@dataclass(frozen=True)
class SlotValue:
    """One value of a slot type: its id, and ways of saying it, the name first."""

    id: str
    says: tuple[str, ...]


@dataclass(frozen=True)
class LocaleSource:
    """How one country differs from the words of the other files."""

    locale: str
    swap: Mapping[str, str]
    also: Mapping[str, Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True)
class Source:
    """Everything the interaction model of one language is made of."""

    invocation_name: str
    rules: Mapping[str, str]
    intents: tuple[IntentSource, ...]
    types: Mapping[str, tuple[SlotValue, ...]]
    locales: tuple[LocaleSource, ...]
    listing: Mapping[str, Any]


def load_source(language: str = "en", content: Path = CONTENT) -> Source:
    """Reads a language. Raises yaml.YAMLError (with file and line) for a file that is not YAML."""
    folder = content / language
    intents = folder / "intents"
    listing = read_yaml(intents / "listing.yaml")
    types = {name: values for path in _files(intents / "types") for name, values in _types(path)}
    types["EXERCISE"] = tuple(_named(folder / "exercises", "name"))
    types["ROUTINE"] = tuple(_named(folder / "routines", "title"))
    types["FORM_ASPECT"] = _aspects(folder / "form-cues")
    return Source(
        invocation_name=listing["invocation_name"],
        rules=read_yaml(intents / "rules.yaml"),
        intents=tuple(intent for path in _files(intents) if path.name not in NOT_INTENTS for intent in _intents(path)),
        types=types,
        locales=tuple(_locale(path) for path in _files(intents / "locales")),
        listing=listing,
    )


def read_yaml(path: Path) -> dict[str, Any]:
    """The mapping in a YAML file, every scalar as text ("no" and "on" are words here, not booleans)."""
    with path.open(encoding="utf-8") as file:
        return yaml.load(file, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)) or {}


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml"))


def _intents(path: Path) -> Iterator[IntentSource]:
    for name, entry in read_yaml(path).items():
        yield IntentSource(name, path.name, entry.get("slots", {}), tuple(entry.get("samples", ())))


def _types(path: Path) -> Iterator[tuple[str, tuple[SlotValue, ...]]]:
    for name, values in read_yaml(path).items():
        yield name, tuple(SlotValue(id_, tuple(says)) for id_, says in values.items())


def _named(folder: Path, key: str) -> Iterator[SlotValue]:
    for path in _files(folder):
        entry = read_yaml(path)
        yield SlotValue(path.stem, (entry[key], *entry.get("says", ())))


def _aspects(folder: Path) -> tuple[SlotValue, ...]:
    """Form cues by the aspect they are about."""
    says: dict[str, list[str]] = {}
    for path in _files(folder):
        cue = read_yaml(path)
        name = cue["aspect"].replace("-", " ")
        says.setdefault(cue["aspect"], [name]).extend((cue["name"], *cue.get("says", ())))
    return tuple(SlotValue(aspect, tuple(words)) for aspect, words in sorted(says.items()))


def _locale(path: Path) -> LocaleSource:
    entry = read_yaml(path)
    also = {
        type_: {id_: tuple(says) for id_, says in values.items()} for type_, values in entry.get("also", {}).items()
    }
    return LocaleSource(path.stem, entry.get("swap") or {}, also)
