"""What was deleted long enough ago is erased: none of its words are left in the database, nor in a file of SQLite's."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect, make_url, text

from rubric.errors import StoreUnavailable
from rubric.evidence.attachment import AttachedKind
from rubric.evidence.attachments import of_file, of_link
from rubric.evidence.last_report import Answer, LastReport, PeerChallenge, ReportOrigin
from rubric.evidence.model import Action, Assessment, EvidenceItem, PlanAction, SectionEdit, Skip, Waiver
from rubric.framework import Maturity, Polarity
from rubric.prediction.change import LibraryChange, Moved
from rubric.prediction.model import LeftOut, TrackRecord
from rubric.reports import load_national
from rubric.storage import Erased, Store, sqlite
from rubric.storage.database import Database
from tests.reports.shelf_builders import finding, shelved

from .test_store_side_by_side import at_once

NOW, HOUR = timedelta(0), timedelta(hours=1)


class Words:
    """Words to be typed, each one that stands nowhere else."""

    def __init__(self, about: str) -> None:
        self.about = about
        self.typed: list[str] = []

    def __call__(self, what: str) -> str:
        self.typed.append(f"qz{self.about}{what}{len(self.typed)}zq")
        return self.typed[-1]


def everything(url: str) -> str:
    """Every value of every column of every table, as one text."""
    found: list[str] = []
    with closing(Database(url)) as database, database.connection() as connection:
        for table in inspect(connection).get_table_names():
            for row in connection.execute(text(f"SELECT * FROM {table}")):
                found += [bytes(one).decode() if isinstance(one, bytes | memoryview) else str(one) for one in row]
    return "\n".join(found)


def left(url: str, words: Words) -> list[str]:
    there = everything(url)
    return [word for word in words.typed if word in there]


def in_files(url: str, words: Words) -> list[str]:
    """The words that stand in the bytes of an SQLite file or of the files beside it, as they are at this moment."""
    file = Path(make_url(url).database or "")
    content = b"".join(one.read_bytes() for one in file.parent.glob(f"{file.name}*"))
    return [word for word in words.typed if word.encode() in content]


def item(said: Words, **fields: object) -> EvidenceItem:
    """An item with words wherever it may have some."""
    prose = (
        "text",
        "outcome",
        "cause",
        "affected",
        "heard",
        "decided",
        "changed",
        "told",
        "figures",
        "source",
        "owner",
    )
    made: dict[str, object] = {name: said(name) for name in (*prose, "return_reference", "aspect")}
    step = Action(text=said("step"), owner=said("stepowner"), measure=said("stepmeasure"))
    return EvidenceItem.model_validate(made | {"action": step, "related_aspects": [said("related")]} | fields)


def action(said: Words, **fields: object) -> PlanAction:
    """A line of the plan with words wherever it may have some."""
    made: dict[str, object] = {name: said(name) for name in ("text", "owner", "measure", "origin")}
    return PlanAction.model_validate(made | {"aspects": [said("aspects")]} | fields)


def fill(store: Store, said: Words, key: str) -> None:
    """An assessment with words in every place, each changed once."""
    store.assessments.add(
        Assessment(
            id=key,
            council=said("council"),
            title=said("title"),
            period=said("period"),
            lead=said("lead"),
            framework_version=said("version"),
            evidence=[item(said, id=f"{key}-item")],
            skips=[Skip(aspect=said("skipped"), reason=said("reason"))],
            actions=[action(said, id=f"{key}-action", evidence=[f"{key}-item"])],
            edits=[SectionEdit(section="areas", text=said("edit"), composed=said("composed"), by=said("by"))],
            waivers=[Waiver(rule="no-date", subject=f"item:{key}-item", reason=said("waived"), by="")],
        )
    )
    details = {name: said(name) for name in ("council", "title", "period", "lead")}
    store.assessments.save(key, details)
    store.assessments.skip(key, "culture", said("reason"))
    store.assessments.skip(key, "culture", said("reason"))
    store.assessments.unskip(key, "culture")
    again, planned = item(said), action(said)
    store.items.save(key, f"{key}-item", again.model_dump(exclude={"id", "position"}))
    store.plan.save(key, f"{key}-action", planned.model_dump(exclude={"id", "evidence"}))
    for name in ("areas", "strengths"):
        for _ in range(2):
            store.draft.save(key, name, {"text": said("text"), "composed": said("composed")}, by=said("by"))
        store.draft.remove(key, name, by=said("by"))
    for subject in (f"item:{key}-item", f"action:{key}-action", "section:areas"):
        store.waivers.save(key, "no-date", subject, said("waiver"), by="")
        store.waivers.save(key, "no-date", subject, said("waiver"), by="")
    store.waivers.remove(key, "no-date", "section:areas")
    attach(store, said, key, f"{key}-item")
    for kind in (LastReport, PeerChallenge):
        answered(store, said, key, kind)
    seen = store.items.revisions(key)
    store.several.change(key, [f"{key}-item"], "owner", said("owner"), seen=seen, by=said("by"))


def answered(store: Store, said: Words, key: str, kind: type[LastReport]) -> list[str]:
    """A report with words in every place, replaced once and answered, each field twice; returns its findings' ids."""
    findings = [said("finding"), said("finding")]
    coded = {"polarity": Polarity.SHORTFALL, "maturity": Maturity.DEVELOPING}
    for _ in range(2):
        answers = [Answer(finding=one, said=said("said"), aspect=said("aspect"), **coded) for one in findings]
        store.last_report.put(key, kind(name=said("name"), authority=said("authority"), answers=answers))
        store.last_report.redate(key, kind.origin, said("date"))
    for one in findings:
        for _ in range(2):
            words = {name: said(name) for name in ("done", "shows", "changed", "nothing_yet_because")}
            store.last_report.save(key, one, words, by=said("by"))
            store.waivers.save(key, "personal.name.1234", f"answer:{one}", said("waived"), by="")
    return findings


