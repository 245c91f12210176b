"""What clicks on a find do: mask it, take it out, keep it with a reason, undo. They commit and draw nothing.

A rewriting reads the words afresh from the store and changes those finds in them: so what was typed since the note was
drawn stays, and every field is written by the store's own way of saving, with its history.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from rubric.english import count
from rubric.evidence import Assessment, clean_text
from rubric.evidence.personal import ABOUT, ACTION, ANSWER, ITEM, SECTION, SKIP, Personal, personal_in, text_of
from rubric.privacy import Found, find, masked, without
from rubric.storage import Store
from rubric.ui.saved.guard.desk import GuardDesk, Leaving, Rewritten
from rubric.ui.saved.saving import attempt, take
from rubric.ui.state import cache, session

PLACE = "guard"  # where on the page an error of the guard is shown
LONGEST_REASON = 500  # characters
Place = tuple[str, str]  # subject and field
Texts = Mapping[Place, str]


@dataclass(frozen=True)
class _Read:
    """An assessment as it is stored, with the revisions that its parts had before it was read: later ones are news."""

    store: Store
    assessment: Assessment
    items: dict[str, int]
    actions: dict[str, int]
    sections: dict[str, int]

    @classmethod
    def now(cls, store: Store, id: str) -> Self:
        revisions = store.items.revisions(id), store.plan.revisions(id), store.draft.revisions(id)
        return cls(store, store.assessments.get(id), *revisions)


def mask(assessment: str, finds: tuple[Personal, ...]) -> None:
    """Put what they are in the place of these finds: "[name]"."""
    _rewrite(assessment, finds, masked, "Masked")


def take_out(assessment: str, finds: tuple[Personal, ...]) -> None:
    """Leave these finds out of the words they stand in."""
    _rewrite(assessment, finds, without, "Taken out")


def undo(done: Rewritten) -> None:
    """Put the words back as they were before the last masking; fields that somebody has changed since stay."""
    memory = session.feature(Leaving)

    def work() -> object:
        read = _Read.now(cache.store(), done.assessment)
        back = {
            place: text for place, text in done.before.items() if text_of(read.assessment, *place) == done.after[place]
        }
        if len(back) < len(done.before):
            session.note(PLACE, "Some of these words were changed since, so they were left as they are.")
        return _write(read, back)

    if attempt(PLACE, work) and memory.last == done:
        memory.last = None


def ask_why(name: str) -> None:
    """Open the question why a find is kept; `name` is what the page calls it."""
    session.feature(GuardDesk).asking = name


def ask_no_more(name: str, key: str) -> None:
    """Close that question, if it is the one that is open; `key` is that of the box for the reason."""
    take(key)
    if session.feature(GuardDesk).asking == name:
        ask_why("")


def keep(assessment: str, one: Personal, name: str, key: str) -> None:
    """Keep a find for the reason in the widget with this key; without a reason, a note asks for one."""
    reason = clean_text(session.read(key) or "").strip()[:LONGEST_REASON]
    if not reason:
        session.note(PLACE, "Say in a few words why this may stay, then keep it.")
        return
    if find(reason):
        session.note(PLACE, "This reason names somebody too: say why in words that could be anybody’s.")
        return
    by = session.desk().who
    if attempt(PLACE, lambda: cache.store().waivers.save(assessment, one.rule, one.subject, reason, by=by)):
        ask_no_more(name, key)


def ask_again(assessment: str, one: Personal) -> None:
    """Take back that a find is kept."""
    attempt(PLACE, lambda: cache.store().waivers.remove(assessment, one.rule, one.subject))


def go_on(assessment: str, finds: tuple[Personal, ...]) -> None:
    """Let files be taken away with these finds in them, for as long as this session lasts."""
    session.feature(Leaving).as_it_is[assessment] = frozenset(one.key for one in finds)


def look_again(assessment: str) -> None:
    """Stop before the next file after all."""
    session.feature(Leaving).as_it_is.pop(assessment, None)


def _rewrite(assessment: str, finds: Iterable[Personal], change: Callable[[str, list[Found]], str], verb: str) -> None:
    wanted = {(one.subject, one.field): set[str]() for one in finds}
    for one in finds:
        wanted[one.subject, one.field].add(one.rule)
    done: list[Rewritten] = []

    def work() -> object:
        read = _Read.now(cache.store(), assessment)
        before, after, number = dict[Place, str](), dict[Place, str](), 0
        for (subject, field), rules in wanted.items():
            text = text_of(read.assessment, subject, field)
            found = [one.found for one in personal_in(subject, field, text) if one.rule in rules]
            if found:
                before[subject, field], after[subject, field] = text, change(text, found)
                number += len(found)
        told = f"{verb}: {count(number, 'place')}."
        done.append(Rewritten(assessment, before, after, told))
        return _write(read, after)

    if attempt(PLACE, work) and done[0].before:
        session.feature(Leaving).last = done[0]


def _write(read: _Read, texts: Texts) -> object:
    """Write texts by subject and field; items and actions all in one go. Conflict: somebody has changed them since."""
    store, id = read.store, read.assessment.id
    saved: object = None
    items, actions = _of(ITEM, texts), _of(ACTION, texts)
    if items or actions:
        saved = store.assessments.bring_in(
            id, changed=items, seen=read.items, actions_changed=actions, actions_seen=read.actions
        )
    for (subject, field), text in texts.items():
        kind, _, subject_id = subject.partition(":")
        if kind == SECTION:
            saved = _write_section(read, subject_id, text)
        elif kind == ANSWER:
            saved = store.last_report.save(id, subject_id, {field: text}, by=session.desk().who)
        elif kind == SKIP:
            saved = store.assessments.skip(id, subject_id, text)
        elif kind == ABOUT:
            saved = store.assessments.save(id, {field: text})
    return saved


def _write_section(read: _Read, section: str, text: str) -> object:
    edit = read.assessment.edit_of(section)
    words = {"text": text, "composed": edit.composed if edit else ""}
    seen = read.sections.get(section)
    return read.store.draft.save(read.assessment.id, section, words, by=session.desk().who, seen=seen)


def _of(kind: str, texts: Texts) -> dict[str, dict[str, object]]:
    """The texts of items or of actions, by id and field."""
    found: dict[str, dict[str, object]] = {}
    for (subject, field), text in texts.items():
        if subject.startswith(f"{kind}:"):
            found.setdefault(subject.partition(":")[2], {})[field] = text
    return found
