import resources


def roles() -> list[str]:
    return [role["code"] for role in resources.toml("starter/roles.toml")["role"]]


def test_one_person_for_each_role_with_that_login() -> None:
    """The merchandising supervisor of the sample factory is its 客服经理 too."""
    people = resources.toml("sample/people.toml")["person"]
    assert [person["login"] for person in people] == [role for role in roles() if role != "csmgr"]
    assert all(person["roles"][0] == person["login"] for person in people)
    assert {tuple(person["roles"]) for person in people if len(person["roles"]) > 1} == {("merchmgr", "csmgr")}
    assert len({person["name"] for person in people}) == len(people)


def test_people_sit_in_known_departments() -> None:
    """Those of the responsible departments answer for every one, so that each sample can be taken to its end."""
    known = {row["name"] for row in resources.toml("starter/departments.toml")["department"]}
    seats = {person["login"]: person["department"] for person in resources.toml("sample/people.toml")["person"]}
    assert {seats.pop(login) for login in ("duty", "dutymgr")} == {""}
    assert set(seats.values()) <= known


def test_customers_are_plainly_samples() -> None:
    customers = resources.table("sample/customers.csv")
    assert len({row["name"] for row in customers}) == len({row["code"] for row in customers}) == 15
    assert all("（样例）" in row["name"] for row in customers)


def test_products_cover_both_families() -> None:
    products = resources.table("sample/products.csv")
    assert len({row["code"] for row in products}) == 30
    assert {row["family"] for row in products} == {"脚踏类", "碗件中轴类"}
