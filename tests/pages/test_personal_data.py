"""The guard on the screens: under the field, on the card, and before every file is taken away."""

import pytest

from rubric.evidence import Confirmation, EvidenceItem, PlanAction
from rubric.evidence.personal import unsettled
from rubric.framework import Voice
from rubric.ui.evidence.acts import block_key
from rubric.ui.state import cache
from tests.pages.conftest import App

TOLD = "Mrs Eileen Patel (NHS 999 123 4560) waited nine weeks."
CLEAN = "One carer waited nine weeks."


def with_item(app: App, text: str = TOLD) -> EvidenceItem:
    app.start()
    item = EvidenceItem(aspect="feedback", text=text)
    app.store.assessments.bring_in(app.id, added=[item])
    return item


def stored(app: App, item: EvidenceItem) -> str:
    return next(kept.text for kept in app.store.assessments.get(app.id).evidence if kept.id == item.id)


def open_item(app: App, item: EvidenceItem) -> App:
    app.at.query_params["aspect"], app.at.query_params["item"] = item.aspect, item.id
    return app.go("evidence")


def button(app: App, begins: str) -> str:
    """The key of the first button whose key begins like this."""
    return next(found.key for found in app.at.button if found.key and found.key.startswith(begins))


def downloads(app: App) -> int:
    """How many files of the assessment are offered; the shipped Word template holds nobody's words."""
    return sum("template" not in file.proto.label for file in app.at.get("download_button"))


def test_a_note_comes_as_the_field_is_left_and_masking_is_undone(app: App) -> None:
    item = with_item(app, CLEAN)
    open_item(app, item)
    assert "looks like" not in app.words
    app.at.text_area(key=f"{item.id}.text").input(TOLD).run()
    assert stored(app, item) == TOLD
    assert "This looks like an NHS number (999…)" in app.words
    app.press(button(app, "mask-nhs_number"))
    assert stored(app, item) == TOLD.replace("999 123 4560", "[NHS number]")
    assert app.at.text_area(key=f"{item.id}.text").value == stored(app, item)
    app.press(button(app, "unmask"))
    assert stored(app, item) == TOLD
    assert app.at.text_area(key=f"{item.id}.text").value == TOLD
    app.sound()


def test_taking_out_leaves_the_rest_of_the_sentence(app: App) -> None:
    item = with_item(app)
    open_item(app, item).press(button(app, "take-out-nhs_number"))
    assert stored(app, item) == "Mrs Eileen Patel (NHS) waited nine weeks."


def test_a_kept_find_is_not_asked_again_and_the_next_name_is(app: App) -> None:
    item = with_item(app, "Mrs Eileen Patel waited nine weeks.")
    open_item(app, item).press(button(app, "keep-name"))
    app.press(button(app, "kept-name"))
    assert "Say in a few words why this may stay" in app.words
    app.at.text_input(key=button(app, "kept-name").replace("kept-", "reason-")).input("Mr Brown said so").run()
    app.press(button(app, "kept-name"))
    assert "This reason names somebody too" in app.words
    app.at.text_input(key=button(app, "kept-name").replace("kept-", "reason-")).input("She asked for it").run()
    app.press(button(app, "kept-name"))
    (waiver,) = app.store.assessments.get(app.id).waivers
    assert (waiver.rule.rpartition(".")[0], waiver.subject) == ("personal.name", f"item:{item.id}")
    assert "looks like" not in app.words
    assert "because “She asked for it”" in app.words
    app.at.text_area(key=f"{item.id}.text").input("Mrs Eileen Patel and Mr Singh waited nine weeks.").run()
    assert "(Mr S…)" in app.words
    assert "a person’s name (Mrs E…)." not in app.words
    app.press(button(app, "again-personal.name"))
    assert not app.store.assessments.get(app.id).waivers
    app.sound()


def test_the_card_says_so_too(app: App) -> None:
    item = with_item(app)
    app.at.query_params["aspect"] = item.aspect
    assert (
        "This looks like an NHS number (999…); mask it, take it out, or keep it with a reason."
        in app.go("evidence").words
    )


@pytest.mark.parametrize(("page", "files"), [("draft", 5), ("files", 2)])
def test_no_file_goes_out_until_each_find_is_settled(app: App, page: str, files: int) -> None:
    item = with_item(app)
    app.go(page)
    assert downloads(app) == 0
    assert "2 things here look like personal data" in app.words
    app.press(button(app, "mask-all"))
    assert stored(app, item) == "[name] (NHS [NHS number]) waited nine weeks."
    assert downloads(app) == files
    app.press(button(app, "unmask"))
    assert stored(app, item) == TOLD
    assert downloads(app) == 0
    app.sound()


def test_a_file_can_go_out_as_it_is_until_something_new_is_found(app: App) -> None:
    item = with_item(app)
    app.go("draft").press("as-it-is-draft")
    assert downloads(app) == 5
    assert "Files go out with 2 things that look like personal data." in app.words
    assert "Files go out with 2 things" in app.go("files").words
    app.store.items.save(app.id, item.id, {"outcome": "Her son, Mr Anil Patel, thanked us."})
    assert downloads(app.go("draft")) == 0
    app.press("as-it-is-draft").press("look-draft")
    assert downloads(app) == 0
    app.sound()


