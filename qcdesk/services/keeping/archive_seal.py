"""The office's seal on an archive ZIP: a manifest made anew by other hands bears none, or another's.

A plain RSA signature over the manifest's bytes beside the certificate, which `openssl dgst` understands too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics import office_seal
from qcdesk.services.keeping.manifest import CERTIFICATE, MANIFEST, SIGNATURE

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

FINGERPRINT = "seal"
"""Under which the manifest names the certificate."""

LARGEST = 64 * 1024
NO_COMPANY = "办公室还没有印章证书"


@dataclass(frozen=True)
class Seal:
    """`why` says why there is none to seal with."""

    opened: office_seal.OpenSeal | None
    why: str = ""

    @property
    def fingerprint(self) -> str:
        return self.opened.certificate.fingerprint if self.opened else ""


def at_hand(desk: Desk) -> Seal:
    """What this PC can seal with; raises Damaged where other hands have changed key or certificate."""
    if office_seal.current(desk) is None:
        return Seal(None, NO_COMPANY)
    try:
        return Seal(office_seal.open_seal(desk))
    except Refused as error:
        return Seal(None, error.sentence)


def signed(seal: office_seal.OpenSeal, manifest: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.hashes import SHA256

    return seal.key.sign(manifest, PKCS1v15(), SHA256())


def wrong(opened: ZipFile, manifest: bytes, said: Mapping[str, Any]) -> Iterator[str]:
    """Why the seal that the package claims, or bears, does not prove its manifest."""
    there = {CERTIFICATE, SIGNATURE} & set(opened.namelist())
    claimed = str(said.get(FINGERPRINT) or "")
    if not claimed and not there:
        return
    if len(there) < 2:
        missing = next(iter(sorted({CERTIFICATE, SIGNATURE} - there)))
        yield f"{missing}：办公室的章不全，被拿掉了"
        return
    certificate = _certificate(_taken(opened, CERTIFICATE))
    if certificate is None or hashlib.sha256(_taken(opened, CERTIFICATE)).hexdigest().upper() != claimed:
        yield f"{CERTIFICATE}：不是清单里写的印章证书"
    elif not _fits(certificate, _taken(opened, SIGNATURE), manifest):
        yield f"{MANIFEST}：与办公室的章对不上，清单被改过或重新做过"


def subject(opened: ZipFile) -> str:
    """In whose name the certificate is, as it says itself; nothing where there is none."""
    from cryptography.x509.oid import NameOID

    found = _certificate(_taken(opened, CERTIFICATE)) if CERTIFICATE in opened.namelist() else None
    names = found.subject.get_attributes_for_oid(NameOID.COMMON_NAME) if found else []
    return str(names[0].value) if names else ""


def _taken(opened: ZipFile, name: str) -> bytes:
    with opened.open(name) as file:
        return file.read(LARGEST)


def _certificate(der: bytes) -> Certificate | None:
    from cryptography import x509

    try:
        return x509.load_der_x509_certificate(der)
    except ValueError:
        return None


def _fits(certificate: Certificate, signature: bytes, manifest: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.hashes import SHA256

    try:
        key = certificate.public_key()
        if not isinstance(key, RSAPublicKey):
            return False
        key.verify(signature, manifest, PKCS1v15(), SHA256())
    except (InvalidSignature, UnsupportedAlgorithm, ValueError):
        return False
    return True
