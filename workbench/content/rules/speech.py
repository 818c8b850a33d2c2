"""A voice can say it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from workbench.content.reader import Problem
from workbench.content.rules.content import Content, Spoken
from workbench.content.rules.sentences import placeholders, quoted

LOCALE_WORDS = frozenset({"emergency", "urgent_line", "crisis_line", "clinician", "physio"})
"""Placeholders that locales.yaml fills anywhere."""
STAGE_WORDS = frozenset({"jog", "walk"})
"""Lengths of a stage, filled in by its sessions."""

_PUNCTUATION = frozenset(" .,?!'-:;")
_HINTS = {
    "’": "type a plain '",
    "‘": "type a plain '",
    "“": "leave the quotation marks out",
    "”": "leave the quotation marks out",
    '"': "leave the quotation marks out",
    "–": "use a comma, or start a new sentence",
    "—": "use a comma, or start a new sentence",
    "…": "end the sentence, or leave it out",
    "%": "write percent",
    "&": "write and",
    "/": "write or",
    "(": "use commas, or a sentence of its own",
    ")": "use commas, or a sentence of its own",
    "{": "use {name} with letters and underscores only",
    "}": "use {name} with letters and underscores only",
}
_LONE_HYPHEN = re.compile(r"(?:^|\s)-+(?:\s|$)")
_PLACEHOLDER = re.compile(r"\{[a-z_]+\}")


def can_be_spoken(content: Content) -> Iterator[Problem]:
    """Letters, spaces and plain punctuation; numbers and signs are written as words."""
    for spoken in content.spoken():
        bare = _PLACEHOLDER.sub("x", spoken.text)
        for sign in sorted({sign for sign in bare if not _sayable(sign)}):
            yield spoken.problem(f"`{sign}` in {_at(spoken)} cannot be spoken; {_hint(sign)}")
        if _LONE_HYPHEN.search(bare):
            yield spoken.problem(f"a dash in {_at(spoken)} cannot be heard; use a comma, or start a new sentence")


def placeholders_are_known(content: Content) -> Iterator[Problem]:
    """In content only the locale's words get filled in; wording is filled by the conversation."""
    for spoken in content.spoken():
        if spoken.folder == "wording":
            continue
        filled = LOCALE_WORDS if spoken.folder != "ladder" else STAGE_WORDS
        for name in sorted(placeholders(spoken.text) - filled):
            known = ", ".join(sorted(filled))
            yield spoken.problem(f"nothing fills {{{name}}} in {_at(spoken)}; known here: {known}")


def _sayable(sign: str) -> bool:
    return sign in _PUNCTUATION or (sign.isalpha() and "LATIN" in unicodedata.name(sign, ""))


def _hint(sign: str) -> str:
    if sign.isdigit():
        return "write the number in words"
    return _HINTS.get(sign, "leave it out, or write it in words")


def _at(spoken: Spoken) -> str:
    return f"`{spoken.field}` {quoted(spoken.text)}"
