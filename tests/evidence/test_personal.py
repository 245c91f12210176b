"""Personal data in an assessment: where it is looked for, what keeps it, and its writing notes."""

from datetime import date

from rubric.evidence import Action, Assessment, EvidenceItem, PlanAction, Waiver
from rubric.evidence.lint import lint, split_waived, standing_notes
from rubric.evidence.personal import kept, personal_data, personal_in, text_of, unsettled
from rubric.framework import load

ON = date(2026, 11, 27)
NAMED = "Mrs Eileen Patel waited nine weeks."


def item(**given: object) -> EvidenceItem:
    return EvidenceItem.model_validate({"id": "i1", "aspect": "feedback", "text": NAMED, **given})


def test_an_owner_may_be_named_and_nothing_else_of_them_is_left() -> None:
    owned = item(text="", owner="Mr Alan Price, 07700 900123", action=Action(owner="Mr Alan Price"))
    assert [one.field for one in personal_data(Assessment(evidence=[owned]))] == ["owner"]
    assert [str(one.found.kind) for one in personal_in("item:i1", "owner", owned.owner)] == ["phone"]


def test_what_is_kept_goes_by_the_words_so_that_the_next_name_is_asked_about() -> None:
    assessment = Assessment(evidence=[item()])
    (one,) = personal_data(assessment)
    waiver = Waiver(rule=one.rule, subject=one.subject, reason="She asked to be named")
    assert unsettled([one], [waiver]) == ()
    assert kept([one], [waiver]) == ((one, waiver),)
    assessment.evidence[0].text = f"{NAMED} Mr Singh did too."
    assert [one.found.words for one in unsettled(personal_data(assessment), [waiver])] == ["Mr Singh"]
    elsewhere = [other.model_copy(update={"id": "i2"}) for other in assessment.evidence]
    assert len(unsettled(personal_data(Assessment(evidence=elsewhere)), [waiver])) == 2


def test_it_is_the_gravest_of_the_writing_notes_and_told_once_for_the_same_words() -> None:
    action = PlanAction(id="a1", text="Write to Mr Singh")
    assessment = Assessment(evidence=[item(outcome=NAMED)], actions=[action])
    notes = lint(assessment, load(), ON)
    first = notes[0]
    assert (first.rule.rpartition(".")[0], first.subject, first.severity) == ("personal.name", "item:i1", "must")
    assert [note.subject for note in notes if note.rule.startswith("personal.")] == ["item:i1", "action:a1"]
    waiver = Waiver(rule=first.rule, subject=first.subject, reason="She asked to be named")
    left, waived = split_waived(notes, [waiver])
    assert first not in left
    assert [entry.note for entry in waived] == [first]


def test_the_card_tells_it_first_and_the_form_tells_it_under_the_field() -> None:
    assessment = Assessment(evidence=[item()])
    assert standing_notes(assessment, assessment.evidence[0], load(), ON)[0].startswith(
        "This looks like a person’s name"
    )
    assert not any("looks like" in note for note in standing_notes(assessment, item(), load(), ON, guarded=True))


def test_the_words_of_a_field_that_is_gone_are_none() -> None:
    assessment = Assessment(evidence=[item()])
    assert text_of(assessment, "item:i1", "text") == NAMED
    assert text_of(assessment, "item:i2", "text") == ""
