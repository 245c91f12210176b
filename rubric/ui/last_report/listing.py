"""The findings of the last report as a list to answer: shortfalls and mixed ones first, one of them open."""

from datetime import date

import streamlit as st

from rubric.english import count, inline, long_date, shortened
from rubric.evidence import Assessment
from rubric.evidence.answers import FIELDS, marks_on
from rubric.evidence.last_report import Answer, LastReport
from rubric.evidence.personal import ANSWER
from rubric.framework import Framework
from rubric.ui.last_report import acts
from rubric.ui.last_report.desk import LastReportDesk
from rubric.ui.last_report.kept import ANSWERS, PLACE, thing
from rubric.ui.parts import paging
from rubric.ui.parts.uploads import megabytes
from rubric.ui.parts.words import literal, safe
from rubric.ui.saved import boxes, saving
from rubric.ui.saved.fields import Fields
from rubric.ui.saved.guard import drawn as guard
from rubric.ui.state import cache, session

ENDINGS = ["txt", "htm", "html", "docx", "pdf"]
PAGE = 6
_UPLOAD = "last-report-file"


def messages(assessment: Assessment) -> None:
    """An error, words that were not saved, and the report that was taken away last."""
    if error := session.take_note(PLACE):
        st.error(literal(error))
    removed = session.feature(LastReportDesk).removed
    if removed is not None and assessment.last_report is None:
        with st.container(horizontal=True, vertical_alignment="center", key="last-report-removed"):
            st.html('<p role="status" class="quiet">The report and its answers were taken away.</p>', width="content")
            st.button(
                "Undo",
                key="last-report-undo",
                icon=":material/undo:",
                on_click=acts.put_back,
                args=(assessment.id, removed),
            )


def bringing(assessment: Assessment) -> None:
    """The box for the report's file, and the one for its text."""
    file = st.file_uploader(
        "Your own published report",
        type=ENDINGS,
        key=session.turn(_UPLOAD),
        max_upload_size=megabytes(),
        help="As CQC published it: text, a saved web page, a Word document or a PDF with text.",
    )
    if file is not None:
        with st.spinner("Reading the report…"):
            acts.read_file(assessment.id, file.name, file.getvalue())
        session.next_turn(_UPLOAD)
        st.rerun()
    with st.expander("Or paste its text", type="compact"):
        key = session.turn("last-report-pasted")
        st.text_area("Text of the report", height=120, key=key)
        st.button("Read the pasted text", key="last-report-read", on_click=acts.read_pasted, args=(assessment.id, key))


def listing(assessment: Assessment, report: LastReport, framework: Framework) -> None:
    """What the report is, how many of its findings are answered, and each of them, a page at a time."""
    _head(assessment, report)
    memory = session.feature(LastReportDesk)
    titles = {answer.finding: shortened(answer.said, 70) for answer in report.answers}
    boxes.unsaved_elsewhere(ANSWERS, assessment.id, titles, memory.open)
    only = st.toggle("Only what is not answered yet", key="last-report-open-only")
    shown = [answer for answer in report.answers if not (only and answer.is_answered and answer.finding != memory.open)]
    if not shown:
        st.success("Every finding is answered.", icon=":material/check_circle:")
        return
    revision = cache.store().last_report.revision(assessment.id)
    order = [answer.finding for answer in shown]
    wanted = order.index(memory.open) // PAGE + 1 if memory.open in order else None
    page = paging.page(
        "last-report", -(-len(shown) // PAGE), wanted=wanted, on_change=acts.close_answer, args=(memory.open,)
    )
    for number, answer in list(enumerate(shown, 1))[(page - 1) * PAGE : page * PAGE]:
        with st.container(border=True, key=f"finding-{number}"):
            st.html(_finding(answer, assessment, framework))
            if answer.finding == memory.open:
                _editor(assessment, answer, revision)
            else:
                boxes.clash_box(thing(assessment.id, answer.finding))
                verb = "Change the answer" if answer.is_answered else "Answer"
                st.button(
                    f"{verb} :small[finding {number}]",
                    key=f"answer-{answer.finding}",
                    icon=":material/edit:",
                    on_click=acts.open_answer,
                    args=(answer.finding,),
                )


def _head(assessment: Assessment, report: LastReport) -> None:
    answered = sum(answer.is_answered for answer in report.answers)
    about = [report.authority, f"scored {report.score}" if report.score else "", _day(report.date)]
    st.html(f'<p class="label">{safe(", ".join(part for part in about if part) or report.name)}</p>')
    total = len(report.answers)
    st.progress(answered / total if total else 1.0, text=f"{answered} of {count(total, 'finding')} answered")
    st.button(
        "Take this report away",
        key="last-report-remove",
        icon=":material/delete:",
        type="tertiary",
        on_click=acts.take_away,
        args=(assessment.id, report),
    )


def _day(written: str) -> str:
    """The report's date in words, where it is a day as the readers write it; else as it is."""
    try:
        return long_date(date.fromisoformat(written))
    except ValueError:
        return written


def _finding(answer: Answer, assessment: Assessment, framework: Framework) -> str:
    title = framework.aspect(answer.aspect).title if answer.aspect in framework.aspect_ids else answer.aspect
    chips = (
        ("tone", framework.polarities[answer.polarity].label),
        ("far", f"{inline(framework.maturities[answer.maturity].label)} then"),
        ("aspect", title),
    )
    lines = [
        f'<p class="chips">{"".join(f"<span class={kind}>{safe(text)}</span>" for kind, text in chips)}</p>',
        f'<p class="claim">{safe(answer.said)}</p>',
    ]
    facts = [(row.label, getattr(answer, row.name)) for row in FIELDS]
    told = "".join(f"<div><dt>{label}</dt><dd>{safe(text)}</dd></div>" for label, text in facts if text)
    lines.append(f'<dl class="facts">{told}</dl>' if told else "")
    if marks := marks_on(answer, assessment):
        lines.append(f'<p class="todo">{safe("; ".join(marks).capitalize())}</p>')
    return "".join(lines)


def _editor(assessment: Assessment, answer: Answer, revision: int) -> None:
    kept = thing(assessment.id, answer.finding)
    saving.mark_seen(kept, revision)
    boxes.boxes(kept)
    fields = Fields(kept)
    for row in FIELDS:
        text = getattr(answer, row.name)
        fields.words(row, text)
        guard.beside(assessment, f"{ANSWER}:{answer.finding}", row.name, text)
    items = {item.id: shortened(item.text, 80) or "An item with no words yet" for item in assessment.evidence}
    fields.several("items", "Evidence that answers it", items, answer.items)
    actions = {action.id: shortened(action.text, 80) or "An action with no words" for action in assessment.actions}
    fields.several("actions", "Actions that answer it", actions, answer.actions)
    with st.container(horizontal=True, vertical_alignment="center", key="answered"):
        st.button(
            "Done", key=f"answered-{answer.finding}", type="primary", on_click=acts.close_answer, args=(answer.finding,)
        )
        boxes.saved_line()
