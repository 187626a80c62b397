"""Signatures in a PDF file, one increment each, PAdES with a key that is opened once for all of them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from forms.sealing.offline import IncrementalPdfFileWriter, fields, signers
from qcdesk.services.basics.office_seal import OpenSeal

FIELD = "QCDesk{}"
DIGEST = "sha256"
ROOM = 8192
"""Characters kept free for one signature with its certificate; given here, none has to be tried out first."""


@dataclass(frozen=True)
class Words:
    """What a viewer shows of one signature: the signer, what the signature says, and the sheet with its box."""

    name: str
    reason: str
    location: str


class OfficeSigner(signers.Signer):
    """pyHanko's own signer opens the key anew for every signature, which for RSA costs half a second."""

    def __init__(self, opened: OpenSeal) -> None:
        super().__init__(signing_cert=x509.Certificate.load(opened.certificate.der))
        self._key: RSAPrivateKey = opened.key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        return self._key.sign(data, PKCS1v15(), hashes.SHA256())


class OfficePen(signers.PdfSigner):
    """Signs at a moment of the office's clock."""

    def __init__(self, metadata: signers.PdfSignatureMetadata, signer: signers.Signer, at: datetime) -> None:
        super().__init__(metadata, signer)
        self._at = at

    def init_signing_session(self, *given: Any, **named: Any) -> Any:
        session = super().init_signing_session(*given, **named)
        session.system_time = self._at
        return session


def signed(content: bytes, words: Sequence[Words], at: datetime, opened: OpenSeal) -> bytes:
    """The file with a signature for each; all their fields are there before the first, since it certifies the file."""
    signer = OfficeSigner(opened)
    for number, said in enumerate(words, start=1):
        writer = IncrementalPdfFileWriter(io.BytesIO(content))
        if number == 1:
            _add_fields(writer, len(words))
        pen = OfficePen(_metadata(number, said), signer, at)
        content = pen.sign_pdf(writer, existing_fields_only=True, bytes_reserved=ROOM).getvalue()
    return content


def _add_fields(writer: IncrementalPdfFileWriter, count: int) -> None:
    """Without a place on the paper: who signed is printed there already."""
    for number in range(1, count + 1):
        fields.append_signature_field(writer, fields.SigFieldSpec(FIELD.format(number)))


def _metadata(number: int, said: Words) -> signers.PdfSignatureMetadata:
    return signers.PdfSignatureMetadata(
        field_name=FIELD.format(number), md_algorithm=DIGEST, name=said.name, reason=said.reason,
        location=said.location, subfilter=fields.SigSeedSubFilter.PADES, certify=number == 1,
        docmdp_permissions=fields.MDPPerm.FILL_FORMS,
    )  # fmt: skip
