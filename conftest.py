"""What pytest reads first, before tests/conftest.py imports anything of ours."""

import os

import watching

WATCH = watching.begin(whole="PYTEST_XDIST_WORKER" not in os.environ)


def pytest_sessionfinish() -> None:
    if WATCH:
        WATCH.told()
