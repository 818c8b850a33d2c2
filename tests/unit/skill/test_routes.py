"""Every intent of the interaction model and every question of the wording leads to a handler that exists."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

from stride.content.loader import load_library
from stride.skill import conversations, routes

ROOT = Path(__file__).parents[3]
MODEL = json.loads((ROOT / "interaction_model/interactionModels/custom/en-US.json").read_text())
INTENTS = [one["name"] for one in MODEL["interactionModel"]["languageModel"]["intents"]]
SOURCES = "\n".join(
    file.read_text()
    for file in Path(str(conversations.__file__)).parents[1].rglob("*.py")
    if "__pycache__" not in str(file)
)
TREE = ast.parse(SOURCES.replace("from __future__ import annotations", ""))
WORDING = load_library().wording

ALL_ROUTES = sorted({*routes.REQUESTS.values(), *routes.INTENTS.values(), *routes.YES.values(), *routes.NO.values()})


@pytest.mark.parametrize("route", [*ALL_ROUTES, routes.QUESTION])
def test_a_route_leads_to_a_function(route: str) -> None:
    assert callable(routes.load(route))


@pytest.mark.parametrize("intent", INTENTS)
def test_an_intent_of_the_model_has_a_route(intent: str) -> None:
    answered = intent in routes.INTENTS or intent in ("AMAZON.YesIntent", "AMAZON.NoIntent")
    assert answered or intent.endswith("QuestionIntent")


def test_a_route_belongs_to_an_intent_of_the_model() -> None:
    assert set(routes.INTENTS) <= set(INTENTS)


def test_yes_and_no_belong_to_questions_that_are_asked() -> None:
    asked = set(re.findall(r'\.ask\(\s*"([^"]+)"', SOURCES)) | set(re.findall(r'Asked\("([^"]+)"', SOURCES)) | {"go-on"}
    assert (set(routes.YES) | set(routes.NO)) <= asked


def _sentence_ids() -> set[str]:
    """Ids of sentences written out in the code; those put together at run time are left out."""
    names = set()
    for node in ast.walk(TREE):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            first = node.args[0]
            if node.func.attr in ("say", "plain") and isinstance(first, ast.Constant):
                names.add(str(first.value))
            if node.func.attr == "ask" and isinstance(first, ast.Constant):
                names.add(f"ask.{first.value}")
    return names


@pytest.mark.parametrize("name", sorted(_sentence_ids()))
def test_a_sentence_that_the_code_says_exists(name: str) -> None:
    assert name in WORDING


def test_no_sentence_is_left_that_nobody_says() -> None:
    written_out = {node.value for node in ast.walk(TREE) if isinstance(node, ast.Constant)}
    put_together = ("limit.", "moment.", "area.", "question.", "reprompt.", "numbers.", "ask.", "teach.")
    assert [name for name in WORDING if name not in written_out and not name.startswith(put_together)] == []
