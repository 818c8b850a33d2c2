"""Whether a request really comes from Alexa and is meant for this skill.

The algorithm is Amazon's for self-hosted skills: the address of the certificates, their chain, dates and name, the
signature over the raw body, the age of the request, and the skill it is for.
"""

from __future__ import annotations

import base64
import binascii
import json
import posixpath
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from workbench.web.certificates import CertificateCache

URL_HEADER = "SignatureCertChainUrl"
SIGNATURE_HEADER = "Signature-256"
MAX_BODY_BYTES = 128 * 1024
TOLERANCE = timedelta(seconds=150)
EVENT_TOLERANCE = timedelta(hours=1)
"""Skill events (AlexaSkillEvent.*) may come late."""

_HOST, _PATH, _PORT = "s3.amazonaws.com", "/echo.api/", 443
_NAME = x509.DNSName("echo-api.amazon.com")


class Headers(Protocol):
    """Headers of a request, whose names do not depend on their case."""

    def get(self, name: str, default: str, /) -> str: ...


class Unverified(Exception):
    """The request is not to be answered. The message is for the log, never for whoever sent it."""


@dataclass(frozen=True)
class Verifier:
    """Verifies requests for one skill."""

    skill_id: str
    roots: Sequence[x509.Certificate]
    """Certificates that are trusted to sign."""
    fetch: Callable[[str], bytes]
    """The PEM chain at an address; raises OSError."""
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    _cache: CertificateCache = field(default_factory=CertificateCache, repr=False)

    def verify(self, headers: Headers, body: bytes) -> dict[str, Any]:
        """The request envelope in `body`. Raises Unverified."""
        if len(body) > MAX_BODY_BYTES:
            raise Unverified(f"the body has {len(body)} bytes")
        self._verify_signature(headers, body)
        event = _parsed(body)
        self._verify_skill(event)
        self._verify_age(event)
        return event

    def _verify_signature(self, headers: Headers, body: bytes) -> None:
        url = certificate_url(headers.get(URL_HEADER, ""))
        signature = _decoded(headers.get(SIGNATURE_HEADER, ""))
        key = self._leaf(url).public_key()
        if not isinstance(key, RSAPublicKey):
            raise Unverified("the certificate's key is not RSA")
        try:
            key.verify(signature, body, PKCS1v15(), SHA256())
        except InvalidSignature as error:
            raise Unverified("the signature is not of this body") from error

    def _leaf(self, url: str) -> x509.Certificate:
        """The certificate at an address, its chain verified now, cached or not."""
        chain = self._cache.get(url) or self._fetched(url)
        verifier = PolicyBuilder().store(Store(list(self.roots))).time(self.now()).build_server_verifier(_NAME)
        try:
            verifier.verify(chain[0], list(chain[1:]))
        except (VerificationError, ValueError) as error:
            self._cache.drop(url)
            raise Unverified(f"the certificates are not good: {error}") from error
        self._cache.put(url, chain)
        return chain[0]

    def _fetched(self, url: str) -> tuple[x509.Certificate, ...]:
        try:
            return tuple(x509.load_pem_x509_certificates(self.fetch(url)))
        except (OSError, ValueError) as error:
            raise Unverified(f"there are no certificates at {url}") from error

    def _verify_skill(self, event: Mapping[str, Any]) -> None:
        found = {
            _at(event, "context", "System", "application", "applicationId"),
            _at(event, "session", "application", "applicationId"),
        } - {None}
        if found != {self.skill_id}:
            raise Unverified("the request is for another skill")

    def _verify_age(self, event: Mapping[str, Any]) -> None:
        kind = str(_at(event, "request", "type"))
        tolerance = EVENT_TOLERANCE if kind.startswith("AlexaSkillEvent.") else TOLERANCE
        try:
            sent = datetime.fromisoformat(str(_at(event, "request", "timestamp")))
            age = abs(self.now() - sent)
        except (ValueError, TypeError, OverflowError) as error:
            raise Unverified("the request has no readable time") from error
        if age > tolerance:
            raise Unverified(f"the request is {age} off")


def certificate_url(written: str) -> str:
    """The address of the certificates in its plain form. Raises Unverified where Alexa would not keep them there."""
    try:
        url = urlsplit(written)
        port = url.port
    except ValueError as error:
        raise Unverified("the certificate address is not one") from error
    path = posixpath.normpath(url.path)
    plain = not (url.query or url.fragment or url.username or url.password or "%" in path or "\\" in path)
    right = url.scheme == "https" and url.hostname == _HOST and port in (None, _PORT) and path.startswith(_PATH)
    if not (plain and right and path.isascii() and path.isprintable()):
        raise Unverified("the certificate address is not Alexa's")
    return f"https://{_HOST}{path}"


def _decoded(signature: str) -> bytes:
    try:
        decoded = base64.b64decode(signature, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Unverified("the signature is not base64") from error
    if not decoded:
        raise Unverified("there is no signature")
    return decoded


def _parsed(body: bytes) -> dict[str, Any]:
    try:
        event = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unverified("the body is not JSON") from error
    if not isinstance(event, dict):
        raise Unverified("the body is not a JSON object")
    return event


def _at(event: Mapping[str, Any], *path: str) -> Any:
    found: Any = event
    for name in path:
        found = found.get(name) if isinstance(found, dict) else None
    return found
