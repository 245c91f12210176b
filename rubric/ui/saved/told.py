"""What the page tells the script in the browser that keeps unsaved words (`app/words.js`): what is saved by now.

The script answers in one case: there were unsent words in a box that this run has set to what a colleague wrote.
"""

import json
import secrets
from dataclasses import dataclass, field

import streamlit as st

from rubric.ui.parts.words import safe
from rubric.ui.saved import saving
from rubric.ui.saved.unsettled import Unsettled
from rubric.ui.saved.written import Held, Written, checksum
from rubric.ui.state import session


@dataclass
class Teller:
    """Names this session, so that the browser notices when another one serves its page, after a restart."""

    session: str = field(default_factory=lambda: secrets.token_hex(8))


def tell() -> None:
    """Draw it, unseen: the run's last element, as it speaks of all that the run drew and of what was saved before it.

    `fields`: the boxes for words. `settled`: a checksum of what was left in a box and is saved or given up by now.
    `taken`: of what the page took from plain boxes, which are all others, a number for each time and a checksum.
    `held`: the boxes whose words are still to be settled, which the page itself shows. `focus`: where the focus goes.
    `overtaken`: the boxes that were set to somebody else's words, each with a number, what it was set to as a checksum,
    and an unseen button to press where other words were in it.
    """
    written, unsettled = session.feature(Written), session.feature(Unsettled)
    overtaken = {key: one for key, one in written.overtaken.items() if key in written.drawn and not one.unsent}
    held = [key for key, left in written.left.items() if unsettled.holds(left.thing, left.name)]
    worked_on = session.feature(Held).texts
    told = {
        "session": session.feature(Teller).session,
        "fields": sorted(set(written.drawn)),
        "settled": {key: left.checksum for key, left in written.left.items() if key not in held},
        "taken": written.taken,
        "held": [*held, *worked_on],
        "focus": session.desk().focus,
        "overtaken": {key: (one.number, checksum(session.read(key))) for key, one in overtaken.items()},
    }
    written.drawn.clear()
    written.clicked = False
    with st.container(key="told-words"):
        for key, one in overtaken.items():
            answer = saving.mark_unsent
            st.button("Words not sent", key=f"overtaken-{one.number}", on_click=answer, args=(key, one.number))
        st.html(f'<span hidden id="told" data-told="{safe(json.dumps(told))}"></span>')
