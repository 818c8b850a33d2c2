"""Every picture that a screen shows while audio plays, drawn when it is asked for, and what its file is called."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

from stride.content.vocabulary import Picture
from stride.rendering.picture import BACKGROUND, picture_files
from workbench.art.canvas import Canvas, Colour, Pixels
from workbench.art.figure import GROUND, TONES, draw_figure, poses, tone
from workbench.art.png import png
from workbench.audio.files import write_whole

SIZE = 512
"""Pixels of a square picture."""
WIDE = (1920, 1080)
"""Pixels of the picture behind all."""
NAMES: tuple[str, ...] = (*get_args(Picture), BACKGROUND)

_NIGHT: tuple[Colour, ...] = ((17, 42, 36), (20, 49, 42), (23, 56, 48), (13, 33, 28))
"""Tones so near each other that words on them can be read."""


class PicturesChanged(Exception):
    """A picture is drawn another way than when its name was noted; the text says what to do."""


def draw(name: str) -> Pixels:
    """The picture of a name. Raises KeyError for a name that no picture has."""
    return _wide() if name == BACKGROUND else square(name)


def square(name: str, size: int = SIZE) -> Pixels:
    """The figure on its ground of two tones, of any size. Raises KeyError for a pose that is not there."""
    pose = poses()[name]
    canvas = Canvas(size, size, list(TONES.values()), tone("ground"))
    canvas.disc((256, 256), 236, tone("light"))
    canvas.below(GROUND - pose.lift, tone("floor"))
    draw_figure(canvas, pose)
    return canvas.pixels()


def file_name(name: str, pixels: Pixels) -> str:
    """What a picture's file is called: another name for whatever looks different, so it can be kept for ever."""
    return f"{name}-{hashlib.sha256(pixels.tobytes()).hexdigest()[:16]}.png"


def drawn_names() -> Iterator[tuple[str, str]]:
    """Each picture and its file's name as it is drawn now."""
    for name in NAMES:
        yield name, file_name(name, draw(name))


def picture(file: str) -> bytes | None:
    """The PNG of a file that Lambda names; None for a name that none has. Raises PicturesChanged."""
    name = _by_file().get(file)
    if name is None:
        return None
    pixels = draw(name)
    if file_name(name, pixels) != file:
        raise PicturesChanged(f"the picture `{name}` is not what it was: run `stride art build`")
    return png(pixels)


def kept_picture(file: str, folder: Path) -> Path | None:
    """The PNG in a folder, drawn if it is not there yet; None for a name that none has. Raises PicturesChanged."""
    path = folder / file
    if file in _by_file() and path.exists():
        return path
    data = picture(file)
    if data is None:
        return None
    write_whole(path, data)
    return path


def _by_file() -> Mapping[str, str]:
    return {file: name for name, file in picture_files().items()}


def _wide() -> Pixels:
    canvas = Canvas(*WIDE, _NIGHT)
    canvas.disc((700, 220), 330, 1)
    canvas.disc((700, 220), 210, 2)
    canvas.below(GROUND, 3)
    return canvas.pixels()
