"""The rule rows and items that ship with the program."""

from __future__ import annotations

import resources
from qcdesk.rules import rows, terms
from qcdesk.rules.criteria import Criterion
from qcdesk.rules.deadlines import DeadlineRule
from qcdesk.rules.terms import Terms


def criteria() -> list[Criterion]:
    made = (rows.read(rows.CRITERION, row) for row in resources.toml("starter/criteria.toml")["criterion"])
    return [row for row in made if isinstance(row, Criterion)]


def deadlines() -> list[DeadlineRule]:
    made = (rows.read(rows.DEADLINE, row) for row in resources.toml("starter/deadlines.toml")["deadline"])
    return [row for row in made if isinstance(row, DeadlineRule)]


def happenings() -> dict[str, str]:
    """What `starts` and `stops` of a deadline mean, in Chinese."""
    return dict(resources.toml("starter/deadlines.toml")["happenings"])


def defects() -> Terms:
    return terms.read_items(resources.table("starter/defects.csv"))
