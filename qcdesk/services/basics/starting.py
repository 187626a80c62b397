"""What every new desk begins with: roles, departments, the defect catalogue, the office's heads and feet."""

from __future__ import annotations

import resources
from qcdesk import canonical
from qcdesk.desk import Desk
from qcdesk.pinyin import searchable
from qcdesk.services.rules import rulebook
from qcdesk.services.trail import events, standing
from qcdesk.store.models import Defect, Department, Role, Setting


def fill(desk: Desk) -> None:
    with desk.store.write():
        _roles(desk)
        _departments(desk)
        _defects(desk)
        _settings(desk)
        stands = standing.whole(desk, *standing.TABLES)
        events.note(desk, "desk_made", detail={"rules": rulebook.put_starter(desk), standing.STANDS: stands})


def _roles(desk: Desk) -> None:
    rows = [
        {"code": item["code"], "label": item["label"], "en": item["label_en"], "position": at}
        for at, item in enumerate(resources.toml("starter/roles.toml")["role"])
    ]
    desk.store.run(Role.insert_many(rows))


def _departments(desk: Desk) -> None:
    rows = [
        {"name": item["name"], "en": item["name_en"], "active": True, "position": at,
         "search": searchable(item["name"], item["name_en"])}
        for at, item in enumerate(resources.toml("starter/departments.toml")["department"])
    ]  # fmt: skip
    desk.store.run(Department.insert_many(rows))


def _defects(desk: Desk) -> None:
    rows = [
        {"item": item["item"], "en": item["item_en"], "family": item["family"], "severity": item["severity"],
         "rule": item["rule"], "aliases": item["aliases"], "active": True,
         "search": searchable(item["item"], item["item_en"], *item["aliases"].split("|"))}
        for item in resources.table("starter/defects.csv")
    ]  # fmt: skip
    desk.store.run(Defect.insert_many(rows))


def _settings(desk: Desk) -> None:
    documents = {code: {name: str(value) for name, value in lines.items()}
                 for code, lines in resources.toml("starter/forms.toml").items()}  # fmt: skip
    rows = [
        {"key": "company", "value": canonical.dump(resources.toml("starter/office.toml"))},
        {"key": "documents", "value": canonical.dump(documents)},
    ]
    desk.store.run(Setting.insert_many(rows))
