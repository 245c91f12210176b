"""Personal data in an assessment: where it stands, and whether somebody keeps it on purpose.

A find that is kept is a waiver like that of a writing note. Its rule is "personal.KIND.MARK", where the mark goes by
the words: kept is this name in this item, and the next name that is typed there is asked about afresh.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from rubric.evidence import answers, fields
from rubric.evidence.model import Assessment, EvidenceItem, PlanAction, Waiver
from rubric.privacy import Found, Kind, find

RULE = "personal."  # begins the rule of every such waiver
ITEM, ACTION, SECTION, SKIP, ABOUT = "item", "action", "section", "skip", "assessment"
ANSWER = "answer"  # to a finding of the last report, or a recommendation of a peer challenge
# who owns a thing or leads on it is somebody at work, so a name there is as it should be
OWNERS = frozenset({"owner", "action.owner", "lead"})
DETAILS = {
    "title": "Title",
    "period": "Period it covers",
    "lead": "Lead",
}  # of the assessment, as the home page has them
_MARK = 4  # hexadecimal digits: too few to work a number out from, enough to tell the finds of one item apart


@dataclass(frozen=True)
class Personal:
    """A find in a field of an assessment. `subject` is as in a waiver: "item:ID", "action:ID" and others."""

    subject: str
    field: str
    found: Found

    @property
    def rule(self) -> str:
        """The rule under which it is kept: "personal.nhs_number.3f1c"."""
        words = " ".join(self.found.words.lower().split())
        return f"{RULE}{self.found.kind}.{sha256(words.encode()).hexdigest()[:_MARK]}"

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from others: rule and subject, as of its waiver."""
        return self.rule, self.subject

    @property
    def label(self) -> str:
        """What its field is called on the screen: "Your claim"."""
        return field_label(self.subject, self.field)

    @property
    def sentence(self) -> str:
        """ "This looks like an NHS number (943…)"."""
        return f"This looks like {self.found.kind.label} ({self.found.hint})"


def personal_data(assessment: Assessment) -> tuple[Personal, ...]:
    """Every find in the fields of words of an assessment, kept ones included: in the order of the file."""
    return tuple(one for subject, field, text in typed_texts(assessment) for one in personal_in(subject, field, text))


def personal_in(subject: str, field: str, text: str) -> list[Personal]:
    """The finds in one field; none of names where the field is for whoever owns the thing."""
    if not text:
        return []
    return [
        Personal(subject, field, found)
        for found in find(text)
        if not (field in OWNERS and found.kind in (Kind.NAME, Kind.VIGNETTE))
    ]


def of_item(item: EvidenceItem) -> list[Personal]:
    """The finds in one item, in the order of its fields."""
    return _in_entry(f"{ITEM}:{item.id}", item)


def of_action(action: PlanAction) -> list[Personal]:
    """The finds in one action of the plan, in the order of its fields."""
    return _in_entry(f"{ACTION}:{action.id}", action)


def unsettled(found: Iterable[Personal], waivers: Sequence[Waiver]) -> tuple[Personal, ...]:
    """The finds that nobody keeps on purpose."""
    kept = {(waiver.rule, waiver.subject) for waiver in waivers}
    return tuple(one for one in found if one.key not in kept)


def kept(found: Iterable[Personal], waivers: Sequence[Waiver]) -> tuple[tuple[Personal, Waiver], ...]:
    """The finds that somebody keeps, each with the waiver that has the reason."""
    by_key = {(waiver.rule, waiver.subject): waiver for waiver in waivers}
    return tuple((one, by_key[one.key]) for one in found if one.key in by_key)


def kind_in_words(rule: str) -> str:
    """What a waiver's rule keeps: "an NHS number"; the rule itself where it is not one of these."""
    kind = rule.removeprefix(RULE).partition(".")[0]
    return Kind(kind).label if rule.startswith(RULE) and kind in list(Kind) else rule


def text_of(assessment: Assessment, subject: str, field: str) -> str:
    """The words in a field of a subject; "" where there is none (any more)."""
    return next((text for *place, text in typed_texts(assessment) if place == [subject, field]), "")


def field_label(subject: str, field: str) -> str:
    """What a field of a subject is called on the screen."""
    kind = subject.partition(":")[0]
    if kind == ITEM:
        return fields.item(field).label
    if kind == ACTION:
        return fields.action(field).label
    if kind == ABOUT:
        return DETAILS[field]
    if kind == ANSWER:
        return next(row.label for row in answers.FIELDS if row.name == field)
    return "Why the aspect is skipped" if kind == SKIP else "A section that somebody wrote"


def typed_texts(assessment: Assessment) -> Iterator[tuple[str, str, str]]:
    """Subject, field and words of everything that is typed into an assessment, but for the reasons of waivers."""
    for name in DETAILS:
        yield f"{ABOUT}:{assessment.id}", name, getattr(assessment, name)
    for item in assessment.evidence:
        yield from ((f"{ITEM}:{item.id}", field, text) for field, text in _fields(item))
    for skip in assessment.skips:
        yield f"{SKIP}:{skip.aspect}", "reason", skip.reason
    for action in assessment.actions:
        yield from ((f"{ACTION}:{action.id}", field, text) for field, text in _fields(action))
    for answer in (one for report in assessment.to_answer for one in report.answers):
        yield from ((f"{ANSWER}:{answer.finding}", row.name, getattr(answer, row.name)) for row in answers.FIELDS)
    for edit in assessment.edits:
        yield f"{SECTION}:{edit.section}", "text", edit.text


def _in_entry(subject: str, entry: EvidenceItem | PlanAction) -> list[Personal]:
    return [one for field, text in _fields(entry) for one in personal_in(subject, field, text)]


def _fields(entry: EvidenceItem | PlanAction) -> Iterator[tuple[str, str]]:
    """The fields of words by name, with those of each record of what somebody said: quotes are where names turn up."""
    yield from ((name, str(fields.value_of(entry, name))) for name in fields.names_of_words(entry))
