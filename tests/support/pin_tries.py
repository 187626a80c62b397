"""Wrong PINs, and PINs that other hands put into the table."""

import factory
import pytest

from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.basics import pins

FOREIGN = factory.pin_hash("246810")
ALTERED = "PIN 或锁定被程序以外的手改过"


def wrong(desk: Desk, login: str, times: int) -> None:
    for _ in range(times):
        with pytest.raises(Refused):
            pins.prove(desk, login, "000000")
