"""Gathers what the gates of a case look at."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from qcdesk.cases import proofs
from qcdesk.cases.choices import FEEDBACK, QUALITY
from qcdesk.cases.facts import CaseFacts, SampleFact, SheetFact, SheetFacts, WorkFact
from qcdesk.cases.kind import CASE
from qcdesk.cases.lists import CAR_8D, SHARED_8D
from qcdesk.cases.proofs import NOTE, READ, REWORK_RECORD
from qcdesk.cases.states import ANALYSIS, APPEALED, CLOSED, RECEIVED, SUPPLIER, UNFOUNDED
from qcdesk.desk import Desk
from qcdesk.rules.counting import due
from qcdesk.services.cases import case_rounds, grumbling, judging
from qcdesk.services.cases.case_rounds import Earlier, Rounds
from qcdesk.services.problems import sharing
from qcdesk.services.rules import ruling
from qcdesk.services.samples import custody
from qcdesk.services.samples.sealed import Sample
from qcdesk.services.sheets import linking, records, signing
from qcdesk.services.times import clocks
from qcdesk.views import RecordView
from qcdesk.workflow import DRAFT, VOID

FORMS_READ = ", ".join(f"'{form}'" for form in READ)
SHEETS = f"""SELECT id, form, revision, state, number, CASE WHEN form IN ({FORMS_READ}) THEN payload ELSE '' END,
case_id FROM record WHERE {{which}} ORDER BY id"""
PHOTO = '%"sha256":%'
WITH_PHOTO = "SELECT 1 FROM record WHERE case_id = ? AND state <> ? AND payload LIKE ? LIMIT 1"
LINKED = "SELECT content FROM line WHERE record_id = ? AND field = 'links'"

NO_ROUNDS = Rounds()
BEFORE_REVIEW = (RECEIVED, ANALYSIS, SUPPLIER)
PLAN_SIGNED = ("planned", "plan_passed", "simplified")

Row = tuple[int, str, str, str, str | None, str, int | None]


def of(desk: Desk, record: RecordView) -> CaseFacts:
    """Of a case; before it is registered with the grade that its values would be given now."""
    values = judging.judged(desk, record) if record.state in (DRAFT, RECEIVED) else record.values
    rounds = case_rounds.of(desk, record)
    signed_at = {item.slot: item.at_local.replace(" ", "T") for item in record.signatures}
    return CaseFacts(
        values, _of_our_case(desk, record, sheets(desk, record.id, rounds), rounds), samples(desk, record),
        clocks.now(desk), frozenset(signed_at), signed_at, case_rounds.actions_before(desk, record, rounds),
        _oral_before(desk, record),
        record.state in BEFORE_REVIEW and case_rounds.closed_before(desk, record),
        case_rounds.since_appeal(desk, record) if record.state == APPEALED else (),
        _appeal_until(desk, record) if record.state in (CLOSED, UNFOUNDED) else "",
        grumbling.repeated(desk, record) if record.values.get("case_kind") == FEEDBACK else "",
        record.values.get("nature") == QUALITY and photographed(desk, record),
    )  # fmt: skip


def photographed(desk: Desk, case: RecordView) -> bool:
    """In the case itself, or on a sheet of its own that is not void."""
    own = any(value for name, value in case.values.items() if name.endswith("_photos"))
    return own or bool(desk.store.sql(WITH_PHOTO, (case.id, VOID, PHOTO)))


def of_sheet(desk: Desk, record: RecordView) -> SheetFacts:
    work = _work(desk, record) if record.kind.code == NOTE else None
    return SheetFacts(record.values, custody.as_label(desk, record.id), work)


def _work(desk: Desk, note: RecordView) -> WorkFact | None:
    """The case that the note belongs to, or what it names in a cell of its own, if goods are re-inspected there."""
    case, named = records.row_of(desk, note.id).case, linking.numbers(note.kind, note.values)
    if not named and case is None:
        return None
    ids = [case] if case is not None else [one.id for one in linking.known(desk, named.values()).values()]
    found = [records.get(desk, id_) for id_ in ids]
    work = next((_rechecked(view) for view in found if view.kind.code in (CASE, REWORK_RECORD)), WorkFact(False))
    behind = next((one for one in (_case_behind(desk, view) for view in found) if one is not None), None)
    return work if behind is None else _planned(desk, work, behind)


def _rechecked(work: RecordView) -> WorkFact:
    signed = any(item.slot == "rechecked" for item in work.signatures)
    passed = signed if work.kind.code == CASE else proofs.passed_recheck(work.state, work.values)
    return WorkFact(passed, _titled(work), work.state_label)


def _titled(view: RecordView) -> str:
    return f"《{view.kind.title}》{view.number}"


def _case_behind(desk: Desk, view: RecordView) -> RecordView | None:
    if view.kind.code == CASE:
        return view
    case = records.row_of(desk, view.id).case
    return None if case is None else records.get(desk, case)


def _planned(desk: Desk, work: WorkFact, case: RecordView) -> WorkFact:
    """With what was decided to be done with the goods: what nobody has signed is not decided."""
    if not any(item.slot in PLAN_SIGNED for item in case.signatures):
        return work
    facts = CaseFacts(case.values, sheets(desk, case.id, case_rounds.of(desk, case)))
    return replace(work, case=_titled(case), ways=proofs.ways(facts), in_house=facts.in_house)


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


def _of_our_case(desk: Desk, case: RecordView, found: tuple[SheetFact, ...], rounds: Rounds) -> tuple[SheetFact, ...]:
    """With what makes a shared 8D another problem's, and which notes left before the goods were re-inspected."""
    early = case_rounds.sent_unchecked(desk, case, found, rounds)
    return tuple(
        replace(sheet, foreign=sharing.another_problem(desk, case, records.get(desk, sheet.id)))
        if sheet.shared else replace(sheet, unchecked=sheet.id in early)
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
    return SheetFact(
        id_, form, title, state, state in kind.workflow.final, proofs.refused_by_the_customer(form, values), values,
        earlier=id_ in earlier.made,
        worked=id_ in earlier.worked, returned=id_ in earlier.returned, number=number or "",
        shared=shared, customer_signed=proofs.signed_by_the_customer(form, values),
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
