"""Whole assessments: listed, copied, put away, deleted, brought back."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from rubric.errors import BadInput, Conflict, NotFound
from rubric.evidence.model import Assessment, EvidenceItem, PlanAction, Skip
from rubric.storage import Store, Summary

from .conftest import Former


def titles(store: Store, *, archived: bool = False) -> list[str]:
    return [summary.title for summary in store.assessments.summaries(archived=archived)]


def test_a_new_assessment_is_empty_and_can_be_read_again(store: Store) -> None:
    made = store.assessments.create(
        council="Exampleshire", title="Year one", period="2026", lead="Sam", framework_version="v9"
    )
    assert store.assessments.get(made.id) == made
    assert (made.council, made.title, made.period, made.lead, made.framework_version, made.evidence) == (
        "Exampleshire", "Year one", "2026", "Sam", "v9", [],
    )  # fmt: skip


def test_a_summary_counts_items_aspects_and_skips(store: Store, assessment: Assessment) -> None:
    store.assessments.skip("here", "innovation", "Not this year")
    saved = store.items.remove("here", "a")
    assert store.assessments.summaries() == [
        Summary(
            id="here",
            revision=2,
            council="Exampleshire",
            title="Year one",
            period="",
            items=3,
            aspects=2,
            skipped=1,
            updated=saved.at,
            archived=False,
            is_example=False,
        )
    ]


def test_the_newest_change_comes_first(store: Store) -> None:
    for number, title in enumerate(["one", "two", "three"]):
        at = datetime(2026, 1, 1 + number, tzinfo=UTC)
        store.assessments.add(Assessment(id=title, title=title, created=at, updated=at))
    assert titles(store) == ["three", "two", "one"]
    store.items.add("one", EvidenceItem(aspect="culture"))
    assert titles(store) == ["one", "three", "two"]


def test_every_change_is_noticed_by_its_moment_with_who_made_it(store: Store, assessment: Assessment) -> None:
    def known() -> tuple[datetime | None, str]:
        return store.assessments.changed("here"), store.assessments.changed_by("here")

    step = PlanAction(id="step")
    before = known()
    assert before == (store.assessments.get("here").updated, "")
    changes: list[tuple[Callable[[], object], str]] = [
        (lambda: store.items.save("here", "a", {"text": "Changed"}, by="Sam"), "Sam"),
        (lambda: store.items.move("here", "a", after="c"), ""),
        (lambda: store.plan.add("here", step), ""),
        (lambda: store.plan.save("here", "step", {"text": "Do it"}, by="Ana"), "Ana"),
        (lambda: store.draft.save("here", "position", {"text": "Ours", "composed": ""}, by="Sam"), ""),
        (lambda: store.waivers.save("here", "no_source", "item:a", "Seen", by="Sam"), ""),
        (lambda: store.assessments.save("here", {"lead": "Jo"}, by="Jo"), "Jo"),
        (lambda: store.assessments.skip("here", "innovation", "Not this year"), ""),
    ]
    for change, by in changes:
        change()
        now = known()
        assert now[0] == store.assessments.get("here").updated
        assert now[0] != before[0]
        assert now[1] == by
        before = now
    store.items.save("here", "a", {"text": "Changed"}, by="Ana")  # says what it said
    assert known() == before
    store.assessments.remove("here")
    assert known()[0] is None
    assert store.assessments.changed("nowhere") is None


def test_details_are_saved_one_by_one_and_the_old_ones_kept(
    store: Store, assessment: Assessment, formerly: Callable[[str], Former]
) -> None:
    assert store.assessments.save("here", {"title": "Year two\x00", "lead": "Sam"}).revision == 2
    assert store.assessments.save("here", {"council": "Otherton", "period": "2027", "title": "Year two"}).revision == 3
    changed = store.assessments.get("here")
    assert (changed.title, changed.lead, changed.council, changed.period) == ("Year two", "Sam", "Otherton", "2027")
    assert changed.evidence == assessment.evidence
    assert set(formerly("here")) == {
        ("title", "Year one", 1), ("lead", "", 1), ("council", "Exampleshire", 2), ("period", "", 2),
    }  # fmt: skip
    with pytest.raises(BadInput, match=r"^These details can't be changed: id, schema_version\.$"):
        store.assessments.save("here", {"id": "there", "schema_version": "7"})


def test_a_detail_that_somebody_else_changed_meanwhile_is_not_overwritten(store: Store, assessment: Assessment) -> None:
    theirs = store.assessments.save("here", {"title": "Theirs"}, seen=1)
    with pytest.raises(Conflict, match=r"^Title was changed by somebody else .* save again\.$") as refused:
        store.assessments.save("here", {"title": "Mine", "lead": "Me"}, seen=1)
    assert refused.value.theirs == {"title": "Theirs"}
    assert refused.value.revision == theirs.revision == store.assessments.summaries()[0].revision == 2
    kept = store.assessments.get("here")
    assert (kept.title, kept.lead) == ("Theirs", "")
    store.assessments.save("here", {"title": "Mine"}, seen=theirs.revision)
    assert store.assessments.get("here").title == "Mine"


def test_two_people_changing_different_details_both_keep_their_words(store: Store, assessment: Assessment) -> None:
    store.assessments.save("here", {"title": "Theirs"}, seen=1)
    store.assessments.skip("here", "culture", "Later")  # counted too, and no detail
    store.assessments.skip("here", "culture", "Much later")
    saved = store.assessments.save("here", {"lead": "Sam", "period": ""}, seen=1)
    assert (saved.merged, saved.revision) == (("title",), 5)
    assert store.assessments.save("here", {"title": "Theirs"}, seen=1).revision == 5  # both want the same


def test_an_aspect_is_skipped_for_a_reason_and_taken_in_again(
    store: Store, assessment: Assessment, formerly: Callable[[str], Former]
) -> None:
    store.assessments.skip("here", "innovation", " Not this year ")
    store.assessments.skip("here", "leadership", "Covered elsewhere")
    store.assessments.skip("here", "innovation", "No pilots yet")
    assert store.assessments.get("here").skips == [
        Skip(aspect="innovation", reason="No pilots yet"),
        Skip(aspect="leadership", reason="Covered elsewhere"),
    ]
    store.assessments.unskip("here", "innovation")
    assert store.assessments.get("here").skips == [Skip(aspect="leadership", reason="Covered elsewhere")]
    assert [(field, old) for field, old, _ in formerly("here")] == [
        ("skip.innovation", "No pilots yet"),
        ("skip.innovation", "Not this year"),
    ]


@pytest.mark.parametrize("reason", ["", "  \n", "\x00"])
def test_an_aspect_is_not_skipped_without_a_reason(store: Store, assessment: Assessment, reason: str) -> None:
    with pytest.raises(BadInput, match=r"^Say in a few words why .*\.$"):
        store.assessments.skip("here", "innovation", reason)
    assert store.assessments.get("here").skips == []


def test_a_copy_has_the_same_words_under_ids_of_its_own(store: Store, assessment: Assessment) -> None:
    store.items.remove("here", "c")
    store.assessments.skip("here", "innovation", "Not this year")
    store.plan.add("here", PlanAction(text="Ask carers"))
    original = store.assessments.get("here")
    copy = store.assessments.duplicate("here", "Year two")
    assert copy == store.assessments.get(copy.id)
    assert copy.title == "Year two"
    assert copy.created > original.created
    assert copy.id != "here"
    assert not {item.id for item in copy.evidence} & {"a", "b", "c", "z"}
    unlike = {"id", "title", "created", "updated"}
    apart = unlike | {"evidence", "actions"}
    assert copy.model_dump(exclude=apart) == original.model_dump(exclude=apart)
    assert [one.text for one in copy.actions] == ["Ask carers"]
    assert [one.model_dump(exclude={"id"}) for one in copy.evidence] == [
        one.model_dump(exclude={"id"}) for one in original.evidence
    ]
    store.items.save(copy.id, copy.evidence[0].id, {"text": "Only in the copy"})
    assert store.assessments.get("here") == original


def test_an_archived_assessment_is_listed_only_on_request(store: Store, assessment: Assessment) -> None:
    store.assessments.archive("here")
    assert titles(store) == []
    assert [summary.archived for summary in store.assessments.summaries(archived=True)] == [True]
    assert store.assessments.get("here").evidence == assessment.evidence
    store.assessments.unarchive("here")
    assert [summary.archived for summary in store.assessments.summaries()] == [False]


def test_a_deleted_assessment_is_gone_until_it_is_restored(store: Store, assessment: Assessment) -> None:
    store.assessments.remove("here")
    assert titles(store, archived=True) == []
    assert [summary.title for summary in store.assessments.removed()] == ["Year one"]
    for attempt in (
        lambda: store.assessments.get("here"),
        lambda: store.items.save("here", "a", {"text": "Mine"}),
        lambda: store.assessments.archive("here"),
        lambda: store.assessments.duplicate("here", "Year two"),
    ):
        with pytest.raises(NotFound, match=r"^This assessment was deleted: .*\.$"):
            attempt()
    store.assessments.restore("here")
    assert store.assessments.get("here").evidence == assessment.evidence
    assert store.assessments.removed() == []


def test_deleting_or_archiving_twice_is_the_same_as_once(store: Store, assessment: Assessment) -> None:
    assert store.assessments.archive("here").revision == store.assessments.archive("here").revision == 2
    assert store.assessments.remove("here").revision == store.assessments.remove("here").revision == 3
    assert store.assessments.restore("here").revision == store.assessments.restore("here").revision == 4


def test_the_id_of_a_deleted_assessment_is_not_used_again(store: Store, assessment: Assessment) -> None:
    store.assessments.remove("here")
    assert store.assessments.add(assessment).id != "here"
    store.assessments.restore("here")
    assert store.assessments.get("here").evidence == assessment.evidence


def test_purging_removes_for_good_only_what_was_deleted_long_enough_ago(store: Store, assessment: Assessment) -> None:
    kept = store.assessments.create(council="", title="Kept", framework_version="")
    store.items.save("here", "a", {"text": "Changed"})
    store.assessments.remove("here")
    assert store.purge(older_than=timedelta(hours=1)).total == 0
    store.assessments.restore("here")
    store.assessments.remove("here")
    assert store.purge(older_than=timedelta(0)).total == 1
    assert store.assessments.removed() == []
    with pytest.raises(NotFound):
        store.assessments.restore("here")
    assert titles(store) == ["Kept"]
    assert store.assessments.add(assessment).id == "here"
    assert store.items.history("here", "a") == []
    assert store.assessments.get(kept.id) == kept


def test_purging_removes_items_that_were_removed_with_their_history(store: Store, assessment: Assessment) -> None:
    store.items.save("here", "b", {"text": "A name that should not be here"})
    store.items.remove("here", "b")
    assert store.purge(older_than=timedelta(hours=1)).total == 0
    assert store.purge(older_than=timedelta(0)).total == 1
    assert store.items.removed("here") == []
    with pytest.raises(NotFound):
        store.items.restore("here", "b")
    assert [item.id for item in store.assessments.get("here").evidence] == ["a", "c", "z"]
