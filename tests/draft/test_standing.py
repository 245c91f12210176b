"""A document says where it stands: status, version, date, who agreed, what it holds; and a version for publishing."""

from datetime import date

import pytest

from rubric.draft import compose, render_draft
from rubric.draft.model import Draft
from rubric.draft.standing import Agreed, agreed_by, standing
from rubric.draft.word.publish import cleaned, for_publishing
from rubric.evidence.model import Assessment, Standing
from rubric.framework import load
from tests.draft.builders import ON, all_text, opened, part, rich


def stood(**given: object) -> Assessment:
    return rich().model_copy(update={"status": Standing.REVIEW, "version": "1.2", **given})


def drafted(assessment: Assessment) -> Draft:
    return compose(assessment, load(), on=ON)


def test_status_version_and_date_are_one_line() -> None:
    assert standing(stood(), ON) == "For review, version 1.2, 20 November 2026"
    assert standing(rich(), ON) == "Draft, 20 November 2026"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", ()),
        ("A. Person", (Agreed("A. Person"),)),
        ("A. Person, Director", (Agreed("A. Person", "Director"),)),
        (
            "A, Director, adults, 3 May 2026\n\nB, Chair, June",
            (Agreed("A", "Director, adults", "3 May 2026"), Agreed("B", "Chair", "June")),
        ),
    ],
)
def test_who_agreed_is_read_line_by_line(typed: str, read: tuple[Agreed, ...]) -> None:
    assert agreed_by(stood(agreement=typed)) == read


def test_the_first_page_and_the_properties_say_where_it_stands() -> None:
    draft = drafted(stood(agreement="A. Person, Director, 3 May 2026"))
    document = opened(render_draft(draft, assessment_id="x"))
    words = [paragraph.text for paragraph in document.paragraphs][:16]
    assert "For review, version 1.2, 20 November 2026" in words
    assert "A. Person\tDirector, 3 May 2026" in words
    assert f"Content {draft.content_hash}" in words
    properties = document.core_properties
    assert (properties.content_status, properties.version) == ("For review", "1.2")
    assert properties.identifier == f"content:{draft.content_hash}"


def test_the_hash_is_of_what_is_said_alone() -> None:
    one = rich()
    same = drafted(one.model_copy(update={"version": "9", "status": Standing.AGREED}))
    other = drafted(one.model_copy(update={"evidence": one.evidence[1:]}))
    assert drafted(one).content_hash == same.content_hash != other.content_hash
    assert compose(one, load(), on=date(2026, 11, 21)).on != ON


def test_the_version_for_publishing_holds_nothing_internal() -> None:
    made = stood(status=Standing.PUBLISHED)
    inside = all_text(render_draft(drafted(made), assessment_id="x"))
    assert "Principal social worker" in inside
    assert "IR 3" in inside
    data = cleaned(render_draft(for_publishing(made, load(), on=ON)))
    public = all_text(data)
    for word in ("Principal social worker", "Owner", "IR 3", "A Lead"):
        assert word not in public
    assert "_rb_" not in part(data, "word/document.xml")
    with pytest.raises(KeyError):
        part(data, "docProps/custom.xml")
    document = opened(data)
    assert document.core_properties.content_status == "Published"
    assert all(len(row.cells) == len(table.rows[0].cells) for table in document.tables for row in table.rows)
