"""Linear models that plain Python scores: tables of small weights looked up by hash, mapped from one file.

A table has one row of single-byte weights per feature and one column per thing to tell apart. A row is added
to the running sum as one long integer holding every column in its own four bytes, so that the additions of
all columns happen at once. The file (`index/<language>.bin`, written by `workbench.learning.binary`):

    magic, length of header (4 bytes), header (JSON), word families, then by block: sorted 32-bit keys,
    rows of bytes.

All numbers are little-endian. A stored weight is `byte - 128`, in units of its column's scale; the last byte
of a row is the square of the feature's rarity, from which the length of the utterance's vector is found.
"""

from __future__ import annotations

import json
import mmap
import sys
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from pathlib import Path
from typing import Any
from zlib import crc32

MAGIC = b"STRIDEX3"
MIDDLE = 128
"""The byte that stands for weight nought."""
LANE = 4
"""Bytes of each column in the running sum: room for 16 million rows."""


class IndexFileError(RuntimeError):
    """The index is missing or not readable; the text names the file and the command that rebuilds it."""


@dataclass(frozen=True)
class Scores:
    """What a table makes of an utterance."""

    values: tuple[float, ...]
    """One margin a column; above nought speaks for it."""
    known: tuple[float, ...]
    """Share of the utterance's features that the table knows, 0 to 1, by block."""


@dataclass(frozen=True)
class Block:
    """The rows of one kind of feature."""

    keys: memoryview
    """Sorted 32-bit hashes."""
    rows: memoryview
    """One byte a column and row, row after row."""
    scales: tuple[float, ...]
    """What one step of a byte is worth, by column; the last belongs to the squared rarity."""

    def add_to(self, totals: list[float], hashes: Sequence[int]) -> float:
        """Adds this block's margins to `totals` and gives the share of hashes found."""
        if not hashes:
            return 0.0
        width, keys, rows, end = len(self.scales), self.keys, self.rows, len(self.keys)
        lanes = bytearray(width * LANE)
        found = sums = 0
        for key in hashes:
            place = bisect_left(keys, key)
            if place < end and keys[place] == key:
                lanes[::LANE] = rows[place * width : (place + 1) * width]
                sums += int.from_bytes(lanes, "little")
                found += 1
        if found:
            columns = memoryview(sums.to_bytes(width * LANE, "little")).cast("I")
            length = sqrt(columns[-1] * self.scales[-1]) or 1.0
            nought = MIDDLE * found
            for column in range(width - 1):
                totals[column] += (columns[column] - nought) * self.scales[column] / length
        return found / len(hashes)


@dataclass(frozen=True)
class Table:
    """A linear model over several blocks of features."""

    columns: tuple[str, ...]
    """What each margin speaks for, in the order of Scores.values."""
    bias: tuple[float, ...]
    """The margin of an utterance of which nothing is known."""
    blocks: tuple[Block, ...]

    def score(self, features: Sequence[Sequence[int]]) -> Scores:
        """The margins for hashes by block, as `text.features` gives them."""
        totals = list(self.bias)
        known = tuple(block.add_to(totals, hashes) for block, hashes in zip(self.blocks, features, strict=True))
        return Scores(tuple(totals), known)


@dataclass(frozen=True)
class WordFamilies:
    """Families of words, looked up by hash; see `text.Families`."""

    keys: memoryview
    """Sorted 32-bit hashes of the words."""
    near: memoryview
    """Number of the close family, by word."""
    far: memoryview
    """Number of the wide family, by word."""

    def of(self, word: str) -> tuple[int, int]:
        """A word's close and wide family; nought twice for an unknown word."""
        key = crc32(word.encode())
        place = bisect_left(self.keys, key)
        if place < len(self.keys) and self.keys[place] == key:
            return self.near[place], self.far[place]
        return 0, 0


@dataclass(frozen=True)
class Index:
    """Everything learned for one language."""

    tables: Mapping[str, Table]
    families: WordFamilies
    settings: Mapping[str, Any]
    """Calibration, thresholds and carrier words, as the header holds them."""


@lru_cache(maxsize=4)
def load_index(path: Path) -> Index:
    """Maps an index file; costs well under a millisecond, memory is shared and paged in as needed.

    Raises IndexFileError.
    """
    if sys.byteorder != "little":
        raise IndexFileError(f"{path}: needs a little-endian machine")
    try:
        with path.open("rb") as file:
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError) as error:
        raise IndexFileError(f"{path}: cannot be read ({error}); run: stride index build") from error
    if data[: len(MAGIC)] != MAGIC:
        raise IndexFileError(f"{path}: of another version; run: stride index build")
    start = len(MAGIC) + 4
    size = int.from_bytes(data[len(MAGIC) : start], "little")
    header = json.loads(bytes(data[start : start + size]))
    tables = {name: _table(data, entry) for name, entry in header["tables"].items()}
    return Index(tables, _families(data, header["families"]), header["settings"])


def index_path(language: str = "en") -> Path:
    """Where the committed index of a language stands."""
    return Path(__file__).with_name("index") / f"{language}.bin"


def _families(data: memoryview, entry: Mapping[str, int]) -> WordFamilies:
    keys, near, far, count = entry["keys"], entry["near"], entry["far"], entry["count"]
    return WordFamilies(
        data[keys : keys + 4 * count].cast("I"),
        data[near : near + 2 * count].cast("H"),
        data[far : far + 2 * count].cast("H"),
    )


def _table(data: memoryview, entry: Mapping[str, Any]) -> Table:
    return Table(tuple(entry["columns"]), tuple(entry["bias"]), tuple(_block(data, b) for b in entry["blocks"]))


def _block(data: memoryview, entry: Mapping[str, Any]) -> Block:
    keys, rows, count = entry["keys"], entry["rows"], entry["count"]
    width = len(entry["scales"])
    return Block(data[keys : keys + 4 * count].cast("I"), data[rows : rows + width * count], tuple(entry["scales"]))
