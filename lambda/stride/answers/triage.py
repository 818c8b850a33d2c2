"""Red flags in what a person says: rules a clinician can read, and behind them everything weighed together.

How a decision is made (docs/triage.md tells it with examples):

1. A firm rule that is met and not guarded is a flag.
2. Otherwise the probability of any flag decides, by thresholds that are data: lower where a rule is met,
   higher where none is, highest where what was met is denied, long past, over, or only asked about.
3. The flag is that of the rule met, the likeliest of them if several; without a rule the likeliest of all.
4. The level is the highest of the rules met for that flag, and never lower than a clearly higher learned one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from stride.answers.examine import PARTS, Examined, Examiner, Met
from stride.answers.rules import Rule
from stride.answers.weighing import LEVELS, Weighed, Weigher, names_of
from stride.content.vocabulary import LEVEL_RANK

COMPILED = Path(__file__).parents[1] / "content" / "compiled"
LEARNED = "second-look"
"""Stands where a rule's id would, when the weighing alone decided."""


class TriageMissing(RuntimeError):
    """The compiled rules are absent or of another shape; the text says which command makes them."""


@dataclass(frozen=True)
class Finding:
    """A red flag that applies."""

    flag: str
    level: str
    """soon, same-day or emergency."""
    rule: str
    """Id of the rule, or `LEARNED`."""
    reason: str
    """Why, in plain words, with the probability; for people and tests, never spoken."""

    @property
    def why(self) -> str:
        """Rule and reason in one line."""
        return f"{self.rule}: {self.reason}"


@dataclass(frozen=True)
class Thresholds:
    """From which probability on an utterance is a flag; data, chosen on the corpus."""

    firm: float
    """A firm rule is met."""
    rule: float
    """Any other rule is met."""
    alone: float
    """No rule is met."""
    guarded: float
    """Only guarded rules are met, or everything mentioned is denied."""
    urgent: float
    """What those are multiplied by where an emergency is the likeliest: missing one costs more than a false alarm."""
    raised: float
    """By how much the margin of a higher level has to exceed that of the rule's level to raise it."""


class Triage:
    """Looks for red flags."""

    def __init__(self, content: Mapping[str, Any], weigher: Weigher | None = None) -> None:
        """`content` is the compiled artefact; without a weigher every unguarded rule decides alone.

        Raises TriageMissing where the two do not belong together.
        """
        self._examiner = Examiner(content)
        self._thresholds = Thresholds(**content["thresholds"])
        self._weigher = weigher
        names = names_of(self._examiner.concepts, [rule.id for rule in self._examiner.rules])
        if weigher is not None and weigher.names != names:
            raise TriageMissing("the table was learned with other concepts or rules: learn again (docs/triage.md)")

    @classmethod
    def load(cls, language: str = "en", folder: Path = COMPILED) -> Triage:
        """The triage of a language from its committed artefacts. Raises TriageMissing, linear.IndexFileError."""
        return cls(read_content(folder / language / "triage.json"), Weigher.load(language))

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All rules, in the order of the artefact."""
        return self._examiner.rules

    def examine(self, text: str) -> Examined:
        """What the rules see, before anything is weighed."""
        return self._examiner.examine(text)

    def check(self, text: str) -> Finding | None:
        """The most urgent flag in an utterance, or None. Never fails."""
        seen = self._examiner.examine(text)
        if not seen.words:
            return None
        if self._weigher is None:
            return _by_rules([met for met in seen.met if not met.against])
        return self.decide(seen, self._weigher.weigh(seen))

    def decide(self, seen: Examined, weighed: Weighed) -> Finding | None:
        """What follows from what was seen and how it weighs."""
        live = [met for met in seen.met if not met.against]
        needed = self._needed(seen, live)
        if weighed.level == "emergency":
            needed *= self._thresholds.urgent
        if weighed.probability < needed:
            return None
        reason = f"probability {weighed.probability:.2f}"
        best = max(live, key=lambda met: weighed.flags.get(met.rule.flag, -9.0), default=None)
        likeliest = weighed.flag
        if best is None or (
            not any(met.rule.firm for met in live)
            and likeliest not in {met.rule.flag for met in live}
            and weighed.flags[likeliest] > weighed.flags.get(best.rule.flag, -9.0) + self._thresholds.raised
        ):
            return Finding(likeliest, weighed.level, LEARNED, reason)
        same = [met for met in live if met.rule.flag == best.rule.flag]
        chosen = max(same, key=lambda met: LEVEL_RANK[met.level])
        level = self._level(chosen.level, weighed)
        return Finding(chosen.rule.flag, level, chosen.rule.id, f"{chosen.rule.reason}; {reason}")

    def _needed(self, seen: Examined, live: Sequence[Met]) -> float:
        limits = self._thresholds
        if any(met.rule.firm for met in live):
            return limits.firm
        if live:
            return limits.rule
        return limits.guarded if seen.met or (seen.denied and not seen.concepts) else limits.alone

    def _level(self, level: str, weighed: Weighed) -> str:
        higher = [
            name
            for name in LEVELS
            if LEVEL_RANK[name] > LEVEL_RANK[level]
            and weighed.levels[name] > weighed.levels[level] + self._thresholds.raised
        ]
        return higher[-1] if higher else level


def _by_rules(live: Sequence[Met]) -> Finding | None:
    if not live:
        return None
    chosen = max(live, key=lambda met: (met.rule.firm, LEVEL_RANK[met.level]))
    return Finding(chosen.rule.flag, chosen.level, chosen.rule.id, chosen.rule.reason)


@lru_cache(maxsize=4)
def read_content(path: Path) -> Mapping[str, Any]:
    """The compiled artefact. Raises TriageMissing."""
    try:
        content: Mapping[str, Any] = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise TriageMissing(f"{path} is missing: make it with `stride content build`") from None
    except ValueError as problem:
        raise TriageMissing(f"{path} is damaged ({problem}): make it again with `stride content build`") from None
    if not set(content) >= PARTS:
        raise TriageMissing(f"{path} is out of date: make it again with `stride content build`")
    return content
