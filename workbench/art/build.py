"""What is made from the drawings and committed: the names Lambda knows the pictures by, and the skill's icons."""

from __future__ import annotations

import json
from pathlib import Path

from stride.rendering.picture import FILES
from workbench.art.pictures import drawn_names, square
from workbench.art.png import pixels_of, png
from workbench.interaction.generate import FOLDER, ROOT
from workbench.interaction.package import ICONS

ICON = "running"
"""The picture that is the skill's icon."""


def build(files: Path = FILES, package: Path = ROOT / FOLDER) -> list[Path]:
    """Writes the names and the icons, and gives their paths."""
    files.write_text(_names(), encoding="utf-8")
    icons = {package / place: edge for place, edge in ICONS.values()}
    for path, edge in icons.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(png(square(ICON, edge)))
    return [files, *icons]


def stale(files: Path = FILES, package: Path = ROOT / FOLDER) -> list[Path]:
    """Files that differ from what is drawn now, missing ones included."""
    icons = {package / place: edge for place, edge in ICONS.values()}
    old = [path for path, edge in icons.items() if not _shows(path, edge)]
    current = files.exists() and files.read_text(encoding="utf-8") == _names()
    return old if current else [files, *old]


def _shows(icon: Path, edge: int) -> bool:
    """Whether a file is the icon as it is drawn; how it was compressed does not matter."""
    return icon.exists() and pixels_of(icon.read_bytes()).tobytes() == square(ICON, edge).tobytes()


def _names() -> str:
    return json.dumps(dict(drawn_names()), indent=1) + "\n"
