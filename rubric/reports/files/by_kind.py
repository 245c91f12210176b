"""A file of any kind that holds text in blocks, read by the reader of its kind."""

from rubric.reports.files.blocks import Extract
from rubric.reports.files.guard import FileKind, check_text, decode
from rubric.reports.files.plain import read_plain


def read_file(data: bytes, kind: FileKind, name: str) -> Extract:
    """The blocks of a file; ValueError for a workbook, which `table.py` reads. BadReport, in one sentence."""
    # each reader is loaded when first needed: together they take half a second that the screens don't have to wait
    match kind:
        case FileKind.PDF:
            from rubric.reports.files.pdf import read_pdf

            return read_pdf(data, name)
        case FileKind.DOCX:
            from rubric.reports.files.word import read_word

            return read_word(data, name)
        case FileKind.HTML:
            from rubric.reports.files.page import read_page

            return read_page(data, name)
        case FileKind.SLIDES:
            from rubric.reports.files.slides import read_slides

            return read_slides(data, name)
        case FileKind.MAIL:
            from rubric.reports.files.mail import read_mail

            return read_mail(data, name)
        case FileKind.TEXT:
            text = decode(data, name)
            check_text(len(text), name, text.count("\n") + text.count("\r"))
            return read_plain(text)
    raise ValueError(f"{kind.value} has no blocks")
