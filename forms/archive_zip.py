"""The archive package of a case as one ZIP: the PDF, every sheet as PDF and Excel, payloads, events, originals, and a
manifest with the SHA-256 of each. The same bytes for the same case but for the time; whole or not at all."""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import qcdesk
from forms import archive_pdf, printing
from forms.archive_pdf import CHANGED, Report
from forms.registry import Shelf
from forms.xlsx_timeless import timeless
from qcdesk import canonical
from qcdesk.canonical import Values
from qcdesk.desk import Desk
from qcdesk.errors import NotFound, Refused
from qcdesk.services.basics import office
from qcdesk.services.keeping import archive_seal
from qcdesk.services.keeping.manifest import (
    CERTIFICATE,
    EVENTS,
    FORMAT,
    LIST,
    MANIFEST,
    PDF,
    SEALED_FORMAT,
    SIGNATURE,
    listed,
)
from qcdesk.services.keeping.package import Package, Photo
from qcdesk.services.keeping.scanned import Scanned
from qcdesk.services.sheets import records
from qcdesk.store import chain
from qcdesk.store.models import Event
from qcdesk.views import RecordView

PACKED = (".pdf", ".xlsx", ".jpg", ".png", ".webp", ".gif")
"""Compressed already."""

ENDINGS = {
    "image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "image/bmp": ".bmp", "image/tiff": ".tif",
    "image/gif": ".gif", "application/pdf": ".pdf",
}  # fmt: skip
UNSAFE = re.compile(r"[^A-Za-z0-9.-]+")


@dataclass(frozen=True)
class Packer:
    """Files put into an open ZIP one after another, each with what the manifest says of it."""

    zip: ZipFile
    at: datetime
    files: list[Values] = field(default_factory=list)

    def put(self, name: str, content: Iterable[bytes], what: str, **more: canonical.Json) -> str:
        """Gives the SHA-256 of the content."""
        made, size = hashlib.sha256(), 0
        with self.zip.open(self._info(name), "w", force_zip64=True) as file:
            for piece in content:
                file.write(piece)
                made.update(piece)
                size += len(piece)
        said: Values = {"name": name, "size": size, "sha256": made.hexdigest(), "what": what}
        self.files.append({**said, **{key: value for key, value in more.items() if value}})
        return made.hexdigest()

    def _info(self, name: str) -> ZipInfo:
        made = self.at
        info = ZipInfo(name, (made.year, made.month, made.day, made.hour, made.minute, made.second))
        info.compress_type = ZIP_STORED if name.endswith(PACKED) else ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        return info


@dataclass(frozen=True)
class Written:
    """How many files the manifest attests, its own SHA-256, that of each of them by its name, and why it bears no
    seal."""

    files: int
    manifest: str
    members: Values
    unsealed: str


def draw(desk: Desk, shelf: Shelf, package: Package, file: IO[bytes], report: Report) -> Written:
    """Into an open file. Raises Refused, Unavailable; `report` may end the work by raising."""
    seal = archive_seal.at_hand(desk)
    with tempfile.TemporaryDirectory(prefix="qcdesk-") as folder, ZipFile(file, "w") as zip_file:
        packer = Packer(zip_file, desk.clock.wall())
        _pack(desk, shelf, package, packer, Path(folder), report, bool(seal.opened))
        if seal.opened:
            packer.put(CERTIFICATE, [seal.opened.certificate.der], "办公室的印章证书")
        members: Values = {str(one["name"]): one["sha256"] for one in packer.files}
        manifest = _manifest(desk, package, packer.files, seal.fingerprint)
        digest = packer.put(MANIFEST, [manifest], "清单")
        if seal.opened:
            packer.put(SIGNATURE, [archive_seal.signed(seal.opened, manifest)], "清单上的章")
    return Written(len(members), digest, members, seal.why)


