"""A field that is saved as one types: its widget shows what is stored, notices news, saves it and catches up.

One class for every kind of thing. A form reads `fields.text("text", "Your claim", item.text, long=True)`.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, TypedDict, TypeVar

import streamlit as st

from rubric.evidence.fields import Field
from rubric.ui.saved import saving
from rubric.ui.saved.kind import Thing
from rubric.ui.saved.saving import Converted, Stored
from rubric.ui.saved.unsettled import Seen, Unsettled
from rubric.ui.saved.written import Shown, Written
from rubric.ui.state import session

EARLIEST, LATEST = date(1990, 1, 1), date(2099, 12, 31)
Option = TypeVar("Option")


class Tied(TypedDict):
    """The arguments that every field's widget takes: its key, and the callback that saves it."""

    key: str
    on_change: Callable[..., None]
    args: tuple[Any, ...]


class Fields:
    """Draws the fields of one thing. `key` replaces the usual key where the thing has a single field."""

    def __init__(self, thing: Thing, key: str = "") -> None:
        self.thing = thing
        self._key = key

    def text(
        self,
        name: str,
        label: str,
        stored: str,
        *,
        long: bool = False,
        height: int | None = None,
        help: str | None = None,
        placeholder: str | None = None,
        convert: Converted | None = None,
    ) -> None:
        """A box for words: one line, or (`long`) as many as it takes, or of this height in pixels."""
        about = {"help": help, "placeholder": placeholder}
        if long:
            draw = partial(st.text_area, label, stored, height=height or "content", **about)
        else:
            draw = partial(st.text_input, label, stored, **about)
        key = self._key_of(name)
        # while it meets somebody else's words the box stands as it is: one may be typing in it, and both are above
        met = session.feature(Unsettled).clashes_over(self.thing, name)
        held = session.read(key) if met else None
        shown = held if isinstance(held, str) else stored
        session.feature(Written).draw(
            key,
            Shown(self.thing, name, session.feature(Seen).revisions.get(self.thing)),
            stored=not met and session.shows(key, stored),
            anew=session.is_overtaken(key, shown),
        )
        self._draw(name, shown, draw, convert=convert)

    def words(self, row: Field, stored: object, *, helped: bool = False) -> None:
        """The box of a field of words as its row has it; `helped`: with what to write there behind a question mark."""
        self.text(
            row.name,
            row.label,
            str(stored),
            long=row.long,
            help=row.meaning if helped else None,
            placeholder=row.placeholder or None,
        )

    def choice(
        self,
        name: str,
        label: str,
        options: Mapping[Option, str],
        stored: Option | None,
        *,
        required: bool = False,
    ) -> None:
        """One of a few options, side by side, or (unless `required`) none. `options` gives each its words."""
        draw = partial(
            st.segmented_control,
            label,
            list(options),
            default=stored,
            required=required,
            format_func=options.__getitem__,
        )
        self._draw(name, stored, draw)

    def pills(
        self,
        name: str,
        label: str,
        options: Mapping[str, str],
        stored: list[str],
        *,
        convert: Converted | None = None,
    ) -> None:
        """Any number of a few options, side by side."""
        draw = partial(
            st.pills,
            label,
            list(options),
            selection_mode="multi",
            default=stored,
            format_func=options.__getitem__,
        )
        self._draw(name, stored, draw, convert=convert)

    def several(self, name: str, label: str, options: Mapping[str, str], stored: Sequence[str]) -> None:
        """Any number out of a long list. Stored values that are no longer options, such as a removed item, are kept."""
        offered = [option for option in stored if option in options]
        others = [option for option in stored if option not in options]
        draw = partial(st.multiselect, label, list(options), offered, format_func=options.__getitem__)
        self._draw(name, offered, draw, convert=lambda value, _shown: Stored([*value, *others]))

    def one_of(self, name: str, label: str, options: Sequence[Option], stored: Option | None, placeholder: str) -> None:
        """One out of a list, or none."""
        draw = partial(st.selectbox, label, options, index=None, placeholder=placeholder)
        self._draw(name, stored, draw, given=False)

    def choose(self, name: str, label: str, options: Mapping[Option, str], stored: Option) -> None:
        """One out of a list. `options` gives each its words."""
        order = list(options)
        draw = partial(st.selectbox, label, order, order.index(stored), format_func=options.__getitem__)
        self._draw(name, stored, draw)

    def day(self, name: str, label: str, stored: date | None) -> None:
        """A box for a date from EARLIEST to LATEST. A stored date outside that (from a file) is kept, not shown."""
        shown = stored if stored is None or EARLIEST <= stored <= LATEST else None
        draw = partial(st.date_input, label, None, format="DD/MM/YYYY", min_value=EARLIEST, max_value=LATEST)
        self._draw(name, shown, draw, given=False)

    def number(self, name: str, label: str, stored: int | None, most: int) -> None:
        """A box for a whole number from 0 to `most`, or nothing."""
        draw = partial(st.number_input, label, min_value=0, max_value=most, step=1, value=None)
        self._draw(name, stored, draw, given=False)

    def _key_of(self, name: str) -> str:
        return self._key or f"{self.thing.id}.{name}"

    def _draw(
        self,
        name: str,
        stored: object,
        draw: Callable[..., object],
        *,
        given: bool = True,
        convert: Converted | None = None,
    ) -> None:
        """Draw a widget tied to what is stored; `given`: it has that as its default (see `session.tie`).

        Where this session draws it for the first time and it holds something else, the server was started again under
        an open page: no callback runs for it, so it is seen to here. Nothing is drawn between the widget and that, so
        no newer click can come between them. The page is drawn anew only after its end: widgets that a run does not
        come to lose what the browser holds in them.
        """
        key = self._key_of(name)
        first = session.never_drawn(key)
        tied = Tied(
            key=session.tie(key, stored, given=given),
            on_change=saving.field,
            args=(self.thing, name, key, convert),
        )
        value = draw(**tied)
        if first and _differs(value, stored):
            saving.recover(self.thing, name, key, value, convert)
            session.desk().redraw = True


def _differs(value: object, stored: object) -> bool:
    if isinstance(value, str) and isinstance(stored, str):
        return value.strip() != stored.strip()
    return value != stored
