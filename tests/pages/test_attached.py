"""Files and links attached from an item's form, found in the register, replaced, taken off and removed."""

from datetime import date

import pytest

from rubric.evidence import EvidenceItem
from rubric.evidence.attachment import AttachedKind
from rubric.evidence.attachments import of_file
from tests.pages.conftest import App

PDF = b"%PDF-1.7 the survey"


@pytest.fixture
def one(app: App) -> App:
    """The form of an item, with the part for files unfolded."""
    app.start()
    for id in ("one", "two"):
        app.store.items.add(app.id, EvidenceItem(id=id, aspect="culture", text=f"Claim {id}"))
    return unfolded(app)


def unfolded(app: App, item: str = "one") -> App:
    if app.go("evidence").has(f"edit-{item}"):
        app.press(f"edit-{item}")
    app.at.session_state[f"attach-{item}"] = True
    app.at.run()
    return app


def upload(app: App, name: str, data: bytes, place: str = "one") -> App:
    uploader = next(box for box in app.at.file_uploader if str(box.key).startswith(f"file-{place}-"))
    uploader.upload(name, data, "application/octet-stream").run()
    app.sound()
    return app


def link(app: App, address: str, place: str = "one") -> App:
    box = next(box for box in app.at.text_input if str(box.key).startswith(f"link-{place}-"))
    box.input(address)
    return app.press(f"keep-link-{place}")


def attached(app: App, item: str = "one") -> list[str]:
    held = app.store.assessments.get(app.id)
    called = {file.id: file.in_words for file in held.attachments}
    return [called[key] for one in held.evidence if one.id == item for key in one.attached]


def key(app: App, name: str) -> str:
    return next(file.id for file in app.store.assessments.get(app.id).attachments if name in (file.name, file.link))


def test_a_file_and_a_link_are_attached_chosen_again_taken_off_and_put_on(one: App) -> None:
    upload(one, "../Carers_survey.docx", PDF)
    link(one, "https://example.org/minutes")
    assert attached(one) == [
        "Carers survey.docx (Carers_survey.docx.pdf)",
        "example.org/minutes (https://example.org/minutes)",
    ]
    file = key(one, "Carers_survey.docx.pdf")
    assert [button.proto.label for button in one.at.get("download_button")] == ["Download :small[Carers survey\\.docx]"]
    one.at.session_state[f"about-{file}"] = True
    one.at.run()
    one.at.text_input(key=f"{file}.title").input("Carers’ survey").run()
    one.at.date_input(key=f"{file}.expires").set_value(date(2026, 1, 1)).run()
    assert "Past its last day, 1 January 2026" in one.words

    one.press(f"take-off-{file}")
    assert len(attached(one)) == 1
    assert "Took off “Carers’ survey”" in one.words
    one.press("undo-off-one")
    assert attached(one)[-1] == "Carers’ survey (Carers_survey.docx.pdf)"

    one.at.session_state["past-one"] = True
    one.at.run()
    past = "Attached files and links was</dt><dd>example.org/minutes</dd>"
    assert past in one.words
    assert "Attached files and links was</dt><dd>nothing</dd>" in one.words

    unfolded(one, "two")
    box = next(box for box in one.at.selectbox if str(box.key).startswith("kept-two"))
    box.select(file).run()
    one.press("attach-kept-two")
    assert attached(one, "two") == ["Carers’ survey (Carers_survey.docx.pdf)"]
    assert "Carers’ survey (Carers_survey.docx.pdf)" in one.go("evidence").press("done-two").words
    one.sound()


def test_its_title_is_written_as_the_source_where_nothing_stands_there(one: App) -> None:
    upload(one, "Survey.pdf", PDF)
    first = key(one, "Survey.pdf")
    one.store.attached.save(one.id, first, {"title": "Carers survey", "dated": date(2026, 3, 2)})
    one.store.items.save(one.id, "one", {"source": "Typed meanwhile"})
    one.press(f"name-source-{first}")
    assert [item.source for item in one.store.assessments.get(one.id).evidence] == ["Typed meanwhile", ""]
    assert not one.has(f"name-source-{first}")
    one.store.items.save(one.id, "one", {"source": ""})
    one.at.run()
    one.press(f"name-source-{first}")
    one.sound()
    (named, _) = one.store.assessments.get(one.id).evidence
    assert (named.source, named.source_date) == ("Carers survey", date(2026, 3, 2))
    assert not one.has(f"name-source-{first}")


