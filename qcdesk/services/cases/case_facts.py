"""Gathers what the gates of a case look at."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from qcdesk.cases.facts import CaseFacts, SampleFact, SheetFact, WorkFact
from qcdesk.cases.kind import CASE
from qcdesk.cases.lists import CAR_8D, SHARED_8D
from qcdesk.cases.proofs import READ, REWORK_RECORD, passed_recheck, signed_by_the_customer
from qcdesk.cases.states import ANALYSIS, APPEALED, CLOSED, RECEIVED, SUPPLIER, UNFOUNDED
from qcdesk.desk import Desk
from qcdesk.rules.counting import due
from qcdesk.services.cases import case_rounds, judging, sharing
from qcdesk.services.cases.case_rounds import Earlier, Rounds
from qcdesk.services.rules import ruling
from qcdesk.services.samples import custody
from qcdesk.services.samples.sealed import Sample
from qcdesk.services.sheets import linking, records, signing
from qcdesk.services.times import clocks
from qcdesk.views import RecordView
from qcdesk.workflow import DRAFT

FORMS_READ = ", ".join(f"'{form}'" for form in READ)
SHEETS = f"""SELECT id, form, revision, state, number, CASE WHEN form IN ({FORMS_READ}) THEN payload ELSE '' END,
case_id FROM record WHERE {{which}} ORDER BY id"""
LINKED = "SELECT content FROM line WHERE record_id = ? AND field = 'links'"

NO_ROUNDS = Rounds()
BEFORE_REVIEW = (RECEIVED, ANALYSIS, SUPPLIER)

Row = tuple[int, str, str, str, str | None, str, int | None]


def of(desk: Desk, record: RecordView) -> CaseFacts:
    """Of a case; before it is registered with the grade that its values would be given now."""
    if record.kind.code != CASE:
        return CaseFacts(record.values, label=custody.as_label(desk, record.id), work=_work(desk, record))
    values = judging.judged(desk, record) if record.state in (DRAFT, RECEIVED) else record.values
    rounds = case_rounds.of(desk, record)
    signed_at = {item.slot: item.at_local.replace(" ", "T") for item in record.signatures}
    return CaseFacts(
        values, _of_our_problem(desk, record, sheets(desk, record.id, rounds)), samples(desk, record),
        clocks.now(desk), frozenset(signed_at), signed_at, case_rounds.actions_before(desk, record, rounds),
        _oral_before(desk, record),
        record.state in BEFORE_REVIEW and case_rounds.closed_before(desk, record),
        case_rounds.since_appeal(desk, record) if record.state == APPEALED else (),
        _appeal_until(desk, record) if record.state in (CLOSED, UNFOUNDED) else "",
    )  # fmt: skip


def _work(desk: Desk, sheet: RecordView) -> WorkFact | None:
    """The case that the sheet belongs to, or what it names in a cell of its own, if goods are re-inspected there."""
    case, named = records.row_of(desk, sheet.id).case, linking.numbers(sheet.kind, sheet.values)
    if not named and case is None:
        return None
    ids = [case] if case is not None else [one.id for one in linking.known(desk, named.values()).values()]
    works = [view for view in (records.get(desk, id_) for id_ in ids) if view.kind.code in (CASE, REWORK_RECORD)]
    return next(map(_rechecked, works), WorkFact(rechecked=False))


def _rechecked(work: RecordView) -> WorkFact:
    signed = any(item.slot == "rechecked" for item in work.signatures)
    passed = signed if work.kind.code == CASE else passed_recheck(work.state, work.values)
    return WorkFact(passed, f"《{work.kind.title}》{work.number}", work.state_label)


def _appeal_until(desk: Desk, record: RecordView) -> str:
    """By the row of the rule in force, from the moment at which the case was closed or declined (S3:293)."""
    rules = (row for row in ruling.deadlines(desk, desk.clock.today()) if row.event == "appeal")
    rule = next((row for row in rules if row.amount is not None), None)
    decided = case_rounds.decided_at(desk, record)
    if rule is None or not decided:
        return ""
    return f"{due(datetime.fromisoformat(decided), rule, ruling.calendar(desk)).at:%Y-%m-%d %H:%M}，{rule.source}"


def _oral_before(desk: Desk, record: RecordView) -> str:
    return case_rounds.oral_before(desk, record) if record.state in BEFORE_REVIEW else ""


def sheets(desk: Desk, case: int, rounds: Rounds = NO_ROUNDS) -> tuple[SheetFact, ...]:
    """Every form filled for the case, oldest first, and the 8D that it shares with other cases."""
    shared = [number for how, number in _links(desk, case) if how == SHARED_8D]
    also = f" OR (form = '{CAR_8D}' AND number IN ({', '.join('?' * len(shared))}))" if shared else ""
    wanted = SHEETS.format(which=f"case_id = ?{also}")
    found = desk.store.sql(wanted, (case, *shared))
    earlier = case_rounds.earlier(desk, rounds, [row[0] for row in found])
    return tuple(_sheet(desk, row, earlier, shared=row[6] != case) for row in found)


def _links(desk: Desk, case: int) -> list[tuple[str, str]]:
    rows = [signing.said_in(content) for (content,) in desk.store.sql(LINKED, (case,))]
    return [(str(row.get("how")), str(row.get("case"))) for row in rows]


def _of_our_problem(desk: Desk, case: RecordView, found: tuple[SheetFact, ...]) -> tuple[SheetFact, ...]:
    """With what makes a shared 8D another problem's."""
    return tuple(
        replace(sheet, foreign=sharing.another_problem(desk, case, records.get(desk, sheet.id)))
        if sheet.shared else sheet
        for sheet in found
    )  # fmt: skip


def _sheet(desk: Desk, row: Row, earlier: Earlier, *, shared: bool) -> SheetFact:
    id_, form, revision, state, number, payload, _ = row
    edition = f"{form}@{revision}"
    if not desk.catalogue.knows(edition):
        return SheetFact(id_, form, f"{edition} {number or id_}", state, over=False, shared=shared)
    kind = desk.catalogue.edition(edition)
    title = f"《{kind.title}》{number or f'草稿 {id_}'}（{kind.workflow.label(state)}）"
    values = signing.said_in(payload) if payload else {}
    refused = form == "field_rework" and "不接受" in str(values.get("customer_opinion"))
    return SheetFact(
        id_, form, title, state, state in kind.workflow.final, refused, values, earlier=id_ in earlier.made,
        worked=id_ in earlier.worked, returned=id_ in earlier.returned, number=number or "",
        shared=shared, customer_signed=signed_by_the_customer(form, values),
    )  # fmt: skip


def samples(desk: Desk, record: RecordView) -> tuple[SampleFact, ...]:
    found = custody.of_case(desk, record.id)
    before = case_rounds.sealed_before(desk, record, [sample.id for sample in found])
    return tuple(
        SampleFact(sample.number, sample.pieces, sample.in_cabinet, custody.stranger(record, sample),
                   _spent(sample) if sample.id in before else "")
        for sample in found
    )  # fmt: skip


def _spent(sample: Sample) -> str:
    gone = sample.pieces - sample.held
    return f"是重新打开以前封存的，其中 {gone} 个已经移交、拆机、退还或销毁" if gone > 0 else ""
