"""Writing notes beside the draft: found, explained, led to, set aside and brought back."""

import re

import pytest

from rubric.evidence import EvidenceItem, PlanAction
from rubric.evidence.lint import standing_notes
from rubric.framework import Maturity, Polarity, Voice
from rubric.ui.draft.notes import PAGE, PANEL, WAIVED_PAGE
from rubric.ui.state import cache
from tests.pages.conftest import App


class Panel(App):
    """One person at the draft page, with this assessment open."""

    def __init__(self, assessment: str) -> None:
        super().__init__()
        self.at.query_params["assessment"] = assessment
        self.at.session_state[PANEL] = True
        self.go("draft")


def praised(number: int = 0, **fields: object) -> EvidenceItem:
    return EvidenceItem.model_validate(
        {
            "id": f"e{number}",
            "aspect": "workforce",
            "text": f"Our training offer for group {chr(97 + number)} is superb.",
            "polarity": Polarity.STRENGTH,
            "maturity": Maturity.IN_PLACE,
            "voices": [Voice.PEOPLE],
            "source": f"Training record {chr(97 + number)}",
            "source_date": "2026-06-30",
            **fields,
        }
    )


@pytest.fixture
def made(app: App) -> str:
    """An assessment with one item that praises itself."""
    app.start()
    app.store.items.add(app.id, praised())
    return app.id


def test_a_note_shows_its_message_the_words_it_means_its_reason_and_a_better_example(made: str) -> None:
    at = Panel(made)
    at.sound()
    assert "Praise alone persuades nobody" in at.words
    assert "The words: “superb”" in at.words
    assert "are for others to use" in at.words
    assert "Reads better" in at.words
    assert "171 of 189" in at.words
    assert "1 to put right" in at.words


def test_a_note_leads_to_its_item(made: str) -> None:
    link = next(link for link in Panel(made).at.get("page_link") if "Open the evidence" in link.proto.label)
    assert "item=e0" in link.proto.query_string
    assert "aspect=workforce" in link.proto.query_string


def test_only_the_chosen_severity_is_listed(made: str) -> None:
    at = Panel(made)
    at.at.button_group(key="writing-show").select("could").run()
    at.sound()
    assert not at.has("waive-vague_praise-item-e0")
    assert "Add a figure" in at.words


def test_setting_a_note_aside_needs_a_reason_and_keeps_who_and_why(made: str) -> None:
    at = Panel(made).press("waive-vague_praise-item-e0")
    at.press("aside-vague_praise-item-e0")
    assert "Say in a few words why" in at.words.replace("\\", "")
    assert at.store.assessments.get(made).waivers == []
    at.at.text_input(key="reason-vague_praise-item-e0").input("It is a quotation").run()
    at.at.text_input(key="who-vague_praise-item-e0").input("Ana").run()
    at.press("aside-vague_praise-item-e0")
    at.sound()
    (waiver,) = at.store.assessments.get(made).waivers
    assert (waiver.rule, waiver.subject, waiver.reason, waiver.by) == (
        "vague_praise",
        "item:e0",
        "It is a quotation",
        "Ana",
    )
    assert "Praise alone" not in at.words


def waived(assessment: str) -> Panel:
    cache.store().waivers.save(assessment, "vague_praise", "item:e0", "It is a quotation", by="Ana")
    at = Panel(assessment)
    at.at.session_state["writing-waived"] = True
    at.at.run()
    return at


def test_what_is_set_aside_is_listed_with_reason_and_name_and_can_be_brought_back(made: str) -> None:
    at = waived(made)
    at.sound()
    assert "Set aside because: It is a quotation (Ana, " in at.words
    at.press("back-vague_praise-item-e0")
    assert at.store.assessments.get(made).waivers == []
    assert "The words: “superb”" in at.words


def test_a_waiver_holds_when_the_words_change_and_says_so(made: str) -> None:
    at = waived(made)
    assert "have changed since" not in at.words
    at.store.items.save(made, "e0", {"text": "Our coaching is superb."})
    at.at.run()
    assert "have changed since" in at.words
    at.store.items.save(made, "e0", {"text": "Our coaching reached 40 of 60 staff in May 2026."})
    at.at.run()
    assert "no longer give cause" in at.words
    assert "have changed since" not in at.words


def test_waivers_of_other_kinds_are_no_writing_notes(made: str) -> None:
    cache.store().waivers.save(made, "a suggestion for the plan", "gap:culture", "Not now", by="Ana")
    at = Panel(made)
    at.sound()
    assert "Set aside" not in at.words


