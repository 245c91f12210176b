"""What a council brings in, as it is kept: proposals with their decisions, tables, and the last report's answers."""

from datetime import timedelta

import pytest

from rubric.errors import BadInput, Conflict, NotFound
from rubric.evidence.attachment import AttachedKind
from rubric.evidence.attachments import of_file
from rubric.evidence.last_report import Answer, LastReport, PeerChallenge, ReportOrigin
from rubric.evidence.model import EvidenceItem, PlanAction
from rubric.framework.words import Maturity, Polarity
from rubric.intake.columns import match_columns
from rubric.intake.model import Table
from rubric.intake.review import KeptFind, Origin, Proposed
from rubric.reports.files.table import Sheet, SheetRow
from rubric.storage import Store

SHEET = Sheet(
    "Log",
    (
        SheetRow(1, ("Evidence", "Theme", "Lead officer", "Comments")),
        SheetRow(2, ("Carers chair our panel.", "Co-production", "Ana", "Ask Bo")),
    ),
)


def proposed(key: str, confidence: float = 0.5, **fields: object) -> Proposed:
    origin = Origin(file="Report.docx", sha256="0" * 64, where="page 1", passage=f"Carers chair panel {key}.")
    given = {"text": f"Carers chair panel {key}.", "aspect": "coproduction", "source": "Report.docx, page 1"}
    coded = {"polarity": Polarity.STRENGTH, "maturity": Maturity.IN_PLACE}
    return Proposed.model_validate(
        {"id": key, "confidence": confidence, "origins": [origin], **given, **coded, **fields}
    )


@pytest.fixture
def here(store: Store) -> str:
    return store.assessments.create(council="Testshire", title="Year one", framework_version="").id


def texts(store: Store, here: str) -> list[str]:
    return [item.text for item in store.assessments.get(here).evidence]


def test_proposals_wait_least_sure_first_and_each_is_kept_once(store: Store, here: str) -> None:
    assert store.proposals.add(here, [proposed("b", 0.9), proposed("a", 0.2)]) == {"a", "b"}
    assert store.proposals.add(here, [proposed("a", 0.2), proposed("c", 0.4)]) == {"c"}
    assert [one.id for one in store.proposals.waiting(here)] == ["a", "c", "b"]


def test_an_accepted_proposal_is_an_item_with_its_passage_and_what_was_kept_on_purpose(store: Store, here: str) -> None:
    kept = KeptFind(rule="personal.name.abcd", reason="She agreed")
    store.proposals.add(here, [proposed("a", kept=[kept])])
    store.proposals.save(here, "a", {"text": "Carers chair both panels.", "voices": ["people"]})
    store.proposals.accept(here, "a")
    held = store.assessments.get(here)
    (item,) = held.evidence
    assert (item.text, item.voices, item.source) == ("Carers chair both panels.", ["people"], "Report.docx, page 1")
    assert "“Carers chair panel a.”" in item.note
    assert [(one.rule, one.subject, one.reason) for one in held.waivers] == [
        ("personal.name.abcd", f"item:{item.id}", "She agreed")
    ]
    assert store.proposals.waiting(here) == []
    with pytest.raises(NotFound, match="decided about meanwhile"):
        store.proposals.reject(here, "a")


def test_decisions_are_undone_in_turn_and_can_be_taken_again(store: Store, here: str) -> None:
    store.proposals.add(here, [proposed("a", 0.1), proposed("b", 0.2), proposed("c", 0.3)])
    first, second, _ = store.proposals.waiting(here)
    assert store.proposals.accept(here, "c").revision == 1
    store.proposals.replace(here, ["a", "b"], [first.merged_with(second)])
    (merged,) = store.proposals.waiting(here)
    assert [origin.passage for origin in merged.origins] == ["Carers chair panel a.", "Carers chair panel b."]
    store.proposals.undo(here, 1)  # not the last one: nothing is done
    assert len(store.proposals.waiting(here)) == 1
    store.proposals.undo(here, 2)
    store.proposals.undo(here, 1)
    assert [one.id for one in store.proposals.waiting(here)] == ["a", "b", "c"]
    assert texts(store, here) == []
    store.proposals.accept(here, "c")
    assert texts(store, here) == ["Carers chair panel c."]


def test_an_item_that_was_changed_since_stays_when_its_acceptance_is_undone(store: Store, here: str) -> None:
    store.proposals.add(here, [proposed("a")])
    store.proposals.accept(here, "a")
    store.items.save(here, "a", {"owner": "Ana"})
    with pytest.raises(BadInput, match="changed this item"):
        store.proposals.undo(here, 1)
    assert len(texts(store, here)) == 1


