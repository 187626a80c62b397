"""Settings and basic data that were changed, removed or added behind the program's back are named."""

import factory
import pytest
import trail

from qcdesk import canonical
from qcdesk.desk import Desk
from qcdesk.services.basics import masters, office
from qcdesk.services.times import working_days
from qcdesk.store.models import Customer, Defect, Department, Product, Setting
from qcdesk.views import DocumentLine

CUSTOMER = {"code": "HL", "name": "环岭自行车（样例）", "importance": "重点"}
PRODUCT = {"code": "FP-873", "name": "铝合金脚踏", "model": '9/16"', "family": "脚踏类"}


@pytest.fixture
def admin(desk: Desk) -> Desk:
    """An office that has changed a little of everything."""
    made = factory.seat(desk, "admin")
    working_days.set_hours(made, ["08:00-12:00", "13:00-17:30"], True)
    office.change_document(made, "qc_anomaly", DocumentLine("Q4-QC-031", "A/0", "2026-08-01", "3 年", ""))
    masters.save(made, "product", None, PRODUCT)
    masters.save(made, "department", None, {"name": "电镀"})
    masters.save(made, "department", "电镀", {"name": "表面处理"})
    masters.set_active(made, "department", "表面处理", False)
    return made


def test_what_the_program_changed_is_as_the_trail_says(admin: Desk) -> None:
    assert trail.findings(admin) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("calendar", {"hours": ["08:00-20:00"], "saturdays": True, "zone": "Asia/Shanghai"}),
        ("documents", {"qc_anomaly": {"document_no": "Q4-QC-099", "retention": "1 年"}}),
    ],
)
def test_a_setting_replaced_by_another_sound_one_is_named(admin: Desk, key: str, value: dict[str, object]) -> None:
    changed = admin.store.run(Setting.update(value=canonical.dump(value)).where(Setting.key == key))
    assert changed == 1
    called = {"calendar": "日历和时区", "documents": "文件编号"}[key]
    (said,) = trail.findings(admin)
    assert said.startswith(f"办公室设置 {called}：被改过")


def test_a_setting_removed_or_put_in_by_hand_is_named(admin: Desk) -> None:
    admin.store.run(Setting.delete().where(Setting.key == "documents"))
    admin.store.run(Setting.insert(key="cabinet", value="{}"))
    assert trail.findings(admin) == [
        "办公室设置 cabinet：没有任何事件说起它，不是程序写下的",
        "办公室设置 文件编号：被删掉了",
    ]


def test_changed_added_and_removed_entries_are_named(admin: Desk) -> None:
    item = admin.store.rows(Defect.select().order_by(Defect.id))[0]
    admin.store.run(Defect.update(severity="严重" if item.severity == "一般" else "一般").where(Defect.id == item.id))
    admin.store.run(Product.update(model='1/2"').where(Product.name == PRODUCT["name"]))
    admin.store.run(Department.update(active=True).where(Department.name == "表面处理"))
    admin.store.run(
        Customer.insert(code="X", name="来历不明", en="", country="", importance="", active=True, search="x")
    )
    said = trail.findings(admin)
    only_a_digest = f"不良项目 {item.item}：被改过：经过里只有原来内容的校验码，现在是 "
    assert any(sentence.startswith(only_a_digest) for sentence in said)
    assert "部门 表面处理：被改过：在用应为“不是”，现在是“是”" in said
    assert '产品 铝合金脚踏：被改过：型号规格应为“9/16"”，现在是“1/2"”' in said
    assert any("客户 来历不明：没有任何事件说起它" in sentence for sentence in said)
    assert len(said) == 4
