"""The office's certificate: made once, its key useless without the secret, and the secret never beside the data."""

import stat
from datetime import timedelta
from pathlib import Path

import factory
import pytest
from tamper import behind_the_back

from qcdesk import canonical, paths
from qcdesk.clock import Clock
from qcdesk.desk import Desk
from qcdesk.errors import Damaged, Refused
from qcdesk.services.basics import office, office_seal, seal_secret
from qcdesk.services.trail import verifying
from qcdesk.store.models import Event

COMPANY = "样例车料制造有限公司"


@pytest.fixture(autouse=True)
def this_pc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of this PC's secrets."""
    monkeypatch.setenv("QCDESK_SECRETS", str(tmp_path / "secrets"))
    return tmp_path / "secrets"


@pytest.fixture
def named(admin: Desk) -> Desk:
    """An office that has given its name; the administrator is at the desk."""
    office.change_company(admin, COMPANY, "Sample Works")
    return admin


def last_event(desk: Desk) -> Event:
    return desk.store.rows(Event.select().order_by(Event.seq.desc()).limit(1))[0]


def test_the_first_need_makes_the_certificate_and_every_later_one_finds_it(named: Desk) -> None:
    assert office_seal.current(named) is None
    made = office_seal.ready(factory.seat(named, "qc"))
    assert (made.subject, made.made_by) == (COMPANY, factory.seat(named, "qc").person.name)
    assert timedelta(days=3652) < made.ends - made.begins < timedelta(days=3654)
    assert office_seal.ready(named) == office_seal.current(named) == made
    assert office_seal.can_seal(named) == ""


def test_of_two_pcs_that_need_the_first_one_at_once_both_use_the_same(named: Desk, database_url: str) -> None:
    """Both have looked and found none; the write that comes second finds the first."""
    made = office_seal._made(named, renews=False)
    other = factory.reopen(named, database_url)
    assert office_seal._made(other, renews=False).fingerprint == made.fingerprint
    assert len(office_seal.certificates(other)) == 1
    other.close()


def test_an_office_without_a_name_has_no_certificate(admin: Desk) -> None:
    with pytest.raises(Refused, match="请先在“系统 → 办公室”里填公司名称"):
        office_seal.ready(admin)


def test_no_copy_of_the_data_opens_the_key(named: Desk, this_pc: Path) -> None:
    made = office_seal.ready(named)
    (file,) = this_pc.iterdir()
    secret = file.read_text(encoding="ascii").strip()
    stored = canonical.dump(office.setting(named, office_seal.SETTING))
    assert "BEGIN ENCRYPTED PRIVATE KEY" in stored
    told = stored + "".join(event.detail for event in named.store.rows(Event.select()))
    assert secret not in told
    assert "PRIVATE KEY" not in last_event(named).detail
    assert secret.encode() not in b"".join(one.read_bytes() for one in named.home.rglob("*") if one.is_file())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert made.fingerprint.startswith(file.stem.removeprefix("seal-"))


def test_the_secret_lies_outside_the_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QCDESK_SECRETS")
    home = paths.home_folder()
    assert home not in [paths.secrets_folder(), *paths.secrets_folder().parents]


