"""The exact versions, with hashes, for every platform at once."""

import tasks_setup
import tasks_system
from workspace import Stop, need, run, tool

UV = "uv==0.13.9"
OPTIONS = (
    *("--universal", "--python-version", "3.11", "--generate-hashes", "--upgrade", "--quiet"),
    *("--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"),
)


def lock(_: list[str]) -> int:
    """The runtime first; the development lock may not differ from it."""
    tasks_system.provide(tasks_system.venv_packages())
    tasks_setup.make_venv()
    need([tool("python"), *tasks_setup.PIP, "install", UV], tasks_setup.NO_NETWORK)
    runtime, development = str(tasks_setup.RUNTIME), str(tasks_setup.DEVELOPMENT)
    extras = ["--extra", "server", "--extra", "build"]
    resolve = [tool("uv"), "pip", "compile", "pyproject.toml", *OPTIONS, *extras]
    if run([*resolve, "-o", runtime]) or run([*resolve, "--extra", "dev", "-c", runtime, "-o", development]):
        raise Stop("the dependencies could not be resolved")
    return 0
