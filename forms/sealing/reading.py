"""What pyHanko finds in a PDF file, in our own words. The file may be anybody's: nothing in it is believed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from asn1crypto import core, x509

from forms.sealing.found import Found, SealedBy
from forms.sealing.offline import (
    EmbeddedPdfSignature,
    ModificationLevel,
    PdfFileReader,
    SignatureCoverageLevel,
    ValidationContext,
    fields,
    validate_pdf_signature,
)
from qcdesk.errors import Refused
from qcdesk.foreign import foreign
from qcdesk.services.basics.office_seal import Certificate

SIGNED = b"/ByteRange"
"""Stands in every file with a signature, even where the rest cannot be read."""

UNREAD = "这个签名读不出来"


def signatures(content: bytes, known: Sequence[Certificate], locked: str) -> Found:
    """In the order of the file; raises Refused with `locked` for a file that asks for a password."""
    reader = PdfFileReader(io.BytesIO(content), strict=False)
    if reader.encrypted:
        raise Refused(locked)
    there = list(reader.embedded_signatures)
    empty = list(fields.enumerate_sig_fields(reader, filled_status=False))
    end = max((_end(one) for one in there), default=len(content))
    return Found(tuple(_read(one, known, content) for one in there), len(empty), len(content) - end)


def _end(one: EmbeddedPdfSignature) -> int:
    *_, begin, length = (int(number) for number in one.byte_range)
    return begin + length


def _read(one: EmbeddedPdfSignature, known: Sequence[Certificate], content: bytes) -> SealedBy:
    said = {name: str(one.sig_object.get(f"/{name}", "")) for name in ("Name", "Reason", "Location")}
    at, certificate, status = _status(one, known)
    fingerprint = certificate.sha256.hex().upper() if certificate is not None else ""
    intact = status is not None and status.intact and status.valid
    ours = any(item.fingerprint == fingerprint for item in known) and (not intact or status.trusted)
    return SealedBy(
        said["Name"], said["Reason"], said["Location"], at, _subject(certificate), fingerprint, ours,
        intact and not (ours and _scribbled(one, content)), intact and _more_behind(status),
    )  # fmt: skip


def _scribbled(one: EmbeddedPdfSignature, content: bytes) -> bool:
    """The room of a signature is covered by none: behind the signature itself our own is filled with zeros."""
    begin, length, then, _ = (int(number) for number in one.byte_range)
    room = content[begin + length : then]
    value = one.pkcs7_content
    signature = value[: len(core.Asn1Value.load(value, strict=False).dump())]
    return room != b"<" + signature.hex().upper().encode("ascii").ljust(len(room) - 2, b"0") + b">"


def _status(one: EmbeddedPdfSignature, known: Sequence[Certificate]) -> tuple[Any, Any, Any]:
    """When it says it was signed, its certificate and what pyHanko makes of it; None for what cannot be read."""
    at = certificate = status = None
    with suppress(Refused), foreign(UNREAD):
        at, certificate = one.self_reported_timestamp, one.signer_cert
        roots = [x509.Certificate.load(item.der) for item in known]
        context = ValidationContext(trust_roots=roots, allow_fetching=False, moment=at)
        status = validate_pdf_signature(one, context)
    return at, certificate, status


def _subject(certificate: Any) -> str:
    if certificate is None:
        return ""
    with suppress(Refused), foreign(UNREAD):
        named = certificate.subject.native
        return str(named.get("common_name") or named.get("organization_name") or "")
    return ""


def _more_behind(status: Any) -> bool:
    """Further signatures may follow; anything else, and anything behind which nobody signed, was put in afterwards."""
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return False
    if status.coverage != SignatureCoverageLevel.ENTIRE_REVISION:
        return True
    level = status.modification_level
    return level is None or level > ModificationLevel.FORM_FILLING or not status.docmdp_ok
