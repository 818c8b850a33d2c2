"""The committed interaction model, read into what understanding needs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from workbench.understanding.words import words

MODELS = Path(__file__).parents[2] / "interaction_model" / "interactionModels" / "custom"
SEARCH = "AMAZON.SearchQuery"


class UnknownLocale(ValueError):
    """There is no committed model for a locale; the text names those there are."""


@dataclass(frozen=True)
class Value:
    """One value of a custom slot type."""

    type: str
    id: str
    name: str


@dataclass(frozen=True)
class Slot:
    """A place in a sample where the person fills something in."""

    name: str
    type: str


Item = str | Slot


@dataclass(frozen=True)
class Sample:
    """One sample of an intent: literal tokens and slots."""

    intent: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Model:
    """A locale's interaction model."""

    locale: str
    slots: Mapping[str, Mapping[str, str]]
    """Intent -> slot -> slot type."""
    samples: tuple[Sample, ...]
    values: tuple[tuple[Value, tuple[str, ...]], ...]
    """Each value with everything that can be said for it."""


def load_model(locale: str = "en-US", folder: Path = MODELS) -> Model:
    """Reads a committed model. Raises UnknownLocale."""
    path = folder / f"{locale}.json"
    if not path.exists():
        known = ", ".join(sorted(file.stem for file in folder.glob("*.json"))) or "none; run `stride model build`"
        raise UnknownLocale(f"no interaction model for {locale!r}; there are: {known}")
    data = json.loads(path.read_text(encoding="utf-8"))["interactionModel"]["languageModel"]
    slots = {
        intent["name"]: {slot["name"]: slot["type"] for slot in intent.get("slots", ())} for intent in data["intents"]
    }
    return Model(locale, slots, tuple(_samples(data["intents"], slots)), tuple(_values(data["types"])))


def _samples(intents: list[dict[str, Any]], slots: Mapping[str, Mapping[str, str]]) -> Iterator[Sample]:
    for intent in intents:
        types = slots[intent["name"]]
        for text in intent.get("samples", ()):
            items: list[Item] = []
            for piece in text.split():
                items += _items(piece, types)
            yield Sample(intent["name"], tuple(items))


def _items(piece: str, types: Mapping[str, str]) -> Sequence[Item]:
    if not piece.startswith("{"):
        return _tokens(piece)
    match = re.fullmatch(r"\{(\w+)\}('s)?", piece)
    if not match:
        return _tokens(piece)
    slot: Item = Slot(match.group(1), types[match.group(1)])
    return [slot, "is"] if match.group(2) else [slot]


@cache
def _tokens(word: str) -> tuple[str, ...]:
    return words(word).tokens


def _values(types: list[dict[str, Any]]) -> Iterator[tuple[Value, tuple[str, ...]]]:
    for type_ in types:
        for entry in type_["values"]:
            name = entry["name"]["value"]
            yield Value(type_["name"], entry["id"], name), (name, *entry["name"].get("synonyms", ()))
