"""Red flags in what a person says: concepts, their scope, the rules, and the learned second look behind them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from stride.answers import scope
from stride.answers.concepts import Lexicon, Mention
from stride.answers.rules import Recipe, Rule, by_first_term
from stride.answers.scope import Guards, Scope, Sorted

COMPILED = Path(__file__).parents[1] / "content" / "compiled"
URGENCY = {"soon": 1, "same-day": 2, "emergency": 3}
"""Levels in order; where two apply the higher counts."""
LEARNED = "second-look"
"""Stands where a rule's id would, when the score alone decided."""


class TriageMissing(RuntimeError):
    """The compiled rules are absent or of another shape; the text says which command makes them."""


class Resemblance(Protocol):
    """What a learned scorer says about an utterance."""

    @property
    def flag(self) -> str:
        """The likeliest flag."""

    @property
    def level(self) -> str:
        """Its urgency here."""

    @property
    def score(self) -> float:
        """Probability that any flag applies, 0 to 1."""


class Scorer(Protocol):
    """A learned second look."""

    def flag_probability(self, text: str) -> Resemblance | None:
        """The likeliest flag, whether or not it is likely; None where nothing was said."""


@dataclass(frozen=True)
class Finding:
    """A red flag that applies."""

    flag: str
    level: str
    """soon, same-day or emergency."""
    rule: str
    """Id of the rule, or `LEARNED`."""
    reason: str
    """Why, in plain words, with the score where one took part; for people and logs of tests, never spoken."""

    @property
    def why(self) -> str:
        """Rule and reason in one line."""
        return f"{self.rule}: {self.reason}"


@dataclass(frozen=True)
class Thresholds:
    """From which score of the second look what happens; data, chosen on the corpus."""

    alone: float
    """No rule is met: a flag from here."""
    hint: float
    """A hinting rule is met: a flag from here."""
    firm: float
    """A firm rule is met: a flag from here, nearly always."""
    guarded: float
    """A rule is met but guarded: a flag in spite of the guard from here."""
    denied: float
    """No rule is met and something was denied or guarded: a flag from here."""


@dataclass(frozen=True)
class Met:
    """A rule that is met."""

    rule: Rule
    level: str
    """The rule's level, raised where more was said."""
    against: str | None
    """The guard that speaks against it, if any."""


@dataclass(frozen=True)
class Examined:
    """Everything the rules saw in an utterance; for tests and for error analysis."""

    words: tuple[str, ...]
    concepts: tuple[str, ...]
    denied: tuple[str, ...]
    cues: frozenset[str]
    """Names of the cues of scope that occur."""
    met: tuple[Met, ...]
    guards: Guards
    meant: str
    """The utterance without what is denied or only a figure of speech; what the second look scores."""


