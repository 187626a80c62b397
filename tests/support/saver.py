"""A program of its own whose children save one change after another until they are killed.

`python saver.py HOME URL LOGIN`: each line on standard input starts a child, which prints its process id and then,
after every save that returned, `RECORD VERSION`. When the child is dead the program prints `ended`.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests/support")]

import factory  # noqa: E402

from qcdesk.pinyin import searchable  # noqa: E402
from qcdesk.services.basics import opening  # noqa: E402
from qcdesk.services.sheets import records  # noqa: E402


def main(home: str, url: str, login: str) -> None:
    factory.shelf()
    searchable("什么都先读进来，子程序就不用再读")
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            save_for_ever(home, url, login)
        os.waitpid(child, 0)
        tell("ended")


def tell(*words: object) -> None:
    """One line in one write, so that no kill can cut it: an unbuffered `print` writes every word alone."""
    os.write(sys.stdout.fileno(), f"{' '.join(map(str, words))}\n".encode())


def save_for_ever(home: str, url: str, login: str) -> None:
    tell(os.getpid())
    desk = factory.seat(opening.open_desk(Path(home), factory.shelf().kinds, factory.server_of(url)), login)
    made = records.create(desk, "qc_anomaly", factory.anomaly()).record or 0
    version = 1
    tell(made, version)
    while True:
        records.save(desk, made, version, {"description": f"第 {version} 次保存：{'断裂' * 200}"})
        version += 1
        tell(made, version)


if __name__ == "__main__":
    main(*sys.argv[1:])
