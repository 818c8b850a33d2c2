"""Red flags in what a person says: rules a clinician can read, and behind them everything weighed together.

How a decision is made (docs/triage.md tells it with examples):

1. The probability of any flag decides. Rules met, firm or not, and what speaks against them (denied, long past,
   over, only asked about) weigh in it, beside concepts and wording.
2. The flag is that of the rule met, the likeliest of them if several; without a rule the likeliest of all.
3. The level is the highest of the rules met for that flag, and never lower than the learned one.
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
from stride.answers.weighing import Weighed, Weigher, names_of
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
    """Data, chosen on lines kept aside: from which probability on an utterance is a flag, and how flags compare."""

    flag: float
    urgent: float
    """What `flag` is multiplied by where an emergency is the likeliest: missing one costs more than a false alarm."""
    other: float
    """By how much the margin of a flag has to exceed that of the flag whose rule is met, to take its place."""
    higher: float
    """How much less likely than the lower level of a flag the higher one may be, and still be taken."""


class Triage:
    """Looks for red flags."""

    def __init__(self, content: Mapping[str, Any], weigher: Weigher | None = None) -> None:
        """`content` is the compiled artefact; without a weigher every unguarded rule decides alone.

        Raises TriageMissing where the two do not belong together.
        """
        self._examiner = Examiner(content)
        self._thresholds = Thresholds(**content["thresholds"])
        self._weigher = weigher
        names = names_of(self._examiner.concepts)
        if weigher is not None and weigher.names != names:
            raise TriageMissing("the table was learned with other concepts: learn again (docs/triage.md)")

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

    def meant(self, text: str) -> str:
        """An utterance without what it denies, and without figures of speech."""
        return self._examiner.examine(text).meant

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
        urgent = self._level(weighed.flag, weighed) == "emergency"
        if weighed.probability < self._thresholds.flag * (self._thresholds.urgent if urgent else 1):
            return None
        live = [met for met in seen.met if not met.against]
        reason = f"probability {weighed.probability:.2f}"
        best = max(live, key=lambda met: weighed.flags.get(met.rule.flag, -9.0), default=None)
        likeliest = weighed.flag
        if best is None or (
            not any(met.rule.firm for met in live)
            and likeliest not in {met.rule.flag for met in live}
            and weighed.flags[likeliest] > weighed.flags.get(best.rule.flag, -9.0) + self._thresholds.other
        ):
            return Finding(likeliest, self._level(likeliest, weighed) or "emergency", LEARNED, reason)
        same = [met for met in live if met.rule.flag == best.rule.flag]
        chosen = max(same, key=lambda met: LEVEL_RANK[met.level])
        learned = self._level(best.rule.flag, weighed) or chosen.level
        level = max(chosen.level, learned, key=lambda name: LEVEL_RANK[name])
        return Finding(chosen.rule.flag, level, chosen.rule.id, f"{chosen.rule.reason}; {reason}")

    def _level(self, flag: str, weighed: Weighed) -> str | None:
        return weighed.level(flag, self._thresholds.higher)


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
