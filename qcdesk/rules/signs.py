"""One text for the same words: simplified characters, half-width figures, no blanks between Chinese characters."""

from __future__ import annotations

import re
from types import MappingProxyType

from qcdesk.rules.lines import unbroken

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
OTHER_WORDS = re.compile(
    "判断|诊断|论断|隔断|推断|垄断|断断续续|不间断|断[面定言网续交]|断了?[货电料供]|中(?<![从途行用程当装试踩]中)断(?!裂)|不错(?=[，,。！!\\s]|$)"
    "|轴(?=[端头]?[盖帽塞])|轴[套皮孔封座距]|轴(?<![芯心]轴)向"
    "|从(?:[货卡叉]车|托盘|栈板|货架)上?[掉摔跌][下落出]来?"
)
"""Signs of defects in words that are none: 判断芯轴."""
LOT = re.compile(
    "[本这该此那同每各几两分按上下前]一?个?批次(?!性)(?![^，,。；;0-9一二两三四五六七八九十]*[都均])|(?:生产|发货|出货|送货|交货|来料|到货|产品|货物)批次(?!性)"
    "|(?<=[A-Za-z0-9])#?批次(?!性)|(?<!整)(?<!整个)批次(?=[号码]|编号|代码|日期|标签|不[详明]|未知|是|为|[\\s:：（(#]|[A-Za-z0-9])"
    "|[小少]批量性?|批量(?=生产|订单|投产|[\\s:：为是共]|[0-9])"
)
"""A lot named, or its size; not how much of it is bad: 批次P2611-03, 本批次, 小批量."""
WHOLE = "整批|全批|本批|这批|整单|整个批次|批次性?|批量性?|成批|大批|全部|所有|全都|通通|统统|每[支个件付副箱]"
ENTERED = "入库|入仓|进仓|上线|使用|装配|安装|验收|收货|收下|出货|生产|销售"
ABOUT = "客户|我们|他们|贵司|我司|货物|产品|大货|订单|后续|其[他它余]|正常|顺利|整体|到|货|的|等"
OPENING = "".join({word[0] for word in f"{WHOLE}|{ENTERED}|{ABOUT}".split("|")}) + "不未没无对都也仍还均已并依照可能"
"""What the words below may begin with; other signs are passed over at once."""
UNHARMED = re.compile(
    f"(?=[{OPENING}])(?:(?<!不是)(?<!并非)(?<!不能)(?:[不未没无](?:有|会|至于|曾)?)(?:影响|妨碍|耽误)(?:{WHOLE}|{ABOUT})*(?:{ENTERED})?"
    f"|对?(?:{WHOLE}|{ABOUT})*(?:{ENTERED})(?:[也都并仍均]*)(?:没有?|无|不受|未受|不会有)(?:什么|任何|大|太大)*影响"
    f"|(?:{WHOLE}|{ABOUT}|[都也仍还均已并]|依然|仍然|照样|照常)*(?<![不无没未才否难方再可])(?:可以|能够|可|能|已经?)"
    f"(?:{WHOLE}|{ABOUT}|照常|照样)*(?:{ENTERED})(?:了)?(?!前|后|时|就|不|吗|[?？])"
    f"|(?:{WHOLE}|其[余他它])(?:{ABOUT}|货物|[都也均为是])*(?:没有?问题|无问题|没事|正常|合格|完好|无误|无异常|正确|没错|OK|ok)"
    f"|(?:入[库仓]|进仓|上线)(?:检验|检查|抽检|的时候|之前|之后|过程|[时后前中])(?![^，,。；;]*[拒退不无]))"
)
"""That the lot is none the worse: 不影响整批入库, 整批可以正常入库; or only when it was found: 入库时."""
NOT_ALL = re.compile(f"(?:并不是|并非|不是|不属于|不算|非)(?:说|因为)?(?:{WHOLE})(?:货物?|产品)?[的都]*(?!没)")
"""Of a part only: 不是整批唛头写错 denies the lot, not the mark."""
SHORT = re.compile(
    "(?:(?<=[，,。；;！!、：:\\s])|^)[这本每整实际收到客户反映馈来电话说称共总点清后前发现还又也却都一结果其中里面内装只货数量产品"
    "脚踏板碗组轴批次型号是A-Za-z0-9#第箱托外拆开打的在\\-]*?"
    "(?P<short>[少缺欠短差][了掉]?(?=\\s*约?[0-9一二两三四五六七八九十百几]))\\s*约?(?:[0-9一二两三四五六七八九十百几]+|好几|多)"
    "\\s*(?:支|个|付|副|套|箱|只|件|双|对|pcs|PCS)(?:左|右)?(?:脚踏|脚|碗组|碗|中轴|产品|货)?"
    "(?=[，,。；;！!、）)\\s]|$|没|未|请|要)"
    "|(?P<only>只收到|只到|只装|只发)(?:了)?[0-9]+(?:支|个|付|副|套|箱|只|件|双|对)"
)
"""Goods that are short by a number; of what else is short the part is named: 少了3个后盖."""
SHORTAGE = "短少"
UNHARMED_HINT = re.compile("批|入[库仓]|进仓|上线|全部|所有|全都|通通|统统|每")
"""What the masked words could be mistaken for."""
SHORT_HINT = re.compile("[少缺欠短差][了掉]?\\s*约?[0-9一二两三四五六七八九十百几]|只[收到装发]")
BLANK = re.compile(r"[ \t\u00a0](?<=[\u4e00-\u9fff].)[ \t\u00a0]*(?=[\u4e00-\u9fff])")
OTHERWISE = re.compile(f"[\r\n{''.join(map(re.escape, map(chr, SIMPLE)))}]")
"""Most texts have none of these and are passed on as they are."""


def plain(text: str) -> str:
    if OTHERWISE.search(text):
        text = unbroken(text.translate(SIMPLE))
    return BLANK.sub("", text)


def unscoped(text: str) -> str:
    """As long as before, without what says that it is not the whole lot."""
    return NOT_ALL.sub(_hidden, text) if "是" in text or "非" in text or "不" in text else text


def masked(text: str) -> str:
    """As long as before, without the words that only look like a defect; goods short by a number are called so."""
    text = OTHER_WORDS.sub(_hidden, text)
    text = LOT.sub(_hidden, text) if "批次" in text or "批量" in text else text
    text = UNHARMED.sub(_hidden, text) if UNHARMED_HINT.search(text) else text
    return SHORT.sub(_short, text) if SHORT_HINT.search(text) else text


def _hidden(found: re.Match[str]) -> str:
    return "\0" * len(found[0])


def _short(found: re.Match[str]) -> str:
    name = "short" if found["short"] else "only"
    start, text = found.start(name) - found.start(), found[0]
    return f"{text[:start]}{SHORTAGE}{text[start + len(SHORTAGE) :]}"
