"""Writing notes on the draft page: how many there are, each with its reason and a link to its subject.

A note that does not hold can be set aside with a reason, and brought back.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TypeVar

import streamlit as st

from rubric.draft.model import Draft, Section
from rubric.draft.outline import ACTIONS
from rubric.draft.passages import passages
from rubric.english import capital, shortened
from rubric.evidence import Assessment
from rubric.evidence.lint import Note, Severity, Waived, rule_book, split_waived
from rubric.evidence.personal import kind_in_words
from rubric.framework import Framework
from rubric.ui.draft import acts
from rubric.ui.draft.desk import DraftDesk
from rubric.ui.parts import navigation, paging
from rubric.ui.parts.words import clock, literal, safe
from rubric.ui.saved import who
from rubric.ui.state import cache, session

PAGE = 4  # notes a page: with a link and a button each, as many live widgets as a page should have
WAIVED_PAGE = 3
MOST_NOTES = 3  # on a card: more than three at once is not read
MOST_BESIDE = 2  # beside the section in front
PANEL = "writing"
_ALL = "all"
Found = tuple[tuple[Note, ...], tuple[Waived, ...]]
Row = TypeVar("Row")


def show(assessment: Assessment, draft: Draft, found: Found) -> None:
    """The panel, drawn on demand: what to see to before sending, counts, a filter, the notes, and those set aside."""
    notes, waived = found
    first = f"Before you send it ({len(draft.notes)}), and writing notes" if draft.notes else "Writing notes"
    label = f"{first} ({len(notes)})"
    panel = st.expander(label, icon=":material/rate_review:", key=PANEL, on_change="rerun")
    if not panel.open:
        return
    with panel:
        if draft.notes:
            st.markdown("\n".join(f"- {literal(note)}" for note in draft.notes))
        st.html(f'<p role="status">{safe(tally(notes))}</p>')
        if not session.feature(DraftDesk).waiving:  # or else beside the reason that is asked for
            _show_error()
        if notes:
            _listing(assessment, notes)
        if waived:
            _set_aside(assessment, waived)


def beside(notes: Sequence[Note], ahead: Sequence[str] = ()) -> None:
    """The notes of the section in front, the first few in full; how to answer them stands in the panel.

    `ahead` are sentences on this section that are to be seen to before the draft is sent: they come first, all of them.
    """
    lines = [f'<p class="note todo">{safe(sentence)}</p>' for sentence in ahead]
    lines += [
        f'<p class="note">{safe(note.message)} <span class="quiet">{safe(_said(note))}</span></p>'
        for note in notes[:MOST_BESIDE]
    ]
    if len(notes) > MOST_BESIDE:
        lines.append(f'<p class="quiet">{len(notes) - MOST_BESIDE} more under “Writing notes”.</p>')
    found = "".join(lines) or '<p class="quiet">Nothing stands out.</p>'
    st.html(f'<h3 class="label">Notes on this section ({len(notes) + len(ahead)})</h3>{found}')


def _said(note: Note) -> str:
    return f"“{shortened(note.quote, 60)}”" if note.quote else ""


def of_section(
    notes: Sequence[Note], section: Section, numbers: Mapping[str, int], *, with_items: bool
) -> tuple[Note, ...]:
    """The notes on a section's words and, `with_items`, on the evidence it cites; the plan's are those of its section.

    `numbers` are the items' numbers by id.
    """
    subjects = {f"section:{section.id}"}
    if with_items:
        cited = set(section.evidence)
        subjects |= {f"item:{item}" for item, number in numbers.items() if number in cited}
    return tuple(
        note
        for note in notes
        if note.subject in subjects or (section.id == ACTIONS.id and note.subject.startswith("action:"))
    )


def found_in(assessment: Assessment, framework: Framework, draft: Draft) -> Found:
    """The notes to show, and those set aside."""
    found = cache.notes(assessment, framework, passages(draft), draft.on)
    return split_waived(found, assessment.waivers, _changed(assessment))


def tally(notes: Sequence[Note]) -> str:
    """How many notes of each severity: "2 to put right, 1 to strengthen, none worth a look"."""
    if not notes:
        return "Nothing stands out in the words of your evidence, plan and draft."
    labels = {Severity.MUST: "to put right", Severity.SHOULD: "to strengthen", Severity.COULD: "worth a look"}
    counts = {severity: sum(note.severity is severity for note in notes) for severity in labels}
    return ", ".join(f"{counts[severity] or 'none'} {words}" for severity, words in labels.items()) + "."


def _show_error() -> None:
    if error := session.take_note(acts.NOTES):
        st.error(literal(error))


def _changed(assessment: Assessment) -> Mapping[str, datetime]:
    """When the words of each subject with a waiver were last changed, as far as the history has it."""
    if not assessment.waivers:
        return {}
    changed = {f"section:{edit.section}": edit.at for edit in assessment.edits}
    store = cache.store()
    histories = {
        f"item:{item.id}": partial(store.items.history, assessment.id, item.id) for item in assessment.evidence
    }
    histories |= {
        f"action:{action.id}": partial(store.plan.history, assessment.id, action.id) for action in assessment.actions
    }
    for waiver in assessment.waivers:
        if waiver.subject in histories and (former := histories[waiver.subject]()):
            changed[waiver.subject] = former[0].at
    return changed


def _listing(assessment: Assessment, notes: Sequence[Note]) -> None:
    labels: dict[str, str] = {_ALL: "All"} | {
        str(severity): words for severity, words in rule_book().severities.items()
    }
    chosen = st.segmented_control(
        "Show",
        [_ALL, *Severity],
        format_func=lambda severity: labels[severity],
        default=_ALL,
        required=True,
        key="writing-show",
    )
    shown = [note for note in notes if chosen in (_ALL, note.severity)]
    if not shown:
        st.html('<p class="quiet">None of this kind.</p>')
    for note in _page("writing-page", shown, PAGE):
        _one(assessment, note)


def _one(assessment: Assessment, note: Note) -> None:
    name = f"{note.rule}-{note.subject.replace(':', '-')}"
    asking = session.feature(DraftDesk).waiving
    with st.container(border=True, key=f"note-{name}"):
        st.html(_body(assessment, note))
        with st.expander("Why?", type="compact", key=f"why-{name}"):
            st.html(
                f'<p>{safe(note.reason)}</p><dl class="facts"><div><dt>Speaks up for</dt><dd>{safe(note.example)}</dd>'
                f"</div><div><dt>Reads better</dt><dd>{safe(note.better)}</dd></div></dl>"
            )
        if asking == name:
            _ask(assessment, note, name)
            return
        with st.container(horizontal=True, vertical_alignment="center", key=f"do-{name}"):
            _jump(assessment, note)
            if not asking:
                st.button(
                    f"Not here :small[{literal(shortened(note.message, 40))}]",
                    key=f"waive-{name}",
                    type="tertiary",
                    icon=":material/do_not_disturb_on:",
                    on_click=acts.ask_why,
                    args=(name,),
                )


def _body(assessment: Assessment, note: Note) -> str:
    severity = rule_book().severities[note.severity]
    tone = ' class="tone"' if note.severity is Severity.MUST else ""
    parts = [
        f'<p class="chips"><span{tone}>{safe(severity)}</span><span>{safe(note.where)}</span></p>',
        f'<p class="claim">{safe(note.message)}</p>',
    ]
    about = _about(assessment, note.subject)
    if about:
        parts.append(f'<p class="quiet">{safe(shortened(about, 160))}</p>')
    if note.quote:
        parts.append(f'<p class="quiet">The words: “{safe(shortened(note.quote, 120))}”</p>')
    return "".join(parts)


def _about(assessment: Assessment, subject: str) -> str:
    """The words of the item or action that is a note's subject; "" for a section, which is named already."""
    kind, _, subject_id = subject.partition(":")
    rows = assessment.evidence if kind == "item" else assessment.actions if kind == "action" else []
    return next((row.text for row in rows if row.id == subject_id), "")


