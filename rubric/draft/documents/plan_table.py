"""The improvement plan as a table: every step with who, by when, how we will know, and what it answers."""

from collections.abc import Iterator, Sequence

from rubric.draft.material import Material, Step
from rubric.draft.model import Table
from rubric.draft.paper.model import Grid, PaperBlock, text_block
from rubric.draft.steps import (
    NOT_AGREED,
    NOT_RECORDED,
    columns_of,
    due_cell,
    overdue_sentence,
    status_cell,
    tally_sentence,
)
from rubric.english import cut
from rubric.evidence.stated import stated

_LONGEST_CELL = 80
COLUMNS = columns_of("text", "owner", "due", "measure", "status", "evidence")


def plan_blocks(material: Material) -> Iterator[PaperBlock]:
    """The whole plan as a table below its totals, by date, with done steps last; a sentence where there is no step."""
    steps = material.steps
    if not steps:
        yield text_block("We have not yet recorded what we will do next, who leads on it or by when.")
        return
    yield text_block(tally_sentence(material), overdue_sentence(material))
    yield Grid(
        table=Table(columns=COLUMNS, rows=tuple(_row(step, material) for step in steps)),
        widths=(8.6, 4.6, 3.0, 5.6, 2.3, 2.0),
        summary="Improvement plan: action, owner, date, how we will know, status and the evidence it answers",
        cited=("evidence",),
    )


def _row(step: Step, material: Material) -> dict[str, str]:
    action = step.action
    missing = NOT_RECORDED if step.is_done else NOT_AGREED
    return {
        "action": cut(action.text, _LONGEST_CELL),
        "owner": cut(stated(action.owner), _LONGEST_CELL) or missing,
        "due": due_cell(action, missing),
        "measure": cut(stated(action.measure), _LONGEST_CELL) or missing,
        "status": status_cell(step, material),
        "evidence": _numbers(step.evidence) or "–",
    }


def _numbers(numbers: Sequence[int]) -> str:
    return ", ".join(str(number) for number in numbers)
