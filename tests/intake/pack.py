"""A realistic pack of files, made by the libraries that real programs write them with, and what in it is evidence.

The claims are those that the reader is tested on and has not learned from (tests/claims). What is no evidence was
written after the rules that leave such sentences out, and no rule was changed for it. All of it is invented.
"""

import csv
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from docx import Document
from openpyxl import Workbook  # type: ignore[import-untyped]

from tests.reports.read_files import Parts, to_html, to_pdf

HERE = Path(__file__).parent
CLAIMS = HERE.parent / "claims" / "council_prose_test.csv"


@dataclass(frozen=True)
class Labelled:
    """A file of the pack: what in it is evidence, and what is none."""

    name: str
    data: bytes
    claims: tuple[str, ...]
    others: tuple[str, ...]


@lru_cache(maxsize=1)
def claims() -> tuple[dict[str, str], ...]:
    """Coded sentences of councils, in the order of their file."""
    with CLAIMS.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@lru_cache(maxsize=1)
def others() -> tuple[str, ...]:
    """Sentences that are no evidence."""
    return tuple((HERE / "no_evidence.txt").read_text(encoding="utf-8").splitlines())


def share(of: Sequence[str], place: int, parts: int) -> tuple[str, ...]:
    """Every so many-th of the texts, from one on: each file of the pack has its own."""
    return tuple(of[place::parts])


def pack() -> tuple[Labelled, ...]:
    """The files, one of each kind."""
    texts = [row["text"] for row in claims()]
    makers = (
        ("Self-assessment 2026.docx", word),
        ("Complaints and compliments 2025-26.pdf", lambda own, none: to_pdf(_parts(own, none), header="Annual report")),
        ("Peer challenge letter.eml", mail),
        ("Away day.pptx", slides),
        ("Learning - Exampleshire.html", lambda own, none: to_html(_parts(own, none), "Learning")),
        ("Notes.txt", text_file),
    )
    made = []
    for place, (name, make) in enumerate(makers):
        own, none = share(texts, place, len(makers)), share(others(), place, len(makers))
        made.append(Labelled(name, make(own, none), own, none))
    return tuple(made)


