"""What comes back from Word beside reworded paragraphs: comments, rows, cover, page heads, notes, boxes, a foreword."""

from datetime import date
from pathlib import Path

import pytest
from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from rubric.draft.model import Draft
from rubric.draft.round_trip.compare import differences
from rubric.draft.round_trip.remarks import remarks_on
from rubric.draft.round_trip.returned import Returned, read_returned
from rubric.draft.word.paragraph_ids import all_places
from rubric.evidence.model import Assessment
from tests.draft.builders import rich, template_with
from tests.draft.test_word_round_trip import RUN, edited, first_words, sent_out, starting, taken_over

_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}"


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    return rich()


@pytest.fixture(scope="module")
def sent(assessment: Assessment) -> tuple[Draft, bytes]:
    return sent_out(assessment)


def told(returned: Returned, draft: Draft) -> str:
    return " ".join(remarks_on(returned, draft))


def with_note(document: Document, words: str, note: str, kind: str = "footnote") -> None:
    """A note on the paragraph that starts with these words, as Word writes it."""
    xml = (
        f'<w:{kind}s {nsdecls("w")}><w:{kind} w:type="separator" w:id="0"><w:p><w:r><w:t>—</w:t></w:r></w:p></w:{kind}>'
        f'<w:{kind} w:id="2"><w:p>{RUN.format(note)}</w:p></w:{kind}></w:{kind}s>'
    )
    name = PackURI(f"/word/{kind}s.xml")
    part = Part(name, _KIND.format(f"{kind}s"), xml.encode(), document.part.package)
    document.part.relate_to(part, _RELATION.format(f"{kind}s"))
    mark = f'<w:r {nsdecls("w")}><w:{kind}Reference w:id="2"/></w:r>'
    starting(document, words)._p.append(parse_xml(mark))


def test_a_comment_comes_back_with_who_said_it_and_on_what(assessment: Assessment, sent: tuple[Draft, bytes]) -> None:
    draft, data = sent
    words = first_words(draft, "areas")

    def change(document: Document) -> None:
        paragraph = starting(document, words)
        comment = document.add_comment(paragraph.runs[0], "Is this right?", "A Reader")
        comment._comment_elm.set(qn("w:date"), "2026-11-21T09:30:00Z")

    returned = read_returned(edited(data, change), assessment_id=assessment.id)
    (comment,) = returned.comments
    assert (comment.by, comment.words, comment.on) == ("A Reader", "Is this right?", date(2026, 11, 21))
    assert (comment.section, comment.paragraph) == ("areas", words)
    assert comment.about
    assert words.startswith(comment.about)
    assert differences(returned, draft) == ()


def test_a_comment_on_a_row_of_the_evidence_list_says_so(assessment: Assessment, sent: tuple[Draft, bytes]) -> None:
    data = sent[1]

    def change(document: Document) -> None:
        document.add_comment(document.tables[1].rows[3].cells[1].paragraphs[0].runs, "Which one?", "")

    (comment,) = read_returned(edited(data, change), assessment_id=assessment.id).comments
    assert (comment.section, comment.by) == ("evidence", "")
    assert comment.about in comment.paragraph


@pytest.mark.parametrize("tracked", [False, True])
def test_a_deleted_row_is_told_with_its_words(assessment: Assessment, sent: tuple[Draft, bytes], tracked: bool) -> None:
    draft, data = sent
    claim = next(row["claim"] for row in draft.section("evidence").table.rows if row["number"] == "2")  # type: ignore[union-attr]

    def change(document: Document) -> None:
        row = document.tables[1].rows[2]._tr
        if tracked:
            row.get_or_add_trPr().append(parse_xml(f'<w:del {nsdecls("w")} w:id="9" w:author="A"/>'))
        else:
            row.getparent().remove(row)

    returned = read_returned(edited(data, change), assessment_id=assessment.id)
    (row,) = returned.rows
    assert (row.kind, row.section) == ("deleted", "evidence")
    assert f"2 | {claim}"[:60] in row.words
    assert "One row deleted" in told(returned, draft)
    assert "in the evidence list: change these under Evidence." in told(returned, draft)


def test_a_row_is_told_as_changed_or_as_added(assessment: Assessment, sent: tuple[Draft, bytes]) -> None:
    data = sent[1]

    def change(document: Document) -> None:
        document.tables[0].rows[1].cells[1].paragraphs[0].text = "Somebody else"
        document.tables[0].add_row().cells[0].text = "A step of our own"  # type: ignore[no-untyped-call]

    rows = read_returned(edited(data, change), assessment_id=assessment.id).rows
    assert sorted((row.kind, row.section) for row in rows) == [("added", "actions"), ("changed", "actions")]


