"""The draft on the screen: a section in somebody's own words, and what happens when the evidence moves on."""

import re
from datetime import date
from pathlib import Path

import pytest

from rubric.draft import compose
from rubric.draft.pdf import MISSING
from rubric.errors import StoreUnavailable
from rubric.framework import load
from tests.pages.conftest import App


def opened(app: App, section: str = "strengths") -> str:
    """Open a section of the example's draft; the key of its text."""
    app.example().go("draft").press(f"show-{section}").press(f"open-{section}")
    app.sound()
    return f"{app.id}.{section}"


def write(app: App, key: str, text: str) -> None:
    app.at.text_area(key=key).set_value(text).run()
    app.sound()


def number_of(app: App, item: str) -> int:
    assessment = app.store.assessments.get(app.id)
    draft = compose(assessment, load(assessment.framework_version), on=date.today())
    return draft.numbers[item]


def test_each_section_says_its_words_against_its_budget(app: App) -> None:
    app.example().go("draft").press("show-strengths")
    app.sound()
    assert "about right: aim for 220 to 350" in app.words
    assert app.words.count('class="meter"') == 1
    assert len(re.findall(r'class="quiet">[\d,]+ words, (?:short|about right|long)', app.words)) == 5
    assert "aim for 700 to 1,150 in all" in app.words


def test_a_section_that_is_rewritten_reads_so_and_says_who_wrote_it(app: App) -> None:
    key = opened(app)
    app.at.text_input(key="who-strengths").set_value("Sam").run()
    write(app, key, "### Ours\n\nWe learn from carers [8].")
    (edit,) = app.store.assessments.get(app.id).edits
    assert edit.by == "Sam"
    assert "[8]" not in edit.text
    assert "Edited by Sam, " in app.words
    assert "4 words, short: aim for 220 to 350" in app.words
    app.press("close-strengths")
    assert "<h3>Ours</h3>" in app.words
    assert "Eleven adults with learning disabilities" not in app.words


def test_leaving_a_section_as_it_was_saves_nothing(app: App) -> None:
    key = opened(app)
    same = app.at.text_area(key=key).value
    write(app, key, f"{same}\n")
    assert app.store.assessments.get(app.id).edits == []


def test_an_emptied_section_is_not_saved_and_its_words_come_back(app: App) -> None:
    key = opened(app)
    before = app.at.text_area(key=key).value
    app.at.text_area(key=key).set_value("  ").run()
    assert app.store.assessments.get(app.id).edits == []
    assert "An empty section was not saved" in app.words
    assert app.at.text_area(key=key).value == before


def test_a_box_for_words_has_what_is_stored_as_its_default_too(app: App) -> None:
    """A browser that was never told of a value set by the server would otherwise show an empty box."""
    key = opened(app)
    assert app.at.text_area(key=key).proto.default == app.at.text_area(key=key).value != ""


def test_the_sources_of_a_section_stand_beside_it_with_a_way_to_each(app: App) -> None:
    opened(app)
    assert "What it rests on" in app.words
    number = number_of(app, "exampleshire-coproduction-2")
    assert f"<strong>[{number}]</strong> Eleven adults with learning disabilities" in app.words
    labels = [link.proto.label for link in app.at.get("page_link")]
    assert f"Open evidence {number}" in labels


def test_one_section_is_in_front_and_moving_on_closes_what_was_edited_with_its_words_saved(app: App) -> None:
    key = opened(app, "areas")
    app.at.text_area(key=key).set_value("What we still have to do.")
    app.press("section-next")
    app.sound()
    assert app.at.query_params["section"] == "actions"
    assert "edit" not in app.at.query_params
    assert not app.has("close-areas")
    assert [edit.text for edit in app.store.assessments.get(app.id).edits] == ["What we still have to do."]
    assert "<h2>What we are doing next</h2>" in app.words
    assert "<h2>Areas for development</h2>" not in app.words
    assert "6 words, short: aim for 150 to 320, edited" in app.words
    app.press("section-previous")
    assert "What we still have to do." in app.words


def refused(*_: object, **__: object) -> None:
    """A save that the store does not take."""
    raise StoreUnavailable("The database cannot be written to: try again in a moment.")


