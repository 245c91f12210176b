"""One item's facts in the words that were typed. Functions give "" where the item says nothing on the fact."""

import re

from rubric.draft.whole import is_whole, stands_as_typed, tells_of_speaking
from rubric.draft.wording import behind, closed, excerpt, labelled, spoken, with_date, with_details, without_full_stop
from rubric.english import flat, in_words
from rubric.evidence.confirmation import Confirmation
from rubric.evidence.model import EvidenceItem
from rubric.evidence.stated import stated
from rubric.framework.words import Maturity, Polarity, Reach, Voice

_PERIOD = re.compile(r"\b(?:19|20)\d\d(?:[-–/]\d\d(?:\d\d)?)?\b")
_NUMBER = re.compile(r"[a-z]+|\d[\d,.]*(?<![,.])")

LONGEST_DETAIL = 40  # words of one detail told in the text
LONGEST_SAID = 45  # words of one record told in the text

_CLAIM = {Polarity.STRENGTH: "Strength", Polarity.SHORTFALL: "Gap", Polarity.MIXED: "Strength and gap"}
# In the framework's own words: nobody was asked whether it is a team, a service, a provider or a pilot.
_REACH = {
    Reach.ONE_TEAM: "This is so for one team, service, provider or pilot.",
    Reach.SOME: "This is so for some, fewer than half of those it concerns.",
    Reach.MOST: "This is so for most of those it concerns.",
    Reach.EVERYONE: "This is so for all of those it concerns.",
}
# Who speaks, where their words are told beside those of others.
SPEAKERS = {
    Voice.PEOPLE: "People and carers",
    Voice.STAFF_AND_LEADERS: "Staff and leaders",
    Voice.PARTNERS: "Partners",
    Voice.PROCESSES: "Documents and data",
}
VOICES = (Voice.PEOPLE, Voice.PARTNERS, Voice.STAFF_AND_LEADERS, Voice.PROCESSES)  # whose words weigh most, first
_SAY = {voice: "They show" if voice is Voice.PROCESSES else "They say" for voice in Voice}


def claim(item: EvidenceItem, most: int) -> str:
    """The claim as typed, at most `most` words of it; behind "Strength" or "Gap" where it is no whole sentence."""
    words = excerpt(stated(item.text), most)
    return closed(words) if item.polarity is None or stands_as_typed(words) else behind(_CLAIM[item.polarity], words)


def reach(item: EvidenceItem) -> str:
    """How widely it holds, and that it is still developing where it is.

    Figures say how widely in better words; but that something holds for some alone is always told.
    """
    developing = "This is still developing." if item.maturity is Maturity.DEVELOPING else ""
    is_told = stated(item.figures) and item.reach in (Reach.MOST, Reach.EVERYONE)
    widely = _REACH[item.reach] if item.reach and not is_told else ""
    return f"{developing} {widely}".strip()


def figures(item: EvidenceItem) -> str:
    """The figures, unless the claim or the difference gives each of their numbers (years aside)."""
    words = stated(item.figures)
    already_told = f"{item.text} {item.outcome}"
    if not words or _contains(already_told, without_full_stop(words)) or _is_told(words, already_told):
        return ""
    return labelled("Figures", words, LONGEST_DETAIL)


def outcome(item: EvidenceItem) -> str:
    """What came of it."""
    if _contains(item.text, without_full_stop(item.outcome)):
        return ""
    return labelled("What came of it", item.outcome, LONGEST_DETAIL)


def cause(item: EvidenceItem) -> str:
    """Why a gap exists."""
    return labelled("Cause", item.cause, LONGEST_DETAIL)


def affected(item: EvidenceItem) -> str:
    """Who is affected."""
    return labelled("Who is affected", item.affected, LONGEST_DETAIL)


def loop(item: EvidenceItem) -> list[str]:
    """What was heard, what was decided, what changed and how people were told."""
    return [
        spoken("Heard", item.heard, LONGEST_DETAIL),
        labelled("Decided", item.decided, LONGEST_DETAIL),
        labelled("Changed", item.changed, LONGEST_DETAIL),
        labelled("How people were told", item.told, LONGEST_DETAIL),
    ]


def said(record: Confirmation, *, named: bool) -> str:
    """What is recorded that somebody said or showed, with how many of how many, where and when.

    `named`: the text has said already whose words they are.
    """
    words = excerpt(stated(record.said), LONGEST_SAID)
    whole = is_whole(words) and (named or tells_of_speaking(words))
    details = (_how_many(record, words), with_date(stated(record.where), record.when))
    label = "" if whole else _SAY[record.voice] if named else SPEAKERS[record.voice]
    return with_details(f"{label}:{chr(10) if chr(10) in words else ' '}{words}" if label else words, details)


def best_record(item: EvidenceItem) -> Confirmation | None:
    """The record that carries most for the item: people's before partners', staff's and documents', the largest."""
    confirming = [record for record in item.confirmations if record.recorded and not record.against]
    return min(confirming, key=lambda record: (VOICES.index(record.voice), -(record.count or 0)), default=None)


def is_critical(item: EvidenceItem, record: Confirmation) -> bool:
    """Whether the record speaks against us: it denies what we say, or confirms that we fall short."""
    return not record.against if item.polarity is Polarity.SHORTFALL else record.against


def _how_many(record: Confirmation, told: str) -> str:
    """ "31 of 40", or "" where the words that are told say it themselves; what was cut off them tells nobody."""
    if record.count is None:
        return ""
    number = f"{record.count:,} of {record.of:,}" if record.of is not None else f"{record.count:,} in all"
    return "" if _is_told(number, told) else number


def _is_told(text: str, already_told: str) -> bool:
    """Whether each of a text's numbers, years aside, is in the other text already."""
    numbers = _numbers(text)
    return bool(numbers) and numbers <= _numbers(already_told)


def _numbers(text: str) -> set[str]:
    spelt = {in_words(count): str(count) for count in range(1, 10)}
    words = _PERIOD.sub(" ", text.lower())
    return {spelt.get(word, word) for word in _NUMBER.findall(words) if word in spelt or word[0].isdigit()}


def _contains(text: str, part: str) -> bool:
    return bool(part.strip()) and flat(part).casefold() in flat(text).casefold()
