"""Alexa's signing certificates: fetched within bounds, kept for a while, trusted through the usual roots."""

from __future__ import annotations

import re
import threading
import urllib.request
import warnings
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from http.client import HTTPException
from pathlib import Path
from typing import Any

import certifi
from cryptography import x509
from cryptography.utils import CryptographyDeprecationWarning

KEPT = 8
"""How many chains are kept; Alexa uses one or two at a time."""
MAX_PEM_BYTES = 64 * 1024
TIMEOUT_S = 3.0

_PEM = re.compile(rb"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)


class CertificateCache:
    """Verified chains by address, the least recently used given up first. Safe to share between threads."""

    def __init__(self, size: int = KEPT) -> None:
        self._size = size
        self._chains: OrderedDict[str, tuple[x509.Certificate, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, url: str) -> tuple[x509.Certificate, ...] | None:
        with self._lock:
            if url in self._chains:
                self._chains.move_to_end(url)
            return self._chains.get(url)

    def put(self, url: str, chain: tuple[x509.Certificate, ...]) -> None:
        with self._lock:
            self._chains[url] = chain
            self._chains.move_to_end(url)
            while len(self._chains) > self._size:
                self._chains.popitem(last=False)

    def drop(self, url: str) -> None:
        with self._lock:
            self._chains.pop(url, None)


def fetch(url: str) -> bytes:
    """The bytes at an https address, within TIMEOUT_S a step and MAX_PEM_BYTES, redirects refused. Raises OSError."""
    opener = urllib.request.build_opener(_NoRedirect())
    try:
        with opener.open(url, timeout=TIMEOUT_S) as answer:
            body: bytes = answer.read(MAX_PEM_BYTES + 1)
    except HTTPException as error:
        raise OSError(f"{url} broke off") from error
    if len(body) > MAX_PEM_BYTES:
        raise OSError(f"more than {MAX_PEM_BYTES} bytes at {url}")
    return body


@cache
def public_roots() -> tuple[x509.Certificate, ...]:
    """The roots that browsers trust. One that cannot be read is left out: the others still verify."""
    return tuple(_readable(_PEM.findall(Path(certifi.where()).read_bytes())))


def _readable(blocks: Iterable[bytes]) -> Iterator[x509.Certificate]:
    with warnings.catch_warnings():
        # Some roots, Amazon's old one among them, have the serial number 0, which a later cryptography may refuse.
        warnings.simplefilter("ignore", CryptographyDeprecationWarning)
        for block in blocks:
            with suppress(ValueError):
                yield x509.load_pem_x509_certificate(block)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None
