"""Every mistake in the content files of a language, found in one run: `stride content check`."""

from __future__ import annotations

from pathlib import Path

from workbench.content.reader import Problem
from workbench.content.rules import RULES
from workbench.content.rules.content import read_content
from workbench.content.source import CONTENT
from workbench.triage.build import gather


def check(language: str = "en", root: Path = CONTENT) -> tuple[list[Problem], int]:
    """The problems in order of file and line, and how many files were looked at."""
    content = read_content(language, root)
    problems = [*content.problems, *(problem for rule in RULES for problem in rule(content))]
    triage = root / language / "triage"
    if triage.is_dir():
        problems += gather(triage)[1]
    looked_at = sum(1 for _ in (root / language).rglob("*.yaml"))
    return sorted(set(problems), key=lambda one: (str(one.file), one.line, one.text)), looked_at
