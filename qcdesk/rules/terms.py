"""Words of a description → defect items: the longest term wins, the family's own terms come first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from qcdesk.rules.denials import HINT, Spans, denied

OTHER = "其他"
CLAUSE_END = re.compile(r"[，,。．；;！!？?、\n]")
SCOPE = re.compile(r"整批|批次|全批|全部|无法|不能")
"""How much of a lot, or that it stops the customer: such a clause without a defect speaks of the one before."""
PARTS = "+"
"""`反光片+整批+错`: all parts in one clause, in any order."""


@dataclass(frozen=True)
class DefectItem:
    """One row of the severity catalogue (`defects.csv`); `aliases` are other wordings of the item."""

    item: str
    family: str
    severity: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """An item and the words it was found by; `chosen` when somebody named it, not only the description."""

    item: DefectItem
    words: str
    chosen: bool = False


class Wording(NamedTuple):
    """As written, its parts, how many signs they have, what it means."""

    term: str
    parts: tuple[str, ...]
    weight: int
    item: DefectItem


class Hit(NamedTuple):
    """A wording found; `clause` is where its clause begins."""

    wording: Wording
    spans: Spans
    clause: int


@dataclass(frozen=True)
class Reading:
    """What a text speaks of, each item once in the order of the text; and what it says is not there."""

    found: tuple[Found, ...] = ()
    denied: tuple[Found, ...] = ()


Begun = tuple[int, Wording]
"""A wording whose first part stands at a place of the text."""


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
    def _begin_by(self) -> dict[str, list[Wording]]:
        """By the longest first part that stands at a place, every wording that may begin there: 芯轴断裂 and 芯轴断."""
        split = ((term, tuple(filter(None, term.split(PARTS))), item) for term, item in self._terms)
        wordings = [Wording(term, parts, len("".join(parts)), item) for term, parts, item in split if parts]
        firsts = {one.parts[0] for one in wordings}
        return {first: [one for one in wordings if first.startswith(one.parts[0])] for first in firsts}

    @cached_property
    def _firsts(self) -> re.Pattern[str]:
        """One search for all first parts: most places are passed over by their sign."""
        firsts = sorted(self._begin_by, key=len, reverse=True)
        signs = "".join({first[0] for first in firsts})
        return re.compile(f"(?=[{re.escape(signs)}])(?=({'|'.join(map(re.escape, firsts))}))" if firsts else r"\Z.")

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
        clauses = _hits_by_clause(text, self._begun(text))
        denials = _denials(text, clauses)
        found: dict[tuple[str, str], Found] = {}
        absent: dict[tuple[str, str], Found] = {}
        for hits in clauses:
            standing = [hit for hit in hits if hit.spans not in denials or len(hit.spans) == 1] if denials else hits
            for hit in _chosen(standing, family):
                if hit.spans not in denials:
                    found.setdefault(_key(hit.wording.item), _found(hit, hit.wording.term.replace(PARTS, "…")))
            for hit in _chosen([hit for hit in hits if hit.spans in denials], family) if denials else ():
                absent.setdefault(_key(hit.wording.item), _found(hit, denials[hit.spans]))
        return Reading(tuple(found.values()), tuple(one for key, one in absent.items() if key not in found))

    def _begun(self, text: str) -> list[Begun]:
        begin_by = self._begin_by
        return [(found.start(), one) for found in self._firsts.finditer(text) for one in begin_by[found.group(1)]]


def _found(hit: Hit, words: str) -> Found:
    return Found(hit.wording.item, words)


def _denials(text: str, clauses: Sequence[Sequence[Hit]]) -> dict[Spans, str]:
    """The places of terms that are denied; most texts deny nothing."""
    last = max((end for hits in clauses for hit in hits for _, end in hit.spans), default=0)
    if not HINT.search(text, 0, last):
        return {}
    return denied(text, ((hit.clause, hit.spans) for hits in clauses for hit in hits))


def _hits_by_clause(text: str, begun: Sequence[Begun]) -> list[list[Hit]]:
    """Of each clause that has any; a clause of mere scope belongs to the one before: 唛头写错，整批无法入库."""
    clauses: list[tuple[int, int, list[Hit]]] = []
    start, at = 0, 0
    for end in (*(sign.start() for sign in CLAUSE_END.finditer(text)), len(text)) if begun else ():
        first = at
        while at < len(begun) and begun[at][0] < end:
            at += 1
        hits = _hits(text, start, end, begun[first:at]) if at > first else []
        if clauses and not hits and SCOPE.search(text, start, end):
            held, since, _ = clauses[-1]
            clauses[-1] = held, since, _hits(text, held, end, begun[since:at])
        elif hits or text[start:end].strip():
            clauses.append((start, first, hits))
        start = end + 1
    return [hits for *_, hits in clauses if hits]


def _hits(text: str, start: int, end: int, begun: Sequence[Begun]) -> list[Hit]:
    """Of a wording of several parts only the first place of each counts."""
    made = []
    for at, wording in begun:
        parts = wording.parts
        if len(parts) == 1:
            made.append(Hit(wording, ((at, at + wording.weight),), start))
        elif text.find(parts[0], start, at) < 0:
            places = _places(text, start, end, parts)
            made += [Hit(wording, places, start)] if len(places) == len(parts) else []
    return made


def _places(text: str, start: int, end: int, parts: Sequence[str]) -> Spans:
    """As many of the parts as are there before one is missing."""
    found: list[tuple[int, int]] = []
    for part in parts:
        at = text.find(part, start, end)
        if at < 0:
            break
        found.append((at, at + len(part)))
    return tuple(found)


def _chosen(hits: list[Hit], family: str) -> list[Hit]:
    """Longest first without overlap, the family's terms before those of other families; in order of place."""
    if len(hits) < 2:
        return hits
    hits.sort(key=lambda hit: _rank(hit.wording, family))
    taken: list[Hit] = []
    spoken_for: set[int] = set()
    for hit in hits:
        signs = [sign for start, end in hit.spans for sign in range(start, end)]
        if spoken_for.isdisjoint(signs):
            taken.append(hit)
            spoken_for.update(signs)
    return sorted(taken, key=lambda hit: hit.spans[0])


def _rank(wording: Wording, family: str) -> tuple[bool, int, int]:
    strange = _strangeness(wording.item, family)
    return strange > 1, -wording.weight, strange


def _key(item: DefectItem) -> tuple[str, str]:
    return item.item, item.family


def read_items(rows: Iterable[dict[str, str]]) -> Terms:
    """From rows with `item`, `family`, `severity` and `aliases` parted by `|`."""
    return Terms(tuple(
        DefectItem(row["item"], row["family"], row["severity"], tuple(filter(None, row["aliases"].split("|"))))
        for row in rows
    ))  # fmt: skip


def _strangeness(item: DefectItem, family: str) -> int:
    """0 of the family itself, 1 of no family or nothing asked, 2 of another family."""
    if item.family == family:
        return 0
    return 2 if family not in ("", OTHER) and item.family != OTHER else 1
