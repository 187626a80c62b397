"""What goes into the archive package of a case, as of one moment: its sheets, scans, photos and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qcdesk.cases.kind import CASE
from qcdesk.cases.states import CLOSED, ENDS
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.kinds import plain_name
from qcdesk.services.cases import casework
from qcdesk.services.keeping import gone
from qcdesk.services.keeping.scanned import Scanned, scanned
from qcdesk.services.papers import copy_list
from qcdesk.services.papers.copy_list import CopyView
from qcdesk.services.problems import connecting
from qcdesk.services.sheets import attaching, records
from qcdesk.store.models import Attachment
from qcdesk.views import RecordView
from qcdesk.workflow import VOID

FLOW = (
    "coordination_order", "complaint_register", "qc_anomaly", "seal_label", "hold_tag", "inspection_report", "car_8d",
    "internal_contact", "rework_record", "field_rework", "return_application", "scrap_sheet", "delivery_note",
    "satisfaction_survey", "service_tracking",
)  # fmt: skip
"""The forms in the order in which a case comes to them; what is not named here stands last."""

NOT_CLOSED = "未结案"


@dataclass(frozen=True)
class Photo:
    """One stored picture of a record; `place` is the cell it hangs in."""

    sha256: str
    name: str
    record: RecordView
    place: str
    media: str = ""
    there: bool = True


@dataclass(frozen=True)
class Package:
    """`shared` are the ids of 8Ds that belong to another case, `missing` what keeps the case from being complete,
    `seq` and `hash` the head of the chain of events of that moment. `destroyed` are the files that a disposal took,
    `destroyed_by` who decided it, when and how."""

    case: RecordView
    sheets: tuple[RecordView, ...]
    shared: frozenset[int]
    photos: tuple[Photo, ...]
    scans: tuple[Scanned, ...]
    missing: tuple[str, ...]
    seq: int
    hash: str
    at: str
    made_by: str
    destroyed: frozenset[str] = frozenset()
    destroyed_by: str = ""

    @property
    def gone(self) -> str:
        """2 张照片、1 份扫描件已按处置单销毁, with by whom; nothing where nothing was."""
        photos, scans = ({one.sha256 for one in some} & self.destroyed for some in (self.photos, self.scans))
        counts = ((len(photos), "张照片"), (len(scans - photos), "份扫描件"))
        named = "、".join(f"{count} {called}" for count, called in counts if count)
        return f"{named}已按处置单销毁（{self.destroyed_by}）" if named else ""

    @property
    def records(self) -> tuple[RecordView, ...]:
        return (self.case, *self.sheets)

    @property
    def interim(self) -> bool:
        return self.case.state not in ENDS

    @property
    def standing(self) -> str:
        """What the cover says of the case: 已结案, or in which other state and that it is not closed."""
        if self.case.state == CLOSED or not self.interim:
            return self.case.state_label
        return f"{NOT_CLOSED}（{self.case.state_label}），这是中途归档"

    @property
    def file_name(self) -> str:
        return f"{self.case.number or f'草稿{self.case.id}'}-归档包"


def of_case(desk: Desk, which: int | str) -> Package:
    """Raises NotFound for a record that is not there, Refused for one that is no case."""
    with desk.store.snapshot():
        case = records.get(desk, which)
        if case.kind.code != CASE:
            raise Refused(f"{case.title}不是案件，归档包按案件做；单独一张单请用打印")
        found = connecting.sheets(desk, case.id)
        sheets = tuple(view for view, _ in sorted(found, key=_in_the_flow))
        photos = tuple(photo for view in (case, *sheets) for photo in _photos(desk, view))
        scans = scanned(desk, (case, *sheets))
        named: tuple[Photo | Scanned, ...] = (*photos, *scans)
        lost = [one for one in named if not one.there and gone.removed(desk, one.sha256)]
        head = desk.store.newest()
        return Package(
            case, sheets, frozenset(view.id for view, shared in found if shared), photos, scans,
            (*_missing(desk, case, sheets), *_lost(desk, named)),
            head.seq if head else 0, head.hash if head else "",
            f"{desk.clock.wall():%Y-%m-%d %H:%M}", desk.person.name or "（未登录）",
            frozenset(one.sha256 for one in lost), gone.told(desk, lost[0].record.id) if lost else "",
        )  # fmt: skip


def _in_the_flow(found: tuple[RecordView, bool]) -> tuple[int, int]:
    code = found[0].kind.code
    return (FLOW.index(code) if code in FLOW else len(FLOW), found[0].id)


def _photos(desk: Desk, view: RecordView) -> Iterator[Photo]:
    for name, value in view.values.items():
        if not plain_name(name).endswith("_photos"):
            continue
        for entry in attaching.entries(value):
            sha256 = str(entry["sha256"])
            row = desk.store.first(Attachment.select().where(Attachment.sha256 == sha256))
            there = row is not None and desk.attachments.holds(sha256)
            yield Photo(sha256, str(entry.get("name") or ""), view, _place(view, name), row.media if row else "", there)


def _place(view: RecordView, name: str) -> str:
    """Photos hang below words whose label says what they show."""
    words = plain_name(name).removesuffix("_photos")
    label = view.kind.field(words).label if view.kind.has(words) else view.kind.field(name).label
    return label.rstrip("：") or "照片"


def _missing(desk: Desk, case: RecordView, sheets: tuple[RecordView, ...]) -> Iterator[str]:
    closing = casework.till_closing(desk, case)
    yield from closing
    for view in sheets:
        told = any(f"{view.title}（{view.state_label}）" in sentence for sentence in closing)
        if view.state not in view.kind.workflow.final and not told:
            yield f"{view.title}还没有办完：{view.state_label}"
    for view in (case, *sheets):
        yield from (f"{view.title}“{item.label}”的签名与所签内容不符" for item in view.signatures if not item.sound)
        if view.state == VOID:
            continue
        yield from (_not_back(copy) for copy in copy_list.of_record(desk, view.id) if _awaited(copy))


def _awaited(copy: CopyView) -> bool:
    """A paper that asks for no signature any more is missed only where it was lent out of the archive."""
    return copy.state in copy_list.OUT and (copy.lent or not copy.settled)


def _not_back(copy: CopyView) -> str:
    where = f"，在{copy.holder}处" if copy.holder else ""
    return f"{copy.named}{copy.state_label}{where}，还没有{'归还' if copy.lent else '签回'}"


def _lost(desk: Desk, files: tuple[Photo | Scanned, ...]) -> Iterator[str]:
    """Each file once for a record, however many pages it has."""
    lost = [one for one in files if not (one.there or gone.accounted(desk, one.record.id, one.sha256))]
    for one in {(one.record.id, one.sha256): one for one in lost}.values():
        called = "扫描件" if isinstance(one, Scanned) else "照片"
        yield f"{one.record.title}的{called}“{one.name}”文件不见了"
