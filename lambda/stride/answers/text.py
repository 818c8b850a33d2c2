"""What was said, made comparable: one spelling for every way of writing it, then numbers a model can look up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise
from typing import Protocol
from zlib import crc32

LONGEST = 400
"""Characters of an utterance that are read; the rest is ignored. A minute of speech is about 800."""

_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "`": "'", "\u00b4": "'"})
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[a-z']+")
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


class Families(Protocol):
    """Words that mean nearly the same, for what no training line happens to say."""

    def of(self, word: str) -> tuple[int, int]:
        """A word's close and wide family, by number; 0 for a word of no family, or too common to tell anything."""


@dataclass(frozen=True)
class Features:
    """What the models see of an utterance: the hashes of its distinct features, by block."""

    words: tuple[str, ...]
    """The normalised words, in order."""
    blocks: tuple[tuple[int, ...], ...]
    """32-bit hashes without duplicates: words and neighbours, pieces of words, close families and neighbours,
    wide families that occur together."""


BLOCKS = 4
"""How many blocks of features there are."""


def normalise(text: str) -> str:
    """Lower case, plain apostrophes, no other punctuation or accents, small numbers as words, single spaces.

    Never fails; what holds no letter or number comes back empty.
    """
    plain = unicodedata.normalize("NFKD", text[:LONGEST].translate(_APOSTROPHES)).lower()
    spelled = _NUMBER.sub(lambda found: f" {_spell(found.group())} ", plain.replace("\u0131", "i"))
    unaccented = "".join(letter for letter in spelled if not unicodedata.combining(letter))
    stripped = (word.strip("'") for word in _WORD.findall(unaccented))
    return " ".join(word for word in stripped if word)


def features(text: str, families: Families) -> Features:
    """The features of an utterance, normalised here; any text will do."""
    words = tuple(normalise(text).split())
    kin = [families.of(word) for word in words]
    close = [str(near) for near, _ in kin]
    wide = sorted({far for _, far in kin if far})
    blocks = (
        [*(crc32(f"w{word}".encode()) for word in words), *_neighbours("p", words)],
        [piece for word in words for piece in _pieces(word)],
        [*(crc32(f"k{near}".encode()) for near in close), *_neighbours("n", close)],
        [crc32(f"q{one} {other}".encode()) for one, other in combinations(wide, 2)],
    )
    return Features(words, tuple(tuple(dict.fromkeys(block)) for block in blocks))


def _neighbours(mark: str, items: Sequence[str]) -> list[int]:
    path = ("^", *items, "$")
    return [crc32(f"{mark}{left} {right}".encode()) for left, right in pairwise(path)]


@lru_cache(maxsize=4096)
def _pieces(word: str) -> tuple[int, ...]:
    padded = f" {word} "
    return tuple(
        crc32(f"c{padded[start : start + size]}".encode())
        for size in (2, 3, 4, 5)
        for start in range(max(1, len(padded) - size + 1))
    )


def _spell(digits: str) -> str:
    number = int(digits[:9])
    if number >= 1000:
        return " ".join(_ONES[int(digit)] for digit in digits[:9])
    hundreds, rest = divmod(number, 100)
    words = [_ONES[hundreds], "hundred"] if hundreds else []
    if rest >= 20:
        words += [_TENS[rest // 10], *([_ONES[rest % 10]] if rest % 10 else [])]
    elif rest or not hundreds:
        words.append(_ONES[rest])
    return " ".join(words)
