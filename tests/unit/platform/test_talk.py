"""Scripts for `stride talk`: what is piped in, and what is printed."""

from __future__ import annotations

import json
import re

import pytest

from stride.coaching.speech import spoken_ms
from stride.content.loader import load_library
from stride.skill.app import build_skill
from stride.skill.turn import AudioSettings
from stride.storage.in_memory import InMemoryStore
from tests.unit.platform.hello import HELLO, Words
from workbench.desk import understanding
from workbench.platform.device import START, Device
from workbench.talk import NotATime, clock, converse, milliseconds
from workbench.tracks import Length, lengths


def printed(script: str, as_json: bool = False) -> list[str]:
    lines: list[str] = []
    converse(Device(HELLO, Words()), script.strip().splitlines(), lines.append, as_json=as_json)
    return lines


def test_a_script_is_said_line_by_line() -> None:
    script = """
    # how it begins
    open steady stride

    again
    stop
    """
    assert printed(script) == [
        "> open steady stride",
        "Hello. Shall we start?",
        "> again",
        "Hold. [10 s] Good. Again?",
        "> stop",
        "Goodbye.",
        "(the session is closed)",
    ]


def test_each_reply_is_heard_to_its_end() -> None:
    device = Device(HELLO, Words())
    converse(device, ["again", "again"], lambda line: None)
    held = spoken_ms("Hold.") + 10_000 + spoken_ms("Good. Again?")
    assert (device.now - START).total_seconds() * 1000 == 2 * held


def test_a_line_of_time_interrupts() -> None:
    device = Device(HELLO, Words())
    converse(device, ["again", "~ 3s", "stop"], lambda line: None)
    assert (device.now - START).total_seconds() * 1000 == 3000 + spoken_ms("Goodbye.")


def test_silence_brings_the_reprompt_and_the_end() -> None:
    assert printed("open steady stride\n~ 1m") == [
        "> open steady stride",
        "Hello. Shall we start?",
        "Shall we?",
        "(the session ended)",
    ]


def test_json_is_one_exchange_a_line() -> None:
    first, second = map(json.loads, printed("open steady stride\nstop", as_json=True))
    assert [one["request"]["request"]["type"] for one in (first, second)] == ["LaunchRequest", "IntentRequest"]
    assert (first["said"], first["problems"], first["note"]) == ("open steady stride", [], None)
    assert second["response"]["response"]["shouldEndSession"] is True


VOICE = "flite-slt"


def played(script: str, length: Length | None = None) -> list[str]:
    """What a speaker prints that plays the skill's tracks."""
    skill = build_skill(InMemoryStore(), audio=AudioSettings("https://a.example", VOICE))
    length = length or lengths(load_library(), VOICE)
    lines: list[str] = []
    device = Device(skill, understanding("en-US"), kind="speaker", duration_ms=length)
    converse(device, script.strip().splitlines(), lines.append)
    return [line for line in lines if line.startswith((">", "♪", "!"))]


def test_a_speaker_prints_what_plays_while_time_passes() -> None:
    script = """
    ask steady stride for a five minute warm-up
    ~ 30s
    next
    ~ 2m
    pause
    ~ 1m
    resume
    ~ 10m
    resume
    """
    assert [without_times(line) for line in played(script)] == [
        "> ask steady stride for a five minute warm-up",
        "♪ March on the spot, 0:00 to t",
        "> next",
        "♪ stopped at t",
        "♪ Front-to-back leg swings, 0:00 to t",
        "♪ Side leg swings, 0:00 to t",
        "> pause",
        "♪ stopped at t",
        "> resume",
        "♪ Side leg swings, t to t",
        "♪ Lunge with reach, 0:00 to t",
        "♪ Gentle ankle bounces, 0:00 to t",
        "♪ the end",
        "> resume",
    ]


def without_times(line: str) -> str:
    """A line with "t" for every time but the beginning; how long a track is, is up to the content."""
    return re.sub(r"(?!0:00)\d+:\d\d", "t", line)


def test_a_track_that_cannot_be_had_is_printed_too() -> None:
    printed = played("ask steady stride for a five minute warm-up\n~ 10s", lambda token, url: None)
    assert printed[1] == "♪ failed: the address gives no sound"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("~ 30s", 30_000),
        ("~30 s", 30_000),
        ("~ 45", 45_000),
        ("~ 1m 30s", 90_000),
        ("~2m", 120_000),
        ("~ 1.5s", 1_500),
        ("~ 2h", 7_200_000),
    ],
)
def test_times(line: str, expected: int) -> None:
    assert milliseconds(line) == expected


@pytest.mark.parametrize(("ms", "expected"), [(0, "0:00"), (999, "0:00"), (65_000, "1:05"), (600_000, "10:00")])
def test_a_place_in_a_track_is_minutes_and_seconds(ms: int, expected: str) -> None:
    assert clock(ms) == expected


@pytest.mark.parametrize("line", ["~", "~ soon", "~ 3 days"])
def test_a_line_without_a_time_says_how_to_write_one(line: str) -> None:
    with pytest.raises(NotATime, match="write for instance “~ 30s” or “~ 1m 30s”"):
        milliseconds(line)
