"""What the office is told of a case without being asked: what to promote, to ask for, to look at again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qcdesk.cases import choices, delivery, states, top_gates, workflow
from qcdesk.cases.facts import CaseFacts
from qcdesk.cases.gates import GRADED
from qcdesk.desk import Desk
from qcdesk.rules import promotion
from qcdesk.services.basics import people
from qcdesk.services.cases import amending, case_facts, case_rounds, grumbling, judging, proposing
from qcdesk.services.overview import late_actions
from qcdesk.services.overview.case_list import unresolved_rules
from qcdesk.services.problems import taking_over
from qcdesk.services.samples import custody
from qcdesk.services.samples.sealed import VOIDED
from qcdesk.services.times import clocks
from qcdesk.views import RecordView
from qcdesk.workflow import VOID

SAMPLES_ASKED = 2
SIMILAR_TOLD = 3
TOP = "gm"
CONTACT_SHEET = "SELECT 1 FROM record WHERE case_id = ? AND form = ? AND state <> ? LIMIT 1"


def advice(desk: Desk, case: RecordView) -> tuple[str, ...]:
    """In sentences that cite their rule; nothing for a case that has ended."""
    if case.state in states.ENDS:
        return ()
    return (*_major(desk, case), *_for_the_top(desk, case), *late_actions.told(case.values, clocks.now(desk)[:10]),
            *taking_over.told(desk, case), *_promotion(desk, case),
            *_responder(desk, case), *_doubtful(case), *_informed(desk, case), *_written(case), *_samples(desk, case),
            *_oversealed(desk, case), *_oversent(desk, case), *_photos(desk, case), *judging.repeated(desk, case),
            *_alike(desk, case))  # fmt: skip


def _major(desk: Desk, case: RecordView) -> Iterator[str]:
    """S0:172: a valid complaint that is not resolved within the month."""
    now, rules = clocks.now(desk), unresolved_rules(desk)
    for row in amending.rows_of(dict(case.values), "clocks"):
        if row.get("rule") in rules and "stopped_at" not in row and str(row.get("due_at")) < now:
            due_at = str(row["due_at"]).replace("T", " ")
            yield f"重大投诉：到 {due_at} 还没有合理解决，要报告高层（{row.get('source')}）"


def _at_the_top(desk: Desk) -> bool:
    return any(TOP in person.roles for person in people.listed(desk, active_only=True))


def _for_the_top(desk: Desk, case: RecordView) -> Iterator[str]:
    """E0.8: whom a serious complaint goes to, told as soon as it is graded."""
    facts = CaseFacts(case.values, signed=frozenset(signature.slot for signature in case.signatures))
    if case.state in states.AT_THE_TOP and not _at_the_top(desk):
        yield f"现在没有一个在用的人员是总经理，请管理员在“系统”里把总经理的职责交给代理人（{GRADED}）"
    if case.state in (*judging.UNJUDGED, *states.AT_THE_TOP) or not (open_to := top_gates.taken_on(facts)):
        return
    before = case.state not in workflow.UNDER_WAY
    told = "判为“严重”：对策审核通过后报高层受理、指派资源，再交责任部门处理" if before else open_to
    yield f"{told}（{GRADED}）"


def _promotion(desk: Desk, case: RecordView) -> Iterator[str]:
    kind = case.values.get("case_kind")
    if kind == choices.IN_HOUSE or not case.values.get("received_at"):
        return
    found = grumbling.promoted(desk, case)
    if found.kind == promotion.RAISED and kind == choices.COMPLAINT:
        yield f"{found.sentence}，要报告高层（{found.source}）"
    elif found.kind != promotion.GRUMBLE and kind == choices.FEEDBACK:
        can = any(step.action == "promote" for step in case.kind.workflow.from_state(case.state))
        with_ = grumbling.beside(desk, case) if "抱怨" in found.sentence else ""
        yield f"{found.sentence}{with_}（{found.source}）" + ("，请用“升为客户投诉”" if can else "")


def _responder(desk: Desk, case: RecordView) -> Iterator[str]:
    """E2.7: one person of the office."""
    named = [name for name in re.split(r"[、，,;；/和与\s]+", str(case.values.get("first_responder") or "")) if name]
    if len(named) > 1:
        yield f"首问责任人写了 {len(named)} 人：同时受理的，由职位高者或到司时间长者负责，请只写一人（首问责任制度）"
    office = {person.name for person in people.listed(desk, active_only=True)}
    unknown = [name for name in named if name not in office]
    if unknown and len(named) == 1:
        yield f"首问责任人“{unknown[0]}”不是本系统里的人员，请核对（首问责任制度）"


def _doubtful(case: RecordView) -> Iterator[str]:
    if case.values.get("nature") == choices.DOUBTFUL and case.state == states.ANALYSIS:
        yield "难以界定：请客户把产品暂时退回公司界定，或派人到现场（产品质量投诉处理制度：难以界定）"


def _informed(desk: Desk, case: RecordView) -> Iterator[str]:
    """E1.3 E1.4: told by a contact sheet, whose signatures show who has seen it."""
    values = case.values
    about_quality = values.get("nature") == choices.QUALITY and values.get("case_kind") == choices.COMPLAINT
    if not about_quality or case.state == states.RECEIVED:
        return
    if not desk.store.sql(CONTACT_SHEET, (case.id, "internal_contact", VOID)):
        yield "质量投诉要知会管理者代表和总经理、申报质量副总，请开《内部联络单》（产品质量投诉处理流程）"


def _written(case: RecordView) -> Iterator[str]:
    if case.values.get("channel") in choices.ORAL and not case.values.get("written_on"):
        since = str(case.values.get("received_at") or "").replace("T", " ")
        yield f"待书面资料：口头投诉，时限从口头受理 {since} 起算（客户投诉处理流程图注（一））"


def _samples(desk: Desk, case: RecordView) -> Iterator[str]:
    """E0.3 asks the customer for two or more; one is better than none, so it warns only. What is sealed was given."""
    if case.values.get("case_kind") != choices.COMPLAINT or case.values.get("topic") != "产品质量":
        return
    said = case.values.get("samples")
    given = max(said if isinstance(said, int) else 0, sum(one.pieces for one in _labels(desk, case)))
    if given < SAMPLES_ASKED:
        there = f"只有 {given} 个" if given else "还没有"
        yield f"不良样品{there}，请客户提供 {SAMPLES_ASKED} 个以上（Q4-QC-029 客户投诉处理流程图）"


def _labels(desk: Desk, case: RecordView) -> list[custody.Sample]:
    return [one for one in custody.of_case(desk, case.id) if one.why != VOIDED]


def _oversealed(desk: Desk, case: RecordView) -> Iterator[str]:
    """More pieces under labels than came from the customer: one of the counts is wrong, or a label is another's."""
    given = case.values.get("samples")
    labels = _labels(desk, case)
    pieces = sum(one.pieces for one in labels)
    if isinstance(given, int) and pieces > given:
        told = "、".join(f"{one.number} {one.pieces} 个" for one in labels)
        yield f"封存了 {pieces} 个（{told}），比客户提供的 {given} 个多，请核对（Q4-QC-029 客户投诉处理流程图注1）"


def _oversent(desk: Desk, case: RecordView) -> Iterator[str]:
    """E0.1: asked only where goods were worked on."""
    if not case.values.get("disposition"):
        return
    sheets = case_facts.sheets(desk, case.id, case_rounds.of(desk, case))
    if told := delivery.more_than_passed(CaseFacts(case.values, sheets)):
        yield f"{told}（客户投诉处理流程图：返工、重检、送货）"


def _photos(desk: Desk, case: RecordView) -> Iterator[str]:
    """E1.1: a quality problem is shown; in the case or on any of its sheets will do."""
    if case.values.get("nature") != choices.QUALITY or case.values.get("no_photo"):
        return
    if not case_facts.photographed(desk, case):
        yield "属质量问题要取得产品质量问题照片，案件和它的单里还没有（质量投诉处理制度）"


def _alike(desk: Desk, case: RecordView) -> Iterator[str]:
    """Told while it is being registered: later it has its links."""
    if case.state != states.RECEIVED:
        return
    for one in proposing.alike(desk, case.values, besides=case.id, limit=SIMILAR_TOLD):
        yield f"与 {one.case.number} 相似：{'，'.join(one.reasons)}"
