"""The theft report: samples that local understanding gives to another intent than the one that wrote them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench.interaction.generate import MODELS, ROOT
from workbench.understanding.examples import filled_samples
from workbench.understanding.model import load_model
from workbench.understanding.understander import Understander


@dataclass(frozen=True)
class Theft:
    """A sample, whose it is, and who gets it."""

    said: str
    owner: str
    thief: str


def thefts(locale: str = "en-US", every: int = 1) -> Iterator[Theft]:
    """Says every `every`-th sample, slots filled, and reports those that another intent gets.

    A question may be answered by another question intent: they share one class.
    """
    folder = ROOT / MODELS
    understander = Understander.load(locale, folder)
    for intent, tokens in list(filled_samples(load_model(locale, folder)))[::every]:
        said = " ".join(tokens)
        got = understander.understand(said).intent
        both_ask = intent.endswith("QuestionIntent") and got.endswith("QuestionIntent")
        if got != intent and not both_ask:
            yield Theft(said, intent, got)


def write_report(path: Path, locale: str = "en-US") -> int:
    """Writes all thefts of a locale as lines of JSON; how many there were."""
    lines = [json.dumps(theft.__dict__, ensure_ascii=False) for theft in thefts(locale)]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return len(lines)
