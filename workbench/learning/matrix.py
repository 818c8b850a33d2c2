"""Utterances as a sparse matrix, built from the very features the coach looks up at run time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from stride.answers.text import Families, Features, features


@dataclass(frozen=True)
class Vocabulary:
    """The features of one block that are worth keeping."""

    keys: np.ndarray
    """Sorted 32-bit hashes."""
    rarity: np.ndarray
    """Inverse document frequency, at least 1, by key."""

    def matrix(self, rows: Sequence[Sequence[int]]) -> sp.csr_matrix:
        """One row an utterance, of length 1 unless nothing of it is known."""
        lengths = [len(row) for row in rows]
        flat = np.fromiter((key for row in rows for key in row), dtype=np.uint32, count=sum(lengths))
        owner = np.repeat(np.arange(len(rows)), lengths)
        place = np.minimum(np.searchsorted(self.keys, flat), len(self.keys) - 1)
        kept = self.keys[place] == flat
        owner, place = owner[kept], place[kept]
        values = self.rarity[place]
        size = np.sqrt(np.bincount(owner, values**2, minlength=len(rows)))
        size[size == 0] = 1.0
        return sp.csr_matrix((values / size[owner], (owner, place)), shape=(len(rows), len(self.keys)))


@dataclass(frozen=True)
class Space:
    """The blocks of features a table is made of."""

    blocks: tuple[Vocabulary, ...]
    weights: tuple[float, ...]
    """How much each block counts."""

    def matrix(self, said: Sequence[Features]) -> sp.csr_matrix:
        """All blocks side by side."""
        parts = [
            block.matrix([one.blocks[i] for one in said]) * weight
            for i, (block, weight) in enumerate(zip(self.blocks, self.weights, strict=True))
        ]
        return sp.hstack(parts).tocsr()

    def known(self, said: Sequence[Features]) -> list[tuple[float, ...]]:
        """Share of each utterance's features that is in the vocabulary, by block."""
        sets = [set(block.keys.tolist()) for block in self.blocks]
        return [
            tuple(
                sum(key in keys for key in block) / len(block) if block else 0.0
                for keys, block in zip(sets, one.blocks, strict=True)
            )
            for one in said
        ]


def look(texts: Sequence[str], families: Families) -> list[Features]:
    """The features of many utterances."""
    return [features(text, families) for text in texts]


def learn_space(said: Sequence[Features], least: Sequence[int], weights: Sequence[float]) -> Space:
    """The vocabulary of a training set; `least` is how many utterances must hold a feature, by block."""
    blocks = (_learn_block([one.blocks[i] for one in said], n) for i, n in enumerate(least))
    return Space(tuple(blocks), tuple(weights))


def _learn_block(rows: Sequence[Sequence[int]], least: int) -> Vocabulary:
    counts = Counter(key for row in rows for key in row)
    kept = sorted(key for key, count in counts.items() if count >= least)
    frequency = np.array([counts[key] for key in kept], dtype=float)
    rarity = np.log((1 + len(rows)) / (1 + frequency)) + 1
    return Vocabulary(np.array(kept, dtype=np.uint32), rarity)
