"""Whatever has a name can be asked for by it, and by nothing else's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.content.reader import Problem, Where
from workbench.content.rules.content import Content
from workbench.content.source import Entry

_SAYABLE = re.compile(r"[a-z]+(?:['-]?[a-z]+|'|\s[a-z]+)*")


def are_sayable(content: Content) -> Iterator[Problem]:
    """Other names are written as a recogniser hears them: lower case, letters, spaces, apostrophes, hyphens."""
    for folder in ("exercises", "routines", "form-cues"):
        for entry in content.entries(folder):
            for index, name in enumerate(entry.value.says):
                if not _SAYABLE.fullmatch(name):
                    text = f"`{name}` is not how it is heard; use lower-case letters, spaces, ' and - only"
                    yield entry.document.problem(("says", index), text)
            if not entry.value.says:
                yield entry.document.problem(("says",), "nobody could ask for this by another name; add some to `says`")


def belong_to_one_thing(content: Content) -> Iterator[Problem]:
    """A name that two exercises or routines share would always start the first."""
    owners: dict[str, Entry] = {}
    for folder, label in (("exercises", "name"), ("routines", "title")):
        for entry in content.entries(folder):
            for where, name in _names(entry, label):
                owner = owners.setdefault(_heard(name), entry)
                if owner is not entry:
                    text = f"`{name}` is also a name of {owner.value.id}; keep it in one of them"
                    yield entry.document.problem(where, text)
            yield from _repeated(entry)


def _names(entry: Entry, label: str) -> Iterator[tuple[Where, str]]:
    yield (label,), getattr(entry.value, label)
    for index, name in enumerate(entry.value.says):
        yield ("says", index), name


def _repeated(entry: Entry) -> Iterator[Problem]:
    says = entry.value.says
    for index, name in enumerate(says):
        if name in says[:index]:
            yield entry.document.problem(("says", index), f"`{name}` is written twice; keep one")


def _heard(name: str) -> str:
    return " ".join(re.sub(r"[^a-z' ]", " ", name.lower()).split())
