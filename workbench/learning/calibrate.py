"""From margins to probabilities, measured on utterances of writers the models had not read."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression


def fit_probability(signals: np.ndarray, truth: np.ndarray, weights: np.ndarray | None = None) -> list[float]:
    """Weights of a logistic model of `truth` given the signals; the last is the constant."""
    centre, spread = signals.mean(axis=0), signals.std(axis=0) + 1e-9
    model = LogisticRegression(C=1.0, max_iter=2000, tol=1e-8)
    model.fit((signals - centre) / spread, truth, sample_weight=weights)
    slopes = model.coef_[0] / spread
    return [*slopes.tolist(), float(model.intercept_[0] - slopes @ centre)]


def probability(weights: Sequence[float], signals: np.ndarray) -> np.ndarray:
    """What the coach computes at run time, for many utterances."""
    return np.asarray(1 / (1 + np.exp(-(signals @ np.array(weights[:-1]) + weights[-1]))))


def fit_sharpness(margins: np.ndarray, truth: np.ndarray) -> float:
    """The factor that turns margins into shares with the best likelihood; `truth` holds column numbers."""
    best, chosen = np.inf, 1.0
    for factor in np.arange(1.0, 15.0, 0.5):
        scaled = margins * factor
        scaled -= scaled.max(axis=1, keepdims=True)
        loss = float(np.mean(np.log(np.exp(scaled).sum(axis=1)) - scaled[np.arange(len(truth)), truth]))
        if loss < best:
            best, chosen = loss, float(factor)
    return chosen


def threshold_for(scores: np.ndarray, right: np.ndarray, precision: float) -> float:
    """The least score from which on the share of right ones is at least `precision`; 1 if never."""
    order = np.argsort(-scores, kind="stable")
    share = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    good = np.flatnonzero(share >= precision)
    return float(scores[order[good[-1]]]) if len(good) else 1.0
