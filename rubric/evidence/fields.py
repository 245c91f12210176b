"""Every field of an evidence item and of a plan action: what it holds, and what it is called wherever it is met.

Forms, cards, notes, workbooks, documents and error sentences read their words here, so a new field is a new row. The
rows stand in the order in which a workbook and the evidence base give them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel

from rubric.evidence.confirmation import Confirmation
from rubric.evidence.model import Action, ActionStatus, EvidenceItem, PlanAction
from rubric.framework.words import Maturity, Polarity, Reach, Voice

STEP = "action."  # before the name of a part of an item's next step
RECORD = "confirmations."  # before the id of a record, or its id and a part of it: "confirmations.ID.said"


class Answer(StrEnum):
    """What a field takes as its answer."""

    WORDS = "words"
    CHOICE = "choice"  # one code of a list, or none
    CHOICES = "choices"  # any number of codes, none, or no answer yet
    DAY = "day"
    ASPECT = "aspect"
    ASPECTS = "aspects"
    ITEMS = "items"  # ids of evidence items
    FILES = "files"  # ids of attached files and links
    RECORDS = "records"  # rows of `CONFIRMATION`, any number
    NUMBER = "number"
    EITHER = "either"  # of two ways, a tick


@dataclass(frozen=True)
class Field:
    """One field. Where the name for a place is "", the field is not shown there, or has the default stated below."""

    name: str  # in the model, the assessment file and the store; "action.owner" for a part of an item's next step
    answer: Answer
    label: str  # above its box on the form
    inside: str  # in a sentence, after "the": "Somebody else changed the date of the document"
    long: bool = False  # whether its box grows with its words
    meaning: str = ""  # beside or below its box: what to write or choose there
    placeholder: str = ""
    account: bool = False  # whether its words tell what is so, rather than where it is written or who keeps it
    of_gap: bool = False  # whether it is asked of what falls short only
    codes: type[StrEnum] | None = None  # what a choice is made from
    card: str = ""  # on the card of an item that is not open
    column: str = ""  # at the head of its column in the workbook, if not the label
    width: int = 0  # of that column in characters, if not as others of its kind
    hint: str = ""  # what the workbook's instructions say of it, if not as of others of its kind
    document: str = ""  # in the evidence base, or at the head of a column of the plan
    lacking: str = ""  # what every item should have: in the evidence base's list of what is not recorded
    noun: str = ""  # in a note on the draft, if not as inside a sentence: "The decision of evidence 3 is cut short"
    brief: str = ""  # beside the sample of a writing note, if not as inside a sentence
    called: str = ""  # in the store's error sentences, if not by its name

    @property
    def heading(self) -> str:
        """What stands at the head of its column in the workbook."""
        return self.column or self.label


# fmt: off
ITEM = (
    Field("text", Answer.WORDS, "Your claim", "claim", long=True, account=True, width=46,
          meaning="One claim, in a sentence or two: what is true today, how widely, and how you know.",
          placeholder="One claim: what is true today",
          hint="One claim, in a sentence or two: what is true today, and how you know."),
    Field("aspect", Answer.ASPECT, "Aspect", "aspect", hint="Choose the aspect that it belongs under."),
    Field("polarity", Answer.CHOICE, "Is this a strength or a shortfall?", "tone", codes=Polarity,
          meaning="Choose the tone of the claim.",
          column="Strength or shortfall", hint="Choose from the list; Instructions says what each means."),
    Field("maturity", Answer.CHOICE, "How far along is it?", "how far along", codes=Maturity,
          meaning="Choose the last step that you could prove today.",
          column="How far along", hint="Choose the last step that you could prove today."),
    Field("voices", Answer.CHOICES, "Who besides you confirms it?", "who confirms it", codes=Voice,
          meaning="Choose all who would say the same to an assessor, or “only us so far”.",
          column="Who confirms it", document="Who confirms it", lacking="who confirms it", brief="confirmed by"),
    Field("confirmations", Answer.RECORDS, "What did they say or show?", "records of what they said",
          meaning="Only what is recorded here is told as said in the draft.", document="Recorded"),
    Field("reach", Answer.CHOICE, "How widely does it hold?", "reach", codes=Reach,
          column="How widely it holds", document="How widely", brief="how widely"),
    Field("outcome", Answer.WORDS, "What difference it made, for whom", "outcome", long=True, account=True,
          card="Difference", document="Difference made", lacking="difference made", noun="difference",
          brief="difference"),
    Field("figures", Answer.WORDS, "Figures, with what they are out of", "figures", account=True, card="Figures",
          column="Figures", hint="With what they are out of, and for which period.",
          document="Figures", lacking="figures", noun="figure"),
    Field("source", Answer.WORDS, "Document or source", "source", card="Source", width=26,
          hint="What an assessor could ask to see.", document="Document and date", lacking="document"),
    Field("source_date", Answer.DAY, "Date of the document", "date of the document", brief="dated"),
    Field("attached", Answer.FILES, "Files and links", "attached files and links", card="Attached",
          document="Attached"),
    Field("cause", Answer.WORDS, "Why it is so", "reason why it is so", long=True, account=True, of_gap=True,
          meaning="What stands in the way: a cause that somebody could act on, rather than a description of the gap.",
          card="Why it is so", column="Why it is so (for a gap)", document="Why it is so", noun="cause",
          brief="cause", called="why it is so"),
    Field("affected", Answer.WORDS, "Who is affected", "account of who is affected", long=True, account=True,
          of_gap=True, meaning="Which people or communities feel the gap, roughly how many, and how.",
          card="Who is affected", column="Who is affected (for a gap)", document="Who is affected",
          called="who is affected"),
    Field("heard", Answer.WORDS, "Heard", "account of what was heard", long=True, account=True,
          meaning="What people, carers or staff said, and how many of them.",
          column="What people told you", document="What we heard", called="what was heard"),
    Field("decided", Answer.WORDS, "Decided", "account of what was decided", long=True, account=True,
          meaning="What was settled because of that, by whom and when.",
          column="What you decided", document="What we decided", noun="decision", called="what was decided"),
    Field("changed", Answer.WORDS, "Changed", "account of what changed", long=True, account=True,
          meaning="What is different now for the people who raised it.",
          column="What is different now", document="What changed", called="what changed"),
    Field("told", Answer.WORDS, "Told", "account of how people were told", long=True, account=True,
          meaning="How and when those who spoke up learned what became of it.",
          column="How you told them", document="How people were told", called="how people were told"),
    Field("return_reference", Answer.WORDS, "Reference in the information return", "return reference",
          card="Return reference", width=18, document="Return reference"),
    Field("owner", Answer.WORDS, "Who owns this item", "owner", card="Owner", width=20, document="Owner",
          lacking="owner"),
    Field("related_aspects", Answer.ASPECTS, "Also belongs under", "other aspects", document="Also bears on"),
    Field("action.text", Answer.WORDS, "What you will do", "next step", long=True, card="Next step",
          column="Next step", hint="What you will do.", document="Next step"),
    Field("action.owner", Answer.WORDS, "Who does it", "owner of the next step", column="Who does the next step",
          width=20),
    Field("action.due", Answer.DAY, "By when", "date of the next step", column="Next step by when"),
    Field("action.measure", Answer.WORDS, "How you will know it worked", "measure of the next step", long=True),
    Field("action.status", Answer.CHOICE, "Where the next step stands", "status of the next step", codes=ActionStatus),
    Field("note", Answer.WORDS, "Note", "note", long=True,
          meaning="For yourselves, such as the passage that this comes from. It goes into no draft.",
          hint="For yourselves: it goes into no draft."),
)

CONFIRMATION = (
    Field("voice", Answer.CHOICE, "Who", "voice", codes=Voice, hint="Choose who said or showed it.", width=20,
          document="Who"),
    Field("said", Answer.WORDS, "What they said or showed", "account of what they said", long=True, account=True,
          width=46,
          placeholder="In their words, or what the document or data show",
          hint="In their words, or what the document or data show.", document="What they said or showed"),
    Field("count", Answer.NUMBER, "How many", "number of those who said so", hint="How many of them said so.",
          document="How many"),
    Field("of", Answer.NUMBER, "Out of how many", "number asked", hint="How many were asked."),
    Field("where", Answer.WORDS, "Where it is written", "place where it is written",
          placeholder="Survey, minutes, letter, audit", hint="What an assessor could ask to see.", document="Where"),
    Field("when", Answer.DAY, "When they said or showed it", "date when they said it", document="When"),
    Field("against", Answer.EITHER, "Do they confirm it?", "side that they take", column="They say otherwise",
          hint="Yes, where they say that it is not so; otherwise nothing."),
)

ACTION = (
    Field("text", Answer.WORDS, "What will be done", "words", long=True, width=46,
          placeholder="One action that somebody can do and finish",
          column="Action", hint="What you will do.", document="Action"),
    Field("owner", Answer.WORDS, "Who leads on it", "owner", column="Who does it", width=20, document="Owner"),
    Field("due", Answer.DAY, "By when", "date", document="By when", brief="by"),
    Field("measure", Answer.WORDS, "How you will know it worked", "measure", document="How we will know"),
    Field("status", Answer.CHOICE, "Status", "status", codes=ActionStatus, column="Where it stands",
          document="Status"),
    Field("aspects", Answer.ASPECTS, "Which topics it serves", "topics", column="Aspects it serves", width=28,
          document="Topic"),
    Field("evidence", Answer.ITEMS, "Which evidence it answers", "links to evidence", column="Evidence it answers",
          hint="A line for each: the number in the evidence list.", document="Answers evidence"),
    Field("note", Answer.WORDS, "Note", "note", long=True, meaning="For yourselves. It goes into no document.",
          hint="For yourselves: it goes into no document."),
)
# fmt: on

_ITEM = {field.name: field for field in ITEM}
_ACTION = {field.name: field for field in ACTION}
_CONFIRMATION = {field.name: field for field in CONFIRMATION}

# The names of an item's own fields that hold words, and of those whose words tell what is so.
WORDS = tuple(field.name for field in ITEM if field.answer is Answer.WORDS and not field.name.startswith(STEP))
ACCOUNT = tuple(field.name for field in ITEM if field.account)
# The names of the fields that hold words in a next step and in a plan action alike; the latter has a note besides.
ACTION_WORDS = tuple(
    field.name.removeprefix(STEP) for field in ITEM if field.answer is Answer.WORDS and field.name.startswith(STEP)
)
# The parts of a record that hold words.
RECORD_WORDS = tuple(field.name for field in CONFIRMATION if field.answer is Answer.WORDS)


def item(name: str) -> Field:
    """A field of an item, of its next step ("action.owner") or of a record; a record itself has the row of them all.

    KeyError where there is none of that name."""
    if record := record_of(name):
        return _CONFIRMATION[record[1]] if record[1] else _ITEM["confirmations"]
    return _ITEM[name]


def action(name: str) -> Field:
    """A field of a plan action; KeyError where there is none of that name."""
    return _ACTION[name]


def record_name(record_id: str, part: str = "") -> str:
    """What a record, or a part of one, is called among the fields of its item: "confirmations.ID.said"."""
    return f"{RECORD}{record_id}.{part}" if part else RECORD + record_id


def names_of_words(entry: EvidenceItem | PlanAction) -> Iterator[str]:
    """The names of all that holds words in an item or action, in the order of its fields, each record's parts too."""
    for row in ITEM if isinstance(entry, EvidenceItem) else ACTION:
        if row.answer is Answer.WORDS:
            yield row.name
        elif row.answer is Answer.RECORDS and isinstance(entry, EvidenceItem):
            yield from (record_name(record.id, part) for record in entry.confirmations for part in RECORD_WORDS)


