from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.draft import OUTLINE, Draft, compose, compose_afresh, phrases
from rubric.draft.edited import as_text
from rubric.draft.outline import TOTAL
from rubric.draft.wording import in_prose
from rubric.evidence.confirmation import Confirmation
from rubric.evidence.model import Action, ActionStatus, Assessment, EvidenceItem, PlanAction, SectionEdit, Skip
from rubric.framework import Framework, load
from rubric.framework.words import Maturity, Polarity, Reach, Voice
from rubric.prediction.model import AspectProfile, Doubted, Move, NotPredicted, Prediction, Reason, TrackRecord
from tests.draft.builders import ON, council, gap, item, record, rich


@pytest.fixture(scope="module")
def framework() -> Framework:
    return load()


def draft_of(assessment: Assessment, framework: Framework) -> Draft:
    return compose(assessment, framework, on=ON)


def text_of(draft: Draft, section: str) -> str:
    return "\n".join(paragraph.text for paragraph in draft.section(section).all_paragraphs())


def test_a_strength_is_told_as_claim_reach_figures_difference_and_what_was_said(framework: Framework) -> None:
    told = item(
        "Carers chaired the review of short breaks",
        reach=Reach.MOST,
        figures="6 of 9 changes made",
        outcome="use rose from 90 to 150 nights a quarter",
        voices=[Voice.PARTNERS, Voice.PEOPLE],
        confirmations=[
            record("They like it", Voice.PARTNERS),
            record("yes, it does", count=14, of=20, where="Short breaks review", when=date(2026, 3, 4)),
        ],
    )
    assert text_of(draft_of(council(told), framework), "strengths") == (
        "Strength: Carers chaired the review of short breaks. "
        "Figures: 6 of 9 changes made. Difference made: use rose from 90 to 150 nights a quarter. "
        "People and carers: yes, it does (14 of 20; Short breaks review, March 2026).\N{NO-BREAK SPACE}[1]"
    )


LOOP = {
    "heard": "Tenants told us that they were not asked",
    "decided": "ask them first",
    "changed": "Every house now asks",
    "told": "by letter in June 2026",
}


def test_a_strength_whose_loop_is_closed_tells_it_step_by_step(framework: Framework) -> None:
    told = item("Tenants choose who they live with", outcome="Fewer moves fail", source="Panel review", **LOOP)
    assert text_of(draft_of(council(told), framework), "strengths") == (
        "Tenants choose who they live with. Tenants told us that they were not asked. What we decided: ask them first. "
        "What changed: Every house now asks. How people were told: by letter in June 2026. "
        "Difference made: Fewer moves fail.\N{NO-BREAK SPACE}[1]"
    )


@pytest.mark.parametrize("missing", list(LOOP))
def test_a_loop_that_is_not_closed_is_told_in_a_note_alone(framework: Framework, missing: str) -> None:
    draft = draft_of(council(item("Tenants choose who they live with", **{**LOOP, missing: " "})), framework)
    told = " ".join(text_of(draft, section) for section in ("position", "voices", "strengths"))
    assert not any(words in told for words in LOOP.values())
    (note,) = [note for note in draft.notes if note.startswith("Evidence 1 tells ")]
    before, lacking = note.split(", but not ")
    shorter = {"heard": "heard", "decided": "decided", "changed": "what changed", "told": "how people were told"}
    assert shorter[missing] in lacking
    assert all(shorter[name] in before for name in LOOP if name != missing)


def test_voices_count_closed_loops_and_tell_one_that_stands_nowhere_else(framework: Framework) -> None:
    many = [item(f"Strength {n}", aspect=f"aspect-{n}", maturity=Maturity.IMPACT, outcome="It helps") for n in range(6)]
    loop = item("We ask tenants first", maturity=Maturity.IN_PLACE, **LOOP)
    told = text_of(draft_of(council(*many, loop), framework), "voices")
    assert (
        "On one point we have recorded what people said, what we decided, what changed and how they were told." in told
    )
    assert "Tenants told us that they were not asked. What we decided: ask them first. What changed: Every" in told


