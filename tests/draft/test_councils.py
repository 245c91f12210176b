"""The example and five made-up councils, each with a way of writing: no sentence says more than its items."""

import csv
import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
import yaml

from rubric.draft import Draft, compose, compose_afresh
from rubric.draft.material import claims_nothing
from rubric.draft.outline import OUTLINE, TOTAL
from rubric.draft.phrases import LONGEST_DETAIL, most_said
from rubric.draft.wording import excerpt
from rubric.english import flat
from rubric.evidence import fields
from rubric.evidence.confirmation import Confirmation
from rubric.evidence.example import example_assessment
from rubric.evidence.model import Action, Assessment, EvidenceItem
from rubric.evidence.stated import stated
from rubric.framework import load
from tests.draft.builders import ON, council

HERE = Path(__file__).parent
FRAMEWORK = load()
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# Sections whose sentences each tell of the items that they cite.
TELLING = ("voices", "strengths", "areas")
SPELT = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def read(name: str) -> Assessment:
    if name == "example":
        return example_assessment()
    values = yaml.safe_load((HERE / "councils" / f"{name}.yaml").read_text(encoding="utf-8"))
    for position, item in enumerate(values["evidence"]):  # as a form would number them
        item["position"] = float(position)
    return Assessment.model_validate(values)


NAMES = ("example", "telegraphic", "boastful", "careful", "pasted", "disputed")
COUNCILS = {name: read(name) for name in NAMES}
EACH = pytest.mark.parametrize("name", list(COUNCILS))


@cache
def drafted(name: str) -> Draft:
    """The draft of a council, composed once."""
    return compose(COUNCILS[name], FRAMEWORK, on=ON)


def words_of(item: EvidenceItem) -> str:
    """All that is typed on an item, with its numbers and dates as the draft writes them."""
    texts = [getattr(item, name) for name in fields.WORDS]
    days = [item.source_date, item.action.due if item.action else None]
    for record in item.confirmations:
        texts += [record.said, record.where, f"{record.count or ''} {record.of or ''}"]
        days.append(record.when)
    if item.action:
        texts += [item.action.text, item.action.owner, item.action.measure]
    return "\n".join([*texts, *(f"{day.day} {day.year}" for day in days if day)])


def items_by_number(draft: Draft, assessment: Assessment) -> dict[int, EvidenceItem]:
    return {draft.numbers[item.id]: item for item in assessment.evidence if item.id in draft.numbers}


def told(draft: Draft) -> Iterator[tuple[str, tuple[int, ...]]]:
    for section in TELLING:
        for paragraph in draft.section(section).all_paragraphs():
            for sentence in paragraph.sentences:
                yield sentence.text, sentence.evidence


@EACH
def test_every_council_has_enough_items(name: str) -> None:
    assert len(COUNCILS[name].evidence) >= 15


@EACH
def test_every_number_in_the_text_is_in_the_item_that_it_cites(name: str) -> None:
    items, plan = items_by_number(drafted(name), COUNCILS[name]), COUNCILS[name].actions
    for text, cited in told(drafted(name)):
        linked = [a for a in plan if {items[number].id for number in cited} & {*a.evidence}]
        known = "\n".join([*(words_of(items[number]) for number in cited), *(f"{a.text} {a.due}" for a in linked)])
        written = {*NUMBER.findall(known), *(date.lstrip("0") for date in re.findall(r"\d+", known))}
        assert {*NUMBER.findall(text)} <= written, text


OURS = re.compile(
    r"\w+ records?(?:, dated [^,]*,)? bears? on .*"
    r"|On \w+ points? we have recorded what people said, what we decided, what changed and how they were told\."
    r"|.* more records? that .* told in the evidence base\."
    r"|(?:This comes|These \w+ come) first: we weighed [^.]*\."
    r"|The figures that we give question \w+ points? that we call (?:a strength|strengths): “.*”"
    r"|; “.*”|\."
    r"|.* in the evidence list\."
    r"|What people, carers, staff and partners say is not recorded in this assessment yet\."
)
LABELS = re.compile(
    r"(?:Strength and gap|Strength|Gap|Why it is so|Who is affected|Figures|Difference made|What we heard"
    r"|What we decided|What changed|How people were told|Next step|Done"
    r"|People and carers|Staff and leaders|Partners|Documents and data"
    r"|Disputes a (?:strength|gap|mixed point)|Said or shown"
    r"|Disputed by: [a-z; ]*\."
    r"|Where it is written: ¤, \w+ 20\d\d"
    r"|The figures (?:do not show “[^”]*”|question the claim)\."
    r"|What is in place so far is new or partial\."
    r"|Reach, as we judge it: (?:one team, service, provider or pilot|some|most|everyone)\.):?\s*"
)


