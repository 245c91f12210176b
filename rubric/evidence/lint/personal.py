"""Writing notes on personal data: gravest of all, as they stand for somebody who has no say in the draft."""

from collections.abc import Iterable

from rubric.evidence.personal import Personal

EXAMPLE = "Mrs Patel (NHS 999 123 4567) waited nine weeks for an assessment."
BETTER = "One person waited nine weeks for an assessment."
ADVICE = "mask it, take it out, or keep it with a reason"


def message(one: Personal) -> str:
    """What the note on a find says."""
    return f"{one.sentence}; {ADVICE}."


def reason(one: Personal) -> str:
    """Why the note on a find is there."""
    return f"{one.found.why} Whoever reads the draft would read it too, and the person has not been asked."


def once(found: Iterable[Personal]) -> list[Personal]:
    """The finds without those that repeat the same words about the same subject: one note is enough."""
    return list({one.key: one for one in reversed(list(found))}.values())[::-1]
