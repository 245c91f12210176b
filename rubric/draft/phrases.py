"""One item's facts in the words that were typed, each with the label of its field in the evidence base.

Functions give a part without words, or "", where the item says nothing on the fact.
"""

import re

from rubric.draft.harm import bad_figure
from rubric.draft.leaning import tells_of_speaking
from rubric.draft.whole import is_whole, stands_as_typed
from rubric.draft.wording import (
    NOTHING,
    Part,
    excerpt,
    fits_a_bracket,
    part,
    spoken,
    takes_no_bracket,
    with_date,
    without_full_stop,
)
from rubric.english import flat, in_words, inline, month
from rubric.evidence import fields
from rubric.evidence.absolute import exceptions
from rubric.evidence.confirmation import Confirmation
from rubric.evidence.model import EvidenceItem
from rubric.evidence.stated import stated
from rubric.framework.words import Maturity, Polarity, Reach, Voice

_PERIOD = re.compile(r"\b(?:19|20)\d\d(?:[-–/]\d\d(?:\d\d)?)?\b")
_NUMBER = re.compile(r"[a-z]+|\d[\d,.]*(?<![,.])")

LONGEST_DETAIL = 40  # words of one detail told in the text
LONGEST_SAID = 45  # words of one record told in the text
LONGEST_DISPUTE = 80  # and of one that says otherwise: nobody should have cut it to suit us

_CLAIM = {Polarity.STRENGTH: "Strength", Polarity.SHORTFALL: "Gap", Polarity.MIXED: "Strength and gap"}
# In the framework's own words: nobody was asked whether it is a team, a service, a provider or a pilot. The label says
# that it is a judgement, since a claim such as "we train eight a year" holds for everybody in its own way.
_REACH = {
    Reach.ONE_TEAM: "one team, service, provider or pilot",
    Reach.SOME: "some",
    Reach.MOST: "most",
    Reach.EVERYONE: "everyone",
}
_JUDGED = "Reach, as we judge it"
# Who speaks, where their words are told beside those of others.
SPEAKERS = {
    Voice.PEOPLE: "People and carers",
    Voice.STAFF_AND_LEADERS: "Staff and leaders",
    Voice.PARTNERS: "Partners",
    Voice.PROCESSES: "Documents and data",
}
VOICES = (Voice.PEOPLE, Voice.PARTNERS, Voice.STAFF_AND_LEADERS, Voice.PROCESSES)  # whose words weigh most, first
# Of a gap it has to tell how far what is done about it has come, and not that the gap grows.
_UNDATED = "undated"
_LONGEST_PLACE = 8  # words of where something is written, in a bracket (our own judgement)
# For what opens with a denial: right also where nothing was done, changed or told.
_NEUTRAL = {
    "outcome": "On the difference made",
    "decided": "On what to do",
    "changed": "On what changed",
    "told": "On telling people",
}
_DENIES = re.compile(
    r"\b(?:not(?! only)|no(?! (?:longer|more|less))|none|never|nothing|nobody|nowhere|cannot|\w+n['’]t|hasnt|havent"
    r"|didnt|dont|wasnt|isnt)\b",
    re.IGNORECASE,
)
_FIRST_WORDS = 3  # in which a denial opens an entry
_DEVELOPING = "What is in place so far is new or partial."


def claim(item: EvidenceItem, most: int) -> Part:
    """The claim as typed, at most `most` words of it; behind "Strength" or "Gap" where it is no whole sentence."""
    words = excerpt(stated(item.text), most)
    return Part(_CLAIM[item.polarity] if item.polarity else "", words, item.polarity is None or stands_as_typed(words))


def progress(item: EvidenceItem) -> str:
    """That what is in place is new or partial, where it is; it stands straight after the claim, which it speaks of."""
    return _DEVELOPING if item.maturity is Maturity.DEVELOPING else ""


def reach(item: EvidenceItem) -> Part:
    """How widely it holds; no words where figures, or a number in the claim, say what it counts."""
    counts = stated(item.figures) or _numbers(item.text)
    return Part(_JUDGED, _REACH[item.reach]) if item.reach and not counts else NOTHING


def figures(item: EvidenceItem) -> Part:
    """The figures, unless the claim or the difference gives each of their numbers (years aside)."""
    words = stated(item.figures)
    already_told = f"{item.text} {item.outcome}"
    if not words or _contains(already_told, without_full_stop(words)) or _is_told(words, already_told):
        return NOTHING
    return _detail(item, "figures")


def doubt(item: EvidenceItem) -> str:
    """That a strength's own figures do not bear it out, where they do not; it stands straight after them."""
    if short := exceptions(item):
        return f"The figures do not show “{short.word}”."
    return "The figures question the claim." if bad_figure(item) else ""