def test_an_area_is_told_as_gap_cause_who_it_affects_and_what_we_are_doing(framework: Framework) -> None:
    told = gap(
        cause="nobody owns the reply",
        affected="carers of people with dementia",
        reach=Reach.EVERYONE,
        figures="12 of 40 heard",
        voices=[Voice.PROCESSES],
        action=Action(text="Write to everyone who answers.", owner="Engagement lead", due=date(2027, 5, 31)),
    )
    assert text_of(draft_of(council(told), framework), "areas") == (
        "Carers seldom hear what came of their answers. Why it is so: nobody owns the reply. Who is affected: carers "
        "of people with dementia. Figures: 12 of 40 heard. "
        "Next step: Write to everyone who answers (owner: Engagement lead; due 31 May 2027)."
        "\N{NO-BREAK SPACE}[1]"
    )


def test_a_gap_without_a_step_of_its_own_is_answered_by_the_plan(framework: Framework) -> None:
    step = PlanAction(text="Write to them", evidence=["g"], due=date(2026, 10, 1), status=ActionStatus.UNDER_WAY)
    draft = draft_of(council(gap(id="g"), gap("Another gap", id="h"), actions=[step]), framework)
    told = text_of(draft, "areas")
    assert "Next step: Write to them (under way; due 1 October 2026, now overdue)." in told
    assert told.count("Next step") == 1
    assert "No next step is agreed on evidence 2, which the draft may tell as a gap: add one." in draft.notes
    table = draft.section("actions").table
    assert table is not None
    assert [row["evidence"] for row in table.rows] == ["[1]"]


def test_a_section_that_somebody_edited_reads_as_they_wrote_it(framework: Framework) -> None:
    assessment = council(item(id="a"), gap(id="b"))
    edit = SectionEdit(section="strengths", text="### Mine\n\nOur own words [@a], and more [@gone]. See [77].")
    edited = draft_of(assessment.model_copy(update={"edits": [edit]}), framework)
    plain = draft_of(assessment, framework)
    assert as_text(edited.section("strengths")) == "### Mine\n\nOur own words [1], and more. See \\[77]."
    assert [s for s in edited.sections if s.id != "strengths"] == [s for s in plain.sections if s.id != "strengths"]
    assert "“Our strengths” cites evidence 77, which the list does not have: put right or take out the number." in (
        edited.notes
    )
    assert any("cited one item that you have since removed" in note for note in edited.notes)
    unedited = compose_afresh(assessment.model_copy(update={"edits": [edit]}), framework, on=ON)
    assert unedited.sections == plain.sections


@pytest.mark.parametrize("voices", [[], None, [Voice.PEOPLE], list(Voice)])
def test_a_tick_alone_is_told_to_nobody_but_the_author(framework: Framework, voices: list[Voice] | None) -> None:
    ticked, bare = item(voices=voices, maturity=Maturity.IMPACT), item(voices=[], maturity=Maturity.IN_PLACE)
    draft = draft_of(council(ticked, gap(voices=voices)), framework)
    plain = draft_of(council(bare, gap(voices=[])), framework)
    for section in ("position", "voices", "strengths", "areas"):
        assert text_of(draft, section) == text_of(plain, section)
        assert "confirm" not in text_of(draft, section)
    assert draft.section("evidence").table == plain.section("evidence").table
    assert any(note.startswith("Nothing shows evidence 1 and 2, so") for note in draft.notes)
    assert any(note.startswith("Nothing is recorded of what people and carers, staff") for note in draft.notes)


def test_few_who_confirm_are_told_with_their_number(framework: Framework) -> None:
    told = item("We ring carers back", confirmations=[record("They ring back", count=3, of=40)])
    assert "They ring back (3 of 40)" in text_of(draft_of(council(told), framework), "strengths")
    said = Confirmation(voice=Voice.PEOPLE, said="They ring back", count=3, of=40)
    assert in_prose([phrases.said("People", said)]) == "People: They ring back (3 of 40)."


