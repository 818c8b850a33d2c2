"""What every device with a player may meet: events told again, and nothing forbidden in an answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from stride.rendering.picture import picture_files
from workbench.platform.checker import problems
from workbench.platform.device import Device

EVENTS = ("AudioPlayer.PlaybackNearlyFinished", "AudioPlayer.PlaybackStarted", "AudioPlayer.PlaybackStopped")

BASE = "https://audio.example.org"
"""Where the tracks and pictures lie."""
PICTURES = frozenset(picture_files().values())


class PlayingDevice(RuleBasedStateMachine):
    """A machine that has a device and the skill's own handler."""

    device: Device
    handle: Callable[..., Any]

    @rule(data=st.data())
    def an_event_comes_again_late(self, data: st.DataObject) -> None:
        told = [one for one in self.device.exchanges if one.kind in EVENTS]
        if told:
            event = data.draw(st.sampled_from(told)).request_envelope
            answer = self.handle(json.loads(json.dumps(event)), None)
            assert problems(event, answer) == []
            before = self.device.player.token
            self.device.player.apply(answer["response"].get("directives", []))
            assert self.device.player.token == before, "a late event never changes what plays"

    @invariant()
    def nothing_forbidden_was_answered(self) -> None:
        for exchange in self.device.exchanges[-6:]:
            assert exchange.problems == (), (exchange.kind, exchange.problems)

    @invariant()
    def a_screen_has_a_picture_of_what_plays(self) -> None:
        for exchange in self.device.exchanges[-6:]:
            for play in exchange.directives_of("AudioPlayer.Play"):
                shown = play["audioItem"]["metadata"]
                assert set(picture_names(shown["art"], shown["backgroundImage"])) <= PICTURES
                assert shown["art"]["contentDescription"]


def picture_names(*images: dict[str, Any]) -> list[str]:
    """The file names of images that lie beside the tracks."""
    return [source["url"].removeprefix(f"{BASE}/") for image in images for source in image["sources"]]
