"""The review's keys on a page that holds still where a drawing one passes by: the next claim, half drawn."""

import pytest
from playwright.sync_api import Page

from tests.browser.served import ROOT

KEYS = ROOT / "rubric" / "ui" / "app" / "keys.js"
HALF_DRAWN = """
<div data-testid="stApp" data-test-script-state="running">
  <div class="st-key-proposal-new">
    <div class="st-key-intake-accept-new"><button>Accept <kbd aria-label="Shortcut A">A</kbd></button></div>
    <div class="st-key-intake-reject-old"><button>Reject <kbd aria-label="Shortcut X">X</kbd></button></div>
    <div class="st-key-intake-split-old"><button>Split <kbd aria-label="Shortcut S">S</kbd></button></div>
    <textarea></textarea>
  </div>
</div>
<script>
  const pressed = [];
  addEventListener("click", (event) => pressed.push(event.target.closest("[class*=st-key-intake-]").className));
  const state = (now) => { document.querySelector("[data-testid=stApp]").dataset.testScriptState = now; };
  const draw = () => {
    for (const old of document.querySelectorAll("[class$=-old]")) old.className = old.className.replace("old", "new");
    state("notRunning");
  };
  const undoable = '<div class="st-key-intake-undo-1"><button>Undo <kbd aria-label="Shortcut U">U</kbd></button></div>';
</script>
"""


@pytest.fixture
def page(tab: Page) -> Page:
    """A page with the next claim half drawn: its Accept is there, and the other buttons are the last one's."""
    tab.set_content(HALF_DRAWN)
    tab.add_script_tag(path=KEYS)
    return tab


def pressed(page: Page) -> list[str]:
    """The buttons pressed so far, after all that was put off has been done."""
    page.evaluate("new Promise(done => setTimeout(done))")
    found: list[str] = page.evaluate("pressed")
    return [name.removeprefix("st-key-intake-") for name in found]


def test_a_key_whose_button_is_still_the_last_claims_waits_and_presses_the_next_ones_once(page: Page) -> None:
    page.keyboard.press("x")
    assert pressed(page) == []
    page.evaluate("draw()")
    assert pressed(page) == ["reject-new"]
    page.evaluate("state('running'); draw()")
    assert pressed(page) == ["reject-new"]


def test_keys_that_wait_are_answered_in_turn_each_once_the_page_has_answered_the_one_before(page: Page) -> None:
    for key in "xs":
        page.keyboard.press(key)
    page.keyboard.press("e")
    page.keyboard.press("a")  # meant for the box
    page.evaluate("draw()")
    assert pressed(page) == ["reject-new"]
    for _ in range(2):
        page.evaluate("state('running')")
        pressed(page)
        page.evaluate("state('notRunning')")
    assert pressed(page) == ["reject-new", "split-new"]
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"


def test_a_key_that_waits_is_never_about_the_claim_after_it(page: Page) -> None:
    page.keyboard.press("x")
    page.evaluate("document.querySelector('.st-key-proposal-new').className = 'st-key-proposal-later'; draw()")
    assert pressed(page) == []


def test_undo_pressed_before_it_is_there_is_done_once_it_is(page: Page) -> None:
    page.evaluate("draw()")
    page.keyboard.press("a")
    page.keyboard.press("u")
    assert pressed(page) == ["accept-new"]
    page.evaluate("state('running')")
    pressed(page)
    page.evaluate("document.querySelector('.st-key-proposal-new').className = 'st-key-proposal-later'")
    page.evaluate("document.body.insertAdjacentHTML('afterbegin', undoable); draw()")
    assert pressed(page) == ["accept-new", "undo-1"]


def test_a_run_that_ended_before_anything_was_drawn_is_noticed_by_what_it_drew(page: Page) -> None:
    page.evaluate("draw()")
    page.keyboard.press("a")
    page.keyboard.press("e")
    assert pressed(page) == ["accept-new"]
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    page.evaluate("document.querySelector('.st-key-proposal-new').className = 'st-key-proposal-later'")
    assert pressed(page) == ["accept-new"]
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