def test_a_number_that_was_cut_off_with_the_words_is_told_all_the_same() -> None:
    opening = "We had a letter from them"
    long = Confirmation(voice=Voice.PEOPLE, said=f"{opening}. {'So it was ' * 20}for 3 of 40.", count=3, of=40)
    assert in_prose([phrases.said("People", long)]) == f"People: {opening} (3 of 40)."
    short = long.model_copy(update={"said": "They rang 3 of 40 of us"})
    assert in_prose([phrases.said("People", short)]) == "People: They rang 3 of 40 of us."


def test_only_what_is_recorded_is_told_as_said_criticism_first(framework: Framework) -> None:
    when = date(2026, 3, 4)
    draft = draft_of(
        council(
            item(
                "We ring carers back",
                id="a",
                source_date=date(2020, 1, 1),
                confirmations=[
                    record("They do", count=12, of=40, when=when),
                    record("Nobody has rung me", count=3, of=40, when=when, against=True),
                    record("Not heard of it", where="", when=None),  # cannot be looked up: not recorded
                ],
            ),
            gap(position=0.0, confirmations=[record("We waited in silence", count=30, of=40, when=date(2026, 5, 1))]),
            gap(
                "Reports are late",
                position=1.0,
                confirmations=[record("9 of 12 are late", Voice.PROCESSES, where="Log")],
            ),
        ),
        framework,
    )
    entries = {e.heading: " ".join(p.text for p in e.paragraphs) for e in draft.section("voices").entries}
    entries = {heading: text.replace("\N{NO-BREAK SPACE}", " ") for heading, text in entries.items()}
    assert entries == {
        "People and carers": (
            "Three records, dated between March and May 2026, bear on two points: one confirms a gap, one disputes a "
            "strength and one has fewer than half agreeing with us. [1, 2] "
            "Disputes a strength: Nobody has rung me (3 of 40; March 2026). [1] "
            "Said or shown: We waited in silence (30 of 40; May 2026). [2]"
        ),
        "Our own documents and data": "Said or shown: 9 of 12 are late (Log, undated). [3]",
    }
    assert "People and carers: They do (12 of 40; March 2026)." in text_of(draft, "strengths")
    assert "2020" not in text_of(draft, "voices")
    assert "for all of them we have recorded what people" not in text_of(draft, "position")
    assert "for two of them we have recorded what people, partners or staff said" in text_of(draft, "position")


def test_a_voice_whose_records_are_not_all_dated_is_given_no_dates(framework: Framework) -> None:
    dated, undated = record("We waited", when=date(2026, 3, 4)), record("We wait", when=None, where="Minutes")
    told = text_of(draft_of(council(gap(confirmations=[dated, undated])), framework), "voices")
    assert told.startswith("Two records bear on one point: both confirm a gap.")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("We meet monthly", "We meet monthly."),
        ("We meet monthly.", "We meet monthly."),
        ("We  meet\tmonthly ", "We meet monthly."),
        ("“We meet.”", "“We meet.”"),
        ("We meet (monthly)", "We meet (monthly)."),
        ("We meet:", "We meet:"),
        ("no forum", "Strength: no forum."),
        ("iPads for all", "Strength: iPads for all."),
        ("May meetings", "Strength: May meetings."),
    ],
)
def test_a_claim_keeps_its_words_and_gets_a_stop_where_it_has_none(framework: Framework, typed: str, told: str) -> None:
    assert text_of(draft_of(council(item(typed)), framework), "strengths").startswith(
        (f"{told}\N{NO-BREAK SPACE}", f"{told} ")
    )


def test_a_claim_of_several_lines_keeps_them(framework: Framework) -> None:
    draft = draft_of(council(item("We changed:\n- the letters\n\n- the calls", outcome="Two replies")), framework)
    told = [p.text for p in draft.section("strengths").all_paragraphs()]
    assert told == ["We changed:\n- the letters\n- the calls\nDifference made: Two replies.\N{NO-BREAK SPACE}[1]"]
    table = draft.section("evidence").table
    assert table is not None
    assert table.rows[0]["claim"] == "We changed:\n- the letters\n\n- the calls"


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        ("waits fell by half", "Difference made: waits fell by half."),
        ("Waits fell by half", "one case. Waits fell by half."),
        ("40% fewer waited", "Difference made: 40% fewer waited."),
        ("Care Quality Commission delays", "Difference made: Care Quality Commission delays."),
        ("- fewer calls\n- fewer letters", "Difference made:\n- fewer calls\n- fewer letters"),
    ],
)
def test_a_difference_is_told_in_the_councils_words(framework: Framework, outcome: str, told: str) -> None:
    assert told in text_of(draft_of(council(item(outcome=outcome)), framework), "strengths")


