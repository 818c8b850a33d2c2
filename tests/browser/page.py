"""What tests do to the page, and the browser they do it in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = Path("/usr/bin/chromium")
DESK = {"width": 1280, "height": 860}
PHONE = {"width": 320, "height": 640}
PICTURES = Path(__file__).parents[2] / "docs" / "images"

Open = Callable[..., "Page"]


def say(page: Page, words: str) -> str:
    """Types a sentence and gives the reply."""
    from playwright.sync_api import expect

    replies = page.locator(".reply .heard")
    before = replies.count()
    page.fill("#words", words)
    page.keyboard.press("Enter")
    expect(replies).to_have_count(before + 1)
    return replies.last.inner_text()


def go_fast(page: Page) -> None:
    page.locator("[name=speed][value='10']").check(force=True)


def go_slow(page: Page) -> None:
    page.locator("[name=speed][value='1']").check(force=True)


def take_picture(page: Page, name: str) -> None:
    """A picture of the documentation, where there is none: delete it to have it taken anew."""
    picture = PICTURES / name
    if picture.exists():
        return
    picture.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=picture)
