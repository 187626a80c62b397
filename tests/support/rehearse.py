"""The program without anybody at it, in a process of its own; the filling of its factory and its prints go unmeasured.

`rehearse.py self-test REPORT` is the whole of it; `rehearse.py headless OUTDIR` has PINs that cost no time to check.
"""

import runpy
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests/support")]

import factory  # noqa: E402
import measuring  # noqa: E402

from forms import printing  # noqa: E402
from qcdesk.services.demo import sample_factory  # noqa: E402
from ui import selftest  # noqa: E402


def main(what: str, where: str) -> int:
    unwatched(sample_factory, "fill")
    unwatched(printing, "save")
    if what == "self-test":
        return selftest.run(where)
    sample_factory.hashed = lambda pin, known: factory.pin_hash(pin)  # type: ignore[attr-defined]
    sys.argv = ["headless", where]
    runpy.run_module("ui.headless", run_name="__main__")
    return 0


def unwatched(module: ModuleType, name: str) -> None:
    setattr(module, name, measuring.unmeasured()(getattr(module, name)))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
