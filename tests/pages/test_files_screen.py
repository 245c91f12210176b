"""Files that come back, and a council's own template."""

from datetime import date
from io import BytesIO

import pytest

from rubric.draft import compose, render_draft
from rubric.draft.model import Draft
from rubric.draft.word.paragraph_ids import all_places
from rubric.draft.word.template import make_template
from rubric.ui.parts import navigation
from rubric.ui.state import cache
from tests.draft.builders import opened, template_with
from tests.pages.conftest import App

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(autouse=True)
def page_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page is in the list, whatever else is."""
    if not any(screen.name == "files" for screen in navigation.SCREENS):
        files = navigation.Screen("files", "Bring back files", ":material/upload_file:", "files")
        monkeypatch.setattr(navigation, "SCREENS", (*navigation.SCREENS, files))


def draft_of(app: App) -> Draft:
    held = app.store.assessments.get(app.id)
    return compose(held, cache.framework(held.framework_version), on=date.today())


def words_of(app: App, section: str) -> list[str]:
    return [place.words for place in all_places(draft_of(app))[section] if not place.heading]


def changed_in_word(app: App, **new: str) -> bytes:
    """The draft as Word has it, with the first paragraph of each of these sections reworded."""
    document = opened(render_draft(draft_of(app), assessment_id=app.id))
    for section, text in new.items():
        old = words_of(app, section)[0]
        next(paragraph for paragraph in document.paragraphs if paragraph.text == old).text = text
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def bring(app: App, data: bytes, name: str = "back.docx") -> None:
    app.go("files")
    uploader = next(one for one in app.at.file_uploader if one.key and one.key.startswith("word-back-"))
    uploader.upload(name, data, WORD).run()
    app.sound()


def keys(app: App, start: str) -> list[str]:
    return [str(button.key) for button in app.at.button if str(button.key).startswith(start)]


def test_a_changed_draft_is_shown_side_by_side_and_taken_over_one_by_one(app: App) -> None:
    app.example()
    bring(app, changed_in_word(app, strengths="A strength in other words.", areas="A gap in other words."))
    assert "0 of 2 looked at" in [bar.proto.text for bar in app.at.get("progress")]
    assert "In Word" in app.words
    first, second = keys(app, "word-take-")
    app.press(first)
    app.sound()
    assert words_of(app, "strengths")[0] == "A strength in other words."
    assert app.store.assessments.get(app.id).edit_of("areas") is None
    app.press(keys(app, "word-leave-")[0])
    assert "All 2 differences looked at" in app.at.success[0].value
    assert app.store.assessments.get(app.id).edit_of("areas") is None
    assert second not in keys(app, "word-take-")


def test_what_was_taken_over_can_be_undone_step_by_step(app: App) -> None:
    app.example()
    before = words_of(app, "strengths")
    bring(app, changed_in_word(app, strengths="A strength in other words.", areas="A gap in other words."))
    app.press(keys(app, "word-take-")[0]).press(keys(app, "word-leave-")[0])
    app.press("word-undo").press("word-undo")
    app.sound()
    assert words_of(app, "strengths") == before
    assert len(keys(app, "word-take-")) == 2
    assert app.store.draft.history(app.id, "strengths")[0].text.startswith("### ")


def test_a_whole_section_is_taken_over_with_the_name_of_who_did(app: App) -> None:
    app.example()
    document = opened(changed_in_word(app, voices="One thing they told us."))
    other = words_of(app, "voices")[1]
    next(paragraph for paragraph in document.paragraphs if paragraph.text == other).text = "And another thing."
    out = BytesIO()
    document.save(out)
    bring(app, out.getvalue())
    app.at.text_input(key="returned-who").input("A Reader").run()
    app.press("word-all-voices")
    app.sound()
    assert words_of(app, "voices")[:2] == ["One thing they told us.", "And another thing."]
    edit = app.store.assessments.get(app.id).edit_of("voices")
    assert edit is not None
    assert edit.by == "A Reader"


def test_a_comment_is_shown_with_who_said_it_until_it_is_settled(app: App) -> None:
    app.example()
    document = opened(changed_in_word(app))
    words = words_of(app, "areas")[0]
    paragraph = next(paragraph for paragraph in document.paragraphs if paragraph.text == words)
    document.add_comment(paragraph.runs, "Is this right?", "A Reader")
    out = BytesIO()
    document.save(out)
    bring(app, out.getvalue())
    assert "A Reader" in app.words
    assert "Is this right?" in app.words
    (settle,) = keys(app, "word-settle-")
    app.press(settle)
    app.sound()
    assert not keys(app, "word-settle-")
    assert "All 1 point looked at" in app.at.success[0].value
    app.press("word-undo")
    assert keys(app, "word-settle-") == [settle]


def test_an_untouched_draft_says_that_there_is_nothing_to_take_over(app: App) -> None:
    app.example()
    bring(app, changed_in_word(app))
    assert "nothing to take over" in app.at.success[0].value
    app.press("word-finish")
    assert not keys(app, "word-")


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"", template_with("A letter")], ids=["PDF", "empty", "letter"])
def test_what_is_no_draft_is_refused_in_one_sentence(app: App, data: bytes) -> None:
    app.example()
    bring(app, data)
    assert len(app.at.error) == 1
    assert app.at.error[0].value.endswith("\\.")


def test_words_somebody_else_saved_meanwhile_are_not_overwritten(app: App) -> None:
    app.example()
    bring(app, changed_in_word(app, strengths="A strength in other words."))
    (take,) = keys(app, "word-take-")
    app.store.draft.save(app.id, "strengths", {"text": "Theirs.", "composed": ""}, by="A Colleague")
    app.press(take)
    app.sound()
    assert words_of(app, "strengths") == ["Theirs."]
    assert app.at.error or app.at.warning


PANEL = """
from rubric.ui.app import frame
from rubric.ui.draft import templates
assessment, framework = frame.opened()
frame.heading("Draft", "A page with the panel.")
templates.choose(assessment, framework)
"""


def try_template(app: App, data: bytes, name: str = "Our council.docx") -> None:
    uploader = next(one for one in app.at.file_uploader if one.key and one.key.startswith("template-"))
    uploader.upload(name, data, WORD).run()
    app.sound()


@pytest.fixture
def panel(app: App, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> App:
    """The panel on a page of its own, with the example open."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "panel.py").write_text(PANEL)
    screen = type("Here", (navigation.Screen,), {"file": property(lambda self: str(folder / "panel.py"))})
    monkeypatch.setattr(navigation, "SCREENS", (*navigation.SCREENS, screen("panel", "Panel", ":material/help:", "p")))
    app.example()
    app.at.switch_page(str(folder / "panel.py")).run()
    app.sound()
    return app


