"""Seals an approved sheet: its print as it stands, and one signature in the file for every approval on it.

Each signature is an increment of its own under the office's certificate, in the order in which people signed, PIN and
ink alike. The first one certifies the file: from then on nothing but further signatures may follow it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from forms import printing
from forms.printing import Print
from forms.registry import Shelf
from forms.sealing.ready import refuse_unready
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics import office_seal
from qcdesk.services.basics.office_seal import OpenSeal
from qcdesk.store.files import replace_file
from qcdesk.views import RecordView, SignatureView

if TYPE_CHECKING:
    from forms.sealing.increments import Words

NOTED_AS = "sealed"
"""How the trail calls it."""

INK = "ink"


@dataclass(frozen=True)
class Sealed:
    """A whole PDF file; `signatures` is how many approvals stand in it."""

    content: bytes
    pages: int
    signatures: int
    made: Print


def seal(desk: Desk, shelf: Shelf, which: int | str, lang: str = "zh") -> Sealed:
    """Raises Refused where the sheet or the seal is not ready."""
    made = printing.record_print(desk, shelf, which, lang)
    return sealed(desk, made)


def sealed(desk: Desk, made: Print) -> Sealed:
    """As `seal`, of a print that is there; what the trail tells of it is `printing.note_print`'s."""
    record = made.record
    if record is None:
        raise Refused("空白表不能盖章，只有走完签核的单才能")
    refuse_unready(record)
    opened = office_seal.open_seal(desk)
    from forms import pdf
    from forms.sealing import increments

    file = io.BytesIO()
    pages = pdf.draw(made.sheets, file, made.gallery)
    words = [_words(record, item) for item in in_order(record)]
    content = increments.signed(file.getvalue(), words, _at(desk, opened), opened)
    return Sealed(content, pages, len(words), made)


def write(done: Sealed, path: Path) -> None:
    """Whole or not at all; raises Refused, Unavailable."""
    if path.suffix.lower() != ".pdf":
        raise Refused("盖章的文件要以 .pdf 结尾")
    if not path.parent.is_dir():
        raise Refused(f"文件夹“{path.parent}”不存在")
    with replace_file(path) as file:
        file.write(done.content)


def in_order(record: RecordView) -> list[SignatureView]:
    """As people signed; who signed several boxes at once, in the order of the sheet."""
    return sorted(record.signatures, key=lambda item: item.at)


def _words(record: RecordView, item: SignatureView) -> Words:
    from forms.sealing.increments import Words

    edition = f"　改版 {record.amended}" if record.amended else ""
    reason = "，".join(part for part in (item.meaning, item.dated, _how(item)) if part)
    return Words(item.signer, reason, f"{record.title}{edition}　{item.label}")


def _how(item: SignatureView) -> str:
    """What is signed with a pen is attested by whoever has seen it."""
    if item.mode != INK:
        return "PIN 签名"
    return f"纸上笔签，{item.verifier}看过" if item.verifier else "纸上笔签"


def _at(desk: Desk, opened: OpenSeal) -> datetime:
    """The moment of sealing, which a viewer shows; when each approval was given stands in its words."""
    return max(desk.clock.wall(), opened.certificate.begins).replace(microsecond=0)
