"""Reads and plays a conversation script: what is said, how much of the reply is heard, what must be in it.

given speaker            the kind of device: voice (default), speaker, screen
> give me a tip          said to the device, which has heard its last reply to the end
~ 30                     only so many seconds of the last reply were heard
< Would you like         in the reply, in this order; /text/ is a regular expression
<! bird dog              not in the reply
= open | closed          whether the microphone is open afterwards
* AudioPlayer.Play       a directive of the reply
@ later                  another visit: the session is closed, a day goes by; or as many as it says, @ 3 days later
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench.platform.device import Device
from workbench.platform.exchange import Exchange


@dataclass(frozen=True)
class Line:
    number: int
    mark: str
    text: str


def lines(script: Path) -> Iterator[Line]:
    for number, raw in enumerate(script.read_text().splitlines(), 1):
        mark, _, text = raw.strip().partition(" ")
        if mark and not mark.startswith("#"):
            yield Line(number, mark, text.strip())


def given(script: Path) -> str:
    return next((line.text for line in lines(script) if line.mark == "given"), "voice")


class Performance:
    """One script being played on a device."""

    def __init__(self, device: Device) -> None:
        self.device = device
        self.reply: Exchange | None = None
        self.heard_ms: float | None = None
        self.unread = ""

    def play(self, line: Line) -> None:
        match line.mark:
            case ">":
                self._say(line.text)
            case "~":
                self.device.hear(float(line.text))
                self.heard_ms = float(line.text)
            case "<":
                self._expect(line.text)
            case "<!":
                assert line.text.lower() not in words(self.reply).lower(), (
                    f"heard {line.text!r} in {words(self.reply)!r}"
                )
            case "=":
                assert self._state() == line.text, f"the session is {self._state()} after {words(self.reply)!r}"
            case "*":
                kinds = [one["type"] for one in self.reply.directives] if self.reply else []
                assert any(line.text in kind for kind in kinds), f"no {line.text} among {kinds}"
            case "@":
                self.device.end()
                days = re.match(r"\d+", line.text)
                self.device.wait((int(days[0]) if days else 1) * 24 * 3600 * 1000)
            case "given":
                pass
            case _:
                raise ValueError(f"line {line.number}: {line.mark!r} is no mark of a script")

    def _say(self, utterance: str) -> None:
        if self.heard_ms is None:
            self.device.hear()
        self.heard_ms = None
        self.reply = self.device.say(utterance)
        self.unread = words(self.reply)

    def _expect(self, text: str) -> None:
        pattern = text[1:-1] if text.startswith("/") and text.endswith("/") else re.escape(text)
        found = re.search(pattern, self.unread, re.IGNORECASE)
        assert found, f"{text!r} was not heard in {self.unread!r}"
        self.unread = self.unread[found.end() :]

    def _state(self) -> str:
        return "open" if self.device.session is not None else "closed"


def words(exchange: Exchange | None) -> str:
    """What was spoken, without markup."""
    ssml = str(exchange.speech.get("ssml", "")) if exchange else ""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", ssml)).strip()
