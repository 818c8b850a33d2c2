"""Where sound is kept on a desk, and how it gets there whole."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

CACHE = Path(__file__).parents[2] / ".cache" / "audio"
"""Clips and tracks are kept here between runs; it may be deleted at any time."""
CLIPS = CACHE / "clips"
TRACKS = CACHE / "tracks"


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file so that whoever finds it finds all of it, even if this process is killed half way."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as part:
        part.write(data)
    os.chmod(part.name, 0o644)
    os.replace(part.name, path)
