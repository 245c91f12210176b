"""An action of the plan open for editing. Each field is saved as it is left; what a save met is shown above."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypedDict

import streamlit as st

from rubric.draft.steps import STATUS
from rubric.english import long_date, shortened
from rubric.evidence import ActionStatus, Assessment
from rubric.evidence.plan import Keeper, Line
from rubric.framework import Framework
from rubric.ui.parts import navigation
from rubric.ui.parts.words import literal, safe
from rubric.ui.plan import acts
from rubric.ui.saved.boxes import clash_box, saved_line, unsaved_box
from rubric.ui.saved.fields import EARLIEST, LATEST, in_range
from rubric.ui.state import session
from rubric.ui.state.unsettled import Unsaved

_FIELDS = {
    "text": "words",
    "due": "date",
    "aspects": "topics",
    "evidence": "links to evidence",
}
_LABEL = 70


def just_added(assessment: Assessment, framework: Framework, lines: Sequence[Line]) -> int:
    """The action that was added last, open above the others, near the button that made it; how many widgets."""
    plan = session.desk().plan
    line = next((one for one in lines if one.key == plan.editing == plan.added), None)
    return open_here(assessment, framework, line) if line else 0


def open_here(assessment: Assessment, framework: Framework, line: Line, *, narrow: bool = False) -> int:
    """The card of an action that is open, `narrow` where it stands in a column; how many widgets it took."""
    with st.container(border=True, key=f"open-{line.key}"):
        _clash(assessment, line)
        _unsaved(session.desk().lines.unsaved(assessment.id, line.key))
        widgets = _fields(assessment, framework, line, narrow=narrow)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button("Finish", key="plan-done", type="primary", on_click=acts.close, args=(line.key,))
            st.button(
                "Remove this action",
                key="plan-remove",
                icon=":material/delete:",
                type="tertiary",
                on_click=acts.remove,
                args=(assessment.id, line),
            )
            saved_line()
    return widgets + 2


def told(assessment: Assessment, lines: Sequence[Line]) -> None:
    """What came of the last click, what went wrong, what was removed last, and words for a line that is gone."""
    wrong = session.take_note(acts.PLACE)
    if wrong:
        st.error(literal(wrong))
    plan = session.desk().plan
    said = session.take_note(acts.SAID)
    gone = plan.removed
    with st.container(horizontal=True, vertical_alignment="center", key="plan-told"):
        if gone and not said:
            said = f"Removed “{gone.label}”."
        st.html(f'<p role="status" class="quiet">{safe(said)}</p>', width="content")
        if gone:
            label = "Undo" if said.startswith("Removed") else f"Undo removing “{literal(gone.label)}”"
            st.button(label, key="plan-undo", icon=":material/undo:", on_click=acts.bring_back, args=(gone,))
    there = {line.key: line for line in lines}
    for left in session.desk().lines.in_all(assessment.id):
        if left.of in there and left.of == plan.editing:
            continue  # told where it is open
        with st.container(border=True, key=f"plan-orphan-{left.of}"):
            if left.of in there:
                st.markdown(f"**{literal(shortened(there[left.of].text, _LABEL) or 'An action with no words yet')}**")
            _unsaved(left, gone=left.of not in there)
    for line in lines:
        if line.key != plan.editing:
            _clash(assessment, line)


class _Bound(TypedDict):
    """What every field's widget has: its key with the stored value in it, and the callback that saves it."""

    key: str
    on_change: Callable[..., None]
    args: tuple[Any, ...]


def _bound(
    assessment: Assessment, line: Line, name: str, stored: Any, unseen: Sequence[str] = (), *, given: bool = True
) -> _Bound:
    key = session.keep(f"{line.key}.{name}", stored, given=given)
    return _Bound(key=key, on_change=acts.field, args=(assessment.id, line.key, name, key, tuple(unseen)))


