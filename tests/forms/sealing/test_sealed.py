"""What goes out under the seal: every approval in its order, and nothing that is not ready."""

import time
from dataclasses import replace
from pathlib import Path

import drafts
import factory
import pytest
import sheets
from tamper import behind_the_back

from forms import printing
from forms.sealing import ready, sealed
from qcdesk.desk import Desk
from qcdesk.errors import Refused
from qcdesk.services.sheets import records


def test_another_program_finds_every_approval_valid_and_the_file_whole(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "sealed.pdf").write_bytes(content)
    said = sheets.told("pdfsig", tmp_path / "sealed.pdf")
    assert said.count("Signature Validation: Signature is Valid.") == 3
    assert said.count("Signer Certificate Common Name: 样例车料制造有限公司") == 3
    assert said.count("Signature Type: ETSI.CAdES.detached") == 3
    assert said.count("Not total document signed") == 2
    assert said.rindex("  - Total document signed") > said.rindex("Not total document signed")


def test_the_sheet_looks_as_it_does_unsealed(own: Desk, label: int, content: bytes, tmp_path: Path) -> None:
    (tmp_path / "sealed.pdf").write_bytes(content)
    printing.save(printing.record_print(own, factory.shelf(), label), tmp_path / "plain.pdf")
    assert sheets.pdf_text(tmp_path / "sealed.pdf") == sheets.pdf_text(tmp_path / "plain.pdf")


def test_who_signed_what_stands_in_the_file_in_the_order_of_signing(own: Desk, label: int) -> None:
    record = records.get(own, label)
    assert [item.slot for item in sealed.in_order(record)] == ["sealed_by", "qc_check", "approved"]
    said = [sealed._words(record, item) for item in sealed.in_order(record)]
    assert [(one.name, one.location) for one in said] == [
        (item.name, f"{record.title}　{item.label}") for item in sealed.in_order(record)
    ]
    assert said[0].reason.startswith("编制，20")
    assert said[0].reason.endswith("，PIN 签名")


def test_deputies_ink_and_editions_are_told(own: Desk, label: int) -> None:
    record = replace(records.get(own, label), amended=2)
    first = record.signatures[0]
    deputy = replace(first, deputy_for="qcmgr", deputy_name="王样六")
    assert sealed._words(record, deputy).name == f"{first.name}（代王样六）"
    assert sealed._words(record, first).location.endswith("　改版 2　封存人")
    inked = replace(first, mode="ink", at_local="2026-11-20", verifier="黎例三")
    assert sealed._words(record, inked).reason == "编制，2026-11-20，纸上笔签，黎例三看过"
    assert sealed._words(record, replace(inked, at_local="", verifier="")).reason == "编制，纸上笔签"


def test_an_edition_that_another_replaced_is_not_sealed(own: Desk, label: int) -> None:
    with pytest.raises(Refused, match="的这一版已被替代，不能盖章"):
        ready.refuse_unready(replace(records.get(own, label), superseded=True))


def test_a_signature_that_was_taken_out_behind_the_back_is_missed(own: Desk, label: int) -> None:
    with behind_the_back(own) as intruder:
        intruder.sql("DELETE FROM signature WHERE record_id = ? AND slot = ?", label, "qc_check")
        with pytest.raises(Refused, match="签后有改动：品管审核"):
            sealed.seal(own, factory.shelf(), label)


def test_an_increment_is_small_and_quick(own: Desk, label: int, content: bytes) -> None:
    assert (len(content) - plain(own, label)) / 3 < 11_000
    began = time.perf_counter()
    sealed.seal(own, factory.shelf(), label)
    assert time.perf_counter() - began < 3 * 0.5  # 20 ms each on a quiet machine


def plain(desk: Desk, record: int) -> int:
    """Bytes of the print without a seal."""
    from forms import pdf

    made = printing.record_print(desk, factory.shelf(), record)
    return len(pdf.to_bytes(made.sheets, made.gallery))


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [((), "还是草稿，签核走完以后才能盖章"), (("submit",), "现在是“已编制”，签核走完以后才能盖章"),
     (("submit", "found_check"), "现在是“发现部门已审核”，签核走完以后才能盖章")],
)  # fmt: skip
def test_what_is_on_its_way_is_not_sealed(own: Desk, steps: tuple[str, ...], sentence: str) -> None:
    record = factory.walk(own, factory.draft(own), *steps)
    with pytest.raises(Refused, match=sentence):
        sealed.seal(own, factory.shelf(), record)


def test_a_sheet_that_was_disposed_of_is_not_sealed(own: Desk, label: int) -> None:
    with pytest.raises(Refused, match="已处置，不能盖章"):
        ready.refuse_unready(replace(records.get(own, label), disposed=True))


def test_a_void_sheet_is_not_sealed(own: Desk) -> None:
    record = drafts.graded(own, "加工")
    factory.take(own, record, "void", reason="重复开单")
    with pytest.raises(Refused, match="已作废，不能盖章"):
        sealed.seal(own, factory.shelf(), record)


def test_a_sheet_changed_after_it_was_signed_is_not_sealed(own: Desk, label: int) -> None:
    with behind_the_back(own) as intruder:
        intruder.sql("UPDATE signature SET name = ? WHERE record_id = ? AND slot = ?", "别人", label, "approved")
        with pytest.raises(Refused, match=r"签后有改动：.*（别人），不能盖章"):
            sealed.seal(own, factory.shelf(), label)


def test_blank_sheets_are_not_sealed(own: Desk) -> None:
    shelf = factory.shelf()
    with pytest.raises(Refused, match="空白表不能盖章"):
        sealed.sealed(own, printing.blank_print(own, shelf.newest("seal_label")))


def test_a_sealed_file_ends_in_pdf(own: Desk, label: int, tmp_path: Path) -> None:
    done = sealed.seal(own, factory.shelf(), label)
    with pytest.raises(Refused, match="盖章的文件要以"):
        sealed.write(done, tmp_path / "sheet.xlsx")
    with pytest.raises(Refused, match="不存在"):
        sealed.write(done, tmp_path / "nowhere" / "sheet.pdf")
    sealed.write(done, tmp_path / "sheet.pdf")
    assert (tmp_path / "sheet.pdf").read_bytes() == done.content
