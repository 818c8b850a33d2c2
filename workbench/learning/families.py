"""Word families: a committed table that tells which words mean nearly the same.

`data/<language>-families.tsv` holds `word<TAB>close family<TAB>wide family`, numbers from 1; a wide family of 0
marks a word too common to tell anything. The table was made once by `derive_families` from static word vectors
and is data from then on, so a build of the index needs neither the vectors nor their library.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

CLOSE, WIDE = 800, 300
"""How many families of each kind are made."""
_COMMON = frozenset(
    {
        "a", "an", "the", "i", "my", "me", "is", "it", "it's", "to", "of", "and", "or", "in", "on",
        "for", "do", "does", "be", "am", "are", "that", "this", "with", "at", "so", "just", "i'm", "you",
        "what"
    }
)  # fmt: skip


@dataclass(frozen=True)
class FamilyTable:
    """Families by word; see `stride.answers.text.Families`."""

    numbers: Mapping[str, tuple[int, int]]

    def of(self, word: str) -> tuple[int, int]:
        """A word's close and wide family; nought twice for an unknown word."""
        return self.numbers.get(word, (0, 0))


def read_families(language: str = "en") -> FamilyTable:
    """The committed table of a language."""
    path = Path(__file__).with_name("data") / f"{language}-families.tsv"
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return FamilyTable({word: (int(close), int(wide)) for word, close, wide in rows})


def derive_families(words: Sequence[str], vectors: np.ndarray, out: Path) -> None:
    """Groups words by their vectors, one row a word, and writes the table."""
    from sklearn.cluster import KMeans

    units = vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)
    close, wide = (
        KMeans(count, random_state=0, n_init=1, max_iter=25).fit(units).labels_ + 1 for count in (CLOSE, WIDE)
    )
    rows = sorted(
        (word, int(near), 0 if word in _COMMON else int(far))
        for word, near, far in zip(words, close, wide, strict=True)
    )
    out.write_text("".join(f"{word}\t{near}\t{far}\n" for word, near, far in rows), encoding="utf-8")
