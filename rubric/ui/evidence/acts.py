"""What clicks on the evidence page do: add, open, arrange, remove and skip. They commit and draw nothing.

Clicks that wait together, while a run goes on, reach the next one in one go, and Streamlit handles the older one last.
So a callback here, and in the files like this one, gets what was on the screen when it was clicked: it closes,
resolves or restores that, and never whatever is open or was removed by then.
"""

from collections.abc import Sequence
from typing import Any

from rubric.english import shortened
from rubric.evidence import Confirmation, EvidenceItem, clean_text
from rubric.evidence.attachment import Attachment
from rubric.evidence.fields import record_name
from rubric.framework import Voice
from rubric.ui.evidence.desk import EvidenceDesk, GoneRecord, SplitItem, TakenOff
from rubric.ui.saved import saving
from rubric.ui.saved.attached import acts as attaching
from rubric.ui.saved.items import thing
from rubric.ui.saved.saving import attempt
from rubric.ui.state import cache, session
from rubric.ui.state.desk import Gone

UP, DOWN = "up", "down"


def add(assessment: str, aspect: str) -> None:
    """Add an empty item in the aspect that is shown, and open it for editing.

    `aspect` is the one that the button was drawn under: a click can find it below the heading of the next one already.
    """
    made = EvidenceItem(aspect=session.opened().aspect or aspect)
    if attempt("evidence", lambda: cache.store().items.add(assessment, made)):
        edit(made.id)


def edit(item: str) -> None:
    """Open an item for editing, with the focus in its claim."""
    session.opened().item = item
    session.turn_focus(f"{item}.text")


def close(item: str) -> None:
    """Close this item, if it is the one that is open; the focus goes to its Edit button."""
    if session.opened().item == item:
        session.opened().item = ""
        session.turn_focus(f"edit-{item}")


def take(assessment: str, item: str, changes: dict[str, Any]) -> None:
    """Save the codes that the reader proposes for a claim (field to code)."""
    saving.save(thing(assessment, item), changes)


def go_back(assessment: str, item: str, revision: int) -> None:
    """Make an item say again what it said at the end of a revision; what it says now goes into its history."""
    changes: dict[str, object] = {}
    if attempt("evidence", lambda: changes.update(cache.store().items.changes_back(assessment, item, revision))):
        saving.save(thing(assessment, item), changes)


def split(assessment: str, item: EvidenceItem, parts: Sequence[tuple[str, str]], revision: int) -> None:
    """Make an item of each part of a claim (its words and its aspect); the first stays in `item` itself.

    The others get its document, date and owner. `revision` is that of `item`.
    """
    (first, _), *others = parts
    shared = {name: getattr(item, name) for name in ("source", "source_date", "attached", "owner")}
    made = [EvidenceItem.model_validate({"text": text, "aspect": aspect, **shared}) for text, aspect in others]
    if attempt(
        "evidence",
        lambda: cache.store().assessments.bring_in(
            assessment,
            added=made,
            changed={item.id: {"text": first}},
            seen={item.id: revision},
            by=session.desk().who,
        ),
    ):
        session.feature(EvidenceDesk).split = SplitItem(item, first, tuple(one.id for one in made))


def unsplit(assessment: str, last: SplitItem) -> None:
    """Put the claim together again, and remove the items that were made of it; words changed since stay."""
    store = cache.store()

    def work() -> object:
        current = {item.id: item for item in store.assessments.get(assessment).evidence}
        revisions = store.items.revisions(assessment)
        if last.before.id not in current or current[last.before.id].text != last.first:
            session.note("evidence", "The claim was changed since it was split, so it stays as it is.")
            return None
        for made in last.made:
            if revisions.get(made) == 1:
                store.items.remove(assessment, made)
        return store.items.save(assessment, last.before.id, {"text": last.before.text}, by=session.desk().who)

    if attempt("evidence", work):
        session.feature(EvidenceDesk).split = None


def remove(assessment: str, item: str, text: str) -> None:
    """Remove an item; it can be restored until the next one is removed. `text` names it."""
    if attempt("evidence", lambda: cache.store().items.remove(assessment, item)):
        session.feature(EvidenceDesk).removed = Gone(assessment, item, shortened(text, 60))
        close(item)
        session.turn_focus("undo-remove")


def bring_back(gone: Gone) -> None:
    """Restore an item that was removed."""
    memory = session.feature(EvidenceDesk)
    if attempt("evidence", lambda: cache.store().items.restore(gone.assessment, gone.item)):
        session.turn_focus(f"edit-{gone.item}")
        if memory.removed == gone:
            memory.removed = None


def block_key(item: str, voice: Voice) -> str:
    """The key of the block with what one voice said about an item: whether it is unfolded."""
    return f"said-{voice}-{item}"


def add_record(assessment: str, item: str, voice: Voice) -> None:
    """Begin a record of what this voice said about an item, and unfold its block."""
    made = Confirmation(voice=voice)
    if saving.save(thing(assessment, item), {record_name(made.id): made.model_dump()}):
        session.put(block_key(item, voice), True)
        session.turn_focus(f"{item}.{record_name(made.id, 'said')}")