def test_words_not_saved_stay_in_sight_in_whatever_section_one_looks_at(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = opened(app)
    with monkeypatch.context() as broken:
        broken.setattr(app.store.draft, "save", refused)
        write(app, key, "Words not to lose.")
        app.press("section-next")
        assert any("Words not to lose." in code.value for code in app.at.code)
        assert "not saved yet" in app.words
    app.press("try-again-strengths")
    assert app.store.assessments.get(app.id).edits[0].text == "Words not to lose."


@pytest.mark.parametrize(("more", "editing"), [({}, False), ({"edit": "areas"}, True)])
def test_an_address_puts_its_section_in_front(app: App, more: dict[str, str], editing: bool) -> None:
    app.example()
    app.at.query_params.update({"section": "areas"} | more)
    app.go("draft")
    app.sound()
    assert "<h2>Areas for development</h2>" in app.words
    assert app.has("close-areas") is editing


def test_the_whole_draft_can_be_read_in_one_go(app: App) -> None:
    app.example().go("draft")
    assert app.words.count("<h2>") == 1
    app.at.session_state["whole"] = True
    app.at.run()
    app.sound()
    assert app.words.count("<h2>") > 6


def test_a_change_can_be_undone_and_redone_and_the_tools_wording_comes_back(app: App) -> None:
    key = opened(app)
    composed = app.at.text_area(key=key).value
    write(app, key, "First words.")
    write(app, key, "Second words.")
    app.press("undo-strengths")
    assert app.at.text_area(key=key).value == "First words."
    app.press("undo-strengths")
    assert app.at.text_area(key=key).value == "Second words."
    app.press("drop-strengths")
    assert app.at.text_area(key=key).value == composed
    assert app.store.assessments.get(app.id).edits == []
    app.press("undo-strengths")
    assert app.at.text_area(key=key).value == "Second words."


def test_earlier_versions_are_kept_and_can_be_brought_back(app: App) -> None:
    key = opened(app)
    write(app, key, "First words.")
    write(app, key, "Second words.")
    assert any("Earlier versions (1)" in expander.label for expander in app.at.expander)
    app.press("use-strengths-1")
    assert app.at.text_area(key=key).value == "First words."


def test_evidence_that_changed_since_is_told_and_the_words_stand(app: App) -> None:
    key = opened(app)
    write(app, key, "Our own words. [8]")
    assert "Your evidence has changed" not in app.words
    item = "exampleshire-coproduction-2"
    app.store.items.save(app.id, item, {"outcome": "Moves fell to three."})
    app.at.run()
    assert "Your evidence has changed since you wrote this" in app.words
    assert "Moves fell to three" in app.words
    assert app.at.text_area(key=key).value == "Our own words. [8]"
    app.press("mine-strengths")
    assert "Your evidence has changed" not in app.words
    assert app.store.assessments.get(app.id).edits[0].text.startswith("Our own words.")
    app.store.items.save(app.id, item, {"outcome": "Moves fell to two."})
    app.at.run()
    app.press("take-strengths")
    assert "Your evidence has changed" not in app.words
    assert "Moves fell to two." in str(app.at.text_area(key=key).value)
    assert app.store.assessments.get(app.id).edits == []


def test_numbers_follow_their_items_when_one_is_removed(app: App) -> None:
    key = opened(app)
    write(app, key, "Our own words. [8]")
    item = next(i for i, number in draft_numbers(app).items() if number == 8)
    first = next(i for i, number in draft_numbers(app).items() if number == 1)
    app.store.items.remove(app.id, first)
    app.at.run()
    app.sound()
    assert number_of(app, item) == 7
    assert app.at.text_area(key=key).value == "Our own words. [7]"


def draft_numbers(app: App) -> dict[str, int]:
    assessment = app.store.assessments.get(app.id)
    return compose(assessment, load(assessment.framework_version), on=date.today()).numbers


@pytest.mark.parametrize("choice", ["theirs", "mine"])
def test_two_people_writing_one_section_both_keep_their_words(app: App, choice: str) -> None:
    key = opened(app)
    app.store.draft.save(app.id, "strengths", {"text": "Kim wrote this.", "composed": ""}, by="Kim")
    write(app, key, "I wrote this.")
    assert "Kim saved this section while you wrote" in app.words.replace("\\", "")
    assert "Kim wrote this." in app.words
    assert "I wrote this." in app.words
    app.press(f"keep-{choice}-1")
    app.sound()
    stands, other = ("Kim wrote this.", "I wrote this.") if choice == "theirs" else ("I wrote this.", "Kim wrote this.")
    assert app.store.assessments.get(app.id).edits[0].text == stands
    assert app.at.text_area(key=key).value == stands
    if choice == "mine":
        assert app.store.draft.history(app.id, "strengths")[0].text == other


def test_words_that_the_store_does_not_take_are_shown_and_saved_when_tried_again(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = opened(app)
    with monkeypatch.context() as broken:
        broken.setattr(app.store.draft, "save", refused)
        write(app, key, "Words not to lose.")
        assert any("Not saved yet." in error.value for error in app.at.error)
        assert any("Words not to lose." in code.value for code in app.at.code)
    app.press("try-again-strengths")
    app.sound()
    assert app.store.assessments.get(app.id).edits[0].text == "Words not to lose."
    assert not app.at.error


def test_a_number_that_the_list_does_not_have_is_told(app: App) -> None:
    key = opened(app)
    write(app, key, "Our own words. [99]")
    assert "cites evidence 99, which the list does not have" in app.words.replace("\\", "")


def test_documents_are_taken_away_as_pdf_where_that_can_be_made(
    app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))
    app.example().go("draft")
    app.at.segmented_control(key="draft-format").set_value("PDF").run()
    app.sound()
    assert "Download PDF" in [button.label for button in app.at.download_button]
    program.unlink()
    app.at.run()
    app.sound()
    assert MISSING in app.words
    assert "Download Word" in [button.label for button in app.at.download_button]
