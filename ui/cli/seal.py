"""seal, check-pdf: the office's certificate, and what a sealed PDF proves."""

from __future__ import annotations

import sys
from getpass import getpass
from pathlib import Path

from forms.sealing import certificate_file, checking
from qcdesk.desk import Desk
from qcdesk.services.basics import office_seal
from qcdesk.services.basics.office_seal import Certificate
from ui.cli import speaking
from ui.cli.context import Call, Misused
from ui.cli.parser import Parser

DEEDS = ("show", "new", "export", "secret", "take")
NONE_YET = "还没有印章证书：第一次盖章时会自动做，也可以现在运行 qcdesk seal new"


def words(made: Parser) -> None:
    made.add_argument("deed", metavar="动作", nargs="?", default="show", choices=DEEDS,
                      help="show 看证书（默认）、new 换一张新证书、export 把证书存成文件、secret 看印章口令、"
                           "take 在这台电脑上抄入口令")  # fmt: skip
    made.add_argument("-o", "--output", metavar="文件", help="export 写到哪里，以 .cer 结尾")


def run(call: Call) -> int:
    deed = call.options.deed
    if (deed == "export") != bool(call.options.output):
        raise Misused(
            "存证书要写明文件，例如 qcdesk seal export -o 印章.cer" if deed == "export" else "-o 只用于 export"
        )
    with call.desk() as desk:
        if deed in ("new", "secret", "take"):
            call.proof(desk)
        return _RUN[deed](call, desk)


def _show(call: Call, desk: Desk) -> int:
    found = office_seal.certificates(desk)
    against = office_seal.can_seal(desk) if found else ""
    told = [_told(one) for one in found]
    call.answer({"certificates": told, "can_seal": not against, "why": against}, "\n\n".join(_lines(found, against)))
    return 0


def _new(call: Call, desk: Desk) -> int:
    office_seal.renew(desk)
    made = office_seal.certificates(desk)[0]
    said = f"已换新证书，名称 {made.subject}，指纹 {made.pairs}，到 {made.ends:%Y-%m-%d}。别的电脑要重新抄入印章口令"
    call.answer(_told(made), said)
    return 0


def _export(call: Call, desk: Desk) -> int:
    path = Path(call.options.output)
    certificate_file.write(desk, path)
    call.answer({"file": str(path)}, f"已写入“{path}”。交给客户装进 PDF 阅读器的信任列表，就能认出本办公室的章")
    return 0


def _secret(call: Call, desk: Desk) -> int:
    said = office_seal.secret(desk)
    call.answer({"secret": said}, said)
    if not call.as_json:
        speaking.tell("谁有这个口令和数据库，谁就能盖本办公室的章：抄到另一台电脑以后请把纸毁掉，或锁进柜子")
    return 0


def _take(call: Call, desk: Desk) -> int:
    typed = getpass("印章口令（七组，每组四个）：") if sys.stdin.isatty() else sys.stdin.readline()
    office_seal.take_secret(desk, typed)
    call.answer({"can_seal": True}, "口令对了，这台电脑可以盖章了")
    return 0


def check_words(made: Parser) -> None:
    made.add_argument("file", metavar="文件", help="盖过章的 PDF")


def check(call: Call) -> int:
    with call.desk() as desk:
        found = checking.check_file(desk, Path(call.options.file))
        said = checking.lines(found, desk)
    one = [
        {"sheet": item.place, "name": item.name, "reason": item.reason, "sealed": str(item.at or ""),
         "certificate": item.fingerprint, "ours": item.ours, "intact": item.intact}
        for item in found.signatures
    ]  # fmt: skip
    call.answer({"whole": found.whole, "verdict": found.sentence, "signatures": one}, "\n".join(said))
    return 0 if found.whole else 1


def _told(one: Certificate) -> dict[str, str]:
    return {"subject": one.subject, "fingerprint": one.fingerprint, "from": f"{one.begins:%Y-%m-%d}",
            "until": f"{one.ends:%Y-%m-%d}", "made_by": one.made_by}  # fmt: skip


def _lines(found: tuple[Certificate, ...], against: str) -> list[str]:
    if not found:
        return [NONE_YET]
    heads = ["现在盖章用的证书"] + ["以前的证书（只用来核对）"] * (len(found) - 1)
    said = [
        f"{head}\n名称：{one.subject}\n指纹（SHA-256）：{one.pairs}\n"
        f"有效期：{one.begins:%Y-%m-%d} 到 {one.ends:%Y-%m-%d}"
        for head, one in zip(heads, found, strict=True)
    ]
    return [*said, against or "这台电脑可以盖章"]


_RUN = {"show": _show, "new": _new, "export": _export, "secret": _secret, "take": _take}
