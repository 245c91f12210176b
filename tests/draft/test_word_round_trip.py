"""A draft goes out to Word and comes back: changed by python-docx, by LibreOffice, and with tracked changes."""

import re
import time
import zipfile
from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from hypothesis import example, given, settings

from rubric.draft import compose, render_draft
from rubric.draft.edited import blocks, with_ids
from rubric.draft.model import Draft
from rubric.draft.round_trip.compare import differences
from rubric.draft.round_trip.differences import Difference, accept
from rubric.draft.round_trip.remarks import remarks_on
from rubric.draft.round_trip.returned import (
    ANOTHER,
    BY_LIKENESS,
    LOCKED,
    MACROS,
    NOT_OURS,
    NOT_WORD,
    TOO_LARGE,
    read_returned,
)
from rubric.draft.word.paragraph_ids import all_places
from rubric.errors import BadInput
from rubric.evidence.model import Assessment, SectionEdit
from rubric.framework import load
from tests.draft.builders import ON, council, gap, item, opened, part, rich, template_with
from tests.draft.conftest import Convert
from tests.draft.test_hostile_templates import changed
from tests.draft.test_render import nasty


def sent_out(assessment: Assessment, template: bytes | None = None) -> tuple[Draft, bytes]:
    """The draft of an assessment and the Word file of it."""
    draft = compose(assessment, load(), on=ON)
    return draft, render_draft(draft, assessment_id=assessment.id, template=template)


