"""What people call the columns of every table, and how a value is told: the words of what verify finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from qcdesk.canonical import Json
from qcdesk.services.basics import deputyships, hands, masters
from qcdesk.services.keeping import gone
from qcdesk.services.papers import copy_list, placing, scan_list
from qcdesk.services.samples.acts import ACTS
from qcdesk.services.times.working_days import OFF, WORK
from qcdesk.services.trail.column_names import BESIDE, REFERRING
from qcdesk.services.trail.line_changes import apart, shortened
from qcdesk.services.trail.names import SHORT, Names
from qcdesk.services.trail.standing import TABLES

Show = Callable[[Names, object], str]
HIDDEN = "hidden"
"""Of what only the program reads: the finding says that it differs, not how."""


def _coded(words: Mapping[str, str]) -> Show:
    return lambda _, value: words.get(str(value), str(value))


def _plain(_: Names, value: object) -> str:
    return "；".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


SHOWN: Mapping[str, Show] = MappingProxyType({
    "": _plain,
    HIDDEN: _plain,
    "time": lambda names, value: names.moment(value),
    "person": lambda names, value: names.person(value),
    "record": lambda names, value: names.record(value),
    "copy": lambda names, value: names.copy(value),
    "scan": lambda names, value: names.scan(value),
    "file": lambda names, value: names.file(value),
    "digest": lambda _, value: str(value)[:SHORT],
    "event": lambda _, value: f"事件 {value}",
    "yes": lambda _, value: "是" if value else "不是",
    "forms": lambda names, value: "、".join(map(names.form, deputyships.forms_of(str(value)))) or "所有表单",
    "mode": _coded({"pin": "PIN", "ink": "纸签"}),
    "made": _coded({copy_list.SIGN: "送签", copy_list.BLANK: "空白编号单"}),
    "moved": _coded({**{act.name: act.label for act in copy_list.ACTS}, copy_list.RETRACT: "签回作罢"}),
    "filed": _coded({scan_list.FILE: "手工归入", scan_list.DISMISS: "放在一边", scan_list.UNDO: "撤回",
                     **{act: f"看过，{said}" for act, said in scan_list.LOOKS.items()},
                     scan_list.AGAIN: "重新待看"}),
    "flag": _coded(placing.FLAGS),
    "kept": _coded({gone.HOLD: "保全", gone.RELEASE: "解除保全", gone.PROPOSE: "提出处置", gone.WITHDRAW: "撤回处置",
                    gone.DISPOSE: "处置"}),
    "hand": _coded(hands.FORMS),
    "day": _coded({WORK: "上班", OFF: "放假"}),
    "done": _coded({act.name: act.label for act in ACTS}),
    "lang": _coded({"zh": "中文", "en": "英文"}),
})  # fmt: skip

Captions = Mapping[str, tuple[str, str]]
"""By column its label and how its value is shown."""
WHO: Captions = {"person": ("登记人", "person"), "name": ("登记人姓名", ""), "at": ("时间", "time"),
                 "event_seq": ("写下它的经过", "event")}  # fmt: skip
PAGE: Captions = {"copy": ("哪一份", "copy"), "sheet_page": ("单上第几页", "")}

CAPTIONS: Mapping[str, Captions] = MappingProxyType({
    "record": {"customer": ("客户", ""), "product": ("产品", ""), "lot": ("批号", ""), "quantity": ("数量", ""),
               "defect": ("不良现象", ""), "severity": ("客诉程度", ""), "department": ("部门", ""),
               "day": ("日期", ""), "search": ("检索文字", HIDDEN), "written": ("写下这一版的经过", "event"),
               "numbered": ("给出编号的经过", "event")},
    "signature": {"id": ("签名的序号", ""), "slot": ("签名格", ""), "person": ("签名人", "person"),
                  "name": ("签的姓名", ""), "at": ("时间", "time"), "meaning": ("含义", ""),
                  "mode": ("签的方式", "mode"), "digest": ("所签内容的校验码", "digest"),
                  "version": ("所签的版本", ""), "copy": ("签在哪一份", "copy"), "scan": ("见于哪一页扫描", "scan"),
                  "verified_by": ("见签人", "person"), "deputy_for": ("代谁签", "person"),
                  "picture": ("签名图样", "file")},
    "person": {"name": ("姓名", ""), "department": ("部门", ""), "roles": ("角色", ""), "active": ("在职", "yes")},
    "attachment": {"name": ("名称", ""), "media": ("类型", ""), "size": ("大小", ""), "added_by": ("添加人", "person"),
                   "added_at": ("添加时间", "time")},
    "custody": {**WHO, "sample": ("哪个样品", "record"), "act": ("做了什么", "done"), "pieces": ("件数", ""),
                "holder": ("经手人", ""), "place": ("位置", ""), "witness": ("在场", ""), "reason": ("原因", ""),
                "due": ("应还", "")},
    "calendar_day": {"kind": ("上班还是放假", "day"), "name": ("说明", ""), "source": ("依据", "")},
    "copy": {**WHO, "record": ("哪张单", "record"), "position": ("第几份", ""), "version": ("印的版本", ""),
             "amended": ("改版次数", ""), "digest": ("所印内容的校验码", "digest"), "made": ("用途", "made"),
             "pages": ("页数", ""), "lang": ("文字", "lang"), "reprint": ("是重印", "yes"),
             "boxes": ("签名格的位置", HIDDEN)},
    "copy_move": {**WHO, "copy": ("哪一份", "copy"), "act": ("去向", "moved"), "holder": ("交给谁", ""),
                  "place": ("归档盒和位置", ""), "reason": ("原因", "")},
    "scan": {**WHO, **PAGE, "file": ("文件", "file"), "page": ("第几页", ""), "code": ("读到的码", ""),
             "flag": ("没有归入的原因", "flag"), "said": ("页上看到的", HIDDEN)},
    "filing": {**WHO, **PAGE, "scan": ("哪一页", "scan"), "act": ("怎么处理", "filed"), "reason": ("原因", "")},
    "deputy": {**WHO, "principal": ("被代理人", "person"), "deputy": ("代理人", "person"), "first_day": ("第一天", ""),
               "last_day": ("最后一天", ""), "scope": ("表单范围", "forms"), "reason": ("原因", "")},
    "deputy_end": {**WHO, "deputy": ("哪一次代理", ""), "reason": ("原因", "")},
    "hand": {**WHO, "login": ("谁的", "person"), "form": ("样式", "hand"), "picture": ("图样", "file")},
    "keeping": {**WHO, "record": ("哪张单", "record"), "act": ("做了什么", "kept"), "reason": ("原因", ""),
                "said": ("清单", HIDDEN)},
    "setting": {"company": ("公司名称", ""), "company_en": ("英文名称", ""), "contact": ("地址、电话、传真", ""),
                "zone": ("时区", "")},
    **{table: {**{column.name: (column.label, "") for column in masters.columns(table)}, "active": ("在用", "yes")}
       for table in TABLES if table != "setting"},
})  # fmt: skip


def label(table: str, column: str) -> str:
    """The column's own name where people have none for it, as of one that other hands have added."""
    captions = CAPTIONS.get(table, {})
    called, _ = captions.get(column) or captions.get(REFERRING.get(column, "")) or ("", "")
    return called or BESIDE.get(table, {}).get(column, column)