def test_a_sound_template_is_shown_kept_used_removed_and_put_back(panel: App) -> None:
    try_template(panel, template_with("Ours for {{ council }}", "Nothing else."))
    assert "can be used" in panel.at.success[0].value
    assert "Ours for" in panel.words
    assert "You may want" in panel.words
    panel.press("template-keep")
    panel.sound()
    used = panel.store.templates.used_by(panel.id)
    assert used is not None
    assert (used.name, used.version) == ("Our council", 1)
    panel.press("template-remove")
    assert panel.store.templates.used_by(panel.id) is None
    assert "It is erased for good after 90 days." in panel.words
    panel.press("template-back")
    assert panel.store.templates.used_by(panel.id) == used
    panel.at.selectbox(key=f"{panel.id}.template").select(0).run()
    assert panel.store.templates.used_by(panel.id) is None


@pytest.mark.parametrize(
    ("kind", "field"), [("Briefing", "risks"), ("Page for the committee", "areas"), ("Plan", "totals")]
)
def test_each_document_has_a_template_of_its_own(panel: App, kind: str, field: str) -> None:
    panel.at.segmented_control(key="template-of").set_value(kind).run()
    assert f"{field}.paragraphs.label" in panel.words
    try_template(panel, template_with("{{ council }}", f"{{{{ {field}.heading }}}} of ours"))
    assert "can be used" in panel.at.success[0].value
    assert "of ours" in panel.words
    panel.press("template-keep")
    panel.sound()
    store, name = panel.store.templates, "committee" if "committee" in kind else kind.lower()
    used = store.used_by(panel.id, name)
    assert used is not None
    assert store.versions(name) == [used]
    assert store.used_by(panel.id) is None
    panel.at.selectbox(key=f"{panel.id}.{name}-template").select(0).run()
    panel.sound()
    assert store.used_by(panel.id, name) is None


def test_a_template_of_the_draft_is_none_of_the_briefing(panel: App) -> None:
    panel.at.segmented_control(key="template-of").set_value("Briefing").run()
    try_template(panel, template_with("{{ council }} {{ areas.heading }}"))
    assert "areas" in panel.words
    assert not panel.has("template-keep")


def test_a_template_that_was_removed_before_can_still_be_put_back(panel: App) -> None:
    versions = [panel.store.templates.add("Ours", data, by="") for data in (b"one", b"two")]
    for version in versions:
        panel.store.templates.remove(version.id)
    panel.at.run()
    panel.press(f"back-{versions[0].id}")
    panel.sound()
    assert panel.store.templates.versions() == versions[:1]
    assert panel.has(f"back-{versions[1].id}")


def test_a_template_with_unknown_fields_names_them_and_cannot_be_kept(panel: App) -> None:
    try_template(panel, template_with("{{ colour }} {{ council }}"))
    assert "colour" in panel.words
    assert not panel.has("template-keep")
    panel.press("template-drop")
    assert panel.store.templates.versions() == []


def test_the_starter_is_a_sound_template(panel: App) -> None:
    try_template(panel, make_template(), "starter.docx")
    assert panel.has("template-keep")