def edited(data: bytes, change: Callable[[Document], object]) -> bytes:
    """The file after somebody changed it."""
    document = opened(data)
    change(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def starting(document: Document, words: str) -> Paragraph:
    return next(paragraph for paragraph in document.paragraphs if paragraph.text.startswith(words))


def first_words(draft: Draft, section: str, at: int = 0) -> str:
    """The paragraph at this place of a section, headings not counted."""
    return [place.words for place in all_places(draft)[section] if not place.heading][at]


def came_back(draft: Draft, data: bytes, assessment: Assessment) -> tuple[Difference, ...]:
    return differences(read_returned(data, assessment_id=assessment.id), draft)


def taken_over(assessment: Assessment, draft: Draft, *wanted: Difference) -> Draft:
    """The draft after these differences of one section were accepted and kept."""
    section = draft.section(wanted[0].section)
    text = with_ids(accept(blocks(section), *wanted), draft.numbers)
    others = [edit for edit in assessment.edits if edit.section != section.id]
    edit = SectionEdit(section=section.id, text=text)
    return compose(assessment.model_copy(update={"edits": [*others, edit]}), load(), on=ON)


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    return rich()


@pytest.fixture(scope="module")
def sent(assessment: Assessment) -> tuple[Draft, bytes]:
    return sent_out(assessment)


def test_every_paragraph_and_entry_heading_leaves_with_a_hidden_id_of_its_own(sent: tuple[Draft, bytes]) -> None:
    draft, data = sent
    xml = part(data, "word/document.xml")
    names = re.findall(r'<w:bookmarkStart [^>]*w:name="(_rb_[^"]+)"', xml)
    wanted = [place.mark for told in all_places(draft).values() for place in told]
    assert [name for name in names if not name.startswith("_rb_of_")] == wanted
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 40  # Word's limit
    assert "\ue000" not in xml
    assert sum(name.startswith("_rb_of_") for name in names) == 1


def test_the_ids_change_nothing_that_can_be_read(sent: tuple[Draft, bytes]) -> None:
    draft, data = sent
    said = [paragraph.text for paragraph in opened(data).paragraphs]
    for places in all_places(draft).values():
        assert all(place.words in said for place in places)


def test_an_untouched_draft_comes_back_without_a_difference(assessment: Assessment, sent: tuple[Draft, bytes]) -> None:
    draft, data = sent
    returned = read_returned(data, assessment_id=assessment.id)
    assert differences(returned, draft) == ()
    assert remarks_on(returned, draft) == ()


@settings(max_examples=25, deadline=None)
@given(nasty, nasty)
@example("see [4] and [1]", "\\[1] - # x")
@example("- a\n- b", "# heading\n\n### other")
def test_no_text_whatever_makes_a_difference_when_nobody_touched_it(text: str, other: str) -> None:
    made = council(item(f"x{text}", outcome=other, source=other), gap(text, cause=other, heard=text), item(f"y{other}"))
    draft, data = sent_out(made)
    assert came_back(draft, data, made) == ()


def test_a_reworded_paragraph_is_shown_beside_what_stands_here(
    assessment: Assessment, sent: tuple[Draft, bytes]
) -> None:
    draft, data = sent
    old = first_words(draft, "strengths")
    new = old.replace("Eight", "All nine", 1) if "Eight" in old else f"In truth, {old}"
    (one,) = came_back(draft, edited(data, lambda d: setattr(starting(d, old), "text", new)), assessment)
    assert (one.section, one.kind, one.current) == ("strengths", "reworded", old)
    assert one.word.split() == new.split()
    assert not one.also_changed_here
    assert {piece.kind for piece in one.pieces} >= {"same", "new"}
    assert " ".join(piece.words for piece in one.pieces if piece.kind != "gone") == " ".join(new.split())


def test_an_added_and_a_removed_paragraph_are_told_as_such(assessment: Assessment, sent: tuple[Draft, bytes]) -> None:
    draft, data = sent
    first, second = first_words(draft, "voices"), first_words(draft, "voices", 1)

    def change(document: Document) -> None:
        starting(document, second).insert_paragraph_before("A wholly new thought & <more>.")
        gone = starting(document, first)._p
        gone.getparent().remove(gone)

    added, removed = came_back(draft, edited(data, change), assessment)
    assert (added.kind, added.word, added.current) == ("added", "A wholly new thought & <more>.", "")
    assert (removed.kind, removed.current, removed.word) == ("removed", first, "")
    after = taken_over(assessment, draft, added, removed)
    said = [place.words for place in all_places(after)["voices"]]
    assert first not in said
    assert said.index("A wholly new thought & <more>.") + 1 == said.index(second)


def test_each_accepted_difference_is_gone_and_the_others_stay(
    assessment: Assessment, sent: tuple[Draft, bytes]
) -> None:
    draft, data = sent
    words = [first_words(draft, "areas", at) for at in range(2)]

    def change(document: Document) -> None:
        starting(document, words[0]).text = f"To begin with: {words[0]}"
        starting(document, words[1]).text = "Something else entirely stands here now."

    returned = read_returned(edited(data, change), assessment_id=assessment.id)
    first, second = differences(returned, draft)
    after = taken_over(assessment, draft, first)
    (left,) = differences(returned, after)
    assert (left.word, left.current) == (second.word, second.current)
    made = assessment.model_copy(
        update={
            "edits": [SectionEdit(section="areas", text=with_ids(accept(blocks(draft.section("areas")), first), {}))]
        }
    )
    both = taken_over(made, after, left)
    assert differences(returned, both) == ()
    assert differences(returned, taken_over(assessment, draft, first, second)) == ()


def test_a_stop_after_a_citation_does_not_keep_a_difference_alive(
    assessment: Assessment, sent: tuple[Draft, bytes]
) -> None:
    draft, data = sent
    old = first_words(draft, "strengths")
    returned = read_returned(
        edited(data, lambda d: setattr(starting(d, old), "text", "They chaired it [1]. And [999] stays words, [2]")),
        assessment_id=assessment.id,
    )
    (one,) = differences(returned, draft)
    after = taken_over(assessment, draft, one)
    assert differences(returned, after) == ()
    first = next(after.section("strengths").all_paragraphs())
    assert [sentence.evidence for sentence in first.sentences] == [(1,), (2,)]
    assert "[999] stays words" in first.text


def test_citations_follow_their_items_when_the_list_has_moved_since(assessment: Assessment) -> None:
    draft, data = sent_out(assessment)
    fewer = assessment.model_copy(update={"evidence": assessment.evidence[1:]})
    now = compose(fewer, load(), on=ON)
    moved = [one for one in assessment.evidence[1:] if draft.numbers[one.id] != now.numbers[one.id]]
    cited = moved[-1]
    old = first_words(draft, "voices")
    text = f"Quite another sentence altogether [{draft.numbers[cited.id]}]"
    found = came_back(now, edited(data, lambda d: setattr(starting(d, old), "text", text)), fewer)
    (one,) = [one for one in found if one.word.startswith("Quite another")]
    assert one.word.endswith(f"[{now.numbers[cited.id]}]")


def test_what_changed_here_alone_is_no_difference(assessment: Assessment, sent: tuple[Draft, bytes]) -> None:
    draft, data = sent
    section = draft.section("strengths")
    mine = SectionEdit(section="strengths", text="Wholly other words, written here since.")
    now = compose(assessment.model_copy(update={"edits": [mine]}), load(), on=ON)
    assert section != now.section("strengths")
    assert came_back(now, data, assessment) == ()


def test_what_changed_on_both_sides_is_marked(assessment: Assessment, sent: tuple[Draft, bytes]) -> None:
    draft, data = sent
    old = first_words(draft, "strengths")
    parts = list(blocks(draft.section("strengths")))
    at = next(place for place, block in enumerate(parts) if not block.startswith("#"))
    parts[at] += " This was added here."
    mine = SectionEdit(section="strengths", text=with_ids("\n\n".join(parts), draft.numbers))
    now = compose(assessment.model_copy(update={"edits": [mine]}), load(), on=ON)
    back = edited(data, lambda d: setattr(starting(d, old), "text", f"{old} This was added in Word."))
    (one,) = came_back(now, back, assessment)
    assert one.also_changed_here
    assert one.current.endswith("This was added here.")
    assert one.word.endswith("This was added in Word.")


def test_a_cut_paragraph_and_joined_paragraphs_are_recognised(
    assessment: Assessment, sent: tuple[Draft, bytes]
) -> None:
    draft, data = sent
    one, two = first_words(draft, "strengths"), first_words(draft, "strengths", 1)

    def join(document: Document) -> None:
        first, second = starting(document, one)._p, starting(document, two)._p
        for child in [child for child in second if child.tag != qn("w:pPr")]:
            first.append(child)
        # as Word leaves it: the second id lies within the joined paragraph
        for mark in (second.getprevious(), second.getnext()):
            first.append(mark)
        first.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>…</w:t></w:r>"))
        second.getparent().remove(second)

    def cut(document: Document) -> None:
        paragraph = starting(document, one)
        words = paragraph.text.split()
        half = len(words) // 2
        paragraph.text = " ".join(words[half:])
        paragraph.insert_paragraph_before(" ".join(words[:half]))

    found = came_back(draft, edited(data, cut), assessment)
    assert [(d.kind, len(d.blocks), len(d.replaces)) for d in found] == [("reworded", 2, 1)]
    after = taken_over(assessment, draft, *found)
    assert len(all_places(after)["strengths"]) == len(all_places(draft)["strengths"]) + 1
    joined = came_back(draft, edited(data, join), assessment)
    assert [d.kind for d in joined][:1] == ["reworded"]


def test_a_moved_paragraph_is_told_as_moved(assessment: Assessment, sent: tuple[Draft, bytes]) -> None:
    draft, data = sent
    words = [place.words for place in all_places(draft)["voices"] if not place.heading]

    def move(document: Document) -> None:
        last = starting(document, words[-1])._p
        start, end = last.getprevious(), last.getnext()
        before = starting(document, words[0])._p.getprevious()
        for element in (start, last, end):
            before.addprevious(element)

    found = came_back(draft, edited(data, move), assessment)
    assert [one.kind for one in found] == ["moved"]
    returned = read_returned(edited(data, move), assessment_id=assessment.id)
    assert differences(returned, taken_over(assessment, draft, *found)) == ()


RUN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
BY = 'w:id="901" w:author="A Colleague" w:date="2026-11-20T10:00:00Z"'


def tracked(paragraph: Paragraph, old: str, new: str) -> None:
    """A paragraph's words replaced with track changes on."""
    for run in list(paragraph._p.iter(qn("w:r"))):
        run.getparent().remove(run)
    deleted = RUN.format(old).replace("w:t ", "w:delText ").replace("</w:t>", "</w:delText>")
    for xml in (
        f"<w:del {nsdecls('w')} {BY}>{deleted}</w:del>",
        f"<w:ins {nsdecls('w')} {BY}>{RUN.format(new)}</w:ins>",
    ):
        paragraph._p.append(parse_xml(xml))


def test_tracked_changes_are_read_as_if_accepted(assessment: Assessment, sent: tuple[Draft, bytes]) -> None:
    draft, data = sent
    words = [first_words(draft, "areas", at) for at in range(2)]

    def change(document: Document) -> None:
        tracked(starting(document, words[0]), words[0], "Carers now hear what came of it.")
        gone = starting(document, words[1])
        tracked(gone, words[1], "")
        gone._p.get_or_add_pPr().append(parse_xml(f"<w:rPr {nsdecls('w')}><w:del {BY}/></w:rPr>"))

    returned = read_returned(edited(data, change), assessment_id=assessment.id)
    first, second = differences(returned, draft)
    assert (first.kind, first.current, first.word) == ("reworded", words[0], "Carers now hear what came of it.")
    assert (second.kind, second.current) == ("removed", words[1])
    assert "Five tracked changes read as if accepted." in remarks_on(returned, draft)


def test_comments_are_counted(assessment: Assessment, sent: tuple[Draft, bytes]) -> None:
    draft, data = sent

    def comment(document: Document) -> None:
        paragraph = starting(document, first_words(draft, "areas"))
        document.add_comment(paragraph.runs, "Is this right?", "A Reader")

    returned = read_returned(edited(data, comment), assessment_id=assessment.id)
    assert len(returned.comments) == 1
    assert differences(returned, draft) == ()
    assert any(sentence.startswith("One comment in Word") for sentence in remarks_on(returned, draft))


def test_changed_tables_and_main_headings_are_told_not_offered(
    assessment: Assessment, sent: tuple[Draft, bytes]
) -> None:
    draft, data = sent

    def change(document: Document) -> None:
        document.tables[0].rows[1].cells[0].paragraphs[0].text = "A step reworded in the table"
        document.tables[1].rows[2].cells[1].paragraphs[0].text = "A claim reworded in the list"
        starting(document, "Our strengths").text = "What we do well"  # the contents list
        headings = [p for p in document.paragraphs if p.text == "Our strengths"]
        headings[-1].text = "What we do well"

    returned = read_returned(edited(data, change), assessment_id=assessment.id)
    assert differences(returned, draft) == ()
    said = " ".join(remarks_on(returned, draft))
    assert "change these under Plan" in said
    assert "change these under Evidence" in said
    assert "“What we do well”" in said


def test_a_draft_without_its_ids_is_matched_by_likeness_and_says_so(
    assessment: Assessment, sent: tuple[Draft, bytes]
) -> None:
    draft, data = sent
    old = first_words(draft, "strengths")

    def change(document: Document) -> None:
        for mark in list(document.element.body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
            mark.getparent().remove(mark)
        starting(document, old).text = f"{old} And one more thing."

    bare = edited(data, change)
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(bare)) as there, zipfile.ZipFile(out, "w") as new:
        for name in there.namelist():
            content = there.read(name)
            if name == "docProps/custom.xml":
                content = (
                    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'
                )
            new.writestr(name, content)
    returned = read_returned(out.getvalue(), assessment_id=assessment.id)
    assert returned.by_likeness
    assert BY_LIKENESS in remarks_on(returned, draft)
    (one,) = differences(returned, draft)
    assert (one.kind, one.current) == ("reworded", old)


def test_ids_alone_are_enough_where_the_file_properties_were_cleared(
    assessment: Assessment, sent: tuple[Draft, bytes]
) -> None:
    draft, data = sent
    old = first_words(draft, "strengths")
    bare = changed(
        edited(data, lambda d: setattr(starting(d, old), "text", f"{old} And one more thing.")),
        custom=b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
    )
    (one,) = came_back(draft, bare, assessment)
    assert (one.kind, one.current) == ("reworded", old)


def test_the_draft_of_another_assessment_is_refused(sent: tuple[Draft, bytes]) -> None:
    with pytest.raises(BadInput) as error:
        read_returned(sent[1], assessment_id=rich().id)
    assert str(error.value) == ANOTHER


def word_with(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", NOT_WORD),
        (b"%PDF-1.7", NOT_WORD),
        (b"PK\x03\x04torn", NOT_WORD),
        (word_with(xl__workbook_xml=b"<a/>"), NOT_WORD),
        (word_with(word__document_xml=b"<a/>"), NOT_WORD),
        (word_with(word__document_xml=b"<a/>", word__vbaProject_bin=b"x"), MACROS),
        (word_with(word__document_xml=b" " * 9_000_000), TOO_LARGE),
        (template_with("A letter to somebody else"), NOT_OURS),
    ],
    ids=["empty", "a PDF", "torn", "a workbook", "no Word", "macros", "too large", "a letter"],
)
def test_what_is_no_draft_of_ours_is_refused_in_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(BadInput) as error:
        read_returned(data)
    assert str(error.value) == sentence


