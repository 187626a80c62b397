"""A defect that a description names and does not report: counted nought, asked about, supposed, long settled.

What is in doubt stays a defect, as with denials: whoever may be wrong here would hide a broken spindle.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from qcdesk.rules.denials import BETWEEN, COUNT, LISTED, PARTS, SEEN, Spans

NONE, UNLIKELY, TRIED, RULED_OUT = "说的是没有", "说的是可能性小", "说的是试验", "说的是已排除"
ASKED, SUPPOSED, PAST = "是在问", "说的是假设", "说的是以前"

STOP = re.compile("[，,。．；;！!？?\n]")
SENTENCE = re.compile("[。；;！!\n]")
HINT = re.compile(
    "是否|会否|可否|不会|没有|有无|不是|如[果有发出遇]|假[如设使]|若|要是|倘若|万一|一旦|以免|避防|避免|预防|谨防|以防|防止|担心|怕"
    "|\\?|？|去年|前年|往年|之前|以前|此前|从前|早前|上[次批回个月一]|曾|0(?<![0-9.]0)(?![0-9.])"
)
"""Without one of these nothing before a defect tells it aside; beginning with a plain sign each is soon passed over."""
AFTER_NOUN = f"会|能|可能|再|为|因为|因|由于|容易|导致|造成|在|中|使用|骑行|{SEEN}|{BETWEEN}|{PARTS}"
QUESTION = re.compile(f"(?P<words>是否|会不会|有没有|有无|是不是|会否|能否|可否)(?:{AFTER_NOUN})*$")
DOUBT = re.compile("无法|不能|难以|不知|不确定|不清楚|不明|怀疑|疑似")
WILL = re.compile("(?P<words>会|可能|能)$")
SUPPOSITION = re.compile(
    "(?P<words>如(?:果|有|发现|出现|遇)|假如|假设|假使|若(?!干)|要是|倘若|万一|一旦|以免|避免|防止|预防|谨防|以防|担心|怕(?<![恐可]怕))"
    "[^了已再又就补换退赔处解改]{0,10}$"
)
LATELY = re.compile(
    "(?P<words>上次|上批|上一批|上回|上个月|上月|去年|前年|往年|之前|以前|此前|从前|早前|曾经?)[^没无未不]*$"
)
SETTLED = re.compile("已经?(?:全部|都)?(?:处理|解决|改善|结案|补|更换|关闭|赔|换|纠正|整改|完成|退)|处理完|解决了|结案")
AGAIN = re.compile("又|再次|再度|仍|依然|还|也|同样|尚未|未|没")
REST = re.compile(
    "\\s*[纹痕缝]?\\s*(?:"
    "(?P<unlikely>的?(?:可能性?|概率|几率|机会)(?:很|较|极|非常|比较|几乎)*(?:小|低|不大|不高|没有|为零|微乎其微))"
    "|(?P<asked>(?:过|了|的|情况|现象|问题)*吗)"
    "|(?P<ruled_out>(?:的?(?:可能性?|风险|嫌疑|情况|因素))*(?:[都均也可被]|已经?|全部|完全|可以|基本)*排除[了掉]?"
    "(?=\\s*(?:[，,。．；;！!、）)\n]|$|但|只是|[这本]次)))"
    "|(?P<tried>力|强度|扭矩|(?:试验|测试|实验)[^不未没。；;]{0,6}(?:合格|通过|正常|OK|ok))"
    "|(?P<none>(?:率|数量?|有|共|为|是|[\\s:：=])*(?:0(?![.0-9])|零(?=[支个例副只处起套]))"
    "|[:：(（]*的?(?:情况|现象|问题|不良)?[\\s:：]*[均都也并暂尚]?"
    "(?:[未没不]有?(?:发现|见|出现|发生|检出|存在|查到)过?|无|没有|否)[)）]?\\s*(?=[，,。．；;！!？?、\n]|$))"
    ")"
)
"""What follows a defect and takes it back: 断裂 0 支, 断裂：无, 断裂的可能性很小."""
REST_HINT = re.compile("没|未|不|无|否|0|零|排除|吗|力|强度|扭矩|试验|测试|实验|可能|概率|几率|机会")
"""Without one of these it takes nothing back."""
REASONS = MappingProxyType({"unlikely": UNLIKELY, "asked": ASKED, "tried": TRIED, "none": NONE, "ruled_out": RULED_OUT})
NOUGHT = re.compile(r"0(?<![0-9.]0)\s*[支个件副只箱套处例片](?:发生|出现)?$")
THIS = "(?:[这本此今]次|[这本此]回|[这本此]批)"
NOW = re.compile(f"{THIS}(?:货|产品|的)*(?:只是|仅是|单是|只|仅|就是|是|改为)(?:有|因|因为|反映|投诉|发现)*$")
"""Before another defect, that is all there is this time: 上次芯轴断裂，这次只是少一箱."""
GOODS = re.compile("的(?!话|风险|可能|情况|问题|现象|概率|几率|\\s*[？?]|$)")
"""如果芯轴断裂的货不能换: they are there."""


class Aside(NamedTuple):
    words: str
    reason: str


def asides(text: str, places: Collection[Spans]) -> dict[Spans, Aside]:
    """Of the places of terms those that are told aside, with the words that do it and how."""
    taken = _taken_back(text, places) if REST_HINT.search(text) else {}
    if not HINT.search(text):
        return taken
    made: dict[Spans, Aside] = {}
    told_at = sorted(set(places), key=min)
    begins = [min(spans)[0] for spans in told_at]
    for spans in told_at:
        aside = taken.get(spans) or _aside(text, sorted(spans), begins) or _listed(text, spans, made)
        if aside:
            made[spans] = aside
    return made


def _listed(text: str, spans: Spans, made: Mapping[Spans, Aside]) -> Aside | None:
    """A further item of a list that is asked about or supposed: 有无芯轴断裂、本体破裂."""
    (start, end), *_ = spans
    if len(spans) > 1 or COUNT.match(text, end):
        return None
    told = ((before[-1][1], one) for before, one in made.items() if one.reason in (ASKED, SUPPOSED))
    reasons = (one.reason for till, one in told if till <= start and LISTED.fullmatch(text, till, start))
    return next((Aside(text[start:end], reason) for reason in reasons), None)


def _taken_back(text: str, places: Iterable[Spans]) -> dict[Spans, Aside]:
    """By what follows; many terms end at one place."""
    ends = {spans: spans[0][1] if len(spans) == 1 else max([end for _, end in spans]) for spans in places}
    after = {end: REST.match(text, end) for end in set(ends.values())}
    told = ((spans, after[end]) for spans, end in ends.items())
    return {
        spans: Aside(text[min(spans)[0] : found.end()].strip(), REASONS[found.lastgroup or ""])
        for spans, found in told
        if found
    }


def _aside(text: str, spans: list[tuple[int, int]], begun: Sequence[int]) -> Aside | None:
    first, last = spans[0][0], max(end for _, end in spans)
    since = _since(text, first)
    if NOUGHT.search(text, since, first):
        return Aside(text[since:last].strip(), NONE)
    reported = COUNT.match(text, last) or GOODS.match(text, last)
    begins, reason = (None, "") if reported else _unreal(text, since, spans)
    if begins is None and _settled(text, since, spans[-1], begun):
        begins, reason = since, PAST
    return None if begins is None else Aside(text[begins:last].strip(), reason)


def _since(text: str, at: int) -> int:
    """Where the clause begins; a list goes on through 、."""
    least = max(0, at - 40)
    ends = [sign.end() for sign in STOP.finditer(text, least, at)]
    return ends[-1] if ends else least


def _unreal(text: str, since: int, spans: list[tuple[int, int]]) -> tuple[int | None, str]:
    """A question or a supposition before the term, or between its parts: 芯轴是否会断裂."""
    at = since
    for start, end in spans:
        question = QUESTION.search(text, at, start)
        if question is None and text[spans[-1][1] : spans[-1][1] + 1] in ("?", "？"):
            question = WILL.search(text, at, start)
        if question and not DOUBT.search(text, since, question.start()):
            return min(question.start(), spans[0][0]), ASKED
        supposed = SUPPOSITION.search(text, at, start)
        if supposed:
            return min(supposed.start(), spans[0][0]), SUPPOSED
        at = end
    return None, ""


def _settled(text: str, since: int, verb: tuple[int, int], begun: Sequence[int]) -> bool:
    """Of an earlier time, over and done with or contrasted with now, and not heard of again in what follows."""
    start, end = verb
    lately = LATELY.search(text, since, start)
    if lately is None:
        return False
    rest = SENTENCE.search(text, end)
    over = SETTLED.search(text, end, rest.start() if rest else len(text))
    over = over or re.compile("过").search(text, lately.end("words"), end + 1)
    contrasted = any(NOW.search(text, end, other) for other in begun if other > end)
    again = AGAIN.search(text, end) or any(sign in re.sub(THIS, "", text[end:]) for sign in text[start:end])
    return (bool(over) or contrasted) and not again
