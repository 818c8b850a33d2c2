"""The server: Alexa's endpoint for everybody, the simulator for this machine alone."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Mapping
from typing import Protocol

from flask import Flask
from waitress import create_server  # type: ignore[import-untyped]

from stride.content.loader import load_library
from workbench.audio.clips import Clips
from workbench.audio.files import CLIPS
from workbench.audio.voices import VoiceMissing, voice_named
from workbench.desk import DEFAULT_LOCALE, desk_audio, desk_skill, locales, publishes, understanding
from workbench.platform.seams import Handle
from workbench.tracks import lengths
from workbench.web.certificates import fetch, public_roots
from workbench.web.endpoint import Verify, endpoint
from workbench.web.rooms import Rooms
from workbench.web.shelf import Shelf
from workbench.web.simulator import AUDIO, simulator
from workbench.web.verification import Headers, Unverified, Verifier

THREADS = 8


class WebServer(Protocol):
    effective_port: int

    def run(self) -> None: ...

    def close(self) -> None: ...


def create_app(
    skill: Handle, verify: Verify, rooms: Rooms | None = None, shelf: Shelf | None = None, silence: str = ""
) -> Flask:
    """The endpoint over a skill and a verifier, and the simulator where there are `rooms` for its devices.

    The tracks made here are on the `shelf`; where nothing can be played, `silence` says why.
    """
    app = Flask(__name__, static_folder=None)
    app.json.sort_keys = False  # type: ignore[attr-defined]  # JSON is shown in the order it was sent
    app.register_blueprint(endpoint(skill, verify))
    if rooms is not None:
        app.register_blueprint(simulator(rooms, shelf, silence))
    return app


def desk_app(environment: Mapping[str, str] = os.environ, address: str = "http://127.0.0.1:8000") -> Flask:
    """The app as the STRIDE_ settings set it up, whose page is at `address`.

    Without a skill id the endpoint refuses everything. A device of Alexa's cannot reach the tracks of this desk, so
    only the simulator's skill plays them.
    """
    skill_id = environment.get("STRIDE_SKILL_ID", "")
    verify = Verifier(skill_id, public_roots(), fetch).verify if skill_id else _refuse
    rooms, shelf, silence = _furnished(environment, address)
    threading.Thread(target=rooms.understander, args=(DEFAULT_LOCALE,), daemon=True).start()
    return create_app(desk_skill(environment), verify, rooms, shelf, silence)


def _furnished(environment: Mapping[str, str], address: str) -> tuple[Rooms, Shelf | None, str]:
    """The simulator's devices, the tracks made for them, and where there are none the reason."""
    try:
        audio = desk_audio(environment, address + AUDIO)
    except VoiceMissing as missing:
        return Rooms(desk_skill(environment), understanding, locales()), None, str(missing)
    skill, length = desk_skill(environment, audio), lengths(load_library(), audio.voice)
    if publishes(environment):
        return Rooms(skill, understanding, locales(), duration_ms=length), None, ""
    shelf = Shelf(load_library(), Clips(voice_named(audio.voice), CLIPS))
    return Rooms(shelf.filled_by(skill), understanding, locales(), duration_ms=length), shelf, ""


def listening(host: str, port: int) -> socket.socket:
    """A socket that takes calls; port 0 takes a free one. Raises OSError where the address is taken or unknown."""
    family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    return socket.create_server(address[:2], family=family)


def address_here(listener: socket.socket) -> str:
    """Where a browser on this machine finds what listens."""
    host, port = listener.getsockname()[:2]
    return f"http://[::1]:{port}" if ":" in host else f"http://127.0.0.1:{port}"


def make_server(app: Flask, listener: socket.socket) -> WebServer:
    """A production server on a socket that listens already."""
    server: WebServer = create_server(
        app,
        sockets=[listener],
        threads=THREADS,
        ident="",
        # The simulator must see that a proxy stands in between, to refuse it.
        clear_untrusted_proxy_headers=False,
    )
    return server


def serve(host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serves until interrupted. Raises OSError where the address is taken."""
    listener = listening(host, port)
    make_server(desk_app(address=address_here(listener)), listener).run()


def _refuse(headers: Headers, body: bytes) -> dict[str, object]:
    raise Unverified("STRIDE_SKILL_ID is not set: set it to your skill's id")
