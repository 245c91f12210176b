"""A database that any earlier release left, with something in every column it had, opens and is complete."""

import json
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from rubric.evidence.last_report import LastReport
from rubric.evidence.model import Action, ActionStatus, Assessment, EvidenceItem, PlanAction, SectionEdit, Skip, Waiver
from rubric.framework.words import Maturity, Polarity, Reach, Voice
from rubric.prediction.change import LibraryChange
from rubric.prediction.model import TrackRecord
from rubric.reports import load_national
from rubric.storage import Store
from rubric.storage.database import Database
from tests.reports.shelf_builders import finding, shelved

from .conftest import Former

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
NATIONAL = load_national()
CHANGE = LibraryChange(
    before=TrackRecord(reports=4, exact=3, always_3=2),
    after=TrackRecord(reports=5, exact=4, always_3=2),
    findings_before=238,
    findings_after=251,
    outcomes=(),
)
REPORT = shelved(id="north", accepted=True)
RECORD = {
    "id": "r1", "voice": "people", "said": "They chair it", "count": 12, "of": 40, "where": "Minutes",
    "when": "2026-03-31", "against": False,
}  # fmt: skip
ANSWERED = {
    "finding": "f/1", "said": "Few carers are asked", "aspect": "feedback", "polarity": "shortfall",
    "maturity": "developing", "done": "We ask", "shows": "", "changed": "", "nothing_yet_because": "",
    "items": ["a"], "actions": [],
}  # fmt: skip
LAST = {"name": "report.pdf", "authority": "Exampleshire", "score": 2, "date": "May 2026", "answers": [ANSWERED]}
PLAN_HAS_IDS = "v0003"  # the revision since which each line of a plan has an id of its own

Row = dict[str, Any]


def assessment_row(key: str, **fields: Any) -> Row:
    about = {"council": "Exampleshire", "title": "Year one", "period": "2026", "lead": "Sam"}
    about |= {"status": "review", "version": "2", "agreement": "Kim, Director, May 2026"}
    return {
        "id": key, "revision": 2, **about, "framework_version": "v9", "is_example": False, "created": AT,
        "updated": AT, "archived_at": None, "deleted_at": None, "template_id": 1, "last_report": LAST,
        "paper_templates": {"briefing": 1},
        "known_columns": {"columns": {"lead": "owner"}, "meanings": []}, **fields,
    }  # fmt: skip


def item_row(key: str, **fields: Any) -> Row:
    return {
        "id": key, "assessment_id": "here", "revision": 2, "place": 0, "aspect": "feedback", "position": 1.5,
        "text": "Carers chair our panel", "related_aspects": ["culture"], "polarity": "strength",
        "maturity": "in_place", "voices": ["people"], "confirmations": [RECORD], "reach": "most",
        "outcome": "Waits halved", "figures": "12 of 40", "source": "Minutes", "source_date": date(2026, 3, 31),
        "attached": ["f1"], "return_reference": "R1", "owner": "Kim",
        "cause": "Few came", "affected": "Carers", "heard": "People wait",
        "decided": "To ask",
        "changed": "We ask", "told": "By letter", "action_text": "Widen it", "action_owner": "Alex",
        "action_due": date(2026, 6, 30), "action_measure": "40 come", "action_status": "under_way",
        "note": "From a log", "removed_at": None, **fields,
    }  # fmt: skip


def plan_row(key: str | int, place: int, **fields: Any) -> Row:
    return {
        "id": key, "assessment_id": "here", "revision": 2, "place": place, "text": "Ask carers", "owner": "Sam",
        "due": date(2026, 6, 30), "measure": "40 answer", "status": "done", "evidence": ["a"],
        "aspects": ["feedback"], "origin": "gap", "note": "From a plan", "removed_at": None, **fields,
    }  # fmt: skip


