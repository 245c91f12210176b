"""What may be attached and under which name, which addresses are links, and what rests on what."""

from datetime import date
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.errors import BadAssessmentFile, BadInput
from rubric.evidence import Assessment, EvidenceItem, read_assessment
from rubric.evidence.attachment import AttachedKind, Attachment, checked_link
from rubric.evidence.attachments import (
    attached_to,
    check_size,
    file_name,
    has_expired,
    held,
    is_stale,
    kind_of,
    newest_of,
    of_file,
    of_link,
)

from .builders import file_of

ON = date(2026, 3, 1)
HASH = "0" * 64


def zipped(**parts: str) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as made:
        for name, text in parts.items():
            made.writestr(name.replace("__", "/"), text)
    return out.getvalue()


OPEN = "application/vnd.oasis.opendocument."
KINDS = {
    "a PDF called a picture": (b"%PDF-1.7 x", "a.png", AttachedKind.PDF),
    "a Word file": (zipped(word__document="x"), "a.pdf", AttachedKind.WORD),
    "a workbook": (zipped(xl__workbook="x"), "a.xlsx", AttachedKind.EXCEL),
    "slides": (zipped(ppt__presentation="x"), "a.pptx", AttachedKind.SLIDES),
    "an open text": (zipped(mimetype=f"{OPEN}text", content="x"), "a.odt", AttachedKind.OPEN_TEXT),
    "an open sheet": (zipped(mimetype=f"{OPEN}spreadsheet", content="x"), "a.ods", AttachedKind.OPEN_SHEET),
    "a text": (b"Carers chair it.", "a.exe", AttachedKind.TEXT),
    "an e-mail": (b"MIME-Version: 1.0\nFrom: a@example.org\n\nHello", "a.eml", AttachedKind.MAIL),
    "a PNG": (b"\x89PNG\r\n\x1a\n", "a.doc", AttachedKind.PNG),
    "a JPEG": (b"\xff\xd8\xff\xe0", "a.jpg", AttachedKind.JPEG),
    "a WebP": (b"RIFF\0\0\0\0WEBPVP8 ", "a", AttachedKind.WEBP),
}
REFUSED = {
    "a program": b"MZ\x90\x00\x03\0\0\0",
    "another program": b"\x7fELF\x02\x01\x01\0",
    "a web page": b"<!doctype html><html><body><script>alert(1)</script></body></html>",
    "a packed folder": zipped(a="x", b="y"),
    "an old Word file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "a damaged Word file": zipped(word__document="x")[:40],
    "noise": bytes(range(256)) * 40,
}


@pytest.mark.parametrize(("data", "name", "kind"), KINDS.values(), ids=KINDS)
def test_the_kind_of_a_file_is_told_by_its_content(data: bytes, name: str, kind: AttachedKind) -> None:
    assert kind_of(data, name) is kind
    made = of_file(name, kind, data)
    assert kind_of(data, made.name) is kind
    assert (made.size, made.kind) == (len(data), kind)


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED)
def test_what_a_machine_could_run_or_nobody_can_open_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"^Survey\.pdf is not of a kind that can be attached: .*\.$"):
        kind_of(data, r"C:\Users\kim\Survey.pdf")


def test_macros_are_refused() -> None:
    with pytest.raises(BadInput, match=r"^a\.docx holds macros, which we do not take: .*\.$"):
        kind_of(zipped(word__document="x", word__vbaProject="x"), "a.docx")


@given(st.binary(max_size=300), st.text(max_size=100))
def test_any_bytes_under_any_name_are_refused_or_get_a_name_that_is_safe(data: bytes, name: str) -> None:
    try:
        kind = kind_of(data, name)
    except BadInput:
        return
    made = of_file(name, kind, data)
    assert not set(made.name) & set('/\\<>:"|?*\0\n')
    assert made.name.strip(". ")


@pytest.mark.parametrize(
    ("name", "kind", "safe"),
    [
        ("../../etc/passwd", AttachedKind.TEXT, "passwd.txt"),
        (r"C:\Temp\Carers_survey.PDF", AttachedKind.PDF, "Carers_survey.PDF"),
        ("report.pdf.exe", AttachedKind.PDF, "report.pdf.exe.pdf"),
        ('a<b>:"c|?*.csv', AttachedKind.TEXT, "a-b---c---.csv"),
        ("..", AttachedKind.PDF, "the file.pdf"),
        ("", AttachedKind.PNG, "the file.png"),
    ],
)
def test_a_name_is_its_last_part_with_the_ending_of_the_content(name: str, kind: AttachedKind, safe: str) -> None:
    assert file_name(name, kind) == safe


def test_a_title_is_made_of_the_name() -> None:
    assert of_file("Carers_survey  2026.pdf", AttachedKind.PDF, b"x").title == "Carers survey 2026"
    assert of_link("https://example.org/reports/3").title == "example.org/reports/3"


