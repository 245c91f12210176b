"""Short forms get their words in brackets where the draft first uses them, and nothing else of it changes."""

from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from rubric.draft import Draft, compose, compose_afresh, render_draft
from rubric.draft.edited import as_text, composed_change, with_ids
from rubric.draft.material import gather
from rubric.draft.model import Paragraph, Section, Sentence
from rubric.draft.passages import passages
from rubric.draft.round_trip.compare import differences
from rubric.draft.round_trip.returned import read_returned
from rubric.draft.spelled import otherwise_spelled, spell_out
from rubric.draft.word.publish import cleaned
from rubric.evidence.last_report import LastReport
from rubric.evidence.lint import lint
from rubric.evidence.model import Assessment, EvidenceItem, PlanAction, SectionEdit
from rubric.evidence.short_forms import glossary
from rubric.framework import load
from tests.draft.builders import ON, all_text, council, gap, item, opened, record
from tests.draft.test_since import answer

FRAMEWORK = load()
DOLS = "DoLS (Deprivation of Liberty Safeguards)"


def draft_of(*items: EvidenceItem, **given: object) -> Draft:
    return compose(council(*items, **given), FRAMEWORK, on=ON)


def spelled(text: str, *others: EvidenceItem) -> str:
    """A text as a draft shows it whose first words it is."""
    empty = draft_of()
    section = Section(id="position", heading="", paragraphs=(Paragraph(sentences=(Sentence(text=text),)),))
    one = empty.model_copy(update={"sections": (section,)})
    return spell_out(one, gather(council(*others), FRAMEWORK, ON)).sections[0].paragraphs[0].text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("DoLS waits fell.", f"{DOLS} waits fell."),
        ("DoLS waits fell. DoLS is last.", f"{DOLS} waits fell. DoLS is last."),
        ("Two SARs, one SAR.", "Two SARs (safeguarding adults reviews), one SAR."),
        ("NHS ICB staff", "NHS ICB (integrated care board) staff"),
        ("CQC’s visit", "CQC’s (Care Quality Commission’s) visit"),
        ("OTs wait; OT waits", "OTs (occupational therapists) wait; OT waits"),
        ("under the MCA 2005", "under the MCA (Mental Capacity Act) 2005"),
        ("see KPI 14b; one KPI", "see KPI 14b; one KPI (key performance indicator)"),
        ("Chase ICB (again)", "Chase ICB (again)"),
        ("We (LGSCO aside) agree", "We (LGSCO (Local Government and Social Care Ombudsman) aside) agree"),
        # its words stand beside it
        (DOLS, DOLS),
        ("Deprivation of Liberty Safeguards (DoLS)", "Deprivation of Liberty Safeguards (DoLS)"),
        ("CQC (the Care Quality Commission) and CQC", "CQC (the Care Quality Commission) and CQC"),
        ("the safeguarding adults board, or SAB,", "the safeguarding adults board, or SAB,"),
        ("multi-disciplinary teams (MDTs)", "multi-disciplinary teams (MDTs)"),
        # more than one meaning, unknown, everyday
        ("SW and PA and QS", "SW and PA and QS"),
        ("XQZ and IT and GPs", "XQZ and IT and GPs"),
        # no bracket can stand there
        ("DoLS-trained MCA/DoLS staff", "DoLS-trained MCA/DoLS staff"),
        ("see DoLS.docx and ASC_2026", "see DoLS.docx and ASC_2026"),
        ("https://x.gov.uk/ASC/DoLS asc@DoLS.uk", "https://x.gov.uk/ASC/DoLS asc@DoLS.uk"),
        # quoted
        ("She said “DoLS took months”, and DoLS did.", f"She said “DoLS took months”, and {DOLS} did."),
        ("The 'DoLS policy' and carers' DoLS", f"The 'DoLS policy' and carers' {DOLS}"),
        # a name has no plural
        ("Two CQCs and a CQC", "Two CQCs and a CQC (Care Quality Commission)"),
    ],
)
def test_the_words_follow_the_first_use(text: str, told: str) -> None:
    assert spelled(text) == told


@pytest.mark.parametrize(
    ("text", "typed", "told"),
    [
        ("OT waits", "Our outreach team (OT) grew", "OT (outreach team) waits"),
        ("DP users", "Direct payments (DPs) are up", "DP (direct payment) users"),
        ("MDTs meet", "multi-disciplinary teams (MDTs)", "MDTs (multi-disciplinary teams) meet"),
        ("LLB meets", "The Learning Loop Board (LLB)", "LLB (Learning Loop Board) meets"),
        ("SARs late", "We answer subject access requests late", "SARs late"),
    ],
)
def test_what_the_council_typed_as_words_wins(text: str, typed: str, told: str) -> None:
    assert spelled(text, item(typed)) == told


