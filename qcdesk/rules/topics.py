"""What a clause without a part of its own speaks of: 反光片没有破裂，是脱落了3片; 断的不是芯轴，是本体."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from qcdesk.rules import heads
from qcdesk.rules.phrases import APART, Begun, Hit, Phrase

MOST = 24
"""How many wordings that begin in the clause before are tried."""
LONGEST = 80
"""Of a clause that the next may go on from."""
LEAD = re.compile(
    "(?:但是?|而是|却|不过|可是|只是|就是|而且|并且|[是就也又都均全便还再已有很约共被]|还有|已经|出现|发现|发生|存在|部分|个别|其中|全部|整批"
    "|轻微|明显|细小|微小|多处|很多|不少|[一几两多][道条处点些支个片件]|[0-9]+\\s*[支个件片副付只]|这次|本次|这批|本批|今天|现在|结果|后来"
    "|最后|随后|一?[踩拉压装用骑]就?|骑行?中|使用中|从?中间|从?根部|容易|会|没有?|未|无|不|是不是|是否|[装写贴打印用放拿]|\\s)*"
)
"""May stand before the verb."""
VERB = re.compile("[断裂破碎掉脱松散错反混烂滑少漏不偏短毛起碰生剥卡歪斜坏压超]")
SUPPOSED = re.compile(
    "如[果有发出遇]|假[如设使]|若|要是|倘若|万一|一旦|以免|避防|避免|预防|谨防|以防|防止|担心|怕|是否|会否|可否|能否"
    "|去年|前年|往年|之前|以前|此前|从前|早前|上[次批回个月]|曾|\\?|？"
)
"""In the clause before: then what follows is of that too."""
TURN = re.compile("但|却|不过|而是|可是|只是|就是")
OTHERS = re.compile("的|了?(?:货|料|电|漆|皮|色)")
CARTONS = re.compile("了?[0-9一二两三四五六七八九十几]+[箱盒]")
"""After the verb: it is of something else, or of the cartons."""
NAMED = re.compile("\\s*(?:而|却|就)?是?")
NOT_THAT = re.compile("的?(?:并不是|并非|不是|非)")


class Topic(NamedTuple):
    """The last clause that names a part, and what begins in it."""

    start: int
    end: int
    begun: Sequence[Begun]


def carried(text: str, clause: tuple[int, int], topic: Topic) -> list[Hit]:
    """What befell the parts of the clause before and is told in this one."""
    verbs = [(one, verb) for one in topic.begun[:MOST] if (verb := _verb(text, clause, one[2]))]
    if not verbs or SUPPOSED.search(text, topic.start, topic.end):
        return []
    lead = LEAD.match(text, *clause)
    at = lead.end() if lead else clause[0]
    made = (_told_of(text, clause, one, verb, topic.end) for one, verb in verbs if verb[0] <= at)
    return [hit for hit in made if hit]


def turned(text: str, start: int) -> bool:
    """The clause is set against what stands before it, if only by a full stop."""
    return text[start - 1] in "但却" or TURN.match(text, start) is not None


def _verb(text: str, clause: tuple[int, int], one: Phrase) -> tuple[int, int] | None:
    """Where the clause has what would befall the part."""
    found = one.rest[0].search(text, *clause) if len(one.rest) == 1 and not one.partless else None
    if not found or found[0] == "不良" or OTHERS.match(text, found.end()):
        return None
    return found.span()


def _told_of(text: str, clause: tuple[int, int], begun: Begun, verb: tuple[int, int], topic_end: int) -> Hit | None:
    start, end = clause
    at, till, one = begun
    if heads.GIVES_WAY.search(text, *verb) and CARTONS.match(text, verb[1]):
        return None
    if heads.another_between(text, (at, till), (topic_end, end)) or heads.PEDAL.search(text, verb[1], end):
        return None
    if not turned(text, start) and APART.search(text, till, topic_end):
        return None
    return Hit(one.item, ((at, till), verb), start, till - at + verb[1] - verb[0], at, carried=True)


def instead(text: str, start: int, begun: Sequence[Begun], topic: Topic) -> list[Hit]:
    """The part that has what the clause before says of another: 断的不是芯轴，是本体."""
    named = NAMED.match(text, start)
    first = named.end() if named else start
    made = []
    for at, till, one in begun[:MOST]:
        found = one.rest[0].search(text, topic.start, topic.end) if at == first and len(one.rest) == 1 else None
        if found and NOT_THAT.match(text, found.end()):
            weight = till - at + found.end() - found.start()
            made.append(Hit(one.item, (found.span(), (at, till)), start, weight, carried=True))
    return made
