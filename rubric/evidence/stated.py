"""Words that say nothing: what people type into a field where there is nothing to tell, or leave there to fill in.

The one rule for it. Every check of whether a field says something uses it, so that a step written as "n/a" or
"[add figure]" counts as missing everywhere: on a card, in a note, in the draft and in a prediction.
"""

import re

from rubric.english import flat
from rubric.remembered import remembered

_NOTHING = (
    r"(?:n[\s.]?/?\s?[ak]\.?|tb[acd]|none|nil|no|nothing|not|unknown|unsure|not sure|(?:we )?(?:do not|don['’]?t) know"
    r"|pending|awaited|awaiting|blank|draft|dunno|example|test(?:ing)?|to ?do|xxx+|\?+"
    r"|too (?:early|soon)|early days|to (?:come|follow)|(?:will|more to) follow|watch this space|in progress"
    r"|(?:still )?to be (?:added|advised|agreed|announced|arranged|completed|confirmed|decided|determined|done|drafted"
    r"|established|finali[sz]ed|identified|measured|provided|reviewed|set|updated|written)"
    r"|(?:(?:we|i|they)(?:['’]ve)? )?(?:(?:do not|don['’]?t|did not|didn['’]?t) (?:yet )?(?:have|hold|keep)"
    r"|(?:have not|haven['’]?t|have ?nt)(?: (?:yet )?(?:got|had|done|written|made))?) (?:one|any|it)"
    r"|(?:(?:we|i|they) )?have none|there (?:is|are|was) (?:none|nothing)"
    r"|there (?:is not|isn['’]?t|are not|aren['’]?t) (?:one|any)"
    r"|nowhere|not (?:written(?: down| up)?|in writing|documented|on paper|minuted|held|kept)"
    r"|yet to be \w+|please (?:add|complete|fill in|insert)|placeholder(?: text)?|[dmy]{2,4}(?:[/.-][dmy]{2,4}){1,2}"
    r"|(?:(?:click|tap)(?: or (?:click|tap))? (?:here )?to )?(?:add|enter|fill in|insert|type) (?:here|later|this|text"
    r"|an? date|dates?|figures?|names?|numbers?|owners?|sources?|details?)(?: here)?)"
)
# What is still to come, named: "figures tbc", "Owner: TBC".
_OF_WHAT = (
    r"(?:the )?(?:cause|data|dates?|details?|evidence|figures?|leads?|measures?|names?|numbers?|outcomes?|owners?"
    r"|sources?|targets?|when|who)"
)
_STILL = (
    r"(?:tb[acd]|to (?:add|come|follow|insert)|(?:will|more to) follow|pending|awaited|unknown|not (?:known|available))"
)
# A place that was left to be filled in, whatever stands about it: "{{ name }}", "[insert date]", "XX%", "lorem ipsum".
UNFILLED = re.compile(
    r"\{\{[^{}]{0,80}\}\}|\bto insert\b|\blorem ipsum\b"
    r"|[\[<](?:please |to )?(?:insert|add|enter|name|dates?|figures?|numbers?|x+|tb[acd]|\?+|_+)(?!\w)"
    r"[^\[\]<>]{0,60}[\]>]"
    r"|£?(?<!\w)(?:xx+ (?:out )?of xx+|(?-i:XX+)|x+(?=\s?%)|\?{2,9}(?=\s?(?:%|of\b)))(?:[km]\b|\b)?\s?%?",
    re.IGNORECASE,
)
_WHOLLY_UNFILLED = re.compile(r"(?:of|out of|from|to|and|in|by|per cent|[dmx\W_])*", re.IGNORECASE)
# What may follow, still without telling anything: "none yet", "none needed", "no data so far", "nothing to report".
_MORE = (
    r"(?:yet|so|far|known|recorded|applicable|available|done|decided|changed|told|agreed|started|stated|given|provided"
    r"|collected|measured|gathered|identified|captured|completed|confirmed|evaluated|assessed|relevant|specified"
    r"|sure|certain|this|time|now|moment|point|stage|present|currently|at|the|in|for|of|as|any|later|here|soon"
    r"|to (?:add|date|judge|know|measure|note|report|say|see|share|show|tell)"
    r"|needed|required|necessary|planned|proposed|intended|further|actions?|anywhere|written|down|in writing|else"
    r"|document|source|paper|data|figures?|numbers?|information|info|evidence|details?|entry)"
)
_SAYS_NOTHING = re.compile(
    rf"{_NOTHING}(?:\s+{_MORE})*(?:\W+{_NOTHING}(?:\s+{_MORE})*)*|{_OF_WHAT}\W+(?:(?:is|are)\s+)?{_STILL}",
    re.IGNORECASE,
)
_LOREM = re.compile(r"\W{0,9}lorem ipsum\b", re.IGNORECASE)
_FIRST = re.compile(r"\w")
MOST_READ = 20_000  # letters of one field: the rest of a longer one is not looked at
_MOST_LETTERS = 120  # words that say nothing are never longer: what is, is not looked at


@remembered(8192)
def stated(text: str) -> str:
    """The text as it is, or "" where it says nothing: blank, marks alone ("–", "?"), "n/a", "XX%", "none yet"."""
    if _LOREM.match(text):
        return ""
    if len(text) > 4 * _MOST_LETTERS:
        return text if _FIRST.search(text) else ""
    words = re.sub(r"^\W+|\W+$", "", flat(text).replace("_", " "))
    if not words:
        return ""
    if len(words) > _MOST_LETTERS:
        return text
    return "" if _SAYS_NOTHING.fullmatch(words) or _is_wholly_unfilled(text) else text


def is_unfilled(text: str) -> bool:
    """Whether a place in it is still to be filled in, so that it can't be told to anybody yet."""
    return UNFILLED.search(text[:MOST_READ]) is not None


def _is_wholly_unfilled(text: str) -> bool:
    rest, places = UNFILLED.subn(" ", flat(text))
    return bool(places or "[ ]" in text) and _WHOLLY_UNFILLED.fullmatch(rest) is not None
