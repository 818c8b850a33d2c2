"""`stride talk`: the simulator without a screen. Piped lines work as a script.

Each line is said once the reply before it has been heard to its end. `~ 30s` instead lets that much time pass first, so
that the next line interrupts; `# …` is a comment. A device with a player prints what plays, and plays on for as long as
the script lets time pass.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TextIO

from stride.content.loader import load_library
from stride.skill.turn import AudioSettings
from workbench.desk import DEFAULT_LOCALE, desk_audio, desk_skill, understanding
from workbench.platform.device import Device
from workbench.platform.envelope import KINDS, Owner
from workbench.platform.exchange import Exchange
from workbench.platform.player import Player
from workbench.platform.speech import Piece

NOWHERE = "http://127.0.0.1:8000/audio"
"""The address of tracks that nobody fetches: in the terminal, nothing sounds."""
SHOWN_PAUSE_MS = 2000
"""A pause this long is printed, as in [15 s]."""

_TIME = re.compile(r"(?:(\d+)\s*h)?\s*(?:(\d+)\s*m(?:in)?)?\s*(?:(\d+(?:\.\d+)?)\s*s?)?$")

Write = Callable[[str], None]


class NotATime(ValueError):
    """A `~` line without a time; the text says how to write one."""


def talk(
    locale: str = DEFAULT_LOCALE,
    *,
    as_json: bool = False,
    kind: str = "voice",
    user: str = "DESK",
    source: TextIO = sys.stdin,
    target: TextIO = sys.stdout,
) -> None:
    """Holds a conversation with the desk's skill until the lines end. Raises UnknownLocale, NotATime."""
    owner = Owner(user=f"amzn1.ask.account.{user}", locale=locale)
    device = _device(kind, owner)
    prompts = source.isatty() and target.isatty()

    def write(line: str) -> None:
        print(line, file=target, flush=True)

    lines = _prompted() if prompts else source
    converse(device, lines, write, as_json=as_json, echo=not prompts)


def converse(device: Device, lines: Iterable[str], write: Write, *, as_json: bool = False, echo: bool = True) -> None:
    """Says the lines to a device and writes what is heard, or with `as_json` each request and response on a line."""
    talk = _Talk(device, write, as_json)
    interrupting = False
    for line in map(str.strip, lines):
        if not line or line.startswith("#"):
            continue
        if line.startswith("~"):
            talk.pass_time(milliseconds(line))
        else:
            talk.pass_time(0 if interrupting else device.microphone.speaking_ms)
            talk.say(line, echo)
        interrupting = line.startswith("~")
    talk.pass_time(device.microphone.speaking_ms)


def milliseconds(line: str) -> int:
    """The time of a line such as "~ 30s", "~ 1m 30s" or "~ 2h". Raises NotATime."""
    match = _TIME.match(line.lstrip("~ \t"))
    if match is None or not any(match.groups()):
        raise NotATime(f"“{line}” has no time: write for instance “~ 30s” or “~ 1m 30s”")
    hours, minutes, seconds = (float(part or 0) for part in match.groups())
    return round((hours * 3600 + minutes * 60 + seconds) * 1000)


def plain(heard: Iterable[Piece]) -> str:
    """What is heard as text, long pauses in brackets."""
    return " ".join(shown for piece in heard if (shown := _plain_piece(piece)))


def _device(kind: str, owner: Owner) -> Device:
    """The desk's device; one with a player plays what `stride serve` would."""
    understander, now = understanding(owner.locale), datetime.now(UTC)
    audio = _audio() if KINDS[kind].plays else None
    if audio is None:
        return Device(desk_skill(), understander, kind=kind, owner=owner, now=now)
    from workbench.tracks import lengths

    length = lengths(load_library(), audio.voice)
    return Device(desk_skill(audio=audio), understander, kind=kind, owner=owner, now=now, duration_ms=length)


def _audio() -> AudioSettings | None:
    from workbench.audio.voices import VoiceMissing

    try:
        return desk_audio(os.environ, NOWHERE)
    except VoiceMissing as missing:
        print(f"The coach speaks every routine; {missing}", file=sys.stderr)
        return None


@dataclass(frozen=True)
class _Talk:
    """A device whose exchanges are written as they come."""

    device: Device
    write: Write
    as_json: bool

    def say(self, line: str, echo: bool) -> None:
        if echo and not self.as_json:
            self.write(f"> {line}")
        before = len(self.device.exchanges)
        self.device.say(line)
        self._write(self.device.exchanges[before:])

    def pass_time(self, ms: int) -> None:
        """Lets time pass from one thing that happens by itself to the next."""
        while True:
            due = self.device.due_in()
            step = ms if due is None else min(ms, due)
            self._write(self.device.wait(step))
            microphone = self.device.microphone
            if microphone.again and microphone.speaking and not microphone.spoken_ms and not self.as_json:
                self.write(plain(microphone.speaking))
            ms -= step
            if ms <= 0:
                return

    def _write(self, exchanges: Iterable[Exchange]) -> None:
        for exchange in exchanges:
            for line in _json_line(exchange) if self.as_json else _shown(exchange, self.device.player):
                self.write(line)


def _shown(exchange: Exchange, player: Player) -> Iterator[str]:
    if exchange.heard:
        yield plain(exchange.heard)
    for directive in exchange.directives:
        if not str(directive.get("type")).startswith("AudioPlayer."):
            yield f"({directive.get('type')})"
    yield from _played(exchange, player)
    if exchange.talking and exchange.ends_session is not False:
        yield "(the session is closed)"
    elif exchange.kind == "SessionEndedRequest":
        yield "(the session ended)"
    for problem in exchange.problems:
        yield f"! {problem}"


def _played(exchange: Exchange, player: Player) -> Iterator[str]:
    """What the player did, where an event of it says so."""
    request = exchange.request_envelope["request"]
    if exchange.kind == "AudioPlayer.PlaybackStarted":
        stream = player.current if player.token == request["token"] else None
        end = f" to {clock(player.length)}" if stream and player.length else ""
        yield f"♪ {(stream and stream.title) or 'a track'}, {clock(request['offsetInMilliseconds'])}{end}"
    elif exchange.kind == "AudioPlayer.PlaybackStopped":
        yield f"♪ stopped at {clock(request['offsetInMilliseconds'])}"
    elif exchange.kind == "AudioPlayer.PlaybackFinished" and player.activity == "FINISHED":
        yield "♪ the end"
    elif exchange.kind == "AudioPlayer.PlaybackFailed":
        yield f"♪ failed: {request['error']['message']}"


def clock(ms: int) -> str:
    """Milliseconds as minutes and seconds, such as 1:05."""
    minutes, seconds = divmod(ms // 1000, 60)
    return f"{minutes}:{seconds:02d}"


def _json_line(exchange: Exchange) -> Iterator[str]:
    line = {
        "said": exchange.said or None,
        "note": exchange.note or None,
        "request": exchange.request_envelope,
        "response": exchange.response_envelope,
        "problems": list(exchange.problems),
    }
    yield json.dumps(line, ensure_ascii=False)


def _plain_piece(piece: Piece) -> str:
    if piece.kind == "words":
        return piece.text
    return f"[{round(piece.ms / 1000)} s]" if piece.ms >= SHOWN_PAUSE_MS or piece.kind == "clip" else ""


def _prompted() -> Iterator[str]:
    """Lines typed at a prompt, with history where the terminal has it."""
    import readline  # noqa: F401  # makes input() remember lines

    while True:
        try:
            yield input("you: ")
        except EOFError:
            return
