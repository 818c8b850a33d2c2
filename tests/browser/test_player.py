"""The player in a real browser: tracks that really sound, the device's buttons, and the clock they keep together."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from stride.content.loader import load_library
from stride.skill.app import build_skill
from stride.skill.turn import AudioSettings
from stride.storage.in_memory import InMemoryStore
from tests.browser.page import CHROMIUM, Open, go_fast, go_slow, say, take_picture
from tests.contract.serving import served
from workbench.audio.clips import Clips
from workbench.audio.files import CLIPS
from workbench.audio.voices import FliteVoice
from workbench.desk import understanding
from workbench.tracks import lengths
from workbench.web.app import create_app
from workbench.web.rooms import Rooms
from workbench.web.shelf import Shelf
from workbench.web.simulator import AUDIO
from workbench.web.verification import Verifier

pytest.importorskip("playwright", reason="the browser tests need `pip install playwright`")
if not CHROMIUM.exists():
    pytest.skip(f"the browser tests need {CHROMIUM} (Debian: apt-get install chromium)", allow_module_level=True)
if not shutil.which("flite"):
    pytest.skip("the voice flite is not installed: apt-get install flite", allow_module_level=True)

from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

FIRST, SECOND = "March on the spot", "Front-to-back leg swings"


@pytest.fixture
def tracks(tmp_path: Path) -> Path:
    return tmp_path / "tracks"


@pytest.fixture
def address(tracks: Path) -> Iterator[str]:
    """A server that makes the tracks its devices play, all anew."""
    library, voice = load_library(), FliteVoice()
    shelf = Shelf(library, Clips(voice, CLIPS), tracks)

    def app(address: str) -> object:
        skill = shelf.filled_by(build_skill(InMemoryStore(), audio=AudioSettings(address + AUDIO, voice.name)))
        rooms = Rooms(skill, understanding, ["en-US"], duration_ms=lengths(library, voice.name))
        return create_app(skill, Verifier("nobody", [], lambda url: b"").verify, rooms, shelf)

    with served(app) as url:
        yield url


def start_warm_up(page: Page) -> None:
    page.select_option("#kind", "speaker")
    expect(page.locator("#player .title")).to_have_text("Nothing has been played yet")
    assert "warm-up" in say(page, "ask steady stride for a five minute warm-up")
    page.click("#end")
    expect(page.locator("#player .title")).to_have_text(FIRST)
    expect(page.locator("#player .activity")).to_have_text("playing")


def shown(page: Page) -> int:
    """Seconds into the track, as the panel shows them."""
    minutes, seconds = page.inner_text("#player .at").split(":")
    return int(minutes) * 60 + int(seconds)


def wait_until_shown(page: Page, seconds: int) -> None:
    script = """seconds => {
      const [minutes, rest] = document.querySelector("#player .at").textContent.split(":").map(Number);
      return minutes * 60 + rest >= seconds;
    }"""
    page.wait_for_function(script, arg=seconds, timeout=60_000)


def heard(page: Page) -> float:
    """Seconds into the track, where the sound itself is."""
    return float(page.locator("#sound").evaluate("sound => sound.currentTime"))


def sounds(page: Page) -> bool:
    return bool(page.locator("#sound").evaluate("sound => !sound.paused && !sound.muted && sound.readyState >= 3"))


def press(page: Page, button: str) -> None:
    page.locator("#player").get_by_role("button", name=button, exact=True).click()


def told(page: Page) -> list[str]:
    """What the player told the skill and the buttons asked of it, in order."""
    lines = page.locator(".happened button").all_inner_texts()
    return [re.sub(r"AudioPlayer\.Playback|PlaybackController\.|CommandIssued|,.*", "", line) for line in lines]


def sent_offset(page: Page) -> float:
    """Seconds into the track of the last event that tells them."""
    page.locator(".happened button").last.click()
    offset = re.search(r'"offsetInMilliseconds": (\d+)', page.locator("#request pre").text_content() or "")
    assert offset is not None
    return int(offset[1]) / 1000


def picture(page: Page) -> tuple[str, int]:
    """What the picture of the player is said to show, and how many pixels wide it came."""
    art = page.locator("#player .art")
    expect(art).to_be_visible()
    art.evaluate("art => art.decode()")
    return art.get_attribute("alt") or "", art.evaluate("art => art.naturalWidth")


def no_problem(page: Page) -> None:
    assert page.locator(".meta .bad, .happened.bad, #checks .problem").count() == 0


def test_a_warm_up_sounds_and_the_buttons_of_the_device_move_it(open_page: Open) -> None:
    page = open_page()
    start_warm_up(page)
    expect(page.locator("#player .subtitle")).to_have_text("Five minute warm-up")
    assert picture(page) == ("A figure standing upright", 512)
    wait_until_shown(page, 2)
    assert sounds(page)
    assert abs(heard(page) - shown(page)) < 1.5

    press(page, "Next")
    expect(page.locator("#player .title")).to_have_text(SECOND)
    wait_until_shown(page, 3)

    press(page, "Pause")
    expect(page.locator("#player .activity")).to_have_text("stopped")
    assert not sounds(page)
    assert abs(heard(page) - sent_offset(page)) < 0.5

    press(page, "Play")
    expect(page.locator("#player .activity")).to_have_text("playing")
    wait_until_shown(page, 4)
    assert sounds(page)

    press(page, "Previous")
    expect(page.locator("#player .title")).to_have_text(FIRST)
    asked = ["Next", "Stopped", "Started", "Pause", "Stopped", "Play", "Started", "Previous", "Stopped", "Started"]
    assert told(page) == ["Started", *asked]
    no_problem(page)


def test_what_is_said_pauses_the_stream_and_needs_no_name(open_page: Open) -> None:
    page = open_page()
    start_warm_up(page)
    wait_until_shown(page, 3)

    assert "minutes" in say(page, "ask steady stride how long left")
    expect(page.locator("#player .activity")).to_have_text("paused")
    assert not sounds(page)
    assert abs(heard(page) - shown(page)) < 1.5
    page.click("#end")
    expect(page.locator("#player .activity")).to_have_text("playing")

    page.fill("#words", "next")
    page.keyboard.press("Enter")
    expect(page.locator("#player .title")).to_have_text(SECOND)
    expect(page.locator("#player .activity")).to_have_text("playing")
    assert page.locator(".note").count() == 0
    no_problem(page)


def test_ten_times_as_fast_the_queue_moves_on_in_silence(open_page: Open) -> None:
    page = open_page()
    start_warm_up(page)
    go_fast(page)
    expect(page.locator("#player .title")).to_have_text(SECOND)
    assert not sounds(page)
    assert told(page) == ["Started", "NearlyFinished", "Finished", "Started"]

    go_slow(page)
    say(page, "ask steady stride how long left")
    page.click("#end")
    expect(page.locator("#player .activity")).to_have_text("playing")
    go_fast(page)
    expect(page.locator("#player .queue")).to_have_text("Side leg swings")
    go_slow(page)
    place = shown(page)
    wait_until_shown(page, place + 2)
    assert sounds(page)
    assert abs(heard(page) - shown(page)) < 1.5
    take_picture(page, "player.png")
    no_problem(page)


def test_a_routine_skipped_to_its_end_is_over_and_stays_over(open_page: Open, tracks: Path) -> None:
    page = open_page()
    start_warm_up(page)
    while page.inner_text("#player .activity") != "finished":
        title, before = page.inner_text("#player .title"), len(told(page))
        page.click("#end")
        page.wait_for_function("before => document.querySelectorAll('.happened button').length > before", arg=before)
        expect(page.locator("#ring")).not_to_have_attribute("data-mood", "thinking")
        assert "Failed" not in told(page), title
    played = told(page).count("Started")
    assert told(page) == ["Started", "NearlyFinished", "Finished"] * played
    press(page, "Play")
    expect(page.locator(".happened button").last).to_have_text("PlaybackController.PlayCommandIssued")
    assert told(page)[-2:] == ["Finished", "Play"]
    no_problem(page)


def test_a_track_that_cannot_be_had_is_passed_over(open_page: Open, complaints: list[str]) -> None:
    page = open_page()
    page.route("**/audio/*.mp3", lambda route: route.abort(), times=1)
    page.select_option("#kind", "speaker")
    say(page, "ask steady stride for a five minute warm-up")
    page.click("#end")
    expect(page.locator("#player .title")).to_have_text(SECOND)
    wait_until_shown(page, 1)
    assert sounds(page)
    assert told(page) == ["Started", "Failed", "Started"]
    no_problem(page)
    assert [text for text in complaints if "net::ERR_FAILED" in text] == complaints
    complaints.clear()


def test_a_picture_that_cannot_be_had_leaves_its_place_to_the_title(open_page: Open, complaints: list[str]) -> None:
    page = open_page()
    page.route("**/audio/*.png", lambda route: route.abort())
    start_warm_up(page)
    expect(page.locator("#player .art")).to_be_hidden()
    expect(page.locator("#player .title")).to_have_text(FIRST)
    assert complaints
    assert [text for text in complaints if "net::ERR_FAILED" in text] == complaints
    complaints.clear()
