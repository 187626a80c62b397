"""Attached files, each kept under the SHA-256 of its bytes: written and synced first, referenced afterwards."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from qcdesk.errors import NotFound
from qcdesk.store.database import Store
from qcdesk.store.dialects import SQLITE
from qcdesk.store.files import PARTIAL, replace_file
from qcdesk.store.trouble import os_sentence, told


class Attachments(Protocol):
    def put(self, content: bytes) -> str:
        """Keeps the bytes and gives their SHA-256."""

    def get(self, sha256: str) -> bytes:
        """Raises NotFound when the file is gone or is no longer what was attached."""

    def holds(self, sha256: str) -> bool: ...

    def names(self) -> set[str]:
        """Of all that is kept, what is half written aside."""

    def drop(self, sha256: str) -> None:
        """Takes the bytes away, of what was disposed of; raises Unavailable where the system does not let it."""


@dataclass(frozen=True)
class FolderAttachments:
    """Files below the desk's home, for a desk on one PC."""

    folder: Path

    def _path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256

    def put(self, content: bytes) -> str:
        sha256 = hashlib.sha256(content).hexdigest()
        path = self._path(sha256)
        if not path.exists():
            with told():
                path.parent.mkdir(parents=True, exist_ok=True)
            with replace_file(path) as file:
                file.write(content)
        return sha256

    def get(self, sha256: str) -> bytes:
        try:
            content = self._path(sha256).read_bytes()
        except FileNotFoundError:
            raise NotFound(f"附件 {sha256[:12]} 不见了，请从备份恢复") from None
        except OSError as error:
            raise NotFound(f"附件 {sha256[:12]} 读不出来：{os_sentence(error)}") from error
        return _unchanged(content, sha256)

    def holds(self, sha256: str) -> bool:
        return self._path(sha256).is_file()

    def names(self) -> set[str]:
        return {path.name for path in self.folder.rglob("*") if path.is_file() and path.suffix != PARTIAL}

    def drop(self, sha256: str) -> None:
        with told():
            self._path(sha256).unlink(missing_ok=True)


@dataclass(frozen=True)
class ServerAttachments:
    """Rows beside the records, so that every PC of the office sees them."""

    store: Store

    def put(self, content: bytes) -> str:
        sha256 = hashlib.sha256(content).hexdigest()
        self.store.sql(
            "INSERT INTO attachment_bytes (sha256, content) VALUES (%s, %s) ON CONFLICT (sha256) DO NOTHING",
            (sha256, content),
        )
        return sha256

    def get(self, sha256: str) -> bytes:
        found = self.store.sql("SELECT content FROM attachment_bytes WHERE sha256 = %s", (sha256,))
        if not found:
            raise NotFound(f"附件 {sha256[:12]} 不见了，请从备份恢复")
        return _unchanged(bytes(found[0][0]), sha256)

    def holds(self, sha256: str) -> bool:
        return bool(self.store.sql("SELECT 1 FROM attachment_bytes WHERE sha256 = %s", (sha256,)))

    def names(self) -> set[str]:
        return {str(row[0]) for row in self.store.sql("SELECT sha256 FROM attachment_bytes")}

    def drop(self, sha256: str) -> None:
        self.store.change("DELETE FROM attachment_bytes WHERE sha256 = ?", sha256)


def _unchanged(content: bytes, sha256: str) -> bytes:
    if hashlib.sha256(content).hexdigest() != sha256:
        raise NotFound(f"附件 {sha256[:12]} 已被改动或损坏，请从备份恢复")
    return content


def attachments_of(store: Store, home: Path) -> Attachments:
    return FolderAttachments(home / "attachments") if store.dialect is SQLITE else ServerAttachments(store)
