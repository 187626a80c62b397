"""`python -m ui.headless OUTDIR`: the main job where there is no screen, on a fresh sample factory."""

from __future__ import annotations

import sys
from pathlib import Path

from qcdesk.cases.kind import CASE
from ui import rehearsal

SIZE = (1366, 768)
PICTURES = (("window", ""), ("sheet", "qc_anomaly"), ("case", CASE))
"""File name and what is opened for it; the workbench stands there from the beginning."""


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("用法：python -m ui.headless 输出文件夹", file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    rehearsal.without_screen()
    print("正在建立样例工厂…", flush=True)
    with rehearsal.sample_home() as home:
        made = work_through(home, folder)
        made += pictures(home, folder)
    print(f"完成：{len(made)} 个文件在“{folder}”里。")
    return 0


def work_through(home: Path, folder: Path) -> list[Path]:
    """A new sheet of every form: filled, signed by everybody whose turn it is, printed; and the fullest case."""
    from ui.app import open_session

    session = open_session(home, None)
    files: list[Path] = []
    try:
        for kind in rehearsal.printed_kinds(session.shelf):
            record = rehearsal.filled_and_signed(session.desk, kind)
            signers = "、".join(f"{item.name}（{item.meaning}）" for item in record.signatures)
            print(f"{record.title}：已填写，现在是“{record.state_label}”", flush=True)
            print(f"  签名 {len(record.signatures)} 个：{signers}")
            printed = rehearsal.print_all(session.desk, session.shelf, record, folder)
            for path in printed:
                print(f"  印出 {path.name}")
            files += printed
    finally:
        session.desk.close()
    return files


def pictures(home: Path, folder: Path) -> list[Path]:
    """What the window looks like: the workbench, a sheet on it, a case."""
    from PySide6.QtCore import qInstallMessageHandler

    from ui.app import open_desk

    qInstallMessageHandler(lambda *_: None)
    window = open_desk(home)
    window.resize(*SIZE)
    window.show()
    window.seat(rehearsal.SIGNER, rehearsal.PIN)
    files = []
    for name, form in PICTURES:
        if form:
            kind = window.session.shelf.kinds.newest(form)
            window.desk().open_record(rehearsal.fullest(window.session.desk, kind))
        rehearsal.settle()
        path = folder / f"{name}.png"
        window.grab().save(str(path))
        print(f"窗口的样子：{path.name}")
        files.append(path)
    window.close()
    window.session.desk.close()
    qInstallMessageHandler(None)
    return files


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
