"""PDFs made to harm: small files that want gigabytes or hours of whoever draws them."""

import struct
from collections.abc import Callable

from handmade_pdf import TWICE, of, of_page, stream, swollen

NESTED = 12
MEGABYTES = 4096
CATALOG, PAGES = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]"


def flate_bomb_as_contents() -> bytes:
    return of_page(stream(swollen(MEGABYTES, b"0 0 m 9 9 l S\n"), TWICE))


def flate_bomb_as_object_stream() -> bytes:
    """The page itself lies before gigabytes of nothing."""
    packed = stream(swollen(MEGABYTES, first=b"3 0 " + PAGE), b"/Type/ObjStm/N 1/First 4" + TWICE)
    return _with_table_as_stream({1: CATALOG, 2: PAGES, 4: packed}, {3: (2, 4, 0)})


def flate_bomb_as_table_of_places() -> bytes:
    return _with_table_as_stream({1: CATALOG, 2: PAGES, 3: PAGE}, {}, MEGABYTES)


def _with_table_as_stream(
    objects: dict[int, bytes], rows: dict[int, tuple[int, int, int]], megabytes: int = 0
) -> bytes:  # fmt: skip
    """The table of places is object 5, and as much longer as is said."""
    out = bytearray(b"%PDF-1.7\n")
    for number, item in {**objects, 5: b""}.items():
        rows[number] = (1, len(out), 0)
        out += b"%d 0 obj\n" % number + (item + b"\nendobj\n" if item else b"")
    table = b"".join(struct.pack(">BIH", *rows.get(number, (0, 0, 0))) for number in range(6))
    words = b"/Type/XRef/Size 6/W[1 4 2]/Root 1 0 R" + TWICE
    packed = stream(swollen(megabytes, b"\0", table), words)
    return bytes(out + packed + b"\nendobj\nstartxref\n%d\n%%%%EOF" % rows[5][1])


def forms_in_forms() -> bytes:
    """Each draws the next ten times."""
    forms = [stream(b"/A Do " * 10, FORM + b"/Resources<</XObject<</A %d 0 R>>>>" % (6 + at)) for at in range(NESTED)]
    return of_page(stream(b"/A Do"), b"/XObject<</A 5 0 R>>", *forms, stream(b"0 0 9 9 re f", FORM))


def pattern_of_tiny_steps() -> bytes:
    tile = b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 900 900]/XStep .01/YStep .01/Resources<<>>"
    return of_page(
        stream(b"/Pattern cs /P scn 0 0 595 842 re f"),
        b"/Pattern<</P 5 0 R>>",
        stream(b"1 0 0 rg 0 0 800 800 re f 3 3 m 5 5 l S", tile),
    )


def functions_in_functions() -> bytes:
    """A shading whose colour is stitched of functions that are stitched of functions."""
    inner = [
        b"<</FunctionType 3/Domain[0 1]/Functions[%s]/Bounds[%s]/Encode[%s]>>"
        % (b"%d 0 R " % (6 + at) * 10, b" ".join(b".%d" % part for part in range(1, 10)), b"0 1 " * 10)
        for at in range(NESTED)
    ]
    return of_page(
        stream(b"/S sh"),
        b"/Shading<</S<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 595 842]/Function 5 0 R>>>>",
        *inner, b"<</FunctionType 2/Domain[0 1]/N 1>>",
    )  # fmt: skip


def giant_picture_whose_size_is_told_elsewhere() -> bytes:
    """Deep in forms, its size a reference: nothing says it in plain words."""
    forms = [stream(b"/A Do", FORM + b"/Resources<</XObject<</A %d 0 R>>>>" % (6 + at)) for at in range(6)]
    words = b"/Subtype/Image/Width 12 0 R/Height 12 0 R/ColorSpace/DeviceRGB/BitsPerComponent 8" + TWICE
    return of_page(
        stream(b"/A Do"), b"/XObject<</A 5 0 R>>", *forms, stream(swollen(MEGABYTES, b"\x80"), words), b"30000"
    )


