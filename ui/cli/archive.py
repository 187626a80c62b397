"""archive, check-archive: a case's archive package as PDF or ZIP, and a ZIP held against its own manifest."""

from __future__ import annotations

from pathlib import Path

from forms import archiving
from qcdesk.services.keeping import package, packed_told, zip_check
from ui.cli import case_sheets
from ui.cli.context import Call
from ui.cli.parser import Parser


def words(made: Parser) -> None:
    case_sheets.which(made)
    made.add_argument("-o", "--output", metavar="文件", required=True,
                      help=".pdf 装订好的卷宗；.zip 再加各单、内容、经过和照片、扫描原件，附校验清单")  # fmt: skip


def run(call: Call) -> int:
    path = Path(call.options.output)
    with call.desk() as desk:
        call.proof_if_named(desk)
        found = package.of_case(desk, call.options.which)
        made = archiving.save(desk, call.shelf, found, path)
    said: dict[str, object] = {
        "file": str(path), "case": found.case.number, "closed": not found.interim, "missing": list(found.missing),
        "head": {"seq": found.seq, "hash": found.hash}, **made.told,
    }  # fmt: skip
    lines = [f"已写入“{path}”，{made.said}，{made.seal}"]
    if found.interim:
        lines.append(f"案件{found.standing}，封面上写明")
    if found.missing:
        lines += [f"还缺 {len(found.missing)} 项：", *(f"  {sentence}" for sentence in found.missing)]
    call.answer(said, "\n".join(lines))
    return 0


def check_words(made: Parser) -> None:
    made.add_argument("file", metavar="文件", help="qcdesk archive 做的 .zip；不需要数据库")
    made.add_argument("--office", action="store_true",
                      help="再与本办公室（--home）的经过核对：是不是这里做的，里面哪个文件换过")  # fmt: skip


def check(call: Call) -> int:
    found = zip_check.check(Path(call.options.file))
    findings = list(found.findings)
    if call.options.office:
        with call.desk() as desk:
            findings += packed_told.wrong(desk, found)
    lines = [f"案件 {found.case}（{found.state}），{found.made} 做，事件链 {found.head}",
             f"清单校验码 {found.digest}，应与案件经过里“做归档包”那一条的相同", _seal(found),
             *(f"  {sentence}" for sentence in findings)]  # fmt: skip
    right = f"{found.files} 个文件都与清单相符" + ("，也与本办公室的经过相符" if call.options.office else "")
    lines.append(f"查出 {len(findings)} 处问题" if findings else right)
    call.answer({**vars(found), "members": dict(found.members), "findings": findings}, "\n".join(lines))
    return 1 if findings else 0


def _seal(found: zip_check.Checked) -> str:
    """What proves the manifest itself to who has no desk at hand."""
    if not found.fingerprint:
        return "清单没有盖章：要是有人把清单整份重做，只有在办公室的电脑上加 --office 才查得出"
    pairs = ":".join(found.fingerprint[at : at + 2] for at in range(0, len(found.fingerprint), 2))
    return f"清单盖着“{found.sealed_by}”的章，证书指纹 {pairs}：请与这个办公室公布的指纹比对"
