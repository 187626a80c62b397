"""A paper that should have been destroyed: whatever it is checked by, that is what is said of it first."""

from pathlib import Path

import cases
import factory
import papers

from forms import archiving, package_check
from qcdesk.desk import Desk
from qcdesk.services.basics.pins import Proof
from qcdesk.services.keeping import disposal, package
from qcdesk.services.papers import checking
from qcdesk.services.papers.verdicts import DISPOSED, PACKAGE_WHOLE, SAME
from qcdesk.services.samples import custody
from qcdesk.services.sheets import records

MADE, LATER = "2023-03-05 10:00", "2028-01-04 09:00"
BY = "已处置　王样六提出，何例八在 2028-01-04 09:00 核准：到期，碎纸机粉碎。"


def disposed(desk: Desk, record: int) -> None:
    disposal.propose(factory.seat(desk, "qcmgr"), [record], Proof("qcmgr"), "到期，碎纸机粉碎")
    disposal.dispose(factory.seat(desk, "gm"), [record], Proof("gm"))


def test_sheet_that_was_disposed_of_is_not_followed_any_more(desk: Desk) -> None:
    then, later = cases.at(desk, MADE), cases.at(desk, LATER)
    record = factory.walk(then, factory.draft(then), *factory.ANOMALY_WAY)
    copy, anchor = papers.printed(factory.seat(then, "qc"), record, "approved"), records.get(then, record).anchor
    assert [checking.typed(later, asked).verdict for asked in (copy.code.short(1), anchor)] == [SAME, SAME]
    disposed(later, record)
    for asked in (copy.code.short(1), anchor):
        found = checking.typed(later, asked)
        assert (found.verdict, found.fits) == (DISPOSED, False)
        assert found.sentence.endswith(BY)
        assert found.advice.startswith("不要再照它办")
        assert found.shown_as_printed


def test_package_made_before_the_disposal_should_have_gone_with_it(desk: Desk, tmp_path: Path) -> None:
    case, later = cases.closed(cases.at(desk, MADE)), cases.at(desk, LATER)
    for sample in custody.of_case(later, case):
        rest = {"pieces": sample.in_cabinet, "holder": "郑样五", "reason": "到期"}
        custody.move(factory.seat(later, "qc"), sample.id, "dispose", rest)
    verdicts = []
    for name in ("处置以前.zip", "处置以后.zip"):
        made = package.of_case(factory.seat(later, "qc"), case)
        archiving.save(factory.seat(later, "qc"), factory.shelf(), made, tmp_path / name)
        if not verdicts:
            disposed(later, case)
        found = package_check.of_file(later, tmp_path / name, lambda _: True)
        verdicts.append(found.verdict)
        assert found.sentence.endswith(BY) == (found.verdict == DISPOSED)
    assert verdicts == [DISPOSED, PACKAGE_WHOLE], "what was made since holds nothing that was destroyed"
