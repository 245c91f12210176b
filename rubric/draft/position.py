"""Our position in brief: the level in words, two strengths, two gaps, and whether steps are agreed."""

from collections.abc import Sequence
from typing import NamedTuple

from rubric.draft.material import Material, is_shown
from rubric.draft.model import Paragraph, Section, Sentence
from rubric.draft.outline import POSITION
from rubric.draft.phrases import claim
from rubric.draft.wording import behind, fits_a_list, in_prose, is_cut, on_topics
from rubric.english import either, in_words, inline
from rubric.evidence.model import ActionStatus, EvidenceItem
from rubric.framework.words import Maturity, Polarity, Voice

FEWEST = 5  # below this many points we say that it is too early to judge (our own judgement)
LONGEST_CLAIM = 30  # words of one claim told in brief


class _Leads(NamedTuple):
    """What stands before one or two claims, and before their topics."""

    one: str
    two: str
    topics: str


_GOOD = _Leads("We name one strength.", "Two strengths stand out.", "We are strongest")
_CLAIMED = _Leads(
    "By our own account, we have one strength.",
    "By our own account, two strengths stand out.",
    "By our own account, we are strongest",
)
# Where there are no more than are named, nothing is ranked; of more, the draft says how it weighed them.
_BAD = _Leads("We know of one gap.", "We put two gaps first.", "We have furthest to go")
_OTHERS = frozenset({Voice.PEOPLE, Voice.PARTNERS, Voice.STAFF_AND_LEADERS})


def position_section(material: Material) -> Section:
    """The position, in the fullest version within the word budget: claim by claim, or topic by topic."""
    versions = [
        Section(id=POSITION.id, heading=POSITION.heading, budget=POSITION.budget, paragraphs=tuple(paragraphs))
        for paragraphs in _versions(material)
    ]
    return next((section for section in versions if section.length != "long"), versions[-1])


def _versions(material: Material) -> list[list[Paragraph]]:
    if not material.usable:
        topic = inline(material.framework.commitment.title)
        return [[_paragraph(f"We have not yet recorded evidence on {topic}, so we take no position here.")]]
    strengths, gaps = material.strengths[:2], material.areas[:2]
    level, basis, direction = _level(material), _basis(material), _direction(material, gaps)
    leads = _GOOD if all(is_shown(item) for item in strengths) else _CLAIMED
    if len(material.strengths) == len(strengths):
        leads = leads._replace(two=leads.one.replace("one strength", "two strengths"))
    bad_leads = _BAD if len(material.gaps) > len(gaps) else _BAD._replace(two="We know of two gaps.")
    good_topics, bad_topics = _topics(material, strengths, leads), _topics(material, gaps, _BAD)
    good = good_topics if _breaks_off(strengths) else _claims(material, strengths, leads)
    bad = bad_topics if _breaks_off(gaps) else _claims(material, gaps, bad_leads)
    last = [_paragraph(direction)] if direction else []
    return [
        [_paragraph(level, basis), *good, *bad, *last],
        [_paragraph(level), *good, *bad, *last],
        [_paragraph(level, basis), *good_topics, *bad, *last],
        [_paragraph(level), *good_topics, *bad, *last],
        [_paragraph(level, basis), *good_topics, *bad_topics, *last],
    ]


def _breaks_off(items: Sequence[EvidenceItem]) -> bool:
    """Whether a claim is so long that its first sentence would break off: then its topic is named."""
    return any(is_cut(item.text, LONGEST_CLAIM) and claim(item, LONGEST_CLAIM).words.endswith("…") for item in items)


def _level(material: Material) -> str:
    """The level in words, from what the items may be said to be: never a score.

    In place or further on: counted for strengths and mixed points only, since a gap is not made good by the process
    it was found in. Where it would read lower with only what somebody confirms or a document shows, it is told as our
    own account. The shares at which the words change are our own judgement.
    """
    usable = material.usable
    if len(usable) < FEWEST:
        return (
            f"We have recorded only {in_words(len(usable), 'point')} so far, which is too little to judge where we "
            "stand overall."
        )
    working = [
        item
        for item in usable
        if item.polarity is not Polarity.SHORTFALL and item.supported.level >= Maturity.IN_PLACE.level
    ]
    claimed, shown = len(working), sum(is_shown(item) for item in working)
    gaps = sum(item.polarity is Polarity.SHORTFALL for item in usable)
    level = _level_in_words(claimed / len(usable), gaps=gaps)
    if level != _level_in_words(shown / len(usable), gaps=gaps):
        return f"By our own account, {level}."
    return f"In our own judgement, {level}."