def column(table: str, name: str) -> str:
    """“备注”（remark）列."""
    called = label(table, name)
    return f"“{called}”（{name}）列" if called != name else f"“{name}”列"


def shown(names: Names, table: str, column: str, value: object) -> str:
    """As people read it; nothing for what is empty."""
    how = CAPTIONS.get(table, {}).get(column, ("", ""))[1]
    return "" if value is None or value == "" else SHOWN[how](names, value)


def altered(names: Names, table: str, then: Mapping[str, object], now: Mapping[str, object]) -> str:
    """件数应为“2”，现在是“3”；…, of every column that is not what it was."""
    return "；".join(_differing(names, table, then, now))


def _differing(names: Names, table: str, then: Mapping[str, object], now: Mapping[str, object]) -> Iterator[str]:
    for column in dict.fromkeys((*then, *now)):
        if then.get(column) != now.get(column):
            hidden = CAPTIONS.get(table, {}).get(column, ("", ""))[1] == HIDDEN
            old, new = ("" if hidden else shown(names, table, column, side.get(column)) for side in (then, now))
            yield label(table, column) + sides(old, new)


def sides(old: str, new: str) -> str:
    """应为“2”，现在是“3”."""
    if old == new:
        return "不是原来的"
    then, now = (f"“{side}”" if side else "空的" for side in apart(old, new))
    return f"应为{then}，现在是{now}"


def standing(names: Names, table: str, row: Mapping[str, Json]) -> str:
    """代号“HL”，名称“环岭”…: all there is, where the trail tells no more of the old than its digest."""
    told = [(column, row.get(column)) for column in CAPTIONS.get(table, {}) if row.get(column) not in (None, "")]
    return "，".join(
        f"{label(table, column)}“{shortened(shown(names, table, column, value))}”" for column, value in told
    )
