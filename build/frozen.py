"""Where the frozen program starts: qcdesk is the command line, qcdesk-window (on Windows) has no console."""

import multiprocessing
import sys
from pathlib import Path

from ui.cli.main import main, window

if __name__ == "__main__":
    # A child process of a frozen program is the program itself, called again.
    multiprocessing.freeze_support()
    sys.exit(window() if Path(sys.executable).stem == "qcdesk-window" else main())