def test_only_what_a_person_may_change_is_changed_and_only_to_what_fits(store: Store, here: str) -> None:
    store.proposals.add(here, [proposed("a", unsure=["aspect", "polarity"])])
    store.proposals.save(here, "a", {"aspect": "feedback"})
    assert store.proposals.waiting(here)[0].unsure == ["polarity"]
    for changes in ({"confidence": 1.0}, {"polarity": "splendid"}):
        with pytest.raises(BadInput):
            store.proposals.save(here, "a", changes)
    store.proposals.save(here, "a", {"text": " "})
    with pytest.raises(BadInput, match="no words"):
        store.proposals.accept(here, "a")


def test_what_was_decided_is_erased_in_time_and_what_waits_is_not(store: Store, here: str) -> None:
    store.proposals.add(here, [proposed("a"), proposed("b")])
    store.proposals.reject(here, "a")
    store.purge(older_than=timedelta(0))
    assert store.proposals.decided(here) == []
    assert [one.id for one in store.proposals.waiting(here)] == ["b"]


def test_a_table_waits_with_its_columns_and_what_was_corrected_is_remembered(store: Store, here: str) -> None:
    matching = match_columns(SHEET)
    assert store.logs.add(here, "Log.xlsx", "1" * 64, Table(SHEET, matching))
    assert not store.logs.add(here, "Log.xlsx", "1" * 64, Table(SHEET, matching))
    (log,) = store.logs.waiting(here)
    assert log.table == Table(SHEET, matching)
    corrected = matching.corrected({3: "cause"})
    store.logs.save(here, log.id, corrected, {("polarity", "fine"): "strength"})
    (log,) = store.logs.waiting(here)
    assert (log.table.matching, log.meanings) == (corrected, {("polarity", "fine"): "strength"})
    assert store.logs.known(here)["comments"] == "cause"
    assert match_columns(SHEET, store.logs.known(here)).columns[3].field == "cause"


def test_the_rows_of_a_table_come_in_once_and_are_taken_out_but_for_what_was_changed(store: Store, here: str) -> None:
    store.logs.add(here, "Log.xlsx", "1" * 64, Table(SHEET, match_columns(SHEET)))
    (log,) = store.logs.waiting(here)
    items = [EvidenceItem(id=name, aspect="culture", text=name) for name in ("one", "two")]
    actions = [PlanAction(id="do", text="Do it")]
    store.logs.bring_in(here, log.id, items=items, actions=actions)
    with pytest.raises(BadInput, match="brought in meanwhile"):
        store.logs.bring_in(here, log.id, items=items, actions=actions)
    store.items.save(here, "two", {"owner": "Ana"})
    store.logs.undo(here, log.id)
    held = store.assessments.get(here)
    assert ([item.id for item in held.evidence], held.actions) == (["two"], [])
    store.logs.remove(here, log.id)
    assert store.logs.waiting(here) == []


def test_a_table_goes_for_good_with_what_came_of_it(store: Store, here: str) -> None:
    store.logs.add(here, "Log.xlsx", "1" * 64, Table(SHEET, match_columns(SHEET)))
    (log,) = store.logs.waiting(here)
    store.logs.bring_in(here, log.id, items=[EvidenceItem(id="one", aspect="culture", text="one")], actions=[])
    store.items.remove(here, "one")
    store.purge(older_than=timedelta(0))
    assert store.logs.waiting(here) == []


def answer(name: str) -> Answer:
    coded = {"polarity": Polarity.SHORTFALL, "maturity": Maturity.DEVELOPING}
    return Answer.model_validate({"finding": name, "said": f"Few are asked {name}", "aspect": "feedback", **coded})


def test_answers_are_saved_field_by_field_and_two_writers_keep_their_words(store: Store, here: str) -> None:
    store.last_report.put(here, LastReport(name="r.pdf", score=2, answers=[answer("f/1"), answer("f/2")]))
    seen = store.last_report.revision(here)
    store.last_report.save(here, "f/1", {"done": "We ask each quarter"}, seen=seen, by="Ana")
    store.last_report.save(here, "f/1", {"shows": "The survey"}, seen=seen)
    with pytest.raises(Conflict) as clash:
        store.last_report.save(here, "f/1", {"done": "We wrote to all"}, seen=seen)
    assert clash.value.theirs == {"done": "We ask each quarter"}
    report = store.assessments.get(here).last_report
    assert report is not None
    assert [(one.done, one.shows) for one in report.answers] == [("We ask each quarter", "The survey"), ("", "")]
    with pytest.raises(BadInput):
        store.last_report.save(here, "f/1", {"said": "Something kinder"})
    with pytest.raises(NotFound):
        store.last_report.save(here, "f/9", {"done": "x"})


