"""The manifest of an archive ZIP: what its files are called, and the same told for people."""

from __future__ import annotations

from collections.abc import Sequence

from qcdesk.canonical import Values
from qcdesk.services.keeping.package import Package

FORMAT, SEALED_FORMAT = "qcdesk-archive-1", "qcdesk-archive-2"
"""Programs that know of no seal would take that of a package for files put in later; of a format that they do not know
they say so."""

PDF, EVENTS, MANIFEST, LIST = "package.pdf", "events.jsonl", "manifest.json", "清单.txt"
CERTIFICATE, SIGNATURE = "office.crt", "manifest.sig"

SEALED = f"盖章：{MANIFEST} 盖了办公室的章，章是 {SIGNATURE}，证书是 {CERTIFICATE}。"


def listed(package: Package, files: Sequence[Values], sealed: bool) -> str:
    """清单.txt, with the line ends of whoever opens it in Notepad."""
    case, whole = package.case, "没有缺的签名和单子。" if package.gone else "齐全。"
    lines = [
        f"案件归档包　{case.number or f'草稿 {case.id}'}", f"案件状态：{package.standing}",
        f"制作：{package.made_by} {package.at}", f"事件链：第 {package.seq} 条 {package.hash}", "",
        *(["还缺：", *(f"  {sentence}" for sentence in package.missing)] if package.missing else [whole]),
        *([f"{package.gone}。"] if package.gone else []), "",
        *(line for file in files for line in _told(file)),
        *([SEALED] if sealed else []),
        f"核对：qcdesk check-archive 这个文件.zip（不需要数据库）；逐个文件的校验码也写在 {MANIFEST} 里。",
    ]  # fmt: skip
    return "\r\n".join(lines) + "\r\n"


def _told(file: Values) -> list[str]:
    of = f"　{file['record']}" if file.get("record") else ""
    original = [f"  原名：{file['original']}"] if file.get("original") else []
    return [f"{file['name']}　{file['what']}{of}", *original, f"  {file['size']} 字节　SHA-256 {file['sha256']}", ""]
