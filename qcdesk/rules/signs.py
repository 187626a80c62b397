"""One text for the same words: simplified characters, half-width figures, no blanks between Chinese characters."""

from __future__ import annotations

import re
from types import MappingProxyType

TRADITIONAL = (
    "斷断軸轴裝装錯错嘜唛頭头紙纸損损脫脱鬆松鉚铆壓压導导體体鋼钢滾滚盡尽無无紋纹車车總总長长夠够組组開开後后"
    "蓋盖塵尘腳脚兩两隻只雙双邊边號号編编寫写電电鍍镀層层剝剥發发銹锈鏽锈鐵铁顏颜異异樣样淺浅絲丝墊垫說说書书"
    "帶带歸归處处過过這这種种類类現现見见檢检測测並并沒没為为與与還还從从來来會会問问題题嗎吗請请確确認认擔担"
    "憂忧換换補补貨货產产線线庫库數数銷销賬账倉仓點点標标準准單单據据達达約约佔占個个條条張张緊紧鑽钻製制訂订"
    "實实際际場场輕轻嚴严別别參参閱阅環环規规滯滞轉转動动離离軟软對对稱称調调亂乱爛烂鬧闹區区廠厂運运結结決决"
    "關关責责賠赔償偿徹彻該该況况狀状隱隐險险慮虑萬万則则將将卻却麥麦"
)
"""In pairs, of the words complaints are written in."""
SIMPLE = MappingProxyType({
    **{ord(old): new for old, new in zip(TRADITIONAL[::2], TRADITIONAL[1::2], strict=True)},
    **{sign: chr(sign - 0xFEE0) for sign in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))},
    ord("％"): "%", ord("＋"): "+", ord("\u3000"): " ",
})  # fmt: skip
OTHER_WORDS = re.compile("[判诊论]断|断[面货定言]|中断|[推垄]断|不错(?=[，,。！!\\s]|$)")
"""Signs of defects in words that are none: 判断芯轴."""
BLANK = re.compile(r"(?<=[\u4e00-\u9fff])[ \t\u00a0]+(?=[\u4e00-\u9fff])")
OTHERWISE = re.compile(f"[{''.join(map(re.escape, map(chr, SIMPLE)))}]|{BLANK.pattern}")
"""Most texts have none of these and are passed on as they are."""


def plain(text: str) -> str:
    if not OTHERWISE.search(text):
        return text
    return BLANK.sub("", text.translate(SIMPLE))


def masked(text: str) -> str:
    """As long as before, without the words that only look like a defect."""
    return OTHER_WORDS.sub(lambda found: "\0" * len(found[0]), text)