def test_a_short_form_that_the_council_gave_two_meanings_is_left_alone() -> None:
    assert spelled("OT waits", item("Our outreach team (OT) grew"), item("overnight transport (OT)")) == "OT waits"
    both = item("multi-disciplinary team (MDT)"), item("multidisciplinary teams (MDTs)")
    assert spelled("MDT meets", *both) == "MDT (multidisciplinary team) meets"


def test_the_first_place_in_reading_order_has_the_words_and_no_other() -> None:
    draft = draft_of(
        gap("DoLS waits are long", figures="DoLS: 61 of 212", confirmations=[record("DoLS took a year")]),
        actions=[PlanAction(text="Clear DoLS waits", owner="DASS", measure="No DoLS wait over 21 days")],
    )
    text = all_text(render_draft(draft))
    assert text.count("(Deprivation of Liberty Safeguards)") == 1
    assert draft.section("position").paragraphs[1].text.startswith(f"We know of one gap. {DOLS} waits are long.")
    table = draft.section("actions").table
    assert table is not None
    assert table.rows[0]["owner"] == "DASS (director of adult social services)"


def test_records_documents_titles_and_what_a_report_said_are_left_as_they_are() -> None:
    said, where = "DoLS took a year, and nobody rang", "Minutes of the DoLS forum"
    loop = {"heard": "SABs are remote", "decided": "We meet", "changed": "We met", "told": "By post"}
    draft = draft_of(
        gap("People wait", source="DoLS and MCA policy", confirmations=[record(said, where=where)]),
        item("We ask", maturity="embedded", **loop),
        last_report=LastReport(answers=[answer(1, said="ASC leaders were seldom seen", done="We rang")]),
        title="ASC and DoLS 2026",
    )
    text = all_text(render_draft(draft))
    assert all(words in text for words in (said, where, "ASC leaders", "SABs are", "DoLS and MCA policy", "ASC and"))
    sentences = [s for section in draft.sections for p in section.all_paragraphs() for s in p.sentences]
    assert not [sentence.in_full for sentence in sentences if sentence.in_full]
    assert not any(section.table.added for section in draft.sections if section.table)


def test_a_section_that_somebody_edited_is_theirs_and_the_next_use_has_the_words() -> None:
    edit = SectionEdit(section="position", text="DoLS waits are long, we say.")
    draft = draft_of(gap("DoLS waits are long"), edits=[edit])
    assert draft.section("position").paragraphs[0].text == "DoLS waits are long, we say."
    assert DOLS in draft.section("areas").entries[0].paragraphs[0].text
    told = SectionEdit(section="position", text=f"{DOLS} waits are long.")
    assert DOLS not in as_text(draft_of(gap("DoLS waits are long"), edits=[told]).section("areas"))


def test_the_words_do_not_count_against_a_budget_nor_as_somebodys_own_sentence() -> None:
    assessment = council(gap("ASC staff say that DoLS waits are long"))
    draft, plain = compose(assessment, FRAMEWORK, on=ON), compose_afresh(assessment, FRAMEWORK, on=ON)
    assert as_text(draft.section("position")) != as_text(plain.section("position"))
    assert [s.words for s in draft.sections] == [s.words for s in plain.sections]
    rules = {note.rule for note in lint(assessment, FRAMEWORK, ON, passages(draft))}
    assert "acronym" not in rules  # the draft spells them out
    assert "acronym" in {note.rule for note in lint(assessment, FRAMEWORK, ON)}


def test_where_the_words_stand_is_no_change_of_a_section_that_was_edited() -> None:
    was = council(gap("DoLS waits are long", id="b", position=1.0))
    before, fresh = compose(was, FRAMEWORK, on=ON), compose_afresh(was, FRAMEWORK, on=ON)
    edit = SectionEdit(section="areas", text="Ours", composed=with_ids(as_text(fresh.section("areas")), before.numbers))
    now = compose_afresh(council(*was.evidence, edits=[edit]), FRAMEWORK, on=ON)
    assert composed_change(edit, now.section("areas"), now.numbers) is None


