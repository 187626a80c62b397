"""How a defect item may be worded, and where a clause words it so.

`反光片+整批/批次+错`: one of each part, in any order, anywhere in the clause. Two parts are a noun and what befell it,
漏打后盖 as well as 后盖漏打: those stand near each other, and nothing between them says that all is well.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from qcdesk.rules import heads
from qcdesk.rules.denials import Spans
from qcdesk.rules.signs import plain

PARTS = "+"
ALTERNATIVES = "/"
AFTER, SWAPPED, SINGLE = 16, 6, 8
"""How many signs may part a noun from what befell it: after it, before it, and where that is a single sign: 断, 错."""
APART = re.compile(
    "[，,。．；;！!？?、\\n]|但|却|而(?!$)|合格|完好|完整|正常(?!使用|骑行|骑车|安装|装配|行驶|受力|踩|操作|情况|用)|良好"
    "|没问题|没有问题|无问题|无异常|OK|ok"
)
"""Between a noun and a verb: they do not speak of each other."""
AND = re.compile("(?:和|与|及|跟|以及|还有|或|或者)+")
"""Between two nouns with one verb: 芯轴和本体断裂."""
LACK = re.compile("[没无未缺]")
"""Words with one of these say that a part is not there, unless a fault follows."""
FAULT = re.compile(
    "[纹]?(?:发现|出现|看到|看见|查出|达到|任何|明显|什么|不良|问题|异常|毛病|[检测做漏掉脱断裂破烂错短少偏斜歪反混坏损伤碰毛划磕崩卡滑花陷规])"
)
"""After 没有牙纹 and the like: then it is this fault that is denied."""


PARTLESS = re.compile(
    "(?:安装|压入|压装|装配|使用|骑行|骑车|踩踏|行驶|转动|转起来|旋转|受力|拉力|拉拔|拉|一|中|时|后|就|会|被|[松脱掉落开出下了卡死])+"
)
"""How it happened, to whatever part: 使用中松脱."""


@dataclass(frozen=True)
class DefectItem:
    """One row of the severity catalogue (`defects.csv`); `aliases` are other wordings of the item."""

    item: str
    family: str
    severity: str
    aliases: tuple[str, ...] = ()


class Phrase(NamedTuple):
    """One wording of an item: what it begins with, and a search for each further part."""

    item: DefectItem
    first: tuple[str, ...]
    rest: tuple[re.Pattern[str], ...]
    partless: bool = False
    """It names no part and gives way to what does."""


class Hit(NamedTuple):
    """A wording found; `spans` in the order of its parts, `clause` where its clause begins, `gap` between a pair;
    `shared` is the verb that it has together with a nearer noun; the noun of a `carried` one stands in a clause before.
    """

    item: DefectItem
    spans: Spans
    clause: int
    weight: int
    gap: int = 0
    shared: tuple[tuple[int, int], ...] = ()
    partless: bool = False
    carried: bool = False

    @property
    def told_at(self) -> Spans:
        """Where to look for what denies it: the shared verb too; what is said of the noun elsewhere is not of it."""
        return self.spans[1:] if self.carried else (*self.spans, *self.shared)


Begun = tuple[int, int, Phrase]
"""Where the first part of a phrase begins and ends."""


def phrase(item: DefectItem, wording: str) -> Phrase:
    """Of the item's own name every sign is meant as it stands; `first` is empty where there is none."""
    if wording == item.item:
        named = tuple(filter(None, (plain(wording),)))
        return Phrase(item, named, (), _partless(named))
    first, *rest = [part for part in map(_alternatives, plain(wording).split(PARTS)) if part] or [()]
    return Phrase(item, first, tuple(re.compile("|".join(map(re.escape, part))) for part in rest), _partless(first))


def _partless(first: Iterable[str]) -> bool:
    return all(PARTLESS.fullmatch(word) for word in first)


def spelled(wording: str) -> Iterator[tuple[str, ...]]:
    """Every choice of alternatives, its parts sorted: equal where the same text would be found."""
    parts = [part for part in map(_alternatives, plain(wording).split(PARTS)) if part]
    return (tuple(sorted(chosen)) for chosen in product(*parts))


def _alternatives(part: str) -> tuple[str, ...]:
    """The longest first, so that a search takes it."""
    return tuple(sorted(filter(None, part.split(ALTERNATIVES)), key=len, reverse=True))


def hits(text: str, start: int, end: int, begun: Sequence[Begun]) -> list[Hit]:
    """Of all phrases begun in the clause those whose other parts are there too."""
    made: list[Hit] = []
    contested = False
    for at, till, one in begun:
        if not one.rest:
            if one.partless and heads.of_something_slight(text, start, at):
                continue
            if text[at - 1] not in heads.FROM or not heads.comes_off(text, start, at):
                made.append(Hit(one.item, ((at, till),), start, till - at, 0, (), one.partless))
                contested = contested or one.partless
        elif len(one.rest) == 1:
            pair = _pair(text, (start, end), (at, till), one)
            if pair:
                made.append(pair)
                contested = contested or pair.gap > 0 or pair.partless
        else:
            made += _scattered(text, (start, end), (at, till), one)
    return _nearest(text, made) if contested and len(made) > 1 else made


