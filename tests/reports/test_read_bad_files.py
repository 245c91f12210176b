"""Files that are no reports, damaged, locked, or made to harm: one sentence each, and nothing else happens."""

import socket
import subprocess
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from rubric.errors import BadReport
from rubric.office import MOST_BYTES
from rubric.reports.files import pdf
from rubric.reports.files.guard import safe_name
from rubric.reports.pages.page_model import ReadReport
from rubric.reports.read import read_path, read_report, read_text
from tests.reports.read_files import (
    FIRST,
    LEARNING,
    MadeUp,
    as_read,
    pdf_of,
    prose,
    scanned_pdf,
    to_docx,
    to_html,
    to_pdf,
    to_text,
)

PAGE = MadeUp()
SOUND = {
    "txt": to_text(PAGE.parts()),
    "html": to_html(PAGE.parts()),
    "docx": to_docx(PAGE.parts()),
    "pdf": to_pdf(PAGE.parts()),
}


def docx_with(changed: dict[str, bytes]) -> bytes:
    """A sound .docx with parts put in or replaced."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(SOUND["docx"])) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changed:
                new.writestr(name, old.read(name))
        for name, content in changed.items():
            new.writestr(name, content)
    return out.getvalue()


def word(body: str, before: str = "") -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return docx_with({"word/document.xml": f'{before}<w:document xmlns:w="{space}">{body}</w:document>'.encode()})


def zip_of(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def locked_pdf(password: str) -> bytes:
    writer, out = PdfWriter(clone_from=PdfReader(BytesIO(SOUND["pdf"]))), BytesIO()
    writer.encrypt(user_password=password, owner_password="only ours", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def page_bomb() -> bytes:
    packed = zlib.compress(b"q Q " * 10_000_000)
    stream = b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)
    return pdf_of([b""], extra=[stream]).replace(b"/Contents 7 0 R", b"/Contents 5 0 R")


def entities() -> bytes:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    return word(
        "<w:body><w:p><w:r><w:t>&e8;</w:t></w:r></w:p></w:body>", f'<!DOCTYPE d [<!ENTITY e0 "aaaaaaaaaa">{levels}]>'
    )


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty.txt": (lambda: b"", "is empty"),
    "shopping.txt": (lambda: b"Milk, eggs and bread.", "No report"),
    "news.html": (lambda: b"<html><body><h1>News</h1><p>The fair opens on Friday.</p></body></html>", "No report"),
    "binary.txt": (lambda: bytes(range(256)) * 10, "not a kind of file we read"),
    "picture.png": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "is a picture"),
    "photo.pdf": (lambda: b"\xff\xd8\xff\xe0" + b"\0" * 50, "is a picture"),
    "letter.rtf": (lambda: b"{\\rtf1 Learning}", "rich text"),
    "old.doc": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old Office format"),
    "locked.docx": (lambda: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
    "page.mhtml": (lambda: b"From: <Saved>\r\nMIME-Version: 1.0\r\n\r\n", "web archive"),
    "folder.zip": (lambda: zip_of(a=SOUND["txt"]), "packed folder"),
    "table.xlsx": (lambda: zip_of(xl__workbook=b""), "Excel workbook"),
    "slides.pptx": (lambda: zip_of(ppt__presentation=b""), "slide show"),
    "broken.zip.docx": (lambda: SOUND["docx"][:900], "damaged"),
    "scanned.pdf": (scanned_pdf, "holds no text"),
    "encrypted.pdf": (lambda: locked_pdf("not known"), "locked (encrypted)"),
    "broken.pdf": (lambda: SOUND["pdf"][:300], "damaged PDF"),
    "no pages.pdf": (lambda: b"%PDF-1.7\n%%EOF", "damaged PDF"),
    "many pages.pdf": (lambda: pdf_of([b"BT ET"] * 401), "401 pages, more than the 400"),
    "page bomb.pdf": (page_bomb, "unpacks to far more"),
    "macros.docx": (lambda: docx_with({"word/vbaProject.bin": b"Sub AutoOpen()"}), "holds macros"),
    "macros.docm": (lambda: docx_with({"word/vbaProject.bin": b"Sub AutoOpen()"}), "holds macros"),
    "bomb.docx": (lambda: docx_with({"word/document.xml": b"<a>" + b" " * 40_000_000}), "unpacks to far more"),
    "media bomb.docx": (lambda: docx_with({"word/media/a.png": b"\0" * 70_000_000}), "unpacks to far more"),
    "many parts.docx": (lambda: docx_with({f"word/x{n}.xml": b"" for n in range(2_100)}), "unpacks to far more"),
    "entities.docx": (entities, "not a sound Word document"),
    "no body.docx": (lambda: word("<w:p/>"), "not a sound Word document"),
    "half.docx": (lambda: docx_with({"word/document.xml": b"<w:document"}), "not a sound Word document"),
    "deep.docx": (lambda: word("<w:p>" * 5_000 + "</w:p>" * 5_000), "not a sound Word document"),
    "long.txt": (lambda: b"a report without an end " * 200_000, "far more text"),
    "lines.txt": (lambda: b"a\n" * 100_000, "far more text"),
    "tags.html": (lambda: b"<html><body>" + b"<p>a</p>" * 70_000, "far larger"),
}


@pytest.mark.parametrize("name", BAD)
def test_each_bad_file_gets_one_clear_sentence(name: str) -> None:
    make, said = BAD[name]
    with pytest.raises(BadReport) as caught:
        read_report(make(), name)
    message = str(caught.value)
    assert said in message
    assert name in message
    assert message.endswith(".")
    assert "\n" not in message
    assert len(message) < 230


@pytest.mark.parametrize(
    "make", [BAD[name][0] for name in ("bomb.docx", "media bomb.docx", "page bomb.pdf", "entities.docx")]
)
def test_a_bomb_is_refused_before_it_unpacks(make: Callable[[], bytes]) -> None:
    data = make()
    with peak() as used, pytest.raises(BadReport):
        read_report(data, "bomb")
    assert used[0] < 25_000_000


@contextmanager
def peak() -> Iterator[list[int]]:
    """Measures the most memory that Python took inside, in bytes."""
    used = [0]
    tracemalloc.start()
    try:
        yield used
    finally:
        used[0] = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()


def test_a_file_of_200_mb_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(200_000_000)
    with peak() as used, pytest.raises(BadReport, match=r"huge.pdf is 200 MB, more than the 30 MB we read"):
        read_path(path)
    assert used[0] < 1_000_000


def test_bytes_over_the_limit_are_refused_before_anything_looks_at_them() -> None:
    with pytest.raises(BadReport, match="more than the 30 MB"):
        read_report(b"%PDF" + b" " * MOST_BYTES, "huge.pdf")


def test_a_report_of_300_pages_is_read() -> None:
    page = MadeUp(counts=(110, 110))
    report = read_report(to_pdf(page.parts(), lines_on_page=5), "long.pdf")
    read = report.statement()
    assert read is not None
    assert report.pages is not None
    assert 300 <= report.pages <= 400
    joined = " ".join(paragraph.text for paragraph in read.paragraphs)
    assert joined == " ".join(text for _, _, text in page.paragraphs())


def test_a_pdf_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_SECONDS", 0.0)
    with pytest.raises(BadReport, match="takes too long"):
        read_report(SOUND["pdf"], "slow.pdf")


def test_forms_that_call_each_other_twice_each_time_end_soon() -> None:
    forms = []
    for at in range(30):
        calls = b"/X%d Do /X%d Do" % (at + 1, at + 1)
        inside = b"/Resources<</XObject<</X%d %d 0 R>>>>" % (at + 1, 6 + at)
        forms.append(
            b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]%s/Length %d>>stream\n%s\nendstream"
            % (inside, len(calls), calls)
        )
    forms.append(b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 3>>stream\nq Q\nendstream")
    with pytest.raises(BadReport):
        read_report(pdf_of([b"/X0 Do"], extra=forms, resources=b"/XObject<</X0 5 0 R>>"), "forms.pdf")


def test_a_pdf_that_is_locked_only_against_changes_is_read() -> None:
    read = read_report(locked_pdf(""), "locked.pdf").statement()
    assert read is not None
    assert as_read(read.paragraphs) == PAGE.paragraphs()


def test_pages_without_text_among_others_are_said() -> None:
    writer, out = PdfWriter(clone_from=PdfReader(BytesIO(SOUND["pdf"]))), BytesIO()
    writer.append(PdfReader(BytesIO(scanned_pdf(2))))
    writer.write(out)
    report = read_report(out.getvalue(), "half scanned.pdf")
    assert any("hold no text" in note for note in report.notes)


def test_reading_fetches_nothing_and_starts_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("reading a file must not reach outside")

    document = Document(BytesIO(SOUND["docx"]))
    document.part.relate_to("https://example.org/a.docx", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    document.part.relate_to("https://example.org/a.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)
    outside = BytesIO()
    document.save(outside)
    tags = "<script src='https://example.org/a.js'></script><img src='https://example.org/a.png'>"
    tags += "<link rel='stylesheet' href='https://example.org/a.css'><iframe src='https://example.org/'></iframe>"
    page = SOUND["html"].replace(b"<main>", f"<main>{tags}".encode())
    for module, name in ((socket, "socket"), (socket, "getaddrinfo"), (subprocess, "Popen")):
        monkeypatch.setattr(module, name, never)
    for data in (page, outside.getvalue(), SOUND["pdf"], SOUND["txt"]):
        read = read_report(data, "file").statement()
        assert read is not None
        assert as_read(read.paragraphs) == PAGE.paragraphs()


def test_an_entity_that_names_a_file_does_not_bring_the_file_in(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words")
    body = "".join(
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in (LEARNING, "Score: 2", FIRST, prose(1), "A&x;B")
    )
    data = word(f"<w:body>{body}</w:body>", f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>')
    try:
        read = read_report(data, "outside.docx").model_dump_json()
    except BadReport as error:
        read = str(error)
    assert "secret words" not in read


def test_a_file_that_is_not_there_and_a_folder_are_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(BadReport, match=r"There is no file not there\.txt"):
        read_path(tmp_path / "not there.txt")
    with pytest.raises(BadReport, match=tmp_path.name):
        read_path(tmp_path)


@pytest.mark.parametrize("path", ["a\0b.txt", "x" * 5_000, "../../x", ""])
def test_paths_that_cannot_be_are_refused_in_a_sentence(path: str) -> None:
    with pytest.raises(BadReport):
        read_path(path)


@pytest.mark.parametrize(
    ("name", "fit"),
    [
        ("../../x", "x"),
        ("..\\..\\windows\\x.pdf", "x.pdf"),
        ("C:\\report.pdf", "report.pdf"),
        ("a\nb\x1b[31m\u202egnp.exe", "ab[31mgnp.exe"),
        ("..", "the file"),
        ("", "the file"),
        ("café 2025.pdf", "café 2025.pdf"),
    ],
)
def test_a_name_is_shown_without_its_folder_or_control_characters(name: str, fit: str) -> None:
    assert safe_name(name) == fit


@given(st.text())
def test_any_name_can_be_shown(name: str) -> None:
    assert 0 < len(safe_name(name)) <= 80
    assert not set(safe_name(name)) & set("/\\\n\r\t")


@pytest.mark.parametrize("text", ["", "  \n "])
def test_pasting_nothing_says_what_to_paste(text: str) -> None:
    with pytest.raises(BadReport, match="paste the report's page"):
        read_text(text)


STARTS = [
    b"",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"<html><body>",
    b"\xff\xfe",
    b"\xd0\xcf\x11\xe0",
    SOUND["pdf"],
    SOUND["docx"],
]


@given(st.sampled_from(STARTS), st.binary(max_size=400), st.text(max_size=20))
def test_any_bytes_read_or_are_refused_in_a_sentence(start: bytes, rest: bytes, name: str) -> None:
    try:
        read_report(start + rest, name)
    except BadReport as error:
        refused = str(error)
    else:
        return
    assert refused.endswith(".")


@given(st.text())
def test_any_text_reads_or_is_refused(text: str) -> None:
    for whole in (text, f"{LEARNING}\n\n{text}", f"{LEARNING}\n\nScore: 2\n\n{FIRST}\n\n{text}"):
        try:
            report = read_text(whole)
        except BadReport:
            continue
        assert ReadReport.model_validate_json(report.model_dump_json()) == report


@given(
    st.sampled_from(sorted(SOUND)),
    st.lists(st.tuples(st.floats(0, 0.999), st.binary(max_size=12)), min_size=1, max_size=8),
)
def test_a_damaged_report_reads_or_is_refused(kind: str, damages: list[tuple[float, bytes]]) -> None:
    data = bytearray(SOUND[kind])
    for where, bytes_ in damages:
        at = int(where * len(data))
        data[at : at + len(bytes_)] = bytes_
    try:
        report = read_report(bytes(data), f"damaged.{kind}")
    except BadReport:
        return
    assert report.sha256


@given(st.lists(st.tuples(st.floats(0, 0.999), st.binary(min_size=1, max_size=6)), min_size=1, max_size=6))
def test_a_word_file_with_damaged_xml_reads_or_is_refused(damages: list[tuple[float, bytes]]) -> None:
    with zipfile.ZipFile(BytesIO(SOUND["docx"])) as archive:
        parts = {name: bytearray(archive.read(name)) for name in ("word/document.xml", "word/styles.xml")}
    for where, bytes_ in damages:
        for xml in parts.values():
            at = int(where * len(xml))
            xml[at : at + len(bytes_)] = bytes_
    try:
        report = read_report(docx_with({name: bytes(xml) for name, xml in parts.items()}), "damaged.docx")
    except BadReport:
        return
    assert report.sha256
