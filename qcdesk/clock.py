"""What time it is: UTC in the store, the office's local time on screen and paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime


@dataclass(frozen=True)
class Clock:
    """The PC's clock; `fixed` holds it still, for the sample factory and for tests."""

    fixed: datetime | None = None

    def now(self) -> datetime:
        return self.fixed or datetime.now(UTC)

    def stamp(self) -> str:
        """UTC with milliseconds, sorting as text: `2026-11-21T09:30:00.123Z`."""
        moment = self.now().astimezone(UTC)
        return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"

    def today(self) -> date:
        return self.now().astimezone().date()


def local(stamp: str, seconds: bool = False) -> str:
    """A stored stamp as the office reads it: `2026-11-21 17:30`; one that is no time any more stays as it stands."""
    try:
        moment = datetime.fromisoformat(stamp.replace("Z", "+00:00")).astimezone()
    except (ValueError, OverflowError):
        return stamp
    return moment.strftime("%Y-%m-%d %H:%M:%S" if seconds else "%Y-%m-%d %H:%M")
