"""Words of a description → defect items: the longest term wins, the family's own terms come first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from qcdesk.rules import topics
from qcdesk.rules.asides import NONE, Aside, asides
from qcdesk.rules.denials import HINT, Spans, denied
from qcdesk.rules.phrases import FAULT, LACK, Begun, DefectItem, Hit, Phrase, hits, phrase
from qcdesk.rules.signs import masked, plain, unscoped

__all__ = ["DefectItem", "Found", "Reading", "Terms", "read_items", "ready"]

OTHER = "其他"
CLAUSE_END = re.compile("[，,。．；;！!？?、\\n但却而是]")
PIVOT = re.compile("而(?=是)|(?<=[断裂破碎掉脱落错反])是(?![不因由在怎什谁哪吗否的])")
"""Where what follows is set against what was denied: 没有破裂是脱落."""
SENTENCE_END = "。．！!？?"
SCOPE = re.compile(r"整批|批次性|个批次|全批|全部|无法|不能|拒收|不收(?!费)")
"""How much of a lot, or that it stops the customer: such a clause without a defect speaks of the one before."""


class Found(NamedTuple):
    """An item and the words it was found by; `chosen` when somebody named it, not only the description; `aside` says
    why it does not count."""

    item: DefectItem
    words: str
    chosen: bool = False
    aside: str = ""


class Reading(NamedTuple):
    """What a text speaks of, each item once in the order of the text; and what it says is not there."""

    found: tuple[Found, ...] = ()
    denied: tuple[Found, ...] = ()


@dataclass(frozen=True)
class Terms:
    """The catalogue, ready to be looked up in."""

    items: tuple[DefectItem, ...]

    @cached_property
    def _terms(self) -> list[tuple[str, DefectItem]]:
        """Every wording; names before aliases, so that a name wins over another's alias."""
        named = [(item.item, item) for item in self.items]
        return named + [(alias, item) for item in self.items for alias in item.aliases if alias]

    @cached_property
    def _begin_by(self) -> dict[str, list[tuple[int, Phrase]]]:
        """By the longest first part that stands at a place, what may begin there and with how many of its signs."""
        made = [one for one in (phrase(item, wording) for wording, item in self._terms) if one.first]
        places: dict[str, list[int]] = {}
        for at, one in enumerate(made):
            for word in one.first:
                places.setdefault(word, []).append(at)
        begin_by: dict[str, list[tuple[int, Phrase]]] = {}
        for first in places:
            longest: dict[int, int] = {}
            for signs in range(len(first), 0, -1):
                for at in places.get(first[:signs], ()):
                    longest.setdefault(at, signs)
            begin_by[first] = [(longest[at], made[at]) for at in sorted(longest)]
        return begin_by

    @cached_property
    def _lacking(self) -> frozenset[str]:
        return frozenset(filter(LACK.search, self._begin_by))

    @cached_property
    def _firsts(self) -> re.Pattern[str]:
        """One search for all first parts: most places are passed over by their sign."""
        signs = "".join({first[0] for first in self._begin_by})
        return re.compile(f"(?=[{re.escape(signs)}])(?=({_grown(self._begin_by)}))" if signs else r"\Z.")

    @cached_property
    def _exact(self) -> dict[str, list[DefectItem]]:
        exact: dict[str, list[DefectItem]] = {}
        for term, item in self._terms:
            exact.setdefault(term, []).append(item)
        return exact

    def named(self, name: str, family: str = "") -> list[Found]:
        """The item called so, by name or alias; otherwise what its words contain."""
        same = self._exact.get(name)
        if same:
            item = min(same, key=lambda item: _strangeness(item, family))
            return [Found(item, name, chosen=True)]
        return [Found(found.item, found.words, chosen=True) for found in self.in_text(name, family)]

    def in_text(self, text: str, family: str = "") -> list[Found]:
        """Every item the text speaks of, each once, in the order of the text."""
        return list(self.read(text, family).found)

    def read(self, text: str, family: str = "") -> Reading:
        """A denied term still takes its place, so that no shorter one within it speaks up."""
        text = plain(text)
        partly = unscoped(text)
        looked = masked(partly)
        clauses = _hits_by_clause(looked, self._begun(looked))
        passed = _passed_over(partly, clauses) if clauses else {}
        found: dict[tuple[str, str], Found] = {}
        absent: dict[tuple[str, str], Found] = {}
        for made in clauses:
            standing = [hit for hit in made if hit.told_at not in passed or len(hit.told_at) == 1] if passed else made
            for hit in _chosen(standing, family):
                if not passed or hit.told_at not in passed:
                    found.setdefault(_key(hit.item), Found(hit.item, _words(text, hit.spans)))
            for hit in _chosen([hit for hit in made if hit.told_at in passed], family) if passed else ():
                aside = passed[hit.told_at]
                absent.setdefault(_key(hit.item), Found(hit.item, aside.words.replace("\0", ""), aside=aside.reason))
        return Reading(tuple(found.values()), tuple(one for key, one in absent.items() if key not in found))

    def _begun(self, text: str) -> list[tuple[int, int, Phrase]]:
        """没有牙纹不良 lacks no thread; of 牙纹没有斜 the thread is there to speak of."""
        begin_by, lacking = self._begin_by, self._lacking
        begun: list[tuple[int, int, Phrase]] = []
        for found in self._firsts.finditer(text):
            at, first = found.start(), found[1]
            begins = begin_by[first]
            if first in lacking and FAULT.match(text, found.end(1)):
                begins = [(signs, one) for signs, one in begins if not LACK.search(first[:signs])]
            begun += [(at, at + signs, one) for signs, one in begins]
        return begun


