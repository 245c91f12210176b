"""Builders of made-up reports in every kind of file that is read. The words are ours; only the headings are CQC's."""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO

from docx import Document

from rubric.framework import load
from rubric.reports.landmarks import statements

LEARNING = statements()["learning"].title
FIRST, SECOND = statements()["learning"].sections

Parts = list[tuple[str, str]]
"""Kind ("h1", "h2", "h3" or "p") and text of each block, in order."""


def label(score: int) -> str:
    return load().score_label(score)


def prose(seed: int, sentences: int = 4) -> str:
    """A paragraph of invented findings, long enough to wrap, never the same twice."""
    subjects = ["Carers", "Two teams", "The forum", "Providers", "A panel", "New starters", "The audit group"]
    deeds = ["met monthly to look at", "wrote down ideas about", "had not yet heard back on", "tested a guide to"]
    things = ["respite bookings", "the sensory kit", "night-time calls", "a well-known delay", "travel training"]
    return " ".join(
        f"{subjects[(seed + n) % 7]} {deeds[(seed + 2 * n) % 4]} {things[(seed * 3 + n) % 5]} in round {seed}.{n + 1}, "
        f"and {13 * seed + n} people said what it was worth to them."
        for n in range(sentences)
    )


@dataclass(frozen=True)
class MadeUp:
    """A made-up page of one statement."""

    statement: str = "learning"
    score: int = 2
    counts: tuple[int, ...] = (4, 3)
    seed: int = 1

    @property
    def title(self) -> str:
        return statements()[self.statement].title

    @property
    def sections(self) -> tuple[str, ...]:
        return statements()[self.statement].sections[: len(self.counts)]

    def paragraphs(self) -> list[tuple[str, int, str]]:
        """Section, number and text, as they should be read."""
        found = []
        for at, (section, count) in enumerate(zip(self.sections, self.counts, strict=True)):
            found += [(section, number, prose(self.seed + 20 * at + number)) for number in range(1, count + 1)]
        return found

    def parts(self, level: int = 1) -> Parts:
        parts: Parts = [(f"h{level}", self.title), ("p", f"Score: {self.score}")]
        parts.append(("p", f"{self.score} - {label(self.score)}"))
        parts += [(f"h{level + 1}", "The local authority commitment"), ("p", commitment(self.statement))]
        parts.append((f"h{level + 1}", "Key findings for this quality statement"))
        for section in self.sections:
            parts.append((f"h{level + 2}", section))
            parts += [("p", text) for under, _, text in self.paragraphs() if under == section]
        return parts


def commitment(statement: str) -> str:
    return f"We keep our invented promise on {statement.replace('_', ' ')} and tell everyone how it went, each spring."


SCORES = dict(zip(statements(), (2, 3, 2, 2, 3, 3, 3, 2, 2), strict=True))


def summary_parts(council: str = "Exampleshire Council", percent: str = "61%") -> Parts:
    parts: Parts = [("h1", "Overall summary"), ("h2", "Local authority rating and score"), ("p", council)]
    parts += [("p", "Requires improvement"), ("p", percent)] if percent else [("p", "Requires improvement")]
    parts.append(("h2", "Quality statement scores"))
    for key, score in SCORES.items():
        parts += [("h3", statements()[key].title), ("p", f"Score: {score}")]
    return [*parts, ("h2", "Summary of people's experiences"), ("p", prose(90)), ("p", prose(91))]


def whole_report() -> tuple[Parts, dict[str, MadeUp]]:
    """A report with the summary, themes and all nine pages."""
    parts: Parts = [("h1", "Exampleshire Council: local authority assessment")]
    parts.append(("p", "Assessment published: 21 February 2025"))
    parts += summary_parts()
    pages = {key: MadeUp(key, score, (2, 2), seed=at * 50) for at, (key, score) in enumerate(SCORES.items())}
    themes = {0: range(3), 3: range(3, 5), 5: range(5, 7), 7: range(7, 9)}
    for at, page in enumerate(pages.values()):
        if at in themes:
            parts.append(("h1", f"Theme {list(themes).index(at) + 1}: made-up name"))
            parts += [("p", statements()[list(pages)[other]].title) for other in themes[at]]
        parts += page.parts(level=2)
    return [*parts, ("p", "© Care Quality Commission")], pages


