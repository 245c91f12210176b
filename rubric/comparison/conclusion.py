"""One sentence on an aspect: how much of what reports scored 3 are praised for our evidence says too, and what not."""

from collections.abc import Mapping, Sequence

from rubric.comparison.model import Pattern
from rubric.english import either, in_words

GOOD = 3  # the score whose reports show what to reach for
# How much more like the other reports at its score than those at others a thing must be to be named as what sets them
# apart: our judgement. Most patterns of the shipped reports are below: reports scored 2 and 3 say much the same things.
TELLS = 0.15


def conclude(patterns: Mapping[int, Sequence[Pattern]], claims: int) -> str:
    """The sentence, from an aspect's patterns by score (the most telling first) and how many of our claims it holds."""
    good = [pattern for pattern in patterns.get(GOOD, ()) if pattern.is_praise]
    if not good:
        return f"No report scored {GOOD} is praised for anything here, so nothing can be set beside your evidence."
    things = f"{in_words(len(good), 'thing')} that reports scored {GOOD} are praised for here"
    missing = [pattern for pattern in good if not pattern.said_by]
    if not claims and len(missing) == len(good):
        return f"You have no finished item here yet to hold against the {things}."
    if not missing:
        every = either(len(good), "the", "each of the")
        return f"Your evidence says something like {every} {things}; how well it is shown is another matter."
    shared = len(good) - len(missing)
    said = f"Your evidence says something like {in_words(shared) if shared else 'none'} of the {things}"
    named = missing[0].text.rstrip(".")
    if missing[0].telling < TELLS:
        return f"{said}; of the rest, “{named}” comes nearest to setting those reports apart, but not clearly."
    return f"{said}; what most sets those reports apart, and is not here, is: “{named}”."
