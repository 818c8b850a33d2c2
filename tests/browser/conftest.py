"""A real browser, and the simulator opened in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.page import CHROMIUM, DESK, Open

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=20_000)
    arguments = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=arguments)
        yield started
        started.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the page says in its console; empty at the end of a test, or the test has failed."""
    return []


@pytest.fixture
def open_page(browser: Browser, address: str, complaints: list[str]) -> Iterator[Open]:
    """Opens the simulator in a browser of its own; what the page complains about, or asks of others, fails the test."""
    from playwright.sync_api import expect

    def opened(size: dict[str, int] = DESK, **settings: object) -> Page:
        page = browser.new_context(viewport=size, reduced_motion="reduce", **settings).new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda asked: complaints.append(asked.url) if not asked.url.startswith(address) else None)
        page.goto(address)
        expect(page.locator("#chips button").first).to_be_visible()
        return page

    yield opened
    for context in browser.contexts:
        context.close()
    assert complaints == []
