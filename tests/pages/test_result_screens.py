"""Comparison, band and draft."""

import re

from rubric import workflow
from rubric.comparison.meaning import most_to_say
from rubric.evidence import EvidenceItem
from rubric.framework import Maturity, Polarity, Voice
from rubric.prediction import DISCLAIMER, Prediction
from rubric.workflow import Bench
from tests.pages.conftest import App


def closer(app: App, part: str) -> None:
    """Open one of the parts behind the answer."""
    app.at.button_group(key="closer").select(part).run()
    app.sound()


def test_the_example_gets_a_band_and_every_band_says_that_it_is_no_score(app: App, bench: Bench) -> None:
    app.example()
    app.sound()
    outcome = workflow.outlook(app.store.assessments.get(app.id), bench)
    assert isinstance(outcome, Prediction)
    assert f'<span class="number">{outcome.band}</span>' in app.words
    assert DISCLAIMER in app.words
    assert outcome.reading in app.words
    closer(app, "How good is this?")
    record = outcome.track_record
    assert f"Right on {record.exact} of {record.reports} real reports" in app.words
    assert f"Always saying 3 would be right on {record.always_3}" in app.words


def test_the_answer_names_three_things_of_different_kinds_to_do_and_one_click_plans_them(app: App) -> None:
    app.example()
    offered = [button.key for button in app.at.button if button.key and button.key.startswith("offer-")]
    causes = [key.removeprefix("offer-").partition(":")[0] for key in offered]
    assert len(causes) == len(set(causes)) == 3
    app.press(offered[0])
    app.sound()
    assert "Added to the plan: " in app.words
    (action,) = [one for one in app.store.assessments.get(app.id).actions if one.origin]
    assert f"offer-{action.origin}" == offered[0]
    assert not app.has(offered[0])


def test_nothing_but_the_answer_is_drawn_until_it_is_asked_for(app: App) -> None:
    app.example()
    assert not app.at.get("vega_lite_chart")
    assert len(app.at.header) == 2
    for part, shown in (("Aspect by aspect", "In words"), ("Try a change", "Nothing here is saved")):
        closer(app, part)
        assert shown in app.words


def test_the_own_last_score_is_started_from_where_it_is_chosen(app: App, bench: Bench) -> None:
    app.example()
    app.at.selectbox[0].select(1).run()
    app.sound()
    outcome = workflow.outlook(app.store.assessments.get(app.id), bench, 1)
    assert isinstance(outcome, Prediction)
    assert "your own last score is 1" in app.words
    assert f'<span class="number">{outcome.band}</span>' in app.words
    app.go("draft").go("band")
    assert "your own last score is 1" in app.words


def test_too_little_evidence_says_why_and_where_to_go(app: App) -> None:
    app.start()
    app.store.items.add(
        app.id,
        EvidenceItem(aspect="culture", text="We listen", polarity=Polarity.STRENGTH, maturity=Maturity.IN_PLACE),
    )
    app.go("band")
    app.sound()
    assert "No band yet" in app.words
    assert "The shortest way to a band" in app.words
    assert '<span class="number">' not in app.words


def test_an_item_with_nothing_behind_it_and_a_voice_that_nothing_names_are_told_where_they_stand(app: App) -> None:
    app.example()
    bare = "Shared design is routine here and has changed the lives of carers"
    unheard = "Our audit tool is used in each team and each month, and its results go to managers"
    item = EvidenceItem(aspect="workforce", polarity=Polarity.STRENGTH, voices=[Voice.PEOPLE], maturity=Maturity.IMPACT)
    app.store.items.add(app.id, item.model_copy(update={"id": "bare", "text": bare}))
    app.store.items.add(app.id, item.model_copy(update={"text": unheard, "source": "Audit log"}))
    app.go("band")
    closer(app, "Left out")
    assert f"“{bare}” This claims a lot and has no source and no figure" in app.words.replace("\\", "")
    closer(app, "Why, item by item")
    app.at.session_state["parts-workforce"] = True
    app.at.run()
    assert "But nothing written here names people: say who." in app.words
    assert "Still to add, for it to count in full: " in app.words


def test_the_reasons_shown_add_up_to_the_whole(app: App) -> None:
    app.example()
    closer(app, "Why, item by item")
    labels = [expander.label for expander in app.at.expander if re.search(r": (?:[+−]|0\.00 )", expander.label)]
    parts = [float(label.split(": ")[-1].split(" ")[0].replace("−", "-")) for label in labels]
    whole = next(c.value for c in app.at.caption if "Together they make" in c.value)
    total = float(whole.split("make ")[1].split(":")[0].replace("−", "-"))
    assert len(parts) == 9
    assert abs(sum(parts) - total) < 0.01 * len(parts)


