"""Reads what authors write: the intents folder and the names in the content files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

CONTENT = Path(__file__).parents[2] / "lambda" / "stride" / "content"
_ROUTINE_WORDS = (
    "a the my of for in and routine session workout minute minutes day gentle slow "
    "two three four five six seven eight nine ten twelve fifteen twenty thirty"
)
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
    types["ROUTINE"] = tuple(_routines(folder / "routines", types))
    types["FORM_ASPECT"] = _aspects(folder / "form-cues", types.get("FORM_ASPECT", ()))
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


def _routines(folder: Path, types: Mapping[str, tuple[SlotValue, ...]]) -> Iterator[SlotValue]:
    """Named routines by their ids, and by those names that say more than moment, area, length and minutes do.

    "Long core routine" is left to the slots `length` and `moment`: a name would hide both.
    """
    plain = set(_ROUTINE_WORDS.split())
    for type_ in ("MOMENT", "AREA", "LENGTH"):
        plain.update(word for value in types[type_] for said in value.says for word in said.split())
    for routine in _named(folder, "title"):
        own = [said for said in routine.says if set(said.lower().replace("-", " ").split()) - plain]
        yield SlotValue(routine.id, (routine.id.replace("-", " "), *own))


def _aspects(folder: Path, written: Iterable[SlotValue]) -> tuple[SlotValue, ...]:
    """Form cues by the aspect they are about; words written for an aspect belong to it."""
    says: dict[str, list[str]] = {value.id: list(value.says) for value in written}
    taken = {said: value.id for value in written for said in value.says}
    for path in _files(folder):
        cue = read_yaml(path)
        aspect = cue["aspect"]
        more = (aspect.replace("-", " "), cue["name"], *cue.get("says", ()))
        says.setdefault(aspect, []).extend(said for said in more if taken.setdefault(said, aspect) == aspect)
    return tuple(SlotValue(aspect, tuple(dict.fromkeys(words))) for aspect, words in sorted(says.items()))


def _locale(path: Path) -> LocaleSource:
    entry = read_yaml(path)
    also = {
        type_: {id_: tuple(says) for id_, says in values.items()} for type_, values in entry.get("also", {}).items()
    }
    return LocaleSource(path.stem, entry.get("swap") or {}, also)
