"""What the process that draws may take, set by itself before it looks at the file.

On Linux more address space than allowed is not given (ENOMEM): PDFium ends the process by that. On Windows a Job object
does the same for committed memory. Other systems may not hold to it; the time limits hold everywhere.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys

from forms.apart.bounds import SECONDS

PATIENCE = 10
"""Seconds beyond SECONDS after which the process ends itself, should nobody be left to end it."""


def leave_the_keyboard() -> None:
    """Ctrl+C is for the program that asked."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def end_in_time() -> None:
    """Counts anew from each order."""
    faulthandler.dump_traceback_later(SECONDS + PATIENCE, exit=True, file=_NOWHERE)


def wait_for_ever() -> None:
    faulthandler.cancel_dump_traceback_later()


_NOWHERE = os.open(os.devnull, os.O_WRONLY)

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    PROCESS_MEMORY, EXTENDED = 0x100, 9

    class _Basic(ctypes.Structure):
        _fields_ = (
            ("process_time", wintypes.LARGE_INTEGER), ("job_time", wintypes.LARGE_INTEGER),
            ("flags", wintypes.DWORD), ("least_set", ctypes.c_size_t), ("most_set", ctypes.c_size_t),
            ("processes", wintypes.DWORD), ("affinity", ctypes.c_size_t), ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )  # fmt: skip

    class _Extended(ctypes.Structure):
        _fields_ = (
            ("basic", _Basic), ("counted", ctypes.c_ulonglong * 6), ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t), ("process_peak", ctypes.c_size_t), ("job_peak", ctypes.c_size_t),
        )  # fmt: skip

    def keep_to(memory: int) -> None:
        """The job is never closed: it lives as long as this process. Raises OSError where there can be none."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD)
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        job = kernel.CreateJobObjectW(None, None)
        wanted = _Extended(basic=_Basic(flags=PROCESS_MEMORY), process_memory=memory)
        if not (
            job
            and kernel.SetInformationJobObject(job, EXTENDED, ctypes.byref(wanted), ctypes.sizeof(wanted))
            and kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())
        ):
            raise ctypes.WinError(ctypes.get_last_error())

else:
    import resource
    from contextlib import suppress

    def keep_to(memory: int) -> None:
        """Never more than was allowed before, and no core of what ends by it. A system that knows no such limit (macOS)
        refuses, and the time limits stay."""
        for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
            _, hard = resource.getrlimit(kind)
            wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
            with suppress(ValueError, OSError):
                resource.setrlimit(kind, (wanted, wanted))
