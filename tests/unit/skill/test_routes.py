"""Every intent of the interaction model and every question of the wording leads to a handler that exists."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

from stride.content.loader import load_library
from stride.skill import about_the_body, conversations, routes

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

BY_QUESTION = (routes.YES, routes.NO, routes.UNSURE)
PLAN = (routes.SIGNS_CLEAR, about_the_body.SCORES)
ALL_ROUTES = sorted(
    {
        route
        for table in (routes.REQUESTS, routes.INTENTS, routes.WARNING_SIGNS, *PLAN, *BY_QUESTION)
        for route in table.values()
    }
)


@pytest.mark.parametrize("route", [*ALL_ROUTES, routes.QUESTION])
def test_a_route_leads_to_a_function(route: str) -> None:
    assert callable(routes.load(route))


@pytest.mark.parametrize("intent", INTENTS)
def test_an_intent_of_the_model_has_a_route(intent: str) -> None:
    answered = intent in routes.INTENTS or intent in ("AMAZON.YesIntent", "AMAZON.NoIntent")
    assert answered or intent.endswith("QuestionIntent")


def test_a_route_belongs_to_an_intent_of_the_model() -> None:
    assert set(routes.INTENTS) <= set(INTENTS)


def test_yes_no_and_maybe_belong_to_questions_that_are_asked() -> None:
    asked = set(re.findall(r'\.ask\(\s*"([^"]+)"', SOURCES)) | set(re.findall(r'Asked\("([^"]+)"', SOURCES)) | {"go-on"}
    asked |= {*routes.WAITS, *routes.CHECKS}
    assert {question for table in BY_QUESTION for question in table} <= asked


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


@pytest.mark.parametrize("question", [name for name in WORDING if name.startswith(f"ask.{routes.ABOUT_THE_BODY}")])
def test_what_the_plan_asks_about_the_body_has_an_answer_to_yes_no_and_maybe(question: str) -> None:
    assert all(question.removeprefix("ask.") in table for table in BY_QUESTION)


def test_no_sentence_is_left_that_nobody_says() -> None:
    written_out = {node.value for node in ast.walk(TREE) if isinstance(node, ast.Constant)}
    put_together = ("limit.", "moment.", "area.", "question.", "reprompt.", "numbers.", "ask.", "teach.", "picture.")
    put_together += ("memory.pace_", "memory.talk_")
    assert [name for name in WORDING if name not in written_out and not name.startswith(put_together)] == []
