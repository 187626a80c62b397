"""seal, print --sealed, check-pdf: the office's seal from the terminal."""

import io
from pathlib import Path

import factory
import pytest
import sheets
from terminal import Terminal

from qcdesk.desk import Desk
from qcdesk.services.basics import office


@pytest.fixture
def label(desk: Desk) -> int:
    """Approved, of an office that has given its name."""
    office.change_company(factory.seat(desk, "admin"), "样例车料制造有限公司", "")
    return factory.signed_label(desk)


def test_a_sheet_is_sealed_and_checked(both: Terminal, label: int, tmp_path: Path) -> None:
    path = tmp_path / "标签.pdf"
    done = both.done("print", label, "-o", path, "--sealed", by="qc")
    assert done.out.strip() == f"已写入“{path}”，1 页，3 个签名"
    assert both.done("history", label, "--json").json[-1]["what"] == "导出 盖章 PDF"
    assert sheets.told("pdfsig", path).count("Signature is Valid") == 3
    said = both.done("check-pdf", path).out.splitlines()
    assert said[0] == "文件完好：盖的是本办公室的章，盖章以后没有任何改动"
    assert len(said) == 4
    found = both.done("check-pdf", path, "--json").json
    assert (found["whole"], [one["ours"] for one in found["signatures"]]) == (True, [True] * 3)


def test_a_changed_file_ends_with_one_and_its_sentence(both: Terminal, label: int, tmp_path: Path) -> None:
    path = tmp_path / "标签.pdf"
    both.done("print", label, "-o", path, "--sealed", by="qc")
    content = bytearray(path.read_bytes())
    content[content.index(b"stream") + 200] ^= 1
    path.write_bytes(content)
    answer = both("check-pdf", path)
    assert answer.status == 1
    assert answer.out.startswith("文件被改动过：盖章以后内容变了，不能当作原件\n1. ")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("print", "{label}", "--sealed", "-o", "{folder}/x.xlsx"), "盖章的文件要以 .pdf 结尾"),
        (("print", "{draft}", "--sealed", "-o", "{folder}/x.pdf"), "还是草稿，签核走完以后才能盖章"),
        (("check-pdf", "{folder}/x.pdf"), "找不到文件“"),
        (("check-pdf", "{folder}/notes.pdf"), "“notes.pdf”不是 PDF 文件"),
        (("seal", "export", "-o", "{folder}/x.pem"), "证书文件要以 .cer 结尾"),
        (("seal", "secret"), "印章口令只给系统管理员看"),
        (("seal", "new"), "换印章证书要由系统管理员来做"),
    ],
)
def test_what_is_refused(both: Terminal, desk: Desk, label: int, tmp_path: Path, words: tuple[str, ...],
                         sentence: str) -> None:  # fmt: skip
    (tmp_path / "notes.pdf").write_text("今天没有来", encoding="utf-8")
    draft = factory.draft(desk)
    given = [word.format(label=label, draft=draft, folder=tmp_path) for word in words]
    answer = both(*given, by="qc")
    assert answer.status == 1
    assert sentence in answer.sentence
    assert not (tmp_path / "x.pdf").exists()


def test_an_export_names_its_file_and_nothing_else_does(both: Terminal, label: int) -> None:
    assert both("seal", "export").status == 2
    assert both("seal", "show", "-o", "x.cer").status == 2


def test_the_certificate_is_shown_renewed_and_exported(both: Terminal, label: int, tmp_path: Path) -> None:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    assert "还没有印章证书" in both.done("seal").out
    both.done("seal", "new", by="admin")
    assert "已换新证书，名称 样例车料制造有限公司，指纹 " in both.done("seal", "new", by="admin").out
    shown = both.done("seal").out
    assert "现在盖章用的证书\n名称：样例车料制造有限公司\n指纹（SHA-256）：" in shown
    assert "以前的证书（只用来核对）" in shown
    assert shown.endswith("这台电脑可以盖章\n")
    told = both.done("seal", "--json").json
    both.done("seal", "export", "-o", tmp_path / "印章.cer")
    read = x509.load_der_x509_certificate((tmp_path / "印章.cer").read_bytes())
    assert read.fingerprint(hashes.SHA256()).hex().upper() == told["certificates"][0]["fingerprint"]
    assert [len(told["certificates"]), told["can_seal"], told["why"]] == [2, True, ""]


def test_the_secret_is_carried_to_another_pc(
    both: Terminal, label: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both.done("seal", "new", by="admin")
    answer = both("seal", "secret", by="admin")
    assert "谁有这个口令和数据库，谁就能盖" in answer.error
    monkeypatch.setenv("QCDESK_SECRETS", str(tmp_path / "other"))
    refused = both("print", label, "-o", tmp_path / "x.pdf", "--sealed", by="qc")
    assert refused.sentence.startswith("这台电脑上没有印章口令，不能盖章")
    monkeypatch.setattr("sys.stdin", io.StringIO(answer.out))
    assert "这台电脑可以盖章了" in both.done("seal", "take", by="qc").out
    both.done("print", label, "-o", tmp_path / "x.pdf", "--sealed", by="qc")
