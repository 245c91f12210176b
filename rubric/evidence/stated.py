"""Words that say nothing: what people type into a field where there is nothing to tell.

The one rule for it. Every check of whether a field says something uses it, so that a step written as "n/a" counts as
missing everywhere: not on a card, in a note, in the draft or in a prediction.
"""

import re

from rubric.english import flat
from rubric.remembered import remembered

_NOTHING = (
    r"(?:n[\s.]?/?\s?[ak]\.?|tb[acd]|none|nil|no|nothing|not|unknown|unsure|not sure|(?:we )?(?:do not|don['’]?t) know"
    r"|pending|awaited|awaiting|blank|dunno|xxx+|\?+"
    r"|too (?:early|soon)|early days|to (?:come|follow)|(?:will|more to) follow|watch this space|in progress"
    r"|(?:still )?to be (?:added|advised|agreed|announced|arranged|completed|confirmed|decided|determined|done|drafted"
    r"|established|finali[sz]ed|identified|measured|provided|reviewed|set|updated|written)"
    r"|(?:(?:we|i|they)(?:['’]ve)? )?(?:(?:do not|don['’]?t|did not|didn['’]?t) (?:yet )?(?:have|hold|keep)"
    r"|(?:have not|haven['’]?t|have ?nt)(?: (?:yet )?(?:got|had|done|written|made))?) (?:one|any|it)"
    r"|(?:(?:we|i|they) )?have none|there (?:is|are|was) (?:none|nothing)"
    r"|there (?:is not|isn['’]?t|are not|aren['’]?t) (?:one|any)"
    r"|nowhere|not (?:written(?: down| up)?|in writing|documented|on paper|minuted|held|kept)"
    r"|yet to be \w+|please (?:add|complete|fill in|insert)|(?:add|fill in|insert) (?:here|later|this|text|details?))"
)
# What may follow, still without telling anything: "none yet", "none needed", "no data so far", "nothing to report".
_MORE = (
    r"(?:yet|so|far|known|recorded|applicable|available|done|decided|changed|told|agreed|started|stated|given|provided"
    r"|collected|measured|gathered|identified|captured|completed|confirmed|evaluated|assessed|relevant|specified"
    r"|sure|certain|this|time|now|moment|point|stage|present|currently|at|the|in|for|of|as|any|later|here|soon"
    r"|to (?:add|date|judge|know|measure|note|report|say|see|share|show|tell)"
    r"|needed|required|necessary|planned|proposed|intended|further|actions?|anywhere|written|down|in writing|else"
    r"|document|source|paper|data|figures?|numbers?|information|info|evidence|details?|entry)"
)
_SAYS_NOTHING = re.compile(rf"{_NOTHING}(?:\s+{_MORE})*(?:\W+{_NOTHING}(?:\s+{_MORE})*)*", re.IGNORECASE)
_FIRST = re.compile(r"\w")
_MOST_LETTERS = 120  # words that say nothing are never longer: what is, is not looked at


@remembered(8192)
def stated(text: str) -> str:
    """The text as it is, or "" where it says nothing: blank, marks alone ("–", "?"), "n/a", "TBC", "none yet"."""
    if len(text) > 4 * _MOST_LETTERS:
        return text if _FIRST.search(text) else ""
    words = re.sub(r"^\W+|\W+$", "", flat(text).replace("_", " "))
    if not words:
        return ""
    return "" if len(words) <= _MOST_LETTERS and _SAYS_NOTHING.fullmatch(words) else text
