"""The program without anybody at it, in a process of its own.

`rehearse.py self-test REPORT` is the whole of it; `rehearse.py headless OUTDIR` has PINs that cost no time to check.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests/support")]

import watching  # noqa: E402

WATCH = watching.begin()

import factory  # noqa: E402

from qcdesk.services.demo import sample_factory  # noqa: E402
from ui import headless, selftest  # noqa: E402


def main(what: str, where: str) -> int:
    if what == "self-test":
        return selftest.run(where)
    sample_factory.hashed = lambda pin, known: factory.pin_hash(pin)  # type: ignore[attr-defined]
    return headless.main([where])


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    finally:
        if WATCH:
            WATCH.told()
