"""Evidence logs and action plans: how their columns and values are taken, what comes of their rows, bringing in."""

from collections.abc import Mapping, Sequence

import streamlit as st

from rubric.english import count, either, shortened
from rubric.evidence import Assessment, fields
from rubric.framework import Framework
from rubric.intake.columns import Column, Kind, Why
from rubric.intake.log import Brought, BroughtAction, BroughtItem
from rubric.intake.values import choices_for
from rubric.intake.waiting import WaitingTable
from rubric.reports.text import loose
from rubric.ui.intake import logs
from rubric.ui.parts import paging
from rubric.ui.parts.tables import table
from rubric.ui.parts.words import literal, safe
from rubric.ui.state import cache, session

_COLUMNS = 8  # select boxes of columns or values on one page
_ROWS = 5  # rows shown as they would come in
_MOST_LINES = 30  # rows left out, and cells not understood, in their list
_NOTE, _NONE = "Keep in the note", "Keep in the note only"
_KINDS = {Kind.ITEMS: "evidence log", Kind.ACTIONS: "action plan"}


def listing(assessment: Assessment, framework: Framework) -> None:
    """Every table that waits or was brought in, one under the other."""
    waiting = cache.store().logs.waiting(assessment.id)
    if error := session.take_note(logs.PLACE):
        st.error(literal(error))
    if said := session.take_note(logs.SAID):
        st.success(literal(said), icon=":material/check_circle:")
    for one in waiting:
        if one.is_brought:
            _brought(assessment, one)
    still = [one for one in waiting if not one.is_brought]
    if still:
        st.header("Evidence logs and action plans", anchor=False)
        _open(assessment, framework, still[0])
        if len(still) > 1:
            st.caption(f"{count(len(still) - 1, 'more table')} to look at after this one.")


def _name(one: WaitingTable) -> str:
    return f"{one.file}, sheet “{one.table.sheet.name}”" if one.table.sheet.name else one.file


def _brought(assessment: Assessment, one: WaitingTable) -> None:
    ids = {item.id for item in assessment.evidence} | {action.id for action in assessment.actions}
    here = [key for key in (*one.items, *one.actions) if key in ids]
    with st.container(horizontal=True, vertical_alignment="center", key=f"log-brought-{one.id}"):
        what = count(len(here), "item") if one.items else count(len(here), "action")
        st.html(f'<p class="quiet">{what} from {safe(_name(one))}.</p>', width="content")
        st.button(
            f"Take them out again :small[{literal(one.file)}]",
            key=f"log-undo-{one.id}",
            icon=":material/undo:",
            type="tertiary",
            on_click=logs.undo,
            args=(assessment.id, one.id),
        )
        st.button(
            f"Leave it at that :small[{literal(one.file)}]",
            key=f"log-close-{one.id}",
            type="tertiary",
            on_click=logs.let_go,
            args=(assessment.id, one.id),
        )


def _open(assessment: Assessment, framework: Framework, one: WaitingTable) -> None:
    brought = logs.read(assessment, framework, one)
    kind = one.table.matching.kind
    with st.container(border=True, key=f"log-{one.id}"):
        st.subheader(literal(_name(one)), anchor=False)
        rows: Sequence[BroughtItem | BroughtAction] = brought.items or brought.actions
        noun = "item" if kind is Kind.ITEMS else "action"
        left = f" {count(len(brought.left_out), 'row')} left out." if brought.left_out else ""
        words = f"Read as an {_KINDS[kind]}: {count(len(rows), 'row')} would become {count(len(rows), noun)}."
        st.html(f'<p role="status">{words}{left}</p>')
        _matching(assessment, one)
        _values(assessment, framework, one, brought)
        _preview(framework, rows)
        _not_understood(brought)
        with st.container(horizontal=True, key=f"log-done-{one.id}"):
            st.button(
                f"Bring in {count(len(rows), noun)}",
                key=f"log-bring-{one.id}",
                type="primary",
                disabled=not rows,
                on_click=logs.bring_in,
                args=(assessment.id, one.id),
            )
            st.button(
                "Leave this table out", key=f"log-leave-{one.id}", on_click=logs.let_go, args=(assessment.id, one.id)
            )


