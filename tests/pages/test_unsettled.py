"""Words that met somebody else's, or were not taken: they stay until they are settled, whatever comes after them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from rubric.errors import BadInput, Conflict, StoreUnavailable
from rubric.evidence import EvidenceItem
from rubric.storage import Saved
from rubric.storage.items import EvidenceItems
from rubric.ui.draft.kept import SECTIONS
from rubric.ui.plan.kept import LINES
from rubric.ui.saved.items import ITEMS
from rubric.ui.saved.kind import Kind, Thing
from rubric.ui.saved.unsettled import Unsettled
from rubric.ui.state import session
from tests.pages.conftest import App

WHY = "The database cannot be written to: try again in a moment."


@contextmanager
def out_of_order() -> Iterator[None]:
    """The store takes no change to an item."""

    def fail(*_: object, **__: object) -> None:
        raise StoreUnavailable(WHY)

    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(EvidenceItems, "save", fail)
        yield


@pytest.fixture
def two(app: App) -> tuple[App, str, str]:
    """An assessment with two items in its first aspect, and their ids."""
    app.start()
    for item in ("first", "second"):
        app.store.items.add(app.id, EvidenceItem(id=item, aspect="culture", text=f"The {item}"))
    app.go("evidence")
    return app, "first", "second"


def written(app: App, item: str, words: str, name: str = "text") -> None:
    app.at.text_area(key=f"{item}.{name}").input(words).run()
    app.sound()


def stored(app: App) -> list[str]:
    return [item.text for item in app.store.assessments.get(app.id).evidence]


def test_words_not_taken_stay_while_others_are_saved_and_are_saved_when_tried_again(two: tuple[App, str, str]) -> None:
    app, first, second = two
    app.press(f"edit-{first}")
    with out_of_order():
        written(app, first, "Not to be lost")
    app.press(f"done-{first}")
    app.press(f"edit-{second}")
    with out_of_order():
        written(app, second, "Nor this")
    written(app, second, "Nor this, taken now")
    assert [code.value for code in app.at.code] == ["Not to be lost"]
    assert stored(app) == ["The first", "Nor this, taken now"]
    app.press(f"try-again-{first}")
    assert stored(app) == ["Not to be lost", "Nor this, taken now"]
    assert not app.at.error


def test_words_not_taken_are_there_again_after_a_look_at_another_assessment(two: tuple[App, str, str]) -> None:
    app, first, _ = two
    app.press(f"edit-{first}")
    with out_of_order():
        written(app, first, "Not to be lost")
    mine = app.id
    other = app.store.assessments.create(council="Elsewhere", title="Another", framework_version="").id
    app.go("home").press(f"open-{other}").go("evidence")
    assert not app.at.error
    app.go("home").press(f"open-{mine}").go("evidence")
    app.press(f"try-again-{first}")
    assert app.store.assessments.get(mine).evidence[0].text == "Not to be lost"


def test_two_fields_that_met_a_colleagues_are_both_kept(two: tuple[App, str, str]) -> None:
    app, first, _ = two
    app.press(f"edit-{first}")
    app.at.session_state[f"loop-{first}"] = True
    app.at.run()
    app.store.items.save(app.id, first, {"text": "Theirs", "heard": "They heard"})
    with out_of_order():
        written(app, first, "Mine")
        written(app, first, "I heard", "heard")
    assert [code.value for code in app.at.code] == ["Mine", "I heard"]
    app.press(f"try-again-{first}")  # the page shows theirs by now, which the writer had not seen
    assert stored(app)[0] == "Theirs"
    app.press("keep-both-1")
    app.press("keep-mine-2")
    (item, _) = app.store.assessments.get(app.id).evidence
    assert (item.text, item.heard) == ("Theirs\nMine", "I heard")


@pytest.mark.parametrize("unsent", [True, False])
def test_words_that_were_not_sent_when_theirs_were_drawn_are_not_saved_over_them(
    two: tuple[App, str, str], monkeypatch: pytest.MonkeyPatch, unsent: bool
) -> None:
    app, first, _ = two
    app.press(f"edit-{first}")
    app.store.items.save(app.id, first, {"text": "Theirs"})
    app.at.run()
    assert app.has("overtaken-1")
    monkeypatch.setattr(session, "_MOMENT", 0.0)  # the browser has heard of it by now, and answers
    if unsent:
        app.press("overtaken-1")
        assert not app.has("overtaken-1")
    written(app, first, "Mine")
    assert stored(app)[0] == ("Theirs" if unsent else "Mine")
    assert app.has("keep-mine-1") is unsent
    if unsent:
        app.press("keep-mine-1")
        assert stored(app)[0] == "Mine"
        written(app, first, "Mine, and on")
        assert stored(app)[0] == "Mine, and on"


def test_what_a_colleague_saves_between_a_save_and_what_is_drawn_after_it_is_not_saved_over(
    two: tuple[App, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    app, first, _ = two
    app.press(f"edit-{first}")
    plain = EvidenceItems.save

    def save(items: EvidenceItems, assessment: str, item: str, changes: Mapping[str, Any], **given: Any) -> Saved:
        saved = plain(items, assessment, item, changes, **given)
        plain(items, assessment, item, {"text": "Theirs"})
        return saved

    with monkeypatch.context() as quick:
        quick.setattr(EvidenceItems, "save", save)
        written(app, first, "Mine")
    written(app, first, "Mine, and on")
    assert stored(app)[0] == "Theirs"
    assert app.has("keep-mine-1")


ITEM = Thing(ITEMS, "a", "item")


@pytest.mark.parametrize("kind", [ITEMS, LINES, SECTIONS], ids=lambda kind: kind.name)
def test_clashes_are_settled_one_by_one(kind: Kind) -> None:
    held, thing = Unsettled(), Thing(kind, "a", "one")
    met = Conflict("Somebody else was here.", {"text": "theirs", "told": "told by them"})
    rest = held.record_failure(thing, {"text": "mine", "told": "told by me", "owner": "Ana"}, met)
    assert rest == {"owner": "Ana"}
    first = held.clash(thing)
    assert first is not None
    assert (first.name, first.theirs, first.yours) == ("text", "theirs", "mine")
    held.settle(first)
    held.settle(first)  # a second click on the same button settles nothing more
    second = held.clash(thing)
    assert second is not None
    assert (second.name, second.yours) == ("told", "told by me")
    assert held.clash(replace(thing, owner="b")) is None


def test_words_that_met_a_colleagues_come_back_from_the_history_after_a_reload(
    two: tuple[App, str, str],
) -> None:
    app, first, _ = two
    app.press(f"edit-{first}")
    app.store.items.save(app.id, first, {"text": "Theirs"})
    written(app, first, "Mine")
    assert app.has("keep-mine-1")
    again = App()  # a reload: what the session held is gone
    again.at.query_params["assessment"] = app.id
    again.go("evidence").press(f"edit-{first}")
    assert not again.has("keep-mine-1")
    again.at.session_state[f"past-{first}"] = True
    again.at.run()
    assert "Mine" in again.words
    again.press(f"use-aside-{first}-1")
    assert stored(app)[0] == "Mine"


def test_words_for_an_item_that_is_gone_can_be_given_up(two: tuple[App, str, str]) -> None:
    app, first, second = two
    app.press(f"edit-{first}")
    app.store.items.remove(app.id, first)
    written(app, first, "No longer wanted")
    app.press(f"edit-{second}")
    assert [code.value for code in app.at.code] == ["No longer wanted"]
    assert not app.has(f"try-again-{first}")  # that would fail again
    app.press(f"give-up-{first}")
    assert not app.at.code
    assert stored(app) == ["The second"]


def test_words_for_an_assessment_that_a_colleague_deletes_are_shown_and_saved(
    two: tuple[App, str, str],
) -> None:
    app, first, _ = two
    app.press(f"edit-{first}")
    app.store.assessments.remove(app.id)
    written(app, first, "Typed as it went")
    assert [code.value for code in app.at.code] == ["Typed as it went"]
    app.press("put-back-gone")
    assert stored(app)[0] == "Typed as it went"
    assert app.at.text_area(key=f"{first}.text").value == "Typed as it went"
    assert not app.at.code


def test_what_was_not_taken_goes_field_by_field() -> None:
    held = Unsettled()
    assert held.record_failure(ITEM, {"text": "one"}, BadInput("No.")) == {}
    held.record_failure(ITEM, {"owner": "Ana"}, BadInput("Still no."))
    left = held.unsaved(ITEM)
    assert left is not None
    assert (left.changes, left.why) == ({"text": "one", "owner": "Ana"}, "Still no.")
    held.mark_saved(replace(ITEM, id="other"), ["text"])
    held.mark_saved(ITEM, ["text"])
    left = held.unsaved(ITEM)
    assert left is not None
    assert left.changes == {"owner": "Ana"}
    held.discard(replace(left, changes={"owner": "An older wish"}))
    assert held.unsaved(ITEM) == left
    held.record_failure(ITEM, {"owner": "Bo"}, Conflict("Somebody else was here.", {"owner": "Cy"}))
    assert held.unsaved(ITEM) is None
    assert held.unsaved_for(ITEMS, "a") == []


def test_a_conflict_that_names_no_field_loses_nothing() -> None:
    held = Unsettled()
    assert held.record_failure(ITEM, {"text": "mine"}, Conflict("Somebody else was here.")) == {}
    assert [left.changes for left in held.unsaved_for(ITEMS, "a")] == [{"text": "mine"}]
