"""Utterance in, intent and slots out, as the real service would: exact where a sample fits, tolerant elsewhere."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from workbench.understanding.choice import Choice, Chooser
from workbench.understanding.clauses import Clauses
from workbench.understanding.exact import Samples
from workbench.understanding.examples import examples, language_data
from workbench.understanding.fill import Filler
from workbench.understanding.hearing import Hearing
from workbench.understanding.judge import Judge
from workbench.understanding.learned import Learned
from workbench.understanding.model import MODELS, Model, load_model
from workbench.understanding.told import Told
from workbench.understanding.values import Span, Values
from workbench.understanding.vocabulary import Vocabulary
from workbench.understanding.words import Words, words

Resolution = Literal["ER_SUCCESS_MATCH", "ER_SUCCESS_NO_MATCH"]
_AUTHORITY = "amzn1.er-authority.echo-sdk.steady-stride"


@dataclass(frozen=True)
class SlotValue:
    """What fills a slot: the words (or Alexa's form of a built-in type), and what they resolve to."""

    value: str
    id: str | None = None
    name: str | None = None
    """The listed name behind the id."""
    resolution: Resolution | None = None
    """None for built-in types, which are not resolved."""
    type: str = ""


@dataclass(frozen=True)
class Understood:
    """One utterance understood; the score runs from 0 to 1, and 1 is a sample word for word."""

    utterance: str
    intent: str
    slots: Mapping[str, SlotValue] = field(default_factory=dict)
    score: float = 0.0
    empty: tuple[str, ...] = ()
    """Slots of the intent that nothing fills."""

    def as_request_slots(self) -> dict[str, dict[str, Any]]:
        """The `slots` of an IntentRequest, empty ones included."""
        filled = {name: _request_slot(name, slot) for name, slot in self.slots.items()}
        return filled | {name: {"name": name, "confirmationStatus": "NONE"} for name in self.empty}

    def as_line(self) -> dict[str, Any]:
        """The shape `stride understand --jsonl` prints."""
        slots = {name: {"value": slot.value, "id": slot.id} for name, slot in self.slots.items()}
        return {
            "utterance": self.utterance,
            "intent": self.intent,
            "slots": slots,
            "score": round(self.score, 3),
        }


class Understander:
    """Understands one locale; load it once, ask it often."""

    def __init__(self, model: Model) -> None:
        values = Values(model)
        near = language_data("near")
        learned = Learned(examples(model), values, near)
        hearing = Hearing(model, values, (word for group in near.values() for word in group))
        vocabulary = Vocabulary(model, values, near)
        self._model = model
        samples = Samples(model.samples, values)
        judge, filler = Judge(values, vocabulary), Filler(model, values)
        self._chooser = Chooser(samples, Told(learned, vocabulary), judge, hearing, filler, Clauses(samples))

    @staticmethod
    def load(locale: str = "en-US", folder: Path = MODELS) -> Understander:
        """The understander of a locale's committed model. Raises UnknownLocale."""
        return _load(locale, folder)

    def understand(self, utterance: str) -> Understood:
        """Never raises; what is nobody's is AMAZON.FallbackIntent."""
        said = words(utterance)
        choice = self._chooser.choose(said)
        types = self._model.slots.get(choice.intent, {})
        slots = dict(_slot_values(said, choice, types))
        empty = tuple(name for name in types if name not in slots)
        return Understood(utterance, choice.intent, slots, choice.score, empty)


@cache
def _load(locale: str, folder: Path) -> Understander:
    collecting = gc.isenabled()
    gc.disable()  # of the million small things made here none is garbage, and looking costs a sixth of the time
    try:
        return Understander(load_model(locale, folder))
    finally:
        if collecting:
            gc.enable()


def _slot_values(said: Words, choice: Choice, types: Mapping[str, str]) -> Iterator[tuple[str, SlotValue]]:
    for name, span in choice.slots.items():
        yield name, _slot_value(choice.said, span, types[name])


def _slot_value(said: Words, span: Span, type_: str) -> SlotValue:
    text = said.text(span.start, span.end)
    if type_.startswith("AMAZON."):
        return SlotValue(span.spoken if span.spoken is not None else text, type=type_)
    if span.value is None:
        return SlotValue(text, resolution="ER_SUCCESS_NO_MATCH", type=type_)
    return SlotValue(text, span.value.id, span.value.name, "ER_SUCCESS_MATCH", type_)


def _request_slot(name: str, slot: SlotValue) -> dict[str, Any]:
    request: dict[str, Any] = {
        "name": name,
        "value": slot.value,
        "confirmationStatus": "NONE",
        "source": "USER",
        "slotValue": {"type": "Simple", "value": slot.value},
    }
    if slot.resolution:
        authority: dict[str, Any] = {
            "authority": f"{_AUTHORITY}.{slot.type}",
            "status": {"code": slot.resolution},
        }
        if slot.id is not None:
            authority["values"] = [{"value": {"name": slot.name, "id": slot.id}}]
        request["resolutions"] = {"resolutionsPerAuthority": [authority]}
        request["slotValue"]["resolutions"] = request["resolutions"]
    return request
