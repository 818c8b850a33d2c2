"""Nothing is said that the evidence does not let us say; `forbidden.yaml` lists what, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from workbench.content.reader import Problem
from workbench.content.rules.content import Content, Forbidden, Spoken
from workbench.content.rules.sentences import quoted, sentences


def says_nothing_forbidden(content: Content) -> Iterator[Problem]:
    """Every sentence against every pattern."""
    for spoken in content.spoken():
        for sentence in sentences(spoken.text):
            for name in offences(sentence, spoken, content.forbidden):
                rule = content.forbidden[name]
                yield spoken.problem(f"{quoted(sentence, 90)} breaks `{name}`: {rule.why}; {rule.instead}")


def offences(sentence: str, spoken: Spoken, forbidden: Mapping[str, Forbidden]) -> Iterator[str]:
    """Names of the patterns that a sentence matches where it stands."""
    for name, rule in forbidden.items():
        if rule.only_in and spoken.folder not in rule.only_in:
            continue
        if spoken.id in rule.allowed_in or not _pattern(rule.say).search(sentence):
            continue
        if rule.unless is None or not _pattern(rule.unless).search(sentence):
            yield name


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)
