"""An Office file is a zip of parts: checked before anything opens it, and written the same way every time.

Every reader of a Word, Excel or zip file checks it with this module first and words the errors itself.
Nothing is run, fetched or unpacked onto a disk; a zip within the zip is a part like any other and is not opened. What
stands in the XML of a part, such as an entity or a link to elsewhere, is the business of whoever reads that part.
"""

import sys
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from functools import cache, cached_property
from io import BytesIO
from typing import IO

from rubric.errors import ArchiveFault, BadArchive, RubricError
from rubric.settings import UPLOAD_MEGABYTES

MOST_BYTES = UPLOAD_MEGABYTES * 1_000_000  # of a file as it comes
MOST_AT_ONCE = 2 * MOST_BYTES  # of all the files that one person has on their way: some thirty whole reports
_SHEETS = "xl/worksheets/"  # what the names of a workbook's sheets begin with
_LINKS = "_rels/.rels"  # what leads from the file to its parts
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say
_OLD = b"\xd0\xcf\x11\xe0"
_WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # of packing that an Office file may use (ISO/IEC 29500-2)
_PIECE = 1 << 16  # bytes unpacked at a time
_SMALL = 1_000_000  # bytes unpacked below which it does not matter how tightly they were packed

_SENTENCES = {
    ArchiveFault.DAMAGED: "This file is damaged or incomplete: fetch or save it again.",
    ArchiveFault.LOCKED: "This file is locked with a password: save a copy without one.",
    ArchiveFault.MACROS: "This file holds macros, which we do not take: save a copy without macros.",
    ArchiveFault.TOO_LARGE: "This file unpacks to far too much: take out what does not belong to it.",
}


@dataclass(frozen=True)
class Limits:
    """The most that a file may hold, in bytes unpacked; None where a reader sets no such limit.

    The numbers are our own decision: many times what a real report needs (a whole one is under 2 MB), and little enough
    that a hostile file costs no more than an error. A reader that needs other numbers says why.
    """

    parts: int = 2_000
    text: int | None = 12_000_000  # of any one part that holds text
    total: int = 60_000_000  # of all parts together
    ratio: int | None = 250  # to bytes packed; text in Word files packs to a tenth or twentieth
    sheet: int | None = None  # of one sheet of a workbook that is read a row at a time, and so left out of the others


class Package:
    """A file that is a sound zip as far as its directory goes, with the checks that a reader may make."""

    def __init__(self, data: bytes) -> None:
        """In: the file's bytes. BadArchive: it is damaged, or no zip at all."""
        self.data = data
        with _damaged(), zipfile.ZipFile(BytesIO(data)) as archive:
            self._infos = tuple(archive.infolist())

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        """How large each part is unpacked, by its name."""
        return {info.filename: info.file_size for info in self._infos}

    def refuse_locked(self) -> None:
        """BadArchive where any part is encrypted."""
        if any(info.flag_bits & 1 for info in self._infos):
            raise _bad(ArchiveFault.LOCKED)

    def refuse_macros(self) -> None:
        """BadArchive where any part holds a program, going by its name."""
        names = [name.lower() for name in self.sizes]
        if any("vbaproject" in name or name.endswith((".bas", ".vbs")) for name in names):
            raise _bad(ArchiveFault.MACROS)

    def refuse_larger(self, limits: Limits) -> None:
        """BadArchive where it holds more than `limits` or its directory says, or is packed in an unusual way."""
        apart = limits.sheet is not None
        sheets = [info.file_size for info in self._infos if apart and info.filename.startswith(_SHEETS)]
        others = [info for info in self._infos if not (apart and info.filename.startswith(_SHEETS))]
        unpacked, packed = sum(info.file_size for info in others), sum(info.compress_size for info in others)
        texts = [info.file_size for info in others if info.filename.lower().endswith((".xml", ".rels"))]
        if (
            len(self._infos) > limits.parts
            or unpacked > limits.total
            or (limits.text is not None and max(texts, default=0) > limits.text)
            or (limits.ratio is not None and unpacked > _SMALL and unpacked > limits.ratio * packed)
            or (limits.sheet is not None and max(sheets, default=0) > limits.sheet)
        ):
            raise _bad(ArchiveFault.TOO_LARGE)
        if any(info.compress_type not in _WAYS for info in self._infos):
            raise _bad(ArchiveFault.DAMAGED)
        with _damaged(), zipfile.ZipFile(BytesIO(self.data)) as archive:
            if any(_holds_more_than_it_says(archive, info) for info in others):
                raise _bad(ArchiveFault.DAMAGED)

    def contents(self) -> Iterator[tuple[str, bytes]]:
        """Every part by its name, unpacked one at a time: to be asked after `refuse_larger`.

        BadArchive where a part is damaged or locked.
        """
        with _damaged(), zipfile.ZipFile(BytesIO(self.data)) as archive:
            for info in self._infos:
                yield info.filename, archive.read(info)

    def main_part(self) -> str:
        """The name of the part that the document itself stands in; "" where none is named, or it is not there.

        Word on the web calls it "word/document2.xml": only the file's own list of links says which it is. BadArchive.
        """
        from lxml import etree  # type: ignore[import-untyped]  # only a file that is opened needs it

        if _LINKS not in self.sizes:
            return ""
        with _damaged(), zipfile.ZipFile(BytesIO(self.data)) as archive:
            links = etree.fromstring(archive.read(_LINKS), etree.XMLParser(resolve_entities=False, no_network=True))
        for link in links:
            if str(link.get("Type") or "").endswith("/officeDocument"):
                name = str(link.get("Target") or "").lstrip("/")
                return name if name in self.sizes else ""
        return ""

    @contextmanager
    def stream(self, name: str) -> Iterator[IO[bytes]]:
        """A part, by its name, as a binary stream to be read piece by piece; KeyError where there is no such part."""
        with zipfile.ZipFile(BytesIO(self.data)) as archive, archive.open(name) as part:
            yield part


