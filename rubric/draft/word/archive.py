"""A Word template as a file, checked before anything in it is read."""

from rubric.errors import ArchiveFault, BadArchive, BadTemplate
from rubric.mended import mended
from rubric.office import Limits, Package

# A template with a few large pictures has a tenth of this, and one of them may be packed as tightly as it can.
_LIMITS = Limits(text=None, total=30_000_000, ratio=None)
MOST_XML = 3_000_000  # unpacked, for any one part that tags are read from: an ordinary template has under 100 KB
MOST_BRACES = 20_000  # in one part; the shipped template has about 500
_TEXT = ("word/header", "word/footer", "word/footnotes")  # what docxtpl reads for tags

NOT_WORD = (
    "This template is not a Word document (.docx), or the file is damaged: save it as .docx in Word and try again."
)
TOO_LARGE = "This template is too large once unpacked: take out pictures you do not need, save it and try again."


def check_archive(data: bytes) -> Package:
    """Check a .docx and every part of it, and give it as a package that our libraries can open (see `mended`).

    Raises BadTemplate where it is no .docx, damaged, locked or too large.
    """
    try:
        package = Package(data)
        package.refuse_larger(_LIMITS)
        main = package.main_part()
        if not main:
            raise BadTemplate(NOT_WORD)
        package = Package(mended(data))
        for name, content in package.contents():
            holds_tags = name == main or (name.startswith(_TEXT) and name.endswith(".xml"))
            if holds_tags and (len(content) > MOST_XML or content.count(b"{") > MOST_BRACES):
                raise BadTemplate(TOO_LARGE)
    except BadArchive as bad:
        raise BadTemplate(TOO_LARGE if bad.fault is ArchiveFault.TOO_LARGE else NOT_WORD) from bad
    return package
