"""All that the product promises is there; `expected.yaml` lists it."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.content.reader import Problem
from workbench.content.rules.content import Content
from workbench.content.source import FOLDERS


def everything_expected_is_there(content: Content) -> Iterator[Problem]:
    """Every expected id has its file."""
    expected = content.expected
    for folder, ids in (
        ("exercises", expected.exercises),
        ("answers", expected.answers),
        ("flags", expected.flags),
        ("form-cues", expected.form_cues),
    ):
        for missing in sorted(set(ids) - content.known(folder)):
            file = content.folder / folder / f"{missing.removeprefix('cue-')}.yaml"
            yield Problem(
                file, 1, f"`{missing}` is expected and has no file; write it, or take it out of expected.yaml"
            )


def every_file_is_read(content: Content) -> Iterator[Problem]:
    """A file with another ending would silently be left out."""
    for folder in (*FOLDERS, "wording"):
        for file in sorted((content.folder / folder).glob("*")):
            if file.suffix != ".yaml":
                yield Problem(file, 1, "this file is not read; end its name in .yaml, or move it elsewhere")
