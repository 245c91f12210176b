"""Bringing in what a council has: documents and tables become proposals, and these evidence, each by a decision."""

import csv
import io
import time

import pytest

from rubric.evidence import EvidenceItem
from rubric.evidence.attachment import AttachedKind
from rubric.evidence.attachments import of_file
from tests.pages.conftest import App

CLAIMS = (
    "Carers chaired the respite review and six of their nine changes were made by March.",
    "We have no plan yet for how people hear what their complaints changed.",
    "Supervision is audited every quarter, and managers act on what it shows.",
)
NUMBER = "943 476 5919"
NAMED = f"Mrs Edith Palmer, NHS number {NUMBER}, told us that her review was held at home."
LOG = (
    ("Ref", "Evidence", "Theme", "RAG", "Lead officer", "Date collected", "Document", "Comments"),
    ("1", CLAIMS[0], "Co-production", "Green", "Ana Smith", "12/03/2026", "Review.docx", "Ask Bo"),
    ("2", "", "", "", "", "", "", ""),
    ("3", CLAIMS[1], "Complaints", "Purple", "Cy", "soon", "", ""),
)


def until_read(app: App) -> App:
    """Draw the page until the work in the background is over."""
    last = time.monotonic() + 300
    while app.has("intake-stop") and time.monotonic() < last:
        app.at.run()
    app.sound()
    return app


def paste(app: App, text: str) -> App:
    """Bring in pasted text."""
    app.go("intake")
    app.at.text_area[0].input(text)
    app.press("intake-read-pasted")
    return until_read(app)


def bring(app: App, name: str, data: bytes) -> App:
    """Bring in one file."""
    app.go("intake")
    app.at.file_uploader[0].upload(name, data, "application/octet-stream").run()
    return until_read(app)


