"""Two people at one assessment, each in a real browser: what one saves the other sees, and nobody's words are lost."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from rubric.evidence import EvidenceItem
from rubric.storage import Store
from tests.browser.served import Served, at_once, button, in_time, open_page

CLAIM = "Your claim"


@dataclass(frozen=True)
class Team:
    """A server, the store behind it, and an assessment with one item."""

    chromium: Browser
    served: Served
    store: Store
    assessment: str

    def sits_down(self, page: str = "evidence", more: str = "&aspect=culture&item=first") -> Page:
        """One person more, with a browser of their own."""
        tab = open_page(self.chromium)
        tab.goto(f"{self.served.address}/{page}?assessment={self.assessment}{more}")
        tab.locator("#told").wait_for(state="attached")
        return tab

    def words(self) -> list[str]:
        return [item.text for item in self.store.assessments.get(self.assessment).evidence]


@pytest.fixture
def team(chromium: Browser, tmp_path: Path) -> Iterator[Team]:
    file, others = tmp_path / "team.sqlite3", chromium.contexts
    served = Served(file, show_changes=1)
    with closing(Store(f"sqlite:///{file}")) as store:
        made = store.assessments.create(council="Teamshire", title="Together", framework_version="").id
        store.items.add(made, EvidenceItem(id="first", aspect="culture", text="As it was"))
        served.start()
        try:
            yield Team(chromium, served, store, made)
        finally:
            for context in chromium.contexts:
                if context not in others:
                    context.close()
            served.kill()


def box(page: Page) -> Locator:
    return page.get_by_role("textbox", name=CLAIM)


def clash(page: Page) -> Locator:
    return page.locator('[class*="st-key-clash-"]')


def news(page: Page) -> Locator:
    return page.get_by_role("button", name="Show it")


def test_what_one_saves_the_other_sees_without_a_click_and_nobody_who_types_is_disturbed(team: Team) -> None:
    writer, idle = team.sits_down(), team.sits_down(more="&aspect=culture")
    fold = idle.locator("details").first
    fold.locator("summary").click()
    expect(fold).to_have_attribute("open", "")
    idle.evaluate("window.scrollTo(0, 0)")
    box(writer).fill("Saved by one")
    box(writer).blur()
    expect(idle.get_by_text("Saved by one").first).to_be_visible()
    expect(news(idle)).to_have_count(0)
    expect(fold).to_have_attribute("open", "")  # what was open stays so

    typing = team.sits_down()
    box(typing).focus()
    typing.keyboard.press("End")
    box(typing).dispatch_event("compositionstart")  # a character that takes several keys: nothing is sent
    typing.keyboard.type(", typed by another")
    box(writer).fill("Saved by one again")
    box(writer).blur()
    in_time(team.words, ["Saved by one again"])
    expect(news(typing)).to_be_visible()
    expect(typing.get_by_role("region", name="What others changed")).to_contain_text("Somebody has changed")
    expect(idle.get_by_text("Saved by one again").first).to_be_visible()
    expect(box(typing)).to_have_value("Saved by one, typed by another")
    expect(box(typing)).to_be_focused()
    box(typing).blur()
    expect(clash(typing)).to_contain_text("Saved by one again")
    expect(clash(typing)).to_contain_text("Saved by one, typed by another")
    assert team.words() == ["Saved by one again"]
    typing.reload()
    expect(box(typing)).to_have_value("Saved by one again")
    history = team.store.items.history(team.assessment, "first")
    assert "Saved by one, typed by another" in [change.old for change in history]


def test_words_not_sent_meet_what_another_run_draws_over_them(team: Team) -> None:
    page = team.sits_down()
    box(page).focus()
    page.keyboard.press("End")
    box(page).dispatch_event("compositionstart")
    page.keyboard.type(", and mine")
    team.store.items.save(team.assessment, "first", {"text": "Theirs"})
    # a run that has nothing to do with the box, which keeps the focus and its words
    page.get_by_role("radio", name="Strength").evaluate("choice => choice.click()")
    in_time(lambda: team.store.assessments.get(team.assessment).evidence[0].polarity, "strength")
    expect(page.locator('[class*="st-key-overtaken-"]')).to_have_count(0)
    expect(box(page)).to_have_value("As it was, and mine")
    page.wait_for_timeout(2_000)  # longer than a box is taken to be sent before the browser heard of theirs
    box(page).blur()
    expect(clash(page)).to_contain_text("Theirs")
    expect(clash(page)).to_contain_text("As it was, and mine")
    assert team.words() == ["Theirs"]
    at_once(button(page, "Keep mine"))
    in_time(team.words, ["As it was, and mine"])
    expect(clash(page)).to_have_count(0)