def _words(
    assessment: Assessment, line: Line, name: str, label: str, stored: str, *, long: bool = False, placeholder: str = ""
) -> None:
    """A box for words.

    What it holds from before the server was started again is not saved over what others wrote since, but offered.
    """
    first = session.unmet(f"{line.key}.{name}")
    tied = _bound(assessment, line, name, stored)
    if long:
        said = st.text_area(label, stored, height="content", placeholder=placeholder, **tied)
    else:
        said = st.text_input(label, stored, placeholder=placeholder, **tied)
    if first and said.strip() != stored.strip():
        acts.left_behind(assessment.id, line.key, name, tied["key"], said)
        session.desk().again = True


def _settle(first: bool, tied: _Bound, said: object, stored: object) -> None:
    """Have a choice show what is stored, where it holds one from before the server was started again."""
    if first and said != stored:
        session.overrule(tied["key"])
        session.desk().again = True


def _fields(assessment: Assessment, framework: Framework, line: Line, *, narrow: bool) -> int:
    what = "One action that somebody can do and finish"
    _words(assessment, line, "text", "What will be done", line.text, long=True, placeholder=what)
    left, right = (st.container(), st.container()) if narrow else st.columns(2)
    with left:
        _words(assessment, line, "owner", "Who leads on it", line.owner)
        first, due = session.unmet(f"{line.key}.due"), in_range(line.due)
        tied = _bound(assessment, line, "due", due, given=False)
        said = st.date_input("By when", None, format="DD/MM/YYYY", min_value=EARLIEST, max_value=LATEST, **tied)
        _settle(first, tied, said, due)
    with right:
        _words(assessment, line, "measure", "How you will know it worked", line.measure)
        first = session.unmet(f"{line.key}.status")
        tied = _bound(assessment, line, "status", line.status)
        status = st.segmented_control(
            "Status",
            list(ActionStatus),
            default=line.status,
            required=True,
            format_func=lambda status: STATUS[status],
            **tied,
        )
        _settle(first, tied, status, line.status)
    return 5 + (_links(assessment, framework, line) if line.keeper is Keeper.PLAN else _item(assessment, line))


def _links(assessment: Assessment, framework: Framework, line: Line) -> int:
    """Which topics and which evidence an action of the plan is about."""
    action = next(one for one in assessment.actions if one.id == line.id)
    titles = {aspect.id: aspect.title for aspect in framework.aspects}
    texts = {item.id: shortened(item.text, _LABEL) or "An item with no words yet" for item in assessment.evidence}
    for name, label, options, held in (
        ("aspects", "Which topics it serves", titles, action.aspects),
        ("evidence", "Which evidence it answers", texts, action.evidence),
    ):
        known = [one for one in held if one in options]
        unseen = [one for one in held if one not in options]
        first = session.unmet(f"{line.key}.{name}")
        tied = _bound(assessment, line, name, known, unseen)
        chosen = st.multiselect(label, list(options), known, format_func=options.__getitem__, **tied)
        _settle(first, tied, chosen, known)
    return 2


def _item(assessment: Assessment, line: Line) -> int:
    """The item whose next step this is."""
    item = next(one for one in assessment.evidence if one.id == line.id)
    st.html(f'<p class="quiet">The next step of this piece of evidence: {safe(item.text or "no words yet")}</p>')
    navigation.link("evidence", "Open the evidence", aspect=item.aspect, item=item.id)
    return 0


def _clash(assessment: Assessment, line: Line) -> None:
    """The clash over a line that is to be settled next."""
    clash = session.desk().lines.clash(assessment.id, line.key)
    clash_box(clash, _FIELDS, said=_said, leave=acts.leave_theirs, settle=acts.settle)


def _unsaved(left: Unsaved | None, *, gone: bool = False) -> None:
    """What was not saved of a line, which may be `gone`."""
    back = acts.put_back if gone else None
    unsaved_box(left, again=acts.try_again, give_up=acts.give_up, put_back=back)


def _said(value: Any) -> str:
    if value in (None, "", []):
        return "nothing"
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, list):
        return f"{len(value)} chosen"
    return str(value).replace("_", " ")
