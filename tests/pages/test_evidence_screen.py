"""Typing evidence: each field is saved as it is left."""

import pytest

from rubric.evidence import EvidenceItem
from rubric.framework import Maturity, Polarity, Voice
from rubric.ui.parts.coding import ONLY_US
from tests.pages.conftest import App


@pytest.fixture
def one(app: App) -> App:
    """The app with a new assessment and one new item open."""
    return app.start().press("add")


def item_of(app: App) -> EvidenceItem:
    (item,) = app.store.assessments.get(app.id).evidence
    return item


def test_adding_makes_a_row_at_once_and_opens_it(one: App) -> None:
    one.sound()
    assert item_of(one).aspect == "culture"
    assert one.at.text_area(key=f"{item_of(one).id}.text").label == "Your claim"


def test_each_field_is_in_the_store_as_soon_as_it_is_left(one: App) -> None:
    item = item_of(one).id
    one.at.text_area(key=f"{item}.text").input("Teams meet weekly").run()
    one.at.button_group(key=f"{item}.polarity").select(Polarity.STRENGTH).run()
    one.at.button_group(key=f"{item}.maturity").select(Maturity.IN_PLACE).run()
    one.at.button_group(key=f"{item}.voices").select(str(Voice.PARTNERS)).run()
    one.sound()
    stored = item_of(one)
    assert (stored.text, stored.polarity, stored.maturity) == (
        "Teams meet weekly",
        Polarity.STRENGTH,
        Maturity.IN_PLACE,
    )
    assert stored.voices == [Voice.PARTNERS]
    assert "Saved at" in one.words


def test_only_us_so_far_is_an_answer_and_excludes_the_others(one: App) -> None:
    key = f"{item_of(one).id}.voices"
    assert item_of(one).voices is None
    one.at.button_group(key=key).select(str(Voice.PEOPLE)).run()
    one.at.button_group(key=key).select(ONLY_US).run()
    assert item_of(one).voices == []
    assert one.at.button_group(key=key).value == [ONLY_US]
    one.at.button_group(key=key).select(str(Voice.PARTNERS)).run()
    assert item_of(one).voices == [Voice.PARTNERS]
    assert one.at.button_group(key=key).value == [str(Voice.PARTNERS)]


def test_a_half_typed_item_survives_a_reload(one: App) -> None:
    item = item_of(one)
    one.at.text_area(key=f"{item.id}.text").input("Half a thou").run()
    later = App()
    later.at.query_params["assessment"] = one.id
    later.go("evidence")
    assert "Half a thou" in later.words
    assert "Still to do" in later.words


def test_the_fields_under_more_are_saved_too(one: App) -> None:
    item = item_of(one).id
    one.at.session_state[f"more-{item}"] = True
    one.at.run()
    one.at.text_area(key=f"{item}.outcome").input("Shorter waits").run()
    one.at.text_input(key=f"{item}.source").input("Audit").run()
    one.at.text_input(key=f"{item}.action.owner").input("Ana").run()
    one.at.text_area(key=f"{item}.action.text").input("Ask carers").run()
    one.sound()
    stored = item_of(one)
    assert (stored.outcome, stored.source) == ("Shorter waits", "Audit")
    assert stored.action is not None
    assert (stored.action.owner, stored.action.text) == ("Ana", "Ask carers")


def opened(app: App, *names: str) -> str:
    """Open these expanders of the only item; its id."""
    item = item_of(app).id
    for name in names:
        app.at.session_state[f"{name}-{item}"] = True
    app.at.run()
    return item


def test_why_and_for_whom_are_asked_of_a_gap_only_and_saved(one: App) -> None:
    item = opened(one, "more")
    assert not {box.key for box in one.at.text_input} & {f"{item}.cause", f"{item}.affected"}
    one.at.button_group(key=f"{item}.polarity").select(Polarity.SHORTFALL).run()
    one.at.text_area(key=f"{item}.cause").input("No one post holds it").run()
    one.at.text_area(key=f"{item}.affected").input("About 60 carers").run()
    one.sound()
    stored = item_of(one)
    assert (stored.cause, stored.affected) == ("No one post holds it", "About 60 carers")
    one.at.button_group(key=f"{item}.polarity").select(Polarity.STRENGTH).run()
    assert one.at.text_area(key=f"{item}.cause").value == "No one post holds it"  # what was typed stays in sight
    one.press(f"done-{item}")
    assert "<dt>Why it is so</dt><dd>No one post holds it</dd>" in one.words
    assert "<dt>Who is affected</dt><dd>About 60 carers</dd>" in one.words


