"""Which blocks of a case stand on 下一步: those of this stage, those still open beside it, those to be read."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from qcdesk.canonical import Json
from qcdesk.cases import choices, states
from qcdesk.cases.kind import EVIDENCE, WRITTEN
from qcdesk.kinds import PROGRAM, Block
from qcdesk.services.cases.ahead import Way
from qcdesk.views import RecordView
from qcdesk.workflow import DRAFT
from ui.pages.cases.fields_form import is_typed

FOREMOST = ("judging", WRITTEN.name, "product", "intake")
"""Of several blocks at one stage the one that is this stage's own stands first."""
ELSEWHERE = (EVIDENCE.name,)
"""Open to the end, on 照片."""


def now(record: RecordView, straight: Sequence[Way], *, awaited: bool) -> list[Block]:
    """The blocks that the ways on complete; the written material wherever it is still awaited. The end fills none."""
    wanted = {name for way in straight for name in way.fields_of if name != "*"}
    if awaited and record.values.get("channel") in choices.ORAL and record.state not in (*states.ENDS, DRAFT):
        wanted.add(WRITTEN.name)
    blocks = [block for block in record.kind.blocks if block.name in wanted and block.role != PROGRAM]
    return sorted(blocks, key=lambda block: FOREMOST.index(block.name) if block.name in FOREMOST else -1)


def beside(saved: RecordView, shown: Collection[Block], closed: Mapping[str, Json]) -> list[Block]:
    """Every other block that holds something, that nobody has signed yet and this person may mend."""
    return [
        block for block in saved.kind.blocks
        if block not in shown and block.role != PROGRAM and block.name not in ELSEWHERE
        and any(saved.values.get(item.name) is not None for item in block.fields)
        and any(is_typed(item) and item.name not in closed for item in block.fields)
    ]  # fmt: skip


def to_read(record: RecordView, straight: Sequence[Way]) -> list[Block]:
    """What the next signature attests, where it fills nothing itself: it is to be read before it is signed."""
    slots = [record.kind.slot(name) for way in straight if not way.fields_of for name in way.step.step.signs]
    names = {name for slot in slots for name in slot.covers}
    return [block for block in record.kind.blocks if block.name in names]
