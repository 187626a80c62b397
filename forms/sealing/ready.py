"""Whether a record may go out under the seal; asked by every page that offers it, so that little is loaded."""

from __future__ import annotations

from qcdesk.errors import VERIFY, Refused
from qcdesk.views import RecordView
from qcdesk.workflow import DRAFT, VOID


def why_not(record: RecordView) -> str:
    """A sentence; empty where nothing in the record is against it."""
    try:
        refuse_unready(record)
    except Refused as error:
        return error.sentence
    return ""


def refuse_unready(record: RecordView) -> None:
    """Only what all have signed, and what is still what they signed, goes out under the seal."""
    if record.state == VOID:
        raise Refused(f"{record.title}已作废，不能盖章")
    if record.disposed:
        raise Refused(f"{record.title}已处置，不能盖章")
    if record.superseded:
        raise Refused(f"{record.title}的这一版已被替代，不能盖章")
    if record.state == DRAFT:
        raise Refused(f"{record.title}还是草稿，签核走完以后才能盖章")
    if record.state not in record.kind.workflow.final:
        raise Refused(f"{record.title}现在是“{record.state_label}”，签核走完以后才能盖章")
    if not record.signatures:
        raise Refused(f"{record.title}上没有签名，没有可以盖章的")
    changed = [item for item in record.signatures if not item.sound]
    if changed:
        names = "、".join(f"{item.label}（{item.name}）" for item in changed)
        raise Refused(f"{record.title}签后有改动：{names}，不能盖章。{VERIFY}")
