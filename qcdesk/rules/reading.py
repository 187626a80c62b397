"""Reads raw values one by one and gathers a fault for each that cannot be taken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from datetime import date, datetime
from types import MappingProxyType

from qcdesk.errors import Fault, Invalid

LONGEST_TEXT = 20_000
LARGEST_COUNT = 10**12
UNITS = MappingProxyType({
    "支": ("支", "件", "个", "只", "片", "条", "粒", "枚", "PC", "PCS"), "付": ("付", "副", "对", "双", "PR", "PRS"),
    "箱": ("箱", "CTN", "CTNS"), "套": ("套", "组", "SET", "SETS"),
})  # fmt: skip
"""By what is counted, with its other names; a pair is no piece."""
UNIT = "|".join(unit for same in UNITS.values() for unit in same)
COUNTED = re.compile(rf"([0-9]{{1,15}})(?:\.0+)?\s*({UNIT})?", re.IGNORECASE)
YES, NO = ("是", "true", "1"), ("否", "false", "0", "")


class Reader:
    """Over one mapping of raw values; `done` raises Invalid naming every field that was not fit."""

    def __init__(self, raw: Mapping[str, object], labels: Mapping[str, str]) -> None:
        self._raw = raw
        self._labels = labels
        self.units: dict[str, str] = {}
        self._faults = [
            Fault(str(name)[:40], str(name)[:40] or "（没有名称）", "没有这个栏位")
            for name in raw if name not in labels
        ]  # fmt: skip

    def fault(self, name: str, sentence: str) -> None:
        self._faults.append(Fault(name, self._labels[name], sentence))

    def label(self, name: str) -> str:
        return self._labels[name]

    def done(self) -> None:
        if self._faults:
            raise Invalid(self._faults)

    def text(self, name: str) -> str:
        value = self._raw.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.fault(name, "这里要填文字")
            return ""
        return self._fit(name, value)

    def choice(self, name: str, options: Collection[str]) -> str:
        value = self.text(name)
        if value and value not in options:
            self.fault(name, f"“{value[:20]}”不能选，可选：{'、'.join(options)}")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts, or one text alone; empty ones fall away."""
        value = self._raw.get(name)
        given = [value] if isinstance(value, str) else value
        if given is None:
            return ()
        if not isinstance(given, list | tuple) or not all(isinstance(item, str) for item in given):
            self.fault(name, "这里要填一列文字")
            return ()
        return tuple(fit for item in given if (fit := self._fit(name, item)))

    def count(self, name: str) -> int | None:
        """A whole number from 0, `1000.0` too; digits written as text are taken, with their unit: `1,000 支`."""
        value = self._raw.get(name)
        if isinstance(value, str):
            value = self._counted(name, value)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LARGEST_COUNT:
            self.fault(name, "要填 0 或更大的整数")
            return None
        return value

    def _counted(self, name: str, text: str) -> int | str | None:
        """What is no number stays as it is, to be refused."""
        plain = unicodedata.normalize("NFKC", text).strip().replace(",", "")
        found = COUNTED.fullmatch(plain)
        if not found:
            return plain or None
        if found[2]:
            unit = found[2].upper()
            self.units[name] = next((one for one, same in UNITS.items() if unit in same), unit)
        return int(found[1])

    def yes(self, name: str) -> bool:
        value = self._raw.get(name)
        if value is None or isinstance(value, bool):
            return bool(value)
        word = str(value).strip().lower()
        if not isinstance(value, str | int) or word not in (*YES, *NO):
            self.fault(name, "只能填“是”或“否”")
        return word in YES

    def moment(self, name: str) -> datetime | date | None:
        """A day or a day with time, in ISO form."""
        value = self.text(name)
        if not value:
            return None
        try:
            if "W" in value:
                raise ValueError
            return date.fromisoformat(value) if len(value) == len("2026-09-30") else datetime.fromisoformat(value)
        except ValueError:
            self.fault(name, "要填日期，例如 2026-09-30 或 2026-09-30T15:00")
            return None

    def _fit(self, name: str, value: str) -> str:
        if len(value) > LONGEST_TEXT:
            self.fault(name, f"太长，最多 {LONGEST_TEXT} 字")
            return ""
        if any(unicodedata.category(sign) == "Cs" for sign in value):
            self.fault(name, "里面有不能存的字")
            return ""
        return value.strip()