def test_sizes_are_bounded() -> None:
    check_size(10, "a.pdf", 10)
    with pytest.raises(BadInput, match=r"^a\.pdf is empty: "):
        check_size(0, "x/a.pdf", 10)
    with pytest.raises(BadInput, match=r"^a\.pdf is 3 MB, more than the 2 MB that may be attached: .*\.$"):
        check_size(2_000_001, "a.pdf", 2_000_000)


@pytest.mark.parametrize(
    "link",
    [
        "https://example.org",
        " https://council.sharepoint.com/:w:/s/x?e=1#p%203 ",
        "HTTPS://intranet:8443/a",
        "https://münchen.example/ü",
    ],
)
def test_a_https_address_is_kept_as_it_is(link: str) -> None:
    assert checked_link(link) == link.strip()


@pytest.mark.parametrize(
    "link",
    [
        *("", "example.org", "http://example.org", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"),
        *("https://", "https:///a", "https://a b", "https://a\nb", 'https://a/"onclick="x', "https://a/<b>"),
        *("//example.org", "https://[::1", "https://a:port/", "\u202ehttps://a", "ftp://a"),
    ],
)
def test_any_other_address_is_refused(link: str) -> None:
    with pytest.raises(BadInput, match=r"^This is not an address that can be kept: .*\.$"):
        checked_link(link)


def test_an_address_with_a_password_or_without_end_is_refused() -> None:
    with pytest.raises(BadInput, match="holds a name or a password"):
        checked_link("https://kim:secret@example.org")
    with pytest.raises(BadInput, match="too long"):
        checked_link(f"https://example.org/{'a' * 2000}")


def test_no_other_address_comes_in_by_a_file_either() -> None:
    for link in ("javascript:alert(1)", "https://kim:secret@example.org"):
        with pytest.raises(
            BadAssessmentFile, match=r"^Attached file or link 1 has link “.*”, which does not fit there"
        ):
            read_assessment(file_of(attachments=[{"id": "f", "kind": "link", "link": link}]))
    with pytest.raises(BadAssessmentFile, match="has size -1, which is less than 0"):
        read_assessment(file_of(attachments=[{"id": "f", "kind": "pdf", "size": -1}]))


def version(key: str, number: int, replaces: str = "", **more: object) -> Attachment:
    about = {"kind": AttachedKind.PDF, "title": "Survey", "name": "s.pdf", "sha256": HASH}
    return Attachment.model_validate({**about, "id": key, "version": number, "replaces": replaces, **more})


def assessment(*attachments: Attachment, **rests: list[str]) -> Assessment:
    items = [EvidenceItem(id=key, aspect="culture", attached=attached) for key, attached in rests.items()]
    return Assessment(attachments=list(attachments), evidence=items)


def test_the_newest_version_is_in_use_and_each_older_one_is_told_with_what_rests_on_it() -> None:
    first, second, third = version("a", 1), version("b", 2, "a"), version("c", 3, "b")
    other = version("z", 1, title="Audit")
    read = assessment(third, first, other, second, one=["a"], two=["c", "gone", "c"], six=["b", "z"])
    audit, survey = held(read, ON)
    assert (audit.attachment, audit.rests, audit.older) == (other, ("six",), ())
    assert (survey.attachment, survey.rests, survey.on_old_versions) == (third, ("two",), ("six", "one"))
    assert [one.attachment for one in survey.older] == [second, first]
    assert [newest_of(read, one) for one in (first, second, third, other)] == [third, third, third, other]
    assert attached_to(read, read.evidence[1]) == (third,)


def test_versions_that_lead_in_a_circle_end_somewhere() -> None:
    read = assessment(version("a", 2, "b"), version("b", 2, "a"), version("c", 3, "c"), one=["a", "b", "c"])
    assert {one.attachment.id for one in held(read, ON)} == {"a", "b", "c"}


def test_what_is_old_and_what_is_past_its_last_day() -> None:
    assert has_expired(version("a", 1, expires="2026-02-28"), ON)
    assert not has_expired(version("a", 1, expires="2026-03-01"), ON)
    assert not has_expired(version("a", 1), ON)
    assert is_stale(version("a", 1, dated="2015-01-01"), ON)
    (one,) = held(assessment(version("a", 1, dated="2015-01-01", expires="2026-02-28")), ON)
    assert (one.stale, one.expired) == (True, True)


def test_it_is_told_by_its_title_and_what_it_is() -> None:
    assert version("a", 2, dated="2026-02-28").in_words == "Survey (s.pdf, version 2, 28 February 2026)"
    assert version("a", 1, title=" ").in_words == "s.pdf"
    assert of_link("https://example.org/a", "Ours").in_words == "Ours (https://example.org/a)"
