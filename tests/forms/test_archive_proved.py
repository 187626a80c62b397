"""A package that other hands changed, with a manifest made anew, is proved wrong by the office's seal and its trail."""

import hashlib
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import archives
import factory
import furnished
import pytest
import tamper

from forms import archiving, paper_check
from qcdesk.desk import Desk
from qcdesk.errors import Unavailable
from qcdesk.services.basics import office, office_seal, seal_secret
from qcdesk.services.keeping import archive_seal, manifest, package, packed_told, zip_check
from qcdesk.services.papers.verdicts import FOREIGN_PACKAGE, NAMESAKE_PACKAGE, PACKAGE_BROKEN
from qcdesk.services.trail import events, history, verifying

Files = dict[str, bytes]
MANIFEST = "manifest.json"
REMADE = f"{MANIFEST}：与办公室的章对不上，清单被改过或重新做过"
NOT_OURS = f"{MANIFEST}：本办公室的经过里没有做过这样一份归档包，清单校验码对不上"


@pytest.fixture
def desk(database_url: str, desk_template: Path, tmp_path: Path) -> Iterator[Desk]:
    made = factory.copy_of(desk_template, tmp_path / "home", database_url)
    with_seal(made)
    yield factory.seat(made, "qc")
    made.close()


def with_seal(desk: Desk) -> None:
    office.change_company(factory.seat(desk, "admin"), "样例五金制品有限公司", "")
    office_seal.set_up(factory.seat(desk, "admin"))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def packer(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk that made one package and is only asked about it."""
    with furnished.lasting(request, tmp_path_factory, with_seal) as made:
        yield factory.seat(made, "qc")


@pytest.fixture(scope="module")
def packed(packer: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("packed") / "包.zip"
    archiving.save(packer, factory.shelf(), package.of_case(packer, archives.filled(packer).case), path)
    return path


def taken(path: Path) -> Files:
    with zipfile.ZipFile(path) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def remade(path: Path, files: Files, change: Callable[[dict[str, Any]], object] = dict.copy) -> zip_check.Checked:
    """Checked with a manifest that fits the files; the rest of the ZIP as it was."""
    told = json.loads(files[MANIFEST])
    told["files"] = [
        {**file, "size": len(files[file["name"]]), "sha256": hashlib.sha256(files[file["name"]]).hexdigest()}
        for file in told["files"] if file["name"] in files
    ]  # fmt: skip
    change(told)
    made = path.with_name("改.zip")
    with zipfile.ZipFile(made, "w") as opened:
        for name, content in {**files, MANIFEST: json.dumps(told).encode()}.items():
            opened.writestr(name, content)
    return zip_check.check(made)


def unsealed(said: dict[str, Any]) -> None:
    said.pop(archive_seal.FINGERPRINT)


def test_a_package_as_it_was_made_is_right_here_and_elsewhere(packer: Desk, packed: Path) -> None:
    found = zip_check.check(packed)
    assert (found.findings, packed_told.wrong(packer, found)) == ((), ())
    assert found.sealed_by == "样例五金制品有限公司"
    assert found.fingerprint == office_seal.certificates(packer)[0].fingerprint
    assert verifying.verify(packer) == []


def test_what_was_changed_under_a_manifest_made_anew_is_named(packer: Desk, packed: Path) -> None:
    """The sheet as PDF and as Excel, the big PDF, the list for people: nothing of them stands in the trail's events
    of the records."""
    whole = taken(packed)
    sheets = [next(name for name in whole if name.startswith("sheets/") and name.endswith(end))
              for end in (".pdf", ".xlsx")]  # fmt: skip
    event = packer.store.sql("SELECT MAX(seq), MAX(at) FROM event WHERE action = 'packed'")[0]
    when = f"事件 {event[0]}，{packer.clock.local(event[1])}"
    for name in (*sheets, "package.pdf", "清单.txt"):
        changed = bytearray(whole[name])
        changed[len(changed) // 2] ^= 1
        found = remade(packed, {**whole, name: bytes(changed)})
        assert found.findings == (REMADE,), name
        assert packed_told.wrong(packer, found) == (NOT_OURS, f"{name}：与做归档包时（{when}）不同，内容被换过")


def test_a_seal_taken_off_is_seen_by_the_office_alone(packer: Desk, packed: Path) -> None:
    """Who has no desk at hand is told that nothing proves the manifest."""
    whole = taken(packed)
    bare = {name: content for name, content in whole.items()
            if name not in (manifest.CERTIFICATE, manifest.SIGNATURE)}  # fmt: skip
    assert remade(packed, bare).findings == ("manifest.sig：办公室的章不全，被拿掉了",)
    found = remade(packed, bare, unsealed)
    assert (found.findings, found.fingerprint) == ((), "")
    assert [one.split("：")[0] for one in packed_told.wrong(packer, found)] == [MANIFEST, manifest.CERTIFICATE]


def test_another_office_s_seal_is_not_ours(packer: Desk, packed: Path, tmp_path: Path) -> None:
    elsewhere = factory.make("sqlite", tmp_path / "别的")
    office.change_company(factory.seat(elsewhere, "admin"), "样例五金制品有限公司", "")
    office_seal.set_up(factory.seat(elsewhere, "admin"))
    own = office_seal.open_seal(elsewhere)
    elsewhere.close()
    files = {**taken(packed), manifest.CERTIFICATE: own.certificate.der, "package.pdf": b"%PDF-"}

    def claimed(said: dict[str, Any]) -> None:
        said[archive_seal.FINGERPRINT] = own.certificate.fingerprint
        files[manifest.SIGNATURE] = archive_seal.signed(own, json.dumps(said).encode())

    remade(packed, files, claimed)
    found = remade(packed, files, claimed)
    assert (found.findings, found.fingerprint) == ((), own.certificate.fingerprint)
    assert "office.crt：不是本办公室的印章" in packed_told.wrong(packer, found)


def test_an_honest_package_of_another_office_has_a_verdict_of_its_own(
    packer: Desk, packed: Path, tmp_path: Path
) -> None:
    elsewhere = factory.make("sqlite", tmp_path / "别的")
    (found,) = paper_check.of_file(elsewhere, packed)
    elsewhere.close()
    assert (found.verdict, found.record, found.findings, found.fits) == (FOREIGN_PACKAGE, None, (), False)
    assert found.sentence.endswith("清单却不是用本办公室的印章盖的，不能证明它出自本办公室。")
    pairs = re.findall("..", office_seal.certificates(packer)[0].fingerprint)
    assert dict(found.facts())["盖章"] == f"样例五金制品有限公司，证书指纹 {':'.join(pairs)}"


def test_a_package_of_another_office_that_bears_our_name_is_told_as_one_that_may_be_false(
    packed: Path, tmp_path: Path
) -> None:
    elsewhere = factory.make("sqlite", tmp_path / "别的")
    office.change_company(factory.seat(elsewhere, "admin"), "样例五金制品有限公司", "")
    (found,) = paper_check.of_file(elsewhere, packed)
    elsewhere.close()
    assert (found.verdict, found.record, found.findings, found.fits) == (NAMESAKE_PACKAGE, None, (), False)
    assert found.sentence.endswith("不能证明它出自本办公室。")


def test_a_package_under_our_seal_that_the_trail_does_not_know_may_be_older_than_a_backup(
    packer: Desk, packed: Path
) -> None:
    with tamper.behind_the_back(packer) as intruder:
        intruder.sql("DELETE FROM event WHERE action = 'packed'")
        (found,) = paper_check.of_file(packer, packed)
    assert (found.verdict, found.findings) == (PACKAGE_BROKEN, (f"{NOT_OURS}，或者数据是从那以前的备份恢复的",))


@pytest.mark.parametrize("name", [manifest.CERTIFICATE, manifest.SIGNATURE])
def test_a_broken_seal_is_told(packed: Path, name: str) -> None:
    found = remade(packed, {**taken(packed), name: b"\x30\x82"})
    assert any(one.startswith((manifest.CERTIFICATE, MANIFEST)) for one in found.findings)


def test_the_event_of_a_package_is_itself_held_to_its_hash(packer: Desk, packed: Path) -> None:
    found = zip_check.check(packed)
    with tamper.behind_the_back(packer) as intruder:
        intruder.sql("UPDATE event SET name = '别人' WHERE action = 'packed'")
        (said,) = packed_told.wrong(packer, found)
    assert said.endswith("自己被改过，不能作证；请核对全部数据（qcdesk verify）")


def test_a_package_that_the_trail_could_not_be_told_of_is_not_left(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = package.of_case(desk, archives.filled(desk).case)

    def held(*_: object, **__: object) -> None:
        raise Unavailable("别的程序正在写数据，请稍后再试。")

    monkeypatch.setattr(events, "note", held)
    folder = tmp_path / "归档"
    folder.mkdir()
    for name in ("包.zip", "卷宗.pdf"):
        with pytest.raises(Unavailable, match="别的程序正在写数据"):
            archiving.save(desk, factory.shelf(), case, folder / name)
    assert list(folder.iterdir()) == []


def test_a_sealed_package_says_so_by_its_format_and_in_its_list_and_counts_as_its_check_does(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = package.of_case(desk, archives.filled(desk).case)
    for why, number in (("", 2), (seal_secret.MISSING, 1)):
        if why:
            monkeypatch.setattr(seal_secret, "kept", lambda _: "")
        made = archiving.save(desk, factory.shelf(), case, tmp_path / "包.zip")
        found, files = zip_check.check(tmp_path / "包.zip"), taken(tmp_path / "包.zip")
        assert json.loads(files[MANIFEST])["format"] == f"qcdesk-archive-{number}"
        told = "盖章：manifest.json 盖了办公室的章，章是 manifest.sig，证书是 office.crt。"
        assert (told in files["清单.txt"].decode("utf-8-sig")) is not bool(why)
        assert (found.findings, found.files) == ((), made.told["files"])


def test_a_pc_without_the_secret_packs_without_a_seal_and_says_so(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seal_secret, "kept", lambda _: "")
    case = archives.filled(desk).case
    made = archiving.save(desk, factory.shelf(), package.of_case(desk, case), tmp_path / "包.zip")
    assert made.seal == f"没有盖章：{seal_secret.MISSING}"
    found = zip_check.check(tmp_path / "包.zip")
    assert (found.findings, found.fingerprint, packed_told.wrong(desk, found)) == ((), "", ())
    assert "清单校验码" in history.told(desk, case)[-1].sentence