class Triage:
    """Looks for red flags."""

    def __init__(self, content: Mapping[str, Any], scorer: Scorer | None = None) -> None:
        """`content` is the compiled artefact; without a scorer the rules decide alone."""
        self._lexicon = Lexicon(content["tree"], content["forms"], frozenset(content["silent"]), content["exact"])
        self._names: list[str] = content["concepts"]
        self._numbers = {name: number for number, name in enumerate(self._names)}
        self._rules = tuple(_rule(entry) for entry in content["rules"])
        self._by_concept = by_first_term(self._rules)
        self._open = frozenset(c for rule in self._rules if rule.denied_counts for c in rule.concepts)
        self._thresholds = Thresholds(**content["thresholds"])
        self._scorer = scorer

    @classmethod
    def load(cls, language: str = "en", scorer: Scorer | None = None, folder: Path = COMPILED) -> Triage:
        """The triage of a language from its compiled artefact. Raises TriageMissing."""
        return cls(_content(folder / language / "triage.json"), scorer)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All rules, in the order of the artefact."""
        return self._rules

    def check(self, text: str) -> Finding | None:
        """The most urgent flag in an utterance, or None."""
        seen = self.examine(text)
        if not seen.words:
            return None
        looks = self._scorer.flag_probability(seen.meant) if self._scorer else None
        return self._weigh(seen, looks)

    def examine(self, text: str) -> Examined:
        """What the rules see, before anything is weighed."""
        reading = self._lexicon.read(text)
        cues = Scope(reading.mentions, self._numbers, len(reading.words), self._open)
        sorted_ = cues.sort()
        guards = cues.guards()
        met = tuple(self._met(sorted_, guards))
        meant = reading.without(sorted_.not_meant) if sorted_.not_meant else text
        return Examined(
            reading.words, self._named(sorted_.standing), self._named(sorted_.denied), cues.names, met, guards, meant
        )

    def _met(self, mentions: Sorted, guards: Guards) -> Iterable[Met]:
        found = _by_concept(mentions.standing)
        every = _by_concept([*mentions.standing, *mentions.denied]) if mentions.denied else found
        places = {place for concept in every for place in self._by_concept.get(concept, ())}
        for place in sorted(places):
            rule = self._rules[place]
            here = every if rule.denied_counts else found
            level = rule.level_for(here)
            if level is not None:
                first = rule.first_place(here)
                yield Met(rule, level, guards.against(first, rule.past_counts, rule.asking_counts))

    def _weigh(self, seen: Examined, looks: Resemblance | None) -> Finding | None:
        limits = self._thresholds
        score = looks.score if looks else None
        kept: list[Met] = []
        for met in seen.met:
            needed = limits.guarded if met.against else limits.hint if met.rule.hint else limits.firm
            if (score is None and not met.against) or (score is not None and score >= needed):
                kept.append(met)
        if kept:
            first = max(kept, key=lambda met: (URGENCY[met.level], not met.rule.hint))
            return Finding(first.rule.flag, first.level, first.rule.id, _reason(first, score))
        guarded = bool(seen.denied) or any(met.against for met in seen.met)
        if looks is not None and looks.score >= (limits.denied if guarded else limits.alone):
            return Finding(looks.flag, looks.level, LEARNED, f"resembles this flag, score {looks.score:.2f}")
        return None

    def _named(self, mentions: Iterable[Mention]) -> tuple[str, ...]:
        return tuple(self._names[mention.concept] for mention in mentions)


def _by_concept(mentions: Iterable[Mention]) -> dict[int, list[Mention]]:
    found: dict[int, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(mention.concept, []).append(mention)
    return found


def _reason(met: Met, score: float | None) -> str:
    parts = [met.rule.reason]
    if met.against:
        parts.append(f"in spite of the guard {met.against}")
    if score is not None:
        parts.append(f"score {score:.2f}")
    return "; ".join(parts)


@lru_cache(maxsize=4)
def _content(path: Path) -> Mapping[str, Any]:
    try:
        content: Mapping[str, Any] = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise TriageMissing(f"{path} is missing: make it with `stride content build`") from None
    except ValueError as problem:
        raise TriageMissing(f"{path} is damaged ({problem}): make it again with `stride content build`") from None
    if not {"tree", "exact", "forms", "silent", "concepts", "rules", "thresholds"} <= set(content):
        raise TriageMissing(f"{path} is out of date: make it again with `stride content build`")
    return content


def _rule(entry: Mapping[str, Any]) -> Rule:
    return Rule(
        id=entry["id"],
        flag=entry["flag"],
        level=entry["level"],
        reason=entry["because"],
        recipes=tuple(_recipe(recipe) for recipe in entry["when"]),
        unless=frozenset(entry.get("unless", ())),
        raises=tuple((level, _recipe(recipe)) for level, recipe in entry.get("raise", ())),
        past_counts="past" in entry.get("counts", ()),
        asking_counts=scope.ASKING in entry.get("counts", ()),
        denied_counts="denied" in entry.get("counts", ()),
        hint=bool(entry.get("hint")),
    )


def _recipe(chains: Iterable[Iterable[Iterable[int]]]) -> Recipe:
    return tuple(tuple(frozenset(term) for term in chain) for chain in chains)
