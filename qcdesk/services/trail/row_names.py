"""How the office calls any table, and a row of it by its key."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from qcdesk.services.trail import kept_rows, standing

CALLED: Mapping[str, str] = MappingProxyType({
    "record": "记录", "line": "记录", "clock": "记录", "problem": "记录", "signature": "签名", "signature_end": "签名",
    "event": "事件", "head": "事件链", "person": "人员", "person_role": "人员", "sequence": "编号表",
    "attachment": "附件", "rule": "规则", "calendar_day": "工作日历", "custody": "样品保管记录", "role": "角色",
    "working": "没有保存的填写", "saved_view": "常用筛选",
    **{table: called for table, (_, _, called) in standing.TABLES.items()},
    **{table: called for table, (_, called) in kept_rows.TABLES.items()},
})  # fmt: skip

TABLES: Mapping[str, str] = MappingProxyType({
    **CALLED, "line": "单的明细", "clock": "案件的时限", "problem": "案件的不良项目", "signature_end": "签名的失效",
    "head": "事件链的末端", "person_role": "人员的角色", "attachment_bytes": "附件的内容", "schema_version": "结构版本",
})  # fmt: skip
"""Every table of the program's own, also those whose rows go by the name of what they belong to."""


def table(name: str) -> str:
    """数据表“单的明细”（line）."""
    return f"数据表“{TABLES[name]}”（{name}）" if name in TABLES else f"数据表 {name}"


def of(table: str, key: tuple[object, ...]) -> str:
    """记录 3（数据表 line：3 lines 1）."""
    words = " ".join(str(part)[:40] for part in key)
    return f"{CALLED.get(table, table)} {str(key[0])[:40]}（数据表 {table}：{words}）"
