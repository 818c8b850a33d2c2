"""The small notation of the word lists and rules.

Phrases: words separated by spaces, phrases by commas. `(a|b)` one of several, `[a]` may be left out,
`~` up to three words in between. Regular inflection needs no mention.

Recipes: concepts joined by `+` (all of them, anywhere), by `>` (in this order, close together), `a|b` one of several.
"""

from __future__ import annotations

import re
from itertools import product

MOST_VARIANTS = 1000
"""Variants that one phrase may stand for."""

_NAME = re.compile(r"^[a-z][a-z0-9-]*$")
_PHRASE = re.compile(r"^[a-z'~()\[\]| ]+$")
_SLOT = re.compile(r"<(\d+)>")
_INNERMOST = re.compile(r"\(([^()\[\]]*)\)|\[([^()\[\]]*)\]")

Recipe = tuple[tuple[tuple[str, ...], ...], ...]
"""Chains of terms of concept names."""


class NotationError(ValueError):
    """A phrase or recipe that cannot be read; the text says what and how to mend it."""


def phrases(entry: str) -> list[str]:
    """The phrases of one line, commas between them; variants written out. Raises NotationError."""
    found: list[str] = []
    for phrase in (part.strip() for part in entry.split(",")):
        if not phrase:
            raise NotationError("there is a comma with nothing beside it; remove it")
        if not _PHRASE.match(phrase):
            raise NotationError(f"`{phrase}` has more than lower-case words, ( | ) [ ] and ~; write it as it is said")
        found += _variants(phrase)
    return found


def recipe(text: str) -> Recipe:
    """A recipe in concept names. Raises NotationError."""
    return tuple(_chain(part) for part in text.split("+"))


def is_name(name: str) -> bool:
    """Whether this may be the name of a concept or rule."""
    return bool(_NAME.match(name))


def _chain(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(_term(part) for part in text.split(">"))


def _term(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split("|"))
    for name in names:
        if not name:
            raise NotationError("a concept is missing beside +, > or |; add it or remove the sign")
        if not _NAME.match(name):
            raise NotationError(f"`{name}` is not a concept name; names are small letters with hyphens")
    return names


def _variants(phrase: str) -> list[str]:
    groups: list[list[str]] = []
    text = phrase
    while True:
        match = _INNERMOST.search(text)
        if not match:
            break
        choices = match.group(1) if match.group(1) is not None else match.group(2) + "|"
        groups.append(choices.split("|"))
        text = f"{text[: match.start()]} <{len(groups) - 1}> {text[match.end() :]}"
    if set(text) & set("()[]|"):
        raise NotationError(f"`{phrase}` has a bracket or | without its partner; close it or remove it")
    written = _fill([text], groups)
    if len(written) > MOST_VARIANTS:
        raise NotationError(f"`{phrase}` stands for {len(written)} variants; split it into several phrases")
    return sorted({" ".join(variant.split()).replace(" '", "'") for variant in written} - {""})


def _fill(texts: list[str], groups: list[list[str]]) -> list[str]:
    done: list[str] = []
    for text in texts:
        slots = [int(number) for number in _SLOT.findall(text)]
        if not slots:
            done.append(text)
            continue
        pieces = _SLOT.split(text)[::2]
        for choice in product(*(groups[slot] for slot in slots)):
            filled = " ".join(part for pair in zip(pieces, (*choice, ""), strict=True) for part in pair)
            done += _fill([filled], groups)
            if len(done) > MOST_VARIANTS * 4:
                return done
    return done
