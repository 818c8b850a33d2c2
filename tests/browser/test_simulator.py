"""The simulator in a real browser, with the real skill behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from stride.skill.app import build_skill
from stride.storage.in_memory import InMemoryStore
from tests.browser.page import CHROMIUM, PHONE, Open, go_fast, say, take_picture
from tests.contract.serving import served
from workbench.desk import understanding
from workbench.web.app import create_app
from workbench.web.rooms import Rooms
from workbench.web.verification import Verifier

pytest.importorskip("playwright", reason="the browser tests need `pip install playwright`")
if not CHROMIUM.exists():
    pytest.skip(f"the browser tests need {CHROMIUM} (Debian: apt-get install chromium)", allow_module_level=True)

from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def address() -> Iterator[str]:
    """A server with a memory of its own; its endpoint refuses everything."""
    skill = build_skill(InMemoryStore())
    rooms = Rooms(skill, understanding, ["en-US", "en-GB"])
    verify = Verifier("nobody", [], lambda url: b"").verify
    with served(create_app(skill, verify, rooms, silence="no offline voice is installed here")) as url:
        yield url


def hear_out(page: Page) -> None:
    page.click("#end")
    expect(page.locator("#ring")).to_have_attribute("data-mood", "listening")


def test_a_warm_up_from_the_first_word_to_the_last(open_page: Open) -> None:
    page = open_page()
    assert "Steady Stride" in say(page, "open steady stride")
    hear_out(page)
    assert "minutes" in say(page, "give me a five minute warm-up")
    go_fast(page)
    expect(page.locator(".heard .pause.done").nth(1)).to_be_visible()
    expect(page.locator("#checks li")).to_have_text("Nothing here that Alexa would refuse")
    page.mouse.move(400, 300)
    page.mouse.wheel(0, -120)
    take_picture(page, "simulator.png")
    assert say(page, "next")
    assert "minute" in say(page, "how long left")
    assert "stop there" in say(page, "that hurts")
    hear_out(page)
    assert say(page, "no")
    assert say(page, "easier")
    say(page, "stop")
    expect(page.locator("#chips button").first).to_have_text("open steady stride")
    assert page.locator(".meta .bad, .happened.bad").count() == 0


def test_what_was_left_unfinished_is_resumed_after_a_reload(open_page: Open) -> None:
    page = open_page()
    say(page, "open steady stride")
    say(page, "give me a five minute warm-up")
    go_fast(page)
    expect(page.locator(".heard .pause.done").first).to_be_visible()
    say(page, "stop")
    page.reload()
    expect(page.locator("#chips button").first).to_be_visible()
    assert page.locator(".reply").count() == 0
    assert "on the spot" in say(page, "open steady stride")
    hear_out(page)
    assert "on the spot" in say(page, "resume")


def test_a_new_user_has_left_nothing_unfinished(open_page: Open) -> None:
    page = open_page()
    first = say(page, "open steady stride")
    say(page, "stop")
    assert say(page, "open steady stride") != first
    page.get_by_role("button", name="New user").click()
    expect(page.locator(".happened")).to_have_text(re.compile("Somebody new"))
    assert say(page, "open steady stride") == first


def test_an_interruption_comes_where_the_listener_was(open_page: Open) -> None:
    page = open_page()
    say(page, "give me a five minute warm-up")
    go_fast(page)
    expect(page.locator(".heard .pause.done").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#mood")).to_have_text("Hushed. Time stands still.")
    page.wait_for_timeout(300)  # the clock is drawn ten times a second
    shown = page.inner_text("#clock")
    say(page, "how long left")
    page.locator("#request summary").click()
    sent = re.search(r'"timestamp": "[\d-]+T([\d:]+)Z"', page.inner_text("#request pre"))
    assert sent is not None
    assert abs(seconds(sent[1]) - seconds(shown)) <= 1


def test_a_browser_without_a_voice_moves_on_all_the_same(open_page: Open) -> None:
    page = open_page()
    say(page, "open steady stride")
    expect(page.locator(".heard .done").first).to_be_visible()
    expect(page.locator(".heard .now")).to_have_count(1)


def test_with_the_keyboard_alone(open_page: Open) -> None:
    page = open_page()
    page.keyboard.type("open steady stride")
    page.keyboard.press("Enter")
    expect(page.locator(".reply")).to_have_count(1)
    page.keyboard.press("ArrowUp")
    expect(page.locator("#words")).to_have_value("open steady stride")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#words")).to_have_value("")
    page.keyboard.press("Escape")
    expect(page.locator("#ring")).to_have_attribute("data-mood", "hushed")
    page.keyboard.press("Shift+Tab")
    assert focused(page) == "stop"
    page.keyboard.press("Enter")
    expect(page.locator(".reply")).to_have_count(2)
    expect(page.locator("#words")).to_be_focused()
    for _ in range(40):
        page.keyboard.press("Tab")
        if focused(page) == "Copy":
            break
    assert focused(page) == "Copy"


def test_a_narrow_phone_shows_everything(open_page: Open) -> None:
    page = open_page(PHONE, has_touch=True, is_mobile=True)
    page.tap("#chips button")
    expect(page.locator(".reply")).to_have_count(1)
    say(page, "give me a five minute warm-up")
    assert page.evaluate("() => document.documentElement.scrollWidth") == PHONE["width"]
    for control in ("#words", "#say button", "#pause", "#end", ".menu summary", "#locale", "#kind", "#new-user"):
        box = page.locator(control).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"], control


def test_each_kind_of_device_and_locale_answers(open_page: Open) -> None:
    page = open_page()
    for kind in ("voice", "speaker", "screen"):
        page.select_option("#kind", kind)
        expect(page.locator(".reply")).to_have_count(0)
        say(page, "open steady stride")
        assert page.locator("#screen").is_visible() == (kind == "screen")
    page.select_option("#locale", "en-GB")
    expect(page.locator(".reply")).to_have_count(0)
    say(page, "open steady stride")
    expect(page.locator("#request pre")).to_contain_text('"locale": "en-GB"')
    assert page.locator(".meta .bad, .happened.bad").count() == 0


def test_without_a_voice_the_page_says_so_and_the_coach_speaks(open_page: Open) -> None:
    page = open_page()
    expect(page.locator("#player")).to_be_hidden()
    page.select_option("#kind", "speaker")
    expect(page.locator("#player .silence")).to_have_text(
        "The coach speaks every routine; no offline voice is installed here."
    )
    say(page, "give me a five minute warm-up")
    go_fast(page)
    expect(page.locator(".heard .pause.done").first).to_be_visible()


def test_saying_nothing_brings_the_reprompt_and_then_the_end(open_page: Open) -> None:
    page = open_page()
    say(page, "open steady stride")
    hear_out(page)
    page.click("#silence")
    expect(page.locator(".reply")).to_have_count(2)
    hear_out(page)
    page.click("#silence")
    expect(page.locator(".happened")).to_contain_text("EXCEEDED_MAX_REPROMPTS")


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_words_stand_out_from_their_ground(open_page: Open, colours: str) -> None:
    page = open_page(color_scheme=colours)
    say(page, "open steady stride")
    for what in (".said", ".reply .heard span", "#mood", "#checks li", ".chips button"):
        ink, ground = page.locator(what).first.evaluate(COLOURS)
        assert contrast(ink, ground) >= 4, what


COLOURS = """element => {
  const ink = getComputedStyle(element).color;
  let ground = "rgba(0, 0, 0, 0)";
  for (let at = element; at && ground === "rgba(0, 0, 0, 0)"; at = at.parentElement)
    ground = getComputedStyle(at).backgroundColor;
  return [ink, ground];
}"""


def contrast(ink: str, ground: str) -> float:
    """The ratio of WCAG."""
    lights = sorted(map(luminance, (ink, ground)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def seconds(clock: str) -> int:
    hours, minutes, rest = map(int, clock.split(":"))
    return hours * 3600 + minutes * 60 + rest


def focused(page: Page) -> str:
    return str(page.evaluate("() => document.activeElement.textContent")).strip()
