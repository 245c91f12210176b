"""The improvement plan as a board and as a list: how it stands, each action in short, and what can be done with it."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from rubric import workflow
from rubric.draft.calendar import due_dates
from rubric.draft.documents.own_templates import PLAN
from rubric.draft.steps import STATUS
from rubric.english import count, listed, long_date, shortened
from rubric.evidence import Assessment
from rubric.evidence.plan import Keeper, Line, tally, with_status
from rubric.framework import Framework
from rubric.storage import Store
from rubric.ui.parts import files, navigation, paging, states
from rubric.ui.parts.own_template import own_template
from rubric.ui.parts.words import kept_for, literal, safe
from rubric.ui.plan import acts, editor
from rubric.ui.plan.kept import thing
from rubric.ui.saved import saving
from rubric.ui.saved.guard import drawn as guard
from rubric.ui.state import cache, session
from rubric.ui.state.desk import Drawn

VIEWS = ("Board", "Timeline", "List")
IN_COLUMN = 3  # cards a column and page: with a menu each, as many live widgets as a page should have
IN_LIST = 5
MOST_REMOVED = 8  # of those removed, a page


def remember(assessment: Assessment, lines: Sequence[Line]) -> None:
    """Record which revisions are on screen, so that a colleague's later change counts as not seen."""
    drawn = session.feature(Drawn)
    revisions = {Keeper.ITEM: drawn.items, Keeper.PLAN: drawn.plan}
    for line in lines:
        saving.mark_seen(thing(assessment.id, line.key), revisions[line.keeper].get(line.id))


def standing(lines: Sequence[Line], on: date) -> None:
    """How many actions are open, overdue, due soon and done, and how many are not ready to be followed up."""
    totals = tally(lines, on)
    late = f":material/alarm: **{totals.overdue} overdue**" if totals.overdue else "0 overdue"
    parts = [f"**{totals.open} open**", late, f"{totals.soon} due within 30 days", f"**{totals.done} done**"]
    with st.container(gap="xsmall"):  # one place, whatever is in it: else the form below would be drawn anew
        st.markdown(" · ".join(parts))
        if totals.unready:
            st.caption(f"{count(totals.unready, 'open action')} still without words, an owner, a date or a measure.")


def nothing_yet() -> None:
    """The message shown in place of an empty plan."""
    states.empty(
        "No action is in the plan yet. Add one, take a suggestion below, or give a piece of evidence its next step: "
        "that shows here too."
    )
    navigation.link("evidence", "Go to your evidence", icon=":material/edit_note:")


def board(assessment: Assessment, lines: Sequence[Line], on: date) -> None:
    """A column for each status, a page of cards at a time."""
    menus = editor.opened(lines) is None
    columns = {status: with_status(lines, status) for status in STATUS}
    page = _page("plan-board-page", list(columns.values()), IN_COLUMN)
    for place, (status, column_lines) in zip(st.columns(len(columns)), columns.items(), strict=True):
        with place:
            st.html(f'<h2 class="card-title">{STATUS[status]} ({len(column_lines)})</h2>')
            shown = column_lines[page * IN_COLUMN :][:IN_COLUMN]
            if not shown:
                st.html(f'<p class="quiet">{"None on this page." if column_lines else "None."}</p>')
            for line in shown:
                with st.container(border=True, key=f"card-{line.key}", gap="xsmall"):
                    st.html(_words(line, on))
                    if menus:
                        _menu(assessment, line)


def listing(assessment: Assessment, framework: Framework, lines: Sequence[Line], on: date) -> None:
    """Every action in order of date, with all that is agreed on it, a page at a time."""
    page = _page("plan-list-page", [lines], IN_LIST)
    titles, menus = {aspect.id: aspect.title for aspect in framework.aspects}, editor.opened(lines) is None
    for line in lines[page * IN_LIST :][:IN_LIST]:
        parts = [STATUS[line.status]]
        if line.measure.strip():
            parts.append(f"We will know by: {line.measure}")
        if topics := [titles.get(aspect, aspect) for aspect in line.aspects]:
            kind = "Next step on evidence in" if line.keeper is Keeper.ITEM else "For"
            parts.append(f"{kind} {listed([f'“{topic}”' for topic in topics])}")
        row = st.container(
            border=True, horizontal=True, wrap=False, vertical_alignment="center", key=f"card-{line.key}"
        )
        with row:
            st.html(_words(line, on, parts))
            if menus:
                _menu(assessment, line)


