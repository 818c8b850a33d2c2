"""What the learned part learns from: samples with their slots filled in, and what free phrases sound like."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from workbench.interaction.templates import expand
from workbench.understanding.model import SEARCH, Model, Sample, Slot
from workbench.understanding.words import words

FALLBACK = "AMAZON.FallbackIntent"
QUESTION = "QuestionIntent"
SYMPTOM = "SymptomIntent"
HURTS = "HurtsIntent"
TOLD = "told"
"""What is learned apart from symptoms, and heard as they are: the body, and nothing alarming."""
MOST_SAMPLES, MORE_SAMPLES = 140, 3
"""So many of an intent's samples are learned from, and every fourth on top, spread evenly over all of them."""
FILLINGS = 8
"""With so many values is a whole sentence of the language data filled."""

_SENTENCES = {SYMPTOM: "symptoms", TOLD: "told", QUESTION: "questions", FALLBACK: "elsewhere"}
"""Class and the whole sentences it is learned from."""
_BUILT_IN = {
    "AMAZON.NUMBER": ("ten", "five", "fifteen", "twenty", "one hundred and seventy", "three", "twenty five"),
    "AMAZON.DURATION": ("half an hour", "ten minutes", "an hour", "ninety seconds", "a quarter of an hour"),
    "AMAZON.TIME": ("seven", "half past six", "quarter to eight", "seven thirty", "six p m", "noon"),
    "AMAZON.ORDINAL": ("first", "second", "third"),
}


def class_of(intent: str) -> str:
    """The class an intent is learned as."""
    return QUESTION if intent.endswith(QUESTION) else intent


def language_data(name: str, language: str = "en") -> dict[str, Any]:
    """A data file of a language beside this module."""
    path = Path(__file__).parent / language / f"{name}.yaml"
    with path.open(encoding="utf-8") as file:
        data = yaml.load(file, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    assert isinstance(data, dict)
    return data


def examples(model: Model) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Class and tokens, the same ones in the same order every time."""
    phrases = language_data("phrases")
    fill = _Fill(model, phrases)
    by_intent: dict[str, list[Sample]] = defaultdict(list)
    for sample in model.samples:
        by_intent[sample.intent].append(sample)
    for intent, samples in sorted(by_intent.items()):
        for sample in _spread(samples, MOST_SAMPLES + len(samples) // MORE_SAMPLES):
            yield class_of(intent), fill(sample.items)
    for label, kind in _SENTENCES.items():
        for template in phrases[kind]:
            for text in expand(template, {}):
                for _ in range(FILLINGS if "{" in text else 1):
                    yield label, fill.template(text)


def filled_samples(model: Model) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Intent and tokens of every sample, its slots filled."""
    fill = _Fill(model, language_data("phrases"))
    for sample in model.samples:
        yield sample.intent, fill(sample.items)


class _Fill:
    """Fills slots with one value after another."""

    def __init__(self, model: Model, phrases: Mapping[str, Sequence[str]]) -> None:
        self._phrases = phrases
        self._says: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for value, says in model.values:
            self._says[value.type] += [words(said).tokens for said in says[:12]]
        for type_, said in _BUILT_IN.items():
            self._says[type_] = [words(text).tokens for text in said]
        self._turn: dict[str, int] = defaultdict(int)

    def __call__(self, items: Sequence[str | Slot]) -> tuple[str, ...]:
        tokens: list[str] = []
        for item in items:
            tokens += [item] if isinstance(item, str) else self._value(item)
        return tuple(tokens)

    def template(self, text: str) -> tuple[str, ...]:
        """A phrase with TYPE in braces."""
        tokens: list[str] = []
        for word in text.split():
            tokens += self._next(word[1:-1]) if word.startswith("{") else words(word).tokens
        return tuple(tokens)

    def _value(self, slot: Slot) -> Sequence[str]:
        if slot.type != SEARCH:
            return self._next(slot.type)
        phrases = self._phrases[slot.name]
        self._turn[slot.name] += 1
        return self.template(phrases[self._turn[slot.name] % len(phrases)])

    def _next(self, type_: str) -> Sequence[str]:
        says = self._says[type_]
        self._turn[type_] += 1
        return says[(self._turn[type_] * 7919) % len(says)] if says else ()


def _spread(samples: Sequence[Sample], most: int) -> Sequence[Sample]:
    if len(samples) <= most:
        return samples
    return [samples[at * len(samples) // most] for at in range(most)]
