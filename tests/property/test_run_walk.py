"""A device plays a run-walk session of the plan while the runner, buttons and the network do what they like."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from stride.coaching.ladder import DAY, Plan
from stride.coaching.run import next_phase, previous_phase, stretch
from stride.content.loader import load_library
from stride.rendering.token import PlayingRun, decode
from stride.skill.app import build_skill
from stride.skill.turn import AudioSettings
from stride.storage.in_memory import InMemoryStore
from stride.storage.memory import Memory
from tests.property.nothing_understood import NothingUnderstood
from tests.property.playing_device import BASE, PlayingDevice
from workbench.platform.device import Device

LIBRARY = load_library()


class AnyRun(PlayingDevice):
    def __init__(self) -> None:
        super().__init__()
        self.store = InMemoryStore()
        handle = build_skill(self.store, audio=AudioSettings(BASE, "test-voice"))
        self.handle = handle
        self.device = Device(handle, NothingUnderstood(), kind="speaker", duration_ms=self.length)

    def length(self, token: str, url: str) -> int | None:
        """Milliseconds of a track, as the timeline of its token says."""
        found = decode(token, LIBRARY)
        part = stretch(found.session, found.stretch, LIBRARY) if isinstance(found, PlayingRun) else None
        return part.length if part else None

    def playing(self) -> PlayingRun | None:
        player = self.device.player
        found = decode(player.token, LIBRARY) if player.token and player.activity == "PLAYING" else None
        return found if isinstance(found, PlayingRun) else None

    def say(self, intent: str) -> PlayingRun | None:
        self.device.intent(intent)
        self.device.hear()
        return self.playing()

    @initialize(stage=st.integers(1, len(LIBRARY.ladder.stages) - 1))
    def starts(self, stage: int) -> None:
        now = self.device.now
        memory = Memory(visits=3, plan=Plan(stage=stage, last=int(now.timestamp()) - 3 * DAY))
        self.store.save(self.device.owner.user, memory.to_text(), 0, now)
        self.say("TodaysSessionIntent")
        began = self.say("AMAZON.YesIntent")
        assert began is not None
        assert (began.session.stage, began.stretch) == (LIBRARY.ladder.stages[stage].id, 0)

    @rule(seconds=st.integers(0, 400))
    def time_passes(self, seconds: int) -> None:
        self.device.wait(seconds * 1000)

    @rule(name=st.sampled_from(["TimeLeftIntent", "WhatsNextIntent", "AMAZON.RepeatIntent", "AMAZON.StartOverIntent"]))
    def says(self, name: str) -> None:
        self.say(name)

    @rule(command=st.sampled_from(["Next", "Previous", "Pause", "Play"]))
    def presses(self, command: str) -> None:
        self.device.press(command)

    @rule()
    def next_goes_to_the_next_switch(self) -> None:
        before = self.playing()
        if before is not None:
            after = self.say("AMAZON.NextIntent")
            assert after is not None
            assert after.stretch == next_phase(before.session, before.stretch, LIBRARY)

    @rule()
    def previous_goes_to_the_switch_before(self) -> None:
        before = self.playing()
        if before is not None:
            after = self.say("AMAZON.PreviousIntent")
            assert after is not None
            assert after.stretch == previous_phase(before.session, before.stretch, LIBRARY)

    @rule(seconds=st.integers(0, 900))
    def resume_goes_on_where_it_was_or_at_the_words_cut_off(self, seconds: int) -> None:
        if self.playing() is None:
            return
        self.say("AMAZON.PauseIntent")
        stopped, place = self.device.player.token, self.device.player.offset
        self.device.wait(seconds * 1000)
        after = self.say("AMAZON.ResumeIntent")
        before = decode(stopped or "", LIBRARY)
        assert isinstance(before, PlayingRun)
        assert after is not None
        part = stretch(before.session, before.stretch, LIBRARY)
        assert part is not None
        assert (after.stretch, after.offset) == (before.stretch, part.resume_at(place))

    @invariant()
    def the_queue_holds_what_follows(self) -> None:
        queued = [decode(stream.token, LIBRARY) for stream in self.device.player.queue]
        assert len(queued) <= 2
        if len(queued) == 2:
            first, second = queued
            assert isinstance(first, PlayingRun)
            assert isinstance(second, PlayingRun)
            assert (second.stretch, second.offset) == (first.stretch + 1, 0)

    def teardown(self) -> None:
        """Left alone, the session comes to its end, and "resume" does not bring it back."""
        if self.playing() is None:
            return
        self.device.wait(60 * 60_000)
        assert self.device.player.activity == "FINISHED"
        self.say("AMAZON.ResumeIntent")
        assert self.device.player.activity == "FINISHED"


TestAnyRun = AnyRun.TestCase
TestAnyRun.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