def test_a_mixed_item_is_asked_why_too(one: App) -> None:
    item = opened(one, "more")
    one.at.button_group(key=f"{item}.polarity").select(Polarity.MIXED).run()
    assert one.at.text_area(key=f"{item}.cause").label == "Why it is so"


def test_the_loop_is_saved_step_by_step_and_marked_on_the_card_once_closed(one: App) -> None:
    item = opened(one, "loop")
    for name in ("heard", "decided", "changed", "told"):
        one.press(f"done-{item}")
        assert "loop closed" not in one.words
        one.press(f"edit-{item}")
        opened(one, "loop")
        one.at.text_area(key=f"{item}.{name}").input(f"What we {name}").run()
    one.sound()
    stored = item_of(one)
    assert (stored.heard, stored.told) == ("What we heard", "What we told")
    assert (stored.decided, stored.changed) == ("What we decided", "What we changed")
    one.press(f"done-{item}")
    assert "loop closed" in one.words


def test_closed_expanders_hold_no_live_widgets(one: App) -> None:
    item = item_of(one).id
    one.at.button_group(key=f"{item}.polarity").select(Polarity.SHORTFALL).run()
    assert [area.key for area in one.at.text_area] == [f"{item}.text"]
    assert not [box for box in one.at.text_input if str(box.key).startswith(item)]


def test_two_people_in_one_step_of_the_loop_see_both_texts(one: App) -> None:
    item = opened(one, "loop")
    one.store.items.save(one.id, item, {"told": "By letter"})
    one.at.text_area(key=f"{item}.heard").input("Carers wait").run()
    one.store.items.save(one.id, item, {"heard": "People wait"})
    one.at.text_area(key=f"{item}.heard").input("Carers wait long").run()
    assert "account of what was heard" in one.words
    one.press("keep-both-1")
    assert item_of(one).heard == "People wait\nCarers wait long"
    assert item_of(one).told == "By letter"


def test_done_closes_the_item_and_edit_opens_it_with_its_words(one: App) -> None:
    item = item_of(one).id
    one.at.text_area(key=f"{item}.text").input("Teams meet weekly").run()
    one.press(f"done-{item}")
    assert not one.at.text_area
    one.press(f"edit-{item}")
    assert one.at.text_area(key=f"{item}.text").value == "Teams meet weekly"


def test_removing_can_be_undone(one: App) -> None:
    item = item_of(one).id
    one.press(f"remove-{item}")
    assert one.store.assessments.get(one.id).evidence == []
    one.press("undo-remove")
    assert item_of(one).id == item
    assert not one.has("undo-remove")


def test_skipping_an_aspect_needs_a_reason(app: App) -> None:
    app.start().press("skip-it")
    assert "Say why" in app.words
    assert app.store.assessments.get(app.id).skips == []
    app.at.text_input(key="skip-culture").input("Covered elsewhere").run()
    app.press("skip-it")
    assert app.store.assessments.get(app.id).skip_reason("culture") == "Covered elsewhere"
    app.press("unskip")
    assert app.store.assessments.get(app.id).skips == []


def test_every_aspect_shows_how_far_it_has_come(app: App) -> None:
    app.start()
    app.store.items.add(app.id, EvidenceItem(aspect="culture", text="Only a start"))
    app.store.assessments.skip(app.id, "external", "Covered elsewhere")
    app.at.run()
    app.sound()
    for number, aspect, state in (
        (1, "culture", "started"),
        (6, "external", "skipped"),
        (7, "feedback", "not started"),
    ):
        app.at.selectbox[0].select(aspect).run()
        app.sound()
        assert app.at.selectbox[0].label == f"Aspect {number} of 9, {state}"


def test_items_move_up_and_to_another_aspect(app: App) -> None:
    app.start()
    for text in ("First", "Second"):
        app.store.items.add(app.id, EvidenceItem(aspect="culture", text=text))
    first, second = (item.id for item in app.store.assessments.get(app.id).items_of("culture"))
    app.at.run()
    app.press(f"edit-{second}").at.menu_button(key=f"move-{second}").click("up").run()
    app.sound()
    assert [item.id for item in app.store.assessments.get(app.id).items_of("culture")] == [second, first]
    app.at.menu_button(key=f"move-{second}").click("feedback").run()
    assert [item.id for item in app.store.assessments.get(app.id).items_of("feedback")] == [second]
    assert app.heading == "Gathering and using feedback"  # the form goes along
    assert app.at.text_area(key=f"{second}.text").value == "Second"


