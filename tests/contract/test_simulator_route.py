"""The simulator answers browsers on this machine, and its API says plainly what is wrong with a request."""

from __future__ import annotations

import urllib.error
import urllib.request
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.contract.serving import served
from tests.unit.platform.hello import HELLO, Words
from workbench.web.app import address_here, create_app, listening
from workbench.web.rooms import KEPT, Rooms
from workbench.web.verification import Unverified

DEVICE = {"locale": "en-US", "kind": "voice", "user": "ONE"}


def refuse(headers: object, body: bytes) -> dict[str, Any]:
    raise Unverified("nobody")


@pytest.fixture
def client() -> FlaskClient:
    rooms = Rooms(HELLO, lambda locale: Words(), ["en-US", "en-GB"])
    return create_app(HELLO, refuse, rooms).test_client()


PAGES = ["/", "/simulator/static/app.js", "/simulator/api/choices"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_this_machine_sees_it(client: FlaskClient, path: str, host: str) -> None:
    assert client.get(path, headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    ("address", "headers"),
    [
        pytest.param("192.168.1.5", {"Host": "localhost"}, id="another machine"),
        pytest.param("127.0.0.1", {"Host": "coach.example"}, id="another name for this machine"),
        pytest.param("127.0.0.1", {"Host": "localhost", "X-Forwarded-For": "1.2.3.4"}, id="through a proxy"),
        pytest.param("127.0.0.1", {"Host": "localhost", "Origin": "http://evil.example"}, id="from another page"),
    ],
)
def test_nobody_else_does(client: FlaskClient, path: str, address: str, headers: dict[str, str]) -> None:
    response = client.get(path, headers=headers, environ_base={"REMOTE_ADDR": address})
    assert (response.status_code, response.data) == (403, b"")


@pytest.mark.parametrize(
    ("headers", "status"),
    [({}, 200), ({"X-Forwarded-For": "1.2.3.4"}, 403), ({"Host": "coach.example"}, 403)],
)
def test_the_server_it_runs_on_hides_nothing_from_it(headers: dict[str, str], status: int) -> None:
    rooms = Rooms(HELLO, lambda locale: Words(), ["en-US"])
    with served(create_app(HELLO, refuse, rooms)) as address:
        assert status_of(address, headers) == status


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0.0.0.0"])
def test_the_page_is_on_this_machine_whatever_is_listened_on(host: str) -> None:
    with listening(host, 0) as listener:
        port = listener.getsockname()[1]
        assert address_here(listener) in (f"http://127.0.0.1:{port}", f"http://[::1]:{port}")


def status_of(address: str, headers: dict[str, str]) -> int:
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_a_conversation(client: FlaskClient) -> None:
    name = client.post("/simulator/api/devices", json=DEVICE).get_json()["device"]
    opened = client.post(f"/simulator/api/devices/{name}/say", json={"words": "open steady stride"}).get_json()
    assert [one["kind"] for one in opened["exchanges"]] == ["LaunchRequest"]
    assert opened["state"]["session"] is True
    assert opened["exchanges"][0]["heard"][0]["text"] == "Hello. Shall we start?"
    spoken = sum(piece["ms"] for piece in opened["state"]["speaking"])
    heard = client.post(f"/simulator/api/devices/{name}/wait", json={"waited": spoken}).get_json()
    assert heard["state"]["listening"] is True
    left = client.post(f"/simulator/api/devices/{name}/wait", json={"waited": 60_000}).get_json()
    assert [one["kind"] for one in left["exchanges"]] == ["SessionEndedRequest"]
    assert left["state"]["session"] is False


@pytest.mark.parametrize(
    ("path", "body", "status", "error"),
    [
        ("devices", {**DEVICE, "locale": "xx-XX"}, 400, "there is no xx-XX"),
        ("devices", {**DEVICE, "kind": "fridge"}, 400, "there is no fridge"),
        ("devices", {**DEVICE, "user": "a b"}, 400, "the user is letters, digits and hyphens"),
        ("devices", {}, 400, "user is a text of at most 64 characters"),
        ("devices", [], 400, "send a JSON object"),
        ("devices/nobody/say", {"words": "hello"}, 404, "the device is gone"),
        ("devices/NAME/fly", {}, 404, "a device cannot fly"),
        ("devices/NAME/say", {}, 400, "words is a text of at most 500 characters"),
        ("devices/NAME/say", {"words": "a" * 501}, 400, "words is a text of at most 500 characters"),
        ("devices/NAME/wait", {"waited": -1}, 400, "waited is a number of milliseconds from 0 to 34560000000"),
        ("devices/NAME/press", {"button": "Explode"}, 400, "there is no button Explode"),
        ("devices/NAME/say", {"words": "fail"}, 500, "the skill failed with RuntimeError; the server's log says where"),
    ],
)
def test_what_is_wrong_is_said(client: FlaskClient, path: str, body: Any, status: int, error: str) -> None:
    name = client.post("/simulator/api/devices", json=DEVICE).get_json()["device"]
    response = client.post(f"/simulator/api/{path.replace('NAME', name)}", json=body)
    assert (response.status_code, response.get_json()) == (status, {"error": error})


def test_a_form_of_another_page_cannot_speak(client: FlaskClient) -> None:
    response = client.post("/simulator/api/devices", data="{}", content_type="text/plain")
    assert response.status_code == 415


def test_devices_are_given_up_when_there_are_too_many(client: FlaskClient) -> None:
    names = [client.post("/simulator/api/devices", json=DEVICE).get_json()["device"] for _ in range(KEPT + 1)]
    statuses = [
        client.post(f"/simulator/api/devices/{name}/wait", json={}).status_code for name in (names[0], names[-1])
    ]
    assert statuses == [404, 200]
