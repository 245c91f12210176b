"""All your evidence: items changed together and taken back, sources filled in, documents, and what is missing."""

from datetime import date

import pytest

from rubric.evidence import Confirmation, EvidenceItem
from rubric.evidence.register import NO_SOURCE, wants_source
from rubric.framework import Maturity, Polarity, Voice
from rubric.intake.review import Origin, Proposed
from tests.pages.conftest import App

FULL = {"polarity": Polarity.STRENGTH, "maturity": Maturity.IN_PLACE}


@pytest.fixture
def three(app: App) -> App:
    """The page, with three items."""
    app.start()
    for id, text, aspect, more in (
        ("one", "We do visits", "culture", {"owner": "Ana", "voices": [Voice.PARTNERS]}),
        ("two", "We do audits", "culture", {"source": "Old audit", "source_date": date(2015, 1, 5)}),
        ("six", "We do talks", "feedback", {}),
    ):
        app.store.items.add(app.id, EvidenceItem(id=id, aspect=aspect, text=text, **FULL, **more))
    app.go("register")
    app.at.session_state["register-together"] = True
    app.at.run()
    return app


def tick(app: App, *items: str) -> None:
    for item in items:
        app.at.checkbox(key=f"choose-{item}").check().run()


def view(app: App, name: str) -> App:
    app.at.segmented_control(key="register-view").set_value(name).run()
    app.sound()
    return app


def written(app: App, name: str, value: str) -> None:
    app.at.text_input(key=f"register-{app.id}.{name}").input(value).run()


def stored(app: App, name: str) -> dict[str, object]:
    return {item.id: getattr(item, name) for item in app.store.assessments.get(app.id).evidence}


def shown(app: App) -> list[str]:
    return [str(box.key).removeprefix("choose-") for box in app.at.checkbox]


def test_items_are_searched_filtered_sorted_and_what_is_looked_for_stays(three: App) -> None:
    assert shown(three) == ["one", "two", "six"]
    written(three, "words", "we DO TALK")
    assert shown(three) == ["six"]
    three.go("home").go("register")
    assert shown(three) == ["six"]
    three.press("register-clear")
    assert shown(three) == ["one", "two", "six"]
    three.at.session_state["register-more"] = True
    three.at.run()
    three.at.pills(key=f"register-{three.id}.only").select("stale").run()
    assert shown(three) == ["two"]
    assert "1 of 3 items" in three.words
    three.press("register-clear")
    three.at.selectbox(key=f"register-{three.id}.order").select("owner").run()
    assert shown(three)[-1] == "one"
    three.sound()


def test_the_chosen_items_get_one_owner_and_one_press_takes_it_back(three: App) -> None:
    three.press("register-change")
    assert "Choose items first" in three.words
    tick(three, "one", "two")
    three.press("register-change")
    assert "Write who owns them first" in three.words
    written(three, "new_owner", "Ben")
    assert "1 of them has something here already" in three.words
    three.press("register-change")
    three.sound()
    assert stored(three, "owner") == {"one": "Ben", "two": "Ben", "six": ""}
    assert "The owner of 2 items was set (by somebody, " in three.words
    again = App()  # the page loaded again, or a colleague's
    again.at.query_params["assessment"] = three.id
    again.go("register").press("register-undo")
    again.sound()
    assert stored(three, "owner") == {"one": "Ana", "two": "", "six": ""}
    assert "The change was taken back" in again.words
    assert not again.has("register-undo")
    three.at.run()
    assert not three.has("register-undo")


def test_who_confirms_source_and_aspect_are_set_together_too(three: App) -> None:
    three.press("register-all")
    three.at.segmented_control(key="register-set").set_value("voices").run()
    three.press("register-change")
    assert "Choose who confirms them first" in three.words
    three.at.pills(key=f"register-{three.id}.new_voices").select("people").run()
    three.press("register-change")
    assert set(map(str, stored(three, "voices").values())) == {str([Voice.PEOPLE])}
    three.at.segmented_control(key="register-set").set_value("source").run()
    written(three, "new_source", "Board minutes")
    three.press("register-change")
    assert set(stored(three, "source").values()) == {"Board minutes"}
    three.at.segmented_control(key="register-set").set_value("aspect").run()
    three.at.selectbox(key=f"register-{three.id}.new_aspect").select("practice").run()
    three.press("register-change").press("register-undo")
    assert stored(three, "aspect") == {"one": "culture", "two": "culture", "six": "feedback"}
    assert [item.id for item in three.store.assessments.get(three.id).items_of("culture")] == ["one", "two"]
    assert set(stored(three, "source").values()) == {"Board minutes"}


