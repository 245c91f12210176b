"""What clicks on the page of published scores do with its tables. They commit and draw nothing."""

from rubric import doors
from rubric.errors import BadInput
from rubric.reports.landmarks import statements
from rubric.reports.published import CouncilScores, ReadScoreTable, counts
from rubric.storage import ScoreTable as KeptTable
from rubric.ui.saved.saving import attempt
from rubric.ui.scores.desk import ScoresDesk
from rubric.ui.state import cache, session

PLACE = "scores"
UPLOAD = "score-table"


def keep(key: str) -> None:
    """Save the table in the uploader with this key; its counts are the national ones from then on."""
    file = session.read(key)
    if file is None:
        return
    if attempt(PLACE, lambda: _save(doors.scores(file.getvalue(), file.name), session.desk().who)):
        session.feature(ScoresDesk).removed = 0
        session.next_turn(UPLOAD)


def _save(table: ReadScoreTable, by: str) -> object:
    rows = [row.model_dump(mode="json") for row in table.rows]
    return cache.store().scores.add(counts(table), rows, imported_by=by)


def remove(table: int) -> None:
    """Remove the table with this number: the one before counts again, or the shipped counts."""
    if attempt(PLACE, lambda: cache.store().scores.remove(table)):
        session.feature(ScoresDesk).removed = table


def put_back(table: int) -> None:
    """Restore the table with this number, so that its counts are used again."""
    here = session.feature(ScoresDesk)
    if attempt(PLACE, lambda: cache.store().scores.restore(table)) and here.removed == table:
        here.removed = 0


def as_table(kept: KeptTable) -> ReadScoreTable:
    """A stored table as `place` takes it. BadInput where a stored row does not validate."""
    try:
        rows = tuple(CouncilScores.model_validate(row) for row in kept.rows)
    except ValueError as error:
        raise BadInput(
            "The table of published scores can't be read any more: remove it and import it again."
        ) from error
    return ReadScoreTable(name=kept.national.source, rows=rows, matched={}, unmatched=(), problems=())


def prefill(council_key: str) -> None:
    """Fill the calculator with the scores of the council chosen in the widget with this key."""
    kept, chosen = cache.store().scores.newest(), session.read(council_key)
    row = next((row for row in as_table(kept).rows if row.authority == chosen), None) if kept else None
    for key in statements():
        session.put(score_key(key), row.scores.get(key) if row else None)


def score_key(statement: str) -> str:
    """The key of a statement's field in the calculator."""
    return f"score-of-{statement}"
