"""Whatever is said, in whatever order, with whatever slots: a valid reply, a sensible place, and stop ends."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from stride.content.loader import load_library
from stride.content.vocabulary import AREAS, LIMITS, MOMENTS
from stride.skill.app import build_skill
from stride.skill.routes import INTENTS
from stride.skill.session import read_session
from stride.skill.turn import AudioSettings
from stride.storage.in_memory import InMemoryStore
from workbench.platform.checker import problems
from workbench.platform.device import START
from workbench.platform.envelope import KINDS, OpenSession, Owner, envelope, intent, launch, session_ended, slot

LIBRARY = load_library()
QUESTIONS = ("is running good for my back", "my legs are dead after hills", "numb between my legs", "", "?", "🙂" * 9)
INTENT_NAMES = sorted({*INTENTS, "AMAZON.YesIntent", "AMAZON.NoIntent", "IsQuestionIntent", "NobodysIntent"})

IDS = {
    "moment": MOMENTS,
    "area": (*AREAS, "left knee"),
    "limit": LIMITS,
    "routine": tuple(LIBRARY.routines),
    "exercise": tuple(LIBRARY.exercises),
    "pace": ("slower", "normal", "faster"),
    "talk": ("full", "brief", "tones"),
    "side": ("left", "right", "both"),
    "category": ("core", "form", "nothing"),
    "aspect": ("arms", "landing"),
    "choice": ("first", "second", "neither"),
    "preference": ("floor", "brief"),
    "value": ("on", "off"),
}
WORDS = {
    "minutes": ("5", "0", "2", "40", "90", "-3", "?"),
    "duration": ("PT10M", "PT1H30M", "P1D", "soon", "?"),
    "time": ("07:15", "25:99", "?"),
    "cadence": ("170", "90", "300", "?"),
    "percent": ("5", "50", "?"),
    "score": ("0", "3", "7", "40", "?"),
    "stage": ("0", "3", "40", "?"),
    "after": ("10", "0", "9000", "?"),
    "symptom": QUESTIONS,
    "question": QUESTIONS,
}


def _filled(name: str) -> st.SearchStrategy[dict[str, Any]]:
    if name in WORDS:
        return st.sampled_from(WORDS[name]).map(lambda value: slot(name, value))
    known = st.sampled_from(IDS[name]).map(lambda id_: slot(name, str(id_), str(id_)))
    unknown = st.just(slot(name, "something else", resolved=False))
    return st.one_of(known, known, unknown, st.just(slot(name, None)))


SLOTS = st.sets(st.sampled_from(sorted({*IDS, *WORDS})), max_size=4).flatmap(
    lambda names: st.fixed_dictionaries({name: _filled(name) for name in sorted(names)})
)


class AnyConversation(RuleBasedStateMachine):
    """A person who says anything at all, on a device without a player, over as many visits as it takes."""

    kind = "voice"

    def __init__(self) -> None:
        super().__init__()
        self.handle = build_skill(InMemoryStore(), audio=AudioSettings("https://audio.example.org", "test-voice"))
        self.now = START
        self.attributes: dict[str, Any] = {}
        self.answer: dict[str, Any] = {}

    def ask(self, request: dict[str, Any], seconds: float = 3) -> dict[str, Any]:
        self.now += timedelta(seconds=seconds)
        session = OpenSession("s", self.attributes, new=not self.attributes)
        event = envelope(Owner(), KINDS[self.kind], request, number=1, at=self.now, session=session)
        self.answer = self.handle(json.loads(json.dumps(event)), None)
        assert problems(event, self.answer) == []
        open_ = self.answer["response"].get("shouldEndSession") is False
        self.attributes = (self.answer.get("sessionAttributes") or {}) if open_ else {}
        return self.answer

    @rule()
    def opens(self) -> None:
        self.attributes = {}
        self.ask(launch())
        assert self.attributes, "a launch leaves the microphone open"

    @rule(name=st.sampled_from(INTENT_NAMES), slots=SLOTS, seconds=st.floats(0, 300))
    def says(self, name: str, slots: dict[str, Any], seconds: float) -> None:
        self.ask(intent(name, slots), seconds)

    @rule(moment=st.sampled_from(MOMENTS), minutes=st.integers(2, 40))
    def starts(self, moment: str, minutes: int) -> None:
        self.ask(
            intent(
                "StartRoutineIntent",
                {"moment": slot("moment", moment, moment), "minutes": slot("minutes", str(minutes))},
            )
        )

    @rule(met=st.lists(st.booleans(), max_size=6), days=st.sampled_from([0, 1, 2, 9, 15, 22, 40]))
    def plans(self, met: list[bool], days: int) -> None:
        """The return-to-run plan, as far as the answers lead."""
        self.attributes = {}
        self.ask(intent("StartPlanIntent"), days * 24 * 3600)
        for answer in (*["AMAZON.NoIntent"] * 5, *("AMAZON.YesIntent" if yes else "AMAZON.NoIntent" for yes in met)):
            if self.attributes:
                self.ask(intent(answer))

    @rule(
        told=st.sampled_from(["TodaysSessionIntent", "FinishedSessionIntent", "StoppedEarlyIntent"]),
        answers=st.lists(st.sampled_from(["AMAZON.YesIntent", "AMAZON.NoIntent", "UnsureIntent"]), max_size=6),
        days=st.sampled_from([0, 1, 2, 9]),
    )
    def follows_the_plan(self, told: str, answers: list[str], days: int) -> None:
        self.attributes = {}
        self.ask(intent(told), days * 24 * 3600)
        for answer in answers:
            if self.attributes:
                self.ask(intent(answer))

    @rule()
    def stops(self) -> None:
        answer = self.ask(intent("AMAZON.StopIntent"))
        assert answer["response"]["shouldEndSession"] is True

    @rule(seconds=st.floats(0, 600))
    def walks_away(self, seconds: float) -> None:
        answer = self.ask(session_ended("EXCEEDED_MAX_REPROMPTS"), seconds)
        assert "outputSpeech" not in answer["response"]
        self.attributes = {}

    @invariant()
    def the_place_makes_sense(self) -> None:
        walk = read_session(self.attributes).walk
        if walk is None:
            return
        steps = walk.routine.steps
        assert 0 <= walk.at.step <= len(steps)
        assert all(step.is_transition or step.exercise in LIBRARY.exercises for step in steps)
        if walk.at.step < len(steps):
            assert walk.at.cue < len(walk.timeline(walk.at.step, LIBRARY).cues)

    @invariant()
    def after_a_flag_nothing_is_coached(self) -> None:
        session = read_session(self.attributes)
        assert session.flag is None or session.walk is None


TestAnyConversation = AnyConversation.TestCase
TestAnyConversation.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