def _grown(words: Iterable[str]) -> str:
    """A pattern for the longest of the words, in which what begins alike is looked at once: 芯轴(?:断(?:裂)?|…)?."""
    by_sign: dict[str, list[str]] = {}
    for word in words:
        by_sign.setdefault(word[0], []).append(word[1:])
    grown = []
    for sign, ends in by_sign.items():
        longer = _grown(filter(None, ends))
        grown.append(re.escape(sign) + (f"(?:{longer}){'?' if '' in ends else ''}" if longer else ""))
    return "|".join(grown)


def _words(text: str, spans: Spans) -> str:
    """As written; what stands between the parts is left out."""
    if len(spans) == 1:
        return text[spans[0][0] : spans[0][1]]
    parts = sorted(spans)
    return "".join(
        ("…" if number and parts[number - 1][1] < start else "") + text[start:end]
        for number, (start, end) in enumerate(parts)
    )


def _passed_over(text: str, clauses: Sequence[Sequence[Hit]]) -> dict[Spans, Aside]:
    """The places of terms that are denied or told aside; most texts do neither."""
    told_at = [(hit.clause, hit.told_at) for made in clauses for hit in made]
    passed = asides(text, [spans for _, spans in told_at])
    hint = HINT.search(text)
    if hint and hint.start() < max([end for _, spans in told_at for _, end in spans]):
        told = denied(text, told_at)
        passed.update((spans, Aside(words, NONE)) for spans, words in told.items())
    if not passed:
        return passed
    wide = _by_sign(one for one in passed if len(one) > 1)
    for _, spans in told_at if wide else ():
        holding = next((one for one in wide.get(spans[0][0], ()) if _within(spans, one)), None)
        if holding:
            passed.setdefault(spans, passed[holding])
    return passed


def _by_sign(places: Iterable[Spans]) -> dict[int, list[Spans]]:
    """The places that cover a sign, by where it stands: a long text has many."""
    covering: dict[int, list[Spans]] = {}
    for one in places:
        for start, end in one:
            for at in range(start, end):
                covering.setdefault(at, []).append(one)
    return covering


def _within(spans: Spans, others: Spans) -> bool:
    """轴…断 within 芯轴…断裂 says the same in fewer signs."""
    return all(any(start <= at and till <= end for start, end in others) for at, till in spans)


