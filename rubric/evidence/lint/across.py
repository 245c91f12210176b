"""What shows only in the whole assessment: one proof behind many claims, and short forms never spelled out."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rubric.english import cut, flat
from rubric.evidence import fields
from rubric.evidence.lint.items import Found
from rubric.evidence.lint.rules import Passage, rule_book
from rubric.evidence.lint.text import PlainText
from rubric.evidence.model import Assessment, EvidenceItem
from rubric.evidence.short_forms import glossary, used_in
from rubric.evidence.sources import source_key
from rubric.evidence.stated import stated

_MANY_NAMED = 6
_QUOTED = 8  # words


def same_proof(items: Sequence[EvidenceItem]) -> dict[str, Found]:
    """By item id: one source named by many items, or one figure given for several; on the first, naming the rest."""
    sources, figured = defaultdict[str, list[EvidenceItem]](list), defaultdict[str, list[EvidenceItem]](list)
    for item in items:
        if source := source_key(stated(item.source)):
            sources[source].append(item)
        if (given := _key(item.figures)) and any(letter.isdigit() for letter in given) and len(given.split()) >= 3:
            figured[given].append(item)
    found: dict[str, Found] = {}
    for group, least, proof in (
        *((group, 2, "figure") for group in figured.values()),
        *((group, rule_book().limits.same_source_items, "source") for group in sources.values()),
    ):
        if len(group) >= least:
            first, *rest = group
            quote = first.figures if proof == "figure" else first.source
            found.setdefault(first.id, Found(cut(flat(quote), _QUOTED), {"proof": proof, "others": _others(rest)}))
    return found


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _others(items: Sequence[EvidenceItem]) -> str:
    named = [f"“{cut(flat(item.text), _QUOTED) or 'an item with no words yet'}”" for item in items[:_MANY_NAMED]]
    more = len(items) - _MANY_NAMED
    return "; ".join(named) + (f"; and {more} more" if more > 0 else "")


def unspelled(assessment: Assessment, items: Sequence[EvidenceItem], passages: Iterable[Passage]) -> dict[str, Found]:
    """Short forms that no text spells out, by the subject ("item:ID") in which each is first used."""
    places = list(_places(assessment, items, passages))
    first: dict[str, str] = {}
    for subject, text, _ in places:
        for short in _short_forms(text):
            first.setdefault(short, subject)
    if not first:
        return {}
    whole = "\n".join(f"{text}\n{other}" for _, text, other in places)
    spelled = _spelled(PlainText(whole))
    low = " ".join(re.findall(r"\w+", whole.lower()))
    meanings = glossary().stand_for
    by_subject = defaultdict[str, list[str]](list)
    for short, subject in first.items():
        meaning = meanings.get(short, "")
        if short not in spelled and not (meaning and " ".join(re.findall(r"\w+", meaning.lower())) in low):
            by_subject[subject].append(short)
    return {
        subject: Found(", ".join(shorts), {"spelled": "; ".join(_spell(short, meanings) for short in shorts)})
        for subject, shorts in by_subject.items()
    }


def _spell(short: str, meanings: dict[str, str]) -> str:
    return f"{meanings[short]} ({short})" if short in meanings else f"what {short} stands for"


def _places(
    assessment: Assessment, items: Sequence[EvidenceItem], passages: Iterable[Passage]
) -> Iterator[tuple[str, str, str]]:
    """Each subject with the words that the reader meets, and with those where a spelling out counts too."""
    for item in items:
        step = item.action
        accounts = (getattr(item, name) for name in fields.ACCOUNT if name != "figures")
        step_texts = (step.text, step.measure) if step else ()
        told = map(stated, (*accounts, item.figures, *step_texts))
        yield f"item:{item.id}", "\n".join(told), "\n".join((item.source, item.owner))
    for action in assessment.actions:
        yield f"action:{action.id}", f"{stated(action.text)}\n{stated(action.measure)}", action.owner
    for passage in passages:
        yield f"section:{passage.section}", passage.text, passage.spelled


def _short_forms(text: str) -> Iterator[str]:
    """The short forms in a text that a note may ask about."""
    known, meanings = glossary().known, glossary().stand_for
    for short, _, _, _ in used_in(text):
        if short not in known and (short.isupper() or short in meanings):
            yield short


def _spelled(text: PlainText) -> set[str]:
    """The short forms that stand in brackets after words, or before words in brackets."""
    after = re.findall(r"[A-Za-z]{2,30} \(\"?([A-Z][A-Za-z]{1,7})\"?(?:,[^()]{0,40})?\)", text.plain)
    before = re.findall(r"(?<!\w)([A-Z][A-Za-z]{1,7}) \([A-Za-z][a-z]{1,30}[ -][^()]{2,80}\)", text.plain)
    defined = re.findall(r"(?<!\w)([A-Z][A-Za-z]{1,7}),? (?:stands for|short for|means|or) the ", text.plain)
    return {short.removesuffix("s") if short[-2:-1].isupper() else short for short in (*after, *before, *defined)}
