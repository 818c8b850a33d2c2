"""PNG files of few colours."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

import numpy as np

from workbench.art.canvas import Pixels

MOST_COLOURS = 256

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PALETTE = 3
"""PNG's number for pictures whose pixels are numbers of colours."""


def png(pixels: Pixels) -> bytes:
    """The picture as a PNG with a palette. Raises ValueError for more than 256 colours."""
    height, width, _ = pixels.shape
    packed = pixels.astype(np.uint32) @ np.array([1 << 16, 1 << 8, 1], np.uint32)
    colours, numbers = np.unique(packed, return_inverse=True)
    if len(colours) > MOST_COLOURS:
        raise ValueError(f"the picture has {len(colours)} colours; draw it with at most {MOST_COLOURS}")
    rows = numbers.reshape(height, width).astype(np.uint8)
    lines = np.hstack([np.zeros((height, 1), np.uint8), rows])  # each line says first that it is not filtered
    palette = b"".join(int(colour).to_bytes(3, "big") for colour in colours)
    header = struct.pack(">IIBBBBB", width, height, 8, _PALETTE, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", zlib.compress(lines.tobytes(), 9)), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(kind, data) for kind, data in chunks)


def pixels_of(data: bytes) -> Pixels:
    """What a PNG that `png` wrote shows. Raises ValueError for any other file."""
    chunks = dict(_chunks(data))
    if not {b"IHDR", b"PLTE", b"IDAT"} <= chunks.keys():
        raise ValueError("this is no PNG that was drawn here")
    width, height = struct.unpack(">II", chunks[b"IHDR"][:8])
    lines = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(height, width + 1)
    palette = np.frombuffer(chunks[b"PLTE"], np.uint8).reshape(-1, 3)
    return palette[lines[:, 1:]]


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while data.startswith(_SIGNATURE) and at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += length + 12


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
