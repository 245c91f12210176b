"""The assessment file: in and out without loss, and generous to files from elsewhere."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rubric.evidence import (
    Action,
    ActionStatus,
    Assessment,
    Confirmation,
    EvidenceItem,
    PlanAction,
    SectionEdit,
    Skip,
    Waiver,
    clean_text,
    example_assessment,
    read_assessment,
    write_assessment,
)
from rubric.evidence.attachment import AttachedKind, Attachment
from rubric.evidence.model import SCHEMA_VERSION
from rubric.framework.words import Maturity, Polarity, Reach, Voice

from .builders import TEXTS, file_of

SPECIAL = st.sampled_from(
    [
        'R&D “quotes” \\ / "',
        "👩🏽‍🦽 😀",
        "مرحبا بالعالم",
        "שלום",
        "one\ntwo\tthree",
        "\u2028\u2029\x85\ufeff",
        "null",
        "<w:b/>{{ x }}",
        " ",
    ]
)
WORDS = (st.text() | SPECIAL).map(clean_text)
IDS = st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), min_size=1, max_size=64).filter(str.strip)
DATES = st.none() | st.dates()
MOMENTS = st.datetimes(
    min_value=datetime(2, 1, 1),
    max_value=datetime(9998, 1, 1),
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=1)), timezone(timedelta(hours=-5, minutes=-30))]),
)
ACTIONS = st.builds(Action, text=WORDS, owner=WORDS, due=DATES, measure=WORDS, status=st.sampled_from(ActionStatus))
PLAN = st.builds(
    PlanAction,
    id=IDS,
    text=WORDS,
    owner=WORDS,
    due=DATES,
    measure=WORDS,
    status=st.sampled_from(ActionStatus),
    evidence=st.lists(IDS | WORDS, max_size=3),
    aspects=st.lists(WORDS, max_size=2),
    origin=WORDS,
)
EDITS = st.builds(SectionEdit, section=IDS, text=WORDS, composed=WORDS, by=WORDS, at=MOMENTS)
WAIVERS = st.builds(Waiver, rule=IDS, subject=WORDS.filter(bool), reason=WORDS.filter(bool), by=WORDS, at=MOMENTS)
RECORDS = st.builds(
    Confirmation,
    id=st.uuids().map(str),
    voice=st.sampled_from(Voice),
    said=WORDS,
    count=st.none() | st.integers(0, 50),
    of=st.none() | st.integers(0, 50),
    where=WORDS,
    when=DATES,
    against=st.booleans(),
)
ATTACHMENTS = st.builds(
    Attachment,
    id=st.uuids().map(str),
    kind=st.sampled_from(AttachedKind),
    title=WORDS,
    owner=WORDS,
    dated=DATES,
    expires=DATES,
    version=st.integers(1, 50),
    replaces=WORDS,
    name=WORDS,
    size=st.integers(0, 10**9),
    sha256=st.sampled_from(["", "0" * 64]),
    link=st.sampled_from(["", "https://example.org/a"]),
    by=WORDS,
    at=MOMENTS,
)
ITEMS = st.builds(
    EvidenceItem,
    id=IDS,
    attached=st.lists(WORDS, max_size=2),
    aspect=WORDS,
    related_aspects=st.lists(WORDS, max_size=2),
    polarity=st.none() | st.sampled_from(Polarity),
    maturity=st.none() | st.sampled_from(Maturity),
    voices=st.none() | st.lists(st.sampled_from(Voice), max_size=4),
    confirmations=st.lists(RECORDS, max_size=2),
    reach=st.none() | st.sampled_from(Reach),
    source_date=DATES,
    action=st.none() | ACTIONS,
    position=st.floats(allow_nan=False, allow_infinity=False),
    **dict.fromkeys(TEXTS, WORDS),
)
ASSESSMENTS = st.builds(
    Assessment,
    id=IDS,
    council=WORDS,
    title=WORDS,
    period=WORDS,
    lead=WORDS,
    framework_version=WORDS,
    is_example=st.booleans(),
    created=MOMENTS,
    updated=MOMENTS,
    evidence=st.lists(ITEMS, max_size=4, unique_by=lambda item: item.id),
    skips=st.lists(st.builds(Skip, aspect=WORDS, reason=WORDS.filter(bool)), max_size=2),
    actions=st.lists(PLAN, max_size=2, unique_by=lambda action: action.id),
    edits=st.lists(EDITS, max_size=2, unique_by=lambda edit: edit.section),
    waivers=st.lists(WAIVERS, max_size=2),
    attachments=st.lists(ATTACHMENTS, max_size=2, unique_by=lambda one: one.id),
)


def one_item(**fields: Any) -> EvidenceItem:
    return read_assessment(file_of({"aspect": "culture", **fields})).evidence[0]


@settings(deadline=None, max_examples=60)
@given(ASSESSMENTS)
def test_an_assessment_comes_back_as_it_was_written(assessment: Assessment) -> None:
    written = write_assessment(assessment)
    assert read_assessment(written) == assessment
    assert read_assessment(written.encode("utf-8")) == assessment
    assert write_assessment(read_assessment(written)) == written


def test_no_answer_and_only_us_so_far_stay_apart() -> None:
    items = [EvidenceItem(aspect="culture", voices=None), EvidenceItem(aspect="culture", voices=[])]
    again = read_assessment(write_assessment(Assessment(evidence=items)))
    assert [item.voices for item in again.evidence] == [None, []]


def test_an_empty_assessment_comes_back() -> None:
    empty = Assessment()
    assert read_assessment(write_assessment(empty)) == empty


def test_twenty_thousand_words_come_back() -> None:
    text = "We asked 40 carers, and six of their nine changes were made.\n" * 1_700
    assert len(text.split()) > 20_000
    assessment = Assessment(evidence=[EvidenceItem(aspect="coproduction", text=text)])
    assert read_assessment(write_assessment(assessment)).evidence[0].text == text


def test_the_file_is_indented_in_a_fixed_order_and_ends_with_a_line_break() -> None:
    written = write_assessment(example_assessment())
    assert written.endswith("}\n")
    assert written.splitlines()[1] == f'  "schema_version": {SCHEMA_VERSION},'
    assert list(json.loads(written)) == list(Assessment.model_fields)
    assert list(json.loads(written)["evidence"][0]) == list(EvidenceItem.model_fields)


def test_letters_are_written_as_themselves() -> None:
    assert "café 😀" in write_assessment(Assessment(council="café 😀"))


def test_what_no_file_can_hold_is_left_out_in_writing_too() -> None:
    written = write_assessment(Assessment(council="Example\x00shire \ud800"))
    assert read_assessment(written.encode("utf-8")).council == "Exampleshire "


def test_text_is_cleaned_on_the_way_in() -> None:
    raw = '{"evidence": [{"aspect": "culture", "text": "one\\r\\ntwo\\u0000\\ud83d\\ude00\\ud800"}]}'
    assert read_assessment(raw).evidence[0].text == "one\ntwo😀"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_encodings_that_windows_saves_in_are_read(encoding: str) -> None:
    assert read_assessment(file_of(council="Café 😀").encode(encoding)).council == "Café 😀"


def test_a_file_is_read_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "assessment.json"
    path.write_text(write_assessment(example_assessment()), encoding="utf-8")
    assert len(read_assessment(path).evidence) == len(example_assessment().evidence)


def test_a_next_step_may_be_a_plain_string() -> None:
    assert one_item(action="Ask carers in May").action == Action(text="Ask carers in May")
    (action,) = read_assessment(file_of(actions=["Publish the page"])).actions
    assert action == PlanAction(id=action.id, text="Publish the page")


@pytest.mark.parametrize("nothing", [None, ""])
def test_null_and_nothing_stand_for_not_filled_in(nothing: str | None) -> None:
    fields = ("id", "polarity", "maturity", "voices", "reach", "source_date", "action")
    item = one_item(**dict.fromkeys(fields, nothing))
    assert (item.polarity, item.maturity, item.voices, item.reach) == (None, None, None, None)
    assert (item.source_date, item.action) == (None, None)
    assert item.id


def test_null_in_a_text_field_is_an_empty_text() -> None:
    item = one_item(
        text=None, outcome=None, figures=None, related_aspects=None, action={"text": "Go on", "status": None}
    )
    assert (item.text, item.outcome, item.figures, item.related_aspects) == ("", "", "", [])
    assert item.action == Action(text="Go on")


def test_a_next_step_without_words_is_still_a_next_step() -> None:
    assert one_item(action={}).action == Action()


def test_a_file_needs_no_more_than_evidence() -> None:
    assessment = read_assessment('{"evidence": [{"id": "a", "text": "We meet.", "aspect": "culture"}]}')
    assert assessment.schema_version == SCHEMA_VERSION
    assert assessment.evidence[0].voices is None
    assert assessment.skips == []


def test_items_without_a_position_keep_the_order_of_the_file() -> None:
    items = [{"aspect": "culture", "text": f"Claim {number}"} for number in range(12)]
    texts = [item.text for item in read_assessment(file_of(*items)).items_of("culture")]
    assert texts == [f"Claim {number}" for number in range(12)]


def test_items_that_share_an_id_are_all_kept() -> None:
    items = [{"id": "a", "aspect": "culture", "text": text} for text in ("One", "Two", "Two")]
    evidence = read_assessment(file_of(*items)).evidence
    assert [item.text for item in evidence] == ["One", "Two", "Two"]
    assert evidence[0].id == "a"
    assert len({item.id for item in evidence}) == 3


def test_a_made_id_is_the_same_whenever_the_file_is_read() -> None:
    text = file_of({"aspect": "culture", "text": "One"}, {"aspect": "culture", "text": "One"})
    first, again = (tuple(item.id for item in read_assessment(text).evidence) for _ in range(2))
    assert first == again
    assert len(set(first)) == 2


def test_a_time_without_a_zone_is_taken_as_utc() -> None:
    assert read_assessment(file_of(created="2026-10-19T08:30:00")).created == datetime(2026, 10, 19, 8, 30, tzinfo=UTC)


def test_a_file_of_the_first_shape_is_read_and_written_in_the_present_one() -> None:
    first = file_of(
        {"id": "a", "aspect": "culture", "text": "We meet."}, actions=[{"text": "Ask carers", "status": "done"}]
    )
    assert json.loads(first)["schema_version"] == 1
    assessment = read_assessment(first)
    assert (assessment.evidence[0].cause, assessment.edits, assessment.waivers) == ("", [], [])
    assert (assessment.actions[0].text, assessment.actions[0].evidence) == ("Ask carers", [])
    assert json.loads(write_assessment(assessment))["schema_version"] == SCHEMA_VERSION


def test_records_without_an_id_or_with_one_that_does_not_fit_get_one_that_stays() -> None:
    said = [{"voice": "people", "id": id, "when": ""} for id in (None, "r", "r", "a.b", " ", "r\n")]
    first, again = (one_item(confirmations=said).confirmations for _ in range(2))
    assert first == again
    assert first[1].id == "r"
    assert len({record.id for record in first}) == 6
    assert all("." not in record.id for record in first)


def test_actions_without_an_id_or_with_one_that_is_taken_get_one_that_stays() -> None:
    text = file_of(actions=["One", "One", {"id": "x", "text": "Two"}, {"id": "x", "text": "Three"}, {"id": " "}])
    first, again = (read_assessment(text).actions for _ in range(2))
    assert first == again
    assert [action.text for action in first] == ["One", "One", "Two", "Three", ""]
    assert len({action.id for action in first}) == 5
    assert first[2].id == "x"


def test_an_action_may_answer_to_any_number_of_items() -> None:
    links = [f"item {number}" for number in range(400)]
    (action,) = read_assessment(file_of(actions=[{"text": "Go on", "evidence": links}])).actions
    assert action.evidence == links


def test_edits_and_waivers_may_leave_out_who_and_when() -> None:
    assessment = read_assessment(
        file_of(
            edits=[{"section": "strengths", "text": "Ours", "composed": None, "at": None}],
            waivers=[{"rule": "no-date", "subject": "item:a", "reason": "Standing", "by": None}],
        )
    )
    assert (assessment.edits[0].composed, assessment.edits[0].by, assessment.waivers[0].by) == ("", "", "")
    assert assessment.edits[0].at.tzinfo is not None


def test_the_times_of_edits_and_waivers_without_a_zone_are_taken_as_utc() -> None:
    assessment = read_assessment(
        file_of(
            edits=[{"section": "strengths", "text": "Ours", "at": "2026-10-19T08:30:00"}],
            waivers=[{"rule": "no-date", "subject": "item:a", "reason": "So", "at": "2026-10-19T08:30:00"}],
        )
    )
    moment = datetime(2026, 10, 19, 8, 30, tzinfo=UTC)
    assert (assessment.edits[0].at, assessment.waivers[0].at) == (moment, moment)


def test_line_breaks_typed_by_hand_inside_a_text_are_let_through() -> None:
    assert (
        read_assessment('{"evidence": [{"aspect": "culture", "text": "one\n\ttwo"}]}').evidence[0].text == "one\n\ttwo"
    )


def test_dates_are_read_as_dates() -> None:
    item = one_item(source_date="2026-03-31", action={"text": "Go on", "due": "2027-02-28"})
    assert item.source_date == date(2026, 3, 31)
    assert item.action is not None
    assert item.action.due == date(2027, 2, 28)