def test_a_file_with_a_password_is_refused_in_one_sentence() -> None:
    locked = bytearray(word_with(word__document_xml=b"<a/>"))
    locked[locked.find(b"PK\x01\x02") + 8] |= 1  # the flag, in the directory, that says so
    with pytest.raises(BadInput) as error:
        read_returned(bytes(locked))
    assert str(error.value) == LOCKED


def test_a_file_as_large_as_is_taken_is_read_in_less_than_five_seconds(sent: tuple[Draft, bytes]) -> None:
    xml = part(sent[1], "word/document.xml")
    paragraph = "<w:p><w:r><w:t>" + "many words here " * 21 + "</w:t></w:r></w:p>"
    xml = xml.replace("<w:body>", "<w:body>" + paragraph * 8_500)
    began = time.process_time()
    returned = read_returned(changed(sent[1], document=xml.encode()))
    differences(returned, sent[0])
    assert time.process_time() - began < 5


def test_a_councils_own_template_keeps_its_words_and_the_ids_still_hold(assessment: Assessment) -> None:
    template = template_with(
        "Our own foreword, which is no part of the draft.",
        "{%p for e in strengths.entries %}",
        "{{ e.heading|upper }}",
        "{%p for p in e.paragraphs %}",
        "{{ loop.index }}. {{ p.text }} (checked)",
        "{%p endfor %}",
        "{%p endfor %}",
        "Our strengths are many, we say below.",
        header="{% for p in strengths.paragraphs %}{{ p.text }}{% endfor %}",
    )
    draft, data = sent_out(assessment, template)
    assert "_rb_" not in part(data, "word/header1.xml")
    assert came_back(draft, data, assessment) == ()
    old = first_words(draft, "strengths", len(draft.section("strengths").paragraphs))

    def change(document: Document) -> None:
        paragraph = next(p for p in document.paragraphs if old in p.text)
        paragraph.text = f"1. Truly, {old} (checked)"

    (one,) = came_back(draft, edited(data, change), assessment)
    assert (one.kind, one.current) == ("reworded", old)
    assert one.word.split() == f"Truly, {old}".split()


