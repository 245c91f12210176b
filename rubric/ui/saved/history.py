"""What a thing said before, who changed it and when, with a way back to any of it. The same for every kind of thing."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby

import streamlit as st

from rubric.english import capital, listed
from rubric.storage import Change
from rubric.storage.values import ASIDE
from rubric.ui.parts import paging
from rubric.ui.parts.words import clock, literal, safe
from rubric.ui.saved import passing, saving, who
from rubric.ui.saved.kind import Thing

PAGE = 8
_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-\d\d")


def history(
    thing: Thing,
    read: Callable[[], Sequence[Change]],
    current: Callable[[str], object],
    go_back: Callable[[str, str, int], None],
    words: Callable[[str, object], str] | None = None,
    of: str = "",
    began: Sequence[str] = (),
) -> None:
    """Every change of a thing, the newest first, with a button that goes back to before it.

    `read` gives the changes, newest first, and is called only once the history is opened; `current` what a field holds
    now. `go_back` gets the owner, the id and the revision to go back to. `words` turns a field's former value into
    words, by the field's name, where that takes more than `Kind.words` has. `of` names what it is the history of,
    where a page has several; `began` are lines on how the thing came to be, told after all changes. What was saved in a
    pause and typed on from is not shown.
    """
    label = f"History of {literal(of)}" if of else "History: what it said before"
    box = st.expander(label, key=f"past-{thing.id}", on_change="rerun", type="compact")
    if not box.open:
        return
    with box:
        who.field(f"past-who-{thing.id}")
        changes = read()
        not_taken = [change for change in changes if change.revision == ASIDE]
        for place, change in enumerate(not_taken[:PAGE]):
            _not_taken(thing, change, len(not_taken) - place)
        taken = passing.said([change for change in changes if change.revision != ASIDE], current)
        by_revision = [(revision, list(some)) for revision, some in groupby(taken, key=lambda one: one.revision)]
        if not changes:
            st.caption("Nothing has been changed yet.")
        pages = max(1, -(-len(by_revision) // PAGE))
        page = paging.page(f"past-page-{thing.id}", pages)
        for revision, together in by_revision[(page - 1) * PAGE : page * PAGE]:
            _change(thing, revision, together, go_back, words or (lambda _, value: thing.kind.words(value)))
        if page == pages and began:
            st.html("".join(f'<p class="label">{safe(line)}</p>' for line in began))


def _change(
    thing: Thing,
    revision: int,
    together: Sequence[Change],
    go_back: Callable[[str, str, int], None],
    words: Callable[[str, object], str],
) -> None:
    """One save: who, when, what was changed, and what it held before."""
    first, name = together[0], thing.kind.inside
    held = "".join(
        f"<div><dt>{safe(capital(name(one.field)))} was</dt><dd>{safe(words(one.field, _as_typed(one.old)))}</dd></div>"
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


def _not_taken(thing: Thing, change: Change, number: int) -> None:
    """Words that met a colleague's and gave way; `number` tells them from others like them."""
    words = safe(thing.kind.words(_as_typed(change.old)))
    st.html(
        f'<p class="label">Met somebody else’s change of the {safe(thing.kind.inside(change.field))} '
        f'({safe(change.by or "by somebody")}, {clock(change.at)})</p><p class="claim">{words}</p>'
    )
    st.button(
        f"Use these words :small[that met a change, number {number}]",
        key=f"use-aside-{thing.id}-{number}",
        icon=":material/undo:",
        on_click=_use,
        args=(thing, change),
    )


def _use(thing: Thing, change: Change) -> None:
    saving.save(thing, {change.field: change.old})


def _as_typed(old: object) -> object:
    """A former value as a form has it: the history keeps dates as "2026-03-31"."""
    try:
        return date.fromisoformat(old) if isinstance(old, str) and _DAY.fullmatch(old) else old
    except ValueError:  # somebody typed that
        return old