def _parts(own: Sequence[str], none: Sequence[str]) -> Parts:
    """Headings, a list of contents, and paragraphs of three sentences, those of no evidence among the others."""
    parts: Parts = [("h1", "Learning and improvement in Exampleshire"), ("h2", "Contents")]
    parts += [("p", f"{title} {'.' * 30} {page}") for page, title in enumerate(_TITLES, 3)]
    mixed = [sentence for pair in zip(_in_step(own, none), own, strict=True) for sentence in pair if sentence]
    paragraphs = [" ".join(mixed[at : at + 3]) for at in range(0, len(mixed), 3)]
    for at, paragraph in enumerate(paragraphs):
        if at % 4 == 0:
            parts.append(("h2", _TITLES[(at // 4) % len(_TITLES)]))
        parts.append(("p", paragraph))
    return parts


_TITLES = ("Introduction", "Our people and how they learn", "What people tell us", "When things go wrong", "Next year")


def _in_step(own: Sequence[str], none: Sequence[str]) -> list[str]:
    """What is no evidence, spread among as many places as there are claims."""
    spread = [""] * len(own)
    for at, sentence in enumerate(none):
        place = at * len(own) // len(none)
        spread[place] = f"{spread[place]} {sentence}".strip()
    return spread


def word(own: Sequence[str], none: Sequence[str]) -> bytes:
    document = Document()
    document.sections[0].footer.paragraphs[0].text = "Exampleshire County Council | Official"
    for kind, text in _parts(own, none):
        if kind == "p":
            document.add_paragraph(text)
        else:
            document.add_heading(text, level=int(kind[1]))
    table = document.add_table(rows=1, cols=3)
    for cell, text in zip(table.rows[0].cells, ("Action", "Lead", "By"), strict=True):
        cell.text = text
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def mail(own: Sequence[str], none: Sequence[str]) -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "peers@example.org", "director@example.org"
    message["Subject"] = "Feedback from the peer challenge"
    body = "\n\n".join(text for kind, text in _parts(own, none) if kind == "p")
    message.set_content(f"Dear Director,\n\n{body}\n\nYours sincerely\nThe peer team")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="scope.pdf")
    return message.as_bytes()


def text_file(own: Sequence[str], none: Sequence[str]) -> bytes:
    lines = [f"\N{BULLET} {text}" for pair in zip(_in_step(own, none), own, strict=True) for text in pair if text]
    return "\r\n".join(["Notes from the away day", "", *lines]).encode("cp1252", "replace")


def slides(own: Sequence[str], none: Sequence[str]) -> bytes:
    """A slide show of the few parts that every one has; no library that writes them is among ours."""
    mixed = [text for pair in zip(_in_step(own, none), own, strict=True) for text in pair if text]
    pages = [mixed[at : at + 4] for at in range(0, len(mixed), 4)]
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types"/>')
        numbers = range(1, len(pages) + 1)
        ids = "".join(f'<p:sldId id="{255 + n}" r:id="rId{n}"/>' for n in numbers)
        archive.writestr(
            "ppt/presentation.xml", f"<p:presentation {_NS}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>"
        )
        links = "".join(
            f'<Relationship Id="rId{n}" Type="{_OFFICE}/relationships/slide" Target="slides/slide{n}.xml"/>'
            for n in numbers
        )
        archive.writestr(
            "ppt/_rels/presentation.xml.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
        )
        for number, texts in enumerate(pages, 1):
            archive.writestr(f"ppt/slides/slide{number}.xml", slide(_TITLES[number % len(_TITLES)], texts, number))
    return out.getvalue()


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:r="{_OFFICE}/relationships" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)


def slide(title: str, texts: Sequence[str], number: int) -> str:
    def shape(kind: str, lines: Sequence[str]) -> str:
        paragraphs = "".join(f"<a:p><a:r><a:t>{escape(line)}</a:t></a:r></a:p>" for line in lines)
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="2" name=""/><p:cNvSpPr/><p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr>'
            f"<p:spPr/><p:txBody><a:bodyPr/>{paragraphs}</p:txBody></p:sp>"
        )

    shapes = shape("body", texts) + shape("title", [title]) + shape("sldNum", [str(number)])
    return f"<p:sld {_NS}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>"


def survey() -> bytes:
    """A workbook of survey results: questions with shares and bases, under two lines that say what it is."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Carers 2025"
    for row in (
        ["Survey of carers, Exampleshire"],
        [],
        ["Question", "2023", "2025", "Answers"],
        ["Carers who felt involved in decisions", 0.61, 0.7, 412],
        ["Carers who easily found information", 0.55, 0.52, 405],
        ["Carers who heard what had changed because of what they said", 0.2, 0.44, 398],
    ):
        sheet.append(row)
    for cells in sheet.iter_rows(min_row=4, min_col=2, max_col=3):
        for cell in cells:
            cell.number_format = "0%"
    return saved(book)


LOG: Sequence[Sequence[object]] = (
    ["Adult social care: evidence tracker (working copy)"],
    [],
    ["Ref", "KLOE theme", "Summary of evidence", "RAG", "Where are we now", "Doc name / link", "Doc dated",
     "Lead officer", "So what?", "Further action", "Action due", "Panel score"],
    [1, "Co-production", "Carers chair the respite board and set its agenda.", "Green", "Embedded", "Board minutes",
     date(2026, 3, 14), "J. Lee", "Nights of respite rose from 90 to 150", "", "", 7],
    [2, "L&D", "Newly qualified workers have a protected caseload in every team.", "G", "In place", "ASYE handbook",
     "March 2026", "PSW", "", "Audit caseloads", "30/09/2026", 6],
    [3, "Complaints", "Themes are reported but frontline teams seldom hear them.", "Red",
     "In progress: briefing drafted", "Complaints report 24/25", "2025-11-03", "Quality team", "",
     "Monthly briefing", "Q2 2026/27", 3],
    [4, "Parking", "A peer review of safeguarding took place in the winter.", "Amber", "sort of", "Peer letter", "2026",
     "", "", "", "", ""],
    [5, "", "", "", "", "", "", "", "", "", "", ""],
    ["", "Total", "", 4, "", "", "", "", "", "", "", ""],
)  # fmt: skip
PLAN: Sequence[Sequence[object]] = (
    ["Milestone", "SRO", "Target completion", "RAG status", "What success looks like", "Workstream", "Cost"],
    ["Publish the co-production charter", "Head of commissioning", "31/12/2026", "On track", "Carers sign it off",
     "Co-production", "£4k"],
    ["Train all managers in learning reviews", "PSW", "by end of March 2027", "Complete", "All 42 trained",
     "Practice", ""],
    ["Replace the dashboard", "", "soon", "Red", "", "Data", "£40k"],
)  # fmt: skip


def tables() -> bytes:
    """A workbook with an evidence log whose columns are called as somebody liked, and an action plan."""
    book = Workbook()
    log = book.active
    log.title = "Evidence"
    for row in LOG:
        log.append(row)
    plan = book.create_sheet("Plan")
    for row in PLAN:
        plan.append(row)
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()
