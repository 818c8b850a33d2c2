"""Words and sentences of a text."""

from __future__ import annotations

import re

_END = re.compile(r"(?<=[.?!])\s+")
_BREATH = re.compile(r"(?<=[.?!:;])\s+")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def sentences(text: str) -> list[str]:
    return [sentence for sentence in _END.split(text.strip()) if sentence]


def breaths(text: str) -> list[str]:
    """What is said in one go: sentences, cut at colons and semicolons too."""
    return [breath for breath in _BREATH.split(text.strip()) if breath]


def words(text: str) -> list[str]:
    """Words as they are said; a {placeholder} counts as one, a hyphenated word as one."""
    return _WORD.findall(_PLACEHOLDER.sub("placeholder", text))


def placeholders(text: str) -> set[str]:
    return set(_PLACEHOLDER.findall(text))


def quoted(text: str, most: int = 60) -> str:
    """A text short enough for a line of a report."""
    return f"“{text}”" if len(text) <= most else f"“{text[:most].rstrip()}…”"