def _matching(assessment: Assessment, one: WaitingTable) -> None:
    """A select box for each column that has a heading or a field."""
    matching = one.table.matching
    rows = fields.ITEM if matching.kind is Kind.ITEMS else fields.ACTION
    names = [row.name for row in rows if row.answer.value not in ("records", "items") and row.name != "note"]
    labels = {"": _NONE} | {row.name: row.heading for row in rows if row.name in names}
    st.markdown("**Which column holds what.** Put right what is wrong: it is remembered for your next table.")
    pages = -(-len(matching.columns) // _COLUMNS)
    page = paging.page(f"log-columns-{one.id}", pages)
    sides = st.columns(2)
    for place, column in enumerate(matching.columns[(page - 1) * _COLUMNS : page * _COLUMNS]):
        with sides[place % 2]:
            _column(assessment, one, column, labels)


def _column(assessment: Assessment, one: WaitingTable, column: Column, labels: Mapping[str, str]) -> None:
    key = session.key_showing(f"log-column-{one.id}-{column.index}", column.field)
    options = list(labels)
    why = {Why.NAME: "", Why.CONTENT: ", told by what is in it", Why.CHOSEN: ", as you chose", None: ""}[column.why]
    sample = next(
        (
            row.cells[column.index]
            for row in one.table.sheet.rows
            if row.number > one.table.matching.header and column.index < len(row.cells) and row.cells[column.index]
        ),
        "",
    )
    st.selectbox(
        f"“{literal(column.heading)}”" if column.heading else f"Column {column.index + 1}",
        options,
        options.index(column.field) if column.field in labels else 0,
        format_func=labels.__getitem__,
        key=key,
        help=None,
        on_change=logs.take_column,
        args=(assessment.id, one.id, column.index, key),
    )
    st.html(f'<p class="meaning">Such as “{safe(shortened(sample, 60))}”{why}</p>')


def _values(assessment: Assessment, framework: Framework, one: WaitingTable, brought: Brought) -> None:
    """A select box for each wording in a coded column, with the code of ours that it is taken for."""
    by_heading = {column.heading: column.field for column in one.table.matching.columns if column.field}
    by_wording: dict[tuple[str, str], tuple[str, str, str, str, dict[str, str]]] = {}  # "Green" is "green"
    for heading, wording, code in brought.taken:
        name = by_heading.get(heading, "")
        if choices := choices_for(name, framework):
            by_wording.setdefault((name, loose(wording)), (name, heading, wording, code, choices))
    asked = list(by_wording.values())
    if not asked:
        return
    unknown = sum(not code for *_, code, _ in asked)
    title = f"What the values mean ({count(unknown, 'value')} not known)" if unknown else "What the values mean"
    box = st.expander(title, expanded=bool(unknown), key=f"log-values-{one.id}", on_change="rerun", type="compact")
    if not box.open:
        return
    with box:
        asked.sort(key=lambda entry: bool(entry[3]))
        page = paging.page(f"log-values-page-{one.id}", -(-len(asked) // _COLUMNS))
        sides = st.columns(2)
        for place, (name, heading, wording, code, choices) in enumerate(asked[(page - 1) * _COLUMNS : page * _COLUMNS]):
            options = ["", *choices]
            key = session.key_showing(f"log-value-{one.id}-{name}-{loose(wording)}", code)
            sides[place % 2].selectbox(
                f"“{literal(shortened(wording, 40))}” in {literal(heading)}",
                options,
                options.index(code) if code in options else 0,
                format_func=({"": _NOTE} | choices).__getitem__,
                key=key,
                on_change=logs.take_value,
                args=(assessment.id, one.id, name, loose(wording), key),
            )


def _preview(framework: Framework, rows: Sequence[BroughtItem | BroughtAction]) -> None:
    if not rows:
        return
    shown: list[tuple[str, ...]] = []
    for row in rows[:_ROWS]:
        if isinstance(row, BroughtItem):
            item = row.item
            guessed = " (proposed)" if "aspect" in row.guessed else ""
            tone = framework.polarities[item.polarity].label if item.polarity else ""
            far = framework.maturities[item.maturity].label if item.maturity else ""
            aspect = framework.aspect(item.aspect).title if item.aspect in framework.aspect_ids else item.aspect
            shown.append((str(row.row), item.text, f"{aspect}{guessed}", tone, far, item.owner))
        else:
            action = row.action
            due = f"{action.due:%d/%m/%Y}" if action.due else ""
            shown.append((str(row.row), action.text, action.owner, due, str(action.status).replace("_", " ")))
    heads = (
        ("Row", "Claim", "Aspect", "Tone", "How far along", "Owner")
        if isinstance(rows[0], BroughtItem)
        else ("Row", "Action", "Owner", "By when", "Status")
    )
    st.markdown(f"**The first {count(len(shown), 'row')} as {either(len(shown), 'it', 'they')} would come in**")
    st.html(table("Rows as they would come in", heads, shown, kind="plain"))


def _not_understood(brought: Brought) -> None:
    lines = [f"Row {row.row} is left out: {row.why}" for row in brought.left_out] + list(brought.problems)
    if not lines:
        return
    with st.expander(f"Rows left out and cells not understood ({len(lines)})", type="compact"):
        st.markdown("What is not understood is kept in the note on its item.")
        shown = "\n".join(f"- {literal(line)}" for line in lines[:_MOST_LINES])
        more = f"\n- and {len(lines) - _MOST_LINES} more" if len(lines) > _MOST_LINES else ""
        st.markdown(shown + more)
