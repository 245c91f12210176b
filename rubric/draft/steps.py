"""What we are doing next: a table of actions, and one action as a sentence."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from rubric.draft.listing import NONE
from rubric.draft.material import Material, Step
from rubric.draft.model import Column, Paragraph, Section, Sentence, Table
from rubric.draft.outline import ACTIONS, FURTHER
from rubric.draft.wording import NOTHING, Part, fits_a_bracket, part, without_full_stop
from rubric.english import capital, cut, either, flat, in_words, inline, listed, long_date, shortened
from rubric.evidence import fields
from rubric.evidence.model import Action, ActionStatus
from rubric.evidence.plan import Line
from rubric.evidence.stated import stated

STATUS = {
    ActionStatus.NOT_STARTED: "Not started",
    ActionStatus.UNDER_WAY: "Under way",
    ActionStatus.DONE: "Done",
}
NOT_AGREED = "To be agreed"
NOT_RECORDED = "Not recorded"
NO_STATUS = "No status recorded"  # at the head of the plan's actions, where none has another status than it began with
FEWEST = 3  # rows shown under "What we are doing next", however long they are
SEE_STEP = "See the step"
_MOST_NAMED = 3  # overdue steps named in the text: the tables mark each
_LONGEST_NAMED = 60  # letters of one
# A date in words: "by xmas", "in the autumn", "within six weeks", "w/c 8 Sept", "before the end of the year".
_DATE_WORDS = re.compile(
    r"\b(?:(?:by|before|from|in|until|till|within|during|this|next|end of|start of|after|due|on|w/[ce])\s+"
    r"(?:[\w’']+\s+){0,4}?"
    r"(?:x-?mas|christmas|easter|whitsun|ramadan|eid|diwali|new year|spring|summer|autumn|winter|half[- ]term|term"
    r"|q[1-4]|quarters?|weeks?|wks?|months?|mths?|years?|yrs?|days?|fortnight|year[- ]end|20\d\d(?:[-/]\d\d)?"
    r"|jan(?:uary)?|feb(?:ruary)?|(?-i:Mar(?:ch)?|May)|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|\d{1,2}[./](?:0?[1-9]|1[0-2])(?:[./]\d{2,4})?)\b)",
    re.IGNORECASE,
)
LONGEST_CELL = 80  # words in one cell of the table
LONGEST_STEP_TOLD = 40  # words of a step told in a sentence; the table always holds it whole


def columns_of(*names: str) -> tuple[Column, ...]:
    """The columns of a table of actions with these fields of `fields.ACTION`; the key of "text" is "action"."""
    return tuple(
        Column(key="action" if name == "text" else name, heading=fields.action(name).document) for name in names
    )


COLUMNS = columns_of("text", "owner", "due", "measure", "status")


def actions_sections(material: Material, area_numbers: Sequence[int]) -> tuple[Section, Section | None]:
    """The steps that fit the budget, and a section for the rest (None where all fit).

    `area_numbers` are the evidence numbers of the areas for development in the text: their steps come first. Both
    tables are in order of date.
    """
    steps = material.steps
    if not steps:
        text = "We have not yet recorded what we will do next, who leads on it or by when."
        return _actions_section(material, (text,), ()), None
    order = sorted(range(len(steps)), key=lambda index: (not set(steps[index].evidence) & set(area_numbers), index))
    count = min(FEWEST, len(steps))
    section = _section_of(material, order[:count])
    while count < len(steps):
        longer = _section_of(material, order[: count + 1])
        if longer.length == "long":
            break
        section, count = longer, count + 1
    rest = [steps[index] for index in sorted(order[count:])]
    if not rest:
        return section, None
    text = f"These are the steps not shown under “{ACTIONS.heading}”, in order of date."
    return section, Section(
        id=FURTHER.id,
        heading=FURTHER.heading,
        paragraphs=(_paragraph((text,)),),
        table=_table(rest, material),
    )


def _section_of(material: Material, indexes: Sequence[int]) -> Section:
    return _actions_section(
        material, _opening_sentences(material, len(indexes)), [material.steps[index] for index in sorted(indexes)]
    )


def is_kept(actions: Iterable[Action | Line]) -> bool:
    """Whether anybody keeps where the steps stand: where all are as they were made, nobody said that none has begun."""
    return any(action.status is not ActionStatus.NOT_STARTED for action in actions)


def _is_kept(material: Material) -> bool:
    return is_kept(step.action for step in material.steps)


def status_cell(step: Step, material: Material) -> str:
    """Where a step stands, in the cell of a table: its status where anybody keeps them, and that it is overdue."""
    status = STATUS[step.action.status] if _is_kept(material) else ""
    return capital(", ".join(filter(None, (status, "overdue" if is_late(step, material.on) else "")))) or NONE


def tally_sentence(material: Material) -> str:
    """ "Of our nine next steps, one is done and five are under way.", or only how many there are.

    How many have not started is not counted: a step stands so until somebody says otherwise.
    """
    steps = material.steps
    parts = []
    for status, words in (
        (ActionStatus.DONE, ("is done", "are done")),
        (ActionStatus.UNDER_WAY, ("is under way", "are under way")),
    ):
        count = sum(step.action.status is status for step in steps)
        if count == len(steps):
            return (
                f"Our one next step {words[0]}." if count == 1 else f"All our {in_words(count)} next steps {words[1]}."
            )
        if count:
            parts.append(f"{in_words(count)} {either(count, *words)}")
    if not parts:
        return f"We have {in_words(len(steps), 'next step')}."
    return f"Of our {in_words(len(steps))} next steps, {listed(parts)}."


def overdue_sentence(material: Material) -> str:
    """ "Two are overdue: “Write to all” and “Train the teams”.", or "" where none is; at most three are named."""
    late = [step for step in material.steps if is_late(step, material.on)]
    if len(late) == len(material.steps) == 1:
        return "It is overdue."
    if not late:
        return ""
    named = [f"“{without_full_stop(shortened(step.action.text, _LONGEST_NAMED))}”" for step in late[:_MOST_NAMED]]
    if len(late) > _MOST_NAMED:
        named.append(f"{in_words(len(late) - _MOST_NAMED)} more")
    return f"{capital(in_words(len(late)))} {either(len(late), 'is', 'are')} overdue: {listed(named)}."


def is_late(step: Step, on: date) -> bool:
    """Whether a step that is not done is past its date."""
    return not step.is_done and step.action.due is not None and step.action.due < on


def step_told(action: Action | None, on: date, *, with_owner: bool) -> Part:
    """ "Next step: Write to all (owner: Engagement lead; due 30 June 2027)."; no words where none is agreed.

    One that is done is no next step: "Done: Write to all (owner: Engagement lead).".
    """
    told = part(fields.item("action.text").document, action.text, LONGEST_STEP_TOLD) if action else NOTHING
    if action is None or not told.words:
        return NOTHING
    is_done = action.status is ActionStatus.DONE
    owner = stated(action.owner) if with_owner else ""
    fits = fits_a_bracket(owner)
    due = f"due {long_date(action.due)}" if action.due and not is_done else ""
    overdue = ", now overdue" if due and action.due and action.due < on else ""
    return told._replace(
        label=STATUS[ActionStatus.DONE] if is_done else told.label,
        stands=told.stands and not is_done,
        inside=(
            f"owner: {flat(owner)}" if owner and fits else "",
            "" if is_done else status_told(action),
            due + overdue,
        ),
        below=() if fits else (("Owner", owner),),
    )


def status_told(action: Action) -> str:
    """ "under way", "done", or "": that it has not started is how a step stands before anybody says anything."""
    return "" if action.status is ActionStatus.NOT_STARTED else inline(STATUS[action.status])


def _opening_sentences(material: Material, shown: int) -> tuple[str, ...]:
    steps = material.steps
    coming = [s.action.due for s in steps if s.action.due and not s.is_done]
    nearest = f"The nearest is due on {long_date(min(coming))}." if coming and not overdue_sentence(material) else ""
    first = len(steps) > shown
    rest = f"{capital(in_words(shown))} of them are here; the rest are at the end." if first else ""
    return tuple(filter(None, (tally_sentence(material), overdue_sentence(material) or nearest, rest)))


def _actions_section(material: Material, texts: Sequence[str], steps: Sequence[Step]) -> Section:
    return Section(
        id=ACTIONS.id,
        heading=ACTIONS.heading,
        budget=ACTIONS.budget,
        paragraphs=(_paragraph(texts),),
        table=_table(steps, material) if steps else None,
    )


def _table(steps: Sequence[Step], material: Material) -> Table:
    return Table(columns=COLUMNS, rows=tuple(_row(step, material) for step in steps))


def _row(step: Step, material: Material) -> dict[str, str]:
    action = step.action
    missing = NOT_RECORDED if step.is_done else NOT_AGREED
    return {
        "action": cut(action.text, LONGEST_CELL),
        "owner": cut(stated(action.owner), LONGEST_CELL) or missing,
        "due": due_cell(action, missing),
        "measure": cut(stated(action.measure), LONGEST_CELL) or missing,
        "status": status_cell(step, material),
        "evidence": Sentence(text="", evidence=step.evidence).citation,
    }


def due_cell(action: Action | Line, missing: str) -> str:
    """The date of a step in the cell of a table; where it names one in words, it points there."""
    if action.due:
        return long_date(action.due)
    return SEE_STEP if _DATE_WORDS.search(action.text[:2_000]) else missing


def _paragraph(texts: Sequence[str]) -> Paragraph:
    return Paragraph(sentences=tuple(Sentence(text=text) for text in texts))
