"""Every door through which a Word, Excel or zip file can come in, and files that are made to harm."""

import struct
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO

from openpyxl import Workbook  # type: ignore[import-untyped]

from rubric.draft import render
from rubric.draft.round_trip import returned
from rubric.draft.word import archive, unsafe
from rubric.draft.word.own_template import inspect_template
from rubric.draft.workbook import read_workbook, write_workbook
from rubric.errors import BadInput
from rubric.framework import load
from rubric.reports.files.table import SCORES, read_sheets
from rubric.reports.read import read_report
from tests.draft.builders import ON, all_text, council, item, template_with
from tests.reports.read_files import MadeUp, to_docx

FRAMEWORK = load()
SECRET = "what only this computer may know"


@dataclass(frozen=True)
class Door:
    """A way in: what reads a file there and makes a sound one, its main part, and what is said of each fault."""

    read: Callable[[bytes], object]
    make: Callable[[], bytes]
    main: str
    said: Mapping[str, str]

    @cached_property
    def sound(self) -> bytes:
        """A sound file, made when it is first needed: every process that collects the tests comes by here."""
        return self.make()


def _table() -> bytes:
    book, out = Workbook(), BytesIO()
    book.active.append(["Council", "Score"])
    book.save(out)
    return out.getvalue()


def _template() -> bytes:
    return template_with("{{ council }}")


def _filled_in(data: bytes) -> str:
    return all_text(render(council(item()), FRAMEWORK, on=ON, template=data))


def _inspected(data: bytes) -> None:
    if wrong := inspect_template(data).errors:
        raise BadInput(wrong[0])


TEMPLATE_SAID = {
    "damaged": archive.NOT_WORD,
    "unsound": archive.NOT_WORD,
    "locked": archive.NOT_WORD,
    "macros": unsafe.MACROS,
    "too large": archive.TOO_LARGE,
}
DOORS = {
    "a report": Door(
        lambda data: read_report(data, "it.docx"),
        lambda: to_docx(MadeUp().parts()),
        "word/document.xml",
        {
            "damaged": "it.docx is damaged or incomplete: fetch or save it again.",
            "unsound": "it.docx is not a sound Word document: save it again as .docx and try again.",
            "locked": "it.docx is locked with a password: save a copy without one and try again.",
            "macros": "it.docx holds macros, which we do not take: save a copy without macros and try again.",
            "too large": "it.docx unpacks to far more than a report holds: bring only the pages of the report.",
        },
    ),
    "a table of scores": Door(
        lambda data: read_sheets(data, "it.xlsx", SCORES),
        _table,
        "xl/worksheets/sheet1.xml",
        {
            "damaged": "it.xlsx is damaged or incomplete: fetch or save it again.",
            "unsound": "it.xlsx is not a sound Excel workbook: save the table as .xlsx or CSV and try again.",
            "locked": "it.xlsx is locked with a password: save a copy without one and try again.",
            "macros": "it.xlsx holds macros, which we do not take: save a copy without macros and try again.",
            "too large": "it.xlsx unpacks to far more than a report holds: bring only the pages of the report.",
        },
    ),
    "a template": Door(_filled_in, _template, "word/document.xml", TEMPLATE_SAID),
    "a template looked at": Door(_inspected, _template, "word/document.xml", TEMPLATE_SAID),
    "a draft that comes back": Door(
        returned.read_returned,
        lambda: render(council(item()), FRAMEWORK, on=ON),
        "word/document.xml",
        {
            "damaged": returned.NOT_WORD,
            "unsound": returned.NOT_WORD,
            "locked": returned.LOCKED,
            "macros": returned.MACROS,
            "too large": returned.TOO_LARGE,
        },
    ),
    "a workbook that comes back": Door(
        lambda data: read_workbook(data, FRAMEWORK),
        lambda: write_workbook(council(item()), FRAMEWORK, on=ON),
        "xl/worksheets/sheet2.xml",
        {
            "damaged": "This workbook is damaged or incomplete: open it in Excel, save it again as .xlsx, or bring the "
            "workbook that was exported from here, which ends in .xlsx.",
            "unsound": "This workbook is damaged or incomplete: open it in Excel, save it again as .xlsx, or bring the "
            "workbook that was exported from here, which ends in .xlsx.",
            "locked": "This workbook is locked with a password: save a copy without one and bring that in.",
            "macros": "This workbook holds macros, which are not taken: save it in Excel as .xlsx and bring that in.",
            "too large": "This workbook is far larger than ours ever are: keep only the sheets that were exported from "
            "here.",
        },
    ),
}


