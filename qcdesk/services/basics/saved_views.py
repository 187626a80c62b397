"""The person's own saved filters of a list, by the page that they are of."""

from __future__ import annotations

from qcdesk import canonical
from qcdesk.canonical import Values
from qcdesk.change import Change, touched
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.store.models import SavedView


def named(desk: Desk, page: str) -> dict[str, Values]:
    """Each with its filter, in the order of their names."""
    mine = (SavedView.person == desk.person.login) & (SavedView.page == page)
    found = desk.store.rows(SavedView.select().where(mine).order_by(SavedView.name))
    return {row.name: canonical.load(row.content) for row in found}


def keep(desk: Desk, page: str, name: str, content: Values) -> Change:
    """Over an older one so called; raises Refused without a name."""
    if not name.strip():
        raise Refused("请给这个视图起个名字")
    said = canonical.dump(content)
    with desk.store.write():
        drop(desk, page, name)
        desk.store.run(SavedView.insert(person=desk.person.login, page=page, name=name.strip(), content=said))
    return touched("views")


def drop(desk: Desk, page: str, name: str) -> Change:
    mine = (SavedView.person == desk.require_person().login) & (SavedView.page == page)
    with desk.store.write():
        desk.store.run(SavedView.delete().where(mine & (SavedView.name == name.strip())))
    return touched("views")