def attachment_row(number: int, **fields: Any) -> Row:
    words = {"title": "Minutes", "owner": "Kim", "replaces": "", "name": "minutes.pdf", "link": "", "saved_by": "Sam"}
    days = {"dated": date(2026, 3, 31), "expires": date(2027, 3, 31), "saved_at": AT, "removed_at": None}
    made = {"id": number, "assessment_id": "here", "key": f"f{number}", "place": number, "kind": "pdf", "version": 1}
    return {**made, **words, **days, "size": 4, "sha256": "2" * 64, "held": "2" * 64, **fields}


def proposal_row(number: int, state: str, **fields: Any) -> Row:
    origin = {"file": "Log.docx", "sha256": "0" * 64, "where": "page 1", "passage": "Carers chair it."}
    content = {
        "id": f"p{number}", "text": "Carers chair it.", "aspect": "coproduction", "polarity": "strength",
        "maturity": "in_place", "confidence": 0.5, "origins": [origin],
    }  # fmt: skip
    decided = {"step": None, "made_in": None, "decided_at": None, "item_id": None, "item_revision": None}
    made = {"id": number, "assessment_id": "here", "key": f"p{number}", "revision": 1, "content": content}
    return {**made, "confidence": 0.5, "state": state, **decided, **fields}


def brought_row() -> Row:
    sheet = {"name": "Log", "rows": [[1, ["Evidence", "Lead"]], [2, ["Carers chair it.", "Ana"]]]}
    columns = [[0, "Evidence", "text", "by its name"], [1, "Lead", "owner", "chosen"]]
    choices = {"kind": "item", "header": 1, "columns": columns, "meanings": [["polarity", "fine", "strength"]]}
    brought = {"items": {"a": 1}, "actions": {}}
    return {"id": 1, "assessment_id": "here", "key": "k", "file": "Log.xlsx", "sheet": sheet, "choices": choices,
            "brought": brought}  # fmt: skip


def edit_row(number: int, section: str, words: str, revision: int, replaced: datetime | None) -> Row:
    return {
        "id": number, "assessment_id": "here", "place": number, "section": section, "revision": revision,
        "text": words, "composed": f"{words}, composed", "saved_by": "Sam", "saved_at": AT,
        "replaced_by": "Kim" if replaced else None, "replaced_at": replaced,
    }  # fmt: skip


def former_row(number: int, field: str, old: Any, **fields: Any) -> Row:
    whose = {"item_id": None, "action_id": None, **fields}
    made = {"id": number, "assessment_id": "here", "revision": 1, "field": field, "old": old, "changed_at": AT}
    return made | whose | {"changed_by": "Kim"}


