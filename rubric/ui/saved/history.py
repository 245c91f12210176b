"""What a thing said before, who changed it and when, with a way back to any of it. The same for every kind of thing."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby

import streamlit as st

from rubric.english import capital, listed
from rubric.storage import Change
from rubric.ui.parts import paging
from rubric.ui.parts.words import clock, safe
from rubric.ui.saved import who
from rubric.ui.saved.kind import Thing

PAGE = 8
_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-\d\d")


def history(thing: Thing, read: Callable[[], Sequence[Change]], go_back: Callable[[str, str, int], None]) -> None:
    """Every change of a thing, the newest first, with a button that goes back to before it.

    `read` gives the changes, newest first, and is called only once the history is opened. `go_back` gets the owner, the
    id and the revision to go back to.
    """
    box = st.expander("History: what it said before", key=f"past-{thing.id}", on_change="rerun", type="compact")
    if not box.open:
        return
    with box:
        who.field(f"past-who-{thing.id}")
        by_revision = [(revision, list(some)) for revision, some in groupby(read(), key=lambda one: one.revision)]
        if not by_revision:
            st.caption("Nothing has been changed yet.")
            return
        page = paging.page(f"past-page-{thing.id}", -(-len(by_revision) // PAGE))
        for revision, together in by_revision[(page - 1) * PAGE : page * PAGE]:
            _change(thing, revision, together, go_back)


def _change(thing: Thing, revision: int, together: Sequence[Change], go_back: Callable[[str, str, int], None]) -> None:
    """One save: who, when, what was changed, and what it held before."""
    first, name, words = together[0], thing.kind.inside, thing.kind.words
    held = "".join(
        f"<div><dt>{safe(capital(name(one.field)))} was</dt><dd>{safe(words(_as_typed(one.old)))}</dd></div>"
        for one in together
    )
    what = listed([name(one.field) for one in together])
    st.html(
        f'<p class="label">Changed {safe(what)} ({safe(first.by or "by somebody")}, {clock(first.at)})</p>'
        f'<dl class="facts">{held}</dl>'
    )
    st.button(
        f"Go back to before this :small[change {revision}]",
        key=f"go-back-{thing.id}-{revision}",
        icon=":material/undo:",
        on_click=go_back,
        args=(thing.owner, thing.id, revision),
    )


def _as_typed(old: object) -> object:
    """A former value as a form has it: the history keeps dates as "2026-03-31"."""
    try:
        return date.fromisoformat(old) if isinstance(old, str) and _DAY.fullmatch(old) else old
    except ValueError:  # somebody typed that
        return old
