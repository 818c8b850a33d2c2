"""Flat shapes with soft edges on a grid of points, in whole numbers alone, so that every machine draws the same.

A picture is described on a square of `GRID` units. Each pixel has `FINE` times `FINE` points, and a point has one tone,
that of the last shape on it; a pixel is the mean of its points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

GRID = 512
"""Units along the shorter edge of a picture."""
FINE = 4
"""Points along each edge of a pixel."""

Point = tuple[int, int]
"""Units to the right and down from the upper left corner."""
Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""
Pixels = NDArray[np.uint8]
"""Rows of pixels of red, green and blue."""

_Places = NDArray[np.int64]
_STRIP = 64 * FINE
"""Rows of points that are worked on at once; whole pixels."""


class Canvas:
    """A picture that is being drawn; `tones` are the colours, by the number that shapes name them with."""

    def __init__(self, width: int, height: int, tones: Sequence[Colour], ground: int = 0) -> None:
        """`width` and `height` are pixels."""
        self._tones = tones
        self._scale = min(width, height) * FINE
        self._points = np.full((height * FINE, width * FINE), ground, np.uint8)

    def disc(self, centre: Point, radius: int, tone: int) -> None:
        self._capsule(self._place(centre), self._place(centre), self._length(radius), tone)

    def stroke(self, points: Sequence[Point], width: int, tone: int) -> None:
        """A line through points, as wide as told, with round ends and joints."""
        places = [self._place(point) for point in points]
        for start, end in pairwise(places):
            self._capsule(start, end, self._length(width) // 2, tone)

    def below(self, y: int, tone: int) -> None:
        """Everything from `y` units down."""
        self._points[y * self._scale // GRID :] = tone

    def pixels(self) -> Pixels:
        tones = np.array(self._tones, np.uint16)
        return np.vstack([_means(tones[self._points[rows]]) for rows in _strips(0, len(self._points))])

    def _capsule(self, start: Point, end: Point, radius: int, tone: int) -> None:
        """Every point within `radius` of the line from start to end; all in half steps of the fine grid."""
        height, width = self._points.shape
        columns = slice(*_span(start[0], end[0], radius, width))
        for rows in _strips(*_span(start[1], end[1], radius, height)):
            x = 2 * np.arange(columns.start, columns.stop, dtype=np.int64)[None, :] + 1 - start[0]
            y = 2 * np.arange(rows.start, rows.stop, dtype=np.int64)[:, None] + 1 - start[1]
            self._points[rows, columns][_within(x, y, end[0] - start[0], end[1] - start[1], radius)] = tone

    def _place(self, point: Point) -> Point:
        return self._length(point[0]), self._length(point[1])

    def _length(self, units: int) -> int:
        """Half steps of the fine grid."""
        return units * 2 * self._scale // GRID


def _within(x: _Places, y: _Places, dx: int, dy: int, radius: int) -> NDArray[np.bool_]:
    """Whether places are near enough to the line from (0, 0) to (dx, dy)."""
    length, along = dx * dx + dy * dy, x * dx + y * dy
    beside = (length > 0) & (along >= 0) & (along <= length) & ((x * dy - y * dx) ** 2 <= radius * radius * length)
    inside: NDArray[np.bool_] = beside | (np.minimum(x * x + y * y, (x - dx) ** 2 + (y - dy) ** 2) <= radius * radius)
    return inside


def _means(points: NDArray[np.uint16]) -> Pixels:
    """The colour of each pixel of a strip from those of its points."""
    height, width, _ = points.shape
    sums = points.reshape(height // FINE, FINE, width // FINE, FINE, 3).sum(axis=(1, 3), dtype=np.uint32)
    means: Pixels = ((sums + FINE * FINE // 2) // (FINE * FINE)).astype(np.uint8)
    return means


def _span(first: int, second: int, radius: int, most: int) -> tuple[int, int]:
    """The points of the fine grid that a capsule may cover along one axis."""
    low, high = min(first, second) - radius, max(first, second) + radius
    return max(0, low // 2), max(0, min(most, high // 2 + 1))


def _strips(first: int, end: int) -> Iterator[slice]:
    """Rows a few at a time, so that a wide picture needs little memory."""
    for start in range(first, end, _STRIP):
        yield slice(start, min(start + _STRIP, end))
