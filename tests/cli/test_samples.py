"""The four sample sheets through the command line: made, signed by everybody in turn, printed, every value found."""

from pathlib import Path

import factory
import pytest
import sheets
from terminal import Terminal

SAMPLES = {
    "qc_anomaly-spindle": "qc_anomaly", "rework_record-reflector": "rework_record", "seal_label-thread": "seal_label",
    "seal_ledger-2026-11": "seal_ledger",
}  # fmt: skip
NOT_ON = {"return", "void", "revise", "send_back", "decline"}


def sign_all(terminal: Terminal, record: str) -> list[str]:
    """The first step that leads on, by the role that open_steps names, until none is left; the actions taken."""
    taken = []
    while ahead := [
        item for item in terminal.done("show", record, "--json").json["open_steps"] if item["action"] not in NOT_ON
    ]:
        terminal.done("step", record, ahead[0]["action"], by=ahead[0]["role"])
        taken.append(ahead[0]["action"])
    return taken


@pytest.mark.parametrize("sample", SAMPLES)
def test_sample_becomes_a_signed_and_printed_sheet(both: Terminal, tmp_path: Path, sample: str) -> None:
    kind = factory.shelf().kinds.newest(SAMPLES[sample])
    maker = kind.workflow.from_state("draft")[0].role
    record = both.done("new", kind.code, "--values", factory.SAMPLES / f"{sample}.json", by=maker).out.strip()
    assert sign_all(both, record)[-2:] == ["review", "approve"]
    said = both.done("show", record, "--json").json
    assert (said["state"], said["faults"]) == ("approved", [])
    assert {item["slot"] for item in said["signatures"]} == {slot.name for slot in kind.slots}
    assert len({item["person"] for item in said["signatures"] if item["slot"] in last_three(kind)}) == 3
    pdf, xlsx = tmp_path / "sheet.pdf", tmp_path / "sheet.xlsx"
    assert both.done("print", record, "--plain", "-o", pdf, "--json").json == {"file": str(pdf), "pages": 1}
    both.done("print", record, "-o", xlsx)
    signers = [item["name"] for item in said["signatures"] if item["slot"] in kind_on_paper(kind)]
    wanted = {sheets.squeezed(text) for text in (*sheets.shown(kind, said["values"]), *signers, said["number"]) if text}
    for words, pages in (sheets.pdf_text(pdf), sheets.xlsx_text(xlsx)):
        assert pages == 1
        assert {text for text in wanted if text not in words} == set()
    assert both.done("verify").out.splitlines()[0] == "核对完毕：事件链、内容、签名、附件都相符"


def last_three(kind: object) -> tuple[str, ...]:
    return tuple(slot.name for slot in kind.slots[-3:])  # type: ignore[attr-defined]


def kind_on_paper(kind: object) -> set[str]:
    return {slot.name for slot in kind.required_slots}  # type: ignore[attr-defined]
