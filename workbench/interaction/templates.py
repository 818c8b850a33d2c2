"""The notation samples are written in: (a|b), [optional], <rule> and {slot}; see docs/add-a-phrase.md."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import product
from math import prod

ENOUGH = 12
"""From a template that stands for more samples than this, enough are taken to say each alternative once."""
MOST_ALTERNATIVES = 1200
"""How many alternatives one bracket may hold; more is surely a slip of the pen."""

_CLOSES = {"(": ")", "[": "]"}


class TemplateError(ValueError):
    """A template that cannot be read; the text says what is wrong and how to mend it."""


def expand(template: str, rules: Mapping[str, str]) -> tuple[str, ...]:
    """The samples a template stands for, sorted, each once; a fair choice of them where they are many.

    Raises TemplateError.
    """
    found = _expand(_with_rules(template, rules))
    return tuple(sorted({_tidy(sample) for sample in found} - {""}))


def _with_rules(template: str, rules: Mapping[str, str], depth: int = 0) -> str:
    if depth > 9:
        raise TemplateError(f"{template!r} uses a rule that uses itself: break the circle")

    def replaced(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in rules:
            raise TemplateError(f"<{name}> is no rule: add it to rules.yaml or mend the name")
        return f"({_with_rules(rules[name], rules, depth + 1)})"

    return re.sub(r"<([a-z-]+)>", replaced, template)


def _expand(text: str) -> list[str]:
    """Alternatives at the top level of `text`, each fully expanded."""
    return [sample for branch in _split(text) for sample in _sequence(branch)]


def _sequence(text: str) -> list[str]:
    parts: list[list[str]] = []
    at = 0
    while at < len(text):
        opener = text[at]
        if opener in _CLOSES:
            end = _closing(text, at)
            inner = _expand(text[at + 1 : end])
            parts.append(inner if opener == "(" else ["", *inner])
            at = end + 1
        elif opener in ")]":
            raise TemplateError(f"{text!r} closes a bracket it never opened: add the opening one")
        else:
            end = next((i for i in range(at, len(text)) if text[i] in "([)]"), len(text))
            parts.append([text[at:end]])
            at = end
    if any(len(part) > MOST_ALTERNATIVES for part in parts):
        raise TemplateError(f"{text[:60]!r} has a bracket of over {MOST_ALTERNATIVES} alternatives: split it up")
    if prod(map(len, parts)) <= ENOUGH:
        return ["".join(choice) for choice in product(*parts)]
    return _fair_choice(parts)


def _fair_choice(parts: list[list[str]]) -> list[str]:
    """Says every alternative of every part at least once, in changing company."""
    wanted = max(ENOUGH, *map(len, parts))
    return [
        "".join(part[(turn + place * (turn // len(part))) % len(part)] for place, part in enumerate(parts))
        for turn in range(wanted)
    ]


def _split(text: str) -> list[str]:
    """Cuts at the bars that stand outside all brackets."""
    pieces, depth, start = [], 0, 0
    for at, letter in enumerate(text):
        depth += (letter in "([") - (letter in ")]")
        if letter == "|" and depth == 0:
            pieces.append(text[start:at])
            start = at + 1
    return [*pieces, text[start:]]


def _closing(text: str, start: int) -> int:
    open_brackets: list[str] = []
    for at in range(start, len(text)):
        if text[at] in _CLOSES:
            open_brackets.append(_CLOSES[text[at]])
        elif text[at] in ")]":
            if open_brackets.pop() != text[at]:
                raise TemplateError(f"{text!r} mixes round and square brackets: close what was opened last first")
            if not open_brackets:
                return at
    raise TemplateError(f"{text!r} opens a bracket and never closes it: add the closing one")


def _tidy(sample: str) -> str:
    return re.sub(r"\s+'", "'", " ".join(sample.split()))
