"""The evidence base, item by item: everything recorded on each, and what is not."""

from collections.abc import Iterator, Mapping

from rubric.draft.listing import ONLY_US
from rubric.draft.material import Material
from rubric.draft.model import Column, Table
from rubric.draft.paper.model import Grid, Heading, PaperBlock, text_block
from rubric.draft.steps import STATUS, is_kept
from rubric.draft.wording import sentence
from rubric.english import capital, count, flat, inline, listed, long_date
from rubric.evidence import fields
from rubric.evidence.attachments import attached_to
from rubric.evidence.confirmation import Confirmation, critical_first
from rubric.evidence.model import Action, EvidenceItem
from rubric.evidence.progress import missing
from rubric.evidence.stated import stated
from rubric.evidence.text import clean_text
from rubric.framework.words import Voice

UNFINISHED = "still being written"
RECORDED_LATER = "Named, nothing recorded yet"
NOTHING_HERE = "We have not yet recorded any evidence here."

_ACCOUNT = tuple(field for field in fields.ITEM if field.account and field.document)
_RECORD_COLUMNS = tuple(
    Column(key=field.name, heading=field.document) for field in fields.CONFIRMATION if field.document
)
# who keeps an item and where it is filed: told after what shows it
_FILED = tuple(
    fields.item(name) for name in fields.WORDS if name not in {*fields.ACCOUNT, "source"} and fields.item(name).document
)


def item_blocks(material: Material, doubts: dict[str, str]) -> Iterator[PaperBlock]:
    """Each aspect with its items in full. `doubts` gives, by item id, why the prediction leaves an item out."""
    aspect_ids = [aspect.id for aspect in material.framework.aspects]
    others = dict.fromkeys(item.aspect for item in material.items if item.aspect not in aspect_ids)
    for aspect in (*aspect_ids, *others):
        yield Heading(text=material.title(aspect), level=2)
        if aspect in aspect_ids:
            yield text_block(material.framework.aspect(aspect).summary, style="note")
        if aspect in material.skips:
            yield text_block(sentence(f"Left out on purpose: {material.skips[aspect]}"))
        items = [item for item in material.items if item.aspect == aspect]
        if not items and aspect not in material.skips:
            yield text_block(NOTHING_HERE)
        for item in items:
            yield from _item(item, material, doubts.get(item.id, ""))


def _item(item: EvidenceItem, material: Material, doubt: str) -> Iterator[PaperBlock]:
    number = material.numbers[item.id]
    yield Heading(text=f"Evidence {number}: {item_kind(item, material)}", level=3, number=number)
    for line in item.text.splitlines():
        if line.strip():
            yield text_block(line.strip())
    for field in _ACCOUNT:
        yield from _detail(field.document, stated(getattr(item, field.name)))
    yield from _detail_of("voices", confirmers(item, material))
    yield from _records(item, material)
    yield from _detail_of("reach", material.framework.reaches[item.reach].label if item.reach else "")
    dated = long_date(item.source_date) if item.source_date else ""
    yield from _detail_of("source", ", ".join(filter(None, (flat(stated(item.source)).rstrip("."), dated))))
    attached = (clean_text(one.in_words) for one in attached_to(material.assessment, item))
    yield from _detail_of("attached", "\n".join(attached))
    for field in _FILED:
        yield from _detail(field.document, stated(getattr(item, field.name)))
    yield from _detail_of("related_aspects", "; ".join(material.title(aspect) for aspect in item.related_aspects))
    if item.action is not None:
        yield from _detail_of("action.text", _step(item.action, material))
    yield from _detail("Not recorded", capital(listed(_lacking(item))))
    if not item.is_usable:
        yield from _detail("To finish it", f"{capital(listed(missing(item)))}.")
    yield from _detail("In the prediction", doubt and f"Counts for nothing: {doubt}")


def _records(item: EvidenceItem, material: Material) -> Iterator[PaperBlock]:
    """What each voice said or showed, as a table; who is named only; and what is still to be completed."""
    labels = {voice: word.label for voice, word in material.framework.voices.items()}
    told = [record for record in critical_first(item.confirmations) if record.recorded]
    if told:
        yield from _detail_of("confirmations", f"{capital(count(len(told), 'record'))}, in the table below.")
        yield Grid(
            table=Table(columns=_RECORD_COLUMNS, rows=tuple(_record_row(record, labels) for record in told)),
            widths=(2.8, 6.2, 2.1, 3.2, 2.7),
            summary=f"What is recorded on evidence {material.numbers[item.id]}: who, what, how many, where and when",
        )
    named = [inline(labels[voice]) for voice in Voice if voice in item.unrecorded_voices]
    yield from _detail(RECORDED_LATER, capital(listed(named, comma=True)))
    for record in item.confirmations:
        if not record.recorded:
            said = clean_text(record.in_words) or "nothing written yet"
            yield from _detail("To complete", f"{labels[record.voice]}: {said}. Needs {listed(list(record.missing))}.")


def _record_row(record: Confirmation, labels: Mapping[Voice, str]) -> dict[str, str]:
    return {
        "voice": labels[record.voice] + (", who say otherwise" if record.against else ""),
        "said": clean_text(record.said).strip(),
        "count": record.how_many or "–",
        "where": clean_text(stated(record.where)).strip() or "–",
        "when": long_date(record.when) if record.when else "–",
    }


def _lacking(item: EvidenceItem) -> list[str]:
    """The fields that every item should have and this item has not; "only us" is an answer to who confirms it."""
    values = ((field, getattr(item, field.name)) for field in fields.ITEM if field.lacking)
    return [field.lacking for field, value in values if value is None or (isinstance(value, str) and not stated(value))]


def _detail_of(name: str, text: str) -> Iterator[PaperBlock]:
    """A field under its heading, in other words than those it holds."""
    return _detail(fields.item(name).document, text)


def _detail(label: str, text: str) -> Iterator[PaperBlock]:
    for index, line in enumerate(line for line in text.splitlines() if line.strip()):
        yield text_block(line.strip(), style="detail", label=label if index == 0 else "\N{NO-BREAK SPACE}")


def item_kind(item: EvidenceItem, material: Material) -> str:
    """ "strength, in place", or that it is still being written."""
    words = []
    if item.polarity is not None:
        words.append(inline(material.framework.polarities[item.polarity].label))
    if item.maturity is not None:
        words.append(inline(material.framework.maturities[item.maturity].label))
    return ", ".join(words if item.is_usable else [*words, UNFINISHED])


def confirmers(item: EvidenceItem, material: Material) -> str:
    """Who confirms it: "People and carers, and partners", "Only us so far" or, where nobody has answered, ""."""
    if item.voices is None:
        return ""
    labels = [inline(material.framework.voices[voice].label) for voice in Voice if voice in item.voices]
    # a label may hold an "and" of its own, so the last is set off by a comma too
    return capital(listed(labels, comma=True)) or ONLY_US


def _step(action: Action, material: Material) -> str:
    parts = (
        sentence(stated(action.text)),
        f"Owner: {flat(action.owner)}." if stated(action.owner) else "",
        f"By {long_date(action.due)}." if action.due else "",
        sentence(f"How we will know: {flat(action.measure)}") if stated(action.measure) else "",
        f"{STATUS[action.status]}." if is_kept(step.action for step in material.steps) else "",
    )
    return " ".join(filter(None, parts)) if stated(action.text) or stated(action.owner) else ""
