"""What LibreOffice leaves undone in a tagged PDF (as of 7.4), so that it follows PDF/UA-1 (ISO 14289-1)."""

from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ContentStream, NameObject

_PATH = frozenset({b"m", b"l", b"c", b"v", b"y", b"h", b"re"})
_PAINTED = frozenset({b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"})
_BEGIN, _END = frozenset({b"BMC", b"BDC"}), b"EMC"
_ARTIFACT = ([NameObject("/Artifact")], b"BMC")

_Operation = tuple[Any, bytes]


def completed(pdf: bytes) -> bytes:
    """The PDF with its drawn lines marked as decoration and the order of its links said; the same to look at.

    Borders of paragraphs are drawn outside of all that is marked (7.1 of the standard), and the order in which the
    Tab key goes through the links is written as text, where a name is due (7.18.3).
    """
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    for page in writer.pages:
        if page.get("/Annots"):
            page[NameObject("/Tabs")] = NameObject("/S")
        _mark_lines(page, writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _mark_lines(page: PageObject, writer: PdfWriter) -> None:
    contents = page.get_contents()
    if contents is None:
        return
    stream = ContentStream(contents, writer)
    marked = _with_artifacts(stream.operations)
    if len(marked) > len(stream.operations):
        stream.operations = marked
        page.replace_contents(stream)
        page.compress_content_streams()


def _with_artifacts(operations: list[_Operation]) -> list[_Operation]:
    """The operations with each path that is painted outside of what is marked put into an artifact of its own."""
    marked: list[_Operation] = []
    depth, start = 0, None
    for operands, operator in operations:
        depth += (operator in _BEGIN) - (operator == _END)
        if operator in _PATH:
            start = len(marked) if start is None else start
        marked.append((operands, operator))
        if operator in _PATH:
            continue
        if operator in _PAINTED and depth == 0 and start is not None:
            marked.insert(start, _ARTIFACT)
            marked.append(([], _END))
        start = None
    return marked
