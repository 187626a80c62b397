"""The measures of an 8D (D3, D5, D7) come into the case's own list, where they are due, verified and kept (E3.9)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from qcdesk.canonical import Json, Values
from qcdesk.cases import same_goods, states, times
from qcdesk.cases.lists import ACTIONS, CAR_8D, CORRECTIVE, INTERIM, PREVENTIVE
from qcdesk.change import Change
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.fields import Lines, Printed
from qcdesk.services.cases import amending, case_facts, casework
from qcdesk.services.sheets import records
from qcdesk.services.times import clocks
from qcdesk.views import RecordView
from qcdesk.workflow import VOID

CITED = "投诉管理制度：改善案督促与效果确认"
NAMES = MappingProxyType({"owner": "负责人", "due": "日期"})
"""What a measure of an 8D may lack that one of a case may not."""
RENEWED = ("done", "evidence", "method")
"""What the 8D still has to tell of a measure that is in the list already; never over what stands there."""

Row = dict[str, Json]


@dataclass(frozen=True)
class Offer:
    """`new` rows come into the list, `renewed` lie over the line of that number (from 1), `lacking` say in a sentence
    what must be written in the 8D first."""

    new: tuple[Row, ...] = ()
    renewed: Mapping[int, Row] = field(default_factory=dict)
    lacking: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        return len(self.new) + len(self.renewed)


def is_from(row: Mapping[str, Json], number: str) -> bool:
    """Whether a measure was taken over from this 8D."""
    return str(row.get("sheet") or "").partition(" ")[0] == number


def offered(desk: Desk, case: RecordView) -> Offer:
    """What the 8Ds of an open case, shared ones among them, tell that its list does not."""
    if case.state in states.ENDS or case.number is None:
        return Offer()
    lines, told = amending.rows_of(dict(case.values), "actions"), _told(desk, case)
    lacking = tuple(_lacking(row) for row in told if any(not row.get(name) for name in NAMES))
    whole = [row for row in told if all(row.get(name) for name in NAMES)]
    places = {at: _place_of(row, lines, whole) for at, row in enumerate(whole)}
    new = tuple(row for at, row in enumerate(whole) if places[at] is None)
    more = {place: _more(lines[place - 1], whole[at]) for at, place in places.items() if place is not None}
    return Offer(new, {place: row for place, row in more.items() if row}, lacking)


def told(desk: Desk, case: RecordView) -> Iterator[str]:
    """In the case itself, what its list lacks."""
    offer = offered(desk, case)
    counts = Counter(str(row["sheet"]).partition(" ")[0] for row in offer.new)
    for number, count in counts.items():
        yield f"{number} 有 {count} 项措施还没有列入“措施”，请在“措施”页取入（{CITED}）"
    for sentence in offer.lacking:
        yield f"{sentence}（{CITED}）"


def take(desk: Desk, which: int | str) -> Change:
    """Writes all that is offered into the case's list; taken once more it adds what has come since, nothing twice."""
    with desk.store.write():
        case = casework.get(desk, which)
        offer = offered(desk, case)
        if not offer.count:
            raise Refused("；".join(offer.lacking) or f"案件 {case.number} 的 8D 里没有还没列入的措施")

        def work(values: Values) -> None:
            lines = amending.rows_of(values, "actions")
            for at, row in offer.renewed.items():
                lines[at - 1].update(row)
            values["actions"] = [*lines, *offer.new]

        return amending.amend(desk, case.id, "actions_taken", work)


def _told(desk: Desk, case: RecordView) -> list[Row]:
    """The measures of its 8Ds as rows of the case's list, the oldest 8D first."""
    reports = [sheet for sheet in case_facts.sheets(desk, case.id) if sheet.form == CAR_8D and sheet.state != VOID]
    found = [row for sheet in reports if sheet.number for row in _of(case, records.get(desk, sheet.id))]
    return [_fitting(row, case, clocks.now(desk)) for row in found]


def _of(case: RecordView, report: RecordView) -> Iterator[Row]:
    """What was contained is one customer's own: its places and counts are none of another's."""
    if not same_goods.of_customer(case.values, report.values):
        yield from _contained(report)
    yield from _corrected(report)
    yield from _standardised(report)