@contextmanager
def unsound_as(refusal: RubricError) -> Iterator[None]:
    """Raise `refusal` in place of what the libraries raise inside over a file that is a zip, but no sound document.

    BadArchive, which says no more of what is damaged, is taken for one of these.
    """
    try:
        yield
    except _raised_by_libraries() as error:
        raise refusal from error


def is_zip(data: bytes) -> bool:
    """Whether a file begins as a zip does, even an empty one."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def is_old(data: bytes) -> bool:
    """Whether it is an Office file of the kind before 2007, or one locked with a password, which is packed so too."""
    return data.startswith(_OLD)


def is_old_and_locked(data: bytes) -> bool:
    """Whether it is a Word or Excel file of today that was locked with a password."""
    return is_old(data) and "EncryptedPackage".encode("utf-16-le") in data


def rewritten(data: bytes, *, packed: bool = True) -> bytes:
    """The parts of a file of ours in order of name with one fixed date, so that equal content gives equal bytes.

    `packed` False leaves the parts unpacked: bytes that do not hang on which compression library a machine has.
    """
    out = BytesIO()
    packing = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist()):
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = packing
            entry.create_system = 0  # or else it says which system made it
            new.writestr(entry, old.read(name))
    return out.getvalue()


def _holds_more_than_it_says(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bool:
    """Whether a part unpacks to more than the directory says.

    Python itself would notice only after it had unpacked the whole part at once, to a thousand times its packed size.
    """
    endless = copy(info)
    endless.file_size = sys.maxsize
    unpacked = 0
    try:
        with archive.open(endless) as part:
            while piece := part.read(_PIECE):
                unpacked += len(piece)
                if unpacked > info.file_size:
                    return True
    except _raised_by_libraries():
        return False  # it is damaged in another way, which whoever reads it will say
    return False


@contextmanager
def _damaged() -> Iterator[None]:
    with unsound_as(_bad(ArchiveFault.DAMAGED)):
        yield


def _bad(fault: ArchiveFault) -> BadArchive:
    return BadArchive(_SENTENCES[fault], fault)


@cache
def _raised_by_libraries() -> tuple[type[Exception], ...]:
    """What zipfile, lxml, python-docx, docxtpl and openpyxl raise on files that are zips but not sound documents.

    lxml's and ElementTree's errors of parsing are SyntaxErrors; an unknown way of packing is a RuntimeError.
    """
    # a quarter of a second that whoever meets no such file does not need
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    return (
        BadArchive, zipfile.BadZipFile, zlib.error, OpcError, LxmlError, SyntaxError, KeyError, ValueError, TypeError,
        AttributeError, IndexError, AssertionError, OSError, EOFError, RuntimeError,
    )  # fmt: skip