def test_cancelling_keeps_the_note(made: str) -> None:
    at = Panel(made).press("waive-vague_praise-item-e0").press("keep-vague_praise-item-e0")
    assert at.has("waive-vague_praise-item-e0")
    assert at.store.assessments.get(made).waivers == []


def live(at: Panel) -> int:
    """The panel's own widgets: its buttons, fields, filter and pages by their keys, and its links by their words."""
    own = re.compile(r"^(?:waive|aside|keep|back|reason|who|writing|waived)-")
    kinds = ("button", "text_input", "button_group", "pagination")
    keyed = sum(bool(own.match(one.key or "")) for kind in kinds for one in at.at.get(kind))
    links = [link for link in at.at.get("page_link") if re.match("Open the |Go to “", link.proto.label)]
    return keyed + len(links)


def test_many_notes_come_a_page_at_a_time_and_never_with_more_widgets_than_one_can_take_in(app: App) -> None:
    app.start()
    for number in range(12):
        app.store.items.add(app.id, praised(number))
    for number in range(WAIVED_PAGE + 2):
        app.store.waivers.save(app.id, "vague_praise", f"item:e{number}", "A quotation", by="")
    at = Panel(app.id)
    at.at.session_state["writing-waived"] = True
    at.at.run()
    at.sound()
    assert sum(button.key.startswith("waive-") for button in at.at.button if button.key) == PAGE
    assert live(at) <= 15
    first = next(button.key for button in at.at.button if button.key and button.key.startswith("waive-"))
    at.press(first)
    at.sound()
    assert live(at) <= 15


def test_a_waiver_of_a_note_on_an_action_says_too_when_the_words_have_changed(app: App) -> None:
    app.start()
    app.store.plan.add(app.id, PlanAction(id="p1", text="Explore a carers' app"))
    keys = [button.key or "" for button in Panel(app.id).at.button]
    key = next(key for key in keys if key.endswith("-action-p1"))
    rule = key.removeprefix("waive-").removesuffix("-action-p1")
    app.store.waivers.save(app.id, rule, "action:p1", "It is a first step", by="Ana")
    at = Panel(app.id)
    at.at.session_state["writing-waived"] = True
    at.at.run()
    assert "Set aside because: It is a first step" in at.words
    assert "have changed since" not in at.words
    app.store.plan.save(app.id, "p1", {"text": "Explore an app for carers"})
    at.at.run()
    assert "have changed since" in at.words


def test_a_section_and_an_action_are_named_and_led_to(app: App) -> None:
    app.start()
    app.store.plan.add(app.id, PlanAction(id="p1", text="Explore a carers' app"))
    app.store.draft.save(app.id, "strengths", {"text": "We are a superb council.", "composed": ""}, by="Ana")
    at = Panel(app.id)
    at.sound()
    assert "Our strengths" in at.words
    assert "Improvement plan" in at.words
    queries = [link.proto.query_string for link in at.at.get("page_link")]
    assert any("section=strengths" in query for query in queries)
    assert any("action=p1" in query for query in queries)


def test_nothing_to_say_is_said(app: App) -> None:
    app.start()
    for section in ("position", "voices", "strengths", "areas", "actions"):
        app.store.draft.save(app.id, section, {"text": "We meet carers each month.", "composed": ""}, by="")
    at = Panel(app.id)
    at.sound()
    assert "Nothing stands out" in at.words


def test_hostile_words_are_shown_as_typed(app: App) -> None:
    app.start()
    app.store.items.add(app.id, praised(text="<b>Our</b> **superb** [offer](x)"))
    at = Panel(app.id)
    at.sound()
    assert "<b>Our</b>" not in at.words
    assert "&lt;b&gt;Our" in at.words


def test_a_card_shows_few_notes_and_none_that_is_set_aside(app: App) -> None:
    app.start()
    app.store.items.add(app.id, praised(voices=None, source="", maturity=Maturity.EMBEDDED))
    framework = cache.framework("")
    assessment = app.store.assessments.get(app.id)
    before = standing_notes(assessment, assessment.evidence[0], framework)
    assert len(before) == 3
    app.store.waivers.save(app.id, "far_along_unsupported", "item:e0", "Said elsewhere", by="")
    assessment = app.store.assessments.get(app.id)
    after = standing_notes(assessment, assessment.evidence[0], framework)
    assert len(after) == 3
    assert not any("embedded" in note and "say how widely" in note for note in after)
    assert any("embedded" in note and "say how widely" in note for note in before)
