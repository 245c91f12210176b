"""The file that a .docx is: a zip of parts. Looked over before it is opened, and written the same way every time."""

import zipfile
import zlib
from io import BytesIO

from rubric.errors import BadTemplate

MOST_BYTES = 30_000_000  # unpacked: a template with a few large pictures has a tenth of this
MOST_XML = 3_000_000  # unpacked, for any one part that holds text: an ordinary template has under 100 KB
MOST_BRACES = 20_000  # in one part; the shipped template has about 500
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say
_MAIN = "word/document.xml"
_TEXT = ("word/document", "word/header", "word/footer", "word/footnotes")  # what docxtpl reads for tags

NOT_WORD = (
    "This template is not a Word document (.docx), or the file is damaged: save it as .docx in Word and try again."
)
TOO_LARGE = "This template is too large once unpacked: take out pictures you do not need, save it and try again."


def check_archive(data: bytes) -> None:
    """Look over a .docx without opening it in full. BadTemplate where it is no .docx, damaged or too large."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            if _MAIN not in archive.namelist():
                raise BadTemplate(NOT_WORD)
            if sum(part.file_size for part in parts) > MOST_BYTES:
                raise BadTemplate(TOO_LARGE)
            for part in parts:
                # the size in the directory can lie, so no more than it says is ever unpacked, and what is more fails
                content = archive.read(part)
                holds_text = part.filename.startswith(_TEXT) and part.filename.endswith(".xml")
                if holds_text and (len(content) > MOST_XML or content.count(b"{") > MOST_BRACES):
                    raise BadTemplate(TOO_LARGE)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError, zlib.error) as error:
        # RuntimeError and NotImplementedError: a password, or a way of packing that zipfile does not know
        raise BadTemplate(NOT_WORD) from error


def rewritten(data: bytes, *, packed: bool = True) -> bytes:
    """The same parts in order of name with one fixed date, so that the same content always gives the same bytes.

    `packed` False leaves the parts unpacked: bytes that do not hang on which compression library a machine has.
    """
    out = BytesIO()
    way = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist()):
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = way
            entry.create_system = 0  # or else it says which system made it
            new.writestr(entry, old.read(name))
    return out.getvalue()