def _contained(report: RecordView) -> Iterator[Row]:
    """D3 knows no planned day: it is due on the 8D's own, unless it is done."""
    table = report.kind.field("containment")
    places = table.column("where") if isinstance(table, Lines) else None
    for at, row in enumerate(_rows(report, "containment")):
        if row.get("action"):
            place = places.word(at) if isinstance(places, Printed) else ""
            where = f"{place} {row['qty']}" if row.get("qty") else place
            due = row.get("done") or report.values.get("due")
            yield _row(report, f"D3-{at + 1}", INTERIM, f"{where}：{row['action']}", row, due)


def _corrected(report: RecordView) -> Iterator[Row]:
    """How it was verified comes along once D6 is signed; the result is QC's to give in the case."""
    how = str(report.values.get("verify") or "") if report.signature("d6_sign") else ""
    for at, row in enumerate(_rows(report, "perm"), start=1):
        if row.get("action"):
            made = _row(report, f"D5-{at}", CORRECTIVE, str(row["action"]), row, row.get("plan"))
            yield {**made, **({"method": _one_line(how, "method")} if how else {})}


def _standardised(report: RecordView) -> Iterator[Row]:
    """D7 is one measure, done by whoever signed it."""
    signed, chosen = report.signature("d7_sign"), report.values.get("standard")
    if signed is None or not isinstance(chosen, list):
        return
    files = str(report.values.get("standard_files") or "")
    what = f"标准化：{'、'.join(map(str, chosen))}" + (f"（{files}）" if files else "")
    day = signed.at_local[:10]
    yield _row(report, "D7", PREVENTIVE, what, {"owner": signed.name, "done": day}, day)


def _row(report: RecordView, place: str, kind: str, what: str, said: Mapping[str, Json], due: Json) -> Row:
    row: Row = {"kind": kind, "what": _cut(what, "what"), "owner": said.get("owner"), "due": due,
                "done": said.get("done"), "sheet": f"{report.number} {place}"}  # fmt: skip
    return {name: value for name, value in row.items() if value}


def _fitting(row: Row, case: RecordView, now: str) -> Row:
    """A day on which the measure cannot have been done for this case is told as evidence, not as its being done."""
    received = str(case.values.get("received_at") or "")
    if not row.get("done") or not times.line_faults("actions", row, received, now):
        return row
    return {**{name: row[name] for name in row if name != "done"}, "evidence": f"8D 写明 {row['done']} 完成"}


def _place_of(row: Row, lines: Sequence[Row], told: Sequence[Row]) -> int | None:
    """The line (from 1) that is this measure: by its words, for lines of an 8D move; by its place where the words
    were put otherwise since."""
    mine = [at for at, line in enumerate(lines, start=1) if _part(line) == _part(row)]
    same = [at for at in mine if lines[at - 1].get("what") == row["what"]]
    words = {one["what"] for one in told if _part(one) == _part(row)}
    moved = [at for at in mine if lines[at - 1].get("sheet") == row["sheet"] and _is_reworded(lines[at - 1], words)]
    return next(iter([*same, *moved]), None)


def _is_reworded(line: Row, words: Collection[Json]) -> bool:
    """What was verified stands for itself: what the 8D says in its place now is another measure."""
    return line.get("what") not in words and not line.get("result")


def _part(row: Row) -> str:
    """The 8D and the discipline, without the line."""
    number, _, place = str(row.get("sheet") or "").partition(" ")
    return f"{number} {place.partition('-')[0]}"


def _more(line: Row, told: Row) -> Row:
    if line.get("result"):
        return {}
    return {name: told[name] for name in RENEWED if told.get(name) and not line.get(name)}


def _lacking(row: Row) -> str:
    names = "、".join(label for name, label in NAMES.items() if not row.get(name))
    return f"{row['sheet']}“{str(row['what'])[:20]}”没有写{names}，请先在 8D 上填"


def _rows(report: RecordView, name: str) -> list[Row]:
    return amending.rows_of(dict(report.values), name)


def _one_line(text: str, cell: str) -> str:
    return _cut(" ".join(text.split()), cell)


def _cut(text: str, cell: str) -> str:
    limit = getattr(ACTIONS.column(cell), "limit", len(text))
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
