"""Log records that a test did not announce."""

import logging
import re
from collections.abc import Iterable


def unexpected(records: Iterable[logging.LogRecord], patterns: Iterable[str]) -> list[str]:
    """What was logged at WARNING or above and matches none of the patterns."""
    expected = [re.compile(pattern) for pattern in patterns]
    loud = [record for record in records if record.levelno >= logging.WARNING]
    return [
        f"{record.levelname} {record.name}: {record.getMessage()}"
        for record in loud
        if not any(pattern.search(record.getMessage()) for pattern in expected)
    ]