def test_a_card_says_what_it_lacks_and_names_what_stands_behind_it_and_is_a_line_while_another_is_open(
    app: App,
) -> None:
    app.start()
    for text in ("First claim", "Second claim"):
        app.store.items.add(app.id, EvidenceItem(aspect="culture", text=text, source="Minutes"))
    first, second = (item.id for item in app.store.assessments.get(app.id).items_of("culture"))
    app.at.run()
    assert app.words.count("Still to do") == 2
    assert app.words.count('named">Behind it: source</p><div class="behind">') == 2
    app.at.toggle(key="show-behind").set_value(True).run()
    assert app.words.count("<dt>Source</dt><dd>Minutes</dd>") == 2
    assert 'class="behind"' not in app.words
    app.press(f"edit-{first}")
    assert not app.at.toggle
    assert '<p class="quiet">Second claim</p>' in app.words
    assert "<details><summary>" not in app.words
    assert app.has(f"edit-{second}")


def test_one_click_takes_what_the_reader_made_of_the_claim(one: App) -> None:
    item = item_of(one).id
    one.at.text_area(key=f"{item}.text").input("We do not have a quality assurance framework").run()
    one.learned()
    assert "Reads as" in one.words
    one.press(f"take-{item}")
    stored = item_of(one)
    assert stored.maturity is not None
    assert stored.polarity is not None
    assert not one.has(f"take-{item}")


def test_where_the_reader_is_not_sure_it_asks_one_question_and_keeps_the_answer(one: App) -> None:
    item, unclear = item_of(one).id, "The survey went out in March and the answers are with the teams"
    one.at.text_area(key=f"{item}.text").input(unclear).run()
    one.learned()
    asked = [key for key in (f"answer-{word}-{item}" for word in Polarity) if one.has(key)]
    assert len(asked) == len(Polarity), "choose a text whose tone the reader is not sure of"
    assert "Is this good news?" in one.words
    one.press(f"answer-{Polarity.MIXED}-{item}")
    assert item_of(one).polarity is Polarity.MIXED
    assert "Is this good news?" not in one.words


def test_two_people_in_one_field_see_both_texts_and_lose_neither(one: App) -> None:
    item = item_of(one).id
    one.at.text_area(key=f"{item}.text").input("First words").run()
    one.store.items.save(one.id, item, {"text": "A colleague's words"})
    one.at.text_area(key=f"{item}.text").input("My words").run()
    one.sound()
    assert item_of(one).text == "A colleague's words"
    assert "A colleague&#x27;s words" in one.words
    assert "My words" in one.words
    one.press("keep-both-1")
    assert item_of(one).text == "A colleague's words\nMy words"
    assert not one.has("keep-both-1")


def test_keeping_theirs_leaves_the_store_alone_and_keeping_mine_writes(one: App) -> None:
    item = item_of(one).id
    for key, kept in (("keep-theirs-1", "Theirs"), ("keep-mine-2", "Mine")):
        one.at.text_area(key=f"{item}.text").input(f"Start {kept}").run()
        one.store.items.save(one.id, item, {"text": "Theirs"})
        one.at.text_area(key=f"{item}.text").input("Mine").run()
        one.press(key)
        assert item_of(one).text == kept
        assert one.at.text_area(key=f"{item}.text").value == kept


def test_a_colleagues_change_to_another_field_appears_and_is_kept(one: App) -> None:
    item = item_of(one).id
    one.store.items.save(one.id, item, {"polarity": "shortfall"})
    one.at.text_area(key=f"{item}.text").input("My words").run()
    stored = item_of(one)
    assert (stored.text, stored.polarity) == ("My words", Polarity.SHORTFALL)
    assert one.at.button_group(key=f"{item}.polarity").value == Polarity.SHORTFALL


def test_words_for_an_item_that_a_colleague_removed_are_kept_and_can_be_put_back(one: App) -> None:
    item = item_of(one).id
    one.store.items.remove(one.id, item)
    one.at.text_area(key=f"{item}.text").input("Too good to lose").run()
    one.sound()
    assert one.at.code[0].value == "Too good to lose"
    one.press(f"put-back-{item}")
    assert item_of(one).text == "Too good to lose"


def test_items_under_an_aspect_the_framework_does_not_have_are_shown(app: App) -> None:
    app.start()
    app.store.items.add(app.id, EvidenceItem(aspect="from another pack", text="Still here"))
    app.at.run()
    app.sound()
    assert "Still here" in app.words


def test_the_address_names_the_aspect_and_is_followed(app: App) -> None:
    app.start()
    app.at.query_params["aspect"] = "feedback"
    app.at.run()
    assert app.heading == "Gathering and using feedback"
    app.press("aspect-before")
    assert app.at.query_params["aspect"] == "external"