def _pack(
    desk: Desk, shelf: Shelf, package: Package, packer: Packer, folder: Path, report: Report, sealed: bool
) -> None:
    steps = len(package.records) + 1
    whole = folder / PDF
    pages = archive_pdf.write(desk, shelf, package, whole, lambda at, of: report(at, of * 2))
    packer.put(PDF, _pieces(whole), f"归档卷宗，{pages} 页")
    whole.unlink()
    for at, view in enumerate(package.records, start=1):
        report(steps + at, 2 * steps)
        _put_record(desk, shelf, packer, view, folder)
    packer.put(EVENTS, _events(desk, package), "案件和各单的经过，每行一个事件")
    _put_originals(desk, package, packer)
    packer.put(LIST, [listed(package, packer.files, sealed).encode("utf-8-sig")], "这份清单，给人看的")


def _put_record(desk: Desk, shelf: Shelf, packer: Packer, view: RecordView, folder: Path) -> None:
    name, number = safe_name(view), view.number or f"草稿 {view.id}"
    printed = archive_pdf.made(desk, shelf, view)
    for ending in (".pdf", ".xlsx"):
        path = folder / f"sheet{ending}"
        printing.save(printed, path)
        content = [timeless(path)] if ending == ".xlsx" else _pieces(path)
        packer.put(f"sheets/{name}{ending}", content, f"《{view.kind.title}》", record=number)
        path.unlink()
    row = records.row_of(desk, view.id)
    if row.version != view.version:
        raise Refused(CHANGED.format(title=view.title))
    packer.put(f"records/{name}.json", [row.payload.encode("utf-8")], f"《{view.kind.title}》的内容", record=number)


def _put_originals(desk: Desk, package: Package, packer: Packer) -> None:
    """Each file once, however many records show it; its own name stands in the manifest alone."""
    named: dict[str, list[str]] = {}
    first: dict[str, Photo | Scanned] = {}
    found: tuple[Photo | Scanned, ...] = (*package.scans, *package.photos)
    for one in found:
        if one.there:
            first.setdefault(one.sha256, one)
            named.setdefault(one.sha256, []).append(one.record.number or f"草稿 {one.record.id}")
    for at, (sha256, one) in enumerate(first.items(), start=1):
        try:
            content = desk.attachments.get(sha256)
        except NotFound as error:
            raise Refused(f"“{one.name}”不能放进归档包：{error.sentence}") from error
        folder, what = ("scans", "扫描原件") if isinstance(one, Scanned) else ("photos", "照片原件")
        target = f"{folder}/{at:04d}-{sha256[:12]}{ENDINGS.get(one.media, '.bin')}"
        numbers = "、".join(dict.fromkeys(named[sha256]))
        packer.put(target, [content], what, original=one.name, media=one.media, record=numbers)


def _events(desk: Desk, package: Package) -> Iterator[bytes]:
    ids = [view.id for view in package.records]
    wanted = Event.record.in_(ids) & (Event.seq <= package.seq)
    for event in desk.store.rows(Event.select().where(wanted).order_by(Event.seq)):
        said = {**chain.as_said(event), "hash": event.hash}
        yield canonical.dump(said).encode("utf-8") + b"\n"


def _manifest(desk: Desk, package: Package, files: list[Values], seal: str) -> bytes:
    said = {
        "format": SEALED_FORMAT if seal else FORMAT, "program": f"QCDesk {qcdesk.__version__}",
        "company": office.view(desk).company,
        "case": package.case.number, "state": package.standing, "made_at": package.at, "made_by": package.made_by,
        "head": {"seq": package.seq, "hash": package.hash}, "missing": list(package.missing),
        "records": [_told(view) for view in package.records], "files": files, archive_seal.FINGERPRINT: seal,
    }  # fmt: skip
    return json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True).encode("utf-8")


def _told(view: RecordView) -> Values:
    return {
        "id": view.id, "number": view.number, "form": view.kind.edition, "title": view.kind.title,
        "state": view.state_label, "version": view.version, "file": f"records/{safe_name(view)}.json",
    }  # fmt: skip


def safe_name(view: RecordView) -> str:
    """Of a record in the ZIP: letters, figures and hyphens only, whatever other hands made of its number."""
    plain = UNSAFE.sub("-", view.number or "").strip(".-")
    return f"{plain}-{view.id}" if plain else f"draft-{view.id}"


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from iter(partial(file.read, 1 << 20), b"")
