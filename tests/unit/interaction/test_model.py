"""The committed skill package: up to date, by the rules, and readable by Amazon's own classes."""

from __future__ import annotations

import copy
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_smapi_model.v1.skill.interaction_model.interaction_model_data import InteractionModelData
from ask_smapi_model.v1.skill.manifest.skill_manifest_envelope import SkillManifestEnvelope

from workbench.interaction.check import model_problems, problems
from workbench.interaction.generate import MODELS, ROOT, build, differences, package_files
from workbench.interaction.source import load_source

LOCALES = ("en-AU", "en-CA", "en-GB", "en-IN", "en-US")
DESIGN = {
    "StartRoutineIntent": {"moment", "area", "minutes", "duration", "limit"},
    "ListRoutinesIntent": set(),
    "TeachExerciseIntent": {"exercise"},
    "ExplainIntent": set(),
    "EasierIntent": set(),
    "HarderIntent": set(),
    "SetPaceIntent": {"pace"},
    "SetTalkIntent": {"talk"},
    "TimeLeftIntent": set(),
    "WhatsNextIntent": set(),
    "FeelIntent": set(),
    "SwapIntent": set(),
    "ShortenIntent": {"minutes", "time"},
    "SideIntent": {"side"},
    "CorrectionIntent": {"moment", "area", "minutes", "duration", "limit"},
    "HurtsIntent": {"area"},
    "SymptomIntent": {"symptom"},
    "AvoidIntent": {"limit"},
    "QuickTipIntent": {"category"},
    "AnotherIntent": set(),
    "FormCueIntent": {"aspect"},
    "FormSessionIntent": {"minutes", "duration"},
    "CadenceIntent": {"cadence", "percent", "minutes", "duration"},
    "TellMeMoreIntent": set(),
    "SourceIntent": set(),
    "StartPlanIntent": set(),
    "TodaysSessionIntent": set(),
    "FinishedSessionIntent": set(),
    "StoppedEarlyIntent": set(),
    "ProgressIntent": set(),
    "StepBackIntent": set(),
    "StepUpIntent": set(),
    "PausePlanIntent": set(),
    "SetPreferenceIntent": {"preference", "value"},
    "RemindMeIntent": {"time", "day"},
    "CancelReminderIntent": set(),
    "WhatYouRememberIntent": set(),
    "ForgetMeIntent": set(),
    "ChooseIntent": {"choice"},
}


@cache
def committed(locale: str) -> dict[str, Any]:
    model: dict[str, Any] = json.loads((ROOT / MODELS / f"{locale}.json").read_text(encoding="utf-8"))
    return model


def test_the_committed_package_is_what_its_sources_say() -> None:
    assert differences() == []


def test_the_sources_break_no_rule() -> None:
    assert [str(problem) for problem in problems()] == []


def test_building_twice_gives_the_same_bytes() -> None:
    assert package_files(load_source()) == package_files(load_source())


def test_drift_is_told_file_by_file(tmp_path: Path) -> None:
    for path, text in build(write=False).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert differences(tmp_path) == []
    british = tmp_path / MODELS / "en-GB.json"
    british.write_text(british.read_text(encoding="utf-8").replace("bird dog", "bird cat"), encoding="utf-8")
    (tmp_path / MODELS / "en-US.json").unlink()
    (tmp_path / MODELS / "en-XX.json").write_text("{}", encoding="utf-8")
    assert [line.split(":")[0] for line in differences(tmp_path)] == [
        f"{MODELS / 'en-GB.json'} differs from its sources",
        f"{MODELS / 'en-US.json'} is missing",
        f"{MODELS / 'en-XX.json'} has no locale file",
    ]


@pytest.mark.parametrize("locale", LOCALES)
def test_amazon_reads_the_model(locale: str) -> None:
    text = (ROOT / MODELS / f"{locale}.json").read_text(encoding="utf-8")
    data = DefaultSerializer().deserialize(text, InteractionModelData)
    model = data.interaction_model.language_model
    assert model.invocation_name == "steady stride"
    assert len(model.intents) > 60
    assert all(slot.object_type for intent in model.intents for slot in intent.slots or ())


def test_amazon_reads_the_manifest() -> None:
    text = (ROOT / "interaction_model" / "skill.json").read_text(encoding="utf-8")
    manifest = DefaultSerializer().deserialize(text, SkillManifestEnvelope).manifest
    assert set(manifest.publishing_information.locales) == set(LOCALES)
    assert {interface.object_type for interface in manifest.apis.custom.interfaces} == {
        "AUDIO_PLAYER",
        "ALEXA_PRESENTATION_APL",
    }
    for page in manifest.publishing_information.locales.values():
        assert len(page.example_phrases) == 3
        for icon in (page.small_icon_uri, page.large_icon_uri):
            assert (ROOT / "interaction_model" / icon.removeprefix("file://")).is_file()
        assert "no substitute for professional advice" in page.description
    assert not manifest.privacy_and_compliance.uses_health_info


def test_the_cli_finds_the_package() -> None:
    resources = json.loads((ROOT / "ask-resources.json").read_text(encoding="utf-8"))
    assert (ROOT / resources["profiles"]["default"]["skillMetadata"]["src"] / "skill.json").exists()


@pytest.mark.parametrize(("intent", "slots"), DESIGN.items())
def test_the_public_interface_is_there(intent: str, slots: set[str]) -> None:
    entries = {entry["name"]: entry for entry in committed("en-US")["interactionModel"]["languageModel"]["intents"]}
    assert slots <= {slot["name"] for slot in entries[intent].get("slots", ())}


def _with(**change: Any) -> list[str]:
    """The complaints about a model in which the intent AnotherIntent is changed."""
    model = copy.deepcopy(committed("en-GB"))
    intents = model["interactionModel"]["languageModel"]["intents"]
    next(intent for intent in intents if intent["name"] == "AnotherIntent").update(change)
    return [str(problem) for problem in model_problems("en-GB", model)]


SAMPLES = [f"sample {letter}" for letter in "abcdefghijklmnop"]
FREE = [{"name": "free", "type": "AMAZON.SearchQuery"}]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"samples": SAMPLES[:3]}, "has 3 samples, 15 are wanted"),
        ({"samples": [*SAMPLES, "five 5"]}, "holds a character that is not allowed"),
        ({"samples": [*SAMPLES, "how long left"]}, "is a sample of AnotherIntent and TimeLeftIntent"),
        ({"samples": [*SAMPLES, "{free}"], "slots": FREE}, "has no carrier phrase"),
        ({"samples": [*SAMPLES, "more {thing}"]}, "is used in a sample but is no slot"),
        ({"slots": FREE, "samples": SAMPLES}, "is a slot no sample fills"),
        (
            {"slots": [{"name": "x", "type": "NOWHERE"}], "samples": [*SAMPLES, "go {x}"]},
            "is of type NOWHERE, which is not there",
        ),
        (
            {"slots": [*FREE, {"name": "area", "type": "AREA"}], "samples": [*SAMPLES, "my {area} {free}"]},
            "has a slot beside its free phrase",
        ),
        ({"name": "Another Intent"}, "is no intent name"),
    ],
)
def test_a_broken_model_says_where_and_how_to_mend(change: dict[str, Any], complaint: str) -> None:
    told = [text for text in _with(**change) if complaint in text]
    assert len(told) == 1
    assert told[0].startswith("en-GB ")
    assert told[0].endswith(".")
