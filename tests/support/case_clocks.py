"""The clocks of a case, looked up by the codes of their rules."""

from typing import Any

import cases

from qcdesk.desk import Desk

Clock = dict[str, Any]


def by_rule(desk: Desk, case: int, rule: str) -> list[Clock]:
    return [row for row in cases.value(desk, case, "clocks") if row["rule"] == rule]


def latest(desk: Desk, case: int) -> dict[str, Clock]:
    """The last clock of each rule."""
    return {row["rule"]: row for row in cases.value(desk, case, "clocks")}


def line(desk: Desk, case: int, rule: str) -> int:
    """Where the first by the rule stands in the list, from one on."""
    return [row["rule"] for row in cases.value(desk, case, "clocks")].index(rule) + 1


def running(desk: Desk, case: int) -> set[str]:
    """The rules of those that nothing has stopped."""
    return {row["rule"] for row in cases.value(desk, case, "clocks") if "stopped_at" not in row}
