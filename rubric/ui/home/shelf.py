"""The home page's parts: a card for each assessment, a new one, a file brought in, and the archive."""

import streamlit as st

from rubric.english import count, inline
from rubric.storage import Summary
from rubric.ui.home import acts
from rubric.ui.home.desk import HomeDesk, Panel
from rubric.ui.parts import navigation, paging
from rubric.ui.parts.download import assessment_as_file
from rubric.ui.parts.words import clock, erased_after, kept_for, literal, safe
from rubric.ui.saved import saving
from rubric.ui.saved.boxes import boxes
from rubric.ui.saved.details import thing
from rubric.ui.saved.fields import Fields
from rubric.ui.saved.guard import drawn as guard
from rubric.ui.state import cache, session
from rubric.ui.state.desk import Gone

PAGE = 6
MOST_RECEIPTS = 20
WHAT_HAPPENS = """
- What you type is kept in the database of whoever runs this tool: on your own computer, that is a file there. Nothing
  is sent anywhere else. The pages load nothing from the internet, and no usage figures are collected.
- What you type is saved as you type, in each pause and when you leave the field. Until then your browser keeps it, on
  this computer and for 30 days at the most. So it does with pasted text that is not read yet and with a form that is
  not sent. Where others use the computer too, leave the field or send the form before you go.
- What you change is kept in a history. What you delete is erased for good after {days}, with its history.
- Everybody who can open this tool can read and change its assessments. There are no separate accounts.
- Please leave out names and anything else that could identify a person who draws on care or support. What looks like
  that is pointed out as you type and before a file is taken away; not everything can be found.
- The predicted band is worked out here, from what you typed and from published reports. It is not sent to CQC.
"""


def cards(summaries: list[Summary]) -> None:
    """A card for each assessment, a page at a time."""
    pages = -(-len(summaries) // PAGE)
    page = paging.page("assessments-page", pages)
    for summary in summaries[(page - 1) * PAGE : page * PAGE]:
        with st.container(border=True, key=f"assessment-{summary.id}"):
            _card(summary)


def _card(summary: Summary) -> None:
    title = summary.title or "Untitled assessment"
    where = ", ".join(part for part in (summary.council, summary.period) if part)
    example = ' <span class="tag">Example</span>' if summary.is_example else ""
    so_far = [count(summary.aspects, "aspect") + " with evidence", count(summary.items, "item")]
    so_far += [f"{summary.skipped} skipped"] if summary.skipped else []
    st.html(
        f'<h3 class="card-title">{safe(title)}{example}</h3><p class="quiet">{safe(where)}</p>'
        f'<p class="quiet">{" · ".join(so_far)} · last saved {clock(summary.updated)}</p>'
    )
    with st.container(horizontal=True, key=f"do-{summary.id}"):
        st.button(
            f"Open :small[{literal(title)}]",
            key=f"open-{summary.id}",
            type="primary",
            on_click=navigation.go_to,
            args=(summary.id, "tasks"),
        )
        st.button(
            f"More :small[about {literal(title)}]",
            key=f"more-{summary.id}",
            icon=":material/more_horiz:",
            on_click=acts.show_panel,
            args=(summary.id,),
        )
    if session.feature(Panel).assessment == summary.id:
        _panel(summary, title)


def _panel(summary: Summary, title: str) -> None:
    """Everything else that can be done with an assessment; each detail is saved as it is left."""
    stored = cache.store().assessments.get(summary.id)
    kept = thing(summary.id)
    saving.mark_seen(kept, summary.revision)
    boxes(kept)
    fields = Fields(kept)
    left, right = st.columns(2)
    for column, name, label in (
        (left, "title", "Title"),
        (right, "council", "Council"),
        (left, "period", "Period it covers"),
        (right, "lead", "Lead"),
    ):
        with column:
            fields.text(name, label, getattr(stored, name))
    may_leave = guard.gate(stored, f"home-{summary.id}")
    with st.container(horizontal=True):
        st.button(
            "Duplicate",
            key=f"duplicate-{summary.id}",
            icon=":material/content_copy:",
            on_click=acts.duplicate,
            args=(summary.id, f"Copy of {title}"),
        )
        if may_leave:
            st.download_button(
                "Save as a file",
                assessment_as_file(summary.id),
                file_name="assessment.json",
                mime="application/json",
                key=f"export-{summary.id}",
                icon=":material/download:",
                on_click="ignore",
            )
        st.button(
            "Archive",
            key=f"archive-{summary.id}",
            icon=":material/inventory_2:",
            on_click=acts.archive,
            args=(summary.id,),
        )
        st.button(
            "Delete",
            key=f"ask-delete-{summary.id}",
            icon=":material/delete:",
            type="tertiary",
            on_click=acts.ask_to_delete,
            args=(summary.id, True),
        )
    if session.feature(Panel).asking:
        _really(summary, title)


def _really(summary: Summary, title: str) -> None:
    """The question before an assessment is deleted."""
    st.warning(
        f"Delete “{literal(title)}” with {count(summary.items, 'item')}, for everybody who uses this tool? "
        f"It can be put back from this page for {kept_for()}.",
        icon=":material/delete:",
    )
    with st.container(horizontal=True, key=f"really-{summary.id}"):
        st.button("Yes, delete it", key=f"delete-{summary.id}", on_click=acts.delete, args=(summary.id, title))
        st.button("No, keep it", key=f"keep-{summary.id}", on_click=acts.ask_to_delete, args=(summary.id, False))


def deleted_line() -> None:
    """The assessment deleted last, with an undo button."""
    gone = session.feature(HomeDesk).deleted
    if gone is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="deleted"):
        st.html(f'<p role="status" class="quiet">Deleted “{safe(gone.label)}”. {erased_after()}</p>', width="content")
        st.button("Undo", key="undo-delete", icon=":material/undo:", on_click=acts.undelete, args=(gone,))


