"""The findings of a report or the recommendations of a peer challenge as a list to answer, one of them open."""

import streamlit as st

from rubric.english import count, inline, shortened
from rubric.evidence import Assessment
from rubric.evidence.answers import FIELDS, marks_on
from rubric.evidence.last_report import Answer, LastReport, ReportOrigin
from rubric.evidence.personal import ANSWER
from rubric.framework import Framework, Maturity
from rubric.ui.last_report import acts
from rubric.ui.last_report.bringing import SAID, key
from rubric.ui.last_report.desk import LastReportDesk
from rubric.ui.last_report.kept import ANSWERS, thing
from rubric.ui.parts import paging
from rubric.ui.parts.words import safe
from rubric.ui.saved import boxes, saving
from rubric.ui.saved.fields import Fields
from rubric.ui.saved.guard import drawn as guard
from rubric.ui.state import cache, session

PAGE = 6


def listing(assessment: Assessment, report: LastReport, framework: Framework) -> None:
    """What it is, how many of its findings are answered, and each of them, a page at a time."""
    _head(assessment, report)
    noun = report.origin.noun
    memory = session.feature(LastReportDesk)
    titles = {answer.finding: shortened(answer.said, 70) for answer in report.answers}
    boxes.unsaved_elsewhere(ANSWERS, assessment.id, titles, memory.open)
    only = st.toggle("Only what is not answered yet", key=key(report.origin, "open-only"))
    shown = [answer for answer in report.answers if not (only and answer.is_answered and answer.finding != memory.open)]
    if not shown:
        st.success(f"Every {noun} is answered.", icon=":material/check_circle:")
        return
    revision = cache.store().last_report.revision(assessment.id)
    order = [answer.finding for answer in shown]
    wanted = order.index(memory.open) // PAGE + 1 if memory.open in order else None
    page = paging.page(
        key(report.origin, "list"),
        -(-len(shown) // PAGE),
        wanted=wanted,
        on_change=acts.close_answer,
        args=(memory.open,),
    )
    for number, answer in list(enumerate(shown, 1))[(page - 1) * PAGE : page * PAGE]:
        with st.container(border=True, key=f"finding-{number}"):
            st.html(_finding(answer, report.origin, assessment, framework))
            if answer.finding == memory.open:
                _editor(assessment, answer, revision)
            else:
                boxes.clash_box(thing(assessment.id, answer.finding))
                _ways(assessment, report, answer, number)


def _ways(assessment: Assessment, report: LastReport, answer: Answer, number: int) -> None:
    """What can be done about a finding that is not open: answer it, or take it off a list that was read in a letter."""
    verb, told = "Change the answer" if answer.is_answered else "Answer", f":small[{report.origin.noun} {number}]"
    with st.container(horizontal=True, vertical_alignment="center", key=f"ways-{number}"):
        st.button(
            f"{verb} {told}",
            key=f"answer-{answer.finding}",
            icon=":material/edit:",
            on_click=acts.open_answer,
            args=(answer.finding,),
        )
        if report.origin is ReportOrigin.PEER_CHALLENGE:
            st.button(
                f"Leave out {told}",
                key=f"leave-out-{answer.finding}",
                icon=":material/close:",
                type="tertiary",
                help="It is no recommendation, or about something else than learning, improvement and innovation.",
                on_click=acts.leave_out,
                args=(assessment.id, report, answer),
            )


def _head(assessment: Assessment, report: LastReport) -> None:
    origin, total = report.origin, len(report.answers)
    answered = sum(answer.is_answered for answer in report.answers)
    about = [report.authority, f"scored {report.score}" if report.score else "", report.when]
    st.html(f'<p class="label">{safe(", ".join(part for part in about if part) or report.name)}</p>')
    if origin is ReportOrigin.PEER_CHALLENGE:
        written = session.key_showing(key(origin, "date"), report.when)
        st.text_input(
            "When it was, for example May 2025",
            value=report.when,
            max_chars=acts.LONGEST_DATE,
            key=written,
            on_change=acts.redate,
            args=(assessment.id, origin, written),
        )
    st.progress(answered / total if total else 1.0, text=f"{answered} of {count(total, origin.noun)} answered")
    st.button(
        f"Take this {SAID[origin].thing} away",
        key=key(origin, "remove"),
        icon=":material/delete:",
        type="tertiary",
        on_click=acts.take_away,
        args=(assessment.id, report),
    )


def _finding(answer: Answer, origin: ReportOrigin, assessment: Assessment, framework: Framework) -> str:
    title = framework.aspect(answer.aspect).title if answer.aspect in framework.aspect_ids else answer.aspect
    tone = ("tone", framework.polarities[answer.polarity].label)
    far = ("far", f"{inline(framework.maturities[answer.maturity].label)} then")
    # what a peer challenge asks for has no tone, and how far along it was is known only where it was a plan
    asked = [far] if answer.maturity is Maturity.PLANNED else []
    chips = [*(asked if origin is ReportOrigin.PEER_CHALLENGE else (tone, far)), ("aspect", title)]
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
