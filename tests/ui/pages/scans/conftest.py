"""The window of an office whose signed sheets came back: two pages wait to be confirmed, one has no code."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import factory
import pytest
import scanned_office
from confirming import confirming
from scanned_office import Office

Chosen = Callable[..., list[Path]]


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Printed and scanned once."""
    home = tmp_path_factory.mktemp("scanned") / "home"
    desk = factory.make("sqlite", home)
    made = scanned_office.make(desk)
    desk.close()
    return made


@pytest.fixture
def home(office: Office, tmp_path: Path) -> Path:
    place = tmp_path / "home"
    factory.copy_of(office.database, place).close()
    scanned_office.bring_files(office, place)
    return place


@pytest.fixture
def window(window: Any) -> Any:
    window.resize(1366, 768)
    return window


@pytest.fixture
def page(seated: Callable[[str], Any]) -> Any:
    """扫描归档, the inspector in front of it."""
    window = seated("qc")
    page = window.shell.go("scans")
    page.window_ = window
    return page


@pytest.fixture
def gm(seated: Callable[[str], Any]) -> Any:
    """扫描归档 with what waits to be confirmed; at the desk sits who has signed nothing."""
    return confirming(seated("gm"))


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """What the dialog for files answers."""

    def answer(*paths: Path) -> None:
        chosen = [str(path) for path in paths]
        monkeypatch.setattr("ui.pages.scans.taking_in.QFileDialog.getOpenFileNames", lambda *_: (chosen, ""))

    return answer


@pytest.fixture
def files(office: Office, tmp_path: Path) -> dict[str, Path]:
    """As the scanner leaves them: 好 comes back for the first time, 又 is its second copy, 坏 is no scan."""
    folder = tmp_path / "来件"
    folder.mkdir()
    made = {"好": office.fresh[0].scan, "又": office.fresh[1].scan, "坏": "这是一段文字".encode()}
    for name, content in made.items():
        (folder / f"{name}.jpg").write_bytes(content)
    return {name: folder / f"{name}.jpg" for name in made}
