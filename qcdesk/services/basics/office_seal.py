"""The office's seal: the certificate that sealed PDFs are signed with, and its key.

The key lies in the database, encrypted, so that every PC of the office can seal; the secret that opens it lies on each
PC outside the data folder (`seal_secret.py`), so that no copy of the data carries both.
"""

from __future__ import annotations

import base64
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import resources
from qcdesk.canonical import Json
from qcdesk.change import Change, touched
from qcdesk.desk import Desk
from qcdesk.errors import VERIFY, Damaged, Refused, Unavailable
from qcdesk.neutral import STEERING
from qcdesk.services.basics import office, seal_secret
from qcdesk.services.trail import events, standing

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

SETTING = "seal"
BITS = 3072
"""RSA, since every viewer knows it; sealing takes some milliseconds more than with a curve."""

LASTS = timedelta(days=3652)
CLOCKS_DIFFER = timedelta(days=1)
"""A certificate begins a day early: another PC of the office may seal at once, whatever its clock."""

LONGEST_NAME = 64
"""Characters that X.509 allows a name."""


@dataclass(frozen=True)
class Certificate:
    """`fingerprint` is the SHA-256 of `der` in upper case; the days are those of the office's wall."""

    der: bytes
    subject: str
    fingerprint: str
    begins: datetime
    ends: datetime
    made_by: str = ""

    @property
    def pairs(self) -> str:
        """The fingerprint as people compare it: `3F:A0:…`."""
        return ":".join(self.fingerprint[at : at + 2] for at in range(0, len(self.fingerprint), 2))


@dataclass(frozen=True)
class OpenSeal:
    """A certificate with its key, ready to sign."""

    certificate: Certificate
    key: RSAPrivateKey


def certificates(desk: Desk) -> tuple[Certificate, ...]:
    """Newest first: one seals, those before it only prove what they sealed."""
    return tuple(_certificate(desk, row) for row in _rows(office.setting(desk, SETTING)))


def current(desk: Desk) -> Certificate | None:
    """The one that seals; None while the office has none."""
    return next(iter(certificates(desk)), None)


def in_our_name(desk: Desk, subject: str) -> bool:
    """Whether a certificate calls itself what the office is called, or was: anybody can have one made so."""
    now = office.view(desk)
    ours = (now.company, now.company_en, *(one.subject for one in certificates(desk)))
    return bool(_plain(subject)) and _plain(subject) in map(_plain, ours)


def _plain(name: str) -> str:
    """What the eye takes for the same."""
    shown = STEERING.sub("", unicodedata.normalize("NFKC", name))
    return "".join(shown.casefold().split())[:LONGEST_NAME]


def ready(desk: Desk) -> Certificate:
    """The one that seals, made now where there is none: for offices older than seals, and as one is set up."""
    return current(desk) or _made(desk, renews=False)


def set_up(desk: Desk) -> None:
    """As an office gets its name, when it is made or later; nothing before, for the name cannot be put into it
    afterwards. Where this PC can keep no secret, the first one that seals makes it."""
    with suppress(Unavailable, Refused):
        ready(desk)


def renew(desk: Desk) -> Change:
    """A new certificate in the company's name of today; the old ones go on proving what they sealed."""
    _require_admin(desk, "换印章证书要由系统管理员来做")
    _made(desk, renews=True)
    return touched("office")


def open_seal(desk: Desk) -> OpenSeal:
    """Raises Refused where the secret is not on this PC, does not fit, or the certificate has run out."""
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    certificate = ready(desk)
    if desk.clock.now() >= certificate.ends:
        raise Refused(f"印章证书已在 {certificate.ends:%Y-%m-%d} 到期，请系统管理员在“系统 → 印章”换新证书")
    secret = seal_secret.kept(certificate.fingerprint)
    if not secret:
        raise Refused(seal_secret.MISSING)
    try:
        key = load_pem_private_key(_key(desk), secret.encode("ascii"), unsafe_skip_rsa_key_validation=True)
    except (ValueError, TypeError):
        raise Refused("这台电脑上的印章口令打不开印章的密钥，请在能盖章的电脑上重新抄一次口令") from None
    if not _fits(key, certificate):
        raise Damaged(f"印章的密钥和证书对不上。{VERIFY}")
    return OpenSeal(certificate, key)  # type: ignore[arg-type]


def can_seal(desk: Desk) -> str:
    """Why this PC cannot seal, in a sentence; nothing when it can."""
    try:
        open_seal(desk)
    except Refused as error:
        return error.sentence
    return ""


def secret(desk: Desk) -> str:
    """What another PC needs to seal; only for an administrator, and the trail tells who took it."""
    _require_admin(desk, "印章口令只给系统管理员看")
    opened = open_seal(desk)
    with desk.store.write():
        events.note(desk, "seal_secret_shown", detail={"fingerprint": opened.certificate.fingerprint})
    return seal_secret.kept(opened.certificate.fingerprint)


