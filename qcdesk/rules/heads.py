"""Whose a fault is where one thing is named by another: of 本体上的反光片 the reflector is broken, not the body.

Only things that no grave item is about take a fault away from a part; whatever else stands beside it leaves it there.
"""

from __future__ import annotations

import re

PACKING = (
    "纸盒|彩盒|[内外小]盒|盒子|包装[盒袋箱纸膜]?|纸箱|[内外]箱|箱子|纸板|隔板|胶袋|塑料袋|气泡[袋膜]|泡沫|说明书|吊卡|挂卡|吊牌"
    "|贴纸|标贴|标签|商标|不干胶|唛头|条码|油漆|漆[面膜层皮]?|涂层|[喷烤]漆|镀[层铬锌]|电镀[层皮]?"
)
FITTINGS = "反光[片板条]|反射片|[后尾端]盖|防尘[盖圈套罩]|保护[套盖罩]|护[套罩]|盖子|螺丝|\0头?[盖帽塞]"
"""Of a pedal; of a bottom bracket whatever cracks is a part. Of 轴盖 the first sign is masked."""
FREE = "(?<![被在从与和及跟或、把用因给由至到装拆])"
NO_PLACE = "(?![里内中时后前处过完好]|槽|卡槽|安装|的?(?:位置|地方)|上(?!的))"
PEDAL = re.compile(f"{FREE}(?:{PACKING}|{FITTINGS}){NO_PLACE}")
BRACKET = re.compile(f"{FREE}(?:{PACKING}){NO_PLACE}")
OF_BRACKET = re.compile("[左右]?[中碗零]")
LEADING = "[的外内上下里面边侧表贴挂装配用附带套所]{0,6}(?:那一?[箱批包]的?)?"
PEDALS_OWN = re.compile(f"{LEADING}{PEDAL.pattern}")
BRACKETS_OWN = re.compile(f"{LEADING}{BRACKET.pattern}")
GIVES_WAY = re.compile("[断裂破碎掉脱落散松]")
"""The faults that are grave in a part and slight in its box."""
LOOSE = re.compile(f"(?:{PACKING}|{FITTINGS})[^，,。；;、]{{0,6}}$")
WHERE = re.compile("[被在从](?:外面的?|里面的?)?$")
INSIDE = re.compile("[里内中压砸撞挤]")
HOLDER = re.compile("(?:卡槽|槽|安装[孔位处]|孔|座|[的]?(?:位置|地方))")

PACKED = re.compile("[好后时前过完]")
FROM = frozenset("从与跟由自")
OFF = re.compile(f"(?:{PACKING}|{FITTINGS})[都也已还就]?[从与跟由自]$")


def slight(text: str, noun: tuple[int, int]) -> bool:
    return PEDAL.match(text, *noun) is not None


def another_between(text: str, noun: tuple[int, int], verb: tuple[int, int]) -> bool:
    """踏板的吊卡裂了."""
    if not GIVES_WAY.search(text, *verb):
        return False
    things = BRACKET if OF_BRACKET.match(text, noun[0]) else PEDAL
    return things.search(text, noun[1], verb[0]) is not None


def of_another(text: str, noun: tuple[int, int], verb: tuple[int, int]) -> bool:
    """破损的中轴纸盒."""
    if not GIVES_WAY.search(text, *verb):
        return False
    owned = BRACKETS_OWN if OF_BRACKET.match(text, noun[0]) else PEDALS_OWN
    return owned.match(text, noun[1]) is not None


def only_a_place(text: str, noun: tuple[int, int]) -> bool:
    """碗件在纸箱里破裂, 本体被纸箱压裂, 反光片槽开裂: what broke is named elsewhere."""
    return bool(INSIDE.match(text, noun[1]) and WHERE.search(text, max(0, noun[0] - 4), noun[0]))


def holds_another(text: str, noun: tuple[int, int]) -> bool:
    """反光片卡槽: of the body, not of the reflector; 包装好后 is no box at all."""
    sign = text[noun[0]]
    if sign == "反":
        return HOLDER.match(text, noun[1]) is not None
    return sign == "包" and text.startswith("包装", noun[0]) and PACKED.match(text, noun[1]) is not None


def of_something_slight(text: str, start: int, at: int) -> bool:
    """贴纸一拉就掉: words that name no part speak of the thing before them."""
    return LOOSE.search(text, max(start, at - 16), at) is not None


def comes_off(text: str, start: int, at: int) -> bool:
    """反光片从本体脱落: the body stays where it is."""
    return OFF.search(text, max(start, at - 12), at) is not None