def _jump(assessment: Assessment, note: Note) -> None:
    kind, _, subject_id = note.subject.partition(":")
    words = literal(shortened(_about(assessment, note.subject), 40))
    if kind == "item":
        navigation.link(
            "evidence",
            f"Open the evidence :small[{words}]",
            icon=":material/edit:",
            aspect=note.aspect,
            item=subject_id,
        )
    elif kind == "action":
        navigation.link("plan", f"Open the plan :small[{words}]", icon=":material/edit:", action=subject_id)
    else:
        navigation.link("draft", f"Go to “{literal(note.where)}”", icon=":material/edit:", edit=subject_id)


def _ask(assessment: Assessment, note: Note, name: str) -> None:
    key = f"reason-{name}"
    st.text_input(
        "Why does this note not hold here?",
        key=key,
        max_chars=acts.LONGEST_REASON,
        help="Kept with your name and the day, so that others know. It holds until somebody brings the note back.",
    )
    _show_error()
    who.field(f"who-{name}")
    with st.container(horizontal=True, key=f"asked-{name}"):
        st.button(
            "Set aside",
            key=f"aside-{name}",
            type="primary",
            on_click=acts.set_aside,
            args=(assessment.id, name, note.rule, note.subject, key),
        )
        st.button("Keep the note", key=f"keep-{name}", on_click=acts.ask_no_more, args=(name, key))


