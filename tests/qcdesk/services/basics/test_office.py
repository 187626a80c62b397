"""Head and foot of the sheets, as the office sets them."""

import io

import factory
import pytest
from PIL import Image

from qcdesk.desk import Desk
from qcdesk.errors import NotFound, Refused
from qcdesk.services.basics import office
from qcdesk.store.models import Event
from qcdesk.views import DocumentLine


def test_company_and_foot_are_read_back(admin: Desk) -> None:
    office.change_company(admin, "样例车料厂", "Sample Works")
    line = DocumentLine("QR-QC-011", "A/2", "2026-11-01", "三年", "一式两联")
    office.change_document(admin, "qc_anomaly", line)
    view = office.view(admin)
    assert (view.company, view.company_en, view.document("qc_anomaly")) == ("样例车料厂", "Sample Works", line)
    assert view.document("unheard_of") == DocumentLine()


def test_logo_is_a_picture_of_sensible_size(admin: Desk) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 20), "navy").save(buffer, "PNG")
    office.change_logo(admin, buffer.getvalue())
    assert office.view(admin).logo == buffer.getvalue()
    office.change_logo(admin, None)
    assert office.view(admin).logo is None
    with pytest.raises(Refused, match="不是图片，或已损坏"):
        office.change_logo(admin, b"%PDF-1.7")
    with pytest.raises(Refused, match="标志图片请不要超过 1 MB"):
        office.change_logo(admin, bytes(2**20 + 1))


def test_only_the_administrator_changes_them(desk: Desk) -> None:
    with pytest.raises(Refused, match="办公室设置要由系统管理员改"):
        office.change_company(factory.seat(desk, "gm"), "别的厂", "")


def test_change_stands_in_the_trail_with_what_was_there(admin: Desk) -> None:
    office.change_company(admin, "第一个厂名", "")
    office.change_company(admin, "第二个厂名", "")
    event = admin.store.rows(Event.select().order_by(Event.seq.desc()).limit(1))[0]
    assert event.action == "setting_changed"
    assert '"company":{"from":"第一个厂名","to":"第二个厂名"}' in event.detail


def test_line_that_cannot_be_printed_and_unknown_form_are_refused(admin: Desk) -> None:
    with pytest.raises(Refused, match="公司名称：最多 120 个字"):
        office.change_company(admin, "厂" * 121, "")
    with pytest.raises(NotFound, match="没有“colour”这种表单"):
        office.change_document(admin, "colour", DocumentLine())


def test_letterhead_is_kept_where_only_the_name_is_changed(admin: Desk) -> None:
    office.change_company(admin, "样例车料厂", "", "样例市脚踏路 18 号　电话 0000-5550100")
    office.change_company(admin, "样例车料制造厂", "")
    assert office.view(admin).contact == "样例市脚踏路 18 号　电话 0000-5550100"
    office.change_company(admin, "样例车料制造厂", "", "")
    assert office.view(admin).contact == ""
