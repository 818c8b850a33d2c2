"""Utterance to intent and slots, from the committed model alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench.understanding.model import UnknownLocale
from workbench.understanding.understander import Understander, Understood

PHRASES = Path(__file__).parent / "phrases.tsv"
PEOPLE = Path(__file__).parent / "people.tsv"


@pytest.fixture(scope="module")
def british() -> Understander:
    return Understander.load("en-GB")


def _rows(table: Path = PHRASES) -> list[tuple[str, str, dict[str, str]]]:
    rows = []
    for line in table.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            said, intent, *slots = line.split("\t")
            rows.append((said, intent, dict(pair.split("=") for pair in " ".join(slots).split())))
    return rows


def _short(understood: Understood) -> dict[str, str]:
    return {name: slot.id or slot.value for name, slot in understood.slots.items()}


@pytest.mark.parametrize(("said", "intent", "slots"), _rows(), ids=[row[0] for row in _rows()])
def test_what_people_say(british: Understander, said: str, intent: str, slots: dict[str, str]) -> None:
    understood = british.understand(said)
    assert _is(understood, intent)
    got = _short(understood)
    assert {name: got.get(name) if want != "*" else "*" for name, want in slots.items() if name in got} == slots


def _is(understood: Understood, intent: str) -> bool:
    return understood.intent == intent or (intent == "QuestionIntent" and understood.intent.endswith("QuestionIntent"))


def test_nearly_all_that_eight_people_say_reaches_its_intent(british: Understander) -> None:
    rows = _rows(PEOPLE)
    misheard = [(said, intent) for said, intent, _ in rows if not _is(british.understand(said), intent)]
    assert len(misheard) <= 0.03 * len(rows), misheard


@pytest.mark.parametrize(
    ("said", "intent", "slots"),
    [
        ("arms", "FormCueIntent", {"aspect": "arms"}),
        ("posture", "FormCueIntent", {"aspect": "posture"}),
        ("core", "StartRoutineIntent", {"moment": "core"}),
        ("hips", "StartRoutineIntent", {"area": "hips"}),
        ("my hips", "StartRoutineIntent", {"area": "hips"}),
        ("five", "StartRoutineIntent", {"minutes": "5"}),
        ("ten minutes", "StartRoutineIntent", {"minutes": "10"}),
        ("the second one", "ChooseIntent", {"choice": "second"}),
        ("two", "ChooseIntent", {"choice": "second"}),
        ("slower", "SetPaceIntent", {"pace": "slower"}),
        ("the floor", "AvoidIntent", {"limit": "floor"}),
    ],
)
def test_a_bare_answer_fills_the_slot_it_names(
    british: Understander, said: str, intent: str, slots: dict[str, str]
) -> None:
    understood = british.understand(said)
    assert (understood.intent, _short(understood)) == (intent, slots)


@pytest.mark.parametrize(
    ("said", "always"),
    [
        ("never give me that one", "never"),
        ("never give me that one again", "never"),
        ("don't ever give me that exercise again", "never"),
        ("take this one off my list for good", "never"),
        ("give me something else instead", None),
        ("swap this one", None),
    ],
)
def test_a_swap_for_good_says_so(british: Understander, said: str, always: str | None) -> None:
    understood = british.understand(said)
    assert (understood.intent, _short(understood).get("always")) == ("SwapIntent", always)


@pytest.mark.parametrize(
    ("said", "intent", "slots"),
    [
        ("this is dragging on a bit can we speed it up", "SetPaceIntent", {"pace": "faster"}),
        ("no jumping I've got neighbours downstairs", "AvoidIntent", {"limit": "jumping"}),
        (
            "I've just got in from a run can you stretch my calves",
            "StartRoutineIntent",
            {"moment": "after-run", "area": "calves"},
        ),
    ],
)
def test_an_order_is_found_inside_a_story(british: Understander, said: str, intent: str, slots: dict[str, str]) -> None:
    understood = british.understand(said)
    assert (understood.intent, _short(understood)) == (intent, slots)


@pytest.mark.parametrize(
    "said",
    [
        "give me a stretch I can't feel my legs",
        "my legs have gone numb and I want to warm up",
        "let's stop I've lost control of my bladder",
    ],
)
def test_an_order_never_hides_an_alarming_symptom(british: Understander, said: str) -> None:
    assert british.understand(said).intent == "SymptomIntent"


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
