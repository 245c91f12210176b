"""Recording on the form what those who confirm an item said: saved field by field, with undo, and nothing lost."""

from datetime import date

import pytest

from rubric.evidence import Confirmation, EvidenceItem
from rubric.framework import Voice
from rubric.ui.parts.coding import ONLY_US
from tests.pages.conftest import App


@pytest.fixture
def one(app: App) -> App:
    """The app with a new assessment and one new item open, confirmed by people and carers."""
    app.start().press("add")
    app.at.button_group(key=f"{item_of(app).id}.voices").select(str(Voice.PEOPLE)).run()
    return app


def item_of(app: App) -> EvidenceItem:
    (item,) = app.store.assessments.get(app.id).evidence
    return item


def begun(app: App, voice: Voice = Voice.PEOPLE) -> tuple[str, str]:
    """Add a record of this voice; the item's id, and what the keys of the record's fields begin with."""
    item = item_of(app).id
    app.press(f"add-record-{voice}-{item}")
    return item, f"{item}.confirmations.{item_of(app).confirmations[-1].id}"


def test_a_named_voice_has_nothing_recorded_until_a_record_is_added(one: App) -> None:
    assert "People and carers: named, nothing recorded yet" in one.words
    assert "Only what is recorded here is told as said in the draft." in one.words
    assert "Partners: named" not in one.words
    begun(one)
    one.sound()
    assert "named, nothing recorded yet" not in one.words
    assert "It needs what they said or showed; where, when or how many" in one.words


def test_each_field_of_a_record_is_in_the_store_as_soon_as_it_is_left(one: App) -> None:
    _, key = begun(one)
    one.at.text_area(key=f"{key}.said").input("They were asked").run()
    one.at.number_input(key=f"{key}.count").set_value(12).run()
    one.at.number_input(key=f"{key}.of").set_value(40).run()
    one.at.text_input(key=f"{key}.where").input("Survey").run()
    one.at.date_input(key=f"{key}.when").set_value(date(2026, 3, 1)).run()
    one.sound()
    (stored,) = item_of(one).confirmations
    assert stored == Confirmation(
        id=stored.id,
        voice=Voice.PEOPLE,
        said="They were asked",
        count=12,
        of=40,
        where="Survey",
        when=date(2026, 3, 1),
    )
    assert "Not recorded yet" not in one.words
    one.at.number_input(key=f"{key}.count").set_value(None).run()
    assert item_of(one).confirmations[0].count is None
    one.press(f"done-{item_of(one).id}")
    assert "They were asked (Survey, 1 March 2026)" in one.words


def test_a_number_that_cannot_be_is_told_and_not_counted(one: App) -> None:
    _, key = begun(one)
    one.at.text_area(key=f"{key}.said").input("They were asked").run()
    one.at.number_input(key=f"{key}.count").set_value(41).run()
    one.at.number_input(key=f"{key}.of").set_value(40).run()
    assert "It needs numbers that can be" in one.words
    assert item_of(one).recorded_voices == frozenset()


def test_whoever_says_otherwise_is_named_no_more(one: App) -> None:
    item, key = begun(one)
    one.at.text_area(key=f"{key}.said").input("Nobody asked us").run()
    one.at.text_input(key=f"{key}.where").input("Forum notes").run()
    one.at.button_group(key=f"{key}.against").select(True).run()
    one.sound()
    assert item_of(one).confirmations[0].against
    assert item_of(one).voices == []
    assert one.at.button_group(key=f"{item}.voices").value == [ONLY_US]
    assert "does not count as confirmed by them" in one.words
    one.press(f"done-{item}")
    assert "They say otherwise: Nobody asked us (Forum notes)" in one.words


def test_a_voice_that_nobody_named_is_recorded_from_the_menu_and_then_named(one: App) -> None:
    item = item_of(one).id
    one.at.menu_button(key=f"others-{item}").click(str(Voice.PARTNERS)).run()
    one.sound()
    (made,) = item_of(one).confirmations
    assert made.voice == Voice.PARTNERS
    assert item_of(one).voices == [Voice.PEOPLE]
    key = f"{item}.confirmations.{made.id}"
    one.at.text_area(key=f"{key}.said").input("The trust saw fewer delays").run()
    one.at.text_input(key=f"{key}.where").input("Joint board minutes").run()
    assert item_of(one).voices == [Voice.PEOPLE, Voice.PARTNERS]
    assert one.at.button_group(key=f"{item}.voices").value == [str(Voice.PEOPLE), str(Voice.PARTNERS)]


def test_removing_a_record_can_be_undone(one: App) -> None:
    _, key = begun(one)
    one.at.text_area(key=f"{key}.said").input("They were asked").run()
    before = item_of(one).confirmations
    one.press(f"remove-record-{before[0].id}")
    assert item_of(one).confirmations == []
    one.press(f"undo-record-{before[0].id}")
    one.sound()
    assert item_of(one).confirmations == before
    assert not one.has(f"undo-record-{before[0].id}")
    assert one.at.text_area(key=f"{key}.said").value == "They were asked"


def test_two_people_in_one_field_of_a_record_see_both_texts(one: App) -> None:
    item, key = begun(one)
    name = key.removeprefix(f"{item}.")
    one.at.text_area(key=f"{key}.said").input("First words").run()
    one.store.items.save(one.id, item, {f"{name}.said": "A colleague's words"})
    one.at.text_area(key=f"{key}.said").input("My words").run()
    one.sound()
    assert "Somebody else changed the account of what they said" in one.words
    assert "A colleague&#x27;s words" in one.words
    one.press("keep-both-1")
    assert item_of(one).confirmations[0].said == "A colleague's words\nMy words"


def test_words_for_a_record_that_a_colleague_removed_are_kept_and_bring_it_back(one: App) -> None:
    item, key = begun(one)
    one.at.text_input(key=f"{key}.where").input("Survey").run()
    one.store.items.save(one.id, item, {key.removeprefix(f"{item}."): None})
    one.at.text_area(key=f"{key}.said").input("Too good to lose").run()
    one.sound()
    assert item_of(one).confirmations == []
    assert "Too good to lose" in one.words
    one.press("keep-mine-1")
    assert [(one_.said, one_.where) for one_ in item_of(one).confirmations] == [("Too good to lose", "Survey")]


def test_a_record_that_a_colleague_filled_in_is_not_removed_unseen(one: App) -> None:
    item, key = begun(one)
    name = key.removeprefix(f"{item}.")
    one.store.items.save(one.id, item, {f"{name}.said": "A colleague's words"})
    record = item_of(one).confirmations[0]
    one.press(f"remove-record-{record.id}")
    one.sound()
    assert item_of(one).confirmations == [record]
    assert "Somebody else changed the record of what they said" in one.words
    assert "A colleague&#x27;s words" in one.words
    one.press("keep-mine-1")
    assert item_of(one).confirmations == []
