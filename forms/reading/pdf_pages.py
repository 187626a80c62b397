"""The pages of a PDF one by one, each drawn in a process of its own (`forms/apart`) that may end over it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PIL import Image

from forms.apart import bounds
from forms.apart.ends import End
from forms.apart.messages import Answer
from forms.apart.process import Apart, Ended, Late, Refusing, Waiting
from forms.reading.scanned import MOST_PAGES, ScannedPage, among, broken, too_large
from qcdesk.errors import DeskError, Refused, Unavailable
from qcdesk.store.trouble import unread

SCRIPT = "含脚本（不会运行，只取页面）"
NO_SCAN = "不像扫描件；请打印后扫描成图片再放进来"


def pdf_pages(source: Path | bytes, name: str, only: int = 0, waiting: Waiting | None = None) -> Iterator[ScannedPage]:
    """Each page when it is asked for. Raises Refused for a PDF that is broken or locked, or a page too large,
    Unavailable where the machine did not play along, and what `waiting` raises, which is called now and then while a
    page is being drawn."""
    with _opened(source, name, waiting) as file:
        if not file.pages:
            raise Refused(broken(name))
        if file.pages > MOST_PAGES:
            raise Refused(f"“{name}”有 {file.pages} 页，一个文件至多 {MOST_PAGES} 页，请分开扫描")
        notes = (SCRIPT,) if file.script else ()
        for at in among(file.pages, only):
            again = partial(_again, file, source, name, at, waiting)
            yield ScannedPage(name, at + 1, _drawn(file, name, at), notes, again, file.pages, drawn=True)


def _again(file: Apart, source: Path | bytes, name: str, at: int, waiting: Waiting | None) -> Image.Image:
    """In its colours, by the process that drew it in grey while that is there."""
    if not file.closed:
        return _drawn(file, name, at, grey=False)
    with _opened(source, name, waiting) as anew:
        return _drawn(anew, name, at, grey=False)


def _opened(source: Path | bytes, name: str, waiting: Waiting | None = None) -> Apart:
    with _told(name):
        return Apart(source, waiting)


def _drawn(file: Apart, name: str, at: int, grey: bool = True) -> Image.Image:
    with _told(name, at + 1):
        return file.draw(at, grey)


@contextmanager
def _told(name: str, page: int = 0) -> Iterator[None]:
    """What the process refused, in a sentence."""
    try:
        yield
    except Refusing as error:
        raise Refused(_refusal(error, name, page)) from error
    except Late as error:
        raise Refused(too_long(name, page)) from error
    except Ended as error:
        raise _ended(error.end, name, page) from error
    except OSError as error:
        raise Refused(f"“{name}”读不出来：{unread(error)}") from error


def _ended(end: End, name: str, page: int) -> DeskError:
    """What another program ended is tried again: nothing is the matter with the file."""
    match end:
        case End.HUNGRY:
            return Refused(too_hungry(name, page))
        case End.ENDED:
            return Unavailable(ended(name, page))
    return Refused(astray(name, page))


def _refusal(error: Refusing, name: str, page: int) -> str:
    match error.answer:
        case Answer.LOCKED:
            return f"“{name}”有密码保护，请去掉密码后再放进来"
        case Answer.LARGE:
            return too_large(name, error.width, error.height)
        case Answer.CROWDED:
            return too_much(name, page)
        case Answer.HUNGRY:
            return too_hungry(name, page)
    return broken(name, page)


def too_much(name: str, page: int) -> str:
    return f"“{name}”第 {page} 页上的东西太多（线条、图块或图案），画不出来，{NO_SCAN}"


def too_long(name: str, page: int) -> str:
    what = f"第 {page} 页画了 {bounds.SECONDS:g} 秒还没有画完" if page else f"打开了 {bounds.SECONDS:g} 秒还没有打开"
    return f"“{name}”{what}，{NO_SCAN}"


def too_hungry(name: str, page: int) -> str:
    return f"“{name}”{_stopped_at(page)}：它要的内存太多（多于 {bounds.MEMORY >> 20} MB），{NO_SCAN}"


def astray(name: str, page: int) -> str:
    what = "看 PDF 的小程序中途出错停了，文件里有错，或者做过手脚"
    return f"“{name}”{_stopped_at(page)}：{what}，{NO_SCAN}"


def ended(name: str, page: int) -> str:
    what = "看 PDF 的小程序中途被系统或别的程序结束了，多半是电脑的内存不够"
    return f"“{name}”{_stopped_at(page)}：{what}。文件没有问题，请关掉别的程序再试一次"


def _stopped_at(page: int) -> str:
    return f"第 {page} 页画不出来" if page else "打不开"