def test_a_changed_cover_and_changed_page_heads_are_told(assessment: Assessment, sent: tuple[Draft, bytes]) -> None:
    draft, data = sent

    def change(document: Document) -> None:
        starting(document, "Draft, ").text = "Final, 1 December 2026"
        starting(document, "Exampleshire").text = "Mereford"
        document.sections[0].header.paragraphs[0].text = "Confidential"

    returned = read_returned(edited(data, change), assessment_id=assessment.id)
    assert differences(returned, draft) == ()
    cover, heads = remarks_on(returned, draft)
    assert cover.startswith("On the cover, ")
    assert "“Final, 1 December 2026”" in cover
    assert "“Mereford” was put in" in cover
    assert "“Exampleshire” was taken out" in cover
    assert "“Confidential” was put in" in heads


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_is_offered_after_its_paragraph(assessment: Assessment, sent: tuple[Draft, bytes], kind: str) -> None:
    draft, data = sent
    words = first_words(draft, "strengths")
    back = edited(data, lambda d: with_note(d, words, " Carers survey: 41 of 60 replies.", kind))
    returned = read_returned(back, assessment_id=assessment.id)
    (one,) = differences(returned, draft)
    assert (one.kind, one.place, one.word) == ("added", kind, "Carers survey: 41 of 60 replies.")
    assert f"One {kind} put in" in told(returned, draft)
    after = taken_over(assessment, draft, one)
    said = [place.words for place in all_places(after)["strengths"]]
    assert said[said.index(words) + 1] == "Carers survey: 41 of 60 replies."
    assert differences(returned, after) == ()


def test_a_text_box_is_told_once_though_it_is_in_the_file_twice(
    assessment: Assessment, sent: tuple[Draft, bytes]
) -> None:
    draft, data = sent
    inner = f"<w:txbxContent><w:p>{RUN.format('Ask the panel first.')}</w:p></w:txbxContent>"
    compatible = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = (
        f"<w:r {nsdecls('w')} {compatible}><mc:AlternateContent><mc:Choice Requires='wps'>{inner}</mc:Choice>"
        f"<mc:Fallback><w:pict>{inner}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    back = edited(data, lambda d: starting(d, first_words(draft, "voices"))._p.append(parse_xml(box)))
    returned = read_returned(back, assessment_id=assessment.id)
    (one,) = differences(returned, draft)
    assert (one.kind, one.place, one.word, one.section) == ("added", "text box", "Ask the panel first.", "voices")
    assert "One text box put in" in told(returned, draft)


def test_a_foreword_is_offered_as_a_beginning(assessment: Assessment, sent: tuple[Draft, bytes]) -> None:
    draft, data = sent

    def change(document: Document) -> None:
        heading = [p for p in document.paragraphs if p.text == "Our position in brief"][-1]
        heading.insert_paragraph_before("Foreword", style="Heading 1")
        heading.insert_paragraph_before("We are proud of our staff and honest about our gaps.")

    returned = read_returned(edited(data, change), assessment_id=assessment.id)
    (one,) = differences(returned, draft)
    assert (one.kind, one.place, one.section, one.after) == ("added", "foreword", "position", -1)
    assert "“Foreword”" in told(returned, draft)
    assert "before the first heading" in told(returned, draft)
    assert differences(returned, taken_over(assessment, draft, one)) == ()


def test_what_a_template_holds_itself_is_not_told(assessment: Assessment) -> None:
    tags = (
        "Our own foreword.",
        "{{ council }}",
        "{%p for p in position.paragraphs %}",
        "{{ p.text }}",
        "{%p endfor %}",
    )
    template = template_with(*tags, header="{{ council }}, {{ date }}")
    draft, data = sent_out(assessment, template)
    returned = read_returned(data, assessment_id=assessment.id)
    assert remarks_on(returned, draft) == ()


def test_accepted_words_keep_their_citations_where_they_stood(
    assessment: Assessment, sent: tuple[Draft, bytes]
) -> None:
    draft, data = sent
    words = first_words(draft, "strengths")
    written = "One [1], two (see [2]) and [3, 4] three; [5] begins. Last [6]."
    returned = read_returned(
        edited(data, lambda d: setattr(starting(d, words), "text", written)), assessment_id=assessment.id
    )
    (one,) = differences(returned, draft)
    after = taken_over(assessment, draft, one)
    first = next(after.section("strengths").all_paragraphs())
    assert first.text.replace("\N{NO-BREAK SPACE}", " ") == written
    assert differences(returned, after) == ()


CASES = {
    "returned_as_sent": "",
    "returned_document2": "",
    "returned_footnote": "One footnote put in",
    "returned_foreword": "words before the first heading",
}


@pytest.mark.parametrize("name", CASES)
def test_drafts_of_an_older_release_that_came_back_are_read(shared: Path, sent: tuple[Draft, bytes], name: str) -> None:
    path = shared / "cases" / f"{name}.docx"
    if not path.is_file():
        pytest.skip("the shared cases are not here")
    returned = read_returned(path.read_bytes())
    assert len(remarks_on(returned, sent[0])) == bool(CASES[name])
    assert CASES[name] in told(returned, sent[0])
    assert [words.place for words in returned.words if words.place] == [name.split("_")[1]] * bool(CASES[name])
