"""The environment: .venv with the locked dependencies, and QCDesk itself installed editable."""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import tasks_system
from workspace import BUILD, ROOT, VENV, Stop, environment, need, say, tool

RUNTIME = BUILD / "requirements.lock"
DEVELOPMENT = BUILD / "requirements-dev.lock"  # holds the runtime's too, at the same versions
STAMP = VENV / "qcdesk-setup.json"
PIP = ("-m", "pip", "--disable-pip-version-check", "-qq")
NO_NETWORK = (
    "安装依赖失败：请检查网络或 pip 的镜像设置，然后重试。"
    " / Installing the dependencies failed: check the network or pip's index settings and try again."
)


def setup(_: list[str]) -> int:
    """Make everything `run` needs."""
    prepare(RUNTIME)
    say("ready: " + tool("qcdesk"))
    return 0


def prepare(lock: Path, also: Sequence[str] = ()) -> None:
    """Bring .venv to this lock, with `also` these system packages; what is already as wanted is left alone."""
    tasks_system.provide([*tasks_system.venv_packages(), *tasks_system.QT, *also])
    make_venv()
    install(lock)
    need_qt()


def install(lock: Path) -> None:
    """The locked libraries, then QCDesk itself."""
    done = read_stamp()
    wanted = {"lock": digest(lock), "project": digest(ROOT / "pyproject.toml")}
    if done.get(lock.name) != wanted["lock"]:
        say(f"installing {lock.name} (the first time this takes a minute or more)")
        # Most modules of these libraries are never imported: each is compiled when it is.
        need([tool("python"), *PIP, "install", "--no-compile", "--require-hashes", "-r", str(lock)], NO_NETWORK)
        done[lock.name] = wanted["lock"]
        done.update({RUNTIME.name: digest(RUNTIME)} if lock == DEVELOPMENT else {})
        write_stamp(done)
    if done.get("project") != wanted["project"]:
        need(
            [tool("python"), *PIP, "install", "--no-deps", "--no-build-isolation", "--no-index", "-e", str(ROOT)],
            "QCDesk 自身安装失败。 / Installing QCDesk itself failed.",
        )
        write_stamp({**done, "project": wanted["project"]})


def need_qt() -> None:
    """Stop where Qt cannot be loaded, with the reason in the loader's own words."""
    loading = [tool("python"), "-c", "import PySide6.QtWidgets, PySide6.QtPrintSupport, PySide6.QtSvg"]
    done = subprocess.run(loading, capture_output=True, env=environment(), check=False)
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise Stop(f"Qt 无法启动，系统里还缺库 / Qt cannot start, a system library is missing: {reason}")


def make_venv() -> None:
    """A new .venv where there is none, or where it was made for another folder or its Python is gone."""
    if read_stamp().get("made_for") == str(ROOT) and works():
        return
    tasks_system.need_venv()
    if VENV.exists():
        say("the old .venv does not fit here and is made anew")
        shutil.rmtree(VENV)
    need([sys.executable, "-m", "venv", str(VENV)], "无法建立虚拟环境。 / Cannot make the virtual environment .venv.")
    write_stamp({"made_for": str(ROOT)})


def works() -> bool:
    """The Python that .venv was made from may be gone."""
    try:
        return subprocess.run([tool("python"), "-c", "import pip"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def digest(path: Path) -> str:
    """Of the text, so that line ends do not matter."""
    return hashlib.sha256(path.read_text(encoding="utf-8").encode()).hexdigest()


def read_stamp() -> dict[str, str]:
    """What was set up last; nothing if never or unreadable."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(stamp: dict[str, str]) -> None:
    """Kept inside .venv, so that it goes with it."""
    STAMP.write_text(json.dumps(stamp, indent=1) + "\n", encoding="utf-8")
