"""PDFs written by hand, object by object, as no decent program writes them."""

import zlib
from collections.abc import Sequence

BLOCK = 1 << 20


def of(objects: Sequence[bytes]) -> bytes:
    """The first is the catalog; each is called by its number from 1."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for at, item in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (at, item)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))


def stream(data: bytes, words: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), words, data)


def of_page(content: bytes, resources: bytes = b"", *more: bytes) -> bytes:
    """One A4 page; `content` is a stream of its own, number 4, `more` are numbers from 5."""
    return of([
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<" + resources + b">>>>",
        content, *more,
    ])  # fmt: skip


def swollen(megabytes: int, fill: bytes = b" ", first: bytes = b"") -> bytes:
    """What inflates to so many megabytes behind `first`, though nobody ever held them: one block, many times."""
    packed = zlib.compressobj(9)
    head = packed.compress(first) + packed.flush(zlib.Z_FULL_FLUSH)
    block = packed.compress((fill * BLOCK)[:BLOCK]) + packed.flush(zlib.Z_FULL_FLUSH)
    return zlib.compress(head + block * megabytes + packed.flush(), 9)


TWICE = b"/Filter[/FlateDecode/FlateDecode]"