def test_trying_a_change_shows_other_chances_and_saves_nothing(app: App) -> None:
    app.example()
    before = app.store.assessments.get(app.id)
    item = next(i for i in before.evidence if i.is_usable)
    closer(app, "Try a change")
    assert "Change something above" in app.words
    app.at.button_group(key=f"try-far-{item.id}").select(Maturity.ABSENT).run()
    app.sound()
    assert "With this change" in app.words
    assert app.store.assessments.get(app.id) == before


def test_the_comparison_opens_on_a_conclusion_for_the_aspect_with_most_to_say(app: App, bench: Bench) -> None:
    app.example().go("comparison")
    app.sound()
    assessment = app.store.assessments.get(app.id)
    comparison = workflow.side_by_side(assessment, bench)
    aspect = most_to_say(comparison, assessment.claims())
    assert app.at.selectbox[0].value == aspect
    conclusion = comparison.contrasts[aspect].conclusion
    assert conclusion.split("“")[0] in app.words
    assert app.words.index("What the 3s have that you don’t yet") < app.words.index("Your items beside theirs")
    for words in ("Reports scored 2", "Reports scored 3", "What to make of it", "Why this one"):
        assert words in app.words


def test_items_with_nothing_near_them_wait_behind_a_fold(app: App) -> None:
    app.example()
    unlike = "The car park behind the depot was resurfaced in May and has ninety numbered bays"
    app.store.items.add(
        app.id,
        EvidenceItem(aspect="innovation", text=unlike, polarity=Polarity.STRENGTH, maturity=Maturity.IN_PLACE),
    )
    app.at.query_params["aspect"] = "innovation"
    app.go("comparison")
    app.sound()
    assert unlike not in app.words
    assert any("with nothing near" in expander.label for expander in app.at.expander)
    app.at.session_state["without-innovation"] = True
    app.at.run()
    assert unlike in app.words


def test_a_finding_that_is_only_on_the_subject_of_an_item_is_told_as_such(app: App) -> None:
    app.example()
    app.at.query_params["aspect"] = "culture"
    app.go("comparison")
    app.sound()
    assert "On the same subject:" in app.words


def test_what_the_comparison_suggests_goes_into_the_plan_once(app: App) -> None:
    app.example()
    app.at.query_params["aspect"] = "coproduction"
    app.go("comparison")
    keys = [button.key for button in app.at.button if button.key]
    offered = [next(key for key in keys if key.startswith(f"offer-{kind}:")) for kind in ("pattern", "beside")]
    for key in offered:
        app.press(key)
        app.sound()
        assert not app.has(key)
    made = [one for one in app.store.assessments.get(app.id).actions if one.origin]
    assert {f"offer-{one.origin}" for one in made} == set(offered)
    assert "In your plan." in app.words


def test_the_grid_says_where_it_is_not_answered_who_confirms_a_claim(app: App) -> None:
    app.example()
    asked = [one for one in app.store.assessments.get(app.id).evidence if one.is_usable and one.voices is None]
    assert [one.aspect for one in asked] == ["innovation"]
    app.go("comparison")
    app.at.session_state["grid"] = True
    app.at.run()
    app.sound()
    assert '<th scope="col">Not answered</th>' in app.words
    assert "1 claim, not answered who confirms it</span>" in app.words
    assert "Not answered yet who confirms some of what you say on: Innovation with people and partners." in app.words
    app.store.items.save(app.id, asked[0].id, {"voices": []})
    app.go("comparison")
    app.at.session_state["grid"] = True
    app.at.run()
    assert "Who confirms what" in app.words
    assert "Not answered" not in app.words


def test_the_draft_is_shown_with_its_lengths_and_can_be_downloaded(app: App) -> None:
    app.example().go("draft").press("show-strengths")
    app.sound()
    assert "Our strengths" in app.words
    assert app.at.get("download_button")
    assert "Annex" not in app.words
    app.at.checkbox(key="annex").check().run()
    app.press("show-band")
    app.sound()
    assert "Annex" in app.words
    assert DISCLAIMER in app.words


def test_an_item_that_counts_for_nothing_is_named_with_why(app: App, bench: Bench) -> None:
    app.example()
    item = app.store.assessments.get(app.id).evidence[0]
    app.store.items.save(app.id, item.id, {"text": "Xqzt vbnm wrtp lkjh gfds qwrt zxcv plmk nhgb vfcd"})
    app.go("band")
    closer(app, "Left out")
    outcome = workflow.outlook(app.store.assessments.get(app.id), bench)
    (doubted,) = [one for one in outcome.doubted if one.claim_id == item.id]
    assert doubted.why in app.words.replace("\\", "")
