"""Checks of sealed samples."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from qcdesk.calculations import rows
from qcdesk.canonical import Json
from qcdesk.checks.check import Check
from qcdesk.errors import Fault

QC = "(?:品管部?|品质部?|质检部?|I?QC)"
CABINET = f"(?:{QC}柜|{QC}?(?:不良|客诉|投诉|封存)?(?:样品|留样|封样)(?:柜|架|室|库|箱))"
SHELF = r"(?:[\d一二三四五六七八九十上中下左右第号层格排列区抽屉#\s_./()-]|[A-Z](?![A-Z]))*"
PLACE = re.compile(f"{CABINET}{SHELF}|{QC}?(?=.*\\d){SHELF}")

OTHER_ACTS = re.compile("拆|退|销毁|作废|工程")
"""In 借出/拆机 日期·人, where a piece left the cabinet another way."""
WRITTEN_DAY = re.compile(r"(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})")


def stands_in_the_cabinet(place: str) -> bool:
    """Whether words name a place of the QC cabinet: the cabinet, with its shelf or not, or a bare shelf such as A-02
    (rules.md E0.3 note 1). A department, a person or another's cabinet is outside."""
    return PLACE.fullmatch(unicodedata.normalize("NFKC", place).upper().strip()) is not None


def dismantling_has_a_witness(values: Mapping[str, Json]) -> list[Fault]:
    """拆机 needs one of the three managers present (rules.md E0.3 note 2)."""
    return [
        Fault("lines.witness", "拆机在场人", "拆机须有工程部、品质部或生产工程部经理之一在场，请填在场人", number)
        for number, row in enumerate(rows(values, "lines"), start=1)
        if row.get("status") == "拆机" and not row.get("witness")
    ]


def kept_after_sealing(values: Mapping[str, Json]) -> list[Fault]:
    sealed, until = values.get("seal_date"), values.get("valid_to")
    if sealed and until and str(until) < str(sealed):
        return [Fault("valid_to", "保存至", f"保存至 {until} 早于封存日期 {sealed}")]
    return []


def sample_days_in_order(values: Mapping[str, Json]) -> list[Fault]:
    """A sample comes back and its time ends after it was sealed, and it comes back after it was lent."""
    faults = []
    for number, row in enumerate(rows(values, "lines"), start=1):
        sealed, back, lent = str(row.get("seal_date") or ""), str(row.get("back") or ""), _lent_on(row)
        until = str(row.get("valid_to") or "")
        if until and sealed and until < sealed:
            faults.append(Fault("lines.valid_to", "有效期", f"有效期 {until} 早于封存日期 {sealed}", number))
        if back and sealed and back < sealed:
            faults.append(Fault("lines.back", "归还日期", f"归还日期 {back} 早于封存日期 {sealed}", number))
        elif back and lent and back < lent:
            faults.append(Fault("lines.back", "归还日期", f"归还日期 {back} 早于借出日期 {lent}", number))
    return faults


def stored_samples_are_back(values: Mapping[str, Json]) -> list[Fault]:
    return [
        Fault("lines.status", "状态", "填了借出、没有归还日期，状态不能是“在库”", number)
        for number, row in enumerate(rows(values, "lines"), start=1)
        if row.get("status") == "在库" and _is_lent(row) and not row.get("back")
    ]


def samples_stand_once(values: Mapping[str, Json]) -> list[Fault]:
    faults = []
    seen: dict[str, int] = {}
    for number, row in enumerate(rows(values, "lines"), start=1):
        sample = str(row.get("sample_no") or "").upper()
        if sample and sample in seen:
            said = f"{row['sample_no']} 和第 {seen[sample]} 行重复，一个样品只登记一行"
            faults.append(Fault("lines.sample_no", "样品编号", said, number))
        seen.setdefault(sample, number)
    return faults


def _is_lent(row: Mapping[str, Json]) -> bool:
    """Whether 借出/拆机 日期·人 speaks of lending: it names no act when written by hand."""
    words = str(row.get("out") or "")
    return "借" in words or bool(words and not OTHER_ACTS.search(words))


def _lent_on(row: Mapping[str, Json]) -> str:
    """ISO; empty where no whole date is written."""
    found = WRITTEN_DAY.search(str(row.get("out") or "")) if _is_lent(row) else None
    return f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}" if found else ""


CHECKS: tuple[Check, ...] = (
    dismantling_has_a_witness,
    kept_after_sealing,
    sample_days_in_order,
    stored_samples_are_back,
    samples_stand_once,
)
