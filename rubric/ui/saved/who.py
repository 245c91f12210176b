"""Whose name is kept beside what is changed: asked once, on any page, and remembered for the session."""

from collections.abc import Mapping
from typing import Any

from rubric.evidence import clean_text
from rubric.ui.saved.fields import Fields
from rubric.ui.saved.kind import Kind, Thing
from rubric.ui.saved.saving import Stored
from rubric.ui.state import session

_ASKED = "Your name, kept with what you change"
_WHY = "Colleagues see who wrote a section or set a note aside, and so know whom to ask."


def _remember(_owner: str, _id: str, changes: Mapping[str, Any], _seen: int | None) -> None:
    session.desk().who = changes["who"]


WRITER = Kind(name="writer", place="who", save=_remember)


def field(key: str, asked: str = _ASKED, *, why: str = _WHY) -> None:
    """A box for the name of whoever is writing; its value is kept in `session.desk().who`.

    `key` is the widget's key, `asked` its label and `why` its help.
    """
    Fields(Thing(WRITER, "", "writer"), key).text(
        "who", asked, session.desk().who, help=why, placeholder="Your name or role", convert=_name
    )


def _name(value: str | None, _shown: object) -> Stored:
    name = clean_text(value or "").strip()
    return Stored(name, stands=name == value)
