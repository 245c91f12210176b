"""The Excel workbook both ways: take it away, bring it back, and look at every change before it counts."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from rubric.draft.workbook import FieldChange, MissingRow, NewRow, RowChange, WorkbookChanges, write_workbook
from rubric.draft.workbook.compare import row_title
from rubric.draft.workbook.words import CODES, aspect_title, label
from rubric.english import count, inline, long_date
from rubric.evidence import Assessment, Confirmation, PlanAction
from rubric.evidence.fields import record_of
from rubric.framework import Framework
from rubric.ui.files import acts
from rubric.ui.files.desk import FilesDesk
from rubric.ui.parts.coding import confirmed_by
from rubric.ui.parts.tables import table
from rubric.ui.parts.uploads import megabytes
from rubric.ui.parts.words import literal, safe
from rubric.ui.saved.guard import drawn as guard
from rubric.ui.state import session

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# The browser turns other endings away with a word of its own, so what to do with them stands beside the field; what
# has this ending and is something else gets an error when it is read.
ENDING = "xlsx"
OTHERS = "A workbook that ends in .xls, .xlsb, .xlsm or .ods: save it in Excel as “Excel Workbook (.xlsx)” first."
PER_PAGE = 6
UPLOAD = "workbook"
_HEADINGS = {
    "new": ("New", "Rows that are not here yet."),
    "changed": ("Changed", "Only the workbook changed these."),
    "clash": ("Conflicts", "Changed in the workbook and here. What is here stays unless you choose the workbook’s."),
    "missing": ("Deleted there", "These rows were deleted in the workbook. They stay here unless you remove them too."),
    "gone": ("Removed here", "These were removed here since. They stay removed unless you put them back."),
    "faults": ("Faults", "These cells could not be used, and were left as they are here."),
}


def show(assessment: Assessment, framework: Framework) -> None:
    """The download, and the upload or the changes of the open workbook with the choices to make."""
    st.markdown("For colleagues who would rather fill in a sheet: your evidence and plan in Excel, there and back.")
    if guard.may_leave(assessment):
        _download(assessment, framework)
    back = session.feature(FilesDesk).workbook
    _told()
    if back.assessment != assessment.id or (back.read is None and not back.error):
        _upload(assessment)
        return
    if back.error:
        st.error(literal(back.error))
        _upload(assessment)
        return
    _preview(assessment, framework)


def _download(assessment: Assessment, framework: Framework) -> None:
    today = date.today()
    st.download_button(
        "Download Excel workbook",
        partial(write_workbook, assessment.model_copy(deep=True), framework, on=today),
        file_name=f"evidence-{today:%Y-%m-%d}.xlsx",
        mime=EXCEL,
        key="workbook-download",
        icon=":material/download:",
        on_click="ignore",
        help="A sheet for each aspect and one for the plan, with instructions and lists to choose from.",
    )


def _upload(assessment: Assessment) -> None:
    file = st.file_uploader(
        "Bring in a workbook",
        type=ENDING,
        key=session.turn(UPLOAD),
        max_upload_size=megabytes(),
        help="The workbook that you downloaded here and others filled in. You see every change before it counts.",
    )
    st.caption(OTHERS)
    if file is None:
        return
    bar = st.progress(0.0, text=f"Reading {safe(file.name)}…")

    def report_progress(share: float) -> None:
        bar.progress(share, text=f"Reading {safe(file.name)}…")

    acts.read_rows(assessment.id, file.name, file.getvalue(), report_progress)
    session.next_turn(UPLOAD)  # lets go of the file
    st.rerun()


def _told() -> None:
    """The result of the last click, and the undo of the last import, which stays until the next import."""
    error = session.take_note(acts.WORKBOOK)
    if error:
        st.error(literal(error))
    success = session.take_note(acts.SAID)
    last_import = session.feature(FilesDesk).workbook.undo
    if last_import is not None:
        success = success or f"Brought in: {last_import.summary}."
    if success:
        st.success(literal(success), icon=":material/check_circle:")
    if last_import is not None:
        st.button(
            "Undo this import", key="workbook-undo", icon=":material/undo:", type="tertiary", on_click=acts.undo_rows
        )


def _preview(assessment: Assessment, framework: Framework) -> None:
    found = acts.compared(assessment)
    if found is None:
        return
    back = session.feature(FilesDesk).workbook
    groups: dict[str, Sequence[Any]] = {
        "new": found.new,
        "changed": found.changed,
        "clash": found.conflicting,
        "missing": found.missing,
        "gone": found.gone,
        "faults": found.faults,
    }
    with st.container(border=True, key="workbook"):
        st.subheader(f"What is in {literal(back.name)}", anchor=False)
        kinds = {name: inline(_HEADINGS[name][0]) for name, rows in groups.items() if rows}
        totals = [count(len(groups[name]), heading.removesuffix("s"), heading) for name, heading in kinds.items()]
        unchanged = f"{count(found.unchanged, 'row is', 'rows are')} the same here already."
        first = "; ".join(totals) + ". " if totals else "Nothing to bring in. "
        st.html(f'<p role="status">{safe(first)}{unchanged}</p>')
        if found.foreign:
            st.warning(
                "This workbook comes from another assessment, so its rows can only be added here as new ones. "
                "Nothing that is here changes."
            )
        if found.notes:
            with st.expander(f"Good to know ({len(found.notes)})", expanded=len(found.notes) <= 3, type="compact"):
                st.markdown("\n".join(f"- {literal(note)}" for note in found.notes[:50]))
        filled = [name for name, rows in groups.items() if rows]
        if filled:
            _group(_which(filled, groups), groups, assessment, framework)
        with st.container(horizontal=True, key="workbook-end"):
            if not found.nothing_to_do:
                _bring_in(assessment, found)
            st.button("Close this workbook", key="workbook-close", type="tertiary", on_click=acts.close_workbook)


def _which(filled: Sequence[str], groups: dict[str, Sequence[Any]]) -> str:
    if len(filled) == 1:
        return filled[0]
    chosen = st.segmented_control(
        "Show",
        filled,
        default=filled[0],
        required=True,
        format_func=lambda name: f"{_HEADINGS[name][0]} ({len(groups[name])})",
        key=f"workbook-group-{'-'.join(filled)}",
    )
    return chosen if chosen in filled else filled[0]


def _group(name: str, groups: dict[str, Sequence[Any]], assessment: Assessment, framework: Framework) -> None:
    """One list, a page at a time."""
    rows = groups[name]
    st.html(f'<p class="quiet">{safe(_HEADINGS[name][1])}</p>')
    if name == "clash":  # a choice for each field, so that a page holds no more of them than of rows
        rows = [(row, field) for row in rows for field in row.fields]
    pages = -(-len(rows) // PER_PAGE)
    page = min(session.feature(FilesDesk).workbook.shown.get(name, 0), pages - 1)
    for row in rows[page * PER_PAGE : (page + 1) * PER_PAGE]:
        if name == "faults":
            st.html(f'<p class="note">{safe(row.sentence)}</p>')
        elif isinstance(row, NewRow):
            _new(name, row, framework)
        elif isinstance(row, RowChange):
            _changed(row, assessment, framework)
        elif isinstance(row, MissingRow):
            _tick(name, row.id, f"Remove here too: {row_title(row.title)}")
        else:
            _clash(row[0], row[1], assessment, framework)
    if pages > 1:
        with st.container(horizontal=True, vertical_alignment="center", key="workbook-pages"):
            for word, to in (("Previous", page - 1), ("Next", page + 1)):
                st.button(
                    word,
                    key=f"workbook-{word.lower()}",
                    disabled=not 0 <= to < pages,
                    on_click=acts.turn_page,
                    args=(name, to),
                )
            st.html(f'<p role="status" class="quiet">Page {page + 1} of {pages}</p>', width="content")


def _tick(kind: str, name: str, text: str) -> None:
    taken = acts.is_taken(kind, name)
    key = session.tie(f"workbook-{kind}-{name}", taken)
    st.checkbox(literal(text), taken, key=key, on_change=acts.choose, args=(kind, name, key))


def _new(kind: str, row: NewRow, framework: Framework) -> None:
    made = row.entry
    where = "the plan" if isinstance(made, PlanAction) else aspect_title(made.aspect, framework)
    verb = "Put back" if kind == "gone" else "Add"
    _tick(kind, made.id, f"{verb} to {where} (row {row.row}): {row_title(made.text)}")


def _changed(row: RowChange, assessment: Assessment, framework: Framework) -> None:
    _tick("changed", row.id, f"Take the change: {row.title} ({row.sheet}, row {row.row})")
    rows = [(field.label, *_sides(field, assessment, framework)) for field in row.fields]
    st.html(table(f"Changes to {row.title}", ("Field", "Here now", "In the workbook"), rows, kind="plain"))


def _clash(row: RowChange, field: FieldChange, assessment: Assessment, framework: Framework) -> None:
    before = "not known" if field.before is None else _said(field.before, field.name, assessment, framework)
    rows = [(field.label, before, *_sides(field, assessment, framework))]
    name = f"{row.title} ({row.sheet}, row {row.row})"
    st.html(f'<p class="label">{safe(name)}</p>')
    st.html(table(f"Conflict in {name}", ("Field", "When exported", "Here now", "In the workbook"), rows, kind="plain"))
    kind, choice = "clash", f"{row.id}.{field.name}"
    from_workbook = acts.is_taken(kind, choice)
    key = session.tie(f"workbook-{kind}-{choice}", from_workbook)
    st.radio(
        f"{literal(field.label)}: which to keep",
        (False, True),
        int(from_workbook),
        format_func=lambda chosen: "Take the workbook’s" if chosen else "Keep what is here",
        horizontal=True,
        key=key,
        on_change=acts.choose,
        args=(kind, choice, key),
    )


def _sides(field: FieldChange, assessment: Assessment, framework: Framework) -> tuple[str, str]:
    return tuple(_said(value, field.name, assessment, framework) for value in (field.current, field.in_workbook))  # type: ignore[return-value]


def _said(value: object, name: str, assessment: Assessment, framework: Framework) -> str:
    """The value of a field in words."""
    if name == "voices" and (value is None or isinstance(value, list)):
        return confirmed_by(value, framework)
    if isinstance(value, Confirmation):
        return f"{framework.voices[value.voice].label}: {'they say otherwise: ' * value.against}{value.in_words}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value in (None, "", []):
        return "nothing"
    if isinstance(value, date):
        return long_date(value)
    choice = (record_of(name) or ("", name))[1]
    if choice in CODES:
        return label(choice, value, framework)
    if name == "aspect":
        return aspect_title(str(value), framework)
    if isinstance(value, list):
        texts = {item.id: row_title(item.text) for item in assessment.evidence}
        return "; ".join(texts.get(id, aspect_title(str(id), framework)) for id in value)
    return str(value)


def _bring_in(assessment: Assessment, found: WorkbookChanges) -> None:
    added, changed, dropped = acts.chosen_changes(found)
    st.button(
        f"Bring in ({len(added) + len(changed) + len(dropped)})",
        key="workbook-bring-in",
        type="primary",
        on_click=acts.bring_in,
        args=(assessment.id, found),
    )
