"""The two tables of the index, fitted on samples: topics, and the second look for red flags."""

from __future__ import annotations

from collections.abc import Sequence

from stride.answers.text import Features
from workbench.learning.samples import Sample, flag_label, level_label, topic_label
from workbench.learning.train import Fitted, Task, fit_table

_TOPIC_WEIGHT = {"question": 1.0, "elsewhere": 1.0, "benign": 0.7, "flag": 0.5}
"""How much a line counts beside a question, by kind."""
_FLAG_WEIGHT = {"question": 1.0, "elsewhere": 0.5, "benign": 1.0, "flag": 1.5}


def fit_topics(chosen: Sequence[Sample], said: Sequence[Features]) -> Fitted:
    """One column a topic and one for none of them."""
    labels = [topic_label(sample.line) for sample in chosen]
    weights = [sample.weight * _TOPIC_WEIGHT[sample.line.kind] for sample in chosen]
    return fit_table(said, [Task(labels, weights)])


def fit_flags(chosen: Sequence[Sample], said: Sequence[Features], usual: dict[str, str]) -> Fitted:
    """One column a flag and one for none of them, then one a level."""
    flags = [flag_label(sample.line) for sample in chosen]
    levels = [level_label(sample.line, usual) for sample in chosen]
    weights = [sample.weight * _FLAG_WEIGHT[sample.line.kind] for sample in chosen]
    return fit_table(said, [Task(flags, weights), Task(levels, weights, prefix="level:")])
