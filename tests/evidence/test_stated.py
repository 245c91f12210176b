import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.evidence import EvidenceItem
from rubric.evidence.model import LOOP
from rubric.evidence.plan import Keeper, Line
from rubric.evidence.stated import is_unfilled, stated
from rubric.framework import Maturity, Polarity, Voice


@pytest.mark.parametrize(
    "text",
    ["", " \n", "n/a", "N/A.", "n a", "NA", "TBC", "(tbc)", "nil", "nothing yet", "None recorded.", "not yet known",
     "-", "–", "?", "…", "None yet, TBC", "not available", "No data available so far", "nothing to report",
     "To be confirmed", "to follow", "awaited", "unknown at present", "n/a – not applicable", "Too early to say",
     "too early to tell at this stage", "Not available at present", "N/K", "don’t know yet", "We do not know",
     "Not sure",      "xxx", "???", "still to be agreed", "yet to be confirmed", "Awaiting data", "please add",
     "None needed", "none required at this time", "No further action needed", "None planned", "We don’t have one yet",
     "there isn't one", "We haven't got one", "we have none", "not written down anywhere", "nothing in writing",
     "nowhere", "No document yet", "Early days", "More to follow", "None to date", "Not yet evaluated", "TBC_",
     "[insert text here]", "N.A.", "[add figure]", "[name]", "XX%", "xx%", "XX of XX", "£XXk", "DD/MM/YYYY", "___%",
     "lorem ipsum", "Lorem ipsum dolor sit amet, consectetur adipiscing elit. " * 20, "figures tbc", "Owner: TBC",
     "{{ name }}", "<insert date>", "Click or tap here to enter text.", "placeholder", "[ ] of [ ]", "to do"],
)  # fmt: skip
def test_words_that_tell_nothing_state_nothing(text: str) -> None:
    assert stated(text) == ""


@pytest.mark.parametrize(
    "text",
    ["No decision was made", "Nobody was told", "none of the teams", "5", "A letter", "No data sharing agreement",
     "Not all teams", "Nationally agreed", "To be confirmed by the board in May", "TBC by March 2027", "Não",
     "No feedback", "Not started in two teams",
     "Too early for carers", "Complete", "Update the form", "No change", "Early days of the pilot", "Done",
     "X-rays late", "We don't have one for carers", "We don't have it all in one place", "not kept in the loop",
     "No plan", "not written in easy read", "None needed in the north", "not planned with carers", "N/A but noted",
     "No letters", "XX% back home", "[number] people", "TBC by Sam", "Phase XX", "WorldSkills", "test and learn",
     "An example from one team", "0", "Draft agreed in May"],
)  # fmt: skip
def test_words_that_tell_something_are_kept(text: str) -> None:
    assert stated(text) == text


@pytest.mark.parametrize(
    ("text", "unfilled"),
    [
        ("XX% back home", True), ("[number] people", True), ("met on [insert date]", True), ("£XXk saved", True),
        ("??% of reviews", True), ("{{ group }} in Westmoor", True), ("notes, then lorem ipsum", True),
        ("What? 4 of 5?", False), ("[sic]", False), ("<b>Better</b>", False), ("X-rays", False),
    ],
)  # fmt: skip
def test_a_place_left_to_be_filled_in_is_known(text: str, unfilled: bool) -> None:
    assert is_unfilled(text) is unfilled


@given(st.text())
def test_a_text_is_kept_as_it_is_or_not_at_all(text: str) -> None:
    assert stated(text) in (text, "")


@pytest.mark.parametrize(
    "text",
    [
        "-" * 100_000 + "x",
        "x" + "-" * 100_000 + "x",
        "no " * 30_000 + "x",
        "n/a, " * 20_000 + "x",
        "\\" * 200_000 + "x",
    ],
)
def test_a_hostile_text_costs_no_more_than_a_long_one(text: str) -> None:
    assert stated(text) == text


def strength(**told: str) -> EvidenceItem:
    given = {"text": "We meet monthly", "polarity": Polarity.STRENGTH, "maturity": Maturity.EMBEDDED, **told}
    return EvidenceItem.model_validate({"aspect": "culture", **given})


def test_an_item_is_bare_where_all_that_shows_it_says_nothing() -> None:
    assert strength(source="TBC", figures="n/a", return_reference="-", heard="They wait", changed="nothing yet").is_bare
    assert not strength(heard="They wait", changed="Open late").is_bare


def test_a_source_that_says_nothing_shows_nothing_and_is_no_origin_that_claims_share() -> None:
    item = strength(source="n/a")
    assert not item.is_shown
    assert item.as_claim().group == ""
    assert strength(source="Case audit").is_shown
    assert item.model_copy(update={"voices": [Voice.PROCESSES]}).is_shown


def test_the_steps_of_a_loop_are_those_that_say_something() -> None:
    item = strength(heard="They wait", decided="tbc", changed="Open late", told="")
    assert item.loop_steps == ("heard", "changed")
    assert strength(**dict.fromkeys(LOOP, "Said")).closes_a_loop


def test_an_action_lacks_what_is_only_to_be_confirmed() -> None:
    line = Line(keeper=Keeper.PLAN, id="1", text="Ask carers", owner="TBC", due=None, measure="n/a", status="under_way")
    assert line.missing == ("an owner", "a date", "a measure")
