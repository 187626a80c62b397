"""Pictures in a cell: a list of stored attachments, each named by its SHA-256."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from qcdesk.canonical import Json
from qcdesk.fields.base import Field, Unfit
from qcdesk.fields.text import Text

SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Photos(Field):
    """`[{"sha256", "name"}]`, at most `most`. Files become such entries in services/sheets/attaching.py."""

    most: int = 4

    type: ClassVar[str] = "photo"

    def parse(self, raw: object) -> Json:
        if raw is None:
            return None
        if not isinstance(raw, list | tuple):
            raise Unfit("要填照片文件的列表")
        if len(raw) > self.most:
            raise Unfit(f"最多 {self.most} 张照片，现在有 {len(raw)} 张")
        return [self._entry(item) for item in raw] or None

    def _entry(self, item: object) -> Json:
        if not isinstance(item, dict) or not SHA256.fullmatch(str(item.get("sha256", ""))):
            raise Unfit("照片还没有存入附件库")
        name = Text("name", "", limit=200).parse(item.get("name") or "照片")
        return {"sha256": str(item["sha256"]), "name": name}

    def show(self, value: Json, lang: str = "zh") -> str:
        return f"{len(value)} 张照片" if isinstance(value, list) else ""

    def longest(self, fill: str = "限") -> Json:
        return None
