"""What must hold of what comes in: taken in, judged, promoted, merged, declined, appealed against."""

from __future__ import annotations

from qcdesk.cases import choices, proofs
from qcdesk.cases.facts import CaseFacts
from qcdesk.cases.lists import ON_SITE, TAKES_IN

AFTER_AN_ANSWER = ("高层指派重新分析", "跟踪无效，重新分析", "重新打开")
"""Steps back to the analysis of a case that the customer was answered in."""
APPEALED = "客户申诉，复审"


def written_material(facts: CaseFacts) -> str:
    oral = facts.text("channel") in choices.ORAL
    if facts.values.get("written_on") or not (oral or facts.oral_before):
        return ""
    if not oral:
        now = facts.text("channel")
        return f"受理时是“{facts.oral_before}”，后来改成“{now}”：客户补了书面的，请填“书面资料收到”的时间"
    return "口头投诉还没有收到书面资料，请填“书面资料收到”的时间"


def read_back(facts: CaseFacts) -> str:
    if facts.in_house or facts.values.get("read_back"):
        return ""
    return "还没有把记录向客户复述确认，请勾选“已复述确认”"


def graded(facts: CaseFacts) -> str:
    if facts.text("severity") or facts.text("grade"):
        return ""
    return "判定标准没有一条适用，请品管选定“客诉程度”"


def override_has_a_reason(facts: CaseFacts) -> str:
    computed, chosen = facts.text("grade"), facts.text("severity")
    if not chosen or computed == chosen or facts.values.get("override_reason"):
        return ""
    said = f"程序判定为“{computed}”" if computed else "判定标准没有一条适用"
    return f"{said}，您选的是“{chosen}”，请写明改判理由"


def is_feedback(facts: CaseFacts) -> str:
    return "" if facts.text("case_kind") == choices.FEEDBACK else "只有客户反馈才能升为客户投诉"


def channel_fits_the_kind(facts: CaseFacts) -> str:
    found_here = facts.text("channel") == choices.FOUND_HERE
    if not facts.text("channel") or found_here == facts.in_house:
        return ""
    if facts.in_house:
        return f"厂内异常的“投诉方式”要选“{choices.FOUND_HERE}”"
    return f"“{choices.FOUND_HERE}”的只能是厂内异常，客户的案件请改选“投诉方式”"


def promoted_where_it_must(facts: CaseFacts) -> str:
    """E1.2: what a key customer or an authority says is no mere feedback, nor what is said twice within 48 hours."""
    if facts.text("case_kind") != choices.FEEDBACK:
        return ""
    channel = facts.text("channel")
    if channel in choices.PASSED_ON:
        return f"“{channel}”的为升级投诉，不能按客户反馈办，请先“升为客户投诉”"
    if facts.text("importance") == choices.KEY:
        return "重点客户的任何不满都按投诉处理，不能按客户反馈办，请先“升为客户投诉”"
    return f"{facts.grumbled}，不能按客户反馈办，请先“升为客户投诉”" if facts.grumbled else ""


def nature_fits_the_branch(facts: CaseFacts) -> str:
    """What is found on site says whose fault it is (E1.3, E0.3)."""
    nature, branch = facts.text("nature"), facts.text("branch")
    if nature == choices.MISUSED and branch != choices.MISUSE:
        return f"“问题界定”是“{nature}”，“原因去向”要选“{choices.MISUSE}”"
    if branch == choices.MISUSE and nature == choices.QUALITY:
        return f"“原因去向”是“{branch}”，“问题界定”不能是“{nature}”"
    return ""


def doubtful_goods_are_seen(facts: CaseFacts) -> str:
    """E1.1: what cannot be told from afar comes back, or somebody goes there."""
    if facts.text("nature") != choices.DOUBTFUL:
        return ""
    back = any(proofs.carried_out(sheet) for sheet in facts.of_form("return_application"))
    visited = any(row.get("way") in ON_SITE for row in facts.rows("contacts"))
    if back or visited or facts.count("samples") or any(sample.pieces for sample in facts.samples):
        return ""
    return "难以界定的要退回公司界定：还没有收到样品、点收的《产品退换货申请单》，也没有到现场的联系记录"


def appeal_in_time(facts: CaseFacts) -> str:
    until = facts.appeal_until
    if not until or not facts.now or facts.now.replace("T", " ") <= until[:16]:
        return ""
    return f"申诉期限已过（到 {until}），过期的申诉由品管主管写明原因受理"


def merged_into_another(facts: CaseFacts) -> str:
    return "" if facts.values.get("merged_into") else "请先在“并入案件”里填另一案件的编号"


def never_registered(facts: CaseFacts) -> str:
    return "登记过的案件不能作废，请判定不成立或走完流程" if facts.rows("rounds") else ""


def a_wrong_entry(facts: CaseFacts) -> str:
    """What the customer has been spoken to about, or has sent pieces of, is no slip of the pen."""
    spoken, pieces = facts.rows("contacts"), any(sample.pieces for sample in facts.samples)
    found = [said for there, said in ((spoken, "联系记录"), (pieces, "封存的样品")) if there]
    told = f"案件里有{'和'.join(found)}，不是录入错误，不能作废" if found else ""
    return f"{told}，请判定不成立并答复，或走完流程" if told else ""


def nothing_merged_in(facts: CaseFacts) -> str:
    """Whoever was merged here has no other answer than that of this case."""
    numbers = [str(row.get("case")) for row in facts.rows("links") if row.get("how") == TAKES_IN]
    if not numbers:
        return ""
    return f"案件 {'、'.join(numbers)} 并在本案里，要先由品管主管对它“撤销合并”，否则没有人答复"


def not_answered_before(facts: CaseFacts) -> str:
    """A customer who comes back after an answer is no duplicate: he has his own case judged anew."""
    after = [row for row in facts.rows("rounds") if row.get("step") in (*AFTER_AN_ANSWER, APPEALED)]
    return "已经答复过客户、又退回或申诉的案件不能并入另一案件，要处理到客户同意" if after else ""


def never_answered(facts: CaseFacts) -> str:
    """Who was answered and did not agree goes to the top, not out (E0.8)."""
    if facts.closed_before:
        return "结过案的案件不能再判定不成立，要重新处理到客户同意；申诉查无新情况的，由总经理“维持原结案”"
    after = [row for row in facts.rows("rounds") if row.get("step") in AFTER_AN_ANSWER]
    return "已经回复过客户、退回来重新分析的案件不能再判定不成立，要处理到客户同意" if after else ""


def minor_only(facts: CaseFacts) -> str:
    if facts.text("severity") == choices.MINOR and facts.text("grade") in (choices.MINOR, ""):
        return ""
    return "只有判为“一般”的案件才能简易处理"


def a_customer_appeals(facts: CaseFacts) -> str:
    return "厂内异常没有客户来申诉，要再查请由品管主管“重新打开”或“复议，重新判定”" if facts.in_house else ""


def found_in_house(facts: CaseFacts) -> str:
    return "" if facts.in_house else "客户的案件答复以后由业务“客户申诉，复审”，不由厂内复议"
