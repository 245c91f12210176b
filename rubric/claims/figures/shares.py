"""What a share says by itself: nearly all of a good thing, hardly any of it, or much of a bad one."""

import re

from rubric.claims.figures.measures import Named
from rubric.claims.figures.news import Says, Verdict, is_planned, name_of
from rubric.claims.figures.numbers import Number
from rubric.claims.figures.parts import Parts, is_value

# Shares that speak by themselves, our own judgement: between them a share says nothing without a target or a past.
NEARLY_ALL, HARDLY_ANY, MANY_BAD = 0.9, 0.2, 0.3
_NEAR = 45  # letters between a share and what it is a share of


# What may stand between a share that is a word and what it is a share of: "nobody now waits".
_STRAIGHT = re.compile(r" (?:(?:now|has|have|had|is|was|are|were|been|ever|of (?:them|us|the \w+)) )*")
_FEW_WORDS = re.compile(r"(?: [\w'’-]+){0,4} ")
_TURN = re.compile(
    r"\b(?:but|although|though|however|yet|while|whereas|whilst|despite|except|only|still|even so|nobody|none|"
    r"nothing|nil|"
    r"same|not|never|no|n['’]t|without|fewer than|merely|unused|stale)\b"
)
_AT_OTHER_TIMES = re.compile(
    r"\b(?:ago|before|earlier|later|used to|last time|previously|until|where they had|where it was)\b"
)
_UNDER_WAY = re.compile(
    r"\b(?:so far|being|begun|started|starts?|relaunch\w*|pilots?|trial\w*|rolled out|roll-?out|developing|developed|"
    r"under way|underway|in hand|next|soon|to follow|rest|since|yet|worked on|will|planned|plans? to)\b"
)
_ONLY = re.compile(r"\b(?:only|just|barely|a mere|merely|no more than) $")
_BAD_THING = re.compile(
    r"\b(?:not|never|no|without|fail\w*|complain\w*|refus\w*|left|lost|miss\w*|unhappy|worse|wrong|remain\w*|"
    r"outstanding|open)\b"
)


def of_only_share(parts: Parts, text: str) -> Verdict | None:
    """What one share says; nothing where there are two, which tell different things or of different people."""
    shares = [number for number in parts.reading.numbers if number.share is not None and is_value(parts, number)]
    if (
        len(shares) != 1
        or _UNDER_WAY.search(parts.text)
        or _AT_OTHER_TIMES.search(parts.text)
        or parts.changes
        or parts.against
    ):
        return None
    return _of_share(parts, shares[0], text)


def _of_share(parts: Parts, number: Number, text: str) -> Verdict | None:
    share = number.share
    if share is None or is_planned(parts, number.start):
        return None
    if number.base and share < 0.5 and _ONLY.search(parts.text, 0, number.start):
        return _only_few(parts, number, text)
    named = parts.measure_of(number.start, number.end)
    if (
        named is None
        or named.better == "neither"
        or not (named.measure.share or share == 0)
        or not _goes_with(parts, named, number)
    ):
        return None
    words = text[min(named.start, number.start) : max(named.end, number.end)]
    if named.better == "higher" and share >= NEARLY_ALL and _nothing_else(parts, number, named):
        return Verdict(Says.GOOD, f"{name_of(named)}: nearly all", words)
    if named.better == "higher" and share <= HARDLY_ANY and named.measure.share:
        return Verdict(Says.BAD, f"{name_of(named)}: few or none", words)
    if named.better == "lower" and share == 0:
        return Verdict(Says.GOOD, f"{name_of(named)}: none", words)
    if named.better == "lower" and share >= MANY_BAD and not number.every:
        return Verdict(Says.BAD, f"{name_of(named)}: many", words)
    return None


def _only_few(parts: Parts, number: Number, text: str) -> Verdict | None:
    """ "Only 38 of 131": the text itself says that it is too few, unless of something bad."""
    named = parts.measure_of(number.start, number.end)
    if (named and named.better != "higher") or _BAD_THING.search(parts.text, number.end):
        return None
    words = text[number.start : number.end]
    return Verdict(Says.BAD, f"{name_of(named) if named else 'a share'}: few, by the text’s own words", f"only {words}")


def _goes_with(parts: Parts, named: Named, number: Number) -> bool:
    """Whether a share is one of this measure: near it, and where the share is a word, just before it."""
    gap = max(named.start - number.end, number.start - named.end, 0)
    if number.base and not re.search(r"[ /]", number.words):  # "of 37, three": of what it is stands before
        return number.end <= named.start and gap <= _NEAR
    whole = number.every and number.base is None and number.unit != "percent"
    if (number.words[0].isdigit() or number.base) and not whole:
        return gap <= _NEAR
    if whole and number.words[0].isdigit():  # "all 14 actions were carried out"
        return (
            not named.measure.weak
            and _FEW_WORDS.fullmatch(parts.text, number.end, max(named.start, number.end)) is not None
        )
    return (
        not named.measure.weak and _STRAIGHT.fullmatch(parts.text, number.end, max(named.start, number.end)) is not None
    )


def _nothing_else(parts: Parts, number: Number, named: Named) -> bool:
    """Whether no other figure and no turn of the sentence may take back what a share says."""
    ends = sorted([(number.start, number.end), (named.start, named.end)])
    rest = parts.text[: ends[0][0]] + parts.text[ends[0][1] : ends[1][0]] + parts.text[max(ends[0][1], ends[1][1]) :]
    return (
        not _TURN.search(rest) and ";" not in rest and sum(is_value(parts, one) for one in parts.reading.numbers) == 1
    )