def attach(store: Store, said: Words, key: str, to: str) -> str:
    """A file with words in every place, each changed once; returns its id."""
    data = said("bytes").encode() * 900
    made = of_file(said("file"), AttachedKind.TEXT, data)
    kept = store.attached.add(key, made, data, items=[to] if to else [], most=10**6, by="Sam").id
    for _ in range(2):
        store.attached.save(key, kept, {"title": said("filetitle"), "owner": said("fileowner")})
    link = of_link(f"https://example.org/{said('link')}", said("linktitle"))
    store.attached.add(key, link, items=[to] if to else [], most=10**6, by="")
    return kept


def test_nothing_of_a_deleted_assessment_is_left(store: Store, url: str) -> None:
    gone, stays = Words("gone"), Words("stays")
    fill(store, gone, "gone")
    fill(store, stays, "stays")
    extra = item(gone, id="removed-before")
    store.items.add("gone", extra)
    store.items.remove("gone", extra.id)
    store.learned.save("one", _change(Words("north"), "north", "gone", "stays"))
    assert left(url, gone) == gone.typed
    store.assessments.remove("gone")
    assert store.purge(older_than=HOUR) == Erased()
    assert left(url, gone) == gone.typed
    assert store.purge(older_than=NOW) == Erased(assessments=1)
    assert left(url, gone) == []
    assert "gone" not in everything(url)
    assert left(url, stays) == stays.typed
    last = store.learned.last()
    assert last is not None
    assert [moved.assessment for moved in last.change.outcomes] == ["stays"]


def test_nothing_of_a_removed_item_or_action_is_left_in_its_assessment(store: Store, url: str) -> None:
    gone, stays = Words("gone"), Words("stays")
    fill(store, stays, "here")
    store.items.add("here", item(gone, id="gone"))
    store.items.save("here", "gone", item(gone).model_dump(exclude={"id", "position"}))
    store.plan.add("here", action(gone, id="gone-too"))
    store.plan.save("here", "gone-too", action(gone).model_dump(exclude={"id", "evidence"}))
    store.plan.save("here", "here-action", {"evidence": ["gone", "here-item"]})
    store.plan.save("here", "here-action", {"evidence": ["here-item", "gone"]})
    for origin in ("gap:here-item", "gap:gone", "gap:gone"):
        store.plan.save("here", "here-action", {"origin": origin})
    for subject in ("item:gone", "action:gone-too"):
        store.waivers.save("here", "suggestion.gap", subject, gone("waiver"), by="")
        store.waivers.save("here", "suggestion.gap", subject, gone("waiver"), by="")
    store.waivers.remove("here", "suggestion.gap", "item:gone")
    (report,) = [one for one in store.assessments.get("here").to_answer if one.origin is ReportOrigin.REPORT]
    for one in report.answers:
        for links in (["here-item", "gone"], ["gone"], ["gone", "here-item"]):
            store.last_report.save("here", one.finding, {"items": links, "actions": ["gone-too", "here-action"]})
    store.last_report.put("here", store.assessments.get("here").to_answer[0])
    seen = store.items.revisions("here")
    store.several.change("here", ["here-item", "gone"], "owner", stays("owner"), seen=seen)
    revisions = store.items.revisions("here")
    store.items.remove("here", "gone")
    store.plan.remove("here", "gone-too")
    assert store.purge(older_than=HOUR) == Erased()
    assert left(url, gone) == gone.typed
    assert store.purge(older_than=NOW) == Erased(items=1, actions=1)
    assert left(url, gone) == []
    assert "gone" not in everything(url)
    assert left(url, stays) == stays.typed
    assert store.items.revisions("here") == {"here-item": revisions["here-item"]}
    (report,) = [one for one in store.assessments.get("here").to_answer if one.origin is ReportOrigin.REPORT]
    assert {(*one.items, *one.actions) for one in report.answers} == {("here-item", "here-action")}
    assert [action.origin for action in store.assessments.get("here").actions] == ["gap:"]


