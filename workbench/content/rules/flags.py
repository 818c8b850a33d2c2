"""A red flag says where to go, and never less than it should."""

from __future__ import annotations

from collections.abc import Iterator

from stride.content.model import Flag
from stride.content.vocabulary import LEVEL_RANK
from workbench.content.reader import Problem
from workbench.content.rules.content import Content
from workbench.content.rules.sentences import placeholders


def names_the_emergency_number(content: Content) -> Iterator[Problem]:
    """Whatever is said at the level emergency says whom to call."""
    for entry in content.entries("flags"):
        flag: Flag = entry.value
        for level, field, text in (
            (flag.level, "say", flag.say),
            (flag.escalates, "say_escalated", flag.say_escalated),
        ):
            if level == "emergency" and text is not None and "emergency" not in placeholders(text):
                yield entry.document.problem((field,), f"`{field}` is for an emergency; say to call {{emergency}}")


def escalates_upwards(content: Content) -> Iterator[Problem]:
    """A flag that can become more urgent has words for it."""
    for entry in content.entries("flags"):
        flag: Flag = entry.value
        if (flag.escalates is None) != (flag.say_escalated is None):
            field, other = ("escalates", "say_escalated") if flag.escalates else ("say_escalated", "escalates")
            yield entry.document.problem((field,), f"`{field}` needs `{other}`; write both or neither")
        if flag.escalates is not None and LEVEL_RANK[flag.escalates] <= LEVEL_RANK[flag.level]:
            yield entry.document.problem(
                ("escalates",), f"`{flag.escalates}` is not more urgent than `{flag.level}`; use a more urgent level"
            )
