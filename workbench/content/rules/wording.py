"""Wording never breaks a conversation."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.content.reader import Problem
from workbench.content.rules.content import Content, Spoken
from workbench.content.rules.sentences import placeholders


def variants_need_the_same_values(content: Content) -> Iterator[Problem]:
    """Variants of one sentence are filled with the same values, so each has the same {placeholders}."""
    first: dict[str, Spoken] = {}
    for spoken in content.spoken():
        if spoken.folder != "wording":
            continue
        model = first.setdefault(spoken.id, spoken)
        ours, theirs = placeholders(spoken.text), placeholders(model.text)
        if ours != theirs:
            odd = ", ".join(f"{{{name}}}" for name in sorted(ours ^ theirs))
            yield spoken.problem(f"variants of `{spoken.id}` differ in {odd}; use the same placeholders in all of them")