def log(*rows: tuple[str, ...]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def progress(app: App) -> list[str]:
    return [bar.proto.text for bar in app.at.get("progress")]


def items(app: App) -> list[EvidenceItem]:
    return app.store.assessments.get(app.id).evidence


def waiting(app: App) -> list[str]:
    return [one.id for one in app.store.proposals.waiting(app.id)]


def test_pasted_text_is_looked_at_claim_by_claim_and_what_is_accepted_is_evidence(app: App) -> None:
    app.start()
    paste(app, "\n\n".join(CLAIMS))
    assert "0 of 3 looked at" in progress(app)
    first, second, third = app.store.proposals.waiting(app.id)
    assert first.confidence <= second.confidence <= third.confidence
    app.at.text_area(key=f"{first.id}.text").input("Put in other words.").run()
    app.press(f"intake-accept-{first.id}").press(f"intake-reject-{second.id}")
    assert "2 of 3 looked at" in progress(app)
    app.press(f"intake-accept-{third.id}")
    app.sound()
    assert [item.text for item in items(app)] == ["Put in other words.", third.text]
    assert first.text in items(app)[0].note
    assert items(app)[0].source == "pasted text"
    assert "All 3 proposals looked at: 2 accepted" in app.at.success[0].value


def test_each_decision_is_undone_and_the_review_goes_on_after_a_reload(app: App) -> None:
    app.start()
    paste(app, "\n\n".join(CLAIMS))
    first = waiting(app)[0]
    app.press(f"intake-accept-{first}").press("intake-undo-1")
    assert items(app) == []
    assert waiting(app)[0] == first
    app.press(f"intake-accept-{first}")
    again = App()
    again.at.query_params["assessment"] = app.id
    again.go("intake")
    assert "1 of 3 looked at" in progress(again)


def test_an_item_that_was_changed_since_is_not_taken_away_by_undo(app: App) -> None:
    app.start()
    paste(app, CLAIMS[0])
    app.press(f"intake-accept-{waiting(app)[0]}")
    app.store.items.save(app.id, items(app)[0].id, {"owner": "Ana"})
    app.press("intake-undo-1")
    assert "Somebody has changed this item" in app.at.error[0].value
    assert len(items(app)) == 1


def test_a_proposal_is_split_at_its_lines_and_two_alike_are_merged(app: App) -> None:
    app.start()
    paste(app, f"{CLAIMS[0]}\n\n{CLAIMS[0].replace('six', 'five')}")
    one, other = app.store.proposals.waiting(app.id)
    assert one.group == other.group != ""
    app.press(f"intake-merge-{one.id}")
    app.sound()
    (made,) = app.store.proposals.waiting(app.id)
    assert [origin.passage for origin in made.origins] == [one.text, other.text]
    app.at.text_area(key=f"{made.id}.text").input(f"{CLAIMS[1]}\n{CLAIMS[2]}").run()
    app.press(f"intake-split-{made.id}")
    app.sound()
    assert {part.text for part in app.store.proposals.waiting(app.id)} == {CLAIMS[1], CLAIMS[2]}
    app.press("intake-undo-2").press("intake-undo-1")
    assert waiting(app) == [one.id, other.id]


@pytest.mark.parametrize(
    ("choice", "stays"),
    [("mask", "[name], NHS number [NHS number], told us"), ("keep", f"NHS number {NUMBER}")],
)
def test_nothing_is_kept_before_personal_data_is_settled(app: App, choice: str, stays: str) -> None:
    app.start()
    paste(app, NAMED)
    assert waiting(app) == []
    assert "look like personal data" in app.words
    if choice == "keep":
        for key in [str(one.key) for one in app.at.button_group if str(one.key).startswith("intake-find-")]:
            app.at.button_group(key=key).select("keep").run()
            app.at.text_input(key=f"{key}-why").input("A quotation that the person agreed to").run()
    app.press("intake-keep")
    app.sound()
    (one,) = app.store.proposals.waiting(app.id)
    assert stays in one.text
    app.press(f"intake-accept-{one.id}")
    waived = app.store.assessments.get(app.id).waivers
    assert bool(waived) == (choice == "keep")


def offers(app: App, does: str = "keep") -> list[str]:
    return [str(one.key) for one in app.at.button if str(one.key).startswith(f"intake-proof-{does}-")]


def kept(app: App) -> list[str]:
    return [one.name for one in app.store.assessments.get(app.id).attachments]


def test_a_file_is_kept_once_as_proof_of_what_was_accepted_and_of_what_is_next(app: App) -> None:
    app.start()
    data = "\n\n".join(CLAIMS).encode()
    bring(app, "Panel.txt", data)
    first, second, third = waiting(app)
    app.press(f"intake-reject-{first}")
    assert offers(app) == []
    app.press(f"intake-accept-{second}")
    assert "1 item came from Panel.txt" in app.words
    app.press(*offers(app))
    app.sound()
    (file,) = app.store.assessments.get(app.id).attachments
    assert app.store.attached.get(app.id, file.id) == data
    assert "Panel.txt is kept: 1 item rests on it" in app.words
    app.press(f"intake-accept-{third}")
    assert [item.attached for item in items(app)] == [[file.id], [file.id]]
    assert offers(app) == []


def test_a_file_that_is_not_kept_is_not_offered_again(app: App) -> None:
    app.start()
    bring(app, "Panel.txt", "\n\n".join(CLAIMS).encode())
    app.press(f"intake-accept-{waiting(app)[0]}")
    app.press(*offers(app, "leave"))
    app.press(f"intake-accept-{waiting(app)[0]}")
    assert (offers(app), kept(app)) == ([], [])


def test_a_file_with_personal_data_is_kept_for_a_reason_alone(app: App) -> None:
    app.start()
    bring(app, "Panel.txt", f"{CLAIMS[0]}\n\n{NAMED}".encode())
    app.press("intake-keep")
    for one in waiting(app):
        app.press(f"intake-accept-{one}")
    assert "2 things in it look like personal data" in app.words
    app.press(*offers(app))
    assert "Say in a few words why this may stay" in app.at.error[0].value
    for reason in ("Mrs Edith Palmer agreed", "She agreed in writing"):
        assert kept(app) == []
        next(box for box in app.at.text_input if str(box.key).startswith("intake-proof-why-")).input(reason)
        app.press(*offers(app))
        app.sound()
        assert "This reason names somebody too" in app.words or reason == "She agreed in writing"
    assert kept(app) == ["Panel.txt"]
    held = app.store.assessments.get(app.id)
    subject = f"attached:{held.attachments[0].id}"
    assert {one.reason for one in held.waivers if one.subject == subject} == {"She agreed in writing"}
    app.go("register").at.segmented_control(key="register-view").set_value("Documents").run()
    assert "Kept with what looks like personal data, because “She agreed in writing”" in app.words


def test_a_file_is_kept_within_what_may_be_attached(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUBRIC_ATTACHED_TOTAL_MEGABYTES", "1")
    app.start()
    bring(app, "Panel.txt", CLAIMS[0].encode())
    app.press(f"intake-accept-{waiting(app)[0]}")
    there = bytes(10**6 - 10)
    app.store.attached.add(app.id, of_file("There.pdf", AttachedKind.PDF, there), there, most=10**6)
    app.press(*offers(app))
    assert "would come to more than 1 MB" in app.at.error[0].value
    assert kept(app) == ["There.pdf"]
    assert [item.attached for item in items(app)] == [[]]
    assert len(offers(app)) == 1


def test_a_file_that_cannot_be_read_is_told_in_a_sentence(app: App) -> None:
    app.start()
    bring(app, "broken.docx", b"PK\x03\x04 nothing of the kind")
    assert "0 of 1 file read" in app.words
    assert "broken.docx" in app.words
    assert waiting(app) == []


def test_the_columns_of_a_log_are_corrected_once_and_its_rows_become_items(app: App) -> None:
    app.start()
    bring(app, "log.csv", log(*LOG))
    assert "2 rows would become" in app.words
    assert "Row 3 is left out" in "\n".join(one.value for one in app.at.markdown)
    document = next(one for one in app.at.selectbox if one.label == "“Document”")
    assert document.value == "source"
    comments = next(one for one in app.at.selectbox if one.label == "“Comments”")
    comments.set_value("cause").run()
    app.press("log-bring-1")
    app.sound()
    first, second = sorted(items(app), key=lambda item: item.text)
    assert (first.text, first.cause, first.owner, first.source) == (CLAIMS[0], "Ask Bo", "Ana Smith", "Review.docx")
    assert (first.aspect, first.polarity) == ("coproduction", "strength")
    assert "RAG: Purple" in second.note
    assert "From log.csv, row 4" in second.note
    bring(app, "later.csv", log(LOG[0], ("9", CLAIMS[2], "Workforce", "Green", "Di", "", "", "Too few")))
    assert next(one for one in app.at.selectbox if one.label == "“Comments”").value == "cause"


def test_what_came_of_a_log_is_taken_out_again_but_for_what_was_changed(app: App) -> None:
    app.start()
    bring(app, "log.csv", log(*LOG))
    app.press("log-bring-1")
    app.store.items.save(app.id, items(app)[0].id, {"owner": "Somebody else"})
    app.press("log-undo-1")
    app.sound()
    assert [item.owner for item in items(app)] == ["Somebody else"]
