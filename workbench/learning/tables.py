"""The table of the index, fitted on samples."""

from __future__ import annotations

from collections.abc import Sequence

from stride.answers.text import Features
from workbench.learning.samples import Sample, topic_label
from workbench.learning.train import Fitted, Task, fit_table

_TOPIC_WEIGHT = {"question": 1.0, "elsewhere": 1.0, "benign": 0.7, "flag": 0.5}
"""How much a line counts beside a question, by kind."""


def fit_topics(chosen: Sequence[Sample], said: Sequence[Features]) -> Fitted:
    """One column a topic and one for none of them."""
    labels = [topic_label(sample.line) for sample in chosen]
    weights = [sample.weight * _TOPIC_WEIGHT[sample.line.kind] for sample in chosen]
    return fit_table(said, [Task(labels, weights)])
