"""The labelled sentences: reading them, and counting what is found, missed and wrongly found in one half.

All are made up. `develop` is what the recognisers were written with; `held_out` was only ever counted: its plain
sentences were labelled before there was a recogniser, its hard ones when there was a first one. `plain` sentences are
as people write them in a form, `hard` ones typed in haste, set out oddly or easily mistaken. NHS numbers are from the
range that is never issued (999), phone numbers from those that Ofcom keeps for drama.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from scipy.stats import binomtest

from rubric.english import percent
from rubric.privacy import Kind, find

FILE = Path(__file__).with_name("labelled.csv")
_MARKED = re.compile(r"\{(\w+)\|([^}]*)\}")
_KINDS = {
    "name": Kind.NAME, "dob": Kind.DATE_OF_BIRTH, "nhs": Kind.NHS_NUMBER, "nino": Kind.NI_NUMBER, "phone": Kind.PHONE,
    "email": Kind.EMAIL, "address": Kind.ADDRESS, "case": Kind.CASE_REFERENCE, "vignette": Kind.VIGNETTE,
}  # fmt: skip
Span = tuple[Kind, int, int]


@dataclass(frozen=True)
class Sentence:
    """A sentence with what is in it: kind, start and end of each."""

    half: str
    set: str
    text: str
    spans: tuple[Span, ...]


@dataclass
class Counted:
    """How many of each kind are there and found, and how many finds are of nothing of that kind."""

    found: Counter[Kind] = field(default_factory=Counter)
    there: Counter[Kind] = field(default_factory=Counter)
    wrong: Counter[Kind] = field(default_factory=Counter)

    def recall(self, *kinds: Kind) -> tuple[int, int]:
        """Found, of so many there; of all kinds where none is named."""
        return self._sum(self.found, kinds), self._sum(self.there, kinds)

    def precision(self, *kinds: Kind) -> tuple[int, int]:
        """Rightly found, of so many finds."""
        return self._sum(self.found, kinds), self._sum(self.found, kinds) + self._sum(self.wrong, kinds)

    @staticmethod
    def _sum(counts: Counter[Kind], kinds: tuple[Kind, ...]) -> int:
        return sum(number for kind, number in counts.items() if not kinds or kind in kinds)


def sentences() -> Iterator[Sentence]:
    """Every sentence of the file."""
    with FILE.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            text, spans, place = "", list[Span](), 0
            for match in _MARKED.finditer(row["text"]):
                text += row["text"][place : match.start()]
                spans.append((_KINDS[match.group(1)], len(text), len(text) + len(match.group(2))))
                text, place = text + match.group(2), match.end()
            yield Sentence(row["half"], row["set"], text + row["text"][place:], tuple(spans))


def counted(half: str, set: str = "") -> Counted:
    """What `find` does on one half, or on one set of it; a find counts where it is of the kind and meets the words."""
    result = Counted()
    for sentence in sentences():
        if sentence.half != half or set not in ("", sentence.set):
            continue
        finds: list[Span] = [(one.kind, one.start, one.end) for one in find(sentence.text)]
        for span in sentence.spans:
            result.there[span[0]] += 1
            result.found[span[0]] += any(_meet(span, one) for one in finds)
        for one in finds:
            result.wrong[one[0]] += not any(_meet(span, one) for span in sentence.spans)
    return result


def _meet(one: Span, other: Span) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def share(found: int, of: int) -> str:
    """A share with its 95% interval (Wilson): "11 of 12 (65% to 99%)"."""
    if not of:
        return "none"
    interval = binomtest(found, of).proportion_ci(0.95, method="wilson")
    return f"{found} of {of} ({percent(interval.low)} to {percent(interval.high)})"


def table() -> list[str]:
    """The rows of the table in docs/privacy.md: each kind and all, on the held-out half, plain and hard."""
    plain, hard = counted("held_out", "plain"), counted("held_out", "hard")
    rows = [(kind.mask.strip("[]"), (kind,)) for kind in Kind] + [("**all**", ())]
    return [
        f"| {name} | {share(*plain.recall(*kinds))} | {share(*plain.precision(*kinds))} "
        f"| {share(*hard.recall(*kinds))} | {share(*hard.precision(*kinds))} |"
        for name, kinds in rows
    ]
