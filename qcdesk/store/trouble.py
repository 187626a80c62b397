"""Says in a sentence what a database or a file system means by its errors."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager

from peewee import DatabaseError, InterfaceError, OperationalError, PeeweeException

from qcdesk.errors import Unavailable

NO_DATABASE = "数据库服务器上没有这个数据库，请检查连接地址。"
NO_LOGIN = "数据库服务器不接受用户名或口令，请检查连接地址。"

NOT_SAVED, NOT_READ = "这次没有保存", "现在读不出来"

SENTENCES = (
    ("disk is full", f"磁盘已满，{NOT_SAVED}。请腾出空间后再试，已打的字还在。"),
    ("no space left", f"磁盘已满，{NOT_SAVED}。请腾出空间后再试，已打的字还在。"),
    ("database is locked", f"数据库正被别的程序占用，{NOT_SAVED}。请稍等再试。"),
    ("lock timeout", f"数据库正被别的程序占用，{NOT_SAVED}。请稍等再试。"),
    ("deadlock detected", f"数据库正被别的程序占用，{NOT_SAVED}。请稍等再试。"),
    ("readonly database", "数据文件是只读的，不能保存。请检查文件夹的写入权限。"),
    ("unable to open database", "打不开数据文件。请检查文件夹是否存在、有没有读写权限。"),
    ("disk i/o error", f"读写磁盘出错，{NOT_SAVED}。请检查磁盘后再试。"),
    ("malformed", "数据文件已损坏。请保留原文件，从备份恢复。"),
    ("file is not a database", "这个文件不是 QCDesk 的数据库，或已损坏。请从备份恢复。"),
    ("file is encrypted", "这个文件不是 QCDesk 的数据库，或已损坏。请从备份恢复。"),
    ("password authentication failed", NO_LOGIN),
    ("no password supplied", NO_LOGIN),
    ("too many clients", "数据库服务器的连接已经用完。请稍等再试，或请管理员加大连接数。"),
    ("connection slots", "数据库服务器的连接已经用完。请稍等再试，或请管理员加大连接数。"),
    ("timeout", f"数据库服务器没有应答。请检查网络后再试，{NOT_SAVED}。"),
    ("timed out", f"数据库服务器没有应答。请检查网络后再试，{NOT_SAVED}。"),
)

UNREACHABLE = "连不上数据库服务器，或连接断开了，什么也没有改动。请检查网络和服务器后再试。"

OS_SENTENCES = {
    errno.ENOENT: "找不到{}。",
    errno.EISDIR: "{}是文件夹，不是文件。",
    errno.ENOTDIR: "{}的上一级不是文件夹。",
    errno.EEXIST: "{}已经存在，而且不是文件夹。",
    errno.ENAMETOOLONG: "{}的名称太长。",
    errno.EFBIG: "{}太大，磁盘或文件系统不允许。",
    errno.EDQUOT: "磁盘配额已用完，文件没有写成，原来的文件没有动。请腾出空间后再试。",
    errno.EIO: "读写{}时磁盘出错，请检查磁盘后再试。",
    errno.EMFILE: "打开的文件太多，请关掉一些再试。",
    errno.ELOOP: "{}是循环的链接。",
}


@contextmanager
def told() -> Iterator[None]:
    """Turns the environment's database errors into Unavailable; faults of our own SQL pass through."""
    try:
        yield
    except (OperationalError, InterfaceError, DatabaseError) as error:
        sentence = sentence_for(error)
        if sentence is None:
            raise
        raise Unavailable(sentence) from error
    except OSError as error:
        raise Unavailable(os_sentence(error)) from error


@contextmanager
def told_of_reading() -> Iterator[None]:
    """As `told`, where there was nothing to be saved."""
    try:
        with told():
            yield
    except Unavailable as error:
        raise Unavailable(error.sentence.replace(NOT_SAVED, NOT_READ)) from error


def sentence_for(error: PeeweeException) -> str | None:
    words = str(error).lower()
    for sign, sentence in SENTENCES:
        if sign in words:
            return sentence
    missing = re.search(r'(database|role) "[^"]*" does not exist', words)
    if missing:
        return NO_DATABASE if missing[1] == "database" else NO_LOGIN
    return UNREACHABLE if _lost_connection(words) else None


def _lost_connection(words: str) -> bool:
    signs = ("connection", "server closed", "could not connect", "terminating", "consuming input failed",
             "resolve host", "host name", "unreachable", "no route")  # fmt: skip
    return any(sign in words for sign in signs)


def os_sentence(error: OSError) -> str:
    where = f"“{error.filename}”" if error.filename else "文件"
    if error.errno == errno.ENOSPC:
        return "磁盘已满，文件没有写成，原来的文件没有动。请腾出空间后再试。"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"没有权限写{where}，请换一个文件夹或检查权限。"
    known = OS_SENTENCES.get(error.errno or 0)
    return known.format(where) if known else f"读写{where}出错（系统错误 {error.errno}）"


def unread(error: OSError) -> str:
    """As `os_sentence`, of a file that was to be read."""
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"没有权限读{f'“{error.filename}”' if error.filename else '文件'}，请检查它的权限。"
    return os_sentence(error)
