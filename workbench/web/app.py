"""The server: Alexa's endpoint for everybody, the simulator for this machine alone."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from typing import Protocol

from flask import Flask
from waitress import create_server  # type: ignore[import-untyped]

from workbench.desk import DEFAULT_LOCALE, desk_skill, locales, understanding
from workbench.platform.seams import Handle
from workbench.web.certificates import fetch, public_roots
from workbench.web.endpoint import Verify, endpoint
from workbench.web.rooms import Rooms
from workbench.web.simulator import simulator
from workbench.web.verification import Headers, Unverified, Verifier

THREADS = 8


class WebServer(Protocol):
    effective_port: int

    def run(self) -> None: ...

    def close(self) -> None: ...


def create_app(skill: Handle, verify: Verify, rooms: Rooms | None = None) -> Flask:
    """The endpoint over a skill and a verifier, and the simulator where there are `rooms` for its devices."""
    app = Flask(__name__, static_folder=None)
    app.json.sort_keys = False  # type: ignore[attr-defined]  # JSON is shown in the order it was sent
    app.register_blueprint(endpoint(skill, verify))
    if rooms is not None:
        app.register_blueprint(simulator(rooms))
    return app


def desk_app(environment: Mapping[str, str] = os.environ) -> Flask:
    """The app as `STRIDE_STORE` and `STRIDE_SKILL_ID` set it up. Without a skill id the endpoint refuses everything."""
    skill = desk_skill(environment)
    skill_id = environment.get("STRIDE_SKILL_ID", "")
    verify = Verifier(skill_id, public_roots(), fetch).verify if skill_id else _refuse
    rooms = Rooms(skill, understanding, locales())
    threading.Thread(target=rooms.understander, args=(DEFAULT_LOCALE,), daemon=True).start()
    return create_app(skill, verify, rooms)


def make_server(app: Flask, host: str, port: int) -> WebServer:
    """A production server that listens already; port 0 takes a free one. Raises OSError where the address is taken."""
    server: WebServer = create_server(
        app,
        host=host,
        port=port,
        threads=THREADS,
        ident="",
        # The simulator must see that a proxy stands in between, to refuse it.
        clear_untrusted_proxy_headers=False,
    )
    return server


def serve(host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serves until interrupted. Raises OSError where the address is taken."""
    make_server(desk_app(), host, port).run()


def _refuse(headers: Headers, body: bytes) -> dict[str, object]:
    raise Unverified("STRIDE_SKILL_ID is not set: set it to your skill's id")
