import pytest

import resources
from forms.registry import load

ROLES = [
    "sales",
    "merch",
    "merchlead",
    "merchmgr",
    "qc",
    "qcmgr",
    "iqc",
    "eng",
    "engmgr",
    "pemgr",
    "purch",
    "duty",
    "dutymgr",
    "prod",
    "pmgr",
    "wh",
    "cs",
    "csmgr",
    "gm",
    "admin",
]
FAMILIES = {"脚踏类", "碗件中轴类", "其他"}


def test_roles_are_the_twenty_of_the_office() -> None:
    roles = resources.toml("starter/roles.toml")["role"]
    assert [role["code"] for role in roles] == ROLES
    assert all(role["label"] and role["label_en"] and role["does"] for role in roles)


def test_defects_carry_grade_rule_and_distinct_names() -> None:
    rows = resources.table("starter/defects.csv")
    assert len(rows) == 41
    assert {row["severity"] for row in rows} == {"一般", "批量", "严重"}
    assert {row["family"] for row in rows} == FAMILIES
    assert all(row["item_en"] and row["rule"] for row in rows)
    assert len({(row["family"], row["item"]) for row in rows}) == len(rows)


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_an_alias_names_one_defect_of_its_family(family: str) -> None:
    rows = [row for row in resources.table("starter/defects.csv") if row["family"] == family]
    named = [name for row in rows for name in (row["item"], *row["aliases"].split("|"))]
    assert sorted({name for name in named if named.count(name) > 1}) == []


def test_every_form_has_a_foot() -> None:
    feet = resources.toml("starter/forms.toml")
    assert set(feet) == {kind.code for kind in load().kinds.current}
    assert len({foot["document_no"] for foot in feet.values()}) == len(feet)
    for foot in feet.values():
        assert foot["document_no"].startswith("Q4-")
        assert foot["revision"] == "A/0"
        assert foot["retention"]
        assert foot["copies"]
