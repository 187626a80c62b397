"""What the indexes, triggers and constraints of the database are for, in the office's words: what a finding says of one
that other hands took away or altered. Its technical name stands in brackets, for whoever puts it right."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from qcdesk.services.trail import captions
from qcdesk.services.trail.row_names import TABLES
from qcdesk.services.trail.structure_made import ALTERED, STRANGE, indexed

SOUGHT: Mapping[str, str] = MappingProxyType({
    "record_updated": "按最近改动列出记录", "record_state": "按状态列出记录", "record_form": "按表单列出记录",
    "record_case": "找一个案件里的单", "record_customer": "按客户列出一种表单的记录",
    "record_counted": "数一种表单各个状态有几张", "event_record": "找一张单的经过",
    "signature_record": "找一张单的签名", "clock_due": "列出到期、超期的时限",
    "problem_item": "找同样不良的案件", "custody_sample": "找一个样品的保管记录",
    "copy_move_copy": "找一份打印份的去向", "scan_file": "找一个文件的扫描页", "scan_copy": "找一份打印份的扫描页",
    "filing_scan": "找一页扫描归到了哪里", "deputy_days": "查一个人哪些天代理谁", "hand_login": "找一个人的签名图样",
    "keeping_record": "找一张单的保全和处置",
})  # fmt: skip
"""By index what is quick through it."""

KEPT: Mapping[str, str] = MappingProxyType({
    "event": "经过写下就不能改、不能删", "signature": "签名签下就不能改、不能删",
    "signature_end": "签名失效了就不能再算数", "rule": "规则只能出新版，旧版不能改、不能删",
    "custody": "样品保管记录写下就不能改、不能删", "copy": "打印份编了号就不能改、不能删",
    "copy_move": "打印份的去向写下就不能改、不能删", "scan": "扫描页收进来就不能换、不能删",
    "filing": "扫描页归到哪里写下就不能改、不能删", "deputy": "职责代理写下就不能改、不能删",
    "deputy_end": "职责代理终止了就不能再算数", "hand": "签名图样只能换新的，旧的不能改、不能删",
    "keeping": "保全和处置写下就不能改、不能删", "record": "记录不能删，只能作废", "person": "人员不能删，只能停用",
    "attachment": "登记过的附件不能删",
})  # fmt: skip
"""By table what its triggers see to."""

AGAIN = "请查明是谁动的，再请管理员照原样建好"
SLOW = "单和签名没有少，只是会变慢"


def index_gone(name: str, table: str, made: str) -> str:
    return f"为了{SOUGHT[name]}快些而建的目录被拿掉了，{SLOW}；{AGAIN}（索引 {_as_made(name, table, made)}）"


def index_altered(name: str, table: str, made: str) -> str:
    said = f"为了{SOUGHT[name]}快些而建的目录被程序以外的手改过，会变慢，也可能有的单存不进去"
    return f"{said}；{AGAIN}（索引 {_as_made(name, table, made)}）"


def index_strange(name: str) -> str:
    return f"多了一个查找用的目录，会变慢，也可能有的单存不进去；{STRANGE}（索引 {name}）"


def _as_made(name: str, table: str, made: str) -> str:
    """record_state：record (state, updated_at, id)."""
    columns = indexed(made)
    return f"{name}：{table} ({columns})"


def guard_gone(table: str, triggers: Sequence[str]) -> str:
    said = f"“{KEPT[table]}”的防护被拿掉或改过，这以后的改动没有挡住：先看其他各条有没有改动"
    return f"{said}；{ALTERED}（触发器 {'、'.join(triggers)}）"


def guards_useless(function: str) -> str:
    said = "“写下就不能改、不能删”的防护都被换成了不起作用的，这以后的改动没有挡住：先看其他各条有没有改动"
    return f"{said}；{ALTERED}（函数 {function}）"


def trigger_strange(name: str) -> str:
    return f"多了一段在这张表写入时自己会动的程序，可能改掉别的内容；{STRANGE}（触发器 {name}）"


def limit_gone(table: str, words: str) -> str:
    return f"{_limit(table, words)}的限制被拿掉了；{ALTERED}（约束 {words}）"


def limit_altered(table: str, words: str) -> str:
    """In whose place stands one that says more: what happens here by itself when a row is deleted there."""
    return f"{_limit(table, words)}的限制被改过{_follows('：', table, words)}；{ALTERED}（约束 {words}）"


def limit_strange(table: str, words: str) -> str:
    said = f"多了{_limit(table, words)}的限制，可能有的单存不进去{_follows('，', table, words)}"
    return f"{said}；{STRANGE}（约束 {words}）"


def _limit(table: str, words: str) -> str:
    """“编号”不能重复; of one that refers to another table, that what it names is there."""
    named, other = _columns(table, words), _other(words)
    if other:
        return f"“{named}”要在“{other}”里有"
    return f"“{named}”不能重复" if words.startswith(("PRIMARY KEY", "UNIQUE")) else "能写哪些值"


def _follows(stop: str, table: str, words: str) -> str:
    """What happens here by itself when the row that is referred to is deleted or altered there."""
    here, there = _columns(table, words), _other(words)
    said = {
        "ON DELETE CASCADE": f"在“{there}”里删掉一行，这张表里用到它的也会跟着删掉",
        "ON DELETE SET": f"在“{there}”里删掉一行，这张表里用到它的“{here}”也会跟着清掉",
        "ON UPDATE CASCADE": f"在“{there}”里改了，这张表里用到它的也会跟着改",
    }
    return "".join(f"{stop}{sentence}" for rule, sentence in said.items() if rule in words)


def _columns(table: str, words: str) -> str:
    columns = re.search(r"\(([\w, ]+)\)", words)
    return "、".join(captions.label(table, one) for one in columns[1].split(", ")) if columns else ""


def _other(words: str) -> str:
    found = re.search(r"REFERENCES (\w+)", words)
    return TABLES.get(found[1], found[1]) if found else ""
