"""Every slot of the interaction model is read by name somewhere, or stands here with the reason why not."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from stride.content.loader import load_library

ROOT = Path(__file__).parents[3]
MODEL = json.loads((ROOT / "interaction_model/interactionModels/custom/en-US.json").read_text())
SLOTS = [
    (intent["name"], slot["name"])
    for intent in MODEL["interactionModel"]["languageModel"]["intents"]
    for slot in intent.get("slots", ())
]
READERS = frozenset({"slot", "slot_id", "number", "said"})
"""The methods of a request that take a slot's name."""
UNREAD = {"day": "there are no reminders to be set for a day or taken off one"}
"""Slot -> why nobody reads it."""


def _read() -> Iterator[str]:
    """The names that handlers ask for: written at the call, gone through in a loop, or a parameter's default."""
    for file in (ROOT / "lambda" / "stride" / "skill").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in READERS:
                yield from _texts(*node.args)
            elif isinstance(node, ast.For | ast.comprehension) and isinstance(node.iter, ast.Tuple):
                yield from _texts(*node.iter.elts)
            elif isinstance(node, ast.arguments):
                yield from _texts(*node.defaults)


def _texts(*nodes: ast.expr) -> Iterator[str]:
    yield from (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))


def _is_read(intent: str, slot: str) -> bool:
    if intent.endswith("QuestionIntent"):
        template = load_library().wording.get(f"question.{intent}", ("{question}",))[0]
        return f"{{{slot}}}" in template
    return slot in READ


READ = frozenset(_read())


@pytest.mark.parametrize(("intent", "slot"), SLOTS)
def test_a_slot_is_read_by_name_or_not_for_a_reason(intent: str, slot: str) -> None:
    assert _is_read(intent, slot) != (slot in UNREAD)