def test_its_history_stands_where_it_is_edited_and_goes_back_to_earlier_words(one: App) -> None:
    upload(one, "Survey.pdf", PDF)
    first = key(one, "Survey.pdf")
    one.store.attached.save(one.id, first, {"title": "Carers survey", "owner": "Kim"}, by="Ana")
    one.at.session_state[f"about-{first}"] = True
    one.at.session_state[f"past-{first}"] = True
    one.at.run()
    assert "Changed owner and title (Ana, " in one.words
    assert "Title was</dt><dd>Survey</dd>" in one.words
    assert "Attached as Survey.pdf (by somebody, " in one.words
    revision = one.store.attached.history(one.id, first)[0].revision
    one.press(f"go-back-{first}-{revision}")
    one.sound()
    assert attached(one) == ["Survey (Survey.pdf)"]
    assert [file.owner for file in one.store.assessments.get(one.id).attachments] == [""]
    assert "Title was</dt><dd>Carers survey</dd>" in one.words

    second = one.store.attached.add(
        one.id, of_file("Next.pdf", AttachedKind.PDF, b"%PDF-2").model_copy(update={"replaces": first}), b"%PDF-2",
        most=10**6, by="Bo",
    )  # fmt: skip
    one.go("register").at.segmented_control(key="register-view").set_value("Documents").run()
    one.at.session_state[f"change-{second.id}"] = True
    one.at.session_state[f"past-{second.id}"] = True
    one.at.run()
    assert "Version 2: Next.pdf (Bo, " in one.words
    assert "Attached as Survey.pdf (by somebody, " in one.words
    assert "Title was</dt><dd>Carers survey</dd>" in one.words
    one.sound()


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("survey.pdf", b"MZ\x90\0\3\0", "not of a kind that can be attached"),
        ("survey.pdf", b"%PDF-" + bytes(1_000_000), "more than the 1 MB that may be attached"),
        ("other.pdf", b"%PDF-" + bytes(600_000), "would come to more than 1 MB"),
    ],
)
def test_what_cannot_be_attached_is_told_and_leaves_nothing(
    one: App, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes, why: str
) -> None:
    monkeypatch.setenv("RUBRIC_ATTACHED_MEGABYTES", "1")
    monkeypatch.setenv("RUBRIC_ATTACHED_TOTAL_MEGABYTES", "1")
    there = b"%PDF-there" + bytes(500_000)
    one.store.attached.add(one.id, of_file("there.pdf", AttachedKind.PDF, there), there, most=10**6)
    one.at.run()  # the box that is drawn knows the limit
    upload(one, name, data)
    assert why in one.words.replace("\\", "")
    link(one, "javascript:alert(1)")
    assert "not an address that can be kept" in one.words
    assert attached(one) == []
    assert len(one.store.assessments.get(one.id).attachments) == 1


def test_the_register_lists_what_rests_on_each_and_takes_a_new_version(one: App) -> None:
    upload(one, "Survey.pdf", PDF)
    first = key(one, "Survey.pdf")
    one.store.attached.attach(one.id, "two", first)
    one.store.items.save(one.id, "two", {"source": "survey"})
    one.store.attached.save(one.id, first, {"dated": "2015-01-01"})
    one.go("register").at.segmented_control(key="register-view").set_value("Documents").run()
    assert "1 file or link, 1 old, 0 past the last day, 0 with evidence on an old version" in one.words
    assert "Attached: Survey (Survey.pdf, 1 January 2015)" in one.words
    one.at.session_state[f"change-{first}"] = True
    one.at.run()
    upload(one, "Survey 2026.pdf", b"%PDF-1.7 the next", place=first)
    second = key(one, "Survey 2026.pdf")
    assert "1 file or link, 0 old, 0 past the last day, 1 with evidence on an old version" in one.words
    assert "Still on version 1, 1 January 2015:" in one.words

    unfolded(one)
    assert "Version 2 has replaced this one" in one.words
    one.press(f"use-newest-{first}")
    assert attached(one) == ["Survey (Survey 2026.pdf, version 2)"]
    assert attached(one, "two") == ["Survey (Survey.pdf, 1 January 2015)"]

    one.go("register").at.segmented_control(key="register-view").set_value("Documents").run()
    one.at.session_state[f"change-{second}"] = True
    one.at.run()
    one.press(f"remove-attached-{second}")
    assert "Removed “Survey”." in one.words
    assert [file.id for file in one.store.assessments.get(one.id).attachments] == [first]
    one.press(f"back-attached-{second}")
    assert attached(one) == ["Survey (Survey 2026.pdf, version 2)"]
    one.sound()


def test_a_file_whose_bytes_were_left_out_says_so(one: App) -> None:
    one.store.attached.add(one.id, of_file("Survey.pdf", AttachedKind.PDF, PDF), None, items=["one"], most=0)
    unfolded(one)
    assert "Only its name came in the assessment file: attach the file again." in one.words
    assert not one.at.get("download_button")
    upload(one, "again.pdf", PDF)
    assert [button.proto.label for button in one.at.get("download_button")] == ["Download :small[Survey]"]
