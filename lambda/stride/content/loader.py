"""Loads the compiled content.

The artefact is made by `stride content build` from the files in `content/<language>/` and committed, so that a
fresh clone and a Lambda package run as they are. Two files a language: `coach.json` for the first word,
`answers.json` for the first question.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from stride.content.model import Answers, Library

_Content = TypeVar("_Content", Library, Answers)

COMPILED = Path(__file__).parent / "compiled"


class ContentMissing(Exception):
    """The compiled content is absent or of another shape; the text says which command makes it."""


@cache
def load_library(language: str = "en", folder: Path = COMPILED) -> Library:
    """The coach's content of one language. Raises ContentMissing."""
    return _load(folder / language / "coach.json", Library)


@cache
def load_answers(language: str = "en", folder: Path = COMPILED) -> Answers:
    """The answers, flags and bibliography of one language. Raises ContentMissing."""
    return _load(folder / language / "answers.json", Answers)


def _load(path: Path, kind: type[_Content]) -> _Content:
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except FileNotFoundError:
        raise ContentMissing(f"{path} is missing: make it with `stride content build`") from None
    except msgspec.ValidationError as problem:
        raise ContentMissing(f"{path} is out of date ({problem}): make it again with `stride content build`") from None
