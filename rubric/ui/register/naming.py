"""The table to fill in: each claim that names no document, beside an empty box for its source."""

from datetime import date

import streamlit as st

from rubric.english import count, shortened
from rubric.evidence import Assessment
from rubric.evidence.register import wants_source
from rubric.evidence.stated import stated
from rubric.ui.parts import navigation, paging
from rubric.ui.parts.words import literal, safe
from rubric.ui.register.desk import RegisterDesk
from rubric.ui.saved import boxes, saving
from rubric.ui.saved.fields import Fields
from rubric.ui.saved.guard import drawn as guard
from rubric.ui.saved.items import ITEMS, thing
from rubric.ui.state import session
from rubric.ui.state.desk import Drawn

PAGE = 10


def table(assessment: Assessment) -> None:
    """Every claim of which a writing note asks to name the document, those filled in on this visit too."""
    if error := session.take_note(ITEMS.place):
        st.error(literal(error))
    titles = {item.id: shortened(item.text, 60) or "An item with no words yet" for item in assessment.evidence}
    boxes.unsaved_elsewhere(ITEMS, assessment.id, titles, "")
    asked = session.feature(RegisterDesk).asked
    asked.update(dict.fromkeys(item.id for item in wants_source(assessment, date.today())))
    rows = [item for item in assessment.evidence if item.id in asked]
    if not rows:
        st.success("Every finished item names its document.", icon=":material/check_circle:")
        return
    filled = sum(bool(stated(item.source)) for item in rows)
    st.progress(filled / len(rows), text=f"{filled} of {count(len(rows), 'claim')} {_has(len(rows))} a document now")
    st.caption("Name what an assessor could ask to see. Each box is saved as you leave it.")
    revisions = session.feature(Drawn).items
    page = paging.page("register-naming", -(-len(rows) // PAGE))
    for number, item in list(enumerate(rows, 1))[(page - 1) * PAGE : page * PAGE]:
        kept = thing(assessment.id, item.id)
        saving.mark_seen(kept, revisions.get(item.id, 0))
        with st.container(border=True, key=f"naming-{number}"):
            boxes.clash_box(kept)
            left, right = st.columns(2)
            with left:
                st.html(f'<p class="claim">{safe(item.text)}</p>')
                navigation.link("evidence", f"Open :small[claim {number}]", item=item.id, aspect=item.aspect)
            with right:
                Fields(kept).text("source", f"Document or source for claim {number}", item.source)
                guard.beside(assessment, f"item:{item.id}", "source", item.source)
    boxes.saved_line()


def _has(number: int) -> str:
    return "has" if number == 1 else "have"
