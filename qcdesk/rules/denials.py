"""When a description denies a defect: 没有芯轴断裂, 未发现本体破裂. What is in doubt stays a defect.

A missed denial makes a grade too high, which somebody will correct; a denial read where there is none hides a defect.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

Spans = tuple[tuple[int, int], ...]

REACH = 30
"""How many signs before a term are looked at."""
FREE_REACH = 10
"""How many signs may stand between “未发现” and the term, whatever they say."""

HINT = re.compile("没|无|未|非|不(?![良能过下均一足够])|排除")
"""Without one of these nothing is denied."""
NO = "没有|没|无|未|不是|不存在|不见|不含|不会|不可能|不能说|不敢说|不曾|并非|非|排除"
AFFIRMED = (
    "(?:不能|无法|不可|难以|不敢|未能|没有|没|未|不)(?:完全|能够|能)?排除"
    "|有没有|有无|是不是|是否|会不会|不仅|不只|不止|不但|不光"
)  # fmt: skip
"""Begins like a denial, and is none: “不能排除”, “有没有”, “不仅”."""
SEEN = "发现|看到|看见|见到|出现|发生|存在|检出|查出|测出|反映|反馈|提到|见"
BETWEEN = (
    "有|再|曾|过|任何|其他|其它|别的|明显|轻微|严重|上述|所述|类似|此类|这种|这类|该|[一两半]|[个支件付副箱只条片处例]"
    "|一批|本批|整批|全批|成批|大批|批次性|的|是|被|[\\s“”\"]"
)  # fmt: skip
PARTS = "产品|货物|脚踏|碗件|中轴|芯轴|轴心|轴承|钢珠|反光片|纸箱|外箱|本体|踏板|后盖|配件|零件|唛头|从|与"
VERB = "[写装用打贴印放刻配送]"
"""Of what went wrong: 唛头没有写错."""
WORDS = f"{AFFIRMED}|{NO}|{SEEN}|{BETWEEN}|{PARTS}"
RUN = re.compile(f"(?:{WORDS})*(?:不|{VERB})*$")
"""What leads up to a term without a word that is not about there being something."""
COUNTED = re.compile(f"(?P<affirmed>{AFFIRMED})|(?P<no>{NO}|不$)|{SEEN}|{BETWEEN}|{PARTS}")
OTHER_MATTER = "但|却|而|因|由|导致|造成|致使|使|前|后|时|就|才|已|只|仅|问题|异常|原因|哪|何|怎|[0-9０-９：:；]"
FREE = re.compile(f"(?:没有|没|未|无|不曾)(?:再|曾|能)?(?:{SEEN})(?P<free>(?:(?!{OTHER_MATTER}).){{0,{FREE_REACH}}})$")
OF_SOMETHING = re.compile("(?<![说述称提报讲言映馈诉到指])的$")
"""未发现撞击的芯轴断裂: what was not found is what the term goes with; 客户所说的 names the term itself."""
BEFORE_NOW = re.compile(
    "之前|以前|此前|从前|原来|原先|当时|从未|从没|从来|上次|上批|上回|往年|出货|出厂|发货|如果|假如|要是|若"
)  # fmt: skip
"""What was not there then, or would not be, says nothing of what is there now."""
LISTED = re.compile(f"[、\\s]*(?:和|或者|或是|或|及|与|以及|还有)?\\s*(?:其他|其它|任何|{PARTS})*")
"""Between two terms that share a denial: 没有芯轴断裂、本体破裂."""
COUNT = re.compile(r"\s*(?:有|约|共|各)?\s*[0-9０-９一二三四五六七八九十几数多]")
"""So many of them are there after all."""

BESIDES = re.compile("以外|之外|除外")
"""没有芯轴断裂以外的问题: that there is."""


def denied(text: str, hits: Iterable[tuple[int, Spans]]) -> dict[Spans, str]:
    """Of the places of terms those that the text denies, with the words of the denial; each comes with the place where
    its clause begins."""
    places = sorted(set(hits), key=lambda hit: hit[1])
    ends = sorted({spans[0][1] for _, spans in places if len(spans) == 1})
    made: dict[Spans, str] = {}
    denials: set[int] = set()
    for clause, spans in places:
        begins = _denial(text, clause, sorted(spans), ends)
        if begins is None and len(spans) == 1 and _goes_on(text, spans[0], ends, denials):
            begins = spans[0][0]
        if begins is not None:
            last = max(end for _, end in spans)
            made[spans] = text[begins:last].strip()
            denials.update([last] if len(spans) == 1 else [])
    return made


def _denial(text: str, clause: int, spans: Sequence[tuple[int, int]], ends: Sequence[int]) -> int | None:
    """Where the denial of a term begins; of two of its parts each denied nothing is left: 没有一支芯轴不断裂."""
    if BESIDES.match(text, spans[-1][1]):
        return None
    begins, since = [], clause
    for part, (start, end) in enumerate(spans):
        run = _run(text, max(since, _end_before(ends, start, clause), start - REACH), start)
        if run is not None and (part or _together(text, spans)):
            begins.append(run)
        since = end
    return min(begins[0], spans[0][0]) if len(begins) % 2 else None


def _together(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Parts between which the clause goes on: 没有芯轴从根部断裂, but not 没有反光片库存，整批用错."""
    return not re.search(f"[，,、]|{OTHER_MATTER}", text[spans[0][1] : spans[-1][0]])


def _end_before(ends: Sequence[int], at: int, least: int) -> int:
    """The end of the term before."""
    place = bisect_right(ends, at)
    return max(ends[place - 1], least) if place else least


def _run(text: str, since: int, at: int) -> int | None:
    """Where the words begin that deny what follows at `at`; an even number of them denies nothing."""
    before = text[since:at]
    if not HINT.search(before):
        return None
    free = FREE.search(before)
    if free and OF_SOMETHING.search(free.group("free")):
        free = None
    run = RUN.search(before[: free.start("free")] if free else before)
    if run is None or BEFORE_NOW.search(before[: run.end()]):
        return None
    words = list(COUNTED.finditer(run.group()))
    if any(word["affirmed"] for word in words) or sum(bool(word["no"]) for word in words) % 2 == 0:
        return None
    return since + run.start()


def _goes_on(text: str, span: tuple[int, int], ends: Sequence[int], denials: set[int]) -> bool:
    """A further item of a list whose first was denied, unless a number of them follows."""
    before = _end_before(ends, span[0], -1)
    return before in denials and bool(LISTED.fullmatch(text, before, span[0])) and not COUNT.match(text, span[1])