def test_of_a_removed_item_only_what_stands_on_the_screen_is_left_in_the_draft(
    store: Store, url: str, assessment: Assessment
) -> None:
    gone, stays = Words("gone"), Words("stays")
    block = f"{stays('composed')} [@b]"
    former = {"text": f"{gone('text')} [@b, @a]", "composed": f"{gone('composed')} [@a]"}
    store.draft.save("here", "voices", former, by=gone("by"))
    now = {"text": f"{stays('text')} [@b]", "composed": f"{gone('composed')} [@a, @b]\n\n{block}"}
    store.draft.save("here", "voices", now, by=stays("by"))
    cites = {"text": f"{stays('text')} [@a]", "composed": f"{stays('composed')} [@a]"}
    store.draft.save("here", "areas", cites, by=stays("by"))
    store.items.remove("here", "a")
    assert store.purge(older_than=NOW).items == 1
    assert left(url, gone) == []
    assert left(url, stays) == stays.typed
    voices, areas = store.assessments.get("here").edits
    assert (voices.text, voices.composed) == (now["text"], block)
    assert (areas.text, areas.composed) == (cites["text"], cites["composed"])
    assert store.draft.history("here", "voices") == []
    assert store.draft.revisions("here") == {"voices": 2, "areas": 1}


def test_nothing_of_a_removed_file_is_left_in_its_assessment(store: Store, url: str) -> None:
    gone, stays = Words("gone"), Words("stays")
    fill(store, stays, "here")
    kept = store.items.revisions("here")
    before = [item.attached for item in store.assessments.get("here").evidence]
    attach(store, gone, "here", "here-item")
    went = [one.id for one in store.assessments.get("here").attachments][-2:]
    store.attached.detach("here", "here-item", went[0])
    store.attached.attach("here", "here-item", went[0])
    for one in went:
        store.attached.remove("here", one)
    assert store.purge(older_than=HOUR) == Erased()
    assert left(url, gone) == gone.typed
    assert store.purge(older_than=NOW) == Erased(attached=2)
    assert left(url, gone) == []
    assert not any(one in everything(url) for one in went)
    assert left(url, stays) == stays.typed
    assert store.items.revisions("here").keys() == kept.keys()
    assert [item.attached for item in store.assessments.get("here").evidence] == before


@pytest.mark.parametrize("kind", [LastReport, PeerChallenge])
def test_nothing_of_a_report_that_was_taken_away_is_left(store: Store, url: str, kind: type[LastReport]) -> None:
    gone, stays = Words("gone"), Words("stays")
    other = PeerChallenge if kind is LastReport else LastReport
    store.assessments.add(Assessment(id="here"))
    answered(store, stays, "here", other)
    answered(store, gone, "here", kind)
    store.last_report.remove("here", kind.origin, by=gone("by"))
    kept = store.assessments.get("here")
    assert store.purge(older_than=HOUR) == Erased()
    assert left(url, gone) == gone.typed
    assert store.purge(older_than=NOW) == Erased(taken_away=1)
    assert left(url, gone) == []
    assert left(url, stays) == stays.typed
    assert store.assessments.get("here") == kept.model_copy(
        update={"waivers": [one for one in kept.waivers if "stays" in one.subject]}
    )
    assert store.purge(older_than=NOW) == Erased()