def test_a_figure_that_stands_in_the_claim_is_not_said_twice(framework: Framework) -> None:
    told = text_of(
        draft_of(council(item("We asked 40 of 60 carers", figures="40 of 60 carers")), framework), "strengths"
    )
    assert told.count("40 of 60") == 1


def test_the_strongest_strengths_come_first_and_no_more_than_two_from_one_aspect(framework: Framework) -> None:
    weak = item("Weak and ours alone", aspect="practice", maturity=Maturity.IMPACT, voices=[])
    strong = item("Strong and borne out by people", maturity=Maturity.IMPACT, outcome="It helps")
    many = [item(f"One of many, {n}", aspect="external", maturity=Maturity.EMBEDDED) for n in range(5)]
    draft = draft_of(council(weak, *many, strong), framework)
    told = text_of(draft, "strengths")
    assert told.startswith("Strength: Strong and borne out by people.")
    assert told.count("One of many") == 2
    assert told.index("One of many") < told.index("Weak and ours alone")


def test_what_is_only_planned_is_no_strength(framework: Framework) -> None:
    draft = draft_of(council(item("We will open a forum", maturity=Maturity.PLANNED)), framework)
    assert "We will open a forum" not in text_of(draft, "strengths")
    assert "We have not yet recorded a strength that is working" in text_of(draft, "strengths")
    assert "One strength is planned and not yet working" in text_of(draft, "evidence")
    assert draft.section("evidence").evidence == (1,)


def test_every_item_stands_in_the_evidence_list(framework: Framework) -> None:
    assessment = rich()
    table = draft_of(assessment, framework).section("evidence").table
    assert table is not None
    assert sorted(row["claim"] for row in table.rows) == sorted(i.text for i in assessment.evidence)
    first = next(row for row in table.rows if row["reference"] == "IR 0")
    assert first["document"] == "Review number 0, 5 January 2026"
    assert first["category"] == "People and carers"
    assert first["owner"] == "Head of Service"
    assert first["aspect"] == framework.aspect("culture").title
    assert [row["number"] for row in table.rows] == [str(n) for n in range(1, 28)]


def test_a_rich_assessment_keeps_to_every_budget(framework: Framework) -> None:
    draft = draft_of(rich(), framework)
    assert {s.id: s.length for s in draft.sections if s.budget} == {o.id: "right" for o in OUTLINE if o.budget}
    assert TOTAL[0] <= draft.words <= TOTAL[1]
    assert 3 <= len(draft.section("strengths").told) <= 6
    assert 3 <= len(draft.section("areas").told) <= 5
    assert not any("aim for" in note or "cut short" in note for note in draft.notes)


def test_the_steps_that_do_not_fit_stand_at_the_end(framework: Framework) -> None:
    draft = draft_of(rich(), framework)
    first, rest = draft.section("actions").table, draft.section("further").table
    assert first is not None
    assert rest is not None
    assert len(first.rows) + len(rest.rows) == 9
    shown = {row["evidence"].strip("[]") for row in first.rows}
    assert {str(n) for n in draft.section("areas").told} <= shown


def test_steps_run_by_date_and_say_what_is_not_agreed(framework: Framework) -> None:
    steps = [
        PlanAction(text="Undated"),
        PlanAction(text="Done", due=date(2025, 1, 1), status=ActionStatus.DONE),
        PlanAction(text="Late", due=date(2026, 11, 19), owner="A", measure="B", status=ActionStatus.UNDER_WAY),
        PlanAction(text="  "),
    ]
    section = draft_of(council(actions=steps), framework).section("actions")
    assert section.table is not None
    assert [row["action"] for row in section.table.rows] == ["Late", "Undated", "Done"]
    assert [row["status"] for row in section.table.rows] == ["Under way, overdue", "Not started", "Done"]
    assert section.table.rows[1]["owner"] == "To be agreed"
    assert section.table.rows[2]["measure"] == "Not recorded"
    assert section.paragraphs[0].text == (
        "Of our three next steps, one is done and one is under way. One is overdue: “Late”."
    )


