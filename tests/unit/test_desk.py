"""Whose tracks a desk plays, and what its device knows about them."""

from __future__ import annotations

from pathlib import Path

import pytest

from stride.content.loader import load_library
from stride.skill.app import build_skill
from stride.skill.turn import AudioSettings
from stride.storage.in_memory import InMemoryStore
from workbench.audio.voices import VoiceMissing
from workbench.desk import desk_audio, desk_skill, understanding
from workbench.platform.device import Device
from workbench.platform.envelope import Owner
from workbench.tracks import coming, lengths, name_in

HERE = "http://127.0.0.1:8000/audio"
PUBLISHED = "https://audio.example"
VOICE = "flite-slt"


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.fixture
def flite_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "flite"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.usefixtures("flite_installed")
@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, AudioSettings(HERE, "flite-slt")),
        ({"STRIDE_AUDIO_BASE_URL": ""}, AudioSettings(HERE, "flite-slt")),
        ({"STRIDE_AUDIO_VOICE": "espeak-en"}, AudioSettings(HERE, "espeak-en")),
        ({"STRIDE_AUDIO_BASE_URL": PUBLISHED}, AudioSettings(PUBLISHED, "polly-joanna")),
        (
            {"STRIDE_AUDIO_BASE_URL": PUBLISHED, "STRIDE_AUDIO_VOICE": "polly-amy"},
            AudioSettings(PUBLISHED, "polly-amy"),
        ),
    ],
)
def test_published_tracks_come_first_then_those_made_here(environment: dict[str, str], expected: AudioSettings) -> None:
    assert desk_audio(environment, HERE) == expected


@pytest.mark.usefixtures("nothing_installed")
def test_a_desk_without_a_voice_says_what_to_install() -> None:
    with pytest.raises(VoiceMissing, match="install flite"):
        desk_audio({}, HERE)


def speaker(**settings: object) -> Device:
    return Device(desk_skill({"STRIDE_STORE": "memory"}, **settings), understanding("en-US"), kind="speaker")  # type: ignore[arg-type]


def test_a_speaker_plays_where_there_is_audio_and_is_spoken_to_elsewhere() -> None:
    playing, spoken = speaker(audio=AudioSettings(HERE, VOICE)), speaker()
    for device in (playing, spoken):
        device.say("ask steady stride for a five minute warm-up")
    (play,) = playing.exchanges[-1].directives
    assert play["audioItem"]["stream"]["url"].startswith(HERE)
    assert playing.exchanges[-1].problems == ()
    assert (spoken.exchanges[-1].directives, spoken.exchanges[-1].ends_session) == ([], False)


@pytest.mark.parametrize(
    "asked",
    ["a five minute warm-up", "ten minutes for my hips", "play a cadence of one seventy for seven minutes"],
)
def test_every_track_that_plays_has_a_length_and_the_one_after_it_is_foretold(asked: str) -> None:
    library = load_library()
    skill = build_skill(InMemoryStore(), audio=AudioSettings(HERE, VOICE))
    device = Device(
        skill,
        understanding("en-US"),
        kind="speaker",
        owner=Owner(),
        duration_ms=lengths(library, VOICE),
    )
    device.say(f"ask steady stride {asked}")
    device.wait(30 * 60_000)
    told = [exchange.kind.removeprefix("AudioPlayer.Playback") for exchange in device.exchanges[1:]]
    assert told == ["Started", "NearlyFinished", "Finished"] * (len(told) // 3)
    foretold = [list(coming(exchange.response_envelope, library, VOICE)) for exchange in device.exchanges]
    played = [pair for pair in foretold if pair]
    assert [ahead for _, *ahead in played] == [[name] for name, *_ in played[1:]] + [[]]


@pytest.mark.parametrize("url", [f"{HERE}/{'0' * 24}.mp3", f"{HERE}/../secret", HERE, ""])
def test_what_is_no_track_has_no_length(url: str) -> None:
    assert lengths(load_library(), VOICE)("a token", url) is None


def test_a_tracks_name_is_the_end_of_its_address() -> None:
    assert name_in(f"{HERE}/abc.mp3") == "abc.mp3"
