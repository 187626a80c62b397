"""What the history of a record says of scanned pages and of signatures seen on paper."""

from __future__ import annotations

from collections.abc import Mapping

from qcdesk.canonical import Json

SEEN = {"signed": "有笔迹", "empty": "空白", "unclear": "看不清", "unjudged": "没有判读", "": "没有扫描"}
"""What a scan showed in a box."""

SHOWN = "shown"
"""Under which the event of a signature in ink keeps that: {slot: {verdict, share, why}}."""

REST, NO_MORE = "其余没签", "纸上签的不能再确认"
"""What whoever looked at a page says by it: of a paper on which the rest may still be confirmed, and of another."""

LOOKS = {"scan_looked": f"扫描页看过，{REST}", "scan_looked_in_vain": f"扫描页看过，{NO_MORE}",
         "scan_look_again": "扫描页重新待看"}  # fmt: skip
ACTIONS = ("scanned", "scan_filed", "scan_dismissed", "scan_undone", *LOOKS, "inked")


def told(action: str, said: Mapping[str, Json]) -> str:
    """Of one of the `ACTIONS`."""
    if action == "inked":
        return f"确认纸上的签名（{_meant(said)}），{inked(said)}"
    return _scanned(said) if action == "scanned" else _decided(action, said)


def _meant(said: Mapping[str, Json]) -> str:
    rows = said.get("signed")
    return "、".join(str(row.get("meaning")) for row in rows if isinstance(row, dict)) if isinstance(rows, list) else ""


def _scanned(said: Mapping[str, Json]) -> str:
    """扫描件“x.pdf”归入第 1 份第 1、2 页；有一页没有归入：第 3 页（这页已有扫描）."""
    pages: dict[str, list[str]] = {}
    for copy, page in _pairs(said.get("filed")):
        pages.setdefault(copy, []).append(page)
    parts = [f"归入第 {copy} 份第 {_few(each)} 页" for copy, each in pages.items()]
    flagged = [f"第 {page} 页（{label}）" for page, label in _pairs(said.get("flagged"))]
    if flagged:
        count = "有一页" if len(flagged) == 1 else f"有 {len(flagged)} 页"
        parts.append(f"{count}没有归入：{_few(flagged)}")
    return f"扫描件“{said.get('file')}”{'；'.join(parts)}"


def _decided(action: str, said: Mapping[str, Json]) -> str:
    page = f"“{said.get('file')}”第 {said.get('page')} 页"
    where = f"第 {said.get('position')} 份第 {said.get('sheet_page')} 页" if said.get("position") else ""
    if action == "scan_filed":
        return f"扫描页手工归入{where}：{page}"
    if action in LOOKS:
        return f"{LOOKS[action]}：{page}（{where}）"
    deed = "扫描页放在一边" if action == "scan_dismissed" else "撤回手工归入" if where else "撤回对扫描页的处理"
    return f"{deed}：{page}" + (f"（{where}）" if where else "")


def inked(said: Mapping[str, Json]) -> str:
    """What a step says beyond itself: 王样六在纸上签（第 1 份第 2 页，纸上日期 2026-11-20）; nothing for one by PIN."""
    where, days = on_copy(said), said.get("paper")
    rows = said.get("signed")
    names = [str(row["name"]) for row in rows if isinstance(row, dict) and row.get("mode") == "ink"] \
        if isinstance(rows, list) else []  # fmt: skip
    if not names or not where:
        return ""
    dated = sorted({str(day) for day in days.values()}) if isinstance(days, dict) else []
    on = f"，纸上日期 {'、'.join(dated)}" if dated else ""
    shown = said.get(SHOWN)
    whys = dict.fromkeys(doubted(said, slot) for slot in shown) if isinstance(shown, dict) else {}
    on += "".join(f"，{why}" for why in whys if why)
    on += f"，那时在职，{said['left']} 停用" if said.get("left") else ""
    return f"{'、'.join(dict.fromkeys(names))}在纸上签（{where}{on}）"


def on_copy(said: Mapping[str, Json]) -> str:
    """Of the record which copy, and which page of it, a signature was seen on: 第 1 份第 2 页."""
    copy = copy_page(said)
    return f"第 {copy[0]} 份第 {copy[1]} 页" if copy else ""


def copy_page(said: Mapping[str, Json]) -> tuple[str, ...]:
    copy = said.get("on_copy")
    return tuple(map(str, copy)) if isinstance(copy, list) and len(copy) == 2 else ()


def doubted(said: Mapping[str, Json], slot: str) -> str:
    """扫描上空白，确认的理由：看过原件; nothing for a box that was seen signed."""
    told = _shown(said, slot)
    return f"扫描上{SEEN.get(str(told.get('verdict')), '')}，确认的理由：{told['why']}" if told else ""


def doubt(said: Mapping[str, Json], slot: str) -> str:
    """Which of the SEEN it was that left it in doubt."""
    return str(_shown(said, slot).get("verdict", ""))


def _shown(said: Mapping[str, Json], slot: str) -> Mapping[str, Json]:
    """Empty for a box that needed no reason."""
    shown = said.get(SHOWN)
    told = shown.get(slot) if isinstance(shown, dict) else None
    return told if isinstance(told, dict) and told.get("why") else {}


def _pairs(value: Json) -> list[tuple[str, str]]:
    pairs = value if isinstance(value, list) else []
    return [(str(one[0]), str(one[1])) for one in pairs if isinstance(one, list) and len(one) == 2]


def _few(words: list[str]) -> str:
    return "、".join(words) if len(words) <= 12 else "、".join(words[:10]) + f" 等 {len(words)} "
