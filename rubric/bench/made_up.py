"""Made-up reports in every kind of file, to time the reading with: our own paraphrases shuffled into the usual form."""

import random
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from io import BytesIO

from bs4 import BeautifulSoup
from docx import Document
from pypdf import PdfReader

from rubric.claims.prose import load_sentences
from rubric.evidence import Assessment, EvidenceItem, example_assessment
from rubric.framework.words import Speaker
from rubric.reports.landmarks import statements
from rubric.reports.library.shelf import ShelvedReport
from rubric.reports.model import Library

_PARAGRAPHS, _SENTENCES = 16, 4  # about what a published page on one statement holds
_OURS = "learning"


@dataclass(frozen=True)
class Report:
    """A council and its report's lines: (tag as in HTML, text)."""

    council: str
    lines: list[tuple[str, str]]


@dataclass(frozen=True)
class ReportFormat:
    """A kind of file: how it is made, how its text alone is read, and how many statements it reports on.

    `ending` is the end of its file name, without the dot.
    """

    name: str
    ending: str
    make: Callable[[Report], bytes]
    text_alone: Callable[[bytes], object]
    statements: int = 1


def made_up_reports(count: int, statement_count: int, texts: Sequence[str]) -> Iterator[Report]:
    """`count` made-up reports, the same ones each time.

    Each reports on our statement alone (`statement_count` 1) or on all nine (any other value), in sentences drawn from
    `texts`, of which there must be at least four.
    """
    chance = random.Random(72)  # noqa: S311 - shuffled the same way each time, nothing secret
    reported = {_OURS: statements()[_OURS]} if statement_count == 1 else statements()
    for index in range(count):
        council = f"Made-up {index} Council"
        lines = [("h1", council)]
        for statement in reported.values():
            lines += [("h1", statement.title), ("p", f"Score: {chance.choice([2, 3])}")]
            lines.append(("h2", "Key findings for this quality statement"))
            for section in statement.sections[:2]:
                lines.append(("h2", section))
                lines += [
                    ("p", ". ".join(chance.sample(list(texts), _SENTENCES)) + ".")
                    for _ in range(_PARAGRAPHS // len(statement.sections[:2]))
                ]
        yield Report(council, lines)


def made_up_library(library: Library, count: int) -> Library:
    """A library of `count` scored reports, the same ones each time: real ones with their findings drawn again."""
    chance = random.Random(count)  # noqa: S311 - drawn the same way each time, nothing secret
    reports = []
    for index in range(count):
        real = library.reports[index % len(library.reports)]
        drawn = chance.choices(real.findings, k=len(real.findings))
        findings = tuple(
            finding.model_copy(update={"report_id": f"made up {index}", "number": number})
            for number, finding in enumerate(drawn, 1)
        )
        reports.append(real.model_copy(update={"id": f"made up {index}", "findings": findings}))
    return library.model_copy(update={"reports": tuple(reports)})


def made_up_shelf(library: Library, count: int) -> list[ShelvedReport]:
    """What has to be brought in beside this library, and is accepted already, for `count` scored reports in all."""
    return [
        ShelvedReport(
            sha256=sha256(report.id.encode()).hexdigest(),
            authority=f"Made-up {number} Council",
            score=report.score,
            findings=report.findings,
            accepted=True,
        )
        for number, report in enumerate(made_up_library(library, count).reports[len(library.reports) :], 1)
    ]


def txt(report: Report) -> bytes:
    """The report as UTF-8 text, with a blank line between its lines."""
    return "\n\n".join(text for _, text in report.lines).encode()


def html(report: Report) -> bytes:
    """The report as a web page with nothing else on it, in UTF-8."""
    body = "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in report.lines)
    return f"<html><head><title>{report.council}</title></head><body><main>{body}</main></body></html>".encode()


_MENUS, _LINKS, _RULES, _CALLS = 5, 50, 250, 150  # furniture of a middling public website


def saved_html(report: Report) -> bytes:
    """The report as a browser saves a web page: with styles, scripts, menus and icons, each line inside two blocks."""
    rules = "".join(f".block-{n} .field__item > a:hover {{ margin: 0 {n}px; color: #1d70b8 }}\n" for n in range(_RULES))
    calls = "".join(
        f"window.settings.push({{'name': 'part-{n}', 'shown': true, 'after': {n}}});\n" for n in range(_CALLS)
    )
    menus = "".join(
        f"<nav class='menu menu--level-{menu}'><ul>"
        + "".join(
            f"<li class='menu__item'><a class='menu__link' href='/part-{menu}/page-{link}'>"
            "<svg viewBox='0 0 24 24' aria-hidden='true'><path d='M4 4h16v16H4z M8 8l8 8'></path></svg>"
            f"<span>Page {link} of part {menu}</span></a></li>"
            for link in range(_LINKS)
        )
        + "</ul></nav>"
        for menu in range(_MENUS)
    )
    body = "".join(
        f"<div class='block block-{n}'><div class='field__item'><{tag}>{escape(text)}</{tag}></div></div>"
        for n, (tag, text) in enumerate(report.lines)
    )
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{report.council}</title>"
        f"<style>{rules}</style><script>{calls}</script></head><body>{menus}<main>{body}</main>"
        f"<footer>{menus}</footer></body></html>"
    ).encode()


