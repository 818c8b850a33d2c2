"""Voices by name, and what is said where one cannot speak."""

from __future__ import annotations

import io
from typing import Any

import pytest
from botocore.exceptions import NoCredentialsError

from workbench.audio.pcm import Pcm
from workbench.audio.voices import VOICES, PollyVoice, VoiceMissing, voice_named


@pytest.mark.parametrize("name", VOICES)
def test_every_voice_bears_the_name_it_is_found_by(name: str) -> None:
    assert voice_named(name).name == name


def test_offline_is_a_voice_that_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda program: "/usr/bin/espeak-ng" if program == "espeak-ng" else None)
    assert (voice_named("offline").name, voice_named("offline").dollars_per_million) == ("espeak-en", 0)


def test_without_any_offline_voice_the_complaint_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda program: None)
    with pytest.raises(VoiceMissing, match="apt-get install flite"):
        voice_named("offline")


def test_a_misspelt_voice_gets_the_nearest_name() -> None:
    with pytest.raises(VoiceMissing, match="no voice is called polly-joana: did you mean polly-joanna"):
        voice_named("polly-joana")


def test_a_voice_whose_program_is_missing_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(VoiceMissing, match="needs the program flite"):
        voice_named("flite-slt").synthesise("Hello.")


class Polly:
    """Answers as Polly's synthesize_speech does, and notes what it was asked."""

    def __init__(self, problem: Exception | None = None) -> None:
        self.asked: list[dict[str, Any]] = []
        self._problem = problem

    def synthesize_speech(self, **request: Any) -> dict[str, Any]:
        self.asked.append(request)
        if self._problem:
            raise self._problem
        return {"AudioStream": io.BytesIO(b"\x01\x00\x02\x00"), "ContentType": "audio/pcm"}


def test_polly_is_asked_for_neural_speech_as_samples() -> None:
    polly = Polly()
    assert PollyVoice("Joanna", polly).synthesise("Halfway.") == Pcm(b"\x01\x00\x02\x00", 16_000)
    (request,) = polly.asked
    assert request == {
        "Text": "Halfway.",
        "VoiceId": "Joanna",
        "Engine": "neural",
        "OutputFormat": "pcm",
        "SampleRate": "16000",
    }


def test_polly_without_credentials_says_where_to_look() -> None:
    with pytest.raises(VoiceMissing, match=r"check the AWS credentials.*--voice offline"):
        PollyVoice("Joanna", Polly(NoCredentialsError())).synthesise("Halfway.")