def rows(revision: str) -> list[tuple[str, Row]]:
    """Everything that is in the database, by table; a release without a column or a table leaves that out."""
    by_id = revision >= PLAN_HAS_IDS
    waiver = {"id": 1, "assessment_id": "here", "place": 0, "rule": "no-date", "subject": "item:a"}
    kept = {name: getattr(REPORT, name) for name in ("sha256", "name", "authority", "score", "date", "imported_by")}
    report = {**kept, "revision": 3, "imported": AT, "accepted": True, "changed_at": AT, "removed_at": None}
    found = [one.model_dump(mode="json", exclude={"report_id", "authority", "score"}) for one in REPORT.findings]
    read = {"report_id": "north", "read_by": "one-0123456789abcdef", "reading": b"\0\xff"}
    coded = {"report_id": "north", "change": 2, "revision": 1, "changed_at": AT, "undone": False}
    table = {"imported": AT, "imported_by": "Sam", "national": NATIONAL.model_dump(mode="json")}
    template = {"sha256": "0" * 64, "size": 4, "data": b"\0\xffPK", "saved_by": "Sam", "saved_at": AT}
    return [
        ("assessment", assessment_row("here")),
        ("assessment", assessment_row("away", archived_at=AT)),
        ("assessment", assessment_row("gone", deleted_at=AT)),
        ("attached_file", {"sha256": "2" * 64, "size": 4, "data": b"%PDF"}),
        ("attachment", attachment_row(1)),
        ("attachment", attachment_row(2, removed_at=AT)),
        ("evidence_item", item_row("a")),
        ("evidence_item", item_row("r", place=1, text="Removed", removed_at=AT)),
        ("plan_action", plan_row("ask" if by_id else 1, 0)),
        ("plan_action", plan_row("tell" if by_id else 2, 1, removed_at=AT)),
        ("skipped_aspect", {"id": 1, "assessment_id": "here", "place": 0, "aspect": "culture", "reason": "Later"}),
        ("former_value", former_row(1, "text", "Carers came", item_id="a")),
        ("former_value", former_row(2, "title", "Year nought")),
        *([("former_value", former_row(3, "owner", "Nobody", action_id="ask"))] if by_id else []),
        ("library_report", report | {"id": "north"}),
        ("library_report", report | {"id": "gone", "sha256": "1" * 64, "removed_at": AT}),
        *(("library_finding", one | read | {"revision": 1, "dropped_at": None}) for one in found[:2]),
        ("library_finding", found[2] | read | {"revision": 2, "dropped_at": AT}),
        ("library_former_value", coded | {"id": 1, "number": 1, "field": "aspect", "old": "culture"}),
        ("library_former_value", coded | {"id": 2, "number": None, "field": "score", "old": 2}),
        ("score_table", table | {"id": 1, "councils": [{"authority": "North"}], "removed_at": None}),
        ("score_table", table | {"id": 2, "councils": [{"authority": "South"}], "removed_at": AT}),
        ("section_edit", edit_row(1, "strengths", "First words", 1, AT)),
        ("section_edit", edit_row(2, "areas", "Areas", 1, None)),
        ("section_edit", edit_row(3, "strengths", "Second words", 2, None)),
        ("section_edit", edit_row(4, "voices", "Given up", 1, AT)),
        ("waiver", waiver | {"reason": "It is standing", "saved_by": "Sam", "saved_at": AT}),
        ("word_template", template | {"id": 1, "name": "Ours", "kind": "draft", "version": 1, "removed_at": None}),
        ("word_template", template | {"id": 2, "name": "Ours", "kind": "draft", "version": 2, "removed_at": AT}),
        ("receipt", {"id": 1, "at": AT, "days": 90, "erased": {"items": 2}}),
        ("proposal", proposal_row(1, "waiting")),
        ("proposal", proposal_row(2, "accepted", step=2, made_in=1, decided_at=AT, item_id="a", item_revision=1)),
        ("brought_table", brought_row()),
        ("library_change", {"id": 1, "library": "one", "change": CHANGE.model_dump(mode="json"), "learned_at": AT}),
    ]


def config(connection: Connection) -> Config:
    made = Config()
    made.set_main_option("script_location", "rubric.storage:migrations")
    made.attributes["connection"] = connection
    return made


def releases() -> list[str]:
    made = Config()
    made.set_main_option("script_location", "rubric.storage:migrations")
    return [step.revision for step in ScriptDirectory.from_config(made).walk_revisions()][::-1]


def literal(value: Any, *, sqlite: bool) -> str:
    """A value as SQL has it, with no help from the code that is tested."""
    if value is None:
        return "NULL"
    if isinstance(value, bool | int | float):
        return str(value).lower()
    if isinstance(value, bytes):
        return f"X'{value.hex()}'" if sqlite else f"'\\x{value.hex()}'"
    if isinstance(value, datetime):
        return f"'{value:%Y-%m-%d %H:%M:%S.%f}'"
    words = str(value) if isinstance(value, str | date) else json.dumps(value)
    return "'" + words.replace("'", "''") + "'"


@pytest.fixture
def url(empty_url: str) -> str:
    """A database without tables, to be given those of a release."""
    return empty_url