def _set_aside(assessment: Assessment, waived: Sequence[Waived]) -> None:
    panel = st.expander(f"Set aside ({len(waived)})", key="writing-waived", on_change="rerun", type="compact")
    if not panel.open:
        return
    with panel:
        for waived_note in _page("waived-page", waived, WAIVED_PAGE):
            waiver = waived_note.waiver
            name = f"{waiver.rule}-{waiver.subject.replace(':', '-')}"
            st.html(_waived_body(assessment, waived_note))
            st.button(
                f"Bring back :small[{literal(shortened(waiver.reason, 40))}]",
                key=f"back-{name}",
                type="tertiary",
                icon=":material/undo:",
                on_click=acts.bring_back,
                args=(assessment.id, waiver.rule, waiver.subject),
            )


def _waived_body(assessment: Assessment, waived_note: Waived) -> str:
    waiver, rule = waived_note.waiver, rule_book().rule(waived_note.waiver.rule)
    message = (
        waived_note.note.message
        if waived_note.note
        else rule.message.split(";")[0]
        if rule
        else capital(kind_in_words(waiver.rule))
    )
    by = f"{waiver.by}, {clock(waiver.at)}" if waiver.by else clock(waiver.at)
    parts = [f"<p>{safe(message)}</p>"]
    about = waived_note.note.where if waived_note.note else ""
    words = shortened(_about(assessment, waiver.subject), 120)
    if about or words:
        parts.append(f'<p class="quiet">{safe(": ".join(part for part in (about, words) if part))}</p>')
    parts.append(f'<p class="quiet">Set aside because: {safe(waiver.reason)} ({safe(by)})</p>')
    if waived_note.note is None:
        parts.append('<p class="quiet">The words no longer give cause for this note.</p>')
    elif waived_note.changed:
        parts.append('<p class="todo">The words have changed since: check that the reason still holds.</p>')
    return "".join(parts)


def _page(key: str, rows: Sequence[Row], most: int) -> Sequence[Row]:
    """The rows of the list's open page; a page number that is too high gives way to the last page."""
    pages = -(-len(rows) // most)
    page = paging.page(key, pages) - 1
    return rows[page * most : (page + 1) * most]
