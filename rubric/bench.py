"""How long things take, as ratios to a floor measured in the same run: machines differ, ratios much less.

The floor of a draft is docxtpl alone on the same template and data; the floor of bringing in reports is taking out
their text alone. Reports to bring in are made up by shuffling our own paraphrases into pages of the usual form. What
reading and coding cost on top of that floor is said apart, as a plain text file has next to no floor.
"""

import random
import statistics
import textwrap
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path

from bs4 import BeautifulSoup
from docx import Document
from docxtpl import DocxTemplate
from jinja2 import Environment
from pydantic import BaseModel, ConfigDict
from pypdf import PdfReader

from rubric import workflow
from rubric.draft import compose, render_draft
from rubric.draft.word.fields import fields
from rubric.evidence import example_assessment
from rubric.reports.coding import code_report
from rubric.reports.read import read_report

COUNCILS = 153  # in England with adult social care duties: a whole country's reports in one go
ROUNDS = 9
TEMPLATE = Path(__file__).parent.parent / "templates" / "self_assessment.docx"
_PARAGRAPHS, _SENTENCES = 16, 4  # about what a published page on this statement holds


class Row(BaseModel):
    """One figure: `ours` and `floor` in milliseconds each (medians, or the mean per report), and their ratio."""

    model_config = ConfigDict(frozen=True)

    what: str
    ours_ms: float
    floor: str = ""
    floor_ms: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.ours_ms / self.floor_ms if self.floor_ms else None


def measure(done: Callable[[str], None]) -> list[Row]:
    """Every figure; `done` is told what is being measured. Takes about a minute."""
    done("making ready")
    bench = workflow.prepare()
    _ = bench.index, bench.model, bench.coder
    assessment = example_assessment()
    rows = []
    done("comparison and prediction")
    rows.append(
        Row(what="prediction of the example council", ours_ms=_median(lambda: workflow.outlook(assessment, bench)))
    )
    rows.append(
        Row(what="comparison of the example council", ours_ms=_median(lambda: workflow.side_by_side(assessment, bench)))
    )
    done("the draft")
    composed = compose(assessment, bench.framework, on=date.today())
    rows.append(
        Row(
            what="rendering the draft",
            ours_ms=_median(lambda: render_draft(composed)),
            floor="docxtpl alone, same template and data",
            floor_ms=_median(lambda: _docxtpl_alone(fields(composed))),
        )
    )
    for kind, make, text_alone in _KINDS:
        done(f"{COUNCILS} reports, {kind}")
        files = [make(*page) for page in _pages(bench)]
        with _clock() as floor:
            for data in files:
                text_alone(data)
        with _clock() as reading:
            reports = [read_report(data, f"report {number}.{kind}") for number, data in enumerate(files)]
        with _clock() as coding:
            for report in reports:
                code_report(report, bench.coder)
        rows.append(
            Row(
                what=f"bringing in {COUNCILS} reports ({kind}), each",
                ours_ms=(reading[0] + coding[0]) / COUNCILS,
                floor="taking out the text alone",
                floor_ms=floor[0] / COUNCILS,
            )
        )
        rows.append(Row(what=f"of which coding ({kind})", ours_ms=coding[0] / COUNCILS))
    return rows


def _median(act: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        with _clock() as took:
            act()
        times.append(took[0])
    return statistics.median(times)


@contextmanager
def _clock() -> Iterator[list[float]]:
    """A list that holds the milliseconds that the block took, once it is left."""
    took = [0.0]
    start = time.perf_counter()
    yield took
    took[0] = (time.perf_counter() - start) * 1000


def _docxtpl_alone(values: dict[str, object]) -> None:
    word = DocxTemplate(str(TEMPLATE))
    word.render(values, jinja_env=Environment(autoescape=True))
    word.save(BytesIO())


def _pages(bench: workflow.Bench) -> list[tuple[str, int, list[list[str]]]]:
    """Made-up pages: (council, score, for each of two sections its paragraphs)."""
    chance = random.Random(72)  # noqa: S311 - shuffled the same way each time, nothing secret
    texts = [finding.text for finding in bench.library.findings]
    pages = []
    for number in range(COUNCILS):
        paragraphs = [". ".join(chance.sample(texts, _SENTENCES)) + "." for _ in range(_PARAGRAPHS)]
        pages.append((f"Made-up {number} Council", chance.choice([2, 3]), [paragraphs[:10], paragraphs[10:]]))
    return pages


_SECTIONS = ("Continuous learning, improvement and professional development", "Learning from feedback")


def _lines(council: str, score: int, sections: list[list[str]]) -> list[tuple[str, str]]:
    head = [("h1", council), ("h1", "Learning, improvement and innovation"), ("p", f"Score: {score}")]
    body = [
        line
        for title, paragraphs in zip(_SECTIONS, sections, strict=True)
        for line in [("h2", title), *(("p", text) for text in paragraphs)]
    ]
    return [*head, ("h2", "Key findings for this quality statement"), *body]


def _txt(council: str, score: int, sections: list[list[str]]) -> bytes:
    return "\n\n".join(text for _, text in _lines(council, score, sections)).encode()


def _html(council: str, score: int, sections: list[list[str]]) -> bytes:
    body = "".join(f"<{tag}>{text}</{tag}>" for tag, text in _lines(council, score, sections))
    return f"<html><head><title>{council}</title></head><body><main>{body}</main></body></html>".encode()


def _docx(council: str, score: int, sections: list[list[str]]) -> bytes:
    document, out = Document(), BytesIO()
    for tag, text in _lines(council, score, sections):
        document.add_paragraph(text, style={"h1": "Heading 1", "h2": "Heading 2", "p": "Normal"}[tag])
    document.save(out)
    return out.getvalue()


_PAGE_LINES, _LINE_LETTERS = 48, 90


def _pdf(council: str, score: int, sections: list[list[str]]) -> bytes:
    """The page as a plain PDF, written out by hand: no library that we use can set text in one."""
    rows: list[tuple[int, str]] = []
    for tag, text in _lines(council, score, sections):
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
            b"BT /F1 %d Tf 1 0 0 1 60 %d Tm (%s) Tj ET" % (size, 790 - 15 * place, _in_pdf(text))
            for place, (size, text) in enumerate(sheet)
            if text
        )
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R"
        parts.append(f"{page} /Resources << /Font << /F1 3 0 R >> >> >>".encode())
        parts.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(parts) + 1
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (size, table, trailer)


def _in_pdf(text: str) -> bytes:
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return escaped.encode("cp1252", "replace")


_KINDS: tuple[tuple[str, Callable[[str, int, list[list[str]]], bytes], Callable[[bytes], object]], ...] = (
    ("txt", _txt, bytes.decode),
    ("html", _html, lambda data: BeautifulSoup(data, "html.parser").get_text("\n")),
    ("docx", _docx, lambda data: [paragraph.text for paragraph in Document(BytesIO(data)).paragraphs]),
    ("pdf", _pdf, lambda data: [page.extract_text() for page in PdfReader(BytesIO(data)).pages]),
)
