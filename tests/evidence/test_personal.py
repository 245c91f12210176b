"""Personal data in an assessment: where it is looked for, what keeps it, and its writing notes."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from rubric.evidence import Action, Assessment, Confirmation, EvidenceItem, PlanAction, Waiver
from rubric.evidence.lint import lint, split_waived, standing_notes
from rubric.evidence.lint.readable import MOST_LETTERS, cut_fields, readable_item
from rubric.evidence.personal import kept, kind_in_words, of_item, personal_data, personal_in, text_of, unsettled
from rubric.framework import load
from rubric.framework.words import Voice
from rubric.privacy import find

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


def test_a_waiver_says_what_it_keeps_also_when_the_words_are_gone() -> None:
    (one,) = personal_data(Assessment(evidence=[item()]))
    assert kind_in_words(one.rule) == "a person’s name"
    assert kind_in_words("vague_claim") == "vague_claim"


def test_what_somebody_is_recorded_to_have_said_is_looked_through_record_by_record() -> None:
    said = Confirmation(id="r1", voice=Voice.PEOPLE, said=f"We asked. {NAMED}", where="Letter of Mr Anil Singh")
    clean = Confirmation(id="r2", voice=Voice.PARTNERS, said="They meet us monthly", where="Minutes")
    heard = item(text="We ask carers.", confirmations=[said, clean])
    assessment = Assessment(evidence=[heard])
    found = personal_data(assessment)
    assert [(one.field, one.found.words, one.label) for one in found] == [
        ("confirmations.r1.said", "Mrs Eileen Patel", "What they said or showed"),
        ("confirmations.r1.where", "Mr Anil Singh", "Where it is written"),
    ]
    assert text_of(assessment, "item:i1", "confirmations.r1.said") == said.said
    assert text_of(assessment, "item:i1", "confirmations.r9.said") == ""
    waiver = Waiver(rule=found[0].rule, subject=found[0].subject, reason="She asked to be named")
    assert unsettled(found, [waiver]) == found[1:]
    rules = {note.rule for note in lint(assessment, load(), ON)}
    assert {one.rule for one in found} <= rules
    assert sum("looks like" in note for note in standing_notes(assessment, heard, load(), ON)) == 2


@given(st.lists(st.sampled_from(["", "They ring back.", NAMED, "NHS number 999 123 4560"]), max_size=6))
def test_every_record_with_somebody_in_it_is_found_and_no_other(texts: list[str]) -> None:
    records = [Confirmation(id=f"r{n}", voice=Voice.PEOPLE, said=text) for n, text in enumerate(texts)]
    found = of_item(item(text="We ask carers.", confirmations=records))
    expected = [f"confirmations.{record.id}.said" for record in records if find(record.said)]
    assert [one.field for one in found] == expected


def test_a_record_far_longer_than_anybody_reads_is_read_in_part_by_the_notes_and_whole_by_the_guard() -> None:
    long = "We were asked. " * 1_000
    heard = item(text="We ask.", confirmations=[Confirmation(id="r1", voice=Voice.PEOPLE, said=long + NAMED)])
    assert len(readable_item(heard).confirmations[0].said) == MOST_LETTERS
    assert cut_fields(heard) == ["account of what they said"]
    assert readable_item(item()).confirmations == []
    assert [one.field for one in personal_data(Assessment(evidence=[heard]))] == ["confirmations.r1.said"]
