"""Web pages, plain texts and tables as text: nesting, lines without end, marks that never close, wrong encodings."""

import random
from collections.abc import Callable

from tests.reports.read_files import LEARNING, MadeUp, to_html, to_text

_REPORT = to_text(MadeUp().parts())
_PAGE = to_html(MadeUp().parts())


def in_page(html: Callable[[], str]) -> Callable[[], bytes]:
    """A maker of a sound page with this at the start of its body."""
    return lambda: _PAGE.replace(b"<body>", b"<body>" + html().encode(), 1)


def nested(tag: str, depth: int = 100_000) -> Callable[[], bytes]:
    return in_page(lambda: f"<{tag}>" * depth)


def declared(charset: str) -> Callable[[], bytes]:
    """A maker of a page that says it is in this encoding."""
    return lambda: f"<!doctype html><html><head><meta charset={charset}></head><body>".encode() + b"<p>a-b " * 400_000


PAGES: dict[str, Callable[[], bytes]] = {
    "100,000 nested boxes": nested("div"),
    "100,000 nested bold words": nested("b"),
    "100,000 nested headers": nested("header", 59_000),
    "closed headers in each other": in_page(
        lambda: "<header>" * 250 + "a" + "</header>" * 250 + "<header>a</header>" * 20_000
    ),
    "100,000 nested tables": nested("table><tr><td", 40_000),
    "100,000 nested lists": nested("ul><li", 50_000),
    "letters and boxes in turn": in_page(lambda: "a<div>b<i>" * 50_000),
    "55,000 menus": in_page(lambda: "<nav class='menu share cookie'>a</nav>" * 55_000),
    "a million attributes": in_page(lambda: f"<p {' '.join(f'a{n}=1' for n in range(250_000))}>a"),
    "a class of 2 MB": in_page(lambda: f"<div class='{'nav-share-cookie ' * 120_000}'>a</div>" * 1),
    "a style of 2 MB": in_page(lambda: f"<div style='{'display : none;' * 150_000}'>a</div>"),
    "tags that never close": in_page(lambda: "<p " * 110_000),
    "a comment that never closes": in_page(lambda: "<!--" + "-" * 2_000_000),
    "comments": in_page(lambda: "<!-- a -->" * 110_000),
    "entities": in_page(lambda: "&amp;&#x1F600;&nosuch;" * 100_000),
    "entities of its own": lambda: (
        b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + _PAGE
    ),
    "a script of 2 MB": in_page(lambda: f"<script>{'while(1);' * 220_000}</script>"),
    "pictures within": in_page(lambda: f'<img src="data:image/png;base64,{"A" * 9_000_000}">' * 3),
    "pictures within that never end": in_page(lambda: "data:image/png;" + ";a=b" * 500_000),
    "frames and things from elsewhere": in_page(
        lambda: (
            '<iframe src="http://127.0.0.1:9/"></iframe><link rel=stylesheet href="http://127.0.0.1:9/"><object data="file:///etc/passwd"></object>'
        )
    ),
    "one paragraph of 2.9 MB": in_page(lambda: f"<p>{'word ' * 570_000}</p>"),
    "line breaks": in_page(lambda: f"<p>{'a<br>' * 59_000}</p>"),
    "rows and cells": in_page(lambda: f"<table>{'<tr><td>a<td>b' * 35_000}</table>"),
    "in punycode": declared("punycode"),
    "in idna": declared("idna"),
    "in UTF-7": declared("utf-7"),
    "in escapes": declared("unicode_escape"),
    "in rot13": declared("rot13"),
    "in zip": declared("zlib"),
    "in mbcs": declared("mbcs"),
    "null bytes": lambda: _PAGE.replace(b"<p>", b"<p>\0\0"),
    "10,000 titles": lambda: to_html(MadeUp().parts() * 800),
}


def reports(count: int) -> bytes:
    return to_text(MadeUp().parts() * count)


def _random(seed: int, size: int) -> bytes:
    return random.Random(seed).randbytes(size)


