"""Mends what a recogniser misheard: words no sample knows become listed words that sound alike."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from workbench.understanding.model import Model
from workbench.understanding.numbers import NUMBER_WORDS
from workbench.understanding.times import TIME_WORDS
from workbench.understanding.values import OPENERS, Values
from workbench.understanding.words import Words, speech, stem, words

LIKE_ENOUGH = 84
"""Likeness (0 to 100) from which an unknown word passes for a known one."""
ALIKE_NAME = 79
"""Likeness from which words of which one is unknown pass for the name of an exercise."""
SHORTEST_NAME = 8
"""Letters of the shortest name that is mended: "the plant" is no plank."""
SHORTEST = 6
"""Letters of the shortest word that is mended: of shorter ones too many others are alike."""


class Hearing:
    """Knows every word of a model."""

    def __init__(self, model: Model, values: Values, more: Iterable[str] = ()) -> None:
        self._values = values
        usual = {*more, *speech()["light"], *OPENERS, *TIME_WORDS, *NUMBER_WORDS}
        self._known = {stem(word) for word in usual}
        for sample in model.samples:
            self._known.update(stem(item) for item in sample.items if isinstance(item, str))
        for _, says in model.values:
            for said in says:
                self._known.update(stem(token) for token in words(said).tokens)
        self._long = sorted(word for word in self._known if len(word) >= SHORTEST)

    def knows(self, token: str) -> bool:
        """Some sample or value has this word."""
        return stem(token) in self._known

    def mended(self, said: Words) -> Words:
        """The utterance with unknown words replaced by known ones where these sound alike."""
        strange = {at for at, token in enumerate(said.tokens) if not self.knows(token)}
        if not strange:
            return said
        tokens, origin = list(said.tokens), list(said.origin)
        span = self._values.like(said.tokens, "EXERCISE", ALIKE_NAME)
        long = span and len("".join(said.tokens[span.start : span.end])) >= SHORTEST_NAME
        if span and span.value and long and strange & set(range(span.start, span.end)):
            name = list(words(span.value.name).tokens)
            ends = [said.origin[span.start]] * (len(name) - 1) + [said.origin[span.end - 1]]
            tokens[span.start : span.end] = name
            origin[span.start : span.end] = ends
        for at, token in enumerate(tokens):
            if len(token) >= SHORTEST and not self.knows(token):
                hit = process.extractOne(stem(token), self._long, scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH)
                tokens[at] = hit[0] if hit else token
        return Words(said.heard, tuple(tokens), tuple(origin))
