"""Tools that know nothing of this project: an emulator of Alexa talks to the skill, a checker reads its SSML."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from stride.skill.app import build_skill
from stride.storage.in_memory import InMemoryStore
from tests.contract.serving import served
from workbench.desk import understanding
from workbench.platform.checker import problems
from workbench.platform.device import Device
from workbench.understanding.model import MODELS
from workbench.web.app import create_app

NODE = Path(__file__).parent / "node"
if shutil.which("node") is None or not (NODE / "node_modules").exists():
    pytest.skip("needs node, and `npm install` in tests/contract/node", allow_module_level=True)

pytestmark = pytest.mark.contract

SCRIPT = (
    "open steady stride",
    "give me a five minute warm-up",
    "how long left",
    "next",
    "explain that",
    "where should I feel this",
    "that hurts",
    "no",
    "make it easier",
    "something else instead",
    "what's next",
    "previous",
    "repeat",
    "pause",
    "resume",
    "slow down",
    "less talking",
    "nothing on the floor please",
    "I've only two minutes left",
    "what routines do you have",
    "how do I do a bird dog",
    "is running good for my back",
    "give me a tip about my form",
    "I have numbness down both legs",
    "help",
    "fifteen minutes of core",
    "no, ten",
    "stop",
)


def node(script: str, *arguments: str, given: Any) -> Any:
    """What a script of ours prints when it is given something."""
    done = subprocess.run(
        ["node", script, *arguments],
        cwd=NODE,
        input=json.dumps(given),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def exchanged() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """What the skill was asked and answered."""
    return []


@pytest.fixture
def address(exchanged: list[tuple[dict[str, Any], dict[str, Any]]]) -> Iterator[str]:
    """The skill on a free port; the emulator cannot sign, so every request is let in."""
    skill = build_skill(InMemoryStore())

    def noted(event: dict[str, Any], context: object) -> dict[str, Any]:
        answer = skill(event, context)
        exchanged.append((event, answer))
        return answer

    with served(create_app(noted, lambda headers, body: json.loads(body))) as url:
        yield f"{url}/alexa"


@pytest.mark.parametrize("locale", ["en-US", "en-GB"])
def test_another_emulator_is_led_through_a_routine(
    address: str, exchanged: list[tuple[dict[str, Any], dict[str, Any]]], locale: str
) -> None:
    turns = [
        {"launch": True},
        {"intend": "StartRoutineIntent", "slots": {"moment": "warm up", "minutes": "5"}},
        {"utter": "next"},
        {"utter": "how long left"},
        {"utter": "that hurts"},
        {"utter": "no"},
        {"utter": "make it easier"},
        {"utter": "stop"},
    ]
    heard = node("converse.cjs", address, str(MODELS / f"{locale}.json"), locale, given=turns)
    assert len(heard) == len(turns)
    assert "Steady Stride" in heard[0]["prompt"]
    assert "Five minutes" in heard[1]["prompt"]
    assert heard[2]["prompt"] != heard[1]["prompt"]
    assert "minute" in heard[3]["prompt"]
    assert all(turn["prompt"] for turn in heard)
    ends = [answer["response"]["shouldEndSession"] for _, answer in exchanged]
    assert ends == [False] * 7 + [True]
    assert [problem for event, answer in exchanged for problem in problems(event, answer)] == []


def test_another_checker_agrees_with_every_reply() -> None:
    """Its own list of tags, attributes and values."""
    device = Device(build_skill(InMemoryStore()), understanding("en-US"))
    spoken = said_to(device, SCRIPT)
    assert len(spoken) > len(SCRIPT)
    errors = node("check_ssml.cjs", given=spoken)
    assert [(ssml, found) for ssml, found in zip(spoken, errors, strict=True) if found] == []
    assert [problem for exchange in device.exchanges for problem in exchange.problems] == []


def test_the_other_checker_can_tell() -> None:
    wrong = ["<speak>a & b</speak>", '<speak><break time="20s"/></speak>', "<speak><blink>a</blink></speak>"]
    assert all(node("check_ssml.cjs", given=wrong))


def said_to(device: Device, script: Sequence[str]) -> list[str]:
    """The SSML of all speech and reprompts of a conversation."""
    for words in script:
        device.hear(5)
        device.say(words)
    outputs = [output for exchange in device.exchanges for output in (exchange.speech, exchange.reprompt)]
    return [str(output["ssml"]) for output in outputs if output]
