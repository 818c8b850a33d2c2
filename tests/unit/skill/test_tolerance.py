"""The SDK is frozen: what it does not know must still get a valid answer, and no session is invented."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from stride.skill.app import build_skill
from stride.storage.in_memory import InMemoryStore
from stride.storage.store import StoreConflict, Stored, StoreFailed
from workbench.platform.checker import problems
from workbench.platform.device import START
from workbench.platform.envelope import KINDS, OpenSession, Owner, envelope, intent, launch, session_ended, slot

Handle = Callable[[dict[str, Any], Any], dict[str, Any]]


def event(request: dict[str, Any], kind: str = "screen", in_session: bool = True) -> dict[str, Any]:
    session = OpenSession("s") if in_session else None
    return envelope(Owner(), KINDS[kind], request, number=1, at=START, session=session)


def changed(original: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A copy of an event with one value, addressed by a dotted path, put in or taken out (None)."""
    new = copy.deepcopy(original)
    *parents, last = path.split(".")
    holder = new
    for name in parents:
        holder = holder[name]
    if value is None:
        holder.pop(last, None)
    else:
        holder[last] = value
    return new


LAUNCH = event(launch())
SPOKEN = {
    "a viewport of a shape not yet invented": changed(LAUNCH, "context.Viewport.shape", "HEXAGON"),
    "viewports of an unknown type": changed(LAUNCH, "context.Viewports", [{"type": "HOLOGRAM", "id": "main"}]),
    "a player activity not yet invented": changed(
        LAUNCH, "context.AudioPlayer", {"playerActivity": "LEVITATING", "offsetInMilliseconds": 0}
    ),
    "keys nobody knows": changed(LAUNCH, "context.System.moonPhase", {"phase": "full"}),
    "no device": changed(LAUNCH, "context.System.device", None),
    "no locale": changed(LAUNCH, "request.locale", None),
    "a locale without content": changed(LAUNCH, "request.locale", "en-NZ"),
    "attributes of another version": changed(LAUNCH, "session.attributes", {"stride": '{"turn": "many"}'}),
    "attributes that are no text": changed(LAUNCH, "session.attributes", {"stride": [1, 2], "other": None}),
}


@pytest.mark.parametrize("said", SPOKEN.values(), ids=SPOKEN.keys())
def test_a_launch_with_surprises_is_answered_aloud(handle: Handle, said: dict[str, Any]) -> None:
    answer = handle(said, None)
    assert "Steady Stride" in answer["response"]["outputSpeech"]["ssml"]
    assert problems(said, answer) == []


SILENT = {
    "a request type not yet invented": event({"type": "Alexa.Telepathy.ThoughtReceived"}),
    "an ending for a reason not yet invented": event(session_ended("BORED")),
    "an ending after an error": event(session_ended("ERROR", {"type": "INVALID_RESPONSE", "message": "no"})),
    "a skill event": event({"type": "AlexaSkillEvent.SkillEnabled"}, in_session=False),
    "a task that is not ours": event(
        {"type": "Connections.Response", "name": "x", "status": {"code": "200"}, "payload": {}}
    ),
}


@pytest.mark.parametrize("asked", SILENT.values(), ids=SILENT.keys())
def test_a_request_that_allows_no_answer_gets_a_valid_silent_one(handle: Handle, asked: dict[str, Any]) -> None:
    answer = handle(asked, None)
    assert answer["version"] == "1.0"
    assert "outputSpeech" not in answer["response"]
    if "session" not in asked:
        assert not answer.get("sessionAttributes")


@pytest.mark.parametrize(
    ("name", "slots"),
    [
        ("StartRoutineIntent", {}),
        ("StartRoutineIntent", {"minutes": slot("minutes", "?")}),
        ("StartRoutineIntent", {"moment": slot("moment", "brunch", resolved=False)}),
        ("StartRoutineIntent", {"minutes": slot("minutes", "0"), "moment": slot("moment", "core", "core")}),
        ("TeachExerciseIntent", {"exercise": slot("exercise", "the macarena", resolved=False)}),
        ("ShortenIntent", {"time": slot("time", "?")}),
        ("SymptomIntent", {}),
        ("IsQuestionIntent", {"question": slot("question", None)}),
        ("CadenceIntent", {"cadence": slot("cadence", "?")}),
        ("IntentFromTheFuture", {}),
    ],
)
def test_missing_and_unreadable_slots_get_a_question_back(handle: Handle, name: str, slots: dict[str, Any]) -> None:
    asked = event(intent(name, slots), kind="voice")
    answer = handle(asked, None)
    assert problems(asked, answer) == []
    assert answer["response"]["shouldEndSession"] is False


def test_another_skills_requests_are_refused() -> None:
    handle = build_skill(InMemoryStore(), skill_id="amzn1.ask.skill.ours")
    with pytest.raises(Exception, match="Skill ID"):
        handle(LAUNCH, None)


class BrokenStore:
    """A store that fails in one of its calls."""

    def __init__(self, loads: bool, problem: type[Exception] = StoreFailed) -> None:
        self._loads = loads
        self._problem = problem

    def load(self, person: str, now: datetime) -> Stored:
        if not self._loads:
            raise StoreFailed("no answer")
        return Stored()

    def save(self, person: str, text: str, version: int, now: datetime) -> None:
        raise self._problem("no answer")

    def forget(self, person: str) -> None:
        raise StoreFailed("no answer")


@pytest.mark.parametrize("store", [BrokenStore(loads=False), BrokenStore(True), BrokenStore(True, StoreConflict)])
def test_a_store_that_fails_does_not_stop_a_routine_and_says_so_once(store: BrokenStore) -> None:
    handle = build_skill(store)
    started = handle(event(intent("StartRoutineIntent", {"moment": slot("moment", "core", "core")}), "voice"), None)
    speech = started["response"]["outputSpeech"]["ssml"]
    assert "Ready." in speech
    assert "save" in speech
    again = event(intent("AMAZON.NextIntent"), "voice")
    again["session"]["attributes"] = started["sessionAttributes"]
    assert "can't save" not in handle(again, None)["response"]["outputSpeech"]["ssml"]


def test_the_same_event_twice_counts_once() -> None:
    store = InMemoryStore()
    handle = build_skill(store)
    asked = event(intent("StartRoutineIntent", {"moment": slot("moment", "core", "core")}), "voice")
    first, second = handle(asked, None), handle(asked, None)
    assert first["response"]["shouldEndSession"] == second["response"]["shouldEndSession"]
    assert problems(asked, second) == []