def add_record_of_chosen(assessment: str, item: str, key: str) -> None:
    """Begin a record of the voice chosen in the menu with this key."""
    chosen = session.read(key)
    if chosen in list(Voice):
        add_record(assessment, item, Voice(chosen))


def remove_record(assessment: str, item: str, record: Confirmation) -> None:
    """Remove a record; it can be restored until the next one is removed."""
    if saving.save(thing(assessment, item), {record_name(record.id): None}):
        session.feature(EvidenceDesk).removed_record = GoneRecord(assessment, item, record)


def bring_back_record(gone: GoneRecord) -> None:
    """Restore a record that was removed, and unfold its block."""
    memory, name = session.feature(EvidenceDesk), record_name(gone.record.id)
    if saving.save(thing(gone.assessment, gone.item), {name: gone.record.model_dump()}):
        session.put(block_key(gone.item, gone.record.voice), True)
        if memory.removed_record == gone:
            memory.removed_record = None


def attach(assessment: str, item: str, key: str) -> None:
    """Attach to an item what is chosen in the list with this key."""
    if chosen := session.read(key):
        by = session.desk().who
        if attempt(attaching.PLACE, lambda: cache.store().attached.attach(assessment, item, chosen, by=by)):
            session.next_turn(f"kept-{item}")


def name_as_source(assessment: str, item: str, attachment: Attachment) -> None:
    """Write what is attached under “Document or source” of an item, if that is empty by now; its date too."""

    def work() -> None:
        held = next((one for one in cache.store().assessments.get(assessment).evidence if one.id == item), None)
        if held is None or held.source.strip():
            return  # typed meanwhile, or the item is gone
        date = {"source_date": attachment.dated} if attachment.dated and held.source_date is None else {}
        if saving.save(thing(assessment, item), {"source": attachment.called, **date}):
            session.turn_focus(f"take-off-{attachment.id}")

    attempt(attaching.PLACE, work)


def use_newest(assessment: str, item: str, attachment: str, newest: str) -> None:
    """Have an item rest on the version in use of a file or link, instead of an older one."""
    attempt(
        attaching.PLACE,
        lambda: cache.store().attached.attach(assessment, item, newest, instead_of=attachment, by=session.desk().who),
    )


def take_off(assessment: str, item: str, attachment: str, label: str) -> None:
    """Take a file or link off an item; it can be put on again until the next one is taken off. `label` names it."""
    by = session.desk().who
    if attempt(attaching.PLACE, lambda: cache.store().attached.detach(assessment, item, attachment, by=by)):
        session.feature(EvidenceDesk).taken_off = TakenOff(assessment, item, attachment, shortened(label, 60))
        session.turn_focus(f"undo-off-{item}")


def put_on_again(gone: TakenOff) -> None:
    """Attach again what was taken off an item."""
    memory, by = session.feature(EvidenceDesk), session.desk().who
    attach_again = cache.store().attached.attach
    if attempt(attaching.PLACE, lambda: attach_again(gone.assessment, gone.item, gone.attachment, by=by)):
        session.turn_focus(f"take-off-{gone.attachment}")
        if memory.taken_off == gone:
            memory.taken_off = None


def move(assessment: str, item: str, key: str, order: Sequence[str]) -> None:
    """Move an item up, down, or to another aspect, as chosen in the menu with this key.

    `order` is the ids of the aspect's items as shown; empty for an item whose aspect the framework does not have, which
    has no place there to move up or down from. The open item stays open where it goes.
    """
    where = session.read(key)
    index = order.index(item) if item in order else len(order)
    store = cache.store()
    if where == UP and 0 < index < len(order):
        attempt("evidence", lambda: store.items.move(assessment, item, before=order[index - 1]))
    elif where == DOWN and index + 1 < len(order):
        attempt("evidence", lambda: store.items.move(assessment, item, after=order[index + 1]))
    elif where not in (UP, DOWN, None):
        moved = attempt("evidence", lambda: store.items.move(assessment, item, aspect=where))
        if moved and session.opened().item == item:
            session.opened().aspect = where
    session.turn_focus(key)


def skip(assessment: str, aspect: str, key: str) -> None:
    """Skip an aspect for the reason in the widget with this key; without one, a note asks for it."""
    reason = clean_text(session.read(key) or "").strip()
    if not reason:
        session.note("skip", "Say why in a few words, then skip the aspect.")
        return
    if attempt("skip", lambda: cache.store().assessments.skip(assessment, aspect, reason)):
        saving.take(key)


def unskip(assessment: str, aspect: str) -> None:
    """Undo the skipping of an aspect."""
    attempt("skip", lambda: cache.store().assessments.unskip(assessment, aspect))


def turn_to(aspect: str) -> None:
    """Go to an aspect, with no item open."""
    session.opened().aspect, session.opened().item = aspect, ""


def turn_to_chosen(name: str, key: str, aspects: Sequence[str]) -> None:
    """Go to the aspect chosen in the list with this key, if there is such an aspect.

    `name` is what its key is a turn of: a quick click brings back what stood in the list before this one.
    """
    aspect = session.read(key)
    if aspect in aspects and key == session.turn(name):
        turn_to(aspect)