def to_text(parts: Parts, *, markdown: bool = False, rules: bool = False, wrap: int = 0, gaps: bool = True) -> bytes:
    lines = []
    for kind, text in parts:
        if markdown and kind != "p":
            lines.append(f"{'#' * int(kind[1])} {text}")
        elif rules and kind == "p" and len(text) > 100:
            lines += ["---", text]
        else:
            lines.append(textwrap.fill(text, wrap) if wrap else text)
    return ("\n\n" if gaps else "\n").join(lines).encode()


def to_html(parts: Parts, title: str = "") -> bytes:
    body = "".join(f"<{kind}>{escape(text)}</{kind}>" for kind, text in parts)
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{escape(title)}</title>"
        "<script>document.write('<p>Score: 4</p>')</script><style>p { color: red }</style></head><body>"
        "<div id='cookie-banner'><p>We use cookies on this site.</p><button>Accept all cookies</button></div>"
        "<nav><ul><li>Safeguarding</li><li>Score: 1</li></ul></nav>"
        f"<main><div class='breadcrumb'><a href='/'>Home</a></div>{body}</main>"
        "<footer><h2>Support links</h2><p>© Care Quality Commission</p></footer></body></html>"
    ).encode()


def to_docx(parts: Parts, *, bold_headings: bool = False) -> bytes:
    document = Document()
    for kind, text in parts:
        if kind == "p":
            document.add_paragraph(text)
        elif bold_headings:
            document.add_paragraph().add_run(text).bold = True
        else:
            document.add_heading(text, level=int(kind[1]))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def pdf_of(contents: Sequence[bytes], extra: Sequence[bytes] = (), resources: bytes = b"") -> bytes:
    """A PDF with a page for each content stream, by hand. Object 3 and 4 are the fonts F1 and F2 (bold)."""
    first = 5 + len(extra)
    kids = b" ".join(b"%d 0 R" % (first + 2 * at) for at in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(contents)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
        *extra,
    ]
    for at, content in enumerate(contents):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R/F2 4 0 R>>%s>>>>" % (first + 2 * at + 1, resources)
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return bytes(out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + tail)


def to_pdf(parts: Parts, *, header: str = "", lines_on_page: int = 44, width: int = 88) -> bytes:
    """The parts set in lines, with space between blocks, a running header and page numbers."""
    pages: list[list[bytes]] = [[]]
    left = lines_on_page
    for kind, text in parts:
        font, size = (b"F1", 11) if kind == "p" else (b"F2", 20 - 2 * int(kind[1]))
        for at, line in enumerate(textwrap.wrap(text, width if kind == "p" else 60)):
            gap = 1 if at == 0 else 0
            if left < 1 + gap:
                pages.append([])
                left = lines_on_page
            left -= 1 + gap
            shown = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")
            y = 60 + 16 * left
            pages[-1].append(b"BT /%s %d Tf 1 0 0 1 60 %d Tm (%s) Tj ET" % (font, size, y, shown))
    for number, page in enumerate(pages, 1):
        if header:
            page.insert(0, b"BT /F1 8 Tf 1 0 0 1 60 820 Tm (%s) Tj ET" % header.encode("cp1252"))
        page.append(b"BT /F1 8 Tf 1 0 0 1 280 20 Tm (Page %d of %d) Tj ET" % (number, len(pages)))
    return pdf_of([b"\n".join(page) for page in pages])


def scanned_pdf(pages: int = 2) -> bytes:
    """Pages that hold a picture each and no text."""
    picture = (
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
        b"stream\n\x80\nendstream"
    )
    return pdf_of([b"q 595 0 0 842 0 0 cm /Im1 Do Q"] * pages, extra=[picture], resources=b"/XObject<</Im1 5 0 R>>")


def as_read(paragraphs: Iterable[object]) -> list[tuple[str, int, str]]:
    return [(p.section, p.number, p.text) for p in paragraphs]  # type: ignore[attr-defined]
