"""A CUPS of its own with one queue that prints into PDF files; nothing of the system's CUPS is touched."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

QUEUE = "QCDesk-Test"
PPD = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
BACKEND = Path("/usr/lib/cups/backend/cups-pdf")
LONGEST = 40  # seconds

DAEMON = """
Listen {folder}/socket
LogLevel info
MaxLogSize 0
DefaultAuthType None
Browsing No
WebInterface No
PreserveJobFiles Yes
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""
FILES = """
ServerRoot {folder}
StateDir {folder}/state
CacheDir {folder}/cache
RequestRoot {folder}/spool
TempDir {folder}/spool/tmp
ErrorLog {folder}/error_log
AccessLog {folder}/access_log
PageLog {folder}/page_log
SystemGroup root
FileDevice Yes
Sandboxing relaxed
"""


def missing() -> str:
    """Why there can be no queue here, in a sentence; empty where there can."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "cupsd can only be started by root"
    if not shutil.which("cupsd") or not shutil.which("lpadmin"):
        return "CUPS is not installed (Debian: apt-get install cups cups-client printer-driver-cups-pdf)"
    if not (PPD.exists() and BACKEND.exists()):
        return "the PDF printer is not installed (Debian: apt-get install printer-driver-cups-pdf)"
    return ""


@dataclass(frozen=True)
class Queue:
    """`server` is what CUPS_SERVER must say; printed files appear in `output`, what was sent lies in `spool`."""

    name: str
    server: str
    output: Path
    spool: Path
    log: Path

    def sent(self) -> Path:
        """The latest document the program handed over, as it was handed over."""
        return max(self.spool.glob("d*"), key=lambda path: path.stat().st_mtime)

    def waiting(self) -> str:
        """The jobs not yet ended, in the words of lpstat."""
        command = ["lpstat", "-h", self.server, "-W", "not-completed", "-o", self.name]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    def printed(self, word: str) -> Path:
        """The finished file whose name holds the word; waits for it."""
        end = time.monotonic() + LONGEST
        size = -1
        while time.monotonic() < end:
            found = sorted(self.output.glob(f"*{word}*.pdf"))
            if found and found[0].stat().st_size == size > 0:
                return found[0]
            size = found[0].stat().st_size if found else -1
            time.sleep(0.3)
        raise TimeoutError(self.log.read_text(errors="replace")[-3000:])


@contextmanager
def running() -> Iterator[Queue]:
    """Started, and taken down with everything it printed."""
    folder = Path(tempfile.mkdtemp(prefix="qcdesk-cups-"))
    folder.chmod(0o755)
    for place in ("state", "cache", "spool/tmp", "ppd", "ssl"):
        (folder / place).mkdir(parents=True)
    (folder / "cupsd.conf").write_text(DAEMON.format(folder=folder))
    (folder / "cups-files.conf").write_text(FILES.format(folder=folder))
    command = ["cupsd", "-f", "-c", str(folder / "cupsd.conf"), "-s", str(folder / "cups-files.conf")]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    output = Path("~root/PDF").expanduser()  # the printer asks passwd, not HOME
    before = set(output.glob("*.pdf"))
    try:
        yield _queue(folder, output)
    finally:
        server.terminate()
        server.wait(timeout=10)
        shutil.rmtree(folder, ignore_errors=True)
        for made in set(output.glob("*.pdf")) - before:
            made.unlink()


def _queue(folder: Path, output: Path) -> Queue:
    socket, log = str(folder / "socket"), folder / "error_log"
    command = ["lpadmin", "-h", socket, "-p", QUEUE, "-E", "-v", "cups-pdf:/", "-P", str(PPD)]
    end = time.monotonic() + LONGEST
    while True:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return Queue(QUEUE, socket, output, folder / "spool", log)
        if time.monotonic() > end:
            raise RuntimeError(done.stderr + (log.read_text(errors="replace") if log.exists() else ""))
        time.sleep(0.2)
