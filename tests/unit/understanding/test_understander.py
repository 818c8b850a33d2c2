"""Utterance to intent and slots, from the committed model alone."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from workbench.understanding.model import UnknownLocale
from workbench.understanding.understander import Understander, Understood

PHRASES = Path(__file__).parent / "phrases.tsv"


@pytest.fixture(scope="module")
def british() -> Understander:
    return Understander.load("en-GB")


def _rows() -> list[tuple[str, str, dict[str, str]]]:
    rows = []
    for line in PHRASES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            said, intent, *slots = line.split("\t")
            rows.append((said, intent, dict(pair.split("=") for pair in " ".join(slots).split())))
    return rows


def _short(understood: Understood) -> dict[str, str]:
    return {name: slot.id or slot.value for name, slot in understood.slots.items()}


@pytest.mark.parametrize(("said", "intent", "slots"), _rows(), ids=[row[0] for row in _rows()])
def test_what_people_say(british: Understander, said: str, intent: str, slots: dict[str, str]) -> None:
    understood = british.understand(said)
    assert understood.intent == intent or (intent == "QuestionIntent" and understood.intent.endswith("QuestionIntent"))
    got = _short(understood)
    assert {name: got.get(name) if want != "*" else "*" for name, want in slots.items() if name in got} == slots


@pytest.mark.parametrize(
    ("said", "intent", "slots"),
    [
        ("give me a five minute warm up", "StartRoutineIntent", {"minutes": "5", "moment": "before-run"}),
        (
            "ten minutes for my hips without the floor",
            "StartRoutineIntent",
            {"minutes": "10", "area": "hips", "limit": "floor"},
        ),
        ("start the long core routine", "StartRoutineIntent", {"length": "long", "moment": "core"}),
        ("no, fifteen, not fifty", "CorrectionIntent", {"minutes": "15", "wrong": "50"}),
        ("have me done by quarter past seven", "ShortenIntent", {"time": "07:15"}),
        ("i've only two minutes left", "ShortenIntent", {"minutes": "2"}),
        ("one more on the left", "SideIntent", {"side": "left", "turn": "again"}),
        ("left first", "SideIntent", {"side": "left", "turn": "first"}),
        ("five percent faster than one sixty", "CadenceIntent", {"percent": "5", "cadence": "160"}),
        ("play one seventy beats", "CadenceIntent", {"cadence": "170"}),
        ("form cues for a twenty minute run", "FormSessionIntent", {"minutes": "20"}),
        ("always skip the floor", "SetPreferenceIntent", {"preference": "floor", "value": "off"}),
        ("remind me at seven", "RemindMeIntent", {"time": "07:00"}),
        (
            "is swimming good for sciatica",
            "IsActivityGoodQuestionIntent",
            {"activity": "swimming", "condition": "sciatica"},
        ),
    ],
)
def test_the_examples_of_the_design(british: Understander, said: str, intent: str, slots: dict[str, str]) -> None:
    understood = british.understand(said)
    assert (understood.intent, _short(understood)) == (intent, slots)


@pytest.mark.parametrize(
    ("said", "phrase"),
    [
        ("I have numbness down both legs", "numbness down both legs"),
        ("I can't feel my foot", "can't feel my foot"),
        ("I've lost control of my bladder", "lost control of my bladder"),
    ],
)
def test_a_symptom_keeps_what_matters(british: Understander, said: str, phrase: str) -> None:
    understood = british.understand(said)
    assert understood.intent == "SymptomIntent"
    assert phrase in understood.slots["symptom"].value


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("um could you please give me a five-minute warm-up", "StartRoutineIntent"),
        ("alexa would you mind pausing there for a second", "AMAZON.PauseIntent"),
        ("ask steady stride to skip this one please", "AMAZON.NextIntent"),
        ("so er how long have we got left", "TimeLeftIntent"),
    ],
)
def test_hesitation_and_politeness_do_no_harm(british: Understander, said: str, intent: str) -> None:
    assert british.understand(said).intent == intent


@pytest.mark.parametrize(
    ("said", "exercise"), [("show me the bird dock", "bird-dog"), ("teach me the clam shell", "clamshell")]
)
def test_small_mishearings_are_mended(british: Understander, said: str, exercise: str) -> None:
    assert british.understand(said).slots["exercise"].id == exercise


@pytest.mark.parametrize("said", ["", "   ", "?!", "x" * 4000, "the " * 300, "ぜんぶ"])
def test_nonsense_never_breaks(british: Understander, said: str) -> None:
    assert british.understand(said).intent


def test_a_listed_value_resolves_as_alexa_does(british: Understander) -> None:
    slots = british.understand("how do i do a bird dog").as_request_slots()
    authority = slots["exercise"]["resolutions"]["resolutionsPerAuthority"][0]
    assert authority["status"] == {"code": "ER_SUCCESS_MATCH"}
    assert authority["values"][0]["value"]["id"] == "bird-dog"
    assert slots["exercise"]["value"] == "bird dog"


def test_an_unlisted_value_arrives_unresolved(british: Understander) -> None:
    slots = british.understand("how do i do a handstand").as_request_slots()
    authority = slots["exercise"]["resolutions"]["resolutionsPerAuthority"][0]
    assert authority["status"] == {"code": "ER_SUCCESS_NO_MATCH"}
    assert "values" not in authority
    assert slots["exercise"]["value"] == "handstand"


def test_empty_slots_are_named_and_built_in_types_are_not_resolved(british: Understander) -> None:
    slots = british.understand("ten minutes for my hips").as_request_slots()
    assert slots["limit"] == {"name": "limit", "confirmationStatus": "NONE"}
    assert slots["minutes"]["value"] == "10"
    assert "resolutions" not in slots["minutes"]


def test_a_line_is_plain_json(british: Understander) -> None:
    line = british.understand("ten minutes for my hips").as_line()
    assert json.loads(json.dumps(line))["slots"] == {
        "minutes": {"value": "10", "id": None},
        "area": {"value": "hips", "id": "hips"},
    }
    assert 0 <= line["score"] <= 1


def test_the_same_words_are_understood_the_same_way(british: Understander) -> None:
    again = Understander(british._model)
    for said, _, _ in _rows()[::20]:
        assert again.understand(said) == british.understand(said)


def test_an_unknown_locale_tells_which_there_are() -> None:
    with pytest.raises(UnknownLocale, match="there are: en-AU, en-CA, en-GB, en-IN, en-US"):
        Understander.load("fr-FR")


def test_a_call_takes_a_few_milliseconds(british: Understander) -> None:
    rows = [said for said, _, _ in _rows()]
    before = time.process_time()
    for said in rows:
        british.understand(said)
    assert (time.process_time() - before) / len(rows) < 0.01
