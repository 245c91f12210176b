"""Saves a section of the draft in somebody's own words, and which template an assessment uses.

Texts are stored with their items' ids in place of numbers (`draft.references`), so a form passes the numbers that were
on the screen.
"""

from collections.abc import Mapping
from typing import Any

from rubric.draft.edited import with_ids
from rubric.draft.word.fields import DRAFT
from rubric.errors import BadInput, Conflict
from rubric.evidence import SectionEdit
from rubric.storage import Saved
from rubric.ui.draft.desk import DraftDesk
from rubric.ui.saved.kind import Kind, Thing, value_in_words
from rubric.ui.saved.passing import passed_through
from rubric.ui.saved.saving import Converted, Stored
from rubric.ui.state import cache, session

PLACE = "draft"
TEMPLATES = "templates"  # where on the page an error with a template is shown
TEMPLATE = "template"  # the field that is the choice of a template, as `template_field` names it
TEXT = "text"  # all of a section is one field: a SectionEdit
EMPTY = "An empty section was not saved, so its words are as before: write something, or close it as it is."


def _save(assessment: str, section: str, changes: Mapping[str, Any], seen: int | None) -> Saved:
    edit: SectionEdit = changes[TEXT]
    store, memory = cache.store(), session.desk()
    before = store.assessments.get(assessment).edit_of(section)
    words = {"text": edit.text, "composed": edit.composed}
    try:
        saved = store.draft.save(assessment, section, words, by=memory.who, seen=seen)
    except Conflict as clash:
        theirs = SectionEdit.model_validate({"section": section, **clash.theirs})
        raise Conflict(str(clash), {TEXT: theirs}) from clash
    desk = session.feature(DraftDesk)
    going_on = (
        section in desk.before
        and before is not None
        and before.by == memory.who
        and passed_through(before.text, edit.text, saved.at - before.at)
    )
    if not going_on:  # else one undo takes back all that was typed at one sitting
        desk.before[section] = before
    return saved


def _clash(theirs: SectionEdit) -> str:
    name = theirs.by or "Somebody else"
    return f"{name} saved this section while you wrote. Both are kept: choose which is to stand."


def _words(edit: Any) -> str:
    return edit.text if isinstance(edit, SectionEdit) else value_in_words(edit)


SECTIONS = Kind(name="section", place=PLACE, save=_save, words=_words, clash=_clash, side_by_side=True, offers=True)


def thing(assessment: str, section: str) -> Thing:
    """A section of an assessment's draft, as a thing whose words are saved."""
    return Thing(SECTIONS, assessment, section)


def edited(section: str, numbers: Mapping[str, int], composed: str) -> Converted:
    """The conversion from the words in a section's box to the edit that is stored.

    `numbers` are the items' numbers by id. `composed` is the tool's wording that was edited, in the stored form. Words
    that differ from those shown by white space alone are not saved. The conversion raises BadInput for an empty
    section: nobody means one, and a box that lost its text must not take the section along.
    """

    def convert(value: str | None, shown: Any) -> Stored | None:
        text = value or ""
        if isinstance(shown, str) and text.strip() == shown.strip():
            return None
        if not text.strip():
            raise BadInput(EMPTY)
        return Stored(SectionEdit(section=section, text=with_ids(text, numbers), composed=composed))

    return convert


def _use(_owner: str, assessment: str, changes: Mapping[str, Any], _seen: int | None) -> Saved:
    ((field, chosen),) = changes.items()
    return cache.store().templates.use(assessment, int(chosen) or None, kind_of(field))


def template_field(kind: str) -> str:
    """The name by which the template of a kind of document is chosen and saved."""
    return TEMPLATE if kind == DRAFT.id else f"{kind}-{TEMPLATE}"


def kind_of(field: str) -> str:
    """The kind of document of such a name."""
    return field.removesuffix(f"-{TEMPLATE}") if field != TEMPLATE else DRAFT.id


USED_TEMPLATE = Kind(name="template", place=TEMPLATES, save=_use)