@EACH
def test_every_word_of_a_sentence_is_typed_on_its_item_or_one_of_our_few_labels(name: str) -> None:
    items = items_by_number(drafted(name), COUNCILS[name])
    for text, cited in told(drafted(name)):
        if OURS.fullmatch(text):
            continue
        typed = [flat(part) for number in cited for part in parts_of(items[number], COUNCILS[name])]
        left = flat(text)
        for part in sorted(typed, key=len, reverse=True):
            left = left.replace(part.removesuffix("."), "¤", 1) if part else left
        left = LABELS.sub("", left)
        assert re.fullmatch(r"[¤\s.!?()]*", re.sub(r"\((?:[^()]*)\)", "", left)), left


def parts_of(item: EvidenceItem, assessment: Assessment) -> list[str]:
    steps = [item.action, *(action for action in assessment.actions if item.id in action.evidence)]
    return [
        *(getattr(item, name) for name in fields.ACCOUNT),
        *(text for record in item.confirmations for text in (record.said, record.where)),
        *(step.text for step in steps if step),
    ]


@EACH
def test_counts_agree_with_what_is_recorded(name: str) -> None:
    draft, items = drafted(name), items_by_number(drafted(name), COUNCILS[name])
    for text, cited in told(draft):
        if found := re.match(r"(\w+) records?(?:, dated [^,]*,)? bears? on (\w+) points?", text):
            records, points = (
                SPELT.index(many.lower()) + 1 if many.lower() in SPELT else int(many) for many in found.groups()
            )
            assert len(cited) == points
            assert points <= records <= sum(len(items[number].confirmations) for number in cited)


@EACH
def test_no_gap_in_the_records_is_told_to_the_reader(name: str) -> None:
    text = "\n".join(words for words, _ in told(drafted(name)))
    for words in ("not yet", "still to be", "to be shown", "nobody confirms", "our own account", "have not recorded"):
        assert words not in LABELS.sub("", text) or any(words in words_of(item) for item in COUNCILS[name].evidence), (
            words
        )


@EACH
def test_strengths_do_not_all_end_alike(name: str) -> None:
    ends = [p.sentences[-1].text.split()[-4:] for p in drafted(name).section("strengths").all_paragraphs()]
    assert len(ends) == len({" ".join(end) for end in ends})


@EACH
def test_every_record_that_disputes_a_point_is_quoted_before_any_that_confirms_one(name: str) -> None:
    draft, items = drafted(name), items_by_number(drafted(name), COUNCILS[name])
    text = "\n".join(flat(p.text) for p in draft.section("voices").all_paragraphs())
    for item in items.values():
        for record in item.confirmations if item.is_usable else ():
            if record.recorded and record.against:
                assert excerpt(record.said, most_said(record)).removesuffix(".") in text
    for entry in draft.section("voices").entries:
        labels = [found for p in entry.paragraphs if (found := re.match(r"Disputes a|Said or", p.text))]
        assert labels == sorted(labels, key=lambda label: label[0] != "Disputes a")


@EACH
def test_a_draft_keeps_to_its_budgets_from_above(name: str) -> None:
    draft = drafted(name)
    disputes = [r for i in COUNCILS[name].evidence for r in i.confirmations if r.recorded and r.against]
    over = {"voices"} if sum(len(record.said.split()) for record in disputes) > 120 else set()
    assert draft.words <= TOTAL[1] or over
    assert {s.id for s in draft.sections if s.budget and s.length == "long"} == over  # each dispute is told
    if name == "example":
        assert {s.id: s.length for s in draft.sections if s.budget} == {o.id: "right" for o in OUTLINE if o.budget}