TEXTS: dict[str, Callable[[], bytes]] = {
    "a line of 2.9 MB": lambda: _REPORT + b"\n\n" + b"word " * 570_000,
    "a word of 2.9 MB": lambda: _REPORT + b"\n\n" + b"a" * 2_900_000,
    "59,000 lines": lambda: _REPORT + b"\n" + b"We met carers.\n" * 59_000,
    "59,000 paragraphs": lambda: _REPORT + b"\n\n" + b"We met carers.\n\n" * 29_000,
    "a report 1,000 times": lambda: reports(1_000),
    "titles only": lambda: (LEARNING.encode() + b"\n\n") * 25_000,
    "scores only": lambda: _REPORT + b"\nScore: 2\n" * 29_000,
    "headings": lambda: _REPORT + b"\n# a\n" * 29_000,
    "marks that never close": lambda: _REPORT + b"\n" + (b"**" * 100_000 + b"\n") * 9,
    "marks in turn": lambda: _REPORT + b"\n" + (b"**a __b " * 200_000),
    "links that never close": lambda: _REPORT + b"\n" + b"[" * 900_000 + b"](" * 400_000,
    "quotes": lambda: _REPORT + b"\n" + b">" * 2_500_000 + b" a",
    "rules": lambda: _REPORT + b"\n" + b"-" * 2_500_000,
    "bullets": lambda: _REPORT + b"\n" + b"- a\n" * 59_000,
    "page numbers": lambda: _REPORT + b"\n" + b"".join(b"Page %d of 9\n\f\n" % n for n in range(29_000)),
    "the same line over and over": lambda: _REPORT + b"\nExampleshire Council: report\n\n3\n" * 19_000,
    "council names": lambda: _REPORT + b"\n" + b"Exampleshire Council and Otherton Borough Council. " * 55_000,
    "councils without end": lambda: _REPORT + b"\n" + b"Royal Borough of " * 150_000,
    "dates": lambda: _REPORT + b"\n" + b"Published 21 February 2025 " * 100_000,
    "figures": lambda: _REPORT + b"\n" + b"12,345.67% of 9 in 10 " * 130_000,
    "full stops": lambda: _REPORT + b"\n" + b"a. B " * 570_000,
    "letters with marks": lambda: _REPORT + ("e" + "\u0301" * 40).encode() * 30_000,
    "letters of no width": lambda: _REPORT + "\u200b\u202e".encode() * 480_000,
    "UTF-16": lambda: _REPORT.decode().encode("utf-16"),
    "UTF-16 without a mark": lambda: _REPORT.decode().encode("utf-16-le"),
    "UTF-32": lambda: _REPORT.decode().encode("utf-32"),
    "Windows-1252": lambda: _REPORT + "\n\n“Café – naïve” €".encode("cp1252") * 1_000,
    "null bytes": lambda: _REPORT + bytes(1_000_000),
    "null bytes from the start": lambda: bytes(1_000_000) + _REPORT,
    "chance bytes": lambda: _random(1, 5_000_000),
    "spaces": lambda: _REPORT + b" " * 2_900_000 + b"a",
    "tabs and line ends": lambda: _REPORT + b"\t\r\n\x0b\x0c" * 19_000,
    "30 MB of it": lambda: _REPORT + b"a\n" * 14_900_000,
    "nothing": lambda: b"",
    "a mark and no more": lambda: b"\xff\xfe",
}

_HEADER = "authority," + ",".join(f"QS{n}" for n in range(1, 10)) + "\n"
TABLES: dict[str, Callable[[], bytes]] = {
    "a line of 2.9 MB": lambda: _HEADER.encode() + b"a" * 2_900_000,
    "a line of a million cells": lambda: _HEADER.encode() + b"," * 2_900_000,
    "a heading of a million cells": lambda: b"authority," * 290_000,
    "a quotation mark that never closes": lambda: _HEADER.encode() + b'"' + b"a,\n" * 900_000,
    "quotation marks": lambda: _HEADER.encode() + b'"' * 2_900_000,
    "5,000 rows of 200 cells": lambda: _HEADER.encode() + (b"a," * 199 + b"1\n") * 4_999,
    "half a million rows": lambda: _HEADER.encode() + b"a,1\n" * 700_000,
    "half a million empty rows": lambda: _HEADER.encode() + b",\n" * 1_400_000,
    "one council 4,999 times": lambda: _HEADER.encode() + b"Exampleshire Council,1,2,3,4,1,2,3,4,1\n" * 4_999,
    "4,999 scores that are none": lambda: (
        _HEADER.encode() + b"".join(b"C%d,x,y,z,9,0,-1,5,a,b\n" % n for n in range(4_999))
    ),
    "figures of a million digits": lambda: _HEADER.encode() + b"A," + b"9" * 2_900_000,
    "formulas": lambda: _HEADER.encode() + b'=cmd|"/c calc"!A1,1,2,3,4,1,2,3,4,1\n' * 100,
    "UTF-16": lambda: (_HEADER + "Exampleshire,1,2,3,4,1,2,3,4,1\n").encode("utf-16"),
    "Windows-1252": lambda: _HEADER.encode() + "Ynys Môn,1,2,3,4,1,2,3,4,1\n".encode("cp1252"),
    "null bytes": lambda: _HEADER.encode() + bytes(100_000),
    "chance bytes": lambda: _random(2, 3_000_000),
    "separators in turn": lambda: b";|\t," * 700_000,
    "line ends": lambda: b"\r" * 2_900_000,
}
