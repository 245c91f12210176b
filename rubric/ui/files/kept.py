"""Saves what came back in a file: a section of the draft from Word, and rows of a workbook; and undoes both."""

from collections.abc import Iterable, Mapping, Sequence

from rubric.draft.compose import compose_afresh
from rubric.draft.edited import as_text, blocks, with_ids
from rubric.draft.model import Draft
from rubric.draft.round_trip.differences import Difference, accept
from rubric.english import count, listed
from rubric.evidence import Assessment, EvidenceItem, PlanAction, SectionEdit
from rubric.evidence.fields import value_of
from rubric.storage import Saved
from rubric.ui.files.desk import Entry, Import, Name
from rubric.ui.state import cache, session


def take_words(assessment: Assessment, draft: Draft, section: str, wanted: Sequence[Difference], seen: int) -> Saved:
    """Put the Word draft's wording of these differences into a section; `seen` is the section's revision.

    Out: when it was saved. Conflict: somebody has changed the section since.
    """
    edit = assessment.edit_of(section)
    text = with_ids(accept(blocks(draft.section(section)), *wanted), draft.numbers)
    if edit is None:
        fresh = compose_afresh(assessment, cache.framework(assessment.framework_version), on=draft.on)
        composed = with_ids(as_text(fresh.section(section)), draft.numbers)
    else:
        composed = edit.composed  # so that what the items have to say since is still offered
    changes = {"text": text, "composed": composed}
    return cache.store().draft.save(assessment.id, section, changes, by=session.desk().who, seen=seen)


def give_words_back(assessment: str, section: str, former: SectionEdit | None) -> Saved:
    """Put a section back to its former edit, or (None) to the tool's own wording. StoreError."""
    sections, by = cache.store().draft, session.desk().who
    if former is None:
        return sections.remove(assessment, section, by=by)
    return sections.save(assessment, section, {"text": former.text, "composed": former.composed}, by=by)


def import_rows(
    before: Assessment,
    added: Sequence[Entry],
    changed: Mapping[Name, Mapping[str, object]],
    dropped: Sequence[Name],
    seen: tuple[Mapping[str, int], Mapping[str, int]],
) -> tuple[Saved, Import]:
    """Bring rows of a workbook into the assessment that they were compared with, in one go.

    `seen` has the revisions of its items and of its actions. Out: when it was saved, and what undoes it. Conflict:
    somebody has changed a row since; nothing is brought in.
    """
    store = cache.store()
    saved = store.assessments.bring_in(
        before.id,
        added=[entry for entry in added if isinstance(entry, EvidenceItem)],
        changed=_of("item", changed),
        seen=seen[0],
        actions_added=[entry for entry in added if isinstance(entry, PlanAction)],
        actions_changed=_of("action", changed),
        actions_seen=seen[1],
        by=session.desk().who,
    )
    _remove(before.id, dropped)
    former, after = _entries(before), _entries(store.assessments.get(before.id))
    names = {*changed, *dropped, *(name for name in after if name not in former)}
    parts = [(len(added), "added"), (len(changed), "changed"), (len(dropped), "removed")]
    summary = listed([f"{count(number, 'row')} {what}" for number, what in parts if number])
    return saved, Import(before.id, summary, {name: (former.get(name), after.get(name)) for name in names})


def undo_import(imported: Import) -> int:
    """Undo an import, except for rows changed since; out: how many those are. StoreError where it can't be saved."""
    store = cache.store()
    seen, actions_seen = store.items.revisions(imported.assessment), store.plan.revisions(imported.assessment)
    now = _entries(store.assessments.get(imported.assessment))
    former: dict[Name, dict[str, object]] = {}
    skipped = 0
    for name, (before, after) in imported.entries.items():
        if before is not None and after is not None and name in now:
            former[name] = _former(before, after, now[name])
            skipped += not former[name]
    store.assessments.bring_in(
        imported.assessment,
        changed=_of("item", former),
        seen=seen,
        actions_changed=_of("action", former),
        actions_seen=actions_seen,
        by=session.desk().who,
    )
    fresh = [name for name, (before, after) in imported.entries.items() if before is None and after is not None]
    same = [name for name in fresh if now.get(name) == imported.entries[name][1]]
    skipped += sum(name in now and name not in same for name in fresh)
    _remove(imported.assessment, same)
    for kind, entry_id in (name for name, (_, after) in imported.entries.items() if after is None):
        (store.items.restore if kind == "item" else store.plan.restore)(imported.assessment, entry_id)
    return skipped


def _former(before: Entry, after: Entry, now: Entry) -> dict[str, object]:
    """The values to write back: of fields that the import changed, and that still hold what it wrote."""
    if isinstance(before, EvidenceItem) and isinstance(after, EvidenceItem) and isinstance(now, EvidenceItem):
        step = before.action or after.action
        names = [*(name for name in EvidenceItem.model_fields if name not in ("id", "action", "position"))]
        if before.action is None and after.action is not None:
            back: dict[str, object] = {"action": None} if now.action == after.action else {}
        else:
            names += [f"action.{part}" for part in type(step).model_fields] if step else []
            back = {}
    else:
        names, back = [name for name in PlanAction.model_fields if name != "id"], {}
    for name in names:
        if value_of(before, name) != value_of(after, name) == value_of(now, name):
            back[name] = value_of(before, name)
    return back


def _entries(assessment: Assessment) -> dict[Name, Entry]:
    found: dict[Name, Entry] = {("item", item.id): item for item in assessment.evidence}
    return found | {("action", action.id): action for action in assessment.actions}


def _of(kind: str, changes: Mapping[Name, Mapping[str, object]]) -> dict[str, Mapping[str, object]]:
    return {entry_id: fields for (entry_kind, entry_id), fields in changes.items() if entry_kind == kind and fields}


def _remove(assessment: str, names: Iterable[Name]) -> None:
    store = cache.store()
    for kind, entry_id in names:
        (store.items.remove if kind == "item" else store.plan.remove)(assessment, entry_id)