def test_a_failing_is_not_led_with_as_a_strength() -> None:
    draft = drafted("boastful")
    led = {*draft.section("position").evidence}
    bad = {draft.numbers[i.id] for i in COUNCILS["boastful"].evidence if "turnover rose" in i.figures}
    assert bad
    assert not led & bad
    assert any("is called a strength" in note and "reads as bad news" in note for note in draft.notes)


AWKWARD = list(csv.DictReader((HERE / "awkward_entries.csv").read_text(encoding="utf-8").splitlines(keepends=True)))


def with_entry(field: str, entry: str) -> Assessment:
    """A council of one gap, or strength where the field is a strength's, with this entry in this field."""
    words: dict[str, object] = {"text": "We answer letters late", "polarity": "shortfall", "maturity": "developing"}
    loop = dict.fromkeys(("heard", "decided", "changed", "told"), "We spoke")
    if field in loop:
        words |= {"polarity": "strength", "maturity": "embedded", **loop}
    if field.startswith("action."):
        words["action"] = Action(**{"text": "Write", field.removeprefix("action."): entry})
    elif field == "said":
        words["confirmations"] = [Confirmation(voice="people", said=entry, where="Log")]
    elif field == "where":
        words["confirmations"] = [Confirmation(voice="people", said="We were asked", where=entry)]
    else:
        words[field] = entry
    return council(EvidenceItem.model_validate({"aspect": "culture", **words}))


@pytest.mark.parametrize("row", AWKWARD, ids=lambda row: f"{row['field']}: {row['entry'][:30]}")
def test_an_awkward_entry_stands_as_typed(row: dict[str, str]) -> None:
    draft = compose_afresh(with_entry(row["field"], row["entry"]), FRAMEWORK, on=ON)  # no short form is spelled out
    tables = (section.table.rows for section in draft.sections if section.table)
    cells = " ".join(cell for table in tables for table_row in table for cell in table_row.values())
    text = " ".join(words for words, _ in told(draft))
    in_list = row["field"] in ("source", "owner", "action.owner", "action.measure", "return_reference")
    where = cells if in_list or (row["field"] == "text" and claims_nothing(row["entry"])) else text
    entry = flat(row["entry"]).removesuffix(".")
    if not stated(row["entry"]) or row["entry"] == "No.":  # says nothing: told to the author, not to the reader
        assert not re.search(rf"(?<!\w){re.escape(entry)}(?!\w)", flat(where))
    elif len(entry.split()) > LONGEST_DETAIL and row["field"] not in ("text", "said"):  # cut, and said so in the notes
        told_of_it = flat(where).split(entry[:40])[1].split("…")[0]
        assert entry.startswith(entry[:40] + told_of_it)
    else:
        assert entry in flat(where)


