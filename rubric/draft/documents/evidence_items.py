"""The evidence base, item by item: everything recorded on each, and what is not."""

from collections.abc import Iterator

from rubric.draft.listing import ONLY_US
from rubric.draft.material import Material
from rubric.draft.paper.model import Heading, PaperBlock, said
from rubric.draft.steps import STATUS
from rubric.draft.wording import capital, flat, inline, listed, long_date, sentence
from rubric.evidence.model import Action, EvidenceItem
from rubric.evidence.progress import missing
from rubric.framework.words import Voice

UNFINISHED = "still being written"
NOTHING_HERE = "We have not yet recorded any evidence here."

# Field, label, in the order in which they are told.
_TOLD = (
    ("outcome", "Difference made"),
    ("figures", "Figures"),
    ("cause", "Why it is so"),
    ("affected", "Who is affected"),
    ("heard", "What we heard"),
    ("decided", "What we decided"),
    ("changed", "What changed"),
    ("told", "How people were told"),
)
# What every item should have; named where it is lacking.
_WANTED = (("outcome", "difference made"), ("figures", "figures"), ("source", "document"), ("owner", "owner"))


def item_blocks(material: Material, doubts: dict[str, str]) -> Iterator[PaperBlock]:
    """Each aspect with its items in full. `doubts` says, by item id, why one counts for nothing in a prediction."""
    known = [aspect.id for aspect in material.framework.aspects]
    others = dict.fromkeys(item.aspect for item in material.items if item.aspect not in known)
    for aspect in (*known, *others):
        yield Heading(text=material.title(aspect), level=2)
        if aspect in known:
            yield said(material.framework.aspect(aspect).summary, style="note")
        if aspect in material.skips:
            yield said(sentence(f"Left out on purpose: {material.skips[aspect]}"))
        items = [item for item in material.items if item.aspect == aspect]
        if not items and aspect not in material.skips:
            yield said(NOTHING_HERE)
        for item in items:
            yield from _item(item, material, doubts.get(item.id, ""))


def _item(item: EvidenceItem, material: Material, doubt: str) -> Iterator[PaperBlock]:
    place = material.numbers[item.id]
    yield Heading(text=f"Evidence {place}: {kind(item, material)}", level=3, number=place)
    for line in item.text.splitlines():
        if line.strip():
            yield said(line.strip())
    for name, label in _TOLD:
        yield from _detail(label, getattr(item, name))
    yield from _detail("Who confirms it", who(item, material))
    yield from _detail("How widely", material.framework.reaches[item.reach].label if item.reach else "")
    dated = long_date(item.source_date) if item.source_date else ""
    yield from _detail("Document and date", ", ".join(filter(None, (flat(item.source).rstrip("."), dated))))
    yield from _detail("Return reference", item.return_reference)
    yield from _detail("Owner", item.owner)
    yield from _detail("Also bears on", "; ".join(material.title(aspect) for aspect in item.related_aspects))
    if item.action is not None:
        yield from _detail("Next step", _step(item.action))
    lacking = ["who confirms it"] * (item.voices is None)
    lacking += [words for name, words in _WANTED if not getattr(item, name).strip()]
    yield from _detail("Not recorded", capital(listed(lacking)))
    if not item.is_usable:
        yield from _detail("To finish it", f"{capital(listed(missing(item)))}.")
    yield from _detail("In the prediction", doubt and f"Counts for nothing: {doubt}")


def _detail(label: str, text: str) -> Iterator[PaperBlock]:
    for nth, line in enumerate(line for line in text.splitlines() if line.strip()):
        yield said(line.strip(), style="detail", label=label if nth == 0 else "\N{NO-BREAK SPACE}")


def kind(item: EvidenceItem, material: Material) -> str:
    """ "strength, in place", or that it is still being written."""
    words = []
    if item.polarity is not None:
        words.append(inline(material.framework.polarities[item.polarity].label))
    if item.maturity is not None:
        words.append(inline(material.framework.maturities[item.maturity].label))
    return ", ".join(words if item.is_usable else [*words, UNFINISHED])


def who(item: EvidenceItem, material: Material) -> str:
    """Who confirms it: "People and carers, and partners", "Only us so far" or, where nobody has answered, ""."""
    if item.voices is None:
        return ""
    labels = [inline(material.framework.voices[voice].label) for voice in Voice if voice in item.voices]
    # a label may hold an "and" of its own, so the last is set off by a comma too
    return capital(", and ".join(filter(None, (", ".join(labels[:-1]), *labels[-1:])))) or ONLY_US


def _step(action: Action) -> str:
    parts = (
        sentence(action.text),
        f"Owner: {flat(action.owner)}." if action.owner.strip() else "",
        f"By {long_date(action.due)}." if action.due else "",
        sentence(f"How we will know: {flat(action.measure)}") if action.measure.strip() else "",
        f"{STATUS[action.status]}.",
    )
    return " ".join(filter(None, parts)) if action.text.strip() or action.owner.strip() else ""