def test_half_typed_items_are_counted_but_not_told(framework: Framework) -> None:
    half = EvidenceItem(aspect="culture", text="Half a thought about our staff survey")
    blank = EvidenceItem(aspect="culture")
    draft = draft_of(council(item(), half, blank), framework)
    for section in ("position", "voices", "strengths", "areas"):
        assert "Half a thought" not in text_of(draft, section)
    assert any(note.startswith("Two items are still being written and not told in the text") for note in draft.notes)
    assert "still being written" not in text_of(draft, "evidence")
    table = draft.section("evidence").table
    assert table is not None
    assert sum("Half a thought" in row["claim"] for row in table.rows) == 1
    assert len(table.rows) == 2  # the blank one has nothing to list


def test_skipped_aspects_are_named_with_their_reason_and_silent_ones_too(framework: Framework) -> None:
    skips = [Skip(aspect="external", reason="Our peer review is in June.")]
    draft = draft_of(council(item(), skips=skips), framework)
    told = text_of(draft, "evidence")
    assert (
        "We leave out peer review, research and shared learning, for this reason: Our peer review is in June." in told
    )
    (note,) = [note for note in draft.notes if note.startswith("The draft says nothing on training, development and")]
    assert note.endswith("and on data, improvement plans and oversight: no evidence is finished there.")


@pytest.mark.parametrize(
    ("maturities", "words"),
    [
        ([Maturity.EMBEDDED] * 6, "most of how we learn and improve is in place"),
        ([Maturity.EMBEDDED] * 3 + [Maturity.PLANNED] * 3, "much of how we learn and improve is in place"),
        ([Maturity.EMBEDDED] * 2 + [Maturity.PLANNED] * 4, "parts of how we learn and improve are in place"),
        ([Maturity.PLANNED] * 6, "at an early stage, planned or missing"),
        ([Maturity.EMBEDDED] * 4, "too little to judge where we stand overall"),
    ],
)
def test_the_position_says_the_level_in_words(framework: Framework, maturities: list[Maturity], words: str) -> None:
    items = [item(f"Point {n}", maturity=maturity) for n, maturity in enumerate(maturities)]
    told = text_of(draft_of(council(*items), framework), "position")
    assert words in told
    assert not any(point.label.lower() in told.lower() for point in framework.scale)


def test_an_empty_assessment_says_decently_that_nothing_is_there(framework: Framework) -> None:
    draft = draft_of(Assessment(), framework)
    for section in draft.sections:
        told = text_of(draft, section.id)
        assert "not yet recorded" in told or "not recorded in this assessment yet" in told
        assert section.table is None


def test_a_claim_far_too_long_is_opened_in_the_text_and_kept_whole_in_the_list(framework: Framework) -> None:
    text = "One plain sentence first. " + "word " * 20_000 + "end"
    draft = draft_of(council(item(text)), framework)
    assert text_of(draft, "strengths").startswith("Strength: One plain sentence first.")
    assert draft.section("strengths").words < 350
    (whole,) = draft.section("evidence").entries
    assert whole.paragraphs[0].text == text
    assert any("20,005 words long" in note for note in draft.notes)


def test_an_aspect_of_another_framework_is_listed_under_its_own_name(framework: Framework) -> None:
    table = draft_of(council(item(aspect="housing")), framework).section("evidence").table
    assert table is not None
    assert table.rows[0]["aspect"] == "housing"


def test_the_same_assessment_always_gives_the_same_draft(framework: Framework) -> None:
    assessment = rich()
    shuffled = assessment.model_copy(update={"evidence": list(reversed(assessment.evidence))})
    assert draft_of(assessment, framework) == draft_of(shuffled, framework)


