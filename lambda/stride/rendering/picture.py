"""What the pictures for screens are called, so that Lambda knows their addresses without drawing them.

They lie beside the tracks. `stride art build` notes the names, which change with what is seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from stride.content.vocabulary import Picture

FILES = Path(__file__).with_name("pictures.json")
"""Picture -> the name of its file."""
BACKGROUND = "background"
"""The wide picture behind all others."""


def picture_url(base: str, picture: Picture) -> str:
    """Where a square picture is, given `STRIDE_AUDIO_BASE_URL`."""
    return f"{base.rstrip('/')}/{picture_files()[picture]}"


def background_url(base: str) -> str:
    """Where the wide picture is."""
    return f"{base.rstrip('/')}/{picture_files()[BACKGROUND]}"


@cache
def picture_files() -> Mapping[str, str]:
    """The file of every picture, the wide one included."""
    return msgspec.json.decode(FILES.read_bytes(), type=dict[str, str])
