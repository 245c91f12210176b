"""The improvement plan as a Word document: its totals, then each action under its status."""

from collections.abc import Iterable, Sequence
from datetime import date

from rubric.draft.model import Column, Table
from rubric.draft.paper.model import Grid, Heading, NewPage, Paper, PaperBlock, text_block
from rubric.draft.paper.write import EXAMPLE
from rubric.draft.standing import standing
from rubric.draft.steps import NO_STATUS, NOT_AGREED, NOT_RECORDED, STATUS, columns_of, due_cell, is_kept
from rubric.draft.wording import cover_name
from rubric.english import capital, cut, either, flat, in_words, long_date
from rubric.evidence.model import ActionStatus, Assessment
from rubric.evidence.plan import Line, Tally, about, plan_lines, tally, with_status
from rubric.evidence.stated import stated
from rubric.framework.model import Framework

KIND = "Improvement plan"
NO_WORDS = "No words yet"
LONGEST_CELL = 120  # words in one cell; the app holds the whole
PARTS = {ActionStatus.UNDER_WAY: "under_way", ActionStatus.NOT_STARTED: "not_started", ActionStatus.DONE: "done"}

ACTIONS = columns_of("text", "owner", "due", "measure", "aspects")
ACTION_WIDTHS = (8.4, 3.9, 3.4, 5.6, 4.4)
ASPECTS = (
    Column(key="aspect", heading="Topic"),
    Column(key="open", heading="Open"),
    Column(key="overdue", heading="Overdue"),
    Column(key="done", heading="Done"),
)
ASPECT_WIDTHS = (9.4, 2.2, 2.4, 2.2)


def plan_paper(assessment: Assessment, framework: Framework, *, on: date) -> Paper:
    """The plan with every line of it.

    First how many actions are open, overdue and done, in all and by topic; then, on pages laid sideways, a table for
    each status. Overdue actions are marked in words.
    """
    lines = plan_lines(assessment)
    blocks: list[PaperBlock] = [
        Heading(text="How the plan stands", part="totals"),
        text_block(*_standing_sentences(lines, on)),
    ]
    if lines:
        blocks += [_by_aspect(lines, framework, on), NewPage(wide=True)]
        blocks += [block for status in PARTS for block in _of_status(lines, status, framework, on)]
    return Paper(
        kind=KIND,
        about=framework.commitment.title,
        council=cover_name(assessment.council),
        on=on,
        standing=standing(assessment, on),
        author=cover_name(assessment.lead),
        details=tuple(
            (label, text) for label, text in (("Period", assessment.period), ("Lead", assessment.lead)) if stated(text)
        ),
        note=EXAMPLE if assessment.is_example else "",
        cover=False,
        blocks=tuple(blocks),
    )


def _standing_sentences(lines: Sequence[Line], on: date) -> tuple[str, ...]:
    """The totals, in sentences."""
    if not lines:
        return ("No action is in the plan yet.",)
    count = tally(lines, on)
    open_, done = (in_words(number) if number else "none" for number in (count.open, count.done))
    sentences = [f"The plan has {in_words(len(lines), 'action')}: {open_} open and {done} done."]
    sentences += _late_sentences(count)
    if count.unready:
        lacks = either(count.unready, "action still lacks", "actions still lack")
        sentences.append(f"{capital(in_words(count.unready))} open {lacks} words, an owner, a date or a measure.")
    return tuple(sentences)


def _late_sentences(count: Tally) -> Iterable[str]:
    if count.overdue:
        yield f"{capital(in_words(count.overdue))} {either(count.overdue, 'is', 'are')} overdue."
    elif count.open:
        yield "None is overdue."
    if count.soon:
        yield f"{capital(in_words(count.soon))} {either(count.soon, 'is', 'are')} due within thirty days."


def _by_aspect(lines: Sequence[Line], framework: Framework, on: date) -> Grid:
    rows = [(aspect.title, about(lines, aspect.id)) for aspect in framework.aspects]
    aspect_ids = set(framework.aspect_ids)
    rows.append(("No topic named", tuple(line for line in lines if not aspect_ids & set(line.aspects))))
    counted = [(title, about_aspect, tally(about_aspect, on)) for title, about_aspect in rows if about_aspect]
    return Grid(
        table=Table(
            columns=ASPECTS,
            rows=tuple(
                {"aspect": title, "open": str(count.open), "overdue": str(count.overdue), "done": str(count.done)}
                for title, _, count in counted
            ),
        ),
        widths=ASPECT_WIDTHS,
        summary="For each topic of the statement, how many actions are open, overdue and done.",
        caption="Actions by topic. An action that serves two topics counts under both.",
    )


def _of_status(lines: Sequence[Line], status: ActionStatus, framework: Framework, on: date) -> Iterable[PaperBlock]:
    found = with_status(lines, status)
    if not found:
        return
    late = tally(found, on).overdue
    name = STATUS[status] if is_kept(lines) else NO_STATUS
    yield Heading(text=f"{name} ({len(found)}{f', {late} overdue' if late else ''})", part=PARTS[status])
    yield Grid(
        table=Table(columns=ACTIONS, rows=tuple(_row(line, framework, on) for line in found)),
        widths=ACTION_WIDTHS,
        summary=f"The actions under “{name.lower()}”, each with owner, date, measure and topic.",
    )


def _row(line: Line, framework: Framework, on: date) -> dict[str, str]:
    missing = NOT_RECORDED if line.is_done else NOT_AGREED
    titles = {aspect.id: aspect.title for aspect in framework.aspects}
    return {
        "action": cut(stated(line.text), LONGEST_CELL) or NO_WORDS,
        "owner": flat(stated(line.owner)) or missing,
        "due": _when(line, on) or due_cell(line, missing),
        "measure": cut(stated(line.measure), LONGEST_CELL) or missing,
        "aspects": "\n".join(titles.get(aspect, aspect) for aspect in line.aspects) or "Not named",
    }


def _when(line: Line, on: date) -> str:
    if line.due is None:
        return ""
    late = line.days_late(on)
    return f"Overdue by {in_words(late, 'day')}: {long_date(line.due)}" if late else long_date(line.due)
