"""The risks that the briefing tells: the gaps that may do most harm with what is done about them, and the silences."""

from collections.abc import Iterator

from rubric.draft.documents.briefing_words import LEADS, short_claim, spread, trimmed
from rubric.draft.material import Material
from rubric.draft.paper.model import PaperBlock, text_block
from rubric.draft.steps import status_told
from rubric.draft.wording import on_topics
from rubric.english import capital, in_words, inline, long_date
from rubric.evidence.model import Action, ActionStatus
from rubric.evidence.stated import stated
from rubric.framework.words import Voice


def risk_blocks(material: Material) -> Iterator[PaperBlock]:
    """A bullet for each risk: a gap with its step, then a silence."""
    gaps = spread(material.areas)
    for item in gaps:
        yield text_block(
            short_claim(item, 28),
            step_text(material.step_on(item)),
            style="bullet",
            label=f"{capital(material.title(item.aspect))}.",
            cite=material.cite([item]),
        )
    others = _other_risks(material)
    for label, text in others:
        yield text_block(text, style="bullet", label=f"{label}.")


def _other_risks(material: Material) -> list[tuple[str, str]]:
    return _silences(material)[: LEADS - len(spread(material.areas))]


def risk_count(material: Material) -> int:
    """How many risks `risk_blocks` tells."""
    return len(spread(material.areas)) + len(_other_risks(material))


def _silences(material: Material) -> list[tuple[str, str]]:
    """Risks that no item names, as (label, text): what is not covered, and what nobody is recorded to have said."""
    usable, framework = material.usable, material.framework
    silent = [a for a in framework.aspects if all(i.aspect != a.id for i in usable) and a.id not in material.skips]
    risks = [
        (aspect.title, "Nothing finished is recorded here, and what is not said is asked about.")
        for aspect in sorted(silent, key=lambda aspect: -aspect.weight)
    ]
    unheard = [
        a.title
        for a in framework.aspects
        if any(i.aspect == a.id for i in usable)
        and not any(i.aspect == a.id and Voice.PEOPLE in i.recorded_voices | i.objecting_voices for i in usable)
    ]
    if unheard:
        more = [f"{in_words(len(unheard) - 2)} more"] if len(unheard) > 2 else []
        topics = on_topics([*(inline(title) for title in unheard[:2]), *more])
        risks.insert(
            min(1, len(risks)), ("People not heard", f"Nothing that people or carers said is recorded {topics}.")
        )
    if usable and not material.areas:
        risks.append(("No gap named", "Assessors will ask what we find hard: say so before they do."))
    if alone := sum(item.voices == [] for item in usable):
        risks.append(
            ("Only our own word", f"Nobody else and no document is named for {_share_of_points(alone, len(usable))}.")
        )
    if unanswered := sum(item.voices is None for item in usable):
        risks.append(("Not answered", f"We have not said who confirms {_share_of_points(unanswered, len(usable))}."))
    return risks


def _share_of_points(count: int, whole: int) -> str:
    """ "two of our 31 points", "any of our points"."""
    return "any of our points" if count == whole else f"{in_words(count)} of our {in_words(whole)} points"


def step_text(action: Action | None) -> str:
    """What is being done about a gap: the step with its owner, date and status, or that none is agreed."""
    if action is None or not stated(action.text):
        return "No next step is agreed yet."
    words = trimmed(action.text, 18)
    if action.status is ActionStatus.DONE:
        return f"Done: {words}."
    due = f"by {long_date(action.due)}" if action.due else "no date yet"
    owner = trimmed(stated(action.owner), 8) or "no owner yet"
    inside = ", ".join(filter(None, (owner, due, status_told(action))))
    return f"What we are doing: {words} ({inside})."