def _level_in_words(share: float, *, gaps: int) -> str:
    if share >= 2 / 3:
        known = f", and there {either(gaps, 'is a gap', 'are gaps')} that we know about" if gaps else ""
        return f"most of how we learn and improve is in place{known}"
    if share >= 1 / 2:
        return "much of how we learn and improve is in place, but it is uneven"
    if share >= 1 / 4:
        return "parts of how we learn and improve are in place, and much is new, partial or missing"
    return "most of how we learn and improve is at an early stage, planned or missing"


def _basis(material: Material) -> str:
    """What the judgement rests on: how many points on how many topics, and on how many of them others are recorded."""
    points, aspects = len(material.usable), material.framework.aspect_ids
    covered = len({item.aspect for item in material.usable} & set(aspects))
    where = f"{'all' if covered == len(aspects) else in_words(covered) + ' of'} {in_words(len(aspects))} topics"
    coverage = f"This rests on {in_words(points, 'point')} across {where}"
    if points < FEWEST:
        coverage = f"{either(points, 'It covers', 'They cover')} {where}"
    return f"{coverage}{_recorded(material)}."


def _recorded(material: Material) -> str:
    """ "; for 12 of them we have recorded what people, partners or staff said", or "" where none is."""
    recorded = sum(bool(_OTHERS & (item.recorded_voices | item.objecting_voices)) for item in material.usable)
    if not recorded:
        return ""
    whole = recorded == len(material.usable)
    them = either(len(material.usable), "it", "all of them") if whole else f"{in_words(recorded)} of them"
    return f"; for {them} we have recorded what people, partners or staff said"


# Notes stand in one sentence, behind a colon: a label before each would say again what the lead says.
def _claims(material: Material, items: Sequence[EvidenceItem], leads: _Leads) -> list[Paragraph]:
    if not items:
        return []
    lead, claims = either(len(items), leads.one, leads.two), [claim(item, LONGEST_CLAIM) for item in items]
    if not any(one.stands for one in claims) and all(fits_a_list(one.words) for one in claims):
        texts = [f"{lead.removesuffix('.')}: {claims[0].words}", *(f"; {one.words}" for one in claims[1:])]
        end = [Sentence(text=".")]
    elif all(one.stands for one in claims):
        texts, end = [in_prose([one]) for one in claims], []
    elif len(claims) == 1:
        return [
            Paragraph(
                sentences=(
                    Sentence(text=behind(lead.removesuffix("."), claims[0].words), evidence=material.cite(items)),
                )
            )
        ]
    else:  # the lead has said what they are
        texts, end = [behind(label, one.words) for label, one in zip(("First", "Second"), claims, strict=True)], []
    sentences = [Sentence(text=text, evidence=material.cite([item])) for text, item in zip(texts, items, strict=True)]
    first = [] if end else [Sentence(text=lead)]
    return [Paragraph(sentences=(*first, *sentences, *end))]


def _topics(material: Material, items: Sequence[EvidenceItem], leads: _Leads) -> list[Paragraph]:
    if not items:
        return []
    topics = on_topics(dict.fromkeys(inline(material.title(item.aspect)) for item in items))
    return [Paragraph(sentences=(Sentence(text=f"{leads.topics} {topics}.", evidence=material.cite(items)),))]


def _direction(material: Material, gaps: Sequence[EvidenceItem]) -> str:
    """Whether we have a dated step for the gaps that are named; "" where we have none, which the notes tell."""
    dated = [
        step for item in gaps if (step := material.step_on(item)) and step.due and step.status is not ActionStatus.DONE
    ]
    if not dated:
        return ""
    late = sum(step.due is not None and step.due < material.on for step in dated)
    which = "" if len(dated) == 1 else "both " if late == len(dated) else "one of them "
    overdue = f", {which}now overdue" if late else ""
    if len(dated) < len(gaps):
        return f"For one of the two gaps we have a dated next step{overdue}."
    return f"We have a dated next step for {either(len(gaps), 'this gap', 'both gaps')}{overdue}."


def _paragraph(*texts: str) -> Paragraph:
    return Paragraph(sentences=tuple(Sentence(text=text) for text in texts))
