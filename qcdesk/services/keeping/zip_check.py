"""An archive ZIP held against its own manifest and trail, without the database: what is missing, changed or added."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from zipfile import ZipFile, ZipInfo

from qcdesk import canonical
from qcdesk.errors import Refused
from qcdesk.foreign import foreign
from qcdesk.kinds import plain_name
from qcdesk.services.keeping import archive_seal
from qcdesk.services.keeping.manifest import EVENTS, FORMAT, MANIFEST, SEALED_FORMAT, SIGNATURE
from qcdesk.services.trail import testimony
from qcdesk.store import chain
from qcdesk.store.trouble import unread

MOST_MANIFEST = 50 * 1024 * 1024
MOST_LINE = 20 * 1024 * 1024
PIECE = 1 << 20
LOST = "文件不见了"
"""How a package itself says that it lacks a photo."""

NO_ZIP = "“{name}”不是归档 ZIP，或者已经损坏，打不开"
NO_MANIFEST = f"没有清单 {MANIFEST}：文件没有复制完整，清单被拿掉了，或者不是 QCDesk 做的归档包"

Report = Callable[[int, int], object]


@dataclass(frozen=True)
class Checked:
    """`findings` are sentences that begin with the file they are about; `digest` is the manifest's SHA-256, which the
    case's history names too. `fingerprint` is that of the certificate it is sealed with, if it is, and `sealed_by` in
    whose name that is; `seq` the last event it tells of, `members` the SHA-256 of each file."""

    case: str
    state: str
    made: str
    head: str
    files: int
    digest: str
    findings: tuple[str, ...]
    fingerprint: str = ""
    sealed_by: str = ""
    seq: int = 0
    members: Mapping[str, str] = field(default_factory=dict)


@dataclass
class ToldInZip:
    """What the events of a package tell of one record: each version follows from the one before."""

    values: dict[str, Any] = field(default_factory=dict)
    payload: str = ""
    number: str = ""
    version: int = 0
    gap: str = ""
    disposed: bool = False

    def hear(self, action: str, said: Mapping[str, Any]) -> None:
        self.disposed = self.disposed or action == "disposed"
        if "payload" not in said:
            return
        testimony.replay(self.values, said.get("changes"))
        self.payload = str(said["payload"])
        if said.get("version") != self.version + 1:
            self.gap = self.gap or f"第 {self.version} 版以后是第 {said.get('version')} 版"
        elif canonical.digest(canonical.dump(self.values)) != self.payload:
            self.gap = self.gap or f"第 {said.get('version')} 版的改动与内容对不上"
        self.version = said["version"]
        self.number = str(said.get("number") or self.number) if action != "copied" else self.number


def check(path: Path, report: Report = lambda at, of: None) -> Checked:
    """Raises Refused for a file that is no archive package at all."""
    try:
        with path.open("rb") as file, _opened(file, path) as opened:
            return _checked(opened, path, report)
    except FileNotFoundError:
        raise Refused(f"找不到文件“{path}”") from None
    except OSError as error:
        raise Refused(f"“{path.name}”读不出来：{unread(error)}") from error


def _opened(file: IO[bytes], path: Path) -> ZipFile:
    with foreign(NO_ZIP.format(name=path.name)):
        return ZipFile(file)


def _checked(opened: ZipFile, path: Path, report: Report) -> Checked:
    raw = _manifest_bytes(opened, path)
    said = _read(raw, path)
    listed = {str(file["name"]): file for file in said["files"]}
    findings = list(_strange(opened, set(listed)))
    for at, (name, file) in enumerate(listed.items(), start=1):
        report(at, len(listed))
        findings += _file(opened, name, file)
    findings += _sealed(opened, raw, said)
    findings += _trail(opened, said)
    head = said["head"]
    return Checked(
        str(said.get("case") or ""), str(said.get("state") or ""), f"{said.get('made_by')} {said.get('made_at')}",
        f"第 {head.get('seq')} 条 {head.get('hash')}", len(listed), hashlib.sha256(raw).hexdigest(),
        tuple(dict.fromkeys(findings)), str(said.get(archive_seal.FINGERPRINT) or ""), _sealer(opened),
        head["seq"], {name: str(file["sha256"]) for name, file in listed.items()},
    )  # fmt: skip


def _sealed(opened: ZipFile, raw: bytes, said: Mapping[str, Any]) -> list[str]:
    try:
        with foreign(f"{SIGNATURE}：办公室的章坏了，读不出来"):
            return list(archive_seal.wrong(opened, raw, said))
    except Refused as error:
        return [error.sentence]


def _sealer(opened: ZipFile) -> str:
    with suppress(Refused), foreign("证书读不出来"):
        return archive_seal.subject(opened)
    return ""


def _manifest_bytes(opened: ZipFile, path: Path) -> bytes:
    if MANIFEST not in opened.namelist():
        raise Refused(f"“{path.name}”里{NO_MANIFEST}")
    with foreign(f"“{path.name}”的清单 {MANIFEST} 坏了，读不出来"):
        if opened.getinfo(MANIFEST).file_size > MOST_MANIFEST:
            raise Refused(f"“{path.name}”的清单大得不像话，不是 QCDesk 做的归档包")
        return opened.read(MANIFEST)


def _read(raw: bytes, path: Path) -> dict[str, Any]:
    """Raises Refused unless it has the shape of a manifest."""
    strange = f"“{path.name}”的清单 {MANIFEST} 被改坏了，或是别的版本做的，无法核对"
    with foreign(strange):
        said = json.loads(raw)
        fits = said["format"] in (FORMAT, SEALED_FORMAT) and all(
            isinstance(file["name"], str) and isinstance(file["size"], int) and isinstance(file["sha256"], str)
            for file in said["files"]
        )
        fits = fits and isinstance(said["head"]["seq"], int)
        fits = fits and all(isinstance(one["file"], str) and isinstance(one["id"], int) for one in said["records"])
        if not fits:
            raise Refused(strange)
        return dict(said)


def _strange(opened: ZipFile, listed: set[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in opened.namelist():
        if name in seen:
            yield f"{name}：在包里有两个，不知道哪个是真的"
        elif name not in listed and name not in (MANIFEST, SIGNATURE):
            yield f"{name}：清单里没有，是后来加进去的"
        seen.add(name)


def _file(opened: ZipFile, name: str, file: Mapping[str, Any]) -> Iterator[str]:
    try:
        info = opened.getinfo(name)
    except KeyError:
        yield f"{name}：不见了（{file.get('what', '')}）"
        return
    try:
        with foreign(f"{name}：坏了，读不出来"):
            size, digest = _measured(opened, info, file["size"])
    except Refused as error:
        yield error.sentence
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
    """Each event against its own hash, and each record against all that its events tell of it."""
    if EVENTS not in opened.namelist():
        return
    try:
        with foreign(f"{EVENTS}：读不出来，无法核对经过"):
            yield from _told(opened, said)
    except Refused as error:
        yield error.sentence


def _told(opened: ZipFile, said: Mapping[str, Any]) -> Iterator[str]:
    told: dict[int, ToldInZip] = {}
    last, head = 0, said["head"]["seq"]
    try:
        for number, event in enumerate(_events(opened), start=1):
            seq, detail = event["seq"], canonical.load(event["detail"])
            if chain.hash_of(event) != event.get("hash"):
                yield f"{EVENTS}：第 {number} 行（事件 {seq}）被改过"
            if not last < seq <= head:
                yield f"{EVENTS}：第 {number} 行（事件 {seq}）的次序不对"
            last = seq
            if event.get("record") is not None:
                told.setdefault(event["record"], ToldInZip()).hear(event["action"], detail)
        yield from _records(opened, said, told, set(opened.namelist()))
    except KeyError as error:
        raise Refused(f"{EVENTS}：有一行缺少“{error.args[0]}”，无法核对经过") from error


def _records(opened: ZipFile, said: Mapping[str, Any], told: dict[int, ToldInZip], there: set[str]) -> Iterator[str]:
    """A manifest made anew fits any files: what the events tell does not."""
    named = {one["id"] for one in said["records"]}
    yield from (f"{EVENTS}：说起记录 {id_}，包里却没有它" for id_ in told if id_ not in named and told[id_].payload)
    files, disposed = {file["sha256"] for file in said["files"]}, any(one.disposed for one in told.values())
    lost = disposed or any(LOST in str(one) for one in said.get("missing") or ())
    for one in said["records"]:
        of_it = told.get(one["id"], ToldInZip())
        if of_it.gap:
            yield f"{EVENTS}：记录 {one['id']} 的经过少了一段，{of_it.gap}"
        if (one.get("number") or "") != of_it.number:
            yield f"{MANIFEST}：记录 {one['id']} 的编号写着 {one.get('number')}，经过里是 {of_it.number or '没有编号'}"
        if one["file"] not in there:
            continue
        payload = opened.read(one["file"])
        if hashlib.sha256(payload).hexdigest() != of_it.payload:
            yield f"{one['file']}：与经过里最后一次保存的内容不符"
        elif not lost:
            yield from (f"{one['file']}：所写的照片 {photo[:12]} 不在包里，不见了或被换过"
                        for photo in _photos(canonical.load(payload.decode())) if photo not in files)  # fmt: skip
    if said["records"] and said.get("case") != said["records"][0].get("number"):
        yield f"{MANIFEST}：写的案件是 {said.get('case')}，包里的是 {said['records'][0].get('number')}"


def _photos(values: Mapping[str, Any]) -> list[str]:
    lists = [value for name, value in values.items() if plain_name(name).endswith("_photos")]
    return [str(one["sha256"]) for value in lists if isinstance(value, list)
            for one in value if isinstance(one, dict) and "sha256" in one]  # fmt: skip


def _events(opened: ZipFile) -> Iterator[dict[str, Any]]:
    with opened.open(EVENTS) as file:
        while line := file.readline(MOST_LINE):
            yield dict(json.loads(line))