def outcome_of(kind: type[Prediction] | type[NotPredicted]) -> Prediction | NotPredicted:
    shared = {
        "probabilities": {1: 0.001, 2: 0.2, 3: 0.789, 4: 0.01},
        "expected": 2.8,
        "score": 0.4,
        "reasons": (
            Reason(aspect="culture", claim_id="up", text="It helps", effect=0.9),
            Reason(aspect="feedback", claim_id=None, text="Feedback: nothing said yet", effect=-0.5),
        ),
        "profile": (AspectProfile(aspect="culture", value=0.5, claims=1, typical={}),),
        "track_record": TrackRecord(reports=4, exact=4, always_3=2),
        "national": {1: 0.01, 2: 0.14, 3: 0.82, 4: 0.03},
        "notes": ("Few reports stand behind this",),
    }
    if kind is NotPredicted:
        return NotPredicted(why="Too little is said", missing=("Add evidence on feedback",), **shared)
    move = Move(aspect="feedback", claim_id=None, text="Say what changed", kind="add", gain=0.2)
    return Prediction(band=3, likely=(2, 3), moves=(move,), headline="3", explanation="Because it is so.", **shared)


def test_what_the_notes_call_left_out_is_in_the_annex(framework: Framework) -> None:
    doubted = Doubted(claim_id="up", aspect="culture", text="It helps", why="only praise stands there")
    outcome = outcome_of(Prediction).model_copy(update={"doubted": (doubted,)})
    section = compose(council(item("It helps", id="up")), framework, outcome=outcome, on=ON).section("band")
    (entry,) = [entry for entry in section.entries if entry.heading == "Left out"]
    assert entry.paragraphs[0].text == "“It helps.”\N{NO-BREAK SPACE}[1] only praise stands there."
    plain = compose(council(item("It helps", id="up")), framework, outcome=outcome_of(Prediction), on=ON)
    assert "Left out" not in [entry.heading for entry in plain.section("band").entries]


def test_the_annex_shows_the_band_with_its_reasons_and_that_it_is_no_score(framework: Framework) -> None:
    outcome = outcome_of(Prediction)
    draft = compose(council(item("It helps", id="up")), framework, outcome=outcome, on=ON)
    section = draft.section("band")
    assert section.paragraphs[0].text == "A prediction, not a CQC score."
    entries = {entry.heading: [p.text for p in entry.paragraphs] for entry in section.entries}
    assert entries["What pulls it up most"] == ["It helps.\N{NO-BREAK SPACE}[1]"]
    assert entries["What pulls it down most"] == ["Feedback: nothing said yet."]
    assert entries["What would move it"] == ["Say what changed."]
    assert "each left out in turn, the model gave CQC’s score for four; always answering 3" in " ".join(
        entries["How far to trust this"]
    )
    assert section.table is not None
    assert [row["chance"] for row in section.table.rows] == ["under 1%", "20%", "79%", "1%"]
    assert [row["likely"] for row in section.table.rows] == ["No", "Yes", "Yes", "No"]


def test_the_annex_without_a_band_says_why_and_what_is_missing(framework: Framework) -> None:
    section = compose(council(), framework, outcome=outcome_of(NotPredicted), on=ON).section("band")
    assert [p.text for p in section.paragraphs] == [
        "A prediction, not a CQC score.",
        "We show no band. Too little is said.",
    ]
    assert section.entries[0].paragraphs[0].text == "Add evidence on feedback."
    assert section.table is None


def test_there_is_no_annex_unless_asked_for(framework: Framework) -> None:
    with pytest.raises(KeyError):
        draft_of(rich(), framework).section("band")


items = st.builds(
    EvidenceItem,
    aspect=st.sampled_from(["culture", "feedback", "elsewhere"]),
    text=st.text(max_size=60),
    polarity=st.none() | st.sampled_from(Polarity),
    maturity=st.none() | st.sampled_from(Maturity),
    voices=st.none() | st.lists(st.sampled_from(Voice), unique=True),
    reach=st.none() | st.sampled_from(Reach),
    outcome=st.text(max_size=40),
    cause=st.text(max_size=40),
    affected=st.text(max_size=40),
    heard=st.text(max_size=40),
    decided=st.text(max_size=40),
    changed=st.text(max_size=40),
    told=st.text(max_size=40),
    figures=st.text(max_size=40),
    source=st.text(max_size=40),
    source_date=st.none() | st.dates(),
    action=st.none() | st.builds(Action, text=st.text(max_size=40), due=st.none() | st.dates()),
)