def test_another_pc_of_the_office_seals_once_the_secret_is_carried_there(
    named: Desk, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office_seal.ready(named)
    secret = office_seal.secret(named)
    assert last_event(named).action == "seal_secret_shown"
    monkeypatch.setenv("QCDESK_SECRETS", str(tmp_path / "other"))
    other = factory.seat(factory.reopen(named, database_url), "qc")
    assert office_seal.can_seal(other) == seal_secret.MISSING
    with pytest.raises(Refused, match="口令不对"):
        office_seal.take_secret(other, seal_secret.drawn())
    with pytest.raises(Refused, match="印章口令是 28 个字母和数字"):
        office_seal.take_secret(other, secret[:-1])
    office_seal.take_secret(other, secret.lower().replace("-", " ").replace("1", "l").replace("0", "o"))
    assert office_seal.open_seal(other).certificate == office_seal.current(named)
    other.close()


def test_a_new_certificate_bears_the_new_name_and_the_old_one_still_proves(named: Desk) -> None:
    old = office_seal.ready(named)
    office.change_company(named, "改名后的车料厂", "")
    office_seal.renew(named)
    new, before = office_seal.certificates(named)
    assert (new.subject, before) == ("改名后的车料厂", old)
    assert office_seal.open_seal(named).certificate == new
    assert f'"from":"{old.fingerprint}","to":"{new.fingerprint}"' in last_event(named).detail


def test_names_that_the_eye_takes_for_the_office_s_are_known_its_old_one_too(named: Desk) -> None:
    office_seal.ready(named)
    old = office_seal.certificates(named)[0].subject
    office.change_company(named, "样例车业（太仓）有限公司", "Sample Cycle Co., Ltd.")
    for said in (old, "样例车业(太仓)有限公司", "样例车业\u200b（太仓） 有限公司", "SAMPLE CYCLE CO., LTD."):
        assert office_seal.in_our_name(named, said), said
    for said in ("", "样例车业有限公司", "别家车料有限公司"):
        assert not office_seal.in_our_name(named, said), said


def test_only_the_administrator_renews_and_carries_the_secret(named: Desk) -> None:
    office_seal.ready(named)
    manager = factory.seat(named, "gm")
    with pytest.raises(Refused, match="换印章证书要由系统管理员来做"):
        office_seal.renew(manager)
    with pytest.raises(Refused, match="印章口令只给系统管理员看"):
        office_seal.secret(manager)


def test_a_certificate_that_has_run_out_seals_no_more(named: Desk) -> None:
    made = office_seal.ready(named)
    later = named.at(Clock(made.ends + timedelta(seconds=1)))
    assert office_seal.can_seal(later).startswith(f"印章证书已在 {made.ends:%Y-%m-%d} 到期")


def test_a_secret_file_that_was_spoiled_is_named(named: Desk, this_pc: Path) -> None:
    office_seal.ready(named)
    (file,) = this_pc.iterdir()
    file.write_text("oops", encoding="ascii")
    assert "坏了，请重新抄入" in office_seal.can_seal(named)


def test_verify_is_content_and_finds_a_certificate_that_other_hands_put_in(named: Desk) -> None:
    office_seal.ready(named)
    assert verifying.verify(named) == []
    with behind_the_back(named) as intruder:
        intruder.sql("UPDATE setting SET value = ? WHERE key = ?", '{"certificates":[]}', "seal")
        assert any("办公室设置 印章证书" in one for one in intruder.findings())


def test_a_damaged_certificate_is_told_and_nothing_is_sealed_with_it(named: Desk) -> None:
    office_seal.ready(named)
    with behind_the_back(named) as intruder:
        intruder.sql("UPDATE setting SET value = ? WHERE key = ?", '{"certificates":[{"der":"AAAA"}]}', "seal")
        with pytest.raises(Damaged, match="印章证书被程序以外的手改过"):
            office_seal.ready(named)


def test_a_key_of_another_certificate_is_told(named: Desk) -> None:
    office_seal.ready(named)
    first = office.setting(named, office_seal.SETTING)
    opens = office_seal.secret(named)
    office_seal.renew(named)
    second = office.setting(named, office_seal.SETTING)
    seal_secret.keep(office_seal.certificates(named)[0].fingerprint, opens)
    with behind_the_back(named) as intruder:
        mixed = canonical.dump({**second, "key": first["key"]})
        intruder.sql("UPDATE setting SET value = ? WHERE key = ?", mixed, "seal")
        with pytest.raises(Damaged, match="印章的密钥和证书对不上"):
            office_seal.open_seal(named)


def test_office_without_a_name_gets_no_certificate_until_it_has_one(desk: Desk) -> None:
    admin = factory.seat(desk, "admin")
    office_seal.set_up(admin)
    assert office_seal.current(admin) is None
    office.change_company(admin, "永达车料厂", "")
    office_seal.set_up(admin)
    made = office_seal.current(admin)
    assert made is not None
    assert made.subject == "永达车料厂"
    office_seal.set_up(admin)
    assert office_seal.certificates(admin) == (made,)


def test_setting_an_office_up_goes_on_where_no_secret_can_be_kept(
    named: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("QCDESK_SECRETS", str(tmp_path / "file" / "below"))
    office_seal.set_up(named)
    assert office_seal.current(named) is None
