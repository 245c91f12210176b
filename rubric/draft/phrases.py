"""One item's facts, each as a sentence in one voice. Every function gives "" where the item does not say."""

from rubric.draft.wording import capital, flat, listed, opening, sentence, unstopped, with_date
from rubric.evidence.model import EvidenceItem
from rubric.framework.words import Maturity, Reach, Voice

LONGEST_DETAIL = 40  # words of a figure, source or difference told in the text

# In the order in which they are named: those who are not the council first.
_WHO = {
    Voice.PEOPLE: "people and carers",
    Voice.PARTNERS: "partners",
    Voice.STAFF_AND_LEADERS: "staff and leaders",
}
_HOLDS = {
    Reach.ONE_TEAM: "in one team so far",
    Reach.SOME: "in some teams so far",
    Reach.MOST: "across most of the service",
    Reach.EVERYONE: "across the whole service",
}
_AFFECTS = {
    Reach.ONE_TEAM: "one team",
    Reach.SOME: "some teams",
    Reach.MOST: "most of the service",
    Reach.EVERYONE: "the whole service",
}
OWN_ACCOUNT = "This is our own account so far."


def how_widely(item: EvidenceItem) -> str:
    """ "This holds across the whole service.", and that it is new or partial where it is still developing."""
    where = f"holds {_HOLDS[item.reach]}" if item.reach else ""
    if item.maturity is Maturity.DEVELOPING:
        return f"This is still developing{f', and {where}' if where else ''}."
    return f"This {where}." if where else ""


def affects(item: EvidenceItem) -> str:
    """ "It affects most of the service."."""
    return f"It affects {_AFFECTS[item.reach]}." if item.reach else ""


def proof(item: EvidenceItem, *, with_source: bool = True) -> str:
    """The figures with their source, or the source where there are no figures beyond those in the claim."""
    source = unstopped(opening(with_date(item.source, item.source_date), LONGEST_DETAIL)) if item.source.strip() else ""
    figures = unstopped(opening(item.figures, LONGEST_DETAIL))
    if not figures or _says(item.text, figures):
        return sentence(f"What proves it: {source}") if source else ""
    if not source or not with_source:
        return sentence(f"In figures: {figures}")
    return f"In figures: {figures}; {source}." if figures.endswith(")") else f"In figures: {figures} ({source})."


def difference(item: EvidenceItem) -> str:
    """The difference made, or that none is recorded yet: a strength always says which."""
    return differently(item) if item.outcome.strip() else "We have not yet recorded the difference this makes."


def differently(item: EvidenceItem) -> str:
    """The difference in the council's words: as it stands, or led in where it starts small or with a figure."""
    words = opening(item.outcome, LONGEST_DETAIL)
    if not words or _says(item.text, unstopped(words)):
        return ""
    if words[0].islower():
        return f"As a result, {words}"
    return words if words[0].isupper() else f"The difference: {words}"


def confirmed(item: EvidenceItem) -> str:
    """Who confirms a strength; never a word of confirmation where nobody does."""
    return _said_by(item, "confirm this")


def told_by(item: EvidenceItem) -> str:
    """Who told us of a gap."""
    return _said_by(item, "tell us so")


def _said_by(item: EvidenceItem, verb: str) -> str:
    who = [_WHO[voice] for voice in _WHO if voice in (item.voices or ())]
    shown = Voice.PROCESSES in (item.voices or ())
    if not who:
        return "Our documents and data show it." if shown else OWN_ACCOUNT
    others = f", as do {listed(who[1:])}" if len(who) > 1 else ""
    return f"{capital(who[0])} {verb}{others}{'; our documents and data show it' if shown else ''}."


def _says(text: str, part: str) -> bool:
    return flat(part).casefold() in flat(text).casefold()
