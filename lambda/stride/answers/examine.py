"""What the rules see in an utterance, before anything is weighed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from stride.answers.concepts import Lexicon, Mention
from stride.answers.rules import Recipe, Rule, by_first_term
from stride.answers.scope import ASKING, PAST, Guards, Scope, Sorted

PARTS = frozenset({"phrases", "gaps", "exact", "forms", "silent", "concepts", "rules", "thresholds"})
"""What the compiled artefact holds."""


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
    """Everything the rules saw; names, so that people can read it."""

    words: tuple[str, ...]
    concepts: tuple[str, ...]
    """Concepts that count, as often as they are mentioned."""
    denied: tuple[str, ...]
    """Concepts that are denied."""
    cues: frozenset[str]
    """The cues of scope that occur."""
    met: tuple[Met, ...]
    guards: Guards
    meant: str
    """The utterance without what is denied or only a figure of speech."""


class Examiner:
    """Finds concepts, their scope, and the rules they meet."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        """`content` is the compiled artefact of `content/<language>/triage`."""
        self._lexicon = Lexicon(
            phrases=content["phrases"],
            gaps=content["gaps"],
            forms=content["forms"],
            silent=frozenset(content["silent"]),
            exact=content["exact"],
        )
        self._names: list[str] = content["concepts"]
        self._numbers = {name: number for number, name in enumerate(self._names)}
        self.rules = tuple(_rule(entry) for entry in content["rules"])
        self._by_concept = by_first_term(self.rules)
        self._open = frozenset(c for rule in self.rules if rule.denied_counts for c in rule.concepts)

    @property
    def concepts(self) -> Sequence[str]:
        """The names of all concepts."""
        return self._names

    def examine(self, text: str) -> Examined:
        """Looks at one utterance. Never fails."""
        reading = self._lexicon.read(text)
        scope = Scope(reading, self._numbers, self._open)
        mentions = scope.sort()
        guards = scope.guards()
        return Examined(
            words=reading.words,
            concepts=self._named(mentions.standing),
            denied=self._named(mentions.denied),
            cues=scope.names,
            met=tuple(self._met(mentions, guards)),
            guards=guards,
            meant=reading.without(mentions.not_meant),
        )

    def _met(self, mentions: Sorted, guards: Guards) -> Iterator[Met]:
        found = _by_concept(mentions.standing)
        every = _by_concept([*mentions.standing, *mentions.denied]) if mentions.denied else found
        places = {place for concept in every for place in self._by_concept.get(concept, ())}
        for place in sorted(places):
            rule = self.rules[place]
            here = every if rule.denied_counts else found
            level = rule.level_for(here)
            if level is not None:
                first = rule.first_place(here)
                yield Met(rule, level, guards.against(first, rule.past_counts, rule.asking_counts))

    def _named(self, mentions: Iterable[Mention]) -> tuple[str, ...]:
        return tuple(self._names[mention.concept] for mention in mentions)


def _by_concept(mentions: Iterable[Mention]) -> dict[int, list[Mention]]:
    found: dict[int, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(mention.concept, []).append(mention)
    return found


def _rule(entry: Mapping[str, Any]) -> Rule:
    counts = entry.get("counts", ())
    return Rule(
        id=entry["id"],
        flag=entry["flag"],
        level=entry["level"],
        reason=entry["because"],
        recipes=tuple(_recipe(recipe) for recipe in entry["when"]),
        unless=frozenset(entry.get("unless", ())),
        raises=tuple((level, _recipe(recipe)) for level, recipe in entry.get("raise", ())),
        past_counts=PAST in counts,
        asking_counts=ASKING in counts,
        denied_counts="denied" in counts,
        firm=bool(entry.get("firm")),
    )


def _recipe(chains: Iterable[Iterable[Iterable[int]]]) -> Recipe:
    return tuple(tuple(frozenset(term) for term in chain) for chain in chains)
