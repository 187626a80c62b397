"""Words of a description → defect items: the longest term wins, the family's own terms come first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

OTHER = "其他"
CLAUSE_END = re.compile(r"[，,。．；;！!？?、\n]")
SCOPE = re.compile(r"整批|批次|全批|全部|无法|不能")
"""How much of a lot, or that it stops the customer: such a clause without a defect speaks of the one before."""
PARTS = "+"
"""`反光片+整批+错`: all parts in one clause, in any order."""

Spans = tuple[tuple[int, int], ...]


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


@dataclass(frozen=True)
class Hit:
    term: str
    item: DefectItem
    spans: Spans

    @property
    def weight(self) -> int:
        return sum(end - start for start, end in self.spans)


Wording = tuple[str, tuple[str, ...], DefectItem]
"""As written, its parts, what it means."""


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
    def _split(self) -> list[tuple[str, Wording]]:
        """Every wording with its parts, most have one, by the first of them."""
        split = ((term, tuple(filter(None, term.split(PARTS))), item) for term, item in self._terms)
        return [(one[1][0], one) for one in split if one[1]]

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
        present = [one for first, one in self._split if first in text]
        if not present:
            return []
        found: dict[tuple[str, str], Found] = {}
        for clause in _clauses(text, present):
            for hit in _chosen(clause, present, family):
                words = hit.term.replace(PARTS, "…")
                found.setdefault((hit.item.item, hit.item.family), Found(hit.item, words))
        return list(found.values())


def _clauses(text: str, present: Sequence[Wording]) -> Iterator[str]:
    """Clauses, with those of mere scope joined to the one before: 唛头写错，整批无法入库."""
    held = ""
    for clause in filter(None, map(str.strip, CLAUSE_END.split(text))):
        if held and SCOPE.search(clause) and not _hits(clause, present):
            held = f"{held}，{clause}"
            continue
        if held:
            yield held
        held = clause
    if held:
        yield held


def _chosen(clause: str, present: Sequence[Wording], family: str) -> list[Hit]:
    """Longest first without overlap, the family's terms before those of other families; in order of place."""
    hits = _hits(clause, present)
    if len(hits) < 2:
        return hits
    hits.sort(key=lambda hit: (_strangeness(hit.item, family) > 1, -hit.weight, _strangeness(hit.item, family)))
    taken: list[Hit] = []
    spoken_for = bytearray(len(clause))
    for hit in hits:
        if not any(any(spoken_for[start:end]) for start, end in hit.spans):
            taken.append(hit)
            for start, end in hit.spans:
                spoken_for[start:end] = b"\1" * (end - start)
    return sorted(taken, key=lambda hit: hit.spans[0])


def _hits(clause: str, present: Sequence[Wording]) -> list[Hit]:
    return [hit for wording in present if wording[1][0] in clause for hit in _places(clause, *wording)]


def _places(clause: str, term: str, parts: tuple[str, ...], item: DefectItem) -> list[Hit]:
    """Wherever a wording of one part stands; the first place of each part of the others."""
    if len(parts) > 1:
        starts = [clause.find(part) for part in parts]
        spans = tuple((at, at + len(part)) for at, part in zip(starts, parts, strict=True))
        return [Hit(term, item, spans)] if min(starts) >= 0 else []
    made, at = [], clause.find(parts[0])
    while at >= 0:
        made.append(Hit(term, item, ((at, at + len(parts[0])),)))
        at = clause.find(parts[0], at + 1)
    return made


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
