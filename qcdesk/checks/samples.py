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


CHECKS: tuple[Check, ...] = (
    dismantling_has_a_witness,
    kept_after_sealing,
)
