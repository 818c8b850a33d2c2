"""The simulator's page, its route and its tracks, for browsers on this machine only."""

from __future__ import annotations

import logging
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, jsonify, request, send_file, send_from_directory
from werkzeug.exceptions import HTTPException

from workbench.art.pictures import PicturesChanged
from workbench.audio.bucket import CONTENT_TYPES
from workbench.audio.voices import VoiceMissing
from workbench.platform.device import Device
from workbench.platform.envelope import KINDS
from workbench.web.rooms import NoSuchDevice, Rooms, exchange_view, state_view
from workbench.web.shelf import Shelf

log = logging.getLogger("stride.web")

STATIC = Path(__file__).parent / "static"
MAX_BODY_BYTES = 16 * 1024
MAX_WORDS = 500
"""Characters one can say at once."""
MAX_WAIT_MS = 400 * 24 * 3600 * 1000
AUDIO = "/audio"
"""Where the tracks and pictures made here are served."""
BUTTONS = ("Play", "Pause", "Next", "Previous")

_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_PROXY_HEADERS = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; font-src 'self'; "
    "connect-src 'self'; media-src 'self' https:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

Doing = Callable[[Device, dict[str, Any]], None]


def simulator(rooms: Rooms, shelf: Shelf | None = None, silence: str = "") -> Blueprint:
    """The page at `/`, its files, `/simulator/api/...` over the devices in `rooms`, and the tracks on the `shelf`.

    `silence` tells whoever looks at the player why nothing is played.
    """
    blueprint = Blueprint("simulator", __name__)
    blueprint.before_request(_only_from_here)
    blueprint.after_request(_with_headers)

    @blueprint.get("/")
    def page() -> Response:
        return send_from_directory(STATIC, "index.html")

    @blueprint.get("/simulator/static/<path:name>")
    def static(name: str) -> Response:
        return send_from_directory(STATIC, name)

    @blueprint.get("/simulator/api/choices")
    def choices() -> Response:
        return jsonify({"locales": rooms.locales, "kinds": list(KINDS), "silence": silence})

    @blueprint.get(f"{AUDIO}/<name>")
    def track(name: str) -> Response:
        try:
            file = (shelf.picture(name) or shelf.file(name)) if shelf else None
        except (VoiceMissing, PicturesChanged) as problem:
            _refuse(str(problem), 503)
        if file is None:
            _refuse("there is no such track or picture", 404)
        return send_file(file, mimetype=CONTENT_TYPES[file.suffix], conditional=True)

    @blueprint.post("/simulator/api/devices")
    def furnish() -> Response:
        asked = _asked()
        user = _text(asked, "user", 64)
        if not user.replace("-", "").isalnum():
            _refuse("the user is letters, digits and hyphens")
        try:
            name = rooms.furnish(locale=_text(asked, "locale", 16), kind=_text(asked, "kind", 16), user=user)
        except ValueError as error:
            _refuse(f"there is no {error.args[0]}")
        return jsonify({"device": name, "exchanges": [], "state": state_view(rooms.room(name).device)})

    @blueprint.post("/simulator/api/devices/<name>/<action>")
    def act(name: str, action: str) -> Response:
        doing, asked = ACTIONS.get(action), _asked()
        if doing is None:
            _refuse(f"a device cannot {action}", 404)
        try:
            room = rooms.room(name)
        except NoSuchDevice:
            _refuse("the device is gone", 404)
        with room.lock:
            return _done(room.device, doing, asked)

    return blueprint


def _done(device: Device, doing: Doing, asked: dict[str, Any]) -> Response:
    """Lets the time pass that the page has heard, then does what it asks."""
    before = len(device.exchanges)
    try:
        device.wait(_milliseconds(asked))
        doing(device, asked)
    except HTTPException:
        raise
    except Exception as error:
        log.error("the skill failed: %s", type(error).__name__)
        _refuse(f"the skill failed with {type(error).__name__}; the server's log says where", 500)
    exchanges = [exchange_view(exchange) for exchange in device.exchanges[before:]]
    device.exchanges.clear()
    return jsonify({"exchanges": exchanges, "state": state_view(device)})


def _say(device: Device, asked: dict[str, Any]) -> None:
    device.say(_text(asked, "words", MAX_WORDS))


def _wait(device: Device, asked: dict[str, Any]) -> None:
    """Time has passed already."""


def _press(device: Device, asked: dict[str, Any]) -> None:
    button = _text(asked, "button", 16)
    if button not in BUTTONS:
        _refuse(f"there is no button {button}")
    device.press(button)


def _touch(device: Device, asked: dict[str, Any]) -> None:
    arguments = asked.get("arguments")
    device.touch(*(arguments if isinstance(arguments, list) else []))


def _leave(device: Device, asked: dict[str, Any]) -> None:
    device.end()


def _lose(device: Device, asked: dict[str, Any]) -> None:
    device.lose_stream()


ACTIONS: dict[str, Doing] = {
    "say": _say,
    "wait": _wait,
    "press": _press,
    "touch": _touch,
    "leave": _leave,
    "lose": _lose,
}
"""What a page can have done to its device. To add something, add its function and its name."""


def _asked() -> dict[str, Any]:
    """The JSON object that was sent; only scripts of our own page can send one without asking first."""
    if not request.is_json or (request.content_length or 0) > MAX_BODY_BYTES:
        _refuse("send a small JSON object", 415)
    asked = request.get_json(silent=True)
    if not isinstance(asked, dict):
        _refuse("send a JSON object")
    return asked


def _text(asked: dict[str, Any], name: str, longest: int) -> str:
    value = asked.get(name)
    if not isinstance(value, str) or len(value) > longest:
        _refuse(f"{name} is a text of at most {longest} characters")
    return value


def _milliseconds(asked: dict[str, Any]) -> int:
    waited = asked.get("waited", 0)
    if not isinstance(waited, int) or not 0 <= waited <= MAX_WAIT_MS:
        _refuse(f"waited is a number of milliseconds from 0 to {MAX_WAIT_MS}")
    return waited


def _only_from_here() -> None:
    """Browsers on this machine, asking for this machine by name, not through a proxy, from our own page."""
    local = ip_address(request.remote_addr or "0.0.0.0").is_loopback
    named = _host(f"//{request.host}") in _LOCAL_NAMES
    proxied = any(name in request.headers for name in _PROXY_HEADERS)
    origin = request.headers.get("Origin")
    ours = origin is None or origin == request.host_url.rstrip("/")
    if not (local and named and ours) or proxied:
        abort(Response(status=403))


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def _with_headers(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-cache"
    return response


def _refuse(why: str, status: int = 400) -> NoReturn:
    refusal = jsonify({"error": why})
    refusal.status_code = status
    abort(refusal)
