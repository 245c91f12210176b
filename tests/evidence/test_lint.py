"""The linter as a whole: made-up council sentences, order, waivers, and texts that mean harm."""

import csv
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from rubric.evidence import Assessment, EvidenceItem, PlanAction, Waiver, example_assessment
from rubric.evidence.lint import Note, Passage, Severity, lint, split_waived
from rubric.evidence.lint.reading_age import reading_age, syllables
from rubric.evidence.lint.text import PlainText
from rubric.framework import load

ON = date(2026, 10, 20)
FRAMEWORK = load()
OF_WORDS = {  # the rules that go by words alone, whatever else an item holds
    "vague_praise", "vague_claim", "far_along_unsupported", "strategy_as_achievement", "activity_not_difference",
    "figure_undated", "percentage_without_base", "acronym", "framework_echo", "long_sentence",
}  # fmt: skip
with (Path(__file__).parent / "lint_sentences.csv").open(encoding="utf-8", newline="") as _file:
    SENTENCES = list(csv.DictReader(_file))


def notes(*items: EvidenceItem, actions: tuple[PlanAction, ...] = (), said: tuple[Passage, ...] = ()) -> list[Note]:
    return list(lint(Assessment(evidence=list(items), actions=list(actions)), FRAMEWORK, ON, said))


def item(text: str, **fields: object) -> EvidenceItem:
    return EvidenceItem.model_validate({"aspect": "culture", "text": text, **fields})


def of_sentence(row: dict[str, str]) -> set[str]:
    made = item(row["text"], polarity=row["polarity"], maturity=row["maturity"], voices=["people"])
    return {note.rule for note in notes(made)} & OF_WORDS


def test_made_up_sentences_get_the_notes_they_should_and_hardly_any_others() -> None:
    found = [(of_sentence(row), set(row["expected"].split())) for row in SENTENCES]
    right = sum(len(got & wanted) for got, wanted in found)
    assert len(SENTENCES) >= 60
    assert right / sum(len(got) for got, _ in found) >= 0.95
    assert right / sum(len(wanted) for _, wanted in found) >= 0.95


def test_each_rule_of_words_has_sentences_it_should_and_should_not_speak_up_for() -> None:
    wanted = {rule for row in SENTENCES for rule in row["expected"].split()}
    assert wanted >= OF_WORDS - {"long_sentence"}
    assert sum(not row["expected"] for row in SENTENCES) >= 30


def test_notes_come_gravest_first_then_in_the_order_of_the_aspects() -> None:
    found = lint(example_assessment(), FRAMEWORK, ON)
    ranks = [list(Severity).index(note.severity) for note in found]
    assert ranks == sorted(ranks)
    places = [(rank, FRAMEWORK.aspect_ids.index(note.aspect)) for rank, note in zip(ranks, found, strict=True)]
    assert places == sorted(places)


def test_there_is_at_most_one_note_for_each_rule_and_subject() -> None:
    found = notes(item("AMHPs and DASSs are superb, brilliant and embedded.", id="one"), item("AMHPs again.", id="two"))
    keys = [(note.rule, note.subject) for note in found]
    assert len(keys) == len(set(keys))
    (short,) = [note for note in found if note.rule == "acronym"]
    assert short.subject == "item:one"
    assert "approved mental health professional (AMHP)" in short.message


def test_a_short_form_spelled_out_anywhere_needs_no_note() -> None:
    used, told = item("The PSW chairs."), item("Our principal social worker is new.")
    assert "acronym" in {note.rule for note in notes(used)}
    assert "acronym" not in {note.rule for note in notes(used, told)}


def test_items_that_share_a_proof_are_named() -> None:
    shared = [item(f"Claim {word}.", id=word, source="Annual report") for word in ("alpha", "beta", "gamma", "delta")]
    (note,) = [note for note in notes(*shared) if note.rule == "same_proof"]
    assert all(f"Claim {word}" in note.message for word in ("beta", "gamma", "delta"))
    assert not [note for note in notes(*shared[:3]) if note.rule == "same_proof"]


def test_a_section_is_not_blamed_for_what_an_item_says() -> None:
    said = Passage(section="strengths", heading="Our strengths", text="Our offer is superb.\nOur board is brilliant.")
    found = [note for note in notes(item("Our offer is superb."), said=(said,)) if note.rule == "vague_praise"]
    assert [(note.subject.split(":")[0], note.quote) for note in found] == [
        ("item", "superb"),
        ("section", "brilliant"),
    ]


def test_an_action_is_told_what_it_lacks_and_one_that_is_done_is_left_alone() -> None:
    open_one, done = PlanAction(text="Ask carers", owner="Ana"), PlanAction(text="Ask staff", status="done")
    (note,) = notes(actions=(open_one, done))
    assert (note.rule, note.subject) == ("step_unowned", f"action:{open_one.id}")
    assert "a date and a measure" in note.message


def test_what_is_waived_stands_apart_and_a_later_change_of_words_is_told() -> None:
    at = datetime(2026, 10, 1, tzinfo=UTC)
    waiver = Waiver(rule="vague_praise", subject="item:one", reason="A quotation", at=at)
    idle = Waiver(rule="no_source", subject="item:gone", reason="Old", at=at - timedelta(days=1))
    other = Waiver(rule="not a rule of ours", subject="gap:culture", reason="Not now")
    found = notes(item("Our offer is superb.", id="one"))
    standing, waived = split_waived(found, [waiver, idle, other], {"item:one": at + timedelta(days=1)})
    assert "vague_praise" not in {note.rule for note in standing}
    assert [(one.waiver, one.note is None, one.changed) for one in waived] == [
        (waiver, False, True),
        (idle, True, False),
    ]


def test_the_example_has_few_notes_to_put_right() -> None:
    grave = [note for note in lint(example_assessment(), FRAMEWORK, ON) if note.severity is Severity.MUST]
    assert {note.rule for note in grave} >= {"vague_praise", "plan_as_strength"}
    assert len(grave) <= 5


def test_syllables_are_counted_as_they_sound() -> None:
    words = {"people": 2, "area": 2, "carers": 2, "made": 1, "reviewed": 2, "improvement": 3, "being": 2, "the": 1}
    assert {word: syllables(word) for word in words} == words


def test_long_words_in_long_sentences_ask_for_an_older_reader() -> None:
    plain = PlainText("We ask each carer how it went. They tell us. We act on it.")
    hard = PlainText("Organisational accountability necessitates multidisciplinary collaboration across authorities.")
    assert 5 <= reading_age(plain) < 10 < reading_age(hard)
    assert reading_age(PlainText("")) == 0


@pytest.mark.parametrize("seed", ["!", "1 ", "1/", "from 1 ", "our a ", "has a ", "(", "AB (", "excellent ", "İ"])
def test_a_hostile_text_costs_no_more_than_a_long_one(seed: str) -> None:
    text = (seed * 50_000)[:50_000]
    began = time.process_time()
    notes(
        item(text, polarity="strength", maturity="in_place", figures=text),
        said=(Passage(section="strengths", heading="Our strengths", text=text),),
    )
    assert time.process_time() - began < 15  # a rule that tries every place against every other takes minutes


def test_five_hundred_items_take_about_a_second() -> None:
    one = example_assessment().evidence
    many = [one[n % len(one)].model_copy(update={"id": f"i{n}"}) for n in range(500)]
    notes(*many[:1])
    began = time.process_time()
    notes(*many)
    assert time.process_time() - began < 4  # about half a second on a quiet machine; this only catches a slip
