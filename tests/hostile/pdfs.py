"""PDFs: objects that lead round in circles, streams that unpack without end, tables that lie."""

import zlib
from collections.abc import Callable

from tests.hostile import pdf_streams
from tests.hostile.pdf_making import FONT, HEAD, page, pdf, stream, text, with_font


def _pages(kids: str, more: dict[int, bytes | str]) -> bytes:
    return pdf({1: "<< /Type /Catalog /Pages 2 0 R >>", 2: f"<< /Type /Pages /Kids [{kids}] /Count 9 >>", **more})


def fanned_pages() -> bytes:
    """Twenty levels of pages, each naming the next ten times: far more pages than atoms in a hand."""
    levels = {n: f"<< /Type /Pages /Count 9 /Kids [{f'{n + 1} 0 R ' * 10}] >>" for n in range(3, 23)}
    return _pages("3 0 R " * 10, {**levels, 23: "<< /Type /Page >>"})


def many_pages() -> bytes:
    kids = " ".join(f"{n} 0 R" for n in range(3, 60_003))
    return _pages(kids, dict.fromkeys(range(3, 60003), "<< /Type /Page /Parent 2 0 R >>"))


def deep_pages() -> bytes:
    levels = {n: f"<< /Type /Pages /Parent {n - 1} 0 R /Kids [{n + 1} 0 R] /Count 1 >>" for n in range(3, 20_000)}
    return _pages("3 0 R", {**levels, 20_000: "<< /Type /Page >>"})


def many_words() -> bytes:
    content = b"BT /F 12 Tf " + b"1 0 0 1 72 700 Tm (a b) Tj " * 400_000 + b"ET"
    return page(zlib.compress(content), extra="/Filter /FlateDecode")


def many_words_on_many_pages() -> bytes:
    kids = " ".join(f"{n} 0 R" for n in range(10, 400))
    one = "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
    content = b"BT /F 12 Tf " + b"1 0 0 1 72 700 Tm (a b) Tj " * 40_000 + b"ET"
    more: dict[int, bytes | str] = dict.fromkeys(range(10, 400), one)
    return _pages(kids, {4: stream(zlib.compress(content), "/Filter /FlateDecode"), 5: FONT, **more})


def saved_states() -> bytes:
    return page(zlib.compress(b"q " * 2_000_000 + text("hello")), extra="/Filter /FlateDecode")


def shown_arrays() -> bytes:
    return page(zlib.compress(b"BT /F 12 Tf [" + b"(a) -9999 " * 900_000 + b"] TJ ET"), extra="/Filter /FlateDecode")


def nested_arrays() -> bytes:
    return page(b"BT " + b"[" * 2_000_000 + b" TJ ET")


def nested_in_object() -> bytes:
    return pdf({1: "<< /Type /Catalog /Pages 2 0 R >>", 2: "<< /Kids " + "[" * 1_000_000 + " >>"})


def nested_dictionaries() -> bytes:
    return pdf({1: "<< /Type /Catalog /Pages 2 0 R >>", 2: "<< /A " * 300_000})


def nested_strings() -> bytes:
    return page(b"BT /F 12 Tf " + b"(" * 3_000_000 + b" Tj ET")


def hex_string() -> bytes:
    return page(b"BT /F 12 Tf <" + b"41" * 7_000_000 + b"> Tj ET")


def endless_picture() -> bytes:
    return page(b"BI /W 99999 /H 99999 ID " + bytes(8_000_000))


def forms_in_forms() -> bytes:
    form = stream(b"/X Do", "/Type /XObject /Subtype /Form /Resources << /XObject << /X 10 0 R >> >>")
    return page(b"/X Do", {10: form}, resources="/XObject << /X 10 0 R >>")


def fanned_forms() -> bytes:
    forms: dict[int, bytes | str] = {
        n: stream(b"/X Do " * 10, f"/Type /XObject /Subtype /Form /Resources << /XObject << /X {n + 1} 0 R >> >>")
        for n in range(10, 30)
    }
    last = stream(text("hello"), "/Type /XObject /Subtype /Form /Resources << /Font << /F 5 0 R >> >>")
    return page(b"/X Do " * 10, {**forms, 30: last}, resources="/XObject << /X 10 0 R >>")


def mapped(lines: bytes) -> Callable[[], bytes]:
    """A maker of a font whose map of letters holds these lines."""
    head = b"/CIDInit /ProcSet findresource begin 1 begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    return lambda: with_font(
        "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode 10 0 R >>",
        {10: stream(head + lines + b"\nendcmap")},
    )


