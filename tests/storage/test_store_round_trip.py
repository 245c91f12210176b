"""What goes in comes out, whatever it is."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rubric.evidence import Confirmation, example_assessment
from rubric.evidence.attachment import AttachedKind, Attachment
from rubric.evidence.model import (
    Action,
    ActionStatus,
    Assessment,
    EvidenceItem,
    PlanAction,
    SectionEdit,
    Skip,
    Waiver,
)
from rubric.evidence.text import clean_text
from rubric.framework.words import Maturity, Polarity, Reach, Voice
from rubric.storage import Store
from tests.evidence.builders import TEXTS

# the store lives as long as the test function, and is meant to be filled by every example
one_store = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

text = st.text(st.characters(), max_size=40).map(clean_text)
moments = st.datetimes(
    min_value=datetime(2, 1, 1),
    max_value=datetime(9998, 12, 31),
    timezones=st.builds(timezone, st.timedeltas(timedelta(hours=-12), timedelta(hours=12))),
)
numbers = st.floats(allow_nan=False, allow_infinity=False)
actions = st.builds(
    Action,
    text=text,
    owner=text,
    due=st.none() | st.dates(),
    measure=text,
    status=st.sampled_from(ActionStatus),
)
ids = st.sampled_from(["an item", "another", "a third [1]", "not kept anywhere"])
words = text.filter(bool)
plan_actions = st.builds(
    PlanAction,
    id=ids,
    text=text,
    owner=text,
    due=st.none() | st.dates(),
    measure=text,
    status=st.sampled_from(ActionStatus),
    evidence=st.lists(text | ids, max_size=3),
    aspects=st.lists(text, max_size=3),
    origin=text,
)
edits = st.builds(SectionEdit, section=words, text=text, composed=text, by=text, at=moments)
waivers = st.builds(Waiver, rule=words, subject=words, reason=words, by=text, at=moments)
records = st.builds(
    Confirmation,
    id=st.uuids().map(str),
    voice=st.sampled_from(Voice),
    said=text,
    count=st.none() | st.integers(0, 50),
    of=st.none() | st.integers(0, 50),
    where=text,
    when=st.none() | st.dates(),
    against=st.booleans(),
)
attachments = st.builds(
    Attachment,
    id=st.uuids().map(str),
    kind=st.sampled_from(AttachedKind),
    title=text,
    owner=text,
    dated=st.none() | st.dates(),
    expires=st.none() | st.dates(),
    version=st.integers(1, 50),
    replaces=text,
    name=text,
    size=st.integers(0, 10**9),
    sha256=st.sampled_from(["", "0" * 64]),
    link=st.sampled_from(["", "https://example.org/a"]),
    by=text,
    at=moments,
)
items = st.builds(
    EvidenceItem,
    aspect=text,
    attached=st.lists(text, max_size=3),
    related_aspects=st.lists(text, max_size=3),
    action=st.none() | actions,
    position=numbers,
    polarity=st.none() | st.sampled_from(Polarity),
    maturity=st.none() | st.sampled_from(Maturity),
    voices=st.none() | st.lists(st.sampled_from(Voice), max_size=4),
    confirmations=st.lists(records, max_size=3),
    reach=st.none() | st.sampled_from(Reach),
    source_date=st.none() | st.dates(),
    **dict.fromkeys(TEXTS, text),
)
assessments = st.builds(
    Assessment,
    council=text,
    title=text,
    period=text,
    lead=text,
    framework_version=text,
    is_example=st.booleans(),
    created=moments,
    updated=moments,
    evidence=st.lists(items, max_size=6),
    skips=st.lists(st.builds(Skip, aspect=text, reason=text.filter(bool)), max_size=3),
    actions=st.lists(plan_actions, max_size=3),
    edits=st.lists(edits, max_size=3),
    waivers=st.lists(waivers, max_size=3),
    attachments=st.lists(attachments, max_size=3),
)


@one_store
@given(assessment=assessments)
def test_an_assessment_comes_back_exactly_as_it_was_added(store: Store, assessment: Assessment) -> None:
    kept = store.assessments.add(assessment)
    assert kept == _with_ids_of(assessment, kept)
    assert store.assessments.get(kept.id) == kept


def _with_ids_of(assessment: Assessment, kept: Assessment) -> Assessment:
    """The same under the ids that things are kept under: hypothesis likes to repeat one, and the store does not."""
    return assessment.model_copy(
        update={
            "id": kept.id,
            "evidence": [
                item.model_copy(update={"id": twin.id})
                for item, twin in zip(assessment.evidence, kept.evidence, strict=True)
            ],
            "actions": [
                action.model_copy(update={"id": twin.id})
                for action, twin in zip(assessment.actions, kept.actions, strict=True)
            ],
        }
    )


def test_the_example_comes_back_exactly_as_it_was_added(store: Store) -> None:
    example = example_assessment()
    assert store.assessments.add(example) == example
    assert store.assessments.get(example.id) == example
    assert len(example.evidence) > 5


def test_a_second_import_of_one_file_gets_ids_of_its_own(store: Store) -> None:
    example = example_assessment()
    first, second = store.assessments.add(example), store.assessments.add(example)
    assert first.id == example.id
    assert second.id != first.id
    assert not {item.id for item in first.evidence} & {item.id for item in second.evidence}
    assert [item.text for item in second.evidence] == [item.text for item in first.evidence]


@pytest.mark.parametrize("bad", ["  ", "with a \x00 in it"])
def test_an_id_that_is_no_key_gives_way_to_a_fresh_one(store: Store, bad: str) -> None:
    kept = store.assessments.add(
        Assessment(id=bad, evidence=[EvidenceItem(id=bad, aspect="culture", text="Still here")])
    )
    assert kept.id != bad
    assert store.assessments.get(kept.id).evidence[0].text == "Still here"
    assert kept.evidence[0].id != bad


def test_characters_that_a_database_refuses_are_dropped_and_the_rest_kept(store: Store) -> None:
    item = EvidenceItem(
        aspect="culture",
        text="a\x00b\ud800c\nd\te",
        related_aspects=["x\x00"],
        action=Action(text="do\x00 it"),
    )
    kept = store.assessments.add(
        Assessment(
            title="t\x00",
            evidence=[item],
            skips=[Skip(aspect="y", reason="\x00")],
            actions=[PlanAction(owner="\x01me", evidence=["\x00i"])],
            edits=[SectionEdit(section="\x00", text="Our\x00 words")],
            waivers=[Waiver(rule="\x00", subject="item:\x00i", reason="\x00")],
        )
    )
    stored = store.assessments.get(kept.id)
    assert stored.evidence[0].text == "abc\nd\te"
    assert stored.evidence[0].related_aspects == ["x"]
    assert stored.evidence[0].action == Action(text="do it")
    assert (stored.title, stored.actions[0].owner) == ("t", "me")
    assert stored.actions[0].evidence == ["i"]
    assert (stored.edits[0].section, stored.edits[0].text) == ("unnamed", "Our words")
    assert (stored.waivers[0].rule, stored.waivers[0].subject) == ("unnamed", "item:i")
    assert stored.skip_reason("y") == stored.waivers[0].reason == "No reason given"


def test_times_come_back_as_utc(store: Store) -> None:
    summer = datetime(2026, 7, 1, 9, 30, 0, 123456, tzinfo=timezone(timedelta(hours=1)))
    kept = store.assessments.get(store.assessments.add(Assessment(created=summer, updated=summer)).id)
    assert kept.created == summer
    assert kept.created.utcoffset() == timedelta(0)
    assert store.assessments.summaries()[0].updated.utcoffset() == timedelta(0)


def test_a_time_without_a_zone_is_taken_as_utc(store: Store) -> None:
    kept = store.assessments.add(
        Assessment(created=datetime(2026, 1, 2), updated=datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=9))))
    )
    assert store.assessments.get(kept.id).created == datetime(2026, 1, 2, tzinfo=UTC)


def test_long_text_and_many_items_come_back(store: Store) -> None:
    long = "Carers said what they think. " * 5_000
    evidence = [EvidenceItem(aspect="feedback", text=long if n == 7 else str(n), position=n) for n in range(1_200)]
    kept = store.assessments.get(store.assessments.add(Assessment(evidence=evidence)).id)
    assert kept.evidence == evidence