def empty() -> bytes:
    """A zip without parts."""
    out = BytesIO()
    zipfile.ZipFile(out, "w").close()
    return out.getvalue()


def with_parts(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The file with parts put in or replaced."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def part(door: Door) -> bytes:
    with zipfile.ZipFile(BytesIO(door.sound)) as held:
        return held.read(door.main)


def in_directory(data: bytes, name: str, at: int, value: bytes) -> bytes:
    """The file with bytes of a part's entry in the directory replaced, `at` this place."""
    start = data.index(b"PK\x01\x02")
    while data[start + 46 : start + 46 + len(name)] != name.encode():
        start = data.index(b"PK\x01\x02", start + 4)
    return data[: start + at] + value + data[start + at + len(value) :]


def torn(door: Door) -> bytes:
    return door.sound[: len(door.sound) // 2]


def no_zip(_: Door) -> bytes:
    return b"PK\x03\x04" + bytes(200)


def lying_about_size(door: Door) -> bytes:
    """The directory says that the main part has ten bytes; packed, it has far more."""
    data = with_parts(door.sound, {door.main: part(door) + b" " * 50_000_000})
    return in_directory(data, door.main, 24, struct.pack("<I", 10))


def flipped(door: Door) -> bytes:
    """One bit of the packed main part is another."""
    with zipfile.ZipFile(BytesIO(door.sound)) as held:
        info = held.getinfo(door.main)
    at = info.header_offset + 30 + len(door.main) + info.compress_size // 2
    return door.sound[:at] + bytes([door.sound[at] ^ 1]) + door.sound[at + 1 :]


def packed_as(door: Door, way: int) -> bytes:
    """Packed in another way, as the directory and the part itself say."""
    data = in_directory(door.sound, door.main, 10, struct.pack("<H", way))
    with zipfile.ZipFile(BytesIO(door.sound)) as held:
        at = held.getinfo(door.main).header_offset + 8
    return data[:at] + struct.pack("<H", way) + data[at + 2 :]


def locked(door: Door) -> bytes:
    return in_directory(door.sound, door.main, 8, b"\x01")


def with_macros(door: Door) -> bytes:
    return with_parts(door.sound, {f"{door.main.split('/')[0]}/vbaProject.bin": b"Sub AutoOpen()"})


def many_parts(door: Door) -> bytes:
    return with_parts(door.sound, {f"docProps/x{n}.xml": b"" for n in range(2_100)})


def bomb(door: Door) -> bytes:
    return with_parts(door.sound, {"docProps/bomb.xml": b" " * 70_000_000})


def entities(door: Door) -> bytes:
    """Eight entities of ten each: a hundred million times the first, were they put in."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    return declaring(door, f'<!ENTITY e0 "aaaaaaaaaa">{levels}', b"&e8;")


def declaring(door: Door, entities: str, used: bytes) -> bytes:
    """The file with entities declared in its main part, and used after each of its texts."""
    xml = part(door)
    body = xml[xml.index(b"?>") + 2 :] if xml.startswith(b"<?xml") else xml
    tag = b"</w:t>" if door.main.startswith("word") else b"</worksheet>"
    return with_parts(door.sound, {door.main: f"<!DOCTYPE d [{entities}]>".encode() + body.replace(tag, used + tag)})


HOSTILE: dict[str, tuple[Callable[[Door], bytes], str]] = {
    "torn": (torn, "damaged"),
    "no zip": (no_zip, "damaged"),
    "lying about its size": (lying_about_size, "damaged"),
    "one bit flipped": (flipped, "unsound"),
    "packed in no known way": (lambda door: packed_as(door, 99), "damaged"),
    "packed in a way that unpacks without bounds": (lambda door: packed_as(door, zipfile.ZIP_BZIP2), "damaged"),
    "locked": (locked, "locked"),
    "with macros": (with_macros, "macros"),
    "of very many parts": (many_parts, "too large"),
    "a bomb": (bomb, "too large"),
}
