"""How likely a red flag is, all things considered: concepts, rules, guards and the wording itself.

A linear table (`index/<language>-triage.bin`, made by `workbench.triage.learn`) holds a margin for every flag,
for "none", and for every level. Its features are those of `text.features`, taken from what is meant (denied
parts and figures of speech left out), and the concepts, cues and rules found, alone and in pairs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import exp
from pathlib import Path
from typing import Any
from zlib import crc32

from stride.answers.examine import Examined
from stride.answers.linear import Index, load_index
from stride.answers.scope import ASKING, COACH, FIGURE, MYSELF, NOW, PAST, THINGS, TRAINING
from stride.answers.text import Families, Features, features

NONE = "none"
"""The column that speaks for no flag at all."""
LEVEL = "level:"
"""Begins the names of the columns that speak for levels."""
LEVELS = ("soon", "same-day", "emergency")
PAIR = 0x9E3779B1
"""What the first hash of a pair is multiplied by before the second is added; odd, so that order tells."""
SIGNAL_CUES = (TRAINING, COACH, THINGS, NOW, MYSELF, FIGURE, PAST, ASKING)
"""Cues of scope that take part in the weighing, in the order of the signals."""


@dataclass(frozen=True)
class Weighed:
    """What the table makes of an utterance."""

    probability: float
    """That any red flag applies, 0 to 1; calibrated on lines the table had not read."""
    flags: Mapping[str, float]
    """Margin of each flag; the greatest speaks for itself."""
    levels: Mapping[str, float]
    """Margin of each level."""

    @property
    def flag(self) -> str:
        """The likeliest flag."""
        return max(sorted(self.flags), key=lambda name: self.flags[name])

    @property
    def level(self) -> str:
        """The likeliest level; of two alike the higher."""
        return max(reversed(LEVELS), key=lambda name: self.levels[name])


class Weigher:
    """Weighs utterances by the committed table of a language."""

    def __init__(self, index: Index) -> None:
        self._table = index.tables["flags"]
        self._families = index.families
        self._weights: Sequence[float] = index.settings["any"]
        self.names: int = index.settings["names"]
        """`names_of` the artefact that the table was learned with."""

    @classmethod
    def load(cls, language: str = "en") -> Weigher:
        """The committed table. Raises linear.IndexFileError."""
        return cls(load_index(table_path(language)))

    def weigh(self, seen: Examined) -> Weighed:
        """Weighs what was seen in an utterance."""
        said = features_of(seen, self._families)
        margins = dict(zip(self._table.columns, self._table.score(said.blocks).values, strict=True))
        none = margins.pop(NONE)
        levels = {level: margins.pop(LEVEL + level) for level in LEVELS}
        margins.pop(LEVEL + NONE)
        total = self._weights[-1]
        for weight, signal in zip(self._weights, signals_of(seen, margins, none), strict=False):
            total += weight * signal
        return Weighed(1 / (1 + exp(-max(-30.0, min(30.0, total)))), margins, levels)


def table_path(language: str = "en") -> Path:
    """Where the committed table of a language stands."""
    return Path(__file__).with_name("index") / f"{language}-triage.bin"


def features_of(seen: Examined, families: Families) -> Features:
    """The wording's features and, as two more blocks, what was seen and what was seen together."""
    wording = features(seen.meant, families)
    concepts = sorted(set(seen.concepts))
    single = [f"c:{name}" for name in concepts]
    single += [f"d:{name}" for name in sorted(set(seen.denied))]
    single += [f"q:{name}" for name in sorted(seen.cues)]
    for met in seen.met:
        guarded = "g" if met.against else ""
        single += [f"{guarded}r:{met.rule.id}", f"{guarded}f:{met.rule.flag}"]
    return Features(wording.words, (*wording.blocks, _hashes(single), _pairs(_hashes(concepts))))


def signals_of(seen: Examined, flags: Mapping[str, float], none: float) -> list[float]:
    """What the probability is computed from: margins first, then rules, guards and cues."""
    first, second = sorted(flags.values(), reverse=True)[:2]
    live = [met for met in seen.met if not met.against]
    own = max((flags[met.rule.flag] for met in live if met.rule.flag in flags), default=-2.0)
    return [
        first,
        second,
        none,
        own,
        float(bool(live)),
        min(len(live), 4) / 4,
        float(any(met.rule.firm for met in live)),
        float(len(live) < len(seen.met)),
        float(bool(seen.denied) and not live),
        float(seen.guards.over_from >= 0),
        min(len(seen.words), 40) / 20,
        float(len(seen.words) < 5),
        *(float(cue in seen.cues) for cue in SIGNAL_CUES),
    ]


def _hashes(names: Sequence[str]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(crc32(name.encode()) for name in names))


def _pairs(hashes: Sequence[int]) -> tuple[int, ...]:
    return tuple({(one * PAIR + other) & 0xFFFFFFFF: None for one, other in combinations(hashes, 2)})


def names_of(concepts: Sequence[str], rules: Sequence[str]) -> int:
    """A checksum of the names that are features of the table; a table fits an artefact with the same one."""
    return crc32("\n".join((*concepts, *rules)).encode())


def settings(weights: Sequence[float], names: int) -> dict[str, Any]:
    """The part of the file's header that belongs to the weighing."""
    return {"any": list(weights), "names": names}