def disputed_by(item: EvidenceItem) -> Part:
    """Whose records say otherwise; the section on what others tell us quotes each."""
    who = "; ".join(inline(SPEAKERS[voice]) for voice in VOICES if voice in item.objecting_voices)
    return Part("Disputed by", who)


def outcome(item: EvidenceItem) -> Part:
    """The difference made, unless the claim tells it already."""
    return NOTHING if _contains(item.text, without_full_stop(item.outcome)) else _detail(item, "outcome")


def cause(item: EvidenceItem) -> Part:
    """Why a gap exists; always behind its label, since a bare sentence after a gap reads as another gap."""
    return _detail(item, "cause")._replace(stands=False)


def affected(item: EvidenceItem) -> Part:
    """Who is affected."""
    return _detail(item, "affected")


def loop(item: EvidenceItem) -> list[Part]:
    """What was heard, what was decided, what changed and how people were told."""
    return [
        spoken(label("heard"), item.heard, LONGEST_DETAIL),
        *(_detail(item, name) for name in ("decided", "changed", "told")),
    ]


def label(name: str) -> str:
    """The label of an item's field, as the evidence base has it: "Why it is so"."""
    return fields.item(name).document


def _detail(item: EvidenceItem, name: str) -> Part:
    """A field as a part; what opens with a denial ("We haven't, but plan to") would contradict the field's label."""
    text = getattr(item, name)
    return part(_NEUTRAL[name] if name in _NEUTRAL and _denies(text) else label(name), text, LONGEST_DETAIL)


def _denies(text: str) -> bool:
    words = text[:200].split()[: _FIRST_WORDS + 1]
    found = _DENIES.search(" ".join(words))
    return found is not None and found.start() < len(" ".join(words[:_FIRST_WORDS]))


def said(label: str, record: Confirmation, *, dated: bool = False, beside: str = "") -> Part:
    """What is recorded that somebody said or showed, behind the label, with how many of how many, where and when.

    `dated`: the text dates others, so one without a date says so. `beside`: words that stand by it, whose numbers are
    not told again. The place has a line of its own where it fits no
    bracket. It stands without its label only where the words tell who spoke.
    """
    told = part(label, record.said, most_said(record))
    words, where = told.words, stated(record.where)
    day = month(record.when) if record.when else _UNDATED if dated else ""
    many = _how_many(record, f"{words} {beside}")
    inside: tuple[str, ...]
    if not where or (_is_short_name(where) and not takes_no_bracket(words)):
        inside, place = (many, with_date(where, day)), ""
    elif fits_a_bracket(where):
        inside, place = (many,), with_date(where, day)
    else:
        inside, place = (many, day), where
    return told._replace(
        stands=told.stands and tells_of_speaking(words),
        inside=inside,
        below=((fields.item(fields.record_name("r", "where")).label, place),) if place else (),
    )


def most_said(record: Confirmation) -> int:
    """How many words of what is recorded the text may tell."""
    return LONGEST_DISPUTE if record.against else LONGEST_SAID


def _is_short_name(where: str) -> bool:
    """Whether the place is named in few words, and not told in a sentence."""
    return fits_a_bracket(where) and len(where.split()) <= _LONGEST_PLACE and not is_whole(where)


def best_record(item: EvidenceItem) -> Confirmation | None:
    """The record that carries most for the item: people's before partners', staff's and documents', the largest."""
    confirming = [record for record in item.confirmations if record.recorded and not record.against]
    return min(confirming, key=lambda record: (VOICES.index(record.voice), -(record.count or 0)), default=None)


def confirms_a_gap(item: EvidenceItem, record: Confirmation) -> bool:
    """Whether it is recorded that it bears out a shortfall."""
    return item.polarity is Polarity.SHORTFALL and not record.against


def is_critical(item: EvidenceItem, record: Confirmation) -> bool:
    """Whether the record speaks against us: it disputes what we say to our credit, or confirms that we fall short."""
    return confirms_a_gap(item, record) or disputes_a_strength(item, record)


def disputes_a_strength(item: EvidenceItem, record: Confirmation) -> bool:
    """Whether it is recorded that somebody says otherwise on what we say to our credit, if only in part."""
    return record.against and item.polarity is not Polarity.SHORTFALL


def is_few(item: EvidenceItem, record: Confirmation) -> bool:
    """Whether a record for a strength counts fewer than half of those it was about: the others did not say so."""
    if item.polarity is not Polarity.STRENGTH or record.against or record.count is None or not record.of:
        return False
    return 2 * record.count < record.of


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
