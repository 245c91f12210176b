"""What clicks on an evidence log or action plan do: take columns and values otherwise, bring its rows in, undo."""

from rubric.claims import Reading
from rubric.english import count
from rubric.errors import RubricError
from rubric.evidence import Assessment
from rubric.framework import Framework
from rubric.intake.log import Brought, items_of
from rubric.intake.waiting import WaitingTable
from rubric.ui.saved.saving import attempt
from rubric.ui.state import cache, session

PLACE = "log"  # where on the page an error with a table is shown
SAID = "log-said"  # where a success is shown
_GONE = "This table is not here any more: bring its file in again."


def read(assessment: Assessment, framework: Framework, one: WaitingTable) -> Brought:
    """What would come of a table as its columns are taken now."""

    def read_all(texts: list[str]) -> list[Reading]:
        return cache.readings(texts, assessment.framework_version)

    return items_of(one.table.sheet, one.table.matching, framework, read_all, one.meanings)


def take_column(assessment: str, table_id: int, index: int, key: str) -> None:
    """Take a column for the field that is chosen in the widget with this key."""
    chosen = session.read(key)
    one = _find(assessment, table_id)
    if one is None or chosen is None:
        return
    corrected = one.table.matching.corrected({index: chosen})
    attempt(PLACE, lambda: cache.store().logs.save(assessment, table_id, corrected, one.meanings))


def take_value(assessment: str, table_id: int, name: str, wording: str, key: str) -> None:
    """Take a wording in a coded column for the code that is chosen in the widget with this key."""
    chosen = session.read(key)
    one = _find(assessment, table_id)
    if one is None or chosen is None:
        return
    meanings = {**one.meanings, (name, wording): str(chosen)}
    attempt(PLACE, lambda: cache.store().logs.save(assessment, table_id, one.table.matching, meanings))


def bring_in(assessment: str, table_id: int) -> None:
    """Make items or actions of a table's rows, but for those that are here already, as from an earlier copy of it."""
    one = _find(assessment, table_id)
    if one is None:
        return
    try:
        current = cache.store().assessments.get(assessment)
        found = read(current, cache.framework(current.framework_version), one)
        ids = {item.id for item in current.evidence} | {action.id for action in current.actions}
        items = [row.item.model_copy(update={"note": _note(one, row.row, row.note)}) for row in found.items]
        actions = [row.action.model_copy(update={"note": _note(one, row.row, row.note)}) for row in found.actions]
        fresh_items = [item for item in items if item.id not in ids]
        fresh_actions = [action for action in actions if action.id not in ids]
        saved = cache.store().logs.bring_in(assessment, table_id, items=fresh_items, actions=fresh_actions)
    except RubricError as error:
        session.note(PLACE, str(error))
        return
    session.desk().saved_at = saved.at
    told = count(len(fresh_items), "item") if items else count(len(fresh_actions), "action")
    here = len(items) + len(actions) - len(fresh_items) - len(fresh_actions)
    before = f" {count(here, 'row was', 'rows were')} here already." if here else ""
    session.note(SAID, f"Brought in: {told}.{before}")


def undo(assessment: str, table_id: int) -> None:
    """Take out again what came of a table, but for what somebody has changed since."""
    attempt(PLACE, lambda: cache.store().logs.undo(assessment, table_id))


def let_go(assessment: str, table_id: int) -> None:
    """Forget a table; what came of it stays."""
    attempt(PLACE, lambda: cache.store().logs.remove(assessment, table_id))


def _note(one: WaitingTable, row: int, note: str) -> str:
    where = f", sheet “{one.table.sheet.name}”" if one.table.sheet.name else ""
    return f"From {one.file}{where}, row {row}" + (f"\n{note}" if note else "")


def _find(assessment: str, table_id: int) -> WaitingTable | None:
    found: list[WaitingTable] = []
    attempt(PLACE, lambda: found.extend(cache.store().logs.waiting(assessment)))
    one = next((one for one in found if one.id == table_id), None)
    if one is None:
        session.note(PLACE, _GONE)
    return one