def encoded() -> bytes:
    names = " ".join(f"{n} /a{n}" for n in range(600_000))
    return with_font(f"<< /Type /Font /Subtype /Type1 /BaseFont /A /Encoding << /Differences [{names}] >> >>", {})


def wide() -> bytes:
    return with_font(
        f"<< /Type /Font /Subtype /Type1 /BaseFont /A /FirstChar 0 /LastChar 999999999 /Widths [{'1 ' * 2_000_000}] >>",
        {},
    )


def composed() -> bytes:
    font = "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [10 0 R] >>"
    return with_font(font, {10: "<< /Type /Font /Subtype /CIDFontType2 /W [0 2000000000 500] /DW 1000 >>"})


def table_to_itself() -> bytes:
    body = HEAD + b"1 0 obj\n<< /Type /Catalog >>\nendobj\n"
    at = len(body)
    trailer = f"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R /Size 2 /Prev {at} >>\nstartxref\n{at}\n%%EOF"
    return body + trailer.encode()


def tables_in_a_chain() -> bytes:
    body = bytearray(HEAD + b"1 0 obj\n<< /Type /Catalog >>\nendobj\n")
    before = 0
    for _ in range(30_000):
        at = len(body)
        body += f"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R /Size 2 /Prev {before} >>\n".encode()
        before = at
    return bytes(body) + f"startxref\n{before}\n%%EOF".encode()


def table_of_billions() -> bytes:
    body = HEAD + b"1 0 obj\n<< /Type /Catalog >>\nendobj\n"
    return body + f"xref\n0 2000000000\ntrailer\n<< /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF".encode()


def stream_table(size: str, index: str, content: bytes) -> Callable[[], bytes]:
    """A maker of a table in a stream, with this size and index."""

    def make() -> bytes:
        packed = zlib.compress(content)
        extra = f"/Type /XRef /Size {size} /W [1 8 2] /Index [{index}] /Root 1 0 R /Filter /FlateDecode"
        body = HEAD + b"2 0 obj\n" + stream(packed, extra) + b"\nendobj\n"
        return body + f"startxref\n{len(HEAD)}\n%%EOF".encode()

    return make


def objects_in_themselves() -> bytes:
    inner = b"1 0 << /Type /Catalog /Pages 2 0 R >> "
    packed = stream(inner, "/Type /ObjStm /N 2000000 /First 4 /Extends 10 0 R")
    return pdf({1: "<< /Type /Catalog /Pages 2 0 R >>", 2: "10 0 R", 10: packed})


