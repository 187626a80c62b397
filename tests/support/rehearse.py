"""The program without anybody at it, in a process of its own where filling the sample factory is not measured.

`rehearse.py self-test REPORT` is the whole of it; `rehearse.py headless OUTDIR` has PINs that cost no time to check.
"""

import runpy
import sys
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests/support")]

import factory  # noqa: E402
import measuring  # noqa: E402

from qcdesk.services.demo import sample_factory  # noqa: E402
from ui import rehearsal, selftest  # noqa: E402


def main(what: str, where: str) -> int:
    unwatched = mock.patch.object(sample_factory, "fill", measuring.unmeasured()(sample_factory.fill))
    with unwatched:
        if what == "self-test":
            return selftest.run(where)
        cheap = factory.pin_hash(rehearsal.PIN)
        with (
            mock.patch.object(sample_factory, "hashed", return_value=cheap),
            mock.patch("sys.argv", ["headless", where]),
        ):
            runpy.run_module("ui.headless", run_name="__main__")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
