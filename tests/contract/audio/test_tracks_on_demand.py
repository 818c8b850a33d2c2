"""Tracks made when a device asks for them, with the real voice, and served as a browser fetches them."""

from __future__ import annotations

import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from stride.coaching.planner import named_routine
from stride.coaching.walk import Walk
from stride.content.loader import load_library
from stride.rendering.picture import BACKGROUND, picture_files
from stride.rendering.track import track_name
from stride.skill.app import build_skill
from stride.skill.turn import AudioSettings
from stride.storage.in_memory import InMemoryStore
from tests.contract.audio.listening import decoded
from workbench.art.pictures import picture
from workbench.audio.clips import Clips
from workbench.audio.pcm import RATE, Pcm
from workbench.audio.voices import FliteVoice, VoiceMissing
from workbench.desk import understanding
from workbench.platform.device import Device
from workbench.tracks import coming
from workbench.web.app import create_app
from workbench.web.endpoint import Unverified
from workbench.web.rooms import Rooms
from workbench.web.shelf import Shelf
from workbench.web.simulator import AUDIO

pytestmark = [
    pytest.mark.contract,
    pytest.mark.skipif(not shutil.which("flite"), reason="the voice flite is not installed: apt-get install flite"),
]

LIBRARY = load_library()
STEP = Walk(named_routine(LIBRARY.routines["warm-up-short"], LIBRARY)).timeline(0, LIBRARY)
NAME = track_name(STEP, FliteVoice.name)
BASE = "http://127.0.0.1:8000/audio"


class CountingVoice(FliteVoice):
    """Flite, and every sentence it was given."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def synthesise(self, text: str) -> Pcm:
        self.said.append(text)
        return super().synthesise(text)


class HoarseVoice(FliteVoice):
    def synthesise(self, text: str) -> Pcm:
        raise VoiceMissing("the voice is hoarse: let it rest")


@pytest.fixture
def voice() -> FliteVoice:
    return CountingVoice()


@pytest.fixture
def shelf(voice: FliteVoice, tmp_path: Path) -> Shelf:
    return Shelf(LIBRARY, Clips(voice), tmp_path / "tracks")


@pytest.fixture
def client(shelf: Shelf) -> FlaskClient:
    def refuse(headers: object, body: bytes) -> dict[str, object]:
        raise Unverified("nobody")

    skill = build_skill(InMemoryStore())
    return create_app(skill, refuse, Rooms(skill, understanding, ["en-US"]), shelf).test_client()


def test_a_track_that_is_asked_for_lasts_as_long_as_its_step(shelf: Shelf) -> None:
    file = shelf.file(NAME)
    assert file is not None
    assert len(decoded(file.read_bytes())) / RATE == pytest.approx(STEP.length / 1000, abs=0.05)


def test_a_track_is_made_once_however_many_ask(shelf: Shelf, voice: CountingVoice) -> None:
    with ThreadPoolExecutor(4) as askers:
        files = set(askers.map(shelf.file, [NAME] * 4))
    assert len(files) == 1
    assert len(voice.said) == len(set(voice.said)) > 0


def test_a_name_that_no_track_has_is_nothing(shelf: Shelf, voice: CountingVoice) -> None:
    assert [shelf.file(name) for name in ("0" * 24 + ".mp3", "../secret", "")] == [None, None, None]
    assert voice.said == []


def test_what_is_played_and_what_comes_next_are_made_before_the_device_asks(shelf: Shelf, tmp_path: Path) -> None:
    skill = shelf.filled_by(build_skill(InMemoryStore(), audio=AudioSettings(BASE, FliteVoice.name)))
    device = Device(skill, understanding("en-US"), kind="speaker")
    exchange = device.say("ask steady stride for a five minute warm-up")
    assert exchange is not None
    first, second = coming(exchange.response_envelope, LIBRARY, FliteVoice.name)
    assert first == NAME
    assert {first, second} == made_in(tmp_path / "tracks", 2)


def made_in(folder: Path, count: int) -> set[str]:
    """The tracks in a folder once there are so many."""
    give_up = time.monotonic() + 60
    while time.monotonic() < give_up:
        made = {file.name for file in folder.glob("*.mp3")}
        if len(made) >= count:
            return made
        time.sleep(0.05)
    raise AssertionError(f"there are not {count} tracks in {folder}")


def test_a_browser_fetches_a_track_whole_or_from_somewhere_on(client: FlaskClient) -> None:
    whole = client.get(f"{AUDIO}/{NAME}")
    assert (whole.status_code, whole.content_type) == (200, "audio/mpeg")
    part = client.get(f"{AUDIO}/{NAME}", headers={"Range": "bytes=1000-1999"})
    assert (part.status_code, part.data) == (206, whole.data[1000:2000])


def test_a_browser_fetches_the_picture_of_what_plays(client: FlaskClient) -> None:
    for file in (picture_files()["standing"], picture_files()[BACKGROUND]):
        for _ in ("drawn", "kept"):
            answer = client.get(f"{AUDIO}/{file}")
            assert (answer.status_code, answer.content_type) == (200, "image/png")
            assert answer.data == picture(file)


@pytest.mark.parametrize(
    ("name", "from_where", "headers", "status"),
    [
        ("0" * 24 + ".mp3", "127.0.0.1", {}, 404),
        ("..%2Fsecret", "127.0.0.1", {}, 404),
        ("standing-0000000000000000.png", "127.0.0.1", {}, 404),
        (NAME, "192.168.1.5", {}, 403),
        (NAME, "127.0.0.1", {"Host": "coach.example"}, 403),
    ],
)
def test_what_is_not_given_out(
    client: FlaskClient, name: str, from_where: str, headers: dict[str, str], status: int
) -> None:
    answer = client.get(f"{AUDIO}/{name}", headers=headers, environ_base={"REMOTE_ADDR": from_where})
    assert answer.status_code == status


class TestHoarse:
    @pytest.fixture
    def voice(self) -> FliteVoice:
        return HoarseVoice()

    def test_a_voice_that_cannot_speak_is_told_to_whoever_asks(self, client: FlaskClient) -> None:
        answer = client.get(f"{AUDIO}/{NAME}")
        assert (answer.status_code, answer.get_json()) == (503, {"error": "the voice is hoarse: let it rest"})