def picture_behind_many_filters() -> bytes:
    words = b"/Subtype/Image/Width 90/Height 90/ColorSpace/DeviceGray/BitsPerComponent 8/Filter[%s]"
    filters = words % b"/FlateDecode/FlateDecode/RunLengthDecode"
    return of_page(stream(b"/A Do"), b"/XObject<</A 5 0 R>>", stream(swollen(MEGABYTES, b"\x80"), filters))


def pages_that_lead_back() -> bytes:
    kids = b"".join(b"%d 0 R " % (2 + at % 8) for at in range(400))
    tree = [b"<</Type/Pages/Parent 2 0 R/Count 90000000/Kids[%s]>>" % kids for _ in range(8)]
    return of([b"<</Type/Catalog/Pages 2 0 R>>", *tree])


def profile_of_gigabytes() -> bytes:
    return of_page(
        stream(b"/C cs .5 .5 .5 sc 0 0 595 842 re f"),
        b"/ColorSpace<</C[/ICCBased 5 0 R]>>",
        stream(swollen(MEGABYTES), b"/N 3/Alternate/DeviceRGB" + TWICE),
    )


def colours_of_colours() -> bytes:
    """Spaces whose base is a space whose base is …"""
    tint = b"<</FunctionType 2/Domain[0 1]/N 1>>"
    spaces = [b"[/Separation/A %d 0 R %s]" % (6 + at, tint) for at in range(100_000)]
    return of_page(stream(b"/C cs .5 sc 0 0 595 842 re f"), b"/ColorSpace<</C 5 0 R>>", *spaces, b"/DeviceGray")


def path_without_end() -> bytes:
    return of_page(stream(swollen(900, b"7 7 l 500 800 l\n", b"0 0 m "), TWICE))


def words_without_end() -> bytes:
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    return of_page(stream(swollen(900, b"(abcdefg) Tj ", b"BT /F 9 Tf "), TWICE), b"/Font<</F 5 0 R>>", font)


def letters_of_letters() -> bytes:
    """A font whose letter is a drawing that says the letter of the next ten times."""
    fonts = [
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 65/LastChar 65/Widths[1]"
        b"/Encoding<</Differences[65/a]>>/CharProcs<</a %d 0 R>>/Resources<</Font<</F %d 0 R>>>>>>"
        % (5 + NESTED + at, 6 + at)
        for at in range(NESTED)
    ]
    said = stream(b"1 0 d0 BT /F 1 Tf (AAAAAAAAAA) Tj ET 0 0 3 3 re f")
    return of_page(stream(b"BT /F 20 Tf (A) Tj ET"), b"/Font<</F 5 0 R>>", *fonts, *[said] * NESTED)


def masks_of_masks() -> bytes:
    """Each form is seen through a mask that is a form that is seen through …, twice each."""
    group = b"/Group<</S/Transparency/CS/DeviceGray>>"
    forms = [
        stream(
            b"/G gs 0 0 595 842 re f " * 4,
            FORM + group
            + b"/Resources<</ExtGState<</G<</SMask<</S/Luminosity/G %d 0 R>>>>>>>>" % (6 + at),
        )
        for at in range(NESTED)
    ]  # fmt: skip
    return of_page(stream(b"/A Do"), b"/XObject<</A 5 0 R>>", *forms, stream(b"0 0 99 99 re f", FORM + group))


KINDS: tuple[Callable[[], bytes], ...] = (
    flate_bomb_as_contents, flate_bomb_as_object_stream, flate_bomb_as_table_of_places, forms_in_forms,
    pattern_of_tiny_steps, functions_in_functions, picture_behind_many_filters, pages_that_lead_back,
    profile_of_gigabytes, colours_of_colours, path_without_end, words_without_end, letters_of_letters, masks_of_masks,
)  # fmt: skip
