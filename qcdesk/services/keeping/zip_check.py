"""An archive ZIP held against its own manifest and trail, without the database: what is missing, changed or added."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from qcdesk import canonical
from qcdesk.errors import Refused
from qcdesk.services.keeping.manifest import EVENTS, FORMAT, MANIFEST
from qcdesk.store import chain
from qcdesk.store.trouble import os_sentence

MOST_MANIFEST = 50 * 1024 * 1024
MOST_LINE = 20 * 1024 * 1024
PIECE = 1 << 20
BROKEN = (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)
"""What Python's zipfile raises for a damaged, encrypted or strangely packed entry."""

NO_ZIP = "“{name}”不是归档 ZIP，或者已经损坏，打不开"
NO_MANIFEST = f"没有清单 {MANIFEST}，不是 QCDesk 做的归档包，或者清单被拿掉了"

Report = Callable[[int, int], object]


@dataclass(frozen=True)
class Checked:
    """`findings` are sentences that begin with the file they are about; `digest` is the manifest's SHA-256, which the
    case's history names too."""

    case: str
    state: str
    made: str
    head: str
    files: int
    digest: str
    findings: tuple[str, ...]


def check(path: Path, report: Report = lambda at, of: None) -> Checked:
    """Raises Refused for a file that is no archive package at all."""
    try:
        with ZipFile(path) as opened:
            return _checked(opened, path, report)
    except FileNotFoundError:
        raise Refused(f"找不到文件“{path}”") from None
    except BadZipFile:
        raise Refused(NO_ZIP.format(name=path.name)) from None
    except OSError as error:
        raise Refused(f"“{path.name}”读不出来：{os_sentence(error)}") from error


def _checked(opened: ZipFile, path: Path, report: Report) -> Checked:
    raw = _manifest_bytes(opened, path)
    said = _read(raw, path)
    listed = {str(file["name"]): file for file in said["files"]}
    findings = list(_strange(opened, set(listed)))
    for at, (name, file) in enumerate(listed.items(), start=1):
        report(at, len(listed))
        findings += _file(opened, name, file)
    findings += _trail(opened, said)
    head = said.get("head") or {}
    return Checked(
        str(said.get("case") or ""), str(said.get("state") or ""), f"{said.get('made_by')} {said.get('made_at')}",
        f"第 {head.get('seq')} 条 {head.get('hash')}", len(listed), hashlib.sha256(raw).hexdigest(),
        tuple(dict.fromkeys(findings)),
    )  # fmt: skip


def _manifest_bytes(opened: ZipFile, path: Path) -> bytes:
    try:
        if opened.getinfo(MANIFEST).file_size > MOST_MANIFEST:
            raise Refused(f"“{path.name}”的清单大得不像话，不是 QCDesk 做的归档包")
        return opened.read(MANIFEST)
    except KeyError:
        raise Refused(f"“{path.name}”里{NO_MANIFEST}") from None
    except BROKEN as error:
        raise Refused(f"“{path.name}”的清单 {MANIFEST} 坏了，读不出来") from error


def _read(raw: bytes, path: Path) -> dict[str, Any]:
    """Raises Refused unless it has the shape of a manifest."""
    try:
        said = json.loads(raw)
        fits = said["format"] == FORMAT and all(
            isinstance(file["name"], str) and isinstance(file["size"], int) and isinstance(file["sha256"], str)
            for file in said["files"]
        )
        fits = fits and all(isinstance(one["file"], str) and isinstance(one["id"], int) for one in said["records"])
    except (ValueError, KeyError, TypeError, RecursionError):
        fits = False
    if not fits:
        raise Refused(f"“{path.name}”的清单 {MANIFEST} 被改坏了，或是别的版本做的，无法核对")
    return dict(said)


def _strange(opened: ZipFile, listed: set[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in opened.namelist():
        if name in seen:
            yield f"{name}：在包里有两个，不知道哪个是真的"
        elif name not in listed and name != MANIFEST:
            yield f"{name}：清单里没有，是后来加进去的"
        seen.add(name)


def _file(opened: ZipFile, name: str, file: Mapping[str, Any]) -> Iterator[str]:
    try:
        info = opened.getinfo(name)
    except KeyError:
        yield f"{name}：不见了（{file.get('what', '')}）"
        return
    try:
        size, digest = _measured(opened, info, file["size"])
    except BROKEN:
        yield f"{name}：坏了，读不出来"
        return
    if size != file["size"]:
        more = "以上" if size > file["size"] else ""
        yield f"{name}：被改过，应有 {file['size']} 字节，现在是 {size} 字节{more}"
    elif digest != file["sha256"]:
        yield f"{name}：被改过，内容与清单的校验码不符"


def _measured(opened: ZipFile, info: ZipInfo, most: int) -> tuple[int, str]:
    """Reads no further than one byte beyond what the manifest says: a small file may unpack to a disk full."""
    made, size = hashlib.sha256(), 0
    with opened.open(info) as file:
        while size <= most and (piece := file.read(min(PIECE, most + 1 - size))):
            made.update(piece)
            size += len(piece)
    return size, made.hexdigest()


def _trail(opened: ZipFile, said: Mapping[str, Any]) -> Iterator[str]:
    """Each event against its own hash, and each payload against the event that wrote it last."""
    payloads: dict[int, str] = {}
    last, head = 0, (said.get("head") or {}).get("seq") or 0
    try:
        for number, event in enumerate(_events(opened), start=1):
            seq, detail = int(event["seq"]), canonical.load(event["detail"])
            if chain.hash_of(event) != event.get("hash"):
                yield f"{EVENTS}：第 {number} 行（事件 {seq}）被改过"
            if not last < seq <= head:
                yield f"{EVENTS}：第 {number} 行（事件 {seq}）的次序不对"
            last = seq
            if "payload" in detail and event.get("record") is not None:
                payloads[int(event["record"])] = str(detail["payload"])
        for one in said["records"]:
            if hashlib.sha256(opened.read(one["file"])).hexdigest() != payloads.get(one["id"]):
                yield f"{one['file']}：与经过里最后一次保存的内容不符"
    except KeyError as error:
        yield f"{EVENTS}：缺少 {error.args[0]}，无法核对经过"
    except (*BROKEN, TypeError):
        yield f"{EVENTS}：读不出来，无法核对经过"


def _events(opened: ZipFile) -> Iterator[dict[str, Any]]:
    with opened.open(EVENTS) as file:
        while line := file.readline(MOST_LINE):
            yield dict(json.loads(line))
