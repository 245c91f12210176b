"""Several claims pasted into one: the offer to split them, and the way back."""

from rubric.evidence import EvidenceItem
from tests.pages.conftest import App

PASTED = (
    "- Carers chair our respite review.\n- Complaints are answered in 41 days.\n- Staff have supervision each month."
)


def open_item(app: App, text: str) -> str:
    app.start().learned().press("add")
    (item,) = app.store.assessments.get(app.id).evidence
    app.store.items.save(app.id, item.id, {"source": "Notes.docx", "owner": "Ana"})
    app.at.text_area(key=f"{item.id}.text").input(text).run()
    app.sound()
    return item.id


def evidence(app: App) -> list[EvidenceItem]:
    return app.store.assessments.get(app.id).evidence


def test_bullets_in_one_claim_become_an_item_each_and_are_put_together_again(app: App) -> None:
    id = open_item(app, PASTED)
    assert "This looks like 3 items: split?" in app.words
    app.press(f"split-{id}")
    app.sound()
    assert {item.text for item in evidence(app)} == {
        "Carers chair our respite review.",
        "Complaints are answered in 41 days.",
        "Staff have supervision each month.",
    }
    assert {(item.source, item.owner) for item in evidence(app)} == {("Notes.docx", "Ana")}
    app.press(f"unsplit-{id}")
    app.sound()
    assert [item.text for item in evidence(app)] == [PASTED]


def test_words_that_were_changed_after_a_split_stay(app: App) -> None:
    id = open_item(app, PASTED)
    app.press(f"split-{id}")
    app.at.text_area(key=f"{id}.text").input("Carers chair it, and say so.").run()
    app.press(f"unsplit-{id}")
    assert "changed since it was split" in app.at.error[0].value
    assert len(evidence(app)) == 3


def test_a_claim_in_a_sentence_or_two_is_offered_nothing(app: App) -> None:
    id = open_item(app, "Carers chair our respite review. They made six changes.")
    assert not app.has(f"split-{id}")