def docx(report: Report) -> bytes:
    """The report as a Word file with heading styles."""
    document, out = Document(), BytesIO()
    for tag, text in report.lines:
        document.add_paragraph(text, style={"h1": "Heading 1", "h2": "Heading 2", "p": "Normal"}[tag])
    document.save(out)
    return out.getvalue()


_PAGE_LINES, _LINE_LETTERS = 48, 90


def pdf(report: Report) -> bytes:
    """The report as a plain PDF, written out by hand: no library that we use can write text into one."""
    rows: list[tuple[int, str]] = []
    for tag, text in report.lines:
        size = {"h1": 18, "h2": 14, "p": 10}[tag]
        rows += [(size, row) for row in textwrap.wrap(text, _LINE_LETTERS)]
        rows.append((0, ""))  # a gap below
    sheets = [rows[start : start + _PAGE_LINES] for start in range(0, len(rows), _PAGE_LINES)]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(sheets)))
    parts: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(sheets)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, sheet in enumerate(sheets):
        drawn = b"\n".join(
            b"BT /F1 %d Tf 1 0 0 1 60 %d Tm (%s) Tj ET" % (size, 790 - 15 * row_number, _in_pdf(text))
            for row_number, (size, text) in enumerate(sheet)
            if text
        )
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R"
        parts.append(f"{page} /Resources << /Font << /F1 3 0 R >> >> >>".encode())
        parts.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % row_number for row_number in places)
    size = len(parts) + 1
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (size, table, trailer)


def _in_pdf(text: str) -> bytes:
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return escaped.encode("cp1252", "replace")


def _text_of_html(data: bytes) -> str:
    return BeautifulSoup(data, "html.parser").get_text("\n")


def _text_of_docx(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(BytesIO(data)).paragraphs]


def _text_of_pdf(data: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(data)).pages]


FORMATS = (
    ReportFormat("text", "txt", txt, bytes.decode),
    ReportFormat("web page, bare", "html", html, _text_of_html),
    ReportFormat("web page as saved", "html", saved_html, _text_of_html),
    ReportFormat("Word", "docx", docx, _text_of_docx),
    ReportFormat("PDF", "pdf", pdf, _text_of_pdf),
    ReportFormat("all nine statements, web page as saved", "html", saved_html, _text_of_html, statements=9),
    ReportFormat("all nine statements, PDF", "pdf", pdf, _text_of_pdf, statements=9),
)


def made_up_assessment(count: int) -> Assessment:
    """An assessment of `count` items, the same each time: made-up sentences of councils with their codes.

    ValueError: there are fewer such sentences."""
    told = [claim for claim in load_sentences() if claim.speaker is Speaker.COUNCIL][:count]
    if len(told) < count:
        raise ValueError(f"there are {len(told)} sentences of councils, not {count}")
    items = [
        EvidenceItem(
            text=claim.text,
            aspect=claim.aspect,
            polarity=claim.polarity,
            maturity=claim.maturity,
            voices=sorted(claim.voices),
            reach=claim.reach,
        )
        for claim in told
    ]
    return example_assessment().model_copy(update={"evidence": items})
