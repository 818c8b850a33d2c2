"""Every script in en/ is a conversation that goes as written, and breaks no rule of the platform."""

from __future__ import annotations

from pathlib import Path

import pytest

from stride.skill.app import build_skill
from stride.skill.turn import AudioSettings
from stride.storage.in_memory import InMemoryStore
from tests.conversation.conversation import Performance, given, lines
from workbench.platform.device import Device
from workbench.platform.envelope import Owner
from workbench.understanding.understander import Understander

SCRIPTS = sorted((Path(__file__).parent / "en").glob("*.txt"))
AUDIO = AudioSettings("https://audio.example.org/tracks", "test-voice")


@pytest.mark.parametrize("script", SCRIPTS, ids=[script.stem for script in SCRIPTS])
def test_a_conversation_goes_as_written(script: Path) -> None:
    skill = build_skill(InMemoryStore(), audio=AUDIO)
    owner = Owner(locale="en-GB")
    device = Device(skill, Understander.load("en-GB"), kind=given(script), owner=owner, forgiving=False)
    performance = Performance(device)
    for line in lines(script):
        try:
            performance.play(line)
        except AssertionError as wrong:
            raise AssertionError(f"{script.name}:{line.number}: {wrong}") from None
    for exchange in device.exchanges:
        assert exchange.problems == (), f"{exchange.kind}: {exchange.problems}"