def record_of(name: str) -> tuple[str, str] | None:
    """The id and the part ("" for the whole record) that such a name has; None for the name of anything else."""
    record_id, _, part = name.removeprefix(RECORD).partition(".")
    known = name.startswith(RECORD) and record_id and (not part or part in _CONFIRMATION)
    return (record_id, part) if known else None


def called(name: str) -> str:
    """A field of either as an error sentence names it: "source date", "next step, owner"; any other name in words."""
    if name.startswith(RECORD):
        part = _CONFIRMATION.get(name.rpartition(".")[2])
        return part.inside if part else "record of what they said"
    row = _ITEM.get(name)
    if row is not None and row.called:
        return row.called
    return name.replace(STEP, "next step, ").replace("action", "next step").replace("_", " ")


def value_of(entry: BaseModel, name: str) -> object:
    """The value of a named field of an item or action; the parts of a missing next step are empty, of a record None.

    AttributeError: no field has this name."""
    if isinstance(entry, EvidenceItem):
        if name.startswith(STEP):
            return getattr(entry.action or Action(), name.removeprefix(STEP))
        if record := record_of(name):
            found = _record(entry, record[0])
            return getattr(found, record[1]) if found and record[1] else found
    return getattr(entry, name)


def _record(entry: EvidenceItem, record_id: str) -> Confirmation | None:
    return next((record for record in entry.confirmations if record.id == record_id), None)