@given(st.lists(items, max_size=12))
def test_any_items_make_a_draft_whose_citations_all_lead_somewhere(found: list[EvidenceItem]) -> None:
    draft = compose(council(*found), load(), on=ON)
    table = draft.section("evidence").table
    listed = {int(row["number"]) for row in table.rows} if table else set()
    assert {n for section in draft.sections for n in section.evidence} <= listed
    assert set(draft.numbers.values()) == listed
    told = [p.text for section in draft.sections for p in section.all_paragraphs()]
    assert all(text.strip() for text in told)


def test_a_loop_whose_steps_say_that_nothing_happened_is_not_told_as_closed(framework: Framework) -> None:
    loop = {"heard": "you never come back to us", "decided": "newsletter", "changed": "nothing yet", "told": "n/a"}
    draft = draft_of(council(gap(**loop)), framework)
    assert "heard back" not in text_of(draft, "voices")
    assert any("says “nothing yet” on what changed and “n/a” on how people were told, so" in n for n in draft.notes)


def test_what_nothing_shows_is_told_as_our_own_account(framework: Framework) -> None:
    boasts = [item(aspect=aspect, figures="100%") for aspect in framework.aspect_ids]
    told = text_of(draft_of(council(*boasts), framework), "position")
    assert told.startswith("By our own account, most of how we learn and improve is in place.")
    shown = draft_of(council(*(item(aspect=a, source="Log") for a in framework.aspect_ids)), framework)
    assert text_of(shown, "position").startswith("In our own judgement, most of how we learn and improve is in place.")


def test_the_figure_of_a_gap_is_told_however_long_the_rest(framework: Framework) -> None:
    long = "so many words that there is no room for all of them in the text of a section " * 2
    figures = "41 working days against a limit of 25"
    gaps = [gap(f"Gap {n} {long}", cause=long, affected=long, outcome=long, figures=figures) for n in range(5)]
    assert text_of(draft_of(council(*gaps), framework), "areas").count(f"Figures: {figures}.") == 3


def test_gaps_are_chosen_by_harm_and_the_others_are_counted_with_all_their_numbers(framework: Framework) -> None:
    many = [gap(f"A letter was late for reason {n}", id=f"l{n}", aspect="culture") for n in range(8)]
    unsafe = gap("People were harmed by medication given late", id="u", voices=[], reach=Reach.ONE_TEAM)
    wide = gap("Replies are late", id="w", affected="1,900 people a year")
    draft = draft_of(council(*many, unsafe, wide), framework)
    section = draft.section("areas")
    assert section.entries[0].paragraphs[0].text.startswith("People were harmed by medication")
    assert section.entries[0].paragraphs[1].text.startswith("Replies are late")
    assert "Five more gaps and mixed points are in the evidence list." in text_of(draft, "areas")
    assert {*section.paragraphs[0].sentences[1].evidence} == set(draft.numbers.values()) - {*section.told}


def test_gaps_typed_as_lines_keep_them(framework: Framework) -> None:
    notes = gap("- no strategy\n- no policy", cause="too many surveys, nobody joins them up", outcome="2 members left")
    assert text_of(draft_of(council(notes), framework), "areas") == (
        "Gap:\n- no strategy\n- no policy\nWhy it is so: too many surveys, nobody joins them up. "
        "Difference made: 2 members left.\N{NO-BREAK SPACE}[1]"
    )


def test_typed_numbers_in_brackets_are_named_to_the_author(framework: Framework) -> None:
    draft = draft_of(council(item("We meet monthly [2]", source="Log [3]")), framework)
    assert any("“[2]” in its claim, which looks like a number of the evidence list" in note for note in draft.notes)
    assert draft.section("strengths").evidence == (1,)
