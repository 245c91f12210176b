"""What to make of an item beside its nearest findings, in one line; and the aspect on which there is most to say."""

from collections.abc import Sequence

from rubric.claims.model import Claim
from rubric.comparison.conclusion import GOOD, TELLS
from rubric.comparison.model import Comparison, Match, Neighbours
from rubric.english import count, in_words, inline
from rubric.framework.model import Framework, Frozen
from rubric.framework.words import OUTSIDE, Polarity

_POOR = 2  # the score beside which an item should not be left


class Meaning(Frozen):
    """One line on an item (`text`), and what might be done about it as a line of the plan ("": nothing)."""

    text: str
    step: str


def is_close(near: Neighbours) -> bool:
    """Whether any finding is about the same thing as the item."""
    return any(near.by_score.values())


def is_beside(near: Neighbours) -> bool:
    """Whether any finding may stand beside the item: on the same thing, or at least on its subject."""
    return is_close(near) or bool(near.on_subject)


def meaning(claim: Claim, near: Neighbours, framework: Framework) -> Meaning:
    """What to make of a claim beside the nearest findings in reports scored 2 and 3."""
    good, poor = _nearest(near, GOOD), _nearest(near, _POOR)
    if good is None and poor is None:
        return _of_subject(claim, near.on_subject.get(GOOD), near.on_subject.get(_POOR))
    if claim.polarity is Polarity.STRENGTH:
        return _of_strength(claim, good, poor, framework)
    if claim.polarity is Polarity.MIXED:
        return Meaning(
            text="Part of this falls short: lead with what works, and say what is done about the rest.",
            step="Mend what falls short in this",
        )
    if good and good.finding.polarity is Polarity.STRENGTH:
        return Meaning(
            text=f"{good.finding.authority}, scored {GOOD}, is praised for what is missing here.",
            step=f"Ask {good.finding.authority} how they did what is missing here",
        )
    return Meaning(
        text="Reports name gaps like this one: say what you do about it, who leads and by when.",
        step="Agree what is done about this gap, who leads and by when",
    )


def _of_subject(claim: Claim, good: Match | None, poor: Match | None) -> Meaning:
    """Where no finding is on the same thing: what those on its subject, if any, lead to."""
    praised = good is not None and good.finding.polarity is Polarity.STRENGTH
    if claim.polarity is Polarity.STRENGTH:
        if good is not None and praised:
            text = f"{good.finding.authority}, scored {GOOD}, is praised on this subject: show yours as plainly, "
            return Meaning(text=f"{text}with a figure and a source.", step="Give this a figure and a source")
        if poor is not None and poor.finding.polarity is Polarity.SHORTFALL:
            text = f"A report scored {_POOR} found this subject wanting: "
            return Meaning(text=f"{text}say what is different with you.", step="Show what is different because of this")
        return Meaning(
            text="No finding says just this: a figure and a source have to show what it is worth.",
            step="Give this a figure and a source",
        )
    if good is not None and praised:
        return Meaning(
            text=f"{good.finding.authority}, scored {GOOD}, is praised on this subject: ask how they do it.",
            step=f"Ask {good.finding.authority} how they do this",
        )
    return Meaning(
        text="Say what you do about it, who leads and by when.",
        step="Agree what is done about this, who leads and by when",
    )


def _of_strength(claim: Claim, good: Match | None, poor: Match | None, framework: Framework) -> Meaning:
    if good and good.finding.polarity is Polarity.STRENGTH:
        theirs, ours = good.finding.maturity, claim.maturity
        if theirs.level > ours.level:
            far, near = (inline(framework.maturities[level].label) for level in (theirs, ours))
            return Meaning(
                text=f"Theirs is {far}, yours {near}: show how far it reaches, or what came of it.",
                step="Show how far this reaches, or what came of it",
            )
        if not claim.recorded & OUTSIDE:
            return Meaning(
                text="As far along as theirs; it is not recorded yet what people or partners say of it.",
                step="Ask people or partners about this, and record what they say",
            )
        return Meaning(text="As far along as theirs, and confirmed: lead with it.", step="")
    if poor and not good:
        return Meaning(
            text="Only reports scored 2 say the like: alone, this does not set you apart.",
            step="Show what changed because of this",
        )
    return Meaning(
        text=f"Reports scored {GOOD} found this lacking elsewhere: a strength to show with a figure and a source.",
        step="Give this a figure and a source",
    )


def _nearest(near: Neighbours, score: int) -> Match | None:
    return next(iter(near.by_score.get(score, ())), None)


def how_many_close(comparison: Comparison, claims: Sequence[Claim]) -> str:
    """One sentence: of how many of an aspect's claims, at least one, reports at each score say the same thing."""
    near = [comparison.neighbours[claim.id] for claim in claims]
    with_good, with_poor = (sum(bool(one.by_score.get(score)) for one in near) for score in (GOOD, _POOR))
    of = f"{_none_or(with_good)} of your {count(len(claims), 'item')} here"
    return f"Reports scored {GOOD} speak of the same thing as {of}, reports scored {_POOR} as {_none_or(with_poor)}."


def _none_or(number: int) -> str:
    return in_words(number) if number else "none"


def most_to_say(comparison: Comparison, claims: Sequence[Claim]) -> str:
    """The aspect with most to say: where something clearly sets reports scored 3 apart, and most items are close.

    "" where there are no claims.
    """
    close: dict[str, int] = {}
    for claim in claims:
        close[claim.aspect] = close.get(claim.aspect, 0) + is_close(comparison.neighbours[claim.id])

    def says(aspect: str) -> tuple[bool, int, float]:
        missing = comparison.contrasts[aspect].missing(GOOD)
        tells = missing[0].telling if missing else 0.0
        return tells >= TELLS and close[aspect] > 0, close[aspect], tells

    return max((aspect for aspect in close if aspect in comparison.contrasts), key=says, default="")
