"""Words that say nothing: what people type into a field where there is nothing to tell.

The one rule for it. Every check of whether a field says something uses it, so that a step written as "n/a" counts as
missing everywhere: not on a card, in a note, in the draft or in a prediction.
"""

import re

from rubric.english import flat

_NOTHING = (
    r"(?:n\s?/?\s?a|tb[acd]|none|nil|no|nothing|not|unknown|pending|awaited"
    r"|to (?:be (?:added|agreed|completed|confirmed|decided|determined|provided)|follow))"
)
# What may follow, still without telling anything: "none yet", "not available", "no data so far", "nothing to report".
_MORE = (
    r"(?:yet|so|far|known|recorded|applicable|available|done|decided|changed|told|agreed|started|stated|given|provided"
    r"|collected|measured|at (?:present|the moment)|to (?:add|report|tell)|data|figures?|information|evidence|details?)"
)
_SAYS_NOTHING = re.compile(rf"{_NOTHING}(?:\s+{_MORE})*(?:\W+{_NOTHING}(?:\s+{_MORE})*)*", re.IGNORECASE)
_WORDS = re.compile(r"\w(?:.*\w)?")  # from the first letter or digit to the last


def stated(text: str) -> str:
    """The text as it is, or "" where it says nothing: blank, marks alone ("–", "?"), "n/a", "TBC", "none yet"."""
    words = _WORDS.search(flat(text))
    return "" if words is None or _SAYS_NOTHING.fullmatch(words[0]) else text