def test_nothing_of_a_finding_that_was_left_out_is_left(store: Store, url: str) -> None:
    gone, stays = Words("gone"), Words("stays")
    store.assessments.add(Assessment(id="here"))
    coded = {"polarity": Polarity.SHORTFALL, "maturity": Maturity.DEVELOPING, "aspect": "feedback"}
    answers = [Answer(finding=said("finding"), said=said("said"), **coded) for said in (gone, stays)]
    store.last_report.put("here", PeerChallenge(answers=answers))
    for said, answer in zip((gone, stays), answers, strict=True):
        store.last_report.save("here", answer.finding, {"done": said("done")})
        store.last_report.save("here", answer.finding, {"done": said("done")})
    store.last_report.put("here", PeerChallenge(answers=store.assessments.get("here").to_answer[0].answers))
    store.last_report.redate("here", ReportOrigin.PEER_CHALLENGE, "May 2025")
    (first, second) = store.assessments.get("here").to_answer[0].answers
    for one, place in ((second, 1), (first, 0)):
        store.last_report.leave_out("here", one.finding)
        store.last_report.take_in("here", ReportOrigin.PEER_CHALLENGE, one, place)
    assert store.purge(older_than=NOW) == Erased()  # what was taken in again is not gone
    store.last_report.leave_out("here", first.finding)
    assert store.purge(older_than=HOUR) == Erased()
    assert left(url, gone) == gone.typed
    assert store.purge(older_than=NOW) == Erased(taken_away=1)
    assert left(url, gone) == []
    assert left(url, stays) == stays.typed
    assert store.assessments.get("here").to_answer[0].answers == [second]


def _change(said: Words, report: str, *assessments: str) -> LibraryChange:
    case = LeftOut(id=report, authority=said("authority"), score=2, predicted=3, probabilities={2: 0.5, 3: 0.5})
    return LibraryChange(
        before=TrackRecord(reports=4, exact=3, always_3=2),
        after=TrackRecord(reports=5, exact=3, always_3=2, cases=(case,)),
        findings_before=238,
        findings_after=241,
        outcomes=tuple(
            Moved(assessment=one, before=2, after=3, expected_before=2.4, expected_after=2.6) for one in assessments
        ),
    )


def test_nothing_of_a_removed_report_is_left(store: Store, url: str) -> None:
    gone, stays = Words("gone"), Words("stays")
    for said, key in ((gone, "gone"), (stays, "stays")):
        prose = {name: said(name) for name in ("section", "text", "aspect", "figures", "cue")}
        store.library.add(
            shelved(
                said("file"),
                id=key,
                authority=said("authority"),
                date=said("date"),
                imported_by=said("by"),
                findings=(finding(1, **prose), finding(2)),
            )
        )
        store.library.save(key, {"authority": said("authority"), "date": said("date")})
        store.findings.save(key, [1], {"text": said("text"), "figures": said("figures"), "section": said("section")})
        store.findings.undo(key, store.findings.save(key, [1, 2], {"aspect": said("aspect")}).revision)
    store.learned.save("one", _change(gone, "gone"))
    store.library.remove("gone")
    assert left(url, gone) == gone.typed
    assert store.purge(older_than=HOUR) == Erased()
    assert store.purge(older_than=NOW) == Erased(reports=1)
    assert left(url, gone) == []
    assert left(url, stays) == stays.typed
    assert store.learned.last() is None


def test_what_was_learned_stays_while_it_names_nothing_that_is_erased(store: Store, url: str) -> None:
    store.library.add(shelved(id="gone"))
    store.library.remove("gone")
    store.learned.save("one", _change(Words("other"), "other", "here"))
    told = store.learned.last()
    assert store.purge(older_than=NOW).reports == 1
    assert store.learned.last() == told


def test_nothing_of_a_removed_template_or_table_is_left(store: Store, url: str, assessment: Assessment) -> None:
    gone, stays = Words("gone"), Words("stays")
    removed = []
    for said in (gone, stays):
        removed.append(store.templates.add(said("name"), said("bytes").encode() * 9, by=said("by")).id)
        national = load_national().model_copy(update={"as_of": said("asof"), "source": said("source")})
        rows = [{"authority": said("authority"), said("column"): 3}]
        removed.append(store.scores.add(national, rows, imported_by=said("by")).revision)
    store.templates.use("here", removed[0])
    store.templates.remove(removed[0])
    store.scores.remove(removed[1])
    assert left(url, gone) == gone.typed
    assert store.purge(older_than=HOUR) == Erased()
    assert store.purge(older_than=NOW) == Erased(templates=1, score_tables=1)
    assert left(url, gone) == []
    assert left(url, stays) == stays.typed