def length_of_itself() -> bytes:
    objects = {1: "<< /Type /Catalog /Pages 2 0 R >>", 2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"}
    objects[3] = "<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>"
    return pdf({**objects, 4: b"<< /Length 4 0 R >>\nstream\nBT ET\nendstream"})


def led_in_circles() -> bytes:
    return pdf({1: "<< /Type /Catalog /Pages 2 0 R >>", 2: "3 0 R", 3: "2 0 R"})


def led_far() -> bytes:
    chain: dict[int, bytes | str] = {n: f"{n + 1} 0 R" for n in range(2, 30_000)}
    return pdf({1: "<< /Type /Catalog /Pages 2 0 R >>", **chain, 30_000: "<< /Type /Pages /Kids [] /Count 0 >>"})


def parents_in_circles() -> bytes:
    kid = "<< /Type /Page /Parent 4 0 R >>"
    return _pages("3 0 R", {3: kid, 4: "<< /Type /Pages /Parent 5 0 R >>", 5: "<< /Type /Pages /Parent 4 0 R >>"})


def without_table() -> bytes:
    return pdf(dict.fromkeys(range(1, 600000), "<< /A 1 >>"), table=False)


def one_number_over_and_over() -> bytes:
    return HEAD + b"1 0 obj\n<< /Type /Catalog >>\nendobj\n" * 500_000


def heads_without_ends() -> bytes:
    return HEAD + b"1 0 obj << " * 2_000_000


def comments() -> bytes:
    return HEAD + b"%" * 20_000_000 + b"\n%%EOF"


def line_ends() -> bytes:
    return HEAD + b"\r" * 20_000_000 + b"startxref\n0\n%%EOF"


def locked() -> bytes:
    encrypt = "<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <" + "41" * 32 + "> /U <" + "42" * 32 + "> >>"
    return pdf({1: "<< /Type /Catalog /Pages 2 0 R >>", 9: encrypt}, "/Root 1 0 R /Encrypt 9 0 R /ID [<41> <41>]")


def locked_with_work() -> bytes:
    encrypt = (
        "<< /Filter /Standard /V 5 /R 6 /Length 256 /P -4 /O <"
        + "41" * 48
        + "> /U <"
        + "42" * 48
        + "> /OE <"
        + "43" * 32
        + "> /UE <"
        + "44" * 32
        + "> /Perms <"
        + "45" * 16
        + "> >>"
    )
    return pdf({1: "<< /Type /Catalog /Pages 2 0 R >>", 9: encrypt}, "/Root 1 0 R /Encrypt 9 0 R /ID [<41> <41>]")


def that_act() -> bytes:
    script = "<< /S /JavaScript /JS (app.alert(1)) >>"
    start = f"<< /S /Launch /F (/bin/sh) /Next {script} >>"
    close = "<< /WC << /S /URI /URI (http://127.0.0.1:9/) >> >>"
    return page(text("hello"), {1: f"<< /Type /Catalog /Pages 2 0 R /OpenAction {start} /AA {close} >>"})


def pictures() -> bytes:
    picture = stream(bytes(1000), "/Type /XObject /Subtype /Image /Width 99999 /Height 99999 /Filter /JBIG2Decode")
    return page(b"/X Do", {10: picture}, resources="/XObject << /X 10 0 R >>")


def far_numbers() -> bytes:
    return page(b"BT /F 1e308 Tf 9e999 0 0 9e999 1e308 1e308 Tm (hello) Tj " + b"9" * 5000 + b" 0 Td (a) Tj ET")


def large_scans() -> bytes:
    return page(b"BT ET", {10: stream(bytes(range(256)) * 70_000)})


PDFS: dict[str, Callable[[], bytes]] = {
    **pdf_streams.STREAMS,
    "pages that name each other": lambda: _pages("2 0 R 3 0 R", {3: "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"}),
    "20 levels of ten pages each": fanned_pages,
    "60,000 pages": many_pages,
    "pages 20,000 deep": deep_pages,
    "400,000 words on a page": many_words,
    "40,000 words on each of 390 pages": many_words_on_many_pages,
    "two million saved states": saved_states,
    "an array of 900,000 words": shown_arrays,
    "arrays nested 2,000,000 deep": nested_arrays,
    "an object nested 1,000,000 deep": nested_in_object,
    "dictionaries nested 300,000 deep": nested_dictionaries,
    "strings nested 3,000,000 deep": nested_strings,
    "a string of 14 MB": hex_string,
    "a picture in the text without end": endless_picture,
    "a form that draws itself": forms_in_forms,
    "20 levels of ten forms each": fanned_forms,
    "a map of four billion letters": mapped(b"1 beginbfrange\n<00000000> <FFFFFFFF> <0041>\nendbfrange"),
    "100,000 maps of all letters": mapped(b"1 beginbfrange\n" + b"<0000> <FFFF> <0041>\n" * 100_000 + b"endbfrange"),
    "a map with long letters": mapped(b"1 beginbfchar\n<0041> <" + b"0041" * 1_000_000 + b">\nendbfchar"),
    "600,000 names of letters": encoded,
    "two million widths": wide,
    "widths for two billion letters": composed,
    "a table before itself": table_to_itself,
    "30,000 tables in a chain": tables_in_a_chain,
    "a table of two billion lines": table_of_billions,
    "a table in a stream of two billion lines": stream_table("2000000000", "0 2000000000", bytes(11 * 800_000)),
    "a table in a stream of many parts": stream_table("9", "0 1 " * 200_000, bytes(11 * 200_000)),
    "objects that hold themselves": objects_in_themselves,
    "a length that is its own stream": length_of_itself,
    "objects in a circle": led_in_circles,
    "30,000 objects in a chain": led_far,
    "parents in a circle": parents_in_circles,
    "600,000 objects without a table": without_table,
    "one object 500,000 times": one_number_over_and_over,
    "two million objects without an end": heads_without_ends,
    "a comment of 20 MB": comments,
    "20 MB of line ends": line_ends,
    "locked": locked,
    "locked with much work": locked_with_work,
    "that would start programs": that_act,
    "pictures of ten billion dots": pictures,
    "numbers beyond all numbers": far_numbers,
    "18 MB that nobody needs": large_scans,
    "cut short": lambda: many_words()[:400],
    "only a head": lambda: HEAD,
}
