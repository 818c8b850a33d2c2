"""Lengths of time as they are said."""

from __future__ import annotations

import pytest

from stride.content.loader import load_library
from stride.skill.durations import iso_seconds
from stride.skill.voice import Voice


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("PT90S", "a minute and a half"),
        ("PT7M30S", "seven and a half minutes"),
        ("PT12M30S", "twelve and a half minutes"),
        ("PT30M", "thirty minutes"),
        ("PT15M", "fifteen minutes"),
        ("PT1H30M", "ninety minutes"),
        ("PT2M10S", "two minutes and ten seconds"),
        ("PT1M", "one minute"),
        ("PT45S", "forty five seconds"),
    ],
)
def test_a_length_that_was_asked_for_is_said_exactly(asked: str, said: str) -> None:
    voice = Voice(load_library(), "en-GB", {}, visits=1)
    assert voice.length(iso_seconds(asked) or 0) == said
    assert voice.problems == []
