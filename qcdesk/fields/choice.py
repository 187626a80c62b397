"""Boxes to tick: one, several, or a single yes. Every option is printed, the chosen ones ticked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from qcdesk.canonical import Json
from qcdesk.fields.base import Field, Unfit
from qcdesk.fields.text import Text

Option = tuple[str, str]
"""The printed word and its English twin."""

DETAIL_LIMIT = 40


def wording(option: Option, lang: str) -> str:
    zh, en = option
    return f"{zh} {en}" if lang == "zh-en" and en else zh


RULED = " \u3000_＿"
"""What the printed blank behind options is ruled with: copied or typed by itself it fills nothing."""


def _blank(raw: object) -> bool:
    return raw is None or (isinstance(raw, str) and not raw.strip())


def _words(options: Sequence[Option]) -> str:
    return "、".join(zh for zh, _ in options)


@dataclass(frozen=True)
class Choice(Field):
    """One box ticked. With `detail` (the prompt of a blank such as 数量) the value may be `{"choice", "detail"}`."""

    options: tuple[Option, ...] = ()
    detail: str = ""

    type: ClassVar[str] = "choice"
    recurs: ClassVar[bool] = True

    def parse(self, raw: object) -> Json:
        chosen, detail = self._parts(raw)
        if chosen is None:
            return None
        if chosen not in (zh for zh, _ in self.options):
            raise Unfit(f"没有“{chosen[:20]}”这一项，请选：{_words(self.options)}")
        if detail is None:
            return chosen
        return {"choice": chosen, "detail": detail}

    def _parts(self, raw: object) -> tuple[str | None, Json]:
        detail: object = None
        if isinstance(raw, Mapping):
            if set(raw) - {"choice", "detail"}:
                raise Unfit("只能有 choice 和 detail 两项")
            detail, raw = raw.get("detail"), raw.get("choice")
        if _blank(raw):
            if not _blank(detail):
                raise Unfit("请先选一项，再填后面的空格")
            return None, None
        if not isinstance(raw, str):
            raise Unfit(f"请选一项：{_words(self.options)}")
        if self.detail and not detail and raw.strip() not in (zh for zh, _ in self.options):
            raw, _, detail = raw.replace(":", "：", 1).partition("：")
        if isinstance(detail, str) and not detail.strip(RULED):
            detail = None
        if not _blank(detail) and not self.detail:
            raise Unfit("这一格后面没有空格可填")
        return raw.strip(), Text("detail", "", limit=DETAIL_LIMIT).parse(detail)

    def chosen(self, value: Json) -> str:
        return str(value["choice"]) if isinstance(value, dict) else str(value or "")

    def detail_of(self, value: Json) -> str:
        return str(value.get("detail") or "") if isinstance(value, dict) else ""

    def ticks(self, value: Json, lang: str = "zh") -> list[tuple[bool, str]]:
        """Every option with whether it is ticked; the detail stands behind the chosen one."""
        chosen, detail = self.chosen(value), self.detail_of(value)
        return [
            (zh == chosen, wording((zh, en), lang) + (f"：{detail}" if zh == chosen and detail else ""))
            for zh, en in self.options
        ]

    def show(self, value: Json, lang: str = "zh") -> str:
        detail = self.detail_of(value)
        return self.chosen(value) + (f"：{detail}" if detail else "")

    def longest(self, fill: str = "限") -> Json:
        chosen = max((zh for zh, _ in self.options), key=len)
        return {"choice": chosen, "detail": (fill * DETAIL_LIMIT)[:DETAIL_LIMIT]} if self.detail else chosen


@dataclass(frozen=True)
class Multi(Field):
    """Several boxes ticked, kept in the printed order. Without options: words from the master `of`, as typed."""

    options: tuple[Option, ...] = ()
    of: str = ""
    most: int = 10

    type: ClassVar[str] = "multi"
    recurs: ClassVar[bool] = True

    def parse(self, raw: object) -> Json:
        if raw is None:
            return None
        if isinstance(raw, str):
            raw = [part for part in raw.replace("，", "、").replace(",", "、").split("、") if part.strip()]
        if not isinstance(raw, list | tuple):
            raise Unfit("要填一个列表")
        words = [self._word(item) for item in raw]
        if self.options:
            words = [zh for zh, _ in self.options if zh in words]
        else:
            words = list(dict.fromkeys(words))
            if len(words) > self.most:
                raise Unfit(f"最多 {self.most} 项")
        return list(words) or None

    def _word(self, item: object) -> str:
        if not isinstance(item, str) or not item.strip():
            raise Unfit("每一项都要是文字")
        word = item.strip()
        if self.options and word not in (zh for zh, _ in self.options):
            raise Unfit(f"没有“{word[:20]}”这一项，可选：{_words(self.options)}")
        return str(Text("item", "", limit=60).parse(word))

    def ticks(self, value: Json, lang: str = "zh") -> list[tuple[bool, str]]:
        chosen = value if isinstance(value, list) else []
        return [(zh in chosen, wording((zh, en), lang)) for zh, en in self.options]

    def show(self, value: Json, lang: str = "zh") -> str:
        return "、".join(str(word) for word in value) if isinstance(value, list) else ""

    def longest(self, fill: str = "限") -> Json:
        if self.options:
            return [zh for zh, _ in self.options]
        return [f"{number:02d}" + (fill * 58)[:58] for number in range(self.most)]


@dataclass(frozen=True)
class Check(Field):
    """A single box: yes or nothing."""

    type: ClassVar[str] = "check"

    def parse(self, raw: object) -> Json:
        if _blank(raw) or raw in (False, "否", "□"):
            return None
        if raw in (True, "是", "√", "☑"):
            return True
        raise Unfit("只能填 是 或 否")

    def ticks(self, value: Json, lang: str = "zh") -> list[tuple[bool, str]]:
        return [(bool(value), "是" if lang == "zh" else "是 Yes")]

    def show(self, value: Json, lang: str = "zh") -> str:
        return "是" if value else ""

    def longest(self, fill: str = "限") -> Json:
        return True