def _menu(assessment: Assessment, line: Line) -> None:
    """A menu that opens an action, moves it or takes it away. While one is open, none has it."""
    key = f"change-{line.key}"
    labels = {acts.EDIT: "Edit", acts.REMOVE: "Remove"}
    labels |= {status: f"Move to {words}" for status, words in STATUS.items() if status is not line.status}
    st.menu_button(
        f"Change :small[{literal(shortened(line.text, 40)) or 'an action with no words yet'}]",
        [acts.EDIT, *(status for status in STATUS if status is not line.status), acts.REMOVE],
        key=key,
        icon=":material/more_horiz:",
        type="tertiary",
        format_func=lambda choice: labels[choice],
        on_click=acts.choose,
        args=(assessment.id, line, key, STATUS),
    )


def when(line: Line) -> str:
    """ "by 3 March 2027", or that there is no date yet."""
    return f"by {long_date(line.due)}" if line.due else "no date yet"


def _words(line: Line, on: date, more: Sequence[str] = ()) -> str:
    """An action, whether it is overdue, who leads on it by when, `more`, and what is still to agree; all is escaped."""
    late = line.days_late(on)
    said = [f'<span class="todo">Overdue by {count(late, "day")}</span>'] if late else []
    said += [safe(one) for one in (f"{line.owner or 'No owner yet'}, {when(line)}", *more)]
    words = [f'<p class="claim">{safe(line.text) or "<em>Nothing written yet</em>"}</p>']
    words.append(f'<p class="quiet">{" · ".join(said)}</p>')
    if line.missing:
        words.append(f'<p class="todo">Still to agree: {safe(listed(list(line.missing)))}.</p>')
    return "".join(words)


def take_away(assessment: Assessment, framework: Framework, lines: Sequence[Line], on: date) -> None:
    """The plan as a Word document and as a calendar of due dates, made when asked for, and the way to a workbook."""
    more = st.expander("Take the plan with you", key="plan-files", on_change="rerun", type="compact")
    if not more.open:
        return
    with more:
        if guard.gate(assessment, "plan"):
            _files(assessment, framework, lines, on)
        navigation.link("files", "As an Excel workbook", icon=":material/table:")


def _files(assessment: Assessment, framework: Framework, lines: Sequence[Line], on: date) -> None:
    kind = files.choose("plan-format")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            f"Download {kind.label}",
            kind.of(partial(_plan, assessment, framework, cache.store(), on)),
            file_name=f"improvement-plan-{on:%Y-%m-%d}.{kind.ending}",
            mime=kind.mime,
            key="plan-word",
            icon=":material/download:",
            on_click="ignore",
        )
        st.download_button(
            "Download due dates",
            partial(due_dates, lines, assessment, framework, on),
            file_name=f"improvement-plan-{on:%Y-%m-%d}.ics",
            mime="text/calendar",
            key="plan-calendar",
            icon=":material/calendar_month:",
            on_click="ignore",
            disabled=not any(line.due and not line.is_done for line in lines),
            help="A calendar file: open it in Outlook, and each open action with a date is an all-day event.",
        )


def _plan(assessment: Assessment, framework: Framework, store: Store, on: date) -> bytes:
    """The plan in the council's own template, where it has one; made in a thread without a session."""
    return workflow.plan(assessment, framework, on=on, template=own_template(store, assessment.id, PLAN))


def _page(key: str, columns: Sequence[Sequence[Line]], most: int) -> int:
    """Which page to show, from 0, with a way to the others where there are any.

    The page with the open action comes by itself, and a page that is no longer there gives way to the last.
    """
    pages = max(-(-len(lines) // most) for lines in columns)
    opened = session.opened().action
    keys = [[line.key for line in lines] for lines in columns]
    pages_with_open = [column.index(opened) // most + 1 for column in keys if opened in column]
    wanted = pages_with_open[0] if pages_with_open else None
    return paging.page(key, pages, wanted=wanted, on_change=acts.close, args=(opened,)) - 1


def removed(assessment: Assessment) -> None:
    """The actions that were removed from the plan and are not erased yet, for everybody to put back."""
    gone = cache.store().plan.removed(assessment.id)
    if not gone or not st.toggle(f"Show removed actions ({len(gone)})", key="show-removed-actions"):
        return
    st.caption(
        f"Each can be put back until it is erased for good, {kept_for()} after it was removed. "
        "A next step that was taken from an item is in that item’s history."
    )
    page = paging.page("removed-actions-page", -(-len(gone) // MOST_REMOVED))
    for action in gone[(page - 1) * MOST_REMOVED : page * MOST_REMOVED]:
        text = literal(shortened(action.text) or "An action with no words yet")
        with st.container(horizontal=True, vertical_alignment="center", key=f"gone-{action.id}"):
            st.markdown(text, width="content")
            st.button(
                f"Put back :small[{text}]",
                key=f"back-{action.id}",
                on_click=acts.put_back,
                args=(assessment.id, action.id),
            )
