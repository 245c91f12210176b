"""Whether a name is that of somebody at work: a role, an office or an organisation stands beside it."""

import re
from functools import cache

from rubric.privacy.words import WORD, any_of

_LOOK = 80  # characters on either side
# what stands between a role and a name of two people: "the manager of the home where Mrs Patel lives"
_NOT = r"(?!(?:where|who|that|whose|when|which|told|met|visited|saw|said|with|to|by|her|his|their)\b)"


def is_at_work(text: str, start: int, end: int) -> bool:
    """Whether the words beside the name at this place give its bearer a role at work, a public office or an employer.

    A role with nothing but a comma between counts; one that the name has ("Mrs Patel's social worker") does not.
    """
    before, after = text[max(0, start - _LOOK) : start], text[end : end + _LOOK]
    line = before.rsplit("\n", 1)[-1]
    return bool(
        _role_before().search(line)
        or _attending().search(line)
        or _public().search(line)
        or _role_after().match(after)
        or _public_after().match(after)
    )


@cache
def _role_before() -> re.Pattern[str]:
    """ "our principal social worker, Jane Smith"; "head of commissioning (Jane Smith"."""
    role = any_of("roles")
    tied = (
        rf"(?: (?:of|for)(?: {_NOT}[\w&-]{{1,20}}){{1,6}}[,:(]{{1,2}} ?| (?:of|for)(?: [A-Z][\w&-]{{1,20}}){{1,4}},? )"
    )
    joined = rf"(?: and {WORD} {WORD})?"
    return re.compile(rf"(?<!\w)(?i:{role}){joined}(?:[,:(–-]{{0,2}}[ \u00a0]\(?|{tied})$")


@cache
def _role_after() -> re.Pattern[str]:
    """ ", our advocacy lead"; " (performance analyst)"; " leads the team"; " from Healthwatch"."""
    role, body = any_of("roles"), any_of("employers")
    words = rf"(?:{_NOT}[\w&’'-]{{1,20}} ){{0,5}}?"
    return re.compile(
        rf"(?:,? ?[,(–-] ?(?:and )?(?:who is |who was |who leads |as )?{words}(?i:{role})(?!\w)"
        rf"|,? (?:is|was|as) (?:our|the|a|an|its)? ?{words}(?i:{role})(?!\w)"
        rf"| leads? (?:on |the |our |it|this)[^.;]{{0,40}}"
        rf"|,? ?[,(]? ?(?:from|of|at) (?:{_NOT}[\w&’'-]{{1,20}} ){{0,3}}?{body}(?!\w)"
        rf"| and {WORD} {WORD},? ?[,(] ?(?:[\w-]{{1,20}} ){{0,2}}(?i:{role})s?(?!\w))"
    )


@cache
def _attending() -> re.Pattern[str]:
    """Whoever wrote or presented a paper, or stands in the list of those present."""
    return re.compile(rf"(?<!\w)(?i:{any_of('authors')})(?: {WORD}| and|,|:| [A-Z]\.?| \([\w ]{{1,20}}\))*[:,]? $")


@cache
def _public() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of('offices_held')}\.?,? $")


@cache
def _public_after() -> re.Pattern[str]:
    return re.compile(r",? (?:MP|OBE|MBE|CBE|KC|QC)(?!\w)")