def test_personal_data_in_what_is_to_be_set_is_pointed_out_before_it_is_in_every_item(three: App) -> None:
    written(three, "new_owner", "Mrs Eileen Patel")
    assert "This looks like" not in three.words
    three.at.segmented_control(key="register-set").set_value("source").run()
    written(three, "new_source", "Letter about NHS number 999 123 4560")
    assert "This looks like an NHS number (999…)" in three.words
    written(three, "new_source", "Carers survey")
    assert "This looks like" not in three.words


def test_what_a_colleague_has_set_meanwhile_is_told_and_stays(three: App) -> None:
    tick(three, "one", "two")
    written(three, "new_owner", "Ben")
    three.store.items.save(three.id, "two", {"owner": "Their own"})
    three.press("register-change")
    assert "Nothing was changed: somebody else has set the owner" in three.words.replace("\\", "")
    assert stored(three, "owner") == {"one": "Ana", "two": "Their own", "six": ""}
    three.press("register-change")
    assert stored(three, "owner") == {"one": "Ben", "two": "Ben", "six": ""}
    three.store.items.save(three.id, "one", {"owner": "Cem"})
    three.press("register-undo")
    assert stored(three, "owner") == {"one": "Cem", "two": "Their own", "six": ""}
    assert "1 item changed since was left alone" in three.words


def test_what_is_chosen_stays_chosen_while_the_list_changes_and_goes_with_its_item(three: App) -> None:
    tick(three, "one", "six")
    written(three, "words", "talk")
    assert "2 chosen (1 of them not in this list)" in three.words
    three.store.items.remove(three.id, "one")
    three.at.run()
    assert "1 chosen" in three.words
    three.press("register-none")
    assert not three.at.checkbox(key="choose-six").value


def test_a_source_filled_in_is_saved_as_it_is_left_and_its_row_stays(three: App) -> None:
    view(three, "Name the documents")
    assert "0 of 2 claims have a document now" in [bar.proto.text for bar in three.at.get("progress")]
    three.at.text_input(key="one.source").input("Visits log").run()
    assert stored(three, "source")["one"] == "Visits log"
    assert three.at.text_input(key="one.source").value == "Visits log"
    assert [item.id for item in wants_source(three.store.assessments.get(three.id), date.today())] == ["six"]
    assert three.store.items.history(three.id, "one")[0].field == "source"
    three.store.items.save(three.id, "six", {"source": "Theirs"})
    three.at.text_input(key="six.source").input("Mine").run()
    assert "Somebody else changed the source" in three.words
    assert stored(three, "source")["six"] == "Theirs"
    three.sound()


def test_a_note_set_aside_is_not_asked_again(three: App) -> None:
    for item in ("one", "six"):
        three.store.waivers.save(three.id, NO_SOURCE, f"item:{item}", "Seen at the visit", by="")
    view(three, "Name the documents")
    assert "Every finished item names its document." in [one.value for one in three.at.success]


def test_documents_are_listed_with_what_rests_on_them_and_what_waits(three: App) -> None:
    said = Confirmation(voice=Voice.PEOPLE, said="It helps", where="the old audit", when=date(2016, 1, 5))
    three.store.items.save(three.id, "six", {"confirmations": [said]})
    origin = Origin(file="log.xlsx", sha256="0" * 64, where="", passage="We listen")
    proposed = Proposed(id="p", text="We listen", aspect="culture", confidence=0.5, origins=[origin], **FULL)
    three.store.proposals.add(three.id, [proposed])
    view(three, "Documents")
    assert "log.xlsx" in three.words
    assert "1 document, 1 old, 0 with no date" in three.words
    assert "5 January 2016; 5 January 2015" in three.words
    assert "Also written the old audit" in three.words


def test_what_is_missing_is_told_by_aspect_and_document(three: App) -> None:
    view(three, "What is missing")
    assert "Only your own word and no figure" in three.words
    assert "Nothing yet" in three.words
    assert "Peer challenge or peer review report" in three.words
    three.store.items.save(three.id, "six", {"source": "Peer challenge letter"})
    three.at.run()
    assert "Peer challenge or peer review report" not in three.words


def test_an_assessment_with_nothing_in_it_says_what_to_do_first(app: App) -> None:
    app.start().go("register")
    assert "There is no evidence yet" in app.words
    for name in ("Name the documents", "Documents", "What is missing"):
        view(app, name)
