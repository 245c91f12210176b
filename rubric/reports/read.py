"""A published report, from a file or pasted: authority, date, scores, commitment and numbered paragraphs.

The kind of a file is recognised by its content; what is not found is named in `missing`, never made up
(docs/reading.md).
"""

import re
from hashlib import sha256
from pathlib import Path

from rubric.english import listed
from rubric.errors import BadReport
from rubric.office import MOST_BYTES
from rubric.reports.files.blocks import Extract
from rubric.reports.files.by_kind import read_file
from rubric.reports.files.guard import ENDINGS, FileKind, check_size, check_text, ending, kind_of, safe_name
from rubric.reports.files.plain import read_plain
from rubric.reports.landmarks import statements
from rubric.reports.pages.authority import find_authority
from rubric.reports.pages.dates import find_date
from rubric.reports.pages.page_model import LEARNING, ReadReport, StatementPage
from rubric.reports.pages.spans import divide
from rubric.reports.pages.statement import read_statement
from rubric.reports.pages.summary import rating_lines, read_summary
from rubric.reports.text import ends_sentence

_SHORT_LINE = 140
_AS_ITSELF = "bring the report itself as text, a web page, a .docx or a PDF."
_NOT_REPORTS = {
    FileKind.WORKBOOK: f"an Excel workbook: {_AS_ITSELF}",
    FileKind.SLIDES: f"a slide show: {_AS_ITSELF}",
    FileKind.MAIL: "a web archive or an email: save the page as “Web page, HTML only” and try again.",
}


def read_report(data: bytes, name: str) -> ReadReport:
    """The report in a file's bytes. `name` is for sentences only and may be anything.

    BadReport, in one sentence that says what to do, where the bytes are not a report that can be read.
    """
    name = safe_name(name)
    check_size(len(data), name)
    kind = kind_of(data, name)
    if kind in _NOT_REPORTS:
        raise BadReport(f"{name} is {_NOT_REPORTS[kind]}")
    extract = read_file(data, kind, name)
    claimed = ENDINGS.get(ending(name))
    notes = []
    if ending(name) and claimed is not kind and (claimed or kind is not FileKind.TEXT):
        notes.append(f"{name} is {kind.value} by its content, whatever its name ends in, and was read as that.")
    return _read(extract, name, sha256(data).hexdigest(), notes, kind)


def read_text(text: str, name: str = "pasted text") -> ReadReport:
    """The report in pasted text; BadReport where it holds none."""
    name = safe_name(name)
    if not text.strip():
        raise BadReport("There is no text to read: paste the report's page, from its title to its last paragraph.")
    check_text(len(text), name, text.count("\n"))
    return _read(read_plain(text), name, sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), [], FileKind.TEXT)


def read_path(path: Path | str) -> ReadReport:
    """The report in a file on disk; BadReport also where it cannot be opened. A file too large is not opened at all."""
    return read_report(bytes_at(path), str(path))


def bytes_at(path: Path | str) -> bytes:
    """What a file on disk holds; BadReport where it is too large, cannot be opened or is not there."""
    path = Path(path)
    name = safe_name(str(path))
    try:
        if not path.is_file():
            raise BadReport(f"There is no file {name} to read: check its name and folder.")
        check_size(path.stat().st_size, name)
        with path.open("rb") as file:
            # a file may grow while it is read
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise BadReport(
            f"{name} cannot be opened: check that you may read it and that no other program holds it."
        ) from error


def _read(extract: Extract, name: str, digest: str, notes: list[str], kind: FileKind) -> ReadReport:
    spans = divide(extract.blocks)
    if not spans.pages and not spans.scores:
        raise BadReport(
            f"No report on a quality statement was found in {name} ({kind.value}): "
            "bring the page that has the statement's title, score and key findings."
        )
    read = [read_statement(span) for span in spans.pages]
    pages, missing = _one_each([page for page, _ in read])
    for page, lacks in read:
        missing += lacks if page in pages else []
    short = [
        marked.text for marked in spans.front if len(marked.text) <= _SHORT_LINE and not ends_sentence(marked.text)
    ]
    headings = [text for text in short if re.search(r"council|borough", text, re.I)]
    authority, unnamed, unsure = find_authority(
        [rating_lines(spans.front), [*extract.titles, *headings]],
        (block.text for block in extract.blocks),
    )
    published, undated = find_date(
        [*extract.titles, *(block.text for block in extract.blocks if len(block.text) <= _SHORT_LINE)]
    )
    summary, unsummed = read_summary(spans, authority)
    missing += unsummed + unnamed + undated + _between(pages, summary.scores if summary else None)
    return ReadReport(
        name=name,
        sha256=digest,
        authority=authority,
        date=published,
        statements=tuple(pages),
        summary=summary,
        missing=tuple(dict.fromkeys(missing)),
        notes=(*notes, *extract.notes, *unsure),
        pages=extract.pages,
    )


def _one_each(pages: list[StatementPage]) -> tuple[list[StatementPage], list[str]]:
    """One page for each statement, in the order of the statements: of several, the one with most paragraphs."""
    kept, problems = [], []
    for key, statement in statements().items():
        same = [page for page in pages if page.statement == key]
        if same:
            kept.append(max(same, key=lambda page: len(page.paragraphs)))
        if len(same) > 1:
            problems.append(f"{statement.title} stands {len(same)} times in this file: the longest was read.")
        scores = sorted({page.score for page in same if page.score is not None})
        if len(scores) > 1:
            problems.append(
                f"{statement.title}: the pages in this file do not agree on the score "
                f"({listed(map(str, scores))}): {kept[-1].score or 'none'} was taken, so check the report."
            )
    return kept, problems


def _between(pages: list[StatementPage], scores: dict[str, int] | None) -> list[str]:
    """What the parts together lack, and where a page and the summary disagree."""
    problems = []
    if not any(page.statement == LEARNING for page in pages):
        problems.append(f"{statements()[LEARNING].title}: its own page, with the findings, is not in this file.")
    if scores is None:
        problems.append("The overall summary, with the rating and nine scores, is not in this file.")
        return problems
    for page in pages:
        summed = scores.get(page.statement)
        if summed and page.score and summed != page.score:
            problems.append(f"{page.title}: its page says {page.score} and the summary {summed}, so check the report.")
    return problems