def test_the_plan_and_the_home_page_stop_too(app: App) -> None:
    app.start()
    action = PlanAction(text="Write to Mrs Eileen Patel at 14 Orchard Close", owner="Jane Smith")
    app.store.assessments.bring_in(app.id, actions_added=[action])
    found = cache.personal(app.store.assessments.get(app.id))
    assert [str(one.found.kind) for one in found] == ["name", "address"]  # and not the owner of the action
    assert downloads(app.go("home").press(f"more-{app.id}")) == 0
    app.press(button(app, "mask-all-home"))
    assert app.store.assessments.get(app.id).actions[0].text == "Write to [name] at [address]"
    assert downloads(app) == 1


def test_a_colleagues_later_words_are_not_written_over(app: App) -> None:
    item = with_item(app)
    open_item(app, item)
    later = f"{TOLD} It is nine days now."
    app.store.items.save(app.id, item.id, {"text": later})
    app.press(button(app, "mask-nhs_number"))
    assert stored(app, item) == later.replace("999 123 4560", "[NHS number]")
    assert [one.found.words for one in unsettled(cache.personal(app.store.assessments.get(app.id)), [])] == [
        "Mrs Eileen Patel"
    ]


def test_an_empty_assessment_and_the_example_go_out_without_a_question(app: App) -> None:
    app.example()
    assert downloads(app.go("draft")) == 5
    assert "personal data" not in app.words


def with_record(app: App, **told: str) -> tuple[EvidenceItem, str]:
    """An item with one record of what people said, its form open; with what the keys of the record begin with."""
    app.start()
    record = Confirmation(voice=Voice.PEOPLE, count=3, **{"said": "We were asked", **told})
    item = EvidenceItem(aspect="feedback", text=CLEAN, confirmations=[record])
    app.store.assessments.bring_in(app.id, added=[item])
    open_item(app, item)
    app.at.session_state[block_key(item.id, Voice.PEOPLE)] = True
    app.at.run()
    return item, f"{item.id}.confirmations.{record.id}"


def recorded(app: App) -> Confirmation:
    ((record,),) = (item.confirmations for item in app.store.assessments.get(app.id).evidence)
    return record


def test_a_name_in_what_somebody_said_is_masked_under_its_box_and_brought_back(app: App) -> None:
    _, key = with_record(app)
    assert "looks like" not in app.words
    app.at.text_area(key=f"{key}.said").input(TOLD).run()
    assert "This looks like an NHS number (999…)" in app.words
    app.press(button(app, "mask-nhs_number"))
    assert recorded(app).said == TOLD.replace("999 123 4560", "[NHS number]")
    assert app.at.text_area(key=f"{key}.said").value == recorded(app).said
    app.press(button(app, "unmask"))
    assert recorded(app).said == TOLD
    assert app.at.text_area(key=f"{key}.said").value == TOLD
    app.press(button(app, "take-out-nhs_number"))
    assert recorded(app).said == "Mrs Eileen Patel (NHS) waited nine weeks."
    assert recorded(app).count == 3
    app.sound()


def test_a_name_in_where_it_is_written_is_kept_with_a_reason_and_asked_again(app: App) -> None:
    item, key = with_record(app, where="Letter of Mrs Eileen Patel")
    app.press(button(app, "keep-name"))
    app.at.text_input(key=button(app, "kept-name").replace("kept-", "reason-")).input("She asked for it").run()
    app.press(button(app, "kept-name"))
    (waiver,) = app.store.assessments.get(app.id).waivers
    assert waiver.subject == f"item:{item.id}"
    assert "because “She asked for it”" in app.words
    app.press(button(app, "again-personal.name"))
    assert not app.store.assessments.get(app.id).waivers
    assert "This looks like a person’s name (Mrs E…)" in app.words
    app.at.text_input(key=f"{key}.where").input("Letter").run()
    assert "looks like" not in app.words
    assert downloads(app.go("draft")) == 5
    app.sound()


def test_no_file_goes_out_with_a_name_in_a_record(app: App) -> None:
    with_record(app, said=TOLD, where="Letter of Mr Anil Singh")
    app.go("draft")
    assert downloads(app) == 0
    assert "3 things here look like personal data" in app.words
    assert "In “What they said or showed” of “One carer waited nine weeks”." in app.words
    app.press(button(app, "mask-all"))
    assert (recorded(app).said, recorded(app).where) == (
        "[name] (NHS [NHS number]) waited nine weeks.",
        "Letter of [name]",
    )
    assert downloads(app) == 5
    app.press(button(app, "unmask"))
    assert (recorded(app).said, recorded(app).where) == (TOLD, "Letter of Mr Anil Singh")
    app.sound()


def test_a_record_that_is_gone_is_not_brought_back_by_undo(app: App) -> None:
    item, _ = with_record(app, said=TOLD)
    app.press(button(app, "mask-nhs_number"))
    app.store.items.save(app.id, item.id, {f"confirmations.{recorded(app).id}": None})
    app.press(button(app, "unmask"))
    assert not app.store.assessments.get(app.id).evidence[0].confirmations
    app.sound()
