"""Certificates as Alexa's, made for a test: a root, an intermediate, and the leaf that signs requests."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Chain:
    """What a server at the certificate address would give, and the key that signs."""

    pem: bytes
    root: x509.Certificate
    key: rsa.RSAPrivateKey

    def sign(self, body: bytes) -> str:
        return base64.b64encode(self.key.sign(body, PKCS1v15(), hashes.SHA256())).decode()


def make_chain(now: datetime, *, name: str = "echo-api.amazon.com", expired: bool = False, root: str = "one") -> Chain:
    """A leaf for `name`, signed by an intermediate, signed by a root; leaf and intermediate are in the PEM."""
    root_key, middle_key, leaf_key = _key(root), _key("middle"), _key("leaf")
    root_name, middle_name = _name(f"Root {root}"), _name("Intermediate")
    root_certificate = _certificate(root_name, root_name, root_key, root_key, now, authority=True)
    middle = _certificate(middle_name, root_name, middle_key, root_key, now, authority=True)
    end = now - timedelta(days=1) if expired else now + YEAR
    leaf = _certificate(_name(name), middle_name, leaf_key, middle_key, now, end=end, san=name)
    pem = b"".join(one.public_bytes(serialization.Encoding.PEM) for one in (leaf, middle))
    return Chain(pem, root_certificate, leaf_key)


@cache
def _key(owner: str) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    key: rsa.RSAPrivateKey,
    issuer_key: rsa.RSAPrivateKey,
    now: datetime,
    *,
    end: datetime | None = None,
    authority: bool = False,
    san: str | None = None,
) -> x509.Certificate:
    usage = x509.KeyUsage(
        digital_signature=not authority,
        key_cert_sign=authority,
        crl_sign=authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - YEAR)
        .not_valid_after(end or now + YEAR)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )
    if san is not None:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(san)]), critical=False)
        server = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
        builder = builder.add_extension(server, critical=False)
    return builder.sign(issuer_key, hashes.SHA256())
