"""The rules of the triage: which concepts together mean which red flag, how urgent, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from stride.answers.concepts import Mention

CHAIN_GAP = 5
"""Words that may stand between two concepts written with `>`."""

Term = frozenset[int]
"""Concepts of which one is enough."""
Chain = tuple[Term, ...]
"""Terms that follow one another closely; the later may begin inside the earlier."""
Recipe = tuple[Chain, ...]
"""Chains that all occur somewhere in the utterance."""


@dataclass(frozen=True)
class Rule:
    """One rule of a flag."""

    id: str
    """Unique; flag/name."""
    flag: str
    level: str
    """soon, same-day or emergency, unless raised."""
    reason: str
    """In plain words, for a clinician; never spoken."""
    recipes: tuple[Recipe, ...]
    """Any one is enough."""
    unless: Term
    """Concepts that keep the rule silent."""
    raises: tuple[tuple[str, Recipe], ...]
    """(level, recipe): more urgent where the recipe is met as well; the most urgent first."""
    past_counts: bool
    """Whether long ago is as good as now (an illness one has had)."""
    asking_counts: bool
    """Whether a question is as good as a statement."""
    denied_counts: bool
    """Whether a denied mention is as good as a plain one ("never had back pain before")."""
    firm: bool
    """Whether it is surer than others: it weighs more, and names the flag whatever else is likelier."""

    @property
    def concepts(self) -> frozenset[int]:
        """Every concept of its recipes."""
        return frozenset(concept for recipe in self.recipes for chain in recipe for term in chain for concept in term)

    def first_place(self, found: Mapping[int, Sequence[Mention]]) -> int:
        """Where the first of its concepts is mentioned."""
        places = [mention.start for concept in self.concepts for mention in found.get(concept, ())]
        return min(places, default=0)

    def level_for(self, found: Mapping[int, Sequence[Mention]]) -> str | None:
        """The level if the rule is met by the mentions (by concept), else None."""
        if any(concept in found for concept in self.unless):
            return None
        if not any(_met(recipe, found) for recipe in self.recipes):
            return None
        return next((level for level, recipe in self.raises if _met(recipe, found)), self.level)


def by_first_term(rules: Sequence[Rule]) -> dict[int, tuple[int, ...]]:
    """Concept -> positions of the rules that can be met only if one of their recipes begins with it."""
    table: dict[int, list[int]] = {}
    for place, rule in enumerate(rules):
        for concept in {concept for recipe in rule.recipes for concept in recipe[0][0]}:
            table.setdefault(concept, []).append(place)
    return {concept: tuple(places) for concept, places in table.items()}


def _met(recipe: Recipe, found: Mapping[int, Sequence[Mention]]) -> bool:
    for chain in recipe:
        for term in chain:
            if not any(concept in found for concept in term):
                return False
    return all(len(chain) == 1 or _follows(chain, found) for chain in recipe)


def _follows(chain: Chain, found: Mapping[int, Sequence[Mention]]) -> bool:
    spans = {(mention.start, mention.end) for mention in _of(chain[0], found)}
    for term in chain[1:]:
        spans = {
            (mention.start, mention.end)
            for mention in _of(term, found)
            if any(start <= mention.start <= end + CHAIN_GAP for start, end in spans)
        }
    return bool(spans)


def _of(term: Term, found: Mapping[int, Sequence[Mention]]) -> Iterator[Mention]:
    for concept in term:
        yield from found.get(concept, ())
