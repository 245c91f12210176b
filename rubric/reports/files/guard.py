"""Before a file is read: how large it is, what it is by its content, and whether it is safe to unpack.

Nothing here trusts a name, runs anything or follows a link. Limits are our own decision: many times what a real report
needs (a whole one is under 2 MB and 100 pages), and little enough that a hostile file costs no more than an error.
"""

import re
import unicodedata
from enum import StrEnum

from rubric import english
from rubric.errors import ArchiveFault, BadArchive, BadInput, BadReport
from rubric.office import MOST_BYTES, Limits, Package, is_old, is_old_and_locked, is_zip

MOST_TEXT = 3_000_000  # characters of text from one file; a whole report has about 300,000
MOST_LINES = 60_000  # lines, or paragraphs, from one file; a whole report has about 5,000
LONGEST_NAME = 80


class FileKind(StrEnum):
    """The kinds of file that are read, and how they are called in a sentence."""

    TEXT = "plain text"
    HTML = "a web page"
    DOCX = "a Word document"
    PDF = "a PDF"
    WORKBOOK = "an Excel workbook"
    SLIDES = "a slide show"
    MAIL = "an e-mail"


ENDINGS = {
    ".txt": FileKind.TEXT,
    ".text": FileKind.TEXT,
    ".md": FileKind.TEXT,
    ".htm": FileKind.HTML,
    ".html": FileKind.HTML,
    ".xhtml": FileKind.HTML,
    ".docx": FileKind.DOCX,
    ".pdf": FileKind.PDF,
    ".csv": FileKind.TEXT,
    ".tsv": FileKind.TEXT,
    ".xlsx": FileKind.WORKBOOK,
    ".pptx": FileKind.SLIDES,
    ".eml": FileKind.MAIL,
    ".mht": FileKind.MAIL,
    ".mhtml": FileKind.MAIL,
}

