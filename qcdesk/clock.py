"""What time it is: UTC in the store, the office's own time on screen and paper, whatever zone a PC is set to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

CHINA = timezone(timedelta(hours=8))
"""China has kept one zone without summer time since 1991."""


@dataclass(frozen=True)
class Clock:
    """The PC's clock read in the office's `zone`; `fixed` holds it still, for the sample factory and for tests."""

    fixed: datetime | None = None
    zone: tzinfo = CHINA

    def now(self) -> datetime:
        return self.fixed or datetime.now(UTC)

    def stamp(self) -> str:
        """UTC with milliseconds, sorting as text: `2026-11-21T09:30:00.123Z`."""
        moment = self.now().astimezone(UTC)
        return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"

    def today(self) -> date:
        return self.wall().date()

    def wall(self) -> datetime:
        """Now, as the clock on the office's wall shows it."""
        return self.now().astimezone(self.zone)

    def local(self, stamp: str, seconds: bool = False) -> str:
        """A stored stamp as the office reads it: `2026-11-21 17:30`; what is no time any more stays as it stands."""
        try:
            moment = datetime.fromisoformat(stamp.replace("Z", "+00:00")).astimezone(self.zone)
        except (ValueError, OverflowError):
            return stamp
        return moment.strftime("%Y-%m-%d %H:%M:%S" if seconds else "%Y-%m-%d %H:%M")
