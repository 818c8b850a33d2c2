"""The learned second look: how much an utterance resembles a red flag, for what no rule sees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp
from typing import Any

from stride.answers.linear import Index, index_path, load_index
from stride.answers.text import features

LEVELS = ("soon", "same-day", "emergency")
"""Urgencies, the least first."""
BENIGN = "none"
"""The column of the flag table that speaks for 'no red flag'."""


@dataclass(frozen=True)
class Resemblance:
    """The likeliest red flag, whether or not it is likely."""

    flag: str
    level: str
    """soon, same-day or emergency: this utterance's own, which need not be the flag's usual one."""
    score: float
    """Probability that any red flag applies, 0 to 1."""
    alarming: bool
    """Whether the score alone is enough to act on, few false alarms allowed."""


class SecondLook:
    """Scores utterances by the committed index of a language."""

    def __init__(self, index: Index | None = None) -> None:
        """Reads the English index where none is given. Raises linear.IndexFileError."""
        loaded = index or load_index(index_path())
        self._table, self._families = loaded.tables["flags"], loaded.families
        self._settings: Mapping[str, Any] = loaded.settings["second-look"]

    def flag_probability(self, text: str) -> Resemblance | None:
        """The likeliest flag with its urgency and score; None where nothing was said."""
        said = features(text, self._families)
        if not said.words:
            return None
        margins = dict(zip(self._table.columns, self._table.score(said.blocks).values, strict=True))
        none = margins.pop(BENIGN)
        margins.pop(f"level:{BENIGN}", None)
        levels = {level: margins.pop(f"level:{level}") for level in LEVELS}
        flag = max(sorted(margins), key=lambda name: margins[name])
        level = max(LEVELS, key=lambda name: levels[name])
        weights = self._settings["any"]
        total = weights[0] * margins[flag] + weights[1] * none + weights[2]
        score = 1 / (1 + exp(-max(-30.0, min(30.0, total))))
        return Resemblance(flag, level, score, score >= self._settings["alarm"])