@pytest.fixture(params=releases())
def release(request: pytest.FixtureRequest, url: str) -> str:
    """The revision of a database as its release left it, with something in every table and column that it had."""
    revision = str(request.param)
    with closing(Database(url)) as database, database.connection() as connection:
        command.upgrade(config(connection), revision)
        had = {
            table: {column["name"]: column["type"] for column in inspect(connection).get_columns(table)}
            for table in inspect(connection).get_table_names()
        }
        for table, row in rows(revision):
            # numbers are left to the database, which goes on counting from them
            names = [name for name in row if name in had.get(table, {}) and (name, type(row[name])) != ("id", int)]
            values = [
                json.dumps(row[name]) if str(had[table][name]) == "JSON" and row[name] is not None else row[name]
                for name in names
            ]
            if names:
                said = ", ".join(literal(one, sqlite=database.is_sqlite) for one in values)
                connection.exec_driver_sql(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({said})")
        for table, columns in had.items():
            for name in columns:
                held = connection.scalar(text(f"SELECT count({name}) FROM {table}"))
                assert held, f"{table}.{name} is empty in the database of {revision}: give it a value above"
        connection.commit()
    return revision


def test_a_database_of_every_release_opens_and_is_complete(
    release: str, url: str, formerly: Callable[[str], Former], formerly_coded: Callable[[str, int], Former]
) -> None:
    with closing(Store(url)) as store:
        held = store.assessments.get("here")
        assert held == expected(release, held)
        assert {one.id for one in store.assessments.summaries(archived=True) if one.archived} == {"away"}
        assert [one.id for one in store.assessments.removed()] == ["gone"]
        store.assessments.restore("gone")
        assert store.assessments.get("gone").title == "Year one"
        assert [one.text for one in store.items.removed("here")] == ["Removed"]
        assert store.items.revisions("here") == {"a": 2}
        assert [(one.field, one.old, one.at) for one in store.items.history("here", "a")] == [
            ("text", "Carers came", AT)
        ]
        assert formerly("here") == [("title", "Year nought", 1)]
        if release >= "v0002":
            _has_a_library(store, formerly_coded)
        if release >= "v0003":
            _has_a_draft(store)
        if release >= "v0008":
            _has_what_was_brought_in(store)
        if release >= "v0011":
            assert [one.in_words for one in held.attachments] == ["Minutes (minutes.pdf, 31 March 2026)"]
            assert [one.id for one in store.attached.removed("here")] == ["f2"]
            assert store.attached.get("here", "f1") == b"%PDF"
        if release >= "v0004":
            last = store.learned.last()
            assert last is not None
            assert (last.library, last.change, last.at) == ("one", CHANGE, AT)


def expected(release: str, held: Assessment) -> Assessment:
    loop = {"cause": "Few came", "affected": "Carers", "heard": "People wait", "decided": "To ask"}
    later = {**loop, "changed": "We ask", "told": "By letter"} if release >= "v0003" else {}
    records = [RECORD] if release >= "v0006" else []
    item = EvidenceItem.model_validate(
        {
            "id": "a", "aspect": "feedback", "position": 1.5, "text": "Carers chair our panel",
            "related_aspects": ["culture"], "polarity": Polarity.STRENGTH, "maturity": Maturity.IN_PLACE,
            "voices": [Voice.PEOPLE], "reach": Reach.MOST, "outcome": "Waits halved", "figures": "12 of 40",
            "source": "Minutes", "source_date": date(2026, 3, 31), "return_reference": "R1", "owner": "Kim",
            "action": Action(
                text="Widen it", owner="Alex", due=date(2026, 6, 30), measure="40 come",
                status=ActionStatus.UNDER_WAY,
            ),
            "attached": ["f1"] if release >= "v0011" else [],
            "confirmations": records, "note": "From a log" if release >= "v0008" else "", **later,
        }
    )  # fmt: skip
    line = Action(text="Ask carers", owner="Sam", due=date(2026, 6, 30), measure="40 answer", status=ActionStatus.DONE)
    if release >= PLAN_HAS_IDS:
        links = {"evidence": ["a"], "aspects": ["feedback"], "origin": "gap"}
        links |= {"note": "From a plan"} if release >= "v0008" else {}
        actions = [PlanAction.model_validate({"id": "ask", **line.model_dump(), **links})]
    else:  # the upgrade gives each line an id; a plan kept no removed lines yet
        actions = [PlanAction.model_validate({"id": one.id, **line.model_dump()}) for one in held.actions]
        assert len({one.id for one in actions}) == 2
    stood = {"status": "review", "version": "2", "agreement": "Kim, Director, May 2026"} if release >= "v0009" else {}
    written = [("areas", "Areas"), ("strengths", "Second words")] if release >= "v0003" else []
    return Assessment(
        id="here",
        council="Exampleshire",
        title="Year one",
        period="2026",
        lead="Sam",
        **stood,
        framework_version="v9",
        created=AT,
        updated=AT,
        evidence=[item],
        skips=[Skip(aspect="culture", reason="Later")],
        actions=actions,
        edits=[SectionEdit(section=one, text=it, composed=f"{it}, composed", by="Sam", at=AT) for one, it in written],
        last_report=LastReport.model_validate(LAST) if release >= "v0008" else None,
        attachments=held.attachments,
        waivers=[Waiver(rule="no-date", subject="item:a", reason="It is standing", by="Sam", at=AT)][: len(written)],
    )


def _has_a_library(store: Store, formerly_coded: Callable[[str, int], Former]) -> None:
    report = store.library.get("north")
    assert report == REPORT.model_copy(update={"imported": AT, "findings": report.findings})
    assert report.findings == REPORT.findings[:2]
    store.findings.restore("north", 3)
    assert store.library.get("north").findings[2].text == finding(3).text
    assert [one.id for one in store.library.summaries()] == ["north"]
    store.library.restore("gone")
    assert store.library.get("gone").authority == "Northshire"
    assert [(one.field, one.old) for one in store.library.history("north")] == [("score", 2)]
    assert formerly_coded("north", 1) == [("aspect", "culture", 1)]
    table = store.scores.newest()
    assert table is not None
    assert (table.national, table.rows) == (NATIONAL, ({"authority": "North"},))
    store.scores.restore(2)
    table = store.scores.newest()
    assert table is not None
    assert table.rows == ({"authority": "South"},)


def _has_what_was_brought_in(store: Store) -> None:
    assert [one.id for one in store.proposals.waiting("here")] == ["p1"]
    assert [(one.step, one.state) for one in store.proposals.decided("here")] == [(2, "accepted")]
    (log,) = store.logs.waiting("here")
    assert (log.file, log.items, log.meanings) == ("Log.xlsx", ("a",), {("polarity", "fine"): "strength"})
    assert [column.field for column in log.table.matching.columns] == ["text", "owner"]
    assert store.logs.known("here") == {"lead": "owner"}


def _has_a_draft(store: Store) -> None:
    assert store.draft.revisions("here") == {"areas": 1, "strengths": 2}
    assert [one.text for one in store.draft.history("here", "strengths")] == ["First words"]
    assert [one.text for one in store.draft.history("here", "voices")] == ["Given up"]
    assert store.draft.save("here", "voices", {"text": "Anew"}, by="Sam", seen=0).revision == 2
    assert [one.id for one in store.plan.removed("here")] == ["tell"]
    assert store.plan.revisions("here") == {"ask": 2}
    assert [(one.field, one.old) for one in store.plan.history("here", "ask")] == [("owner", "Nobody")]
    used = store.templates.used_by("here")
    assert used is not None
    assert store.templates.get(used.id) == b"\0\xffPK"
    assert [one.version for one in store.templates.removed()] == [2]
