"""How likely a red flag is, all things considered: concepts, rules, guards and the wording itself.

A linear table (`index/<language>-triage.bin`, made by `workbench.triage.learn`) holds a margin for every flag,
for "none", and, for every flag with two levels, for its higher one against its lower one. Its features are those
of `text.features`, taken from what is meant (denied parts and figures of speech left out), and the concepts and
cues found, alone and in pairs.
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
HIGHER = "higher:"
"""Begins the names of the columns that speak for the higher of a flag's two levels."""
PAIR = 0x9E3779B1
"""What the first hash of a pair is multiplied by before the second is added; odd, so that order tells."""
SIGNAL_CUES = (TRAINING, COACH, THINGS, NOW, MYSELF, FIGURE, PAST, ASKING)
"""Cues of scope that take part in the weighing, in the order of the signals."""


@dataclass(frozen=True)
class Weighed:
    """What the table makes of an utterance."""

    probability: float
    """That any red flag applies, 0 to 1; calibrated on lines that neither table nor rules had read."""
    flags: Mapping[str, float]
    """Margin of each flag; the greatest speaks for itself."""
    higher: Mapping[str, float]
    """Of each flag with two levels: how much likelier the higher one is than the lower one."""
    levels: Mapping[str, Sequence[str]]
    """The one or two levels of each flag, the lower first."""

    @property
    def flag(self) -> str:
        """The likeliest flag."""
        return max(sorted(self.flags), key=lambda name: self.flags[name])

    def level(self, flag: str, lean: float) -> str | None:
        """How urgent a flag is; the higher level unless the lower one is likelier by more than `lean`.

        None for a flag that the table has not learned yet.
        """
        levels = self.levels.get(flag)
        if not levels:
            return None
        return levels[-1] if self.higher.get(flag, 0.0) > -lean else levels[0]


class Weigher:
    """Weighs utterances by the committed table of a language."""

    def __init__(self, index: Index) -> None:
        self._table = index.tables["flags"]
        self._families = index.families
        self._weights: Sequence[float] = index.settings["any"]
        self._levels: Mapping[str, Sequence[str]] = index.settings["levels"]
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
        higher = {flag: margins.pop(HIGHER + flag) for flag, levels in self._levels.items() if len(levels) > 1}
        total = self._weights[-1]
        for weight, signal in zip(self._weights, signals_of(seen, margins, none), strict=False):
            total += weight * signal
        return Weighed(1 / (1 + exp(-max(-30.0, min(30.0, total)))), margins, higher, self._levels)


def table_path(language: str = "en") -> Path:
    """Where the committed table of a language stands."""
    return Path(__file__).with_name("index") / f"{language}-triage.bin"


def features_of(seen: Examined, families: Families) -> Features:
    """The wording's features and, as two more blocks, what was seen and what was seen together.

    Rules are not among them: they were written with the lines in view that the table learns from, so it would trust
    them more than they deserve. They take part as signals, whose weights come from lines kept aside.
    """
    wording = features(seen.meant, families)
    concepts = sorted(set(seen.concepts))
    single = [f"c:{name}" for name in concepts]
    single += [f"d:{name}" for name in sorted(set(seen.denied))]
    single += [f"q:{name}" for name in sorted(seen.cues)]
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
        *(float(cue in seen.cues) for cue in SIGNAL_CUES),
    ]


def _hashes(names: Sequence[str]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(crc32(name.encode()) for name in names))


def _pairs(hashes: Sequence[int]) -> tuple[int, ...]:
    return tuple({(one * PAIR + other) & 0xFFFFFFFF: None for one, other in combinations(hashes, 2)})


def names_of(concepts: Sequence[str]) -> int:
    """A checksum of the names that are features of the table; a table fits an artefact with the same one."""
    return crc32("\n".join(concepts).encode())


def settings(weights: Sequence[float], names: int, levels: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The part of the file's header that belongs to the weighing."""
    return {"any": list(weights), "names": names, "levels": {flag: list(levels[flag]) for flag in sorted(levels)}}
