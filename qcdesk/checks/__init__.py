"""Checks between a sheet's values, by subject; a form names those it is held to. Each module lists its own."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from qcdesk.checks import anomaly, complaints, goods, rework, samples, satisfaction, service
from qcdesk.checks.check import Check, Dated

SUBJECTS = (anomaly, complaints, goods, rework, samples, satisfaction, service)

CHECKS: Mapping[str, Check] = MappingProxyType(
    {check.__name__: check for subject in SUBJECTS for check in subject.CHECKS}
)

DATED: Mapping[str, Dated] = MappingProxyType(
    {check.__name__: check for subject in (complaints, rework, service) for check in subject.DATED}
)