_REFUSED = {
    ArchiveFault.DAMAGED: "is damaged or incomplete: fetch or save it again.",
    ArchiveFault.LOCKED: "is locked with a password: save a copy without one and try again.",
    ArchiveFault.MACROS: "holds macros, which we do not take: save a copy without macros and try again.",
    ArchiveFault.TOO_LARGE: "unpacks to far more than a report holds: bring only the pages of the report.",
}
_SAVE_AS = "save it as a Word document (.docx), a PDF or text and try again"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")
_ARCHIVES = (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
# What people type beyond ASCII, and capitals with accents within a word, which nobody types.
_TYPED = re.compile("[’‘“”–—•£…éèêçüöñ\u00a0]")
_MISREAD = re.compile("(?<=[a-z])[À-Þ](?=[a-z]|\\b)|(?<=[a-z])[À-Þ]|[\ufffd\u0080-\u009f]")
_MAIL_HEAD = re.compile(rb"^(?:from|to|subject|date|message-id|received|return-path): \S", re.I | re.M)
_LEAST_HEADS = 4  # of an e-mail without a MIME version; fewer may stand in a copied text
_TAG = re.compile(
    rb"<(?:!doctype html|html|head|body|div|p|h[1-6]|article|main|section|table|ul|meta|span|script)\b[^<>]{0,2000}>",
    re.I,
)


def safe_name(name: str) -> str:
    """A file's name, fit to show: its last part, without control characters, not too long. Never used as a path."""
    last = re.split(r"[/\\]", name)[-1].strip()
    safe = "".join(char for char in last if unicodedata.category(char)[0] not in {"C", "Z"} or char == " ").strip()
    if safe.strip(". ") == "":
        return "the file"
    return safe if len(safe) <= LONGEST_NAME else f"{safe[: LONGEST_NAME - 12]}…{safe[-10:]}"


def ending(name: str) -> str:
    """The ending of a name, in small letters, such as ".pdf"; "" where it has none."""
    found = re.search(r"\.[A-Za-z0-9]{1,5}$", name)
    return found.group().lower() if found else ""


def check_size(size: int, name: str) -> None:
    """BadReport where a file is empty or larger than we read. To be called before it is opened; `size` in bytes."""
    if size == 0:
        raise BadReport(f"{name} is empty: choose a file that holds a report.")
    if size > MOST_BYTES:
        raise BadReport(
            f"{name} is {english.size(size)}, more than the {english.size(MOST_BYTES)} we read: "
            "bring the report's pages on this statement only, or paste their text."
        )


def check_text(size: int, name: str, lines: int = 0) -> None:
    """BadReport where a file holds more characters (`size`) or lines than any report does."""
    if size > MOST_TEXT or lines > MOST_LINES:
        raise BadReport(f"{name} holds far more text than a report: bring only the pages of the report.")


def kind_of(data: bytes, name: str) -> FileKind:
    """The kind of a file by its content alone; BadReport, saying what to do, for kinds that we do not read."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in data[:1024]:
        return FileKind.PDF
    if is_zip(data):
        return _kind_of_zip(data, name)
    if is_old_and_locked(data):
        raise BadReport(f"{name} {_REFUSED[ArchiveFault.LOCKED]}")
    if is_old(data):
        raise BadReport(f"{name} is in an old Office format: {_SAVE_AS}.")
    if start.startswith(b"{\\rtf"):
        raise BadReport(f"{name} is a rich text file: {_SAVE_AS}.")
    if data.startswith(_PICTURES) or data[4:12] in {b"ftypheic", b"ftypmif1", b"ftypavif"}:
        raise BadReport(f"{name} is a picture: bring the report as a file with text, or paste its text.")
    if data.startswith(_ARCHIVES) or data[257:262] == b"ustar":
        raise BadReport(f"{name} is a packed folder: unpack it and bring the files in it.")
    if re.search(rb"^mime-version:", start, re.I | re.M) or len(_MAIL_HEAD.findall(start[:2000])) >= _LEAST_HEADS:
        return FileKind.MAIL
    if is_utf16(data):
        data = decode(data, name)[:200_000].encode("utf-8", "replace")
    elif _looks_binary(data):
        raise BadReport(f"{name} is not a kind of file we read: bring text, a saved web page, a .docx or a PDF.")
    return FileKind.HTML if _looks_like_page(data) else FileKind.TEXT


def _kind_of_zip(data: bytes, name: str) -> FileKind:
    try:
        parts = set(Package(data).sizes)
    except BadArchive as bad:
        raise BadReport(f"{name} {_REFUSED[bad.fault]}") from bad
    if any(part.startswith("word/") for part in parts):
        return FileKind.DOCX
    if any(part.startswith("xl/") for part in parts):
        return FileKind.WORKBOOK
    if any(part.startswith("ppt/") for part in parts):
        return FileKind.SLIDES
    if "mimetype" in parts and "content.xml" in parts:
        raise BadReport(f"{name} is an OpenDocument file: {_SAVE_AS}.")
    raise BadReport(f"{name} is a packed folder (zip): unpack it and bring the files in it.")


def _looks_binary(data: bytes) -> bool:
    head = data[:65_536]
    return head.count(0) > 0 or sum(head.count(code) for code in range(1, 9)) * 100 > len(head)


def _looks_like_page(data: bytes) -> bool:
    """Two block tags, or one that only a page starts with: text that merely holds a "<" is not a page."""
    tags = [found.group()[:10].lower() for _, found in zip(range(3), _TAG.finditer(data[:2_000_000]), strict=False)]
    return len(tags) > 1 or any(tag.startswith((b"<!doctype", b"<html", b"<body")) for tag in tags)


def decode(data: bytes, name: str) -> str:
    """The text in the bytes: as UTF-16 or UTF-8, else by what an old Windows or an old Mac would have written.

    BadReport: far too long.
    """
    check_text(len(data) // 4, name)  # no encoding takes more than four bytes for a character
    if is_utf16(data):
        marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        return data.decode("utf-16" if marked else ("utf-16-be" if data[0] == 0 else "utf-16-le"), "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return max((data.decode(encoding, "replace") for encoding in ("cp1252", "mac-roman")), key=_likely)


def is_utf16(data: bytes) -> bool:
    """Whether text is in UTF-16: by its byte order mark, or as every second byte of Latin letters is nought there."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    start = data[:2000]
    halves = start[::2].count(0), start[1::2].count(0)
    return min(halves) == 0 and max(halves) > 0.8 * (len(start) // 2) and len(data) % 2 == 0


def _likely(text: str) -> int:
    """How much a text looks like one in English that was decoded rightly, by the signs beyond ASCII."""
    return len(_TYPED.findall(text)) - len(_MISREAD.findall(text))


def check_zip(data: bytes, name: str, error: type[BadInput] = BadReport) -> None:
    """Look over a Word or Excel file without opening its parts; `error`, in a sentence, where it is not safe to."""
    try:
        package = Package(data)
        package.refuse_locked()
        package.refuse_macros()
        package.refuse_larger(Limits())
    except BadArchive as bad:
        raise error(f"{name} {_REFUSED[bad.fault]}") from bad