def _hits_by_clause(text: str, begun: Sequence[Begun]) -> list[list[Hit]]:
    """Of each clause that has any; a clause of mere scope belongs to the one before: 唛头写错，整批无法入库."""
    clauses: list[tuple[int, int, list[Hit]]] = []
    at = 0
    topic: tuple[int, int, int, int] | None = None
    for start, end in _clauses(text) if begun else ():
        first = at
        while at < len(begun) and begun[at][0] < end:
            at += 1
        made = hits(text, start, end, begun[first:at]) if at > first else []
        told = [] if made or not topic else _of_the_topic(text, (start, end), begun[first:at], begun, topic)
        if clauses and not made and SCOPE.search(text, start, end):
            held, since, _ = clauses[-1]
            clauses[-1] = held, since, hits(text, held, end, begun[since:at]) + told
        elif made or not text[start:end].isspace():
            clauses.append((start, first, made or told))
        if at > first:
            topic = start, end, first, at
    return [made for *_, made in clauses if made]


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    """Where each begins and ends that holds anything."""
    start = 0
    for sign in CLAUSE_END.finditer(text):
        end = sign.start()
        if sign[0] in "而是" and not PIVOT.match(text, end):
            continue
        if end > start:
            yield start, end
        start = end + 1
    if start < len(text):
        yield start, len(text)


def _of_the_topic(text: str, clause: tuple[int, int], own: Sequence[Begun], begun: Sequence[Begun],
                  topic: tuple[int, int, int, int]) -> list[Hit]:  # fmt: skip
    """What a clause says of the part that the one before named; a new sentence does so only with 但 and the like."""
    start, end = clause
    since, till, first, at = topic
    if till - since > topics.LONGEST or not (own or topics.VERB.search(text, start, end)):
        return []
    if text[start - 1] in SENTENCE_END and not topics.turned(text, start):
        return []
    before = topics.Topic(since, till, begun[first:at])
    return topics.instead(text, start, own, before) if own else topics.carried(text, clause, before)


def _chosen(made: list[Hit], family: str) -> list[Hit]:
    """Longest first without overlap, the family's terms before those of other families; in order of place."""
    if len(made) < 2:
        return made
    made.sort(key=_ranked(family))
    taken: list[Hit] = []
    spoken_for: set[int] = set()
    for hit in made:
        spans = hit.spans
        signs = range(*spans[0]) if len(spans) == 1 else [sign for span in spans for sign in range(*span)]
        if spoken_for.isdisjoint(signs):
            taken.append(hit)
            spoken_for.update(signs)
    return sorted(taken, key=lambda hit: min(hit.spans)) if len(taken) > 1 else taken


def _ranked(family: str) -> Callable[[Hit], tuple[bool, int, int, int]]:
    def rank(hit: Hit) -> tuple[bool, int, int, int]:
        strange = _strangeness(hit.item, family)
        return strange > 1, -hit.weight, strange, hit.gap

    return rank


def _key(item: DefectItem) -> tuple[str, str]:
    return item.item, item.family


@lru_cache(maxsize=4)
def ready(items: tuple[DefectItem, ...]) -> Terms:
    """The same catalogue is made ready once: that takes as long as reading a hundred descriptions."""
    return Terms(items)


def read_items(rows: Iterable[dict[str, str]]) -> Terms:
    """From rows with `item`, `family`, `severity` and `aliases` parted by `|`."""
    return ready(tuple(
        DefectItem(row["item"], row["family"], row["severity"], split_aliases(row["aliases"]))
        for row in rows
    ))  # fmt: skip


def split_aliases(aliases: str) -> tuple[str, ...]:
    return tuple(filter(None, aliases.split("|")))


def _strangeness(item: DefectItem, family: str) -> int:
    """0 of the family itself, 1 of no family or nothing asked, 2 of another family."""
    if item.family == family:
        return 0
    return 2 if family not in ("", OTHER) and item.family != OTHER else 1
