"""Deputies and signature pictures from the terminal."""

from datetime import timedelta
from pathlib import Path

import inked
from terminal import Terminal

from qcdesk.clock import Clock


def test_a_deputy_is_named_listed_and_ended(both: Terminal) -> None:
    last = (Clock().today() + timedelta(days=5)).isoformat()
    assert both.done("user", "deputy").out == "没有职责代理\n"
    both.done(
        "user", "deputy", "qcmgr", "--by", "iqc", "--to", last, "--forms", "seal_label", "--reason", "出差", by="qcmgr"
    )
    found = both.done("user", "deputy", "--json").json
    assert [(one["principal"], one["deputy"], one["scope"], one["state"]) for one in found] == [
        ("qcmgr", "iqc", ["seal_label"], "生效中")
    ]
    assert "《不良样品封存标签》（出差）" in both.done("user", "deputy").out
    both.done("user", "deputy", "--end", 1, "--reason", "提前回来", by="qcmgr")
    assert "已终止" in both.done("user", "deputy").out
    assert both.done("verify").out


def test_a_second_deputy_of_the_same_days_is_named_and_told_of(both: Terminal) -> None:
    last = (Clock().today() + timedelta(days=5)).isoformat()
    both.done("user", "deputy", "qcmgr", "--by", "iqc", "--to", last, by="qcmgr")
    said = both("user", "deputy", "qcmgr", "--by", "qc", "--to", last, by="qcmgr")
    assert (said.status, "这些日子已经有人代王样六" in said.error) == (0, True)
    assert len(both.done("user", "deputy", "--json").json) == 2


def test_a_deputyship_without_its_last_day_is_misused(terminal: Terminal) -> None:
    assert terminal("user", "deputy", "qcmgr", "--by", "iqc", by="qcmgr").status == 2


def test_ones_own_signature_is_taken_from_a_photo_and_put_away(both: Terminal, tmp_path: Path) -> None:
    photo = tmp_path / "签名.jpg"
    photo.write_bytes(inked.photographed(inked.written()))
    both.done("user", "hand", "qc", "--picture", photo, by="qc")
    refused = both("user", "hand", "qc", "--picture", photo, by="admin")
    assert (refused.status, "只能由本人设" in refused.error) == (1, True)
    both.done("user", "hand", "qc", "--none", by="admin")
    assert both("user", "hand", "qc", "--none", by="qc").status == 1
