"""Turns what was said into plain tokens, the same way for utterances and for samples."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from workbench.understanding.numbers import say_number

_DATA = Path(__file__).parent
_ENDINGS = ("ing", "ed", "er", "est", "ly")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Words:
    """An utterance: its words as heard, and tokens with contractions opened that point back to them."""

    heard: tuple[str, ...]
    tokens: tuple[str, ...]
    origin: tuple[int, ...]
    """For each token, the index of the heard word it came from."""

    def text(self, start: int, end: int) -> str:
        """What was heard behind tokens `start` to `end` (end not included)."""
        if start >= end:
            return ""
        return " ".join(self.heard[self.origin[start] : self.origin[end - 1] + 1])

    def without(self, dropped: frozenset[int]) -> Words:
        """The same utterance with some tokens left out."""
        kept = [at for at in range(len(self.tokens)) if at not in dropped]
        return Words(self.heard, tuple(self.tokens[at] for at in kept), tuple(self.origin[at] for at in kept))


@cache
def speech(language: str = "en") -> dict[str, Any]:
    """The language's speech data."""
    with (_DATA / language / "speech.yaml").open(encoding="utf-8") as file:
        data = yaml.load(file, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    assert isinstance(data, dict)
    return data


@lru_cache(maxsize=10_000)
def words(utterance: str) -> Words:
    """Lower case, no punctuation, digits as words, contractions opened."""
    data = speech()
    contractions, spellings = data["contractions"], data["spellings"]
    heard: list[str] = []
    tokens: list[str] = []
    origin: list[int] = []
    for word in _spoken(utterance).split():
        opened = contractions.get(word)
        if opened is None and word.endswith("'s"):
            opened = f"{word[:-2]} is"
        for token in (opened or word.replace("'", "")).split():
            tokens.append(spellings.get(token, token))
            origin.append(len(heard))
        heard.append(word)
    return Words(tuple(heard), tuple(tokens), tuple(origin))


@cache
def stem(token: str) -> str:
    """A word without its plural ending."""
    if len(token) > 4 and token.endswith(("ches", "shes", "xes", "sses")):
        return token[:-2]
    if len(token) > 4 and token.endswith("ies"):
        return token[:-3] + "y"
    if len(token) > 3 and token.endswith("s") and not token.endswith(("ss", "us", "is")):
        return token[:-1]
    return token


@cache
def root(token: str) -> str:
    """What a word shares with its other forms: "explain" of "explaining", "explained"."""
    ending = next((end for end in _ENDINGS if token.endswith(end) and len(token) - len(end) > 2), "")
    short = token[: len(token) - len(ending)]
    if len(short) > 3 and short[-1] == short[-2]:
        return short[:-1]
    return short[:-1] if len(short) > 3 and short.endswith("e") else short


def _spoken(utterance: str) -> str:
    text = utterance.lower().replace("’", "'").replace("‘", "'").replace("%", " percent")
    text = re.sub(r"\b([ap])\.\s?m\b\.?", r"\1 m", text)
    text = re.sub(r"(\d)\s*([ap])m\b", r"\1 \2 m", text)
    text = re.sub(r"(\d)([a-z])", r"\1 \2", text)
    text = re.sub(r"(\d):00\b", r"\1", text)
    text = re.sub(r"(\d)[:.](\d)", r"\1 \2", text)
    text = _DIGITS.sub(lambda match: say_number(int(match.group())), text)
    text = re.sub(r"\bo'clock\b", "oclock", text)
    return re.sub(r"[^a-z' ]+", " ", text).replace(" ' ", " ")
