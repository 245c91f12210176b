"""The box in which chosen items are changed together, and the line that takes the last such change back: anybody's."""

import streamlit as st

from rubric.english import capital, count, either
from rubric.evidence import Assessment, EvidenceItem
from rubric.evidence.fields import item as field_of
from rubric.evidence.fields import value_of
from rubric.evidence.personal import ITEM, personal_in
from rubric.framework import Framework, Voice
from rubric.storage import SeveralChanged
from rubric.ui.parts.coding import ONLY_US, ONLY_US_LABEL, labels
from rubric.ui.parts.words import clock, literal, safe
from rubric.ui.register import acts
from rubric.ui.register.desk import RegisterDesk
from rubric.ui.register.kept import thing
from rubric.ui.saved import who
from rubric.ui.saved.fields import Fields
from rubric.ui.saved.voices import voices
from rubric.ui.state import cache, session


def bar(assessment: Assessment, framework: Framework) -> None:
    """The box to change the chosen items in, folded until it is wanted, and what came of the last change.

    It stands there whether items are chosen or not, so that no box moves away from under the mouse.
    """
    box = st.expander("Change the chosen items together", key="register-together", on_change="rerun", type="compact")
    if box.open:
        with box:
            _change(assessment, framework)
    _result(assessment)


def _change(assessment: Assessment, framework: Framework) -> None:
    items = [item for item in assessment.evidence if item.id in session.feature(RegisterDesk).chosen]
    name = st.segmented_control(
        "What to set",
        acts.SETTABLE,
        default=acts.SETTABLE[0],
        required=True,
        format_func=lambda name: capital(field_of(name).inside),
        key="register-set",
    )
    _box(assessment, framework, name)
    who.field("register-who")
    st.button(
        f"Set it for {count(len(items), 'chosen item')}",
        key="register-change",
        type="primary",
        on_click=acts.change,
        args=(assessment.id, name),
    )
    replaced = sum(_differs(item, name) for item in items)
    if replaced:
        has = f"{replaced} of them {either(replaced, 'has', 'have')} something here already, which is replaced."
        st.html(f'<p class="quiet">{safe(has)} You can take it back.</p>')


def _result(assessment: Assessment) -> None:
    if error := session.take_note(acts.PLACE):
        st.error(literal(error))
    change = cache.store().several.last(assessment.id)
    if change is not None:
        with st.container(horizontal=True, vertical_alignment="center", key="register-undo-line"):
            st.html(f'<p role="status" class="quiet">{safe(_told(change))}</p>', width="content")
            st.button(
                "Undo",
                key="register-undo",
                icon=":material/undo:",
                type="tertiary",
                on_click=acts.undo,
                args=(assessment.id, change),
            )
    if said := session.take_note(acts.SAID):
        st.html(f'<p role="status" class="quiet">{safe(said)}</p>')


def _told(change: SeveralChanged) -> str:
    """ "The owner of 2 items was set (Ana, 14:02)." """
    told = f"The {field_of(change.field).inside} of {count(change.items, 'item')} was set"
    since = change.items - change.stand
    left = f" {since} of them {either(since, 'was', 'were')} changed or removed since." if since else ""
    return f"{told} ({change.by or 'by somebody'}, {clock(change.at)}).{left}"


def _box(assessment: Assessment, framework: Framework, name: str) -> None:
    """The box for the new value of this field."""
    memory, fields, row = session.feature(RegisterDesk), Fields(thing(assessment.id)), field_of(name)
    if name == "aspect":
        titles = {"": "Choose an aspect", **labels(framework)["aspect"]}
        fields.choose("new_aspect", row.label, titles, memory.new_aspect)
    elif name == "voices":
        chosen = [] if memory.new_voices is None else [str(voice) for voice in memory.new_voices] or [ONLY_US]
        options = {str(voice): framework.voices[voice].label for voice in Voice} | {ONLY_US: ONLY_US_LABEL}
        fields.pills("new_voices", row.label, options, chosen, convert=voices)
    else:
        value = getattr(memory, f"new_{name}")
        fields.text(f"new_{name}", row.label, value)
        for one in personal_in(ITEM, name, value):
            st.html(f'<p class="note">{safe(one.sentence)}: take it out, if nobody needs it here.</p>')


def _differs(item: EvidenceItem, name: str) -> bool:
    """Whether the item has another value than the one to be set, and not just none."""
    has, wanted = value_of(item, name), getattr(session.feature(RegisterDesk), f"new_{name}")
    return has not in ("", None, []) and has != wanted
