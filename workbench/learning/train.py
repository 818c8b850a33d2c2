"""Fitting linear tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.svm import LinearSVC

from stride.answers.text import Features
from workbench.learning.matrix import Space, learn_space

LEAST = (2, 2, 2, 2)
"""How many training utterances must hold a feature for it to be kept, by block."""
WEIGHTS = (1.0, 1.0, 0.7, 0.7)
"""How much the blocks count beside one another."""


@dataclass(frozen=True)
class Fitted:
    """A table before it is made small."""

    columns: tuple[str, ...]
    space: Space
    weights: np.ndarray
    """One row a feature, one column a thing to tell apart."""
    bias: np.ndarray

    def margins(self, said: Sequence[Features]) -> np.ndarray:
        """One row an utterance."""
        return np.asarray(self.space.matrix(said) @ self.weights + self.bias)


def fit_table(said: Sequence[Features], tasks: Sequence[Task], least: Sequence[int] = LEAST) -> Fitted:
    """One-against-the-rest margins for several labellings of the same utterances, side by side."""
    space = learn_space(said, least, WEIGHTS)
    matrix = space.matrix(said)
    columns, weights, biases = [], [], []
    for task in tasks:
        rows = np.array([i for i, label in enumerate(task.labels) if label is not None])
        labels = [task.labels[i] for i in rows]
        model = LinearSVC(C=task.looseness, random_state=0, max_iter=2000)
        model.fit(matrix[rows], labels, sample_weight=np.array([task.weights[i] for i in rows]))
        columns += [f"{task.prefix}{name}" for name in model.classes_]
        weights.append(model.coef_.T)
        biases.append(model.intercept_)
    return Fitted(tuple(columns), space, np.hstack(weights), np.concatenate(biases))


@dataclass(frozen=True)
class Task:
    """One labelling to learn; at least three labels."""

    labels: Sequence[str | None]
    """By utterance; None leaves it out."""
    weights: Sequence[float]
    """How much each utterance counts."""
    prefix: str = ""
    """Put before each label to name its column."""
    looseness: float = 0.5
    """How far the model may bend to single utterances: the C of a support vector machine."""
