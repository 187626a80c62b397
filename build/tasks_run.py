"""Using the checkout: the program, the benchmarks, the fonts, and clearing up."""

import argparse
import os
import shutil
from pathlib import Path

import tasks_setup
from workspace import DIST, LINUX, OUT, ROOT, VENV, say, tool
from workspace import run as start

CACHES = (".mypy_cache", ".pytest_cache", ".ruff_cache", ".import_linter_cache", ".hypothesis")


def run(arguments: list[str]) -> int:
    """The window on the sample factory, made when the home is new."""
    chosen = argparse.ArgumentParser(prog="build/make.py run")
    chosen.add_argument("--home", type=Path, default=OUT / "demo-home", help="folder of the data (out/demo-home)")
    home = chosen.parse_args(arguments).home.resolve()
    tasks_setup.prepare(tasks_setup.RUNTIME)
    if not screen():
        say("没有屏幕：改为无界面演示，结果在 out/。 / No screen: the main job is done without one, into out/.")
        OUT.mkdir(exist_ok=True)
        return start([tool("python"), "-m", "ui.headless", str(OUT)], {"QT_QPA_PLATFORM": "offscreen"})
    if not (home.is_dir() and any(home.iterdir())):
        home.mkdir(parents=True, exist_ok=True)
        status = start([tool("qcdesk"), "init", "--demo", "--home", str(home)])
        if status:
            return status
    return start([tool("qcdesk"), "--home", str(home)])


def screen() -> bool:
    """Windows and macOS always have one."""
    return not LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def bench(arguments: list[str]) -> int:
    """One table of ratios; arguments choose cases by name."""
    tasks_setup.prepare(tasks_setup.DEVELOPMENT)
    return start([tool("python"), "tests/bench/run.py", *arguments])


def fonts(arguments: list[str]) -> int:
    """Makes the same bytes from the same source fonts."""
    tasks_setup.prepare(tasks_setup.DEVELOPMENT)
    return start([tool("python"), "build/fonts.py", *arguments])


def clean(arguments: list[str]) -> int:
    """Only what can be made again; demo data in out/ goes too."""
    chosen = argparse.ArgumentParser(prog="build/make.py clean")
    chosen.add_argument("--all", action="store_true", help="the virtual environment too")
    everything = chosen.parse_args(arguments).all
    for place in (OUT, DIST, *(ROOT / name for name in CACHES), *([VENV] if everything else [])):
        if place.exists():
            say(f"removing {place.relative_to(ROOT)}")
            shutil.rmtree(place)
    for cache in [path for path in ROOT.rglob("__pycache__") if VENV not in path.parents]:
        shutil.rmtree(cache)
    return 0