def show_error() -> None:
    """The error of the last click on this page, if there was one."""
    error = session.take_note("home")
    if error:
        st.error(literal(error))


def new_assessment(*, expanded: bool) -> None:
    """The form that starts an assessment, open if `expanded`."""
    with st.expander("New assessment", expanded=expanded, icon=":material/add:"), st.form("new", border=False):
        left, right = st.columns(2)
        left.text_input("Council", placeholder="Exampleshire County Council", key="new-council")
        right.text_input("Title", placeholder="Self-assessment 2026", key="new-title")
        left.text_input("Period it covers", placeholder="April 2025 to March 2026", key="new-period")
        right.text_input("Lead", placeholder="Your name or role", key="new-lead")
        st.form_submit_button(
            "Start the assessment",
            type="primary",
            key="new-start",
            on_click=acts.start,
            args=("new-council", "new-title", "new-period", "new-lead"),
        )
        error = session.take_note(acts.START)
        if error:
            st.error(literal(error))


def archived() -> None:
    """The archived assessments, shown on demand."""
    put_away = cache.store().assessments.summaries(archived=True)
    put_away = [summary for summary in put_away if summary.archived]
    if not put_away or not st.toggle(f"Show archived assessments ({len(put_away)})", key="show-archived"):
        return
    for summary in put_away:
        with st.container(horizontal=True, vertical_alignment="center", key=f"archived-{summary.id}"):
            st.markdown(f"{literal(summary.title or 'Untitled')}, {literal(summary.council)}", width="content")
            st.button(
                f"Bring back :small[{literal(summary.title)}]",
                key=f"unarchive-{summary.id}",
                on_click=acts.unarchive,
                args=(summary.id,),
            )


def deleted() -> None:
    """The deleted assessments that are not erased yet, shown on demand."""
    gone = cache.store().assessments.removed()
    if not gone or not st.toggle(f"Show deleted assessments ({len(gone)})", key="show-deleted"):
        return
    st.caption(f"Each can be put back until it is erased for good, {kept_for()} after it was deleted.")
    for summary in gone:
        with st.container(horizontal=True, vertical_alignment="center", key=f"deleted-{summary.id}"):
            st.markdown(f"{literal(summary.title or 'Untitled')}, {literal(summary.council)}", width="content")
            st.button(
                f"Put back :small[{literal(summary.title)}]",
                key=f"undelete-{summary.id}",
                on_click=acts.undelete,
                args=(Gone(summary.id, "", summary.title),),
            )


def receipts() -> None:
    """What was erased for good so far: how many of what, and when."""
    kept = cache.store().receipts()
    if not kept or not st.toggle(f"Show what was erased for good ({len(kept)})", key="show-receipts"):
        return
    for receipt in kept[:MOST_RECEIPTS]:
        st.html(f"<p>{clock(receipt.at)}: {safe(inline(receipt.erased.sentence))}</p>")


def what_happens() -> None:
    """Where typed words are kept and who can see them."""
    with st.expander("What happens to what I type?", icon=":material/lock:"):
        st.markdown(WHAT_HAPPENS.format(days=kept_for()))