def test_nothing_is_left_in_the_bytes_of_the_file_or_its_log(sqlite_url: str) -> None:
    gone, stays = Words("gone"), Words("stays")
    with closing(Store(sqlite_url)) as store:
        fill(store, gone, "gone")
        fill(store, stays, "stays")
        template = store.templates.add(gone("name"), gone("bytes").encode() * 5_000, by="").id
        store.templates.remove(template)
        store.assessments.remove("gone")
        assert in_files(sqlite_url, gone) == gone.typed
        store.purge(older_than=NOW)
        assert in_files(sqlite_url, gone) == []
        assert left(sqlite_url, stays) == stays.typed
    assert in_files(sqlite_url, gone) == []


def test_what_earlier_releases_left_in_the_file_goes_too(sqlite_url: str) -> None:
    said = Words("once")
    with closing(Store(sqlite_url)) as store:
        fill(store, said, "here")
    with closing(sqlite3.connect(make_url(sqlite_url).database or "")) as before:
        before.execute("PRAGMA secure_delete = OFF")
        before.execute("PRAGMA foreign_keys = ON")
        before.execute("DELETE FROM assessment")
        before.commit()
    assert in_files(sqlite_url, said) != []
    with closing(Store(sqlite_url)) as store:
        store.assessments.add(Assessment(id="last"))
        store.assessments.remove("last")
        store.purge(older_than=NOW)
        assert in_files(sqlite_url, said) == []


def test_a_file_that_others_read_meanwhile_is_cleaned_by_the_next_call(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.05)
    said = Words("gone")
    with closing(Store(sqlite_url)) as store:
        fill(store, said, "gone")
        store.assessments.remove("gone")
        with closing(sqlite3.connect(make_url(sqlite_url).database or "", isolation_level=None)) as other:
            other.execute("BEGIN")
            other.execute("SELECT count(*) FROM assessment").fetchall()
            with pytest.raises(StoreUnavailable, match=r"^The database .* may still stand in its files: .*\.$"):
                store.purge(older_than=NOW)
            assert left(sqlite_url, said) == []
            other.execute("COMMIT")
        assert store.purge(older_than=NOW) == Erased()
        assert in_files(sqlite_url, said) == []


def test_servers_that_erase_at_once_while_others_write_lose_nothing_that_stays(store: Store, url: str) -> None:
    links = [f"i{number}" for number in range(12)]
    store.assessments.add(
        Assessment(
            id="here",
            evidence=[EvidenceItem(id=one, aspect="feedback") for one in (*links, "stays")],
            actions=[PlanAction(id="ask", evidence=[*links, "stays"])],
        )
    )
    for one in links:
        store.items.remove("here", one)

    def work(person: int) -> int:
        with closing(Store(url)) as own:
            if person < 3:
                return own.purge(older_than=NOW).items
            for turn in range(10):
                own.plan.save("here", "ask", {("owner", "measure", "text")[person - 3]: f"{person}/{turn}"})
            return 0

    erased = at_once(6, work)
    assert sum(one for one in erased if isinstance(one, int)) == len(links)
    (kept,) = store.assessments.get("here").actions
    assert (kept.owner, kept.measure, kept.text, kept.evidence) == ("3/9", "4/9", "5/9", ["stays"])
    assert len(store.plan.history("here", "ask")) == 30


def test_what_is_put_back_in_time_is_not_erased(
    store: Store, assessment: Assessment, run_sql: Callable[[str], None]
) -> None:
    store.assessments.remove("here")
    run_sql("UPDATE assessment SET deleted_at = '2020-01-01 00:00:00.000000'")
    store.assessments.restore("here")
    assert store.purge(older_than=NOW) == Erased()
    assert store.assessments.get("here").evidence == assessment.evidence


def test_what_was_erased_is_told_in_one_sentence() -> None:
    assert Erased(assessments=1, items=3, score_tables=2).sentence == (
        "Erased for good: 1 assessment, 3 items, 2 tables of scores."
    )
    assert Erased().sentence == "Nothing was erased."
