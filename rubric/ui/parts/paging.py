"""Long lists a page at a time."""

from collections.abc import Callable

import streamlit as st

from rubric.ui.state import session


def page(
    name: str,
    pages: int,
    *,
    wanted: int | None = None,
    on_change: Callable[..., None] | None = None,
    args: tuple[str, ...] = (),
) -> int:
    """Which page to show, from 1, with a way to the others where there are any.

    `name` identifies the list. `wanted` is a page to go to now, such as the one with the open item. A page number that
    is too high gives way to the last page. `on_change` is called with `args` when the person turns the page.
    """
    if pages <= 1:
        return 1
    number = min(wanted or session.read(session.turn(name)) or 1, pages)
    return st.pagination(
        pages, default=number, key=session.key_showing(name, number), on_change=on_change or "rerun", args=args or None
    )