@pytest.mark.parametrize(
    ("field", "entry", "told"),
    [
        # a fragment, and a sentence that leans on it, keep the label
        ("outcome", "Saves approx £14k pa and everyone is happier", "Difference made: Saves approx"),
        ("outcome", "They no longer have to tell their story twice!", "Difference made: They no longer"),
        ("figures", "Nine of the twelve homes, though one has shut", "Figures: Nine of the twelve"),
        ("cause", "Because of sickness", "Why it is so: Because of sickness."),
        (
            "cause",
            "We don't collect religion well",
            "late. What is in place so far is new or partial. Why it is so: We",
        ),
        ("affected", "N/A but could be any of us", "Who is affected: N/A but could be any of us."),
        ("heard", "We don't want another survey", "What we heard: We don't want another survey."),
        ("decided", "They'd write to everyone by Whitsun", "What we decided: They'd write"),
        ("changed", "Letters are now in plain English.", "What changed: Letters are now in plain English. How"),
        ("told", "We haven't, but plan to", "On telling people: We haven't, but plan to."),
        ("outcome", "Did not improve things for evening calls", "On the difference made: Did not improve"),
        ("changed", "nothing yet for night staff, w/e cover only", "On what changed: nothing yet for night"),
        # a word that hangs keeps its label, and so do those after it
        ("heard", "We heard that respite's booked up until w/c 8th Sept;", "What we heard: We heard that respite's"),
        ("heard", "We heard that respite's booked up until w/c 8th Sept;", "8th Sept;\nWhat we decided: We spoke."),
        # what hangs is not run into the next sentence
        ("text", "Assessments aren't offered routinely, e.g.", "routinely, e.g.\nWhat is in place"),
        ("heard", "some good, some bad, e.g.", "e.g.\nWhat we decided"),
        # lists and stray marks stand on lines of their own
        ("where", "1) slides, no. 19\n2) reply", "We were asked.\nWhere it is written:\n1) slides, no. 19\n2) reply"),
        ("action.owner", "HR, w/ help from IT;", "Next step: Write.\nOwner: HR, w/ help from IT;"),
        # what others said or showed is theirs, and neither praise nor blame is added
        ("said", "We were never asked", "Said or shown: We were never asked (Log)."),
        ("said", "cried when talking about it", "Said or shown: cried when talking about it (Log)."),
        ("said", "Great staff!", "Said or shown: Great staff! (Log)."),
        # nothing is orphaned in brackets after words that hang or stand in lines
        ("said", "No call back;", "No call back;\nWhere it is written: Log."),
        ("said", "• phone queue\n• no call back", "• no call back\nWhere it is written: Log."),
        ("where", "It is in the notes", "We were asked.\nWhere it is written: It is in the notes."),
        (
            "where",
            "notes of the third meeting of the carers' group in Westmoor",
            "We were asked.\nWhere it is written: notes of the third",
        ),
        ("said", "“Nobody rang me back”", "Said or shown: “Nobody rang me back” (Log)."),
        # nobody chose that a step has not started
        ("action.text", "continue", "Next step: continue."),
    ],
)
def test_each_kind_of_awkward_entry_is_told_for_what_it_is(field: str, entry: str, told: str) -> None:
    draft = compose(with_entry(field, entry), FRAMEWORK, on=ON)
    paragraphs = (p for section in TELLING for p in draft.section(section).all_paragraphs())
    assert told in re.sub("\N{NO-BREAK SPACE}" + r"\[1\]", "", "\n".join(p.text for p in paragraphs))


def test_what_says_that_there_is_none_is_no_source_place_or_step() -> None:
    for field, entry in (("source", "We don’t have one yet"), ("where", "not written down anywhere")):
        draft = compose(with_entry(field, entry), FRAMEWORK, on=ON)
        assert any(note.startswith("Nothing shows evidence 1") for note in draft.notes)
    none = compose(with_entry("action.text", "None needed"), FRAMEWORK, on=ON)
    assert none.section("actions").table is None
    assert "Next step" not in " ".join(words for words, _ in told(none))
    one = compose(with_entry("action.text", "Write to all"), FRAMEWORK, on=ON).section("actions")
    assert one.paragraphs[0].text == "We have one next step."
    assert one.table is not None
    assert one.table.rows[0]["status"] == "–"


def test_one_gap_is_not_ranked() -> None:
    position = compose(with_entry("text", "We answer letters late"), FRAMEWORK, on=ON).section("position")
    assert position.paragraphs[1].text == "We know of one gap. We answer letters late.\N{NO-BREAK SPACE}[1]"


def test_notes_stand_behind_one_colon_in_brief_and_sentences_by_themselves() -> None:
    brief = [paragraph.text for paragraph in drafted("telegraphic").section("position").paragraphs]
    space = "\N{NO-BREAK SPACE}"
    assert f"stand out: LD forum chairs tender panel{space}[7]; board sees 12 measures monthly{space}[15]." in brief[1]
    assert brief[2] == f"We put two gaps first: no you said we did{space}[13]; complaints late{space}[14]."
    assert brief[3] == "For one of the two gaps we have a dated next step."


def test_one_gap_is_told_as_one_and_a_step_for_it_that_is_overdue_as_such() -> None:
    text = "\n".join(paragraph.text for paragraph in drafted("boastful").section("position").paragraphs)
    assert "and there is a gap that we know about." in text
    assert "We have a dated next step for this gap, now overdue." in text


def test_a_step_that_is_done_is_no_next_step() -> None:
    areas = "\n".join(p.text for p in drafted("careful").section("areas").all_paragraphs())
    assert "Done: Let one manager sign (owner: Monitoring Officer)." in areas
    assert "done)" not in areas


def test_the_table_of_awkward_entries_is_over_every_field() -> None:
    known = {*chain(fields.WORDS, ("said", "where", "action.text", "action.owner", "action.measure"))}
    assert {row["field"] for row in AWKWARD} <= known
