from pathlib import Path
from xml.etree import ElementTree

import pytest

import resources

ICONS = sorted(resources.path("icons").glob("*.svg"))
LINE = {"viewBox": "0 0 24 24", "stroke": "#3b4754", "stroke-width": "1.6", "fill": "none", "stroke-linecap": "round"}


@pytest.mark.parametrize("icon", [icon for icon in ICONS if icon.stem != "qcdesk"], ids=lambda icon: icon.stem)
def test_icon_is_of_the_one_set(icon: Path) -> None:
    root = ElementTree.parse(icon).getroot()
    assert {name: root.get(name) for name in LINE} == LINE
    assert len(root) > 0


def test_program_has_its_mark() -> None:
    root = ElementTree.fromstring(resources.text("icons/qcdesk.svg"))
    assert root.get("viewBox") == "0 0 256 256"
