"""What is told beside the findings of 核对: how much was looked at, what is lawfully gone, what nobody registered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qcdesk.desk import Desk
from qcdesk.services.trail import verifying
from qcdesk.services.trail.guarding import Guard

COUNTED = ("record", "signature", "event", "attachment")
FEW = 5


@dataclass(frozen=True)
class Beside:
    """`counted` are records, signatures, events and files, nothing where they cannot be; `disposed` records and the
    files that two people had destroyed with them; `strays` the SHA-256 of files of no record."""

    counted: tuple[int, ...]
    disposed: tuple[int, int]
    strays: tuple[str, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(self._told())

    def _told(self) -> Iterator[str]:
        if self.counted:
            yield "核对了 {} 条记录、{} 个签名、{} 条经过、{} 个附件".format(*self.counted)
        records, files = self.disposed
        if records:
            too = f"{files} 个照片和扫描件由两人签字销毁，不算缺失" if files else "没有照片和扫描件要销毁"
            yield f"{records} 条记录已按保存期处置（{too}）"
        if self.strays:
            yield (f"多出来的文件 {len(self.strays)} 个：附件里没有登记、哪张单都不用的（{_few(self.strays)}），"
                   "多半是存到一半停下来留下的，不影响记录")  # fmt: skip


def beside(desk: Desk) -> Beside:
    """Whatever other hands have made of the database, what can be told."""
    strays = tuple(name for name in verifying.strays(desk) if name)
    return Beside(_counted(desk), verifying.disposed(desk), strays)


def _counted(desk: Desk) -> tuple[int, ...]:
    def counts() -> Iterator[tuple[int, ...]]:
        yield tuple(int(desk.store.sql(f"SELECT COUNT(*) FROM {table}")[0][0]) for table in COUNTED)

    unknown: tuple[int, ...] = ()
    return Guard(desk.store, careful=True).each(counts, unknown)[0]


def _few(strays: Sequence[str]) -> str:
    return "、".join(name[:12] for name in strays[:FEW]) + (" 等" if len(strays) > FEW else "")