def take_secret(desk: Desk, typed: str) -> None:
    """Keeps the secret from another PC on this one; raises Refused where it does not open the key."""
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    certificate = current(desk)
    if certificate is None:
        raise Refused("这个办公室还没有印章证书，不用抄口令：第一次盖章时会自动做")
    given = seal_secret.read(typed)
    try:
        load_pem_private_key(_key(desk), given.encode("ascii"), unsafe_skip_rsa_key_validation=True)
    except (ValueError, TypeError):
        raise Refused("口令不对，或不是现在这张证书的。请对照原来那台电脑上的口令再抄一次") from None
    seal_secret.keep(certificate.fingerprint, given)


def company(desk: Desk) -> str:
    """The name a certificate is made out to; raises Refused while the office has not given it."""
    name = office.view(desk).company.strip()
    if not name or name == resources.toml("starter/office.toml")["company"]:
        raise Refused("请先在“系统 → 办公室”里填公司名称：印章证书上写的就是它")
    return name[:LONGEST_NAME]


def _made(desk: Desk, renews: bool) -> Certificate:
    """Of two PCs that make the first one at the same time, one does and the other uses it."""
    der, pem, opens = _drawn(company(desk), desk.clock.now())
    with desk.store.write():
        old = office.setting(desk, SETTING)
        rows = _rows(old)
        if rows and not renews:
            return _certificate(desk, rows[0])
        row: dict[str, Json] = {"der": base64.b64encode(der).decode("ascii"), "made_by": desk.person.name}
        made = _certificate(desk, row)
        seal_secret.keep(made.fingerprint, opens)
        office.put_setting(desk, SETTING, {"certificates": [row, *rows], "key": pem.decode("ascii")})
        before = _certificate(desk, rows[0]).fingerprint if rows else None
        _note(desk, before, made)
    return made


def _note(desk: Desk, before: str | None, made: Certificate) -> None:
    """The trail keeps which certificate came when, never the key."""
    detail = {
        "key": SETTING, standing.STANDS: standing.after(desk, "setting", SETTING),
        "changes": {"certificate": {"from": before, "to": made.fingerprint}},
    }  # fmt: skip
    events.note(desk, "setting_changed", detail=detail)


def _drawn(name: str, now: datetime) -> tuple[bytes, bytes, str]:
    """A new certificate (DER), its encrypted key (PEM), and the secret that opens it."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    opens = seal_secret.drawn()
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(opens.encode("ascii")),
    )  # fmt: skip
    certificate = _self_signed(name, now.astimezone(UTC), key)
    return certificate.public_bytes(serialization.Encoding.DER), pem, opens


def _self_signed(name: str, now: datetime, key: RSAPrivateKey) -> x509.Certificate:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    names = x509.NameOID.COUNTRY_NAME, x509.NameOID.ORGANIZATION_NAME, x509.NameOID.COMMON_NAME
    subject = x509.Name([x509.NameAttribute(*pair) for pair in zip(names, ("CN", name, name), strict=True)])
    builder = x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - CLOCKS_DIFFER).not_valid_after(now + LASTS)
    use = dict.fromkeys(("digital_signature", "content_commitment"), True)
    others = ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign", "encipher_only",
              "decipher_only")  # fmt: skip
    extensions: Sequence[tuple[x509.ExtensionType, bool]] = (
        (x509.BasicConstraints(ca=False, path_length=None), True),
        (x509.KeyUsage(**use, **dict.fromkeys(others, False)), True),
        (x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False),
    )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    return builder.sign(key, hashes.SHA256())


def _rows(stored: dict[str, Json]) -> list[dict[str, Json]]:
    rows = stored.get("certificates")
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _certificate(desk: Desk, row: dict[str, Json]) -> Certificate:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    try:
        der = base64.b64decode(str(row.get("der")), validate=True)
        read = x509.load_der_x509_certificate(der)
        name = read.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)[0].value
    except (ValueError, IndexError):
        raise Damaged(f"印章证书被程序以外的手改过，读不出来。{VERIFY}，并从备份恢复") from None
    begins, ends = (at.astimezone(desk.clock.zone) for at in (read.not_valid_before_utc, read.not_valid_after_utc))
    print_ = read.fingerprint(hashes.SHA256()).hex().upper()
    return Certificate(der, str(name), print_, begins, ends, str(row.get("made_by") or ""))


def _key(desk: Desk) -> bytes:
    return str(office.setting(desk, SETTING).get("key") or "").encode("ascii", "replace")


def _fits(key: object, certificate: Certificate) -> bool:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    if not isinstance(key, RSAPrivateKey):
        return False
    return key.public_key() == x509.load_der_x509_certificate(certificate.der).public_key()


def _require_admin(desk: Desk, sentence: str) -> None:
    if "admin" not in desk.require_person().roles:
        raise Refused(sentence)
