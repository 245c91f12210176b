"""Everything in a text that could identify a person: all recognisers together, each stretch of text told once."""

from collections.abc import Callable, Iterable, Iterator

from rubric.privacy.births import births, births_beside
from rubric.privacy.contacts import addresses, emails, phones
from rubric.privacy.model import Found, Sureness
from rubric.privacy.names import names
from rubric.privacy.numbers import case_references, nhs_numbers, ni_numbers
from rubric.privacy.vignettes import vignettes
from rubric.remembered import remembered

# In order: where two claim the same words, as surely and at the same length, the first has them.
_RECOGNISERS: tuple[Callable[[str], Iterator[Found]], ...] = (
    nhs_numbers,
    ni_numbers,
    emails,
    phones,
    births,
    case_references,
    addresses,
    names,
    vignettes,
)
_SURE = list(Sureness)


@remembered(4096)
def find(text: str) -> tuple[Found, ...]:
    """What could identify a person, in the order of the text; no two finds overlap.

    In: any text. Out: finds with their places in it. Every recogniser looks a bounded way round each place, so the time
    grows with the length of the text.
    """
    found = [one for recogniser in _RECOGNISERS for one in recogniser(text)]
    return apart([*found, *births_beside(text, found)])


def apart(found: Iterable[Found]) -> tuple[Found, ...]:
    """The finds in order of place, without those that overlap a surer or a longer one."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if kept and one.start < kept[-1].end:
            kept[-1] = min(kept[-1], one, key=_rank)
        else:
            kept.append(one)
    return tuple(kept)


def _rank(one: Found) -> tuple[int, int]:
    return _SURE.index(one.sure), one.start - one.end
