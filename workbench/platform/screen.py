"""The words on a screen: what a document shows, read without drawing it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_BINDING = re.compile(r"\$\{\s*([A-Za-z_][\w.]*)\s*\}")
_TAG = re.compile(r"<[^>]*>")
_CHILDREN = ("mainTemplate", "item", "items", "firstItem", "lastItem")


def lines(document: Mapping[str, Any], datasources: Mapping[str, Any]) -> list[str]:
    """The texts of a document in its order, simple bindings such as ${payload.step.name} filled in."""
    names = {"payload": datasources, **datasources}
    shown = (_filled(text, names) for text in _texts(document))
    return [line for line in shown if line]


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for one in part:
            yield from _texts(one)
    elif isinstance(part, dict):
        if isinstance(part.get("text"), str):
            yield part["text"]
        for name in _CHILDREN:
            yield from _texts(part.get(name))


def _filled(text: str, names: Mapping[str, Any]) -> str:
    def value(match: re.Match[str]) -> str:
        found: Any = names
        for name in match[1].split("."):
            found = found.get(name) if isinstance(found, dict) else None
        return str(found) if isinstance(found, str | int | float) else ""

    without_bindings = re.sub(r"\$\{[^}]*\}", "", _BINDING.sub(value, text))
    return " ".join(_TAG.sub(" ", without_bindings).split())
