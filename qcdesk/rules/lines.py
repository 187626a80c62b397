"""Pasted text is broken into lines anywhere: what a break tears apart is joined, lines of their own stay apart."""

from __future__ import annotations

import re

BREAK = re.compile(r"[ \t\u00a0]*(?:\r\n|\r|\n)[ \t\u00a0]*")
OPEN = re.compile(
    "(?:[芯心中]轴|轴[心芯承]|本体|踏板|脚踏|反光[片板]|唛头|[外纸]箱|后盖|碗件?|牙纹|螺纹|[钢滚]珠|[配零]件|总长|组高|硬度|落差"
    "|同心度|电镀|镀层|颜色|箱号|吊卡|字母|(?:没有?|未|无)(?:发现|看到|出现|见|检出|发生|任何)|[的和与及被把从在])$"
)
"""No line ends so that is not broken off."""
MARKED = re.compile(
    "[0-9]{1,2}[.、．)）:：]|[①-⑳]|[(（][0-9一二三四五]|[-•*·●]|[一二三四五六七八九十][、.．]|第[0-9一二三]"
)
"""A line that begins so is one of a list."""
TORN = (
    "芯轴轴心心轴轴承本体踏板脚踏反光光片光板唛头纸箱外箱后盖碗件中轴牙纹螺纹钢珠滚珠配件零件总长组高硬度落差同心心度电镀镀层颜色色差箱号"
    "吊卡字母断裂破裂开裂裂纹裂痕裂开碎裂脱落松脱掉落脱皮散落写错用错上错装错贴错刻错装反破损卡死不良不够偏高偏低混装混料短装少装少放"
    "漏打漏装漏放漏编未铆没有未见发现没断没裂"
)
"""In pairs, words that a break may stand in."""
WORDS = frozenset(TORN[at : at + 2] for at in range(0, len(TORN), 2))


def unbroken(text: str) -> str:
    """With breaks as single line feeds, and without those inside of a sentence."""
    if "\n" not in text and "\r" not in text:
        return text
    return BREAK.sub(lambda found: "" if _tears(text, found) else "\n", text)


def _tears(text: str, found: re.Match[str]) -> bool:
    at, till = found.span()
    if text[at - 1 : at] + text[till : till + 1] in WORDS:
        return True
    return OPEN.search(text, max(0, at - 8), at) is not None and not MARKED.match(text, till)
