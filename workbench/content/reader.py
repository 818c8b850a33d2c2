"""Reads a content file and remembers on which line each value stands."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

Where = tuple[str | int, ...]
"""Keys and positions that lead to a value."""


@dataclass(frozen=True)
class Problem:
    """One mistake in a content file: where, what, and how to mend it."""

    file: Path
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}"


@dataclass(frozen=True)
class Document:
    """The values of one file and the line of each."""

    file: Path
    data: Any
    lines: dict[Where, int]

    def problem(self, where: Where, text: str) -> Problem:
        """A problem at a value; a missing value is reported at the line of what should hold it."""
        while where not in self.lines and where:
            where = where[:-1]
        return Problem(self.file, self.lines.get(where, 1), text)


def read(file: Path) -> tuple[Document | None, list[Problem]]:
    """The document in `file`, or the reason it cannot be read. Repeated keys are problems."""
    try:
        text = file.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=_Loader)
    except UnicodeDecodeError:
        return None, [Problem(file, 1, "this file is not UTF-8 text; save it again as UTF-8")]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        what = error.problem or "this is not YAML"
        return None, [Problem(file, line, f"cannot read this: {what}; look for a missing quote, colon or indent")]
    if node is None:
        return None, [Problem(file, 1, "this file is empty")]
    lines: dict[Where, int] = {}
    problems: list[Problem] = []
    _walk(node, (), file, lines, problems)
    constructor = _Loader("")
    try:
        data = constructor.construct_document(node)
    finally:
        constructor.dispose()
    return Document(file, data, lines), problems


if TYPE_CHECKING:
    from yaml import SafeLoader as _SafeLoader
else:
    # The C one is some times faster; not every build of PyYAML has it.
    _SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_SafeLoader):
    """YAML as authors expect it: only true and false are yes-or-no values, and dates stay text."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.rsplit(":", 1)[1] not in {"bool", "timestamp"}]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _walk(node: yaml.Node, where: Where, file: Path, lines: dict[Where, int], problems: list[Problem]) -> None:
    lines.setdefault(where, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*where, str(key.value))
            if here in lines:
                problems.append(Problem(file, key.start_mark.line + 1, f"`{key.value}` is written twice; keep one"))
            lines[here] = key.start_mark.line + 1
            _walk(value, here, file, lines, problems)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _walk(value, (*where, index), file, lines, problems)