def test_libreoffice_saves_an_untouched_draft_without_a_difference(
    assessment: Assessment, sent: tuple[Draft, bytes], libreoffice: Convert
) -> None:
    draft, data = sent
    (back,) = libreoffice("docx", "docx", data)
    returned = read_returned(back, assessment_id=assessment.id)
    assert not returned.by_likeness
    assert returned.marks >= {place.mark for places in all_places(draft).values() for place in places}
    assert differences(returned, draft) == ()
    assert remarks_on(returned, draft) == ()


def test_an_edit_in_libreoffice_comes_back_as_one_difference(
    assessment: Assessment, sent: tuple[Draft, bytes], libreoffice: Convert
) -> None:
    draft, data = sent
    (flat_xml,) = libreoffice("docx", "fodt", data)
    text = flat_xml.decode()
    assert text.count("Only some of our teams can show") > 0
    old = next(one for one in (p.words for p in all_places(draft)["areas"]) if "Only some of our teams" in one)
    flat = old.split("Only some of our teams", 1)[1][:20]
    body = text.index("<office:body>")  # before it stand the properties, with a record of what was sent
    place = text.index(f"Only some of our teams{flat}", body)
    text = text[:place] + "Hardly any" + text[place + len("Only some") :]
    (again,) = libreoffice("fodt", "docx", text.encode())
    found = came_back(draft, again, assessment)
    assert [one.kind for one in found] == ["reworded"]
    assert "Hardly any of our teams" in found[0].word
    assert "Only some of our teams" in found[0].current


def test_the_record_stands_beside_a_councils_own_properties(assessment: Assessment) -> None:
    once = sent_out(assessment)[1]
    again = render_draft(
        compose(assessment, load(), on=ON), assessment_id=assessment.id, template=template_with("{{ council }}")
    )
    assert docx.Document(BytesIO(once)).part.package
    assert "Self-assessment marks 1" in part(again, "docProps/custom.xml")
