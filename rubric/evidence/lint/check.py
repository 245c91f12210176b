"""The linter: notes on the items, the plan and the draft, each from a rule in data/notes.yaml."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from rubric.evidence import fields
from rubric.evidence.attachment import subject_of
from rubric.evidence.lint import personal
from rubric.evidence.lint.across import same_proof, unspelled
from rubric.evidence.lint.echo import echo
from rubric.evidence.lint.items import ITEM_CHECKS, Found, ItemReading, step_soft, step_unowned
from rubric.evidence.lint.readable import readable, readable_item, readable_passage
from rubric.evidence.lint.rules import Passage, Severity, WritingRule, rule_book
from rubric.evidence.lint.sections import SECTION_CHECKS, SectionReading
from rubric.evidence.lint.text import PlainText
from rubric.evidence.model import Assessment, EvidenceItem, PlanAction, Waiver
from rubric.evidence.personal import RULE, Personal, of_item, personal_data
from rubric.evidence.stated import stated
from rubric.framework.model import Framework

MOST_NOTES = 3  # on a card: more than three at once is not read
ACTION_CHECKS: Mapping[str, Callable[[PlanAction], Found | None]] = {
    "step_unowned": step_unowned,
    "step_soft": step_soft,
}


@dataclass(frozen=True)
class Note:
    """One thing that would read better. `subject` is "item:ID", "action:ID" or "section:ID"."""

    rule: str
    severity: Severity
    subject: str
    where: str
    quote: str
    message: str
    reason: str
    example: str
    better: str
    aspect: str = ""


@dataclass(frozen=True)
class Waived:
    """A note that was set aside; `note` is None where the rule no longer finds anything.

    A waiver goes by rule and subject, not by words, so it holds when the words change: `changed` then says so.
    """

    waiver: Waiver
    note: Note | None = None
    changed: bool = False


def lint(assessment: Assessment, framework: Framework, on: date, passages: Sequence[Passage] = ()) -> tuple[Note, ...]:
    """Every note on an assessment, gravest first, then in the order of the aspects, the plan and the draft.

    In: the assessment, its framework, the day it is read, and the sections of its draft. Out: at most one note for each
    rule and subject, waived ones included (see `split_waived`).
    """
    assessment, passages = readable(assessment), [readable_passage(passage) for passage in passages]
    items = in_order(assessment, framework)
    written = [item for item in items if stated(item.text)]
    titles = {aspect.id: aspect.title for aspect in framework.aspects}
    notes: list[Note] = []
    for item in written:
        notes += item_notes(item, framework, on)
    shared, short = same_proof(written), unspelled(assessment, written, passages)
    for item in written:
        where, subject = titles.get(item.aspect, item.aspect), f"item:{item.id}"
        found = {"same_proof": shared.get(item.id), "acronym": short.get(subject)}
        notes += [_note(rule, hit, subject, where, item.aspect) for rule, hit in found.items() if hit]
    for action in assessment.actions:
        subject = f"action:{action.id}"
        acted = {name: check(action) for name, check in ACTION_CHECKS.items()} | {"acronym": short.get(subject)}
        notes += [_note(rule, hit, subject, "Improvement plan") for rule, hit in acted.items() if hit]
    item_words = PlainText("\n".join(text for item in items for text in _texts_of(item))).low if passages else ""
    for passage in passages:
        subject = f"section:{passage.section}"
        read = SectionReading(passage, item_words, framework)
        checked = {name: check(read) for name, check in SECTION_CHECKS.items()} | {"acronym": short.get(subject)}
        notes += [_note(rule, hit, subject, passage.heading) for rule, hit in checked.items() if hit]
    places = {subject: place for place, subject in enumerate(_subjects(items, assessment, passages))}
    headings = _headings(items, assessment, passages, titles)
    told = personal.once(one for one in personal_data(assessment) if one.subject in places)
    notes += [_personal_note(one, *headings[one.subject]) for one in told]
    rank = {rule.id: place for place, rule in enumerate(rule_book().rules)}
    return tuple(
        sorted(
            notes, key=lambda note: (list(Severity).index(note.severity), places[note.subject], rank.get(note.rule, -1))
        )
    )


def item_notes(item: EvidenceItem, framework: Framework, on: date) -> list[Note]:
    """The notes on one item by itself, in the order of the rules; none for an item without words."""
    if not stated(item.text):
        return []
    item = readable_item(item)
    title = next((aspect.title for aspect in framework.aspects if aspect.id == item.aspect), item.aspect)
    notes = [_note(rule, hit, f"item:{item.id}", title, item.aspect) for rule, hit in found_in(item, on).items()]
    repeated = echo(framework, rule_book().limits.echo_words).repeated(PlainText(item.text))
    return [
        *notes,
        *([_note("framework_echo", Found(repeated), f"item:{item.id}", title, item.aspect)] if repeated else []),
    ]


def found_in(item: EvidenceItem, on: date) -> dict[str, Found]:
    """By rule id, what the rules that read one item find in it, in the order of the rules."""
    read = ItemReading(readable_item(item), on)
    checks = ((rule.id, ITEM_CHECKS[rule.id](read)) for rule in rule_book().rules if rule.id in ITEM_CHECKS)
    return {rule: hit for rule, hit in checks if hit}


def split_waived(
    notes: Iterable[Note], waivers: Sequence[Waiver], changed: Mapping[str, datetime] | None = None
) -> tuple[tuple[Note, ...], tuple[Waived, ...]]:
    """The notes that nobody set aside, and those set aside with their reason, the newest waiver first.

    `changed` has the moment when each subject's words were last changed, as far as it is recorded. A waiver holds until
    it is taken back; where the words have changed since, it says so, so that somebody can look again. Waivers of other
    things than these rules and personal data in words, such as suggestions for the plan and what an attached file
    holds, are left out.
    """
    on_files = subject_of("")
    set_aside = {
        (waiver.rule, waiver.subject): waiver
        for waiver in waivers
        if _is_rule(waiver.rule) and not waiver.subject.startswith(on_files)
    }
    open_notes: list[Note] = []
    found: dict[tuple[str, str], Note] = {}
    for note in notes:
        key = (note.rule, note.subject)
        if key in set_aside:
            found[key] = note
        else:
            open_notes.append(note)
    moved = changed or {}
    waived = [
        Waived(waiver, found.get(key), waiver.subject in moved and moved[waiver.subject] > waiver.at)
        for key, waiver in set_aside.items()
    ]
    return tuple(open_notes), tuple(sorted(waived, key=lambda entry: entry.waiver.at, reverse=True))


def _is_rule(rule: str) -> bool:
    return rule.startswith(RULE) or rule_book().rule(rule) is not None


def in_order(assessment: Assessment, framework: Framework) -> list[EvidenceItem]:
    """The items in the order of the aspects; those of an aspect that the framework lacks come last."""
    place = {aspect: number for number, aspect in enumerate(framework.aspect_ids)}
    return sorted(assessment.evidence, key=lambda i: (place.get(i.aspect, len(place)), i.aspect, i.position, i.id))


def _subjects(items: Iterable[EvidenceItem], assessment: Assessment, passages: Iterable[Passage]) -> Iterator[str]:
    yield from (f"item:{item.id}" for item in items)
    yield from (f"action:{action.id}" for action in assessment.actions)
    yield from (f"section:{passage.section}" for passage in passages)


def _headings(
    items: Iterable[EvidenceItem], assessment: Assessment, passages: Iterable[Passage], titles: Mapping[str, str]
) -> dict[str, tuple[str, str]]:
    """By subject: where it stands in words, and its aspect."""
    return {
        **{f"item:{item.id}": (titles.get(item.aspect, item.aspect), item.aspect) for item in items},
        **{f"action:{action.id}": ("Improvement plan", "") for action in assessment.actions},
        **{f"section:{passage.section}": (passage.heading, "") for passage in passages},
    }


def _personal_note(one: Personal, where: str, aspect: str) -> Note:
    told = personal.message(one), personal.reason(one), personal.EXAMPLE, personal.BETTER
    return Note(one.rule, Severity.MUST, one.subject, where, one.found.words, *told, aspect)


def _texts_of(item: EvidenceItem) -> tuple[str, ...]:
    step = item.action
    texts = (getattr(item, name) for name in (*fields.ACCOUNT, "source"))
    return (*texts, *((step.text, step.measure) if step else ()))


@cache
def _rule_and_samples(rule_id: str) -> tuple[WritingRule, str, str]:
    rule = rule_book().rule(rule_id)
    if rule is None:
        raise KeyError(rule_id)
    return rule, rule.example.in_words, rule.better.in_words


def _note(rule_id: str, found: Found, subject: str, where: str, aspect: str = "") -> Note:
    rule, example, better = _rule_and_samples(rule_id)
    message = rule.message.format(**{"quote": found.quote, **found.named})
    return Note(rule.id, rule.severity, subject, where, found.quote, message, rule.reason, example, better, aspect)


def standing_notes(
    assessment: Assessment, item: EvidenceItem, framework: Framework, on: date | None = None, *, guarded: bool = False
) -> tuple[str, ...]:
    """The few gravest notes on one item of an assessment that nobody has set aside, as plain sentences.

    `on` is the day the item is read: today by default. `guarded`: personal data is told elsewhere on the screen.
    """
    found = [] if guarded else personal.once(of_item(item))
    every = [*(_personal_note(one, "", item.aspect) for one in found), *item_notes(item, framework, on or date.today())]
    notes, _ = split_waived(every, assessment.waivers)
    return tuple(note.message for note in notes if note.severity is not Severity.COULD)[:MOST_NOTES]
