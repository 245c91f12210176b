"""Since your last report: its findings become a list, and each is answered field by field."""

from rubric.evidence import EvidenceItem
from rubric.evidence.last_report import LastReport, PeerChallenge, ReportOrigin
from rubric.framework.words import Polarity
from tests.intake.test_recommendations import FOUND, LETTER
from tests.pages.conftest import App
from tests.pages.made_up import REPORT


def paste(app: App) -> App:
    """Bring the made-up report in as pasted text."""
    app.start().learned().go("last_report")
    app.at.text_area[0].input(REPORT)
    app.press("last-report-read")
    app.sound()
    return app


def report(app: App) -> LastReport:
    held = app.store.assessments.get(app.id).last_report
    assert held is not None
    return held


def progress(app: App) -> str:
    return str(app.at.get("progress")[0].proto.text)


def test_a_report_becomes_a_list_to_answer_with_what_falls_short_first(app: App) -> None:
    paste(app)
    tones = [answer.polarity for answer in report(app).answers]
    assert tones == sorted(tones, key=[Polarity.SHORTFALL, Polarity.MIXED, Polarity.STRENGTH].index)
    assert progress(app).startswith("0 of ")
    assert "Unanswered" in app.words


def test_an_answer_is_saved_as_each_field_is_left_and_linked_to_evidence(app: App) -> None:
    paste(app)
    app.store.items.add(app.id, EvidenceItem(id="proof", aspect="feedback", text="The carers’ survey"))
    first = report(app).answers[0].finding
    app.press(f"answer-{first}")
    app.at.text_area(key=f"{first}.done").input("We ask carers each quarter").run()
    app.at.multiselect(key=f"{first}.items").select("proof").run()
    app.press(f"answered-{first}")
    app.sound()
    answer = report(app).answers[0]
    assert (answer.done, answer.items) == ("We ask carers each quarter", ["proof"])
    assert progress(app).startswith("1 of ")
    app.at.toggle(key="last-report-open-only").set_value(True).run()
    assert not app.has(f"answer-{first}")


def test_a_report_is_taken_away_and_put_back_with_its_answers(app: App) -> None:
    paste(app)
    before = report(app)
    app.press("last-report-remove")
    assert app.store.assessments.get(app.id).last_report is None
    somebody_else = App()
    somebody_else.at.query_params["assessment"] = app.id
    somebody_else.go("last_report").press("last-report-undo")
    somebody_else.sound()
    assert report(app) == before
    assert not somebody_else.has("last-report-undo")


def test_text_that_is_no_report_is_refused_in_a_sentence(app: App) -> None:
    app.start().go("last_report")
    app.at.text_area[0].input("Nothing that any report would say.")
    app.press("last-report-read")
    assert app.at.error[0].value
    assert app.store.assessments.get(app.id).last_report is None


def challenge(app: App) -> PeerChallenge:
    held = app.store.assessments.get(app.id).peer_challenge
    assert held is not None
    return held


def test_a_peer_challenge_is_brought_in_looked_through_answered_dated_and_taken_away(app: App) -> None:
    app.start().learned().go("last_report")
    app.at.button_group(key="answer-to").select(ReportOrigin.PEER_CHALLENGE).run()
    app.at.text_area[0].input(LETTER)
    app.press("peer-challenge-read")
    app.sound()
    assert [answer.said for answer in challenge(app).answers] == FOUND
    assert progress(app) == "0 of 7 recommendations answered"
    assert "Unanswered" in app.words
    second = challenge(app).answers[1]
    app.press(f"leave-out-{second.finding}")
    assert second not in challenge(app).answers
    app.press("peer-challenge-take-in")
    assert challenge(app).answers[1] == second
    app.press(f"answer-{second.finding}")
    app.at.text_area(key=f"{second.finding}.done").input("We wrote it with carers").run()
    app.press(f"answered-{second.finding}")
    assert progress(app) == "1 of 7 recommendations answered"
    date = next(one for one in app.at.text_input if "When it was" in one.label)
    assert date.value == "15 May 2025"
    date.input("May 2025").run()
    before = challenge(app)
    assert (before.date, before.answers[1].done) == ("May 2025", "We wrote it with carers")
    app.press("peer-challenge-remove")
    assert app.store.assessments.get(app.id).peer_challenge is None
    app.press("peer-challenge-undo")
    app.sound()
    assert challenge(app) == before
