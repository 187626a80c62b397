"""签名 beside the sheet says of each how it was given: by PIN or in ink, who has seen it, for whom."""

from dataclasses import replace

import factory
import hands
import pytest

from qcdesk.services.sheets import records
from qcdesk.views import SignatureView
from ui.paper.side_panel import BY_PIN, SidePanel


@pytest.fixture
def signature(desk) -> SignatureView:
    return records.get(desk, factory.signed_label(desk)).signatures[-1]


def told(qtbot, signature: SignatureView) -> str:
    panel = SidePanel()
    qtbot.addWidget(panel)
    panel.show_signatures([signature])
    return hands.words(panel.widget(1))


def test_a_signature_by_pin_says_so(qtbot, signature: SignatureView) -> None:
    assert BY_PIN in told(qtbot, signature)


def test_one_in_ink_names_who_has_seen_it_and_no_pin(qtbot, signature: SignatureView) -> None:
    said = told(qtbot, replace(signature, mode="ink", verified_by="qc", verifier="郑样五"))
    assert "纸签，郑样五 见签" in said
    assert BY_PIN not in said


def test_a_deputys_names_for_whom(qtbot, signature: SignatureView) -> None:
    said = told(qtbot, replace(signature, deputy_for="qcmgr", deputy_name="王样六"))
    assert f"{signature.name}（代王样六）" in said
