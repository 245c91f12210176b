"""What the page tells the script in the browser that keeps unsaved words (`app/words.js`): what is saved by now."""

import json
import secrets
from dataclasses import dataclass, field

import streamlit as st

from rubric.ui.parts.words import safe
from rubric.ui.saved.unsettled import Unsettled, Written
from rubric.ui.state import session


@dataclass
class Teller:
    """Names this session, so that the browser notices when another one serves its page, after a restart."""

    session: str = field(default_factory=lambda: secrets.token_hex(8))


def tell() -> None:
    """Draw it, unseen: the run's last element, as it speaks of all that the run drew and of what was saved before it.

    `fields`: the boxes for words. `settled`: a checksum of what was left in a box and is saved or given up by now.
    `held`: the boxes whose words are still to be settled, which the page itself shows. `focus`: where the focus goes.
    """
    written, unsettled = session.feature(Written), session.feature(Unsettled)
    held = [key for key, left in written.left.items() if unsettled.holds(left.thing, left.name)]
    told = {
        "session": session.feature(Teller).session,
        "fields": sorted(set(written.drawn)),
        "settled": {key: left.checksum for key, left in written.left.items() if key not in held},
        "held": held,
        "focus": session.desk().focus,
    }
    written.drawn.clear()
    with st.container(key="told-words"):
        st.html(f'<span hidden id="told" data-told="{safe(json.dumps(told))}"></span>')