def test_an_address_from_before_the_last_click_opens_nothing_again(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    for place in ("parts.navigation", "state.session"):
        monkeypatch.setattr(f"rubric.ui.{place}.monotonic", lambda: now[0])
    app.start().press("add")
    first = app.at.query_params["item"]
    assert "item" not in app.press(f"done-{first}").at.query_params
    app.at.query_params["item"] = first  # what a browser still has that has not heard of it
    app.press("add")
    second = app.at.query_params["item"]
    assert [one.id for one in app.store.assessments.get(app.id).evidence] == [first, second]
    app.press(f"done-{second}")
    app.at.query_params["item"] = second
    app.at.run()
    assert "item" not in app.at.query_params
    now[0] += 60
    app.at.query_params["item"] = second  # somebody goes back, or follows a link
    app.at.run()
    assert app.at.text_area(key=f"{second}.text").value == ""


def test_a_page_of_evidence_has_no_more_live_widgets_than_one_can_take_in(app: App) -> None:
    app.start()
    for number in range(30):
        app.store.items.add(app.id, EvidenceItem(aspect="culture", text=f"Item {number}"))
    app.press("add")
    app.sound()
    editing = [area for area in app.at.text_area if str(area.key).endswith(".text")]
    assert len(editing) == 1
    assert len([button for button in app.at.button if (button.key or "").startswith("edit-")]) < 7


def test_an_item_under_an_aspect_that_the_framework_does_not_have_can_be_moved_to_one_that_it_has(app: App) -> None:
    app.start()
    app.store.items.add(app.id, EvidenceItem(id="lost", aspect="of_another_pack", text="Not to be lost"))
    app.at.run()
    app.at.menu_button(key="move-lost").click("feedback").run()
    app.sound()
    assert [(item.id, item.aspect) for item in app.store.assessments.get(app.id).evidence] == [("lost", "feedback")]


def test_the_history_of_an_item_says_who_changed_what_and_leads_back(one: App) -> None:
    item = opened(one, "past")
    assert "Nothing has been changed yet." in one.words
    one.at.text_input(key=f"past-who-{item}").input("Sam").run()
    one.at.text_area(key=f"{item}.text").input("First words").run()
    one.at.button_group(key=f"{item}.polarity").select(Polarity.STRENGTH).run()
    one.at.text_area(key=f"{item}.text").input("Second words").run()
    one.sound()
    assert "Changed claim (Sam, " in one.words
    assert "<dt>Claim was</dt><dd>First words</dd>" in one.words
    for day in ("2026-03-31", "2026-04-01"):
        one.store.items.save(one.id, item, {"source_date": day})
    one.at.run()
    assert "was</dt><dd>31 March 2026</dd>" in one.words
    (change,) = [change for change in one.store.items.history(one.id, item) if change.old == "First words"]
    one.press(f"go-back-{item}-{change.revision}")
    one.sound()
    assert (item_of(one).text, item_of(one).polarity) == ("First words", Polarity.STRENGTH)
    assert one.at.text_area(key=f"{item}.text").value == "First words"
    assert [change.old for change in one.store.items.history(one.id, item) if change.field == "text"] == [
        "Second words",
        "First words",
        "",
    ]


def test_going_back_writes_over_nothing_that_a_colleague_wrote_since(one: App) -> None:
    item = opened(one, "past")
    one.at.text_area(key=f"{item}.text").input("First words").run()
    one.at.text_area(key=f"{item}.text").input("Second words").run()
    one.store.items.save(one.id, item, {"text": "Theirs"}, by="Kim")
    one.press(f"go-back-{item}-2")
    one.sound()
    assert item_of(one).text == "Theirs"
    assert "Somebody else changed the claim while you did" in one.at.warning[0].value


def test_the_history_leaves_out_what_stood_in_the_middle_of_typing(one: App) -> None:
    item = opened(one, "past")
    for text in ("We ask", "We ask carers", "We ask all carers", "We ask nobody"):
        one.at.text_area(key=f"{item}.text").input(text).run()
    offered = [button.key for button in one.at.button if str(button.key).startswith(f"go-back-{item}")]
    assert [str(key).rpartition("-")[2] for key in offered] == ["4", "1"]
    former = [change.old for change in one.store.items.history(one.id, item)]
    assert former == ["We ask all carers", "We ask carers", "We ask", ""]


def test_removed_evidence_is_seen_and_put_back_by_everybody(one: App) -> None:
    item = item_of(one).id
    one.at.text_area(key=f"{item}.text").input("Teams meet weekly").run()
    one.press(f"remove-{item}")
    later = App()
    later.at.query_params["assessment"] = one.id
    later.go("evidence")
    assert "Teams meet weekly" not in later.words
    later.at.toggle(key="show-removed").set_value(True).run()
    assert "Teams meet weekly" in later.words
    later.press(f"back-{item}")
    later.sound()
    assert item_of(one).text == "Teams meet weekly"
    assert not any(toggle.key == "show-removed" for toggle in later.at.toggle)
