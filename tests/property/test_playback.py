"""A device plays a ten minute routine while people, buttons and the network do what they like."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from stride.content.loader import load_library
from stride.rendering.token import PlayingRoutine, decode
from stride.skill.app import build_skill
from stride.skill.turn import AudioSettings
from stride.storage.in_memory import InMemoryStore
from stride.storage.memory import Memory
from tests.property.nothing_understood import NothingUnderstood
from tests.property.playing_device import BASE, PlayingDevice
from workbench.platform.device import Device

LIBRARY = load_library()


def playing(token: str | None) -> PlayingRoutine | None:
    found = decode(token, LIBRARY) if token else None
    return found if isinstance(found, PlayingRoutine) else None


class AnyPlaying(PlayingDevice):
    def __init__(self) -> None:
        super().__init__()
        self.store = InMemoryStore()
        self.handle = build_skill(self.store, audio=AudioSettings(BASE, "test-voice"))
        self.broken: set[str] = set()
        self.device = Device(self.handle, NothingUnderstood(), kind="speaker", duration_ms=self.length)

    def length(self, token: str, url: str) -> int | None:
        """Milliseconds of a track: what the timeline of its token says; a broken address gives no sound."""
        if url in self.broken:
            return None
        found = decode(token, LIBRARY)
        if not isinstance(found, PlayingRoutine) or found.waiting:
            return 300_000
        return found.walk.timeline(found.walk.at.step, LIBRARY).length

    @initialize(moment=st.sampled_from(["before-run", "evening", "strength", "after-run"]))
    def starts(self, moment: str) -> None:
        self.device.intent("StartRoutineIntent", moment=(moment, moment), minutes="10")
        self.device.hear()
        assert self.device.player.activity == "PLAYING"

    @rule(seconds=st.integers(0, 120))
    def time_passes(self, seconds: int) -> None:
        self.device.wait(seconds * 1000)

    @rule(
        name=st.sampled_from(
            [
                "AMAZON.NextIntent",
                "AMAZON.PreviousIntent",
                "AMAZON.RepeatIntent",
                "AMAZON.StartOverIntent",
                "AMAZON.PauseIntent",
                "AMAZON.ResumeIntent",
                "AMAZON.LoopOnIntent",
                "TimeLeftIntent",
                "WhatsNextIntent",
                "EasierIntent",
                "SwapIntent",
                "FeelIntent",
            ]
        )
    )
    def says(self, name: str) -> None:
        self.device.intent(name)
        self.device.hear()

    @rule(command=st.sampled_from(["Next", "Previous", "Pause", "Play"]))
    def presses(self, command: str) -> None:
        self.device.press(command)

    @rule()
    def the_next_track_breaks(self) -> None:
        found = playing(self.device.player.token)
        if found and found.walk.at.step + 1 < len(found.walk.routine.steps) and self.device.player.queue[1:]:
            self.broken.add(self.device.player.queue[1].url)

    @rule()
    def next_goes_one_on(self) -> None:
        before = playing(self.device.player.token)
        if before is None or self.device.player.activity != "PLAYING":
            return
        self.device.intent("AMAZON.NextIntent")
        self.device.hear()
        after = playing(self.device.player.token)
        assert after is not None
        ahead = before.walk.at.step + 1
        if ahead < len(before.walk.routine.steps) and self.device.player.activity == "PLAYING":
            assert after.walk.at.step == ahead

    @invariant()
    def what_plays_is_in_the_routine(self) -> None:
        found = playing(self.device.player.token)
        if found is not None:
            assert found.walk.at.step < len(found.walk.routine.steps)
        queued = [playing(stream.token) for stream in self.device.player.queue]
        assert len(queued) <= 2
        if len(queued) == 2 and queued[0] and queued[1] and not queued[0].waiting:
            assert queued[1].walk.at.step == queued[0].walk.at.step + 1

    def teardown(self) -> None:
        """Left alone, whatever plays comes to its end and stays there: resume does not bring it back."""
        self.broken.clear()
        self.device.wait(30 * 60_000)
        found = playing(self.device.player.token)
        if found is None or found.waiting or self.device.player.activity != "FINISHED":
            return
        stored = Memory.from_text(self.store.load(self.device.owner.user, self.device.now).text)
        assert stored.unfinished is None
        self.device.intent("AMAZON.ResumeIntent")
        self.device.hear()
        assert self.device.player.activity == "FINISHED"


TestAnyPlaying = AnyPlaying.TestCase
TestAnyPlaying.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