def _pair(text: str, clause: tuple[int, int], noun: tuple[int, int], one: Phrase) -> Hit | None:
    """The verb nearest to a noun; after it where both are as near."""
    (start, end), (at, till) = clause, noun
    search = one.rest[0].search
    best: tuple[int, tuple[int, int]] | None = None
    found = search(text, till, till + AFTER if till + AFTER < end else end)
    if found:
        verb = found.span()
        gap = verb[0] - till
        if not gap or ((gap <= SINGLE or verb[1] - verb[0] > 1) and not _parted(text, noun, verb)):
            best = gap, verb
    if best is None or best[0]:
        found = search(text, at - SWAPPED if at - SWAPPED > start else start, at) if at > start else None
        if found and (best is None or at - found.end() < best[0]) and not _parted_before(text, noun, found.span()):
            best = at - found.end(), found.span()
    if best is None or _not_its_own(text, noun, best[1]):
        return None
    gap, verb = best
    return Hit(one.item, (noun, verb), start, till - at + verb[1] - verb[0], gap, (), one.partless)


def _parted(text: str, noun: tuple[int, int], verb: tuple[int, int]) -> bool:
    return APART.search(text, noun[1], verb[0]) is not None or heads.another_between(text, noun, verb)


def _parted_before(text: str, noun: tuple[int, int], verb: tuple[int, int]) -> bool:
    return APART.search(text, verb[1], noun[0]) is not None or heads.of_another(text, noun, verb)


def _not_its_own(text: str, noun: tuple[int, int], verb: tuple[int, int]) -> bool:
    """没有后盖破损 lacks no cap."""
    if verb[0] < noun[0]:
        return LACK.match(text, verb[0]) is not None and FAULT.match(text, noun[1]) is not None
    return heads.only_a_place(text, noun) or heads.holds_another(text, noun)


def _scattered(text: str, clause: tuple[int, int], first: tuple[int, int], one: Phrase) -> Iterable[Hit]:
    """Only the first place of each part counts, and the first of the phrase's places."""
    places = [first]
    for part in one.rest:
        found = part.search(text, *clause)
        if not found:
            return ()
        places.append(found.span())
    if any(text.find(word, clause[0], first[0]) >= 0 for word in one.first):
        return ()
    return (Hit(one.item, tuple(places), clause[0], sum(end - start for start, end in places)),)


def _nearest(text: str, made: list[Hit]) -> list[Hit]:
    """Of nouns that share a verb the nearest has it, the others only by 和: 本体完好的反光片破裂."""
    holding = _by_last_sign(made)
    kept = []
    for hit in made:
        if hit.partless and _gives_way(text, hit, holding[hit.spans[-1][1] - 1]):
            continue
        rivals = [one for one in _holders(holding, hit.spans[1]) if _nearer(text, one, hit)] if hit.gap else ()
        if not rivals:
            kept.append(hit)
            continue
        sharing = next((one for one in rivals if AND.fullmatch(text, hit.spans[0][1], one.spans[0][0])), None)
        if sharing:
            kept.append(hit._replace(spans=hit.spans[:1], shared=sharing.spans[-1:]))
    return kept


def _by_last_sign(made: Iterable[Hit]) -> dict[int, list[Hit]]:
    """Those that hold a sign with their last part."""
    holding: defaultdict[int, list[Hit]] = defaultdict(list)
    for one in made:
        for sign in range(*one.spans[-1]):
            holding[sign].append(one)
    return holding


def _holders(holding: Mapping[int, list[Hit]], verb: tuple[int, int]) -> Sequence[Hit]:
    at, till = verb
    return holding[at] if till - at == 1 else [one for sign in range(at, till) for one in holding[sign]]


def _gives_way(text: str, hit: Hit, holders: Iterable[Hit]) -> bool:
    """Words that name no part to words that do, unless they say how it befell a part of their own family."""
    parts = [one for one in holders if len(one.spans) == 2 and not one.partless]
    return bool(parts) and all(_takes(text, one, hit) for one in parts)


def _takes(text: str, one: Hit, hit: Hit) -> bool:
    """碗件使用中松脱 is of the cup, and so is not the pedal's; 左碗安装时破裂 stays with how it happened."""
    return len(hit.spans) == 1 or one.item.family != hit.item.family or heads.slight(text, one.spans[0])


def _nearer(text: str, one: Hit, hit: Hit) -> bool:
    """Words that hold the same verb, and more than it, closer together; three parts rival nobody."""
    verb = hit.spans[1]
    if (
        one is hit
        or len(one.spans) > 2
        or one.gap >= hit.gap
        or (one.partless and not hit.partless and _takes(text, hit, one))
    ):
        return False
    own = one.spans[-1]
    return own[1] > verb[0] and own[0] < verb[1] and (len(one.spans) == 2 or own[0] < verb[0] or own[1] > verb[1])
