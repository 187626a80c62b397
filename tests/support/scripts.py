"""Scripts of build/ and tests/bench/, loaded as modules: neither folder is a package."""

import importlib
import sys
from types import ModuleType

import sources


def load(folder: str, name: str) -> ModuleType:
    """The script with its neighbours importable, as when it is run."""
    place = str(sources.ROOT / folder)
    sys.path.insert(0, place)
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(place)
