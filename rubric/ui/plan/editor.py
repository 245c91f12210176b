"""An action of the plan open for editing. Each field is saved as one types, with clashes and unsaved changes above."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from rubric.draft.steps import STATUS
from rubric.english import shortened
from rubric.evidence import Assessment
from rubric.evidence.fields import STEP
from rubric.evidence.fields import action as row_of
from rubric.evidence.plan import Keeper, Line
from rubric.framework import Framework
from rubric.ui.parts import navigation
from rubric.ui.parts.words import erased_after, literal, safe
from rubric.ui.plan import acts
from rubric.ui.plan.desk import PlanDesk
from rubric.ui.plan.kept import LINES, keeper, thing
from rubric.ui.saved.boxes import boxes, clash_box, saved_line, unsaved_elsewhere
from rubric.ui.saved.fields import Fields
from rubric.ui.saved.guard import drawn as guard
from rubric.ui.saved.history import history
from rubric.ui.state import cache, session

_LABEL = 70


def opened(lines: Sequence[Line]) -> Line | None:
    """The action that is open for editing."""
    return next((line for line in lines if line.key == session.opened().action), None)


def form(assessment: Assessment, framework: Framework, line: Line) -> None:
    """The action that is open, above the others in every view."""
    kept = thing(assessment.id, line.key)
    with st.container(border=True, key=f"open-{line.key}"):
        boxes(kept)
        _fields(Fields(kept), assessment, framework, line)
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
        if line.keeper is Keeper.PLAN:  # an item's next step is in the item's history
            read = partial(cache.store().plan.history, assessment.id, line.id)
            history(kept, read, lambda name: getattr(line, name, None), acts.go_back)


def messages(assessment: Assessment, lines: Sequence[Line]) -> None:
    """The result of the last click, an error, the line removed last with its undo, and unsaved changes elsewhere."""
    with st.container():  # one place, whatever is in it: nothing below is drawn anew as it comes and goes
        error = session.take_note(LINES.place)
        if error:
            st.error(literal(error))
        success = session.take_note(acts.SAID)
        removed = session.feature(PlanDesk).removed
        with st.container(horizontal=True, vertical_alignment="center", key="plan-told"):
            if removed and not success:
                success = f"Removed “{removed.label}”."
                if keeper(removed.item)[0] is Keeper.PLAN:  # an item's next step stays in the item's history
                    success += f" {erased_after()}"
            st.html(f'<p role="status" class="quiet">{safe(success)}</p>', width="content")
            if removed:
                label = "Undo" if success.startswith("Removed") else f"Undo removing “{literal(removed.label)}”"
                st.button(label, key="plan-undo", icon=":material/undo:", on_click=acts.bring_back, args=(removed,))
        opened = session.opened().action
        names = {line.key: shortened(line.text, _LABEL) or "An action with no words yet" for line in lines}
        unsaved_elsewhere(LINES, assessment.id, names, opened)
        for line in lines:
            if line.key != opened:
                clash_box(thing(assessment.id, line.key))


def _fields(fields: Fields, assessment: Assessment, framework: Framework, line: Line) -> None:
    subject, part = (f"action:{line.id}", "") if line.keeper is Keeper.PLAN else (f"item:{line.id}", STEP)

    def words(name: str, text: str) -> None:
        fields.words(row_of(name), text)
        guard.beside(assessment, subject, f"{part}{name}", text)

    words("text", line.text)
    left, right = st.columns(2)
    with left:
        words("owner", line.owner)
        fields.day("due", row_of("due").label, line.due)
    with right:
        words("measure", line.measure)
        fields.choice("status", row_of("status").label, STATUS, line.status, required=True)
    if line.keeper is Keeper.PLAN:
        _links(fields, assessment, framework, line)
    else:
        _item(assessment, line)


def _links(fields: Fields, assessment: Assessment, framework: Framework, line: Line) -> None:
    """Which topics and which evidence an action of the plan is about."""
    action = next(action for action in assessment.actions if action.id == line.id)
    titles = {aspect.id: aspect.title for aspect in framework.aspects}
    texts = {item.id: shortened(item.text, _LABEL) or "An item with no words yet" for item in assessment.evidence}
    fields.several("aspects", row_of("aspects").label, titles, action.aspects)
    fields.several("evidence", row_of("evidence").label, texts, action.evidence)


def _item(assessment: Assessment, line: Line) -> None:
    """The item whose next step this is."""
    item = next(item for item in assessment.evidence if item.id == line.id)
    st.html(f'<p class="quiet">The next step of this piece of evidence: {safe(item.text or "no words yet")}</p>')
    navigation.link("evidence", "Open the evidence", aspect=item.aspect, item=item.id)
