"""`POST /alexa` answers Alexa and nobody else."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.contract.alexa_certificates import Chain, make_chain
from workbench.platform import envelope
from workbench.platform.envelope import KINDS, OpenSession, Owner
from workbench.web.app import create_app, desk_app
from workbench.web.certificates import CertificateCache, public_roots
from workbench.web.verification import MAX_BODY_BYTES, Unverified, Verifier, certificate_url

NOW = datetime(2027, 3, 1, 7, 0, tzinfo=UTC)
SKILL = "amzn1.ask.skill.ours"
URL = "https://s3.amazonaws.com/echo.api/echo-api-cert-12.pem"
GOOD = make_chain(NOW)
ANSWER = {"version": "1.0", "response": {"shouldEndSession": True}}


def request_of(skill_id: str = SKILL, at: datetime = NOW, event: str | None = None) -> dict[str, Any]:
    owner = Owner(skill_id=skill_id)
    session = None if event else OpenSession("s")
    asked = envelope.skill_event(event) if event else envelope.launch()
    return envelope.envelope(owner, KINDS["voice"], asked, number=1, at=at, session=session)


@dataclass(frozen=True)
class Sent:
    """One request over HTTP: what is sent, and what the certificate address gives."""

    body: bytes = field(default_factory=lambda: json.dumps(request_of()).encode())
    url: str | None = URL
    signature: str | None = "right"
    chain: Chain = GOOD
    pem: bytes | None = None
    """What is at the address, where it is not the chain."""
    now: datetime = NOW
    headers: Mapping[str, str] = field(default_factory=dict)

    def go(self) -> tuple[TestResponse, list[str]]:
        """The response, and the addresses that were fetched."""
        fetched: list[str] = []

        def fetch(url: str) -> bytes:
            fetched.append(url)
            if self.pem == b"unreachable":
                raise OSError("no route")
            return self.chain.pem if self.pem is None else self.pem

        verifier = Verifier(SKILL, [GOOD.root], fetch, lambda: self.now)
        client = create_app(lambda event, context: ANSWER, verifier.verify).test_client()
        return client.post("/alexa", data=self.body, headers=self._headers()), fetched

    def _headers(self) -> dict[str, str]:
        signature = self.chain.sign(self.body) if self.signature == "right" else self.signature
        made = {"SignatureCertChainUrl": self.url, "Signature-256": signature, **self.headers}
        return {name: value for name, value in made.items() if value is not None}


def body_of(**changes: Any) -> bytes:
    return json.dumps(request_of(**changes)).encode()


def test_a_request_from_alexa_is_answered() -> None:
    response, fetched = Sent().go()
    assert (response.status_code, response.get_json(), fetched) == (200, ANSWER, [URL])


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(Sent(url="HTTPS://S3.amazonaws.com:443/echo.api/echo-api-cert-12.pem"), id="address in capitals"),
        pytest.param(
            Sent(url="https://s3.amazonaws.com/echo.api/../echo.api/echo-api-cert-12.pem"), id="address with .."
        ),
        pytest.param(Sent(body=body_of(at=NOW - timedelta(seconds=149))), id="two and a half minutes old"),
        pytest.param(
            Sent(body=body_of(at=NOW - timedelta(minutes=59), event="SkillDisabled")), id="a late skill event"
        ),
        pytest.param(Sent(headers={"X-Unknown": "yes"}), id="a header nobody knows"),
    ],
)
def test_what_alexa_may_do_is_answered(sent: Sent) -> None:
    response, fetched = sent.go()
    assert (response.status_code, fetched) == (200, [URL])


def changed_request(change: Callable[[dict[str, Any]], Any]) -> Sent:
    event = request_of()
    change(event)
    return Sent(body=json.dumps(event).encode())


REFUSED = {
    "no certificate address": Sent(url=None),
    "an http address": Sent(url=URL.replace("https", "http")),
    "another host": Sent(url=URL.replace("s3.amazonaws.com", "s3.amazonaws.com.evil.example")),
    "a host in the user's place": Sent(url="https://s3.amazonaws.com@evil.example/echo.api/cert.pem"),
    "a user before the host": Sent(url="https://me@s3.amazonaws.com/echo.api/cert.pem"),
    "another port": Sent(url=URL.replace(".com/", ".com:563/")),
    "a port that is none": Sent(url=URL.replace(".com/", ".com:port/")),
    "another path": Sent(url=URL.replace("echo.api", "echo.apis")),
    "a path in capitals": Sent(url=URL.replace("echo.api/", "EcHo.aPi/")),
    "a path that climbs out": Sent(url="https://s3.amazonaws.com/echo.api/../evil/cert.pem"),
    "a path that climbs out in code": Sent(url="https://s3.amazonaws.com/echo.api/%2e%2e/evil/cert.pem"),
    "a query": Sent(url=URL + "?versionId=1"),
    "no signature": Sent(signature=None),
    "only the old signature": Sent(signature=None, headers={"Signature": GOOD.sign(body_of())}),
    "a signature that is not base64": Sent(signature="!!!"),
    "the signature of another body": Sent(signature=GOOD.sign(b"{}")),
    "an expired certificate": Sent(chain=make_chain(NOW, expired=True)),
    "a certificate for another name": Sent(chain=make_chain(NOW, name="echo-api.example.com")),
    "a root nobody trusts": Sent(chain=make_chain(NOW, root="two")),
    "a chain with a gap": Sent(pem=GOOD.pem.split(b"-----END CERTIFICATE-----")[0] + b"-----END CERTIFICATE-----\n"),
    "no certificates at the address": Sent(pem=b""),
    "something else at the address": Sent(pem=b"<html>not found</html>"),
    "an address that cannot be reached": Sent(pem=b"unreachable"),
    "an old request": Sent(body=body_of(at=NOW - timedelta(seconds=151))),
    "a request from the future": Sent(body=body_of(at=NOW + timedelta(seconds=151))),
    "a skill event of yesterday": Sent(body=body_of(at=NOW - timedelta(hours=2), event="SkillDisabled")),
    "a request without a time": changed_request(lambda event: event["request"].pop("timestamp")),
    "a time without a zone": changed_request(lambda event: event["request"].update(timestamp="2027-03-01T07:00:00")),
    "another skill": Sent(body=body_of(skill_id="amzn1.ask.skill.theirs")),
    "another skill in the session": changed_request(
        lambda event: event["session"]["application"].update(applicationId="amzn1.ask.skill.theirs")
    ),
    "no skill at all": changed_request(lambda event: (event.pop("session"), event["context"].pop("System"))),
    "no body": Sent(body=b""),
    "a body that is no JSON": Sent(body=b"{garbage"),
    "a body that is no text": Sent(body=b"\xff\xfe\x00"),
    "JSON that is no object": Sent(body=b"[1, 2]"),
    "JSON nested too deep": Sent(body=b"[" * 60_000),
    "a body too long": Sent(body=b" " * MAX_BODY_BYTES + body_of()),
}


@pytest.mark.parametrize("why", REFUSED)
def test_anything_else_gets_400_and_no_detail(why: str) -> None:
    response, _ = REFUSED[why].go()
    assert (response.status_code, response.data) == (400, b"")


def test_nothing_is_fetched_from_an_address_that_is_not_alexas() -> None:
    wrong = [
        sent for why, sent in REFUSED.items() if "address" in why or "host" in why or "path" in why or "port" in why
    ]
    fetched = [sent.go()[1] for sent in wrong if sent.url is not None and sent.url != URL]
    assert len(fetched) >= 6
    assert not any(fetched)


@pytest.mark.parametrize(
    "written", ["", "https://[::1", "//s3.amazonaws.com/echo.api/x", "https://s3.amazonaws.com/echo.api/\\x"]
)
def test_an_odd_address_is_refused(written: str) -> None:
    with pytest.raises(Unverified):
        certificate_url(written)


def test_certificates_are_fetched_once_and_verified_every_time() -> None:
    fetched: list[str] = []
    clock = [NOW]

    def fetch(url: str) -> bytes:
        fetched.append(url)
        return GOOD.pem

    verifier = Verifier(SKILL, [GOOD.root], fetch, lambda: clock[0])
    client = create_app(lambda event, context: ANSWER, verifier.verify).test_client()
    assert [post(client, NOW), post(client, NOW), len(fetched)] == [200, 200, 1]
    clock[0] = NOW + timedelta(days=400)
    assert [post(client, clock[0]), len(fetched)] == [400, 1]


def test_certificates_that_are_not_good_are_not_kept() -> None:
    served = [make_chain(NOW, expired=True).pem, GOOD.pem]
    verifier = Verifier(SKILL, [GOOD.root], lambda url: served.pop(0), lambda: NOW)
    client = create_app(lambda event, context: ANSWER, verifier.verify).test_client()
    assert [post(client, NOW), post(client, NOW)] == [400, 200]


def test_the_cache_is_bounded() -> None:
    cache = CertificateCache(size=2)
    for name in "abc":
        cache.put(name, (GOOD.root,))
        cache.get("a")
    assert [bool(cache.get(name)) for name in "abc"] == [True, False, True]


def test_amazons_roots_are_trusted() -> None:
    names = {root.subject.rfc4514_string().split(",")[0] for root in public_roots()}
    assert {"CN=Amazon Root CA 1", "CN=Starfield Services Root Certificate Authority - G2"} <= names


def test_without_a_skill_id_nobody_is_answered() -> None:
    client = desk_app({"STRIDE_STORE": "memory"}).test_client()
    assert post(client, datetime.now(UTC)) == 400


def test_a_skill_that_fails_says_nothing_about_it() -> None:
    def fail(event: dict[str, Any], context: object) -> dict[str, Any]:
        raise RuntimeError("secret")

    client = create_app(fail, Verifier(SKILL, [GOOD.root], lambda url: GOOD.pem, lambda: NOW).verify).test_client()
    body = body_of()
    response = client.post("/alexa", data=body, headers=replace(Sent(), body=body)._headers())
    assert (response.status_code, response.data) == (500, b"")


def test_other_methods_are_refused() -> None:
    client = create_app(lambda event, context: ANSWER, Verifier(SKILL, [], lambda url: b"").verify).test_client()
    assert client.get("/alexa").status_code == 405


def post(client: FlaskClient, at: datetime) -> int:
    body = body_of(at=at)
    return client.post("/alexa", data=body, headers=Sent(body=body)._headers()).status_code
