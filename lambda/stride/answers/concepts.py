"""Which ideas a person mentions, and where: the words of an utterance against the word lists of the content.

A concept ("saddle", "numb", "since") is a list of phrases in `content/<language>/triage/concepts`. The
compiler turns all of them into tables of word stems; here they are looked up along the utterance.
Inflection is covered by a light stemmer, irregular forms and common mishearings by the table `forms`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from stride.answers.text import normalise

SKIP = "~"
"""Key in a tree of phrases with gaps under which up to `LONGEST_SKIP` words may be passed over."""
ENDS = ""
"""Key in a tree of phrases with gaps that holds the numbers of the concepts ending there."""
MOST = " "
"""Key beside the phrases that begin with a word: the most words that follow it in any of them."""
LONGEST_SKIP = 3
"""Words that a `~` in a phrase may stand for, at most."""
LONGEST = 90
"""Words of an utterance that are looked at; the rest is ignored."""

_SUBJECTS = frozenset(["i", "it", "it's", "he", "he's", "she", "she's", "they", "they're", "we", "i'm", "i've"])
_BOUND = frozenset(["it", "that", "he", "she", "what", "there", "here", "let", "who", "how", "where"])
"""Words that keep their 's: "it's" is no "it"."""
_KEEP_E = frozenset(
    [
        "care",
        "scare",
        "hope",
        "wine",
        "fine",
        "wide",
        "note",
        "bare",
        "stare",
        "pine",
        "cute",
        "bite",
        "tone",
        "fare",
        "hate",
        "site",
        "late",
    ]
)
_WHOLE = frozenset(
    [
        "evening",
        "during",
        "ceiling",
        "nothing",
        "anything",
        "something",
        "everything",
        "this",
        "his",
        "was",
        "has",
        "gas",
        "bus",
        "yes",
        "us",
        "pus",
        "plus",
        "always",
        "sometimes",
        "less",
        "unless",
        "across",
        "anus",
        "pelvis",
        "sepsis",
        "alas",
        "does",
        "goes",
        "series",
        "species",
        "bed",
        "red",
        "wed",
        "fed",
    ]
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One phrase of a concept in an utterance."""

    concept: int
    """Number of the concept in the compiled list."""
    start: int
    """First word, counted in kept words."""
    end: int
    """One past the last word."""


@dataclass(frozen=True)
class Reading:
    """An utterance as the rules see it."""

    words: tuple[str, ...]
    """The stems of the words that count, in order."""
    mentions: tuple[Mention, ...]
    said: tuple[str, ...]
    """Every word, as normalised."""
    places: tuple[int, ...]
    """Where each of `words` stands in `said`."""

    def subjects(self) -> frozenset[int]:
        """Places in `words` before which a new subject is named (i, it, she): a denial does not reach across."""
        found: set[int] = set()
        kept = 0
        for place, word in enumerate(self.said):
            while kept < len(self.places) and self.places[kept] < place:
                kept += 1
            if word in _SUBJECTS:
                found.add(kept)
        return frozenset(found)

    def without(self, spans: Iterable[tuple[int, int]]) -> str:
        """What was said, less these stretches of `words` (first, one past the last)."""
        gone: set[int] = set()
        for start, end in spans:
            if start < len(self.places):
                gone.update(range(self.places[start], self.places[min(end, len(self.places)) - 1] + 1))
        return " ".join(word for place, word in enumerate(self.said) if place not in gone)


@dataclass(frozen=True)
class Lexicon:
    """The compiled word lists."""

    phrases: Mapping[str, Any]
    """First stem -> the other stems of a phrase, with spaces -> concept numbers; `MOST` -> a count of stems."""
    gaps: Mapping[str, Any]
    """Phrases with gaps as a tree: stem -> subtree; `SKIP` -> subtree; `ENDS` -> concept numbers."""
    forms: Mapping[str, str]
    """Irregular form, or a word whose ending matters -> what to compare instead of its stem."""
    silent: frozenset[str]
    """Words that carry no meaning here (the, my, very) and are left out on both sides."""

    exact: Mapping[str, Any]
    """The same for short phrases in which the silent words count: "the baby", "be gone"."""

    def read(self, text: str) -> Reading:
        """The words of an utterance and every phrase found in it. Never fails."""
        said = normalise(text).split()[:LONGEST]
        raw = [plain(word) for word in said]
        every = tuple(self.forms.get(word) or stem(word) for word in raw)
        kept = [place for place, word in enumerate(raw) if word not in self.silent]
        words = tuple(every[place] for place in kept)
        found = [*_mentions(self.phrases, words), *_gapped(self.gaps, words)]
        before = [0]
        for word in raw:
            before.append(before[-1] + (word not in self.silent))
        for mention in _mentions(self.exact, every):
            start, end = before[mention.start], before[mention.end]
            found.append(Mention(mention.concept, start, max(end, start + 1)))
        return Reading(words, tuple(found), tuple(said), tuple(kept))


def plain(word: str) -> str:
    """A word without apostrophes; without a possessive or shortened "is", unless the word is little else."""
    if word.endswith("'s") and word[:-2] not in _BOUND:
        return word[:-2].replace("'", "")
    return word.replace("'", "")


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A word without its regular endings: tingling, tingles, tingly -> tingl. Not for reading, only for comparing."""
    if len(word) <= 3 or word in _WHOLE:
        return word
    if word.endswith("ness") and len(word) > 6:
        word = word[:-4]
    elif word.endswith("ing") and _vowel(word[:-3]):
        word = _single(word[:-3])
    elif word.endswith("ied"):
        word = word[:-2]
    elif word.endswith("ed") and word[-3] != "e" and _vowel(word[:-2]) and len(word) > 4:
        word = _single(word[:-2])
    elif word.endswith("ies") or (word.endswith("es") and word[-3] in "sxhz"):
        word = word[:-2]
    elif word.endswith("s") and word[-2] not in "su":
        word = word[:-1]
    elif word.endswith("ly") and len(word) > 6:
        word = word[:-2]
    if len(word) > 3 and word[-1] in "eyi" and word[-2] not in "e" and word not in _KEEP_E and _vowel(word[:-1]):
        word = word[:-1]
    return word


def _mentions(phrases: Mapping[str, Any], words: tuple[str, ...]) -> Iterator[Mention]:
    for start, word in enumerate(words):
        branch = phrases.get(word)
        if branch is None:
            continue
        ends: dict[int, int] = {}
        rest = ""
        for end in range(start + 1, min(start + branch[MOST], len(words) - 1) + 2):
            for concept in branch.get(rest, ()):
                ends[concept] = end
            if end < len(words):
                rest = f"{rest} {words[end]}" if rest else words[end]
        for concept, end in ends.items():
            yield Mention(concept, start, end)


def _gapped(tree: Mapping[str, Any], words: tuple[str, ...]) -> Iterator[Mention]:
    for start, word in enumerate(words):
        branch = tree.get(word)
        if branch is not None:
            ends: dict[int, int] = {}
            _walk(branch, words, start + 1, ends)
            for concept, end in ends.items():
                yield Mention(concept, start, end)


def _walk(branch: Mapping[str, Any], words: tuple[str, ...], place: int, ends: dict[int, int]) -> None:
    for concept in branch.get(ENDS, ()):
        ends[concept] = max(ends.get(concept, 0), place)
    if place < len(words):
        deeper = branch.get(words[place])
        if deeper is not None:
            _walk(deeper, words, place + 1, ends)
        gap = branch.get(SKIP)
        if gap is not None:
            for skipped in range(LONGEST_SKIP + 1):
                if place + skipped >= len(words):
                    break
                after = gap.get(words[place + skipped])
                if after is not None:
                    _walk(after, words, place + skipped + 1, ends)


def _vowel(text: str) -> bool:
    return len(text) > 1 and any(letter in "aeiouy" for letter in text)


def _single(text: str) -> str:
    doubled = len(text) > 3 and text[-1] == text[-2] and text[-1] not in "lsz"
    return text[:-1] if doubled else text