def before_and_after() -> tuple[Assessment, Assessment]:
    """A council, and the same one after its position was edited: so the words move to another section."""
    was = council(gap("DoLS waits are long, and MCA training is behind"), id="one")
    edit = SectionEdit(section="position", text="We have furthest to go on waits.")
    return was, was.model_copy(update={"edits": [edit]})


@pytest.mark.parametrize("marked", [True, False], ids=["with ids", "ids lost"])
@pytest.mark.parametrize("forth", [True, False])
def test_a_draft_comes_back_without_a_difference_where_only_the_words_moved(*, marked: bool, forth: bool) -> None:
    then, now = before_and_after() if forth else reversed(before_and_after())
    sent = render_draft(compose(then, FRAMEWORK, on=ON), assessment_id="one")
    found = differences(read_returned(sent if marked else cleaned(sent)), compose(now, FRAMEWORK, on=ON))
    assert [one for one in found if one.section != "position"] == []


def test_a_draft_from_before_there_were_words_comes_back_without_a_difference() -> None:
    was, _ = before_and_after()
    sent = render_draft(compose_afresh(was, FRAMEWORK, on=ON), assessment_id="one")
    assert differences(read_returned(sent), compose(was, FRAMEWORK, on=ON)) == ()


def test_words_taken_out_in_word_are_a_difference_and_so_is_what_else_was_changed_there() -> None:
    was, later = before_and_after()
    draft = compose(was, FRAMEWORK, on=ON)
    document = opened(render_draft(draft, assessment_id="one"))
    first = next(p for p in document.paragraphs if DOLS in p.text)
    run = next(run for run in first.runs if DOLS in run.text)
    run.text = run.text.replace(DOLS, "DoLS")
    data = BytesIO()
    document.save(data)
    (found,) = differences(read_returned(data.getvalue()), draft)
    assert (found.kind, found.also_changed_here) == ("reworded", False)
    area = next(p for p in document.paragraphs if p.text.startswith("DoLS waits are long, and MCA training"))
    area.runs[0].text = area.runs[0].text.replace("are long", "are far too long")
    data = BytesIO()
    document.save(data)
    found = next(
        one
        for one in differences(read_returned(data.getvalue()), compose(later, FRAMEWORK, on=ON))
        if one.section == "areas"
    )
    assert (found.kind, found.also_changed_here) == ("reworded", False)


KNOWN = sorted(glossary().stand_for)
PUT_IN = [
    f" ({words}{owned})"
    for words in {*glossary().stand_for.values(), *glossary().plurals.values()}
    for owned in ("", "s", "’s", "'s", "s’s", "s's")
]
SIGNS = ("SW", "QQ", DOLS, "(", ")", "“", "”", "'s", "’s", "-", ".")
pieces = some.one_of(
    some.sampled_from([*KNOWN, *(f"{short}s" for short in KNOWN), *SIGNS]),
    some.text(max_size=8),
)


@settings(max_examples=200, deadline=None)
@given(some.lists(pieces, max_size=12).map(" ".join))
@example("DoLS DoLS (Deprivation of Liberty Safeguards)")
def test_without_the_brackets_a_text_is_as_it_was_to_the_letter(text: str) -> None:
    told = spelled(text)
    places, seen = [(0, 0)], set[tuple[int, int]]()
    while places and places[-1] != (len(text), len(told)):  # letters of both agree, or the draft alone has words there
        at, there = place = places.pop()
        if place in seen:
            continue
        seen.add(place)
        if text[at : at + 1] == told[there : there + 1] != "":
            places.append((at + 1, there + 1))
        if told.startswith(" (", there):
            places += [(at, there + len(words)) for words in PUT_IN if told.startswith(words, there)]
    assert places


@settings(max_examples=100, deadline=None)
@given(some.lists(some.sampled_from(["DoLS", "SARs", "SAR", "MCA", "CQC’s", "waits", "."]), max_size=8).map(" ".join))
def test_a_text_is_among_those_that_it_could_be_with_other_words_spelled_out(text: str) -> None:
    empty = draft_of()
    section = Section(id="position", heading="", paragraphs=(Paragraph(sentences=(Sentence(text=text),)),))
    told = spell_out(empty.model_copy(update={"sections": (section,)}), gather(council(), FRAMEWORK, ON))
    shown = told.sections[0].paragraphs[0].text
    assert shown == text or text in otherwise_spelled(shown, told.spellings)
    assert shown == text or shown in otherwise_spelled(text, told.spellings)
