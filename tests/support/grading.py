"""Words of a customer, judged by the starter's criteria and defect items."""

from functools import cache

from qcdesk.rules import inputs, severity, starter
from qcdesk.rules.criteria import Criterion
from qcdesk.rules.terms import Terms


@cache
def _standard() -> tuple[tuple[Criterion, ...], Terms]:
    return tuple(starter.criteria()), starter.defects()


def judged(text: str, family: str = "脚踏类") -> severity.Judgement:
    return severity.judge(inputs.read({"family": family, "description": text}), *_standard())