def test_what_is_accepted_rests_on_its_file_where_that_is_kept(store: Store, here: str) -> None:
    data = b"%PDF the report"
    file = of_file("Report.pdf", AttachedKind.PDF, data)
    origin = Origin(file="Report.pdf", sha256=file.sha256, where="page 1", passage="Carers chair a panel.")
    store.proposals.add(here, [proposed("a", origins=[origin]), proposed("b", origins=[origin]), proposed("c")])
    for one in ("a", "c"):
        store.proposals.accept(here, one)
    assert store.proposals.accepted(here) == {file.sha256: ["a"], "0" * 64: ["c"]}
    kept = store.attached.add(here, file, data, items=["a"], most=10**6, may_stay={"personal.name.abcd": "She agreed"})
    store.attached.add(here, file, data, most=10**6, may_stay={"personal.name.abcd": "Twice is as once"})
    store.proposals.accept(here, "b")
    held = store.assessments.get(here)
    assert {item.id: item.attached for item in held.evidence} == {"a": [kept.id], "b": [kept.id], "c": []}
    assert [(one.rule, one.subject, one.reason) for one in held.waivers] == [
        ("personal.name.abcd", f"attached:{kept.id}", "She agreed")
    ]
    store.attached.remove(here, kept.id)
    store.purge(older_than=timedelta(0))
    assert store.assessments.get(here).waivers == []


def test_a_copy_of_an_assessment_has_its_last_report_with_links_that_follow(store: Store, here: str) -> None:
    store.items.add(here, EvidenceItem(id="proof", aspect="feedback", text="The survey"))
    store.last_report.put(here, LastReport(name="r.pdf", answers=[answer("f/1")]))
    store.last_report.put(here, PeerChallenge(name="letter.pdf", answers=[answer("p/1")]))
    for finding in ("f/1", "p/1"):
        store.last_report.save(here, finding, {"items": ["proof"]})
    copy = store.assessments.duplicate(here, "Year two")
    assert copy.last_report is not None
    assert copy.last_report.answers[0].items == [copy.evidence[0].id] != ["proof"]
    assert copy.peer_challenge is not None
    assert copy.peer_challenge.answers[0].items == [copy.evidence[0].id]


def test_a_report_and_a_peer_challenge_stand_side_by_side_and_go_one_by_one(store: Store, here: str) -> None:
    report = LastReport(name="r.pdf", score=2, answers=[answer("f/1")])
    challenge = PeerChallenge(name="letter.docx", date="2025-05", answers=[answer("p/1"), answer("p/2"), answer("p/3")])
    store.last_report.put(here, challenge)
    store.last_report.put(here, report, by="Ana")
    store.last_report.save(here, "p/2", {"done": "We ask each quarter"}, by="Bo")
    store.last_report.redate(here, ReportOrigin.PEER_CHALLENGE, "May 2025")
    held = store.assessments.get(here)
    assert held.last_report == report
    assert held.peer_challenge is not None
    assert (held.peer_challenge.date, held.peer_challenge.answers[1].done) == ("May 2025", "We ask each quarter")
    assert store.last_report.taken_away(here, ReportOrigin.REPORT) is None
    store.last_report.remove(here, ReportOrigin.REPORT)
    assert store.last_report.taken_away(here, ReportOrigin.REPORT) == report
    assert store.last_report.taken_away(here, ReportOrigin.PEER_CHALLENGE) is None
    assert store.assessments.get(here) == held.model_copy(
        update={"last_report": None, "updated": store.assessments.get(here).updated}
    )
    changes = [(one.field, one.old, one.by) for one in reversed(store.assessments.history(here))]
    assert [change for change in changes if change[0] != "last_report"] == [
        ("peer_challenge", None, ""),
        ("answer.p/2.done", "", "Bo"),
        ("peer_challenge.date", "2025-05", ""),
    ]
    with pytest.raises(NotFound):
        store.last_report.redate(here, ReportOrigin.REPORT, "May 2025")


def test_what_is_no_recommendation_is_left_out_and_taken_in_again_where_it_stood(store: Store, here: str) -> None:
    store.last_report.put(here, PeerChallenge(answers=[answer("p/1"), answer("p/2"), answer("p/3")]))
    before = store.assessments.get(here).peer_challenge
    store.last_report.leave_out(here, "p/2")
    left = store.assessments.get(here).peer_challenge
    assert left is not None
    assert [one.finding for one in left.answers] == ["p/1", "p/3"]
    with pytest.raises(NotFound):
        store.last_report.leave_out(here, "p/2")
    for _ in range(2):  # twice is as once
        store.last_report.take_in(here, ReportOrigin.PEER_CHALLENGE, answer("p/2"), 1)
    assert store.assessments.get(here).peer_challenge == before
