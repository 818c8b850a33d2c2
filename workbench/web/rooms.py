"""The simulator's devices: each page has one, kept while it is used."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

from workbench.platform.device import Device
from workbench.platform.envelope import KINDS, Owner
from workbench.platform.exchange import Exchange
from workbench.platform.player import Stream
from workbench.platform.seams import Handle, Understands
from workbench.platform.speech import Piece

KEPT = 32
"""How many devices are kept; the one that was used longest ago goes first."""


class NoSuchDevice(LookupError):
    """The device was given up, or never was."""


class Room:
    """One device, used by one request at a time."""

    def __init__(self, device: Device) -> None:
        self.device = device
        self.lock: AbstractContextManager[Any] = threading.Lock()


class Rooms:
    """Devices by a name nobody can guess."""

    def __init__(
        self,
        skill: Handle,
        understanding: Callable[[str], Understands],
        locales: list[str],
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        duration_ms: Callable[[str, str], int | None] = lambda token, url: None,
    ) -> None:
        """`now` starts the clock of a new device; `duration_ms` gives the length of a stream by token and address."""
        self.locales = locales
        self._skill = skill
        self._understanding = understanding
        self._now = now
        self._duration_ms = duration_ms
        self._rooms: OrderedDict[str, Room] = OrderedDict()
        self._lock = threading.Lock()
        self._learning = threading.Lock()

    def understander(self, locale: str) -> Understands:
        """What understands a locale. Whoever asks while it is being loaded waits for it and does not load it again."""
        with self._learning:
            return self._understanding(locale)

    def furnish(self, *, locale: str, kind: str, user: str) -> str:
        """Puts up a device of a user and gives its name. Raises ValueError for an unknown locale or kind."""
        if locale not in self.locales:
            raise ValueError(locale)
        if kind not in KINDS:
            raise ValueError(kind)
        owner = Owner(user=f"amzn1.ask.account.{user}", device=f"amzn1.ask.device.{kind.upper()}", locale=locale)
        device = Device(
            self._skill,
            self.understander(locale),
            kind=kind,
            owner=owner,
            now=self._now(),
            duration_ms=self._duration_ms,
        )
        name = secrets.token_urlsafe(12)
        with self._lock:
            self._rooms[name] = Room(device)
            while len(self._rooms) > KEPT:
                self._rooms.popitem(last=False)
        return name

    def room(self, name: str) -> Room:
        """Raises NoSuchDevice."""
        with self._lock:
            if name not in self._rooms:
                raise NoSuchDevice(name)
            self._rooms.move_to_end(name)
            return self._rooms[name]


def exchange_view(exchange: Exchange) -> dict[str, Any]:
    """An exchange as the page shows it."""
    return {
        "kind": exchange.kind,
        "intent": exchange.intent,
        "said": exchange.said,
        "note": exchange.note,
        "heard": [_piece(piece) for piece in exchange.heard],
        "card": dict(exchange.card) or None,
        "request": exchange.request_envelope,
        "response": exchange.response_envelope,
        "problems": list(exchange.problems),
        "warnings": list(exchange.warnings),
    }


def state_view(device: Device) -> dict[str, Any]:
    """Where a device stands: what the page needs to go on showing it until it asks again. Times are milliseconds."""
    return {
        "now": device.now.isoformat(),
        "due": device.due_in(),
        "session": device.session is not None,
        "listening": device.microphone.open,
        "again": device.microphone.again,
        "speaking": [_piece(piece) for piece in device.microphone.speaking],
        "spoken": device.microphone.spoken_ms,
        "screen": device.screen,
        "player": _player(device) if device.kind.plays else None,
    }


def _player(device: Device) -> Mapping[str, Any]:
    player = device.player
    return {
        "activity": player.activity,
        "token": player.token,
        "offset": player.offset,
        "length": player.length,
        "current": _stream(player.current) if player.current else None,
        "waiting": [_stream(stream) for stream in player.queue if stream is not player.current],
    }


def _stream(stream: Stream) -> dict[str, Any]:
    names = ("token", "url", "title", "subtitle", "art", "art_says")
    return {name: getattr(stream, name) for name in names}


def _piece(piece: Piece) -> dict[str, Any]:
    return {"kind": piece.kind, "ms": piece.ms, "text": piece.text}
