"""Personal data in what was read from files, settled before anything is kept: masked, taken out or kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain

from rubric.evidence.personal import OWNERS, Personal
from rubric.intake.model import FileRead, Intake, Table
from rubric.intake.review import KeptFind, Origin, Proposed
from rubric.privacy import Found, Kind, Sureness, find, masked, without
from rubric.reports.files.table import Sheet, SheetRow


class Choice(StrEnum):
    """What becomes of a find."""

    MASK = "mask"
    TAKE_OUT = "take out"
    KEEP = "keep"


@dataclass(frozen=True)
class Settled:
    """What becomes of the same words wherever they stand; `reason` is why they may stay, for KEEP."""

    choice: Choice = Choice.MASK
    reason: str = ""


@dataclass(frozen=True)
class Seen:
    """The same words found in one place or more: one find, the text around the first of them, and how many places."""

    found: Found
    text: str
    times: int = 1

    @property
    def key(self) -> str:
        """What it is told from others by."""
        return key_of(self.found)


Choices = Mapping[str, Settled]
_SURE = list(Sureness)


def key_of(found: Found) -> str:
    """The kind and the words, so that one name is decided about once in all the files."""
    return f"{found.kind}:{' '.join(found.words.lower().split())}"


def finds(taken: Intake) -> list[Seen]:
    """Everything in what was read that looks like personal data, the surest first.

    In columns of a table that name who owns or leads on a thing, names are as they should be.
    """
    return _seen(_texts(taken))


def finds_in(file: FileRead) -> list[Seen]:
    """The same of all that could be read in one file, whether anything is proposed from it or not."""
    passages = ((passage.text, False) for passage in file.passages)
    return _seen(chain(passages, _cells(file)))


def _seen(texts: Iterable[tuple[str, bool]]) -> list[Seen]:
    """The finds in texts, each with whether it stands where people at work are named, the surest first."""
    seen: dict[str, Seen] = {}
    for text, at_work in texts:
        for found in find(text):
            if at_work and found.kind in (Kind.NAME, Kind.VIGNETTE):
                continue
            key = key_of(found)
            before = seen.get(key)
            seen[key] = replace(before, times=before.times + 1) if before else Seen(found, text)
    return sorted(seen.values(), key=lambda one: _SURE.index(one.found.sure))


def proposed(taken: Intake, choices: Choices) -> list[Proposed]:
    """The proposals as they may be kept. A find without a choice is masked."""
    return [_settled(Proposed.of(proposal), choices) for proposal in taken.proposals]


def tables(file: FileRead, choices: Choices) -> list[Table]:
    """The logs and plans of a file as they may be kept."""
    return [replace(table, sheet=_settled_sheet(table, choices)) for table in file.tables]


def _texts(taken: Intake) -> Iterable[tuple[str, bool]]:
    """Every text that would be kept, and whether it is where people at work are named."""
    for proposal in taken.proposals:
        yield proposal.text, False
        if proposal.passage.text != proposal.text:
            yield proposal.passage.text, False
    for file in taken.files:
        yield from _cells(file)


def _cells(file: FileRead) -> Iterable[tuple[str, bool]]:
    for table in file.tables:
        at_work = _owner_columns(table)
        for row in table.sheet.rows:
            yield from ((cell, place in at_work) for place, cell in enumerate(row.cells) if cell)


def _owner_columns(table: Table) -> frozenset[int]:
    return frozenset(column.index for column in table.matching.columns if column.field in OWNERS)


def _settled(one: Proposed, choices: Choices) -> Proposed:
    kept: list[KeptFind] = []
    text = _settled_text(one.text, choices, kept)
    origins = [
        Origin(
            file=origin.file,
            sha256=origin.sha256,
            where=_settled_text(origin.where, choices, kept),
            passage=_settled_text(origin.passage, choices, kept),
        )
        for origin in one.origins
    ]
    distinct = {find.rule: find for find in kept}
    return one.model_copy(update={"text": text, "origins": origins, "kept": list(distinct.values())})


def _settled_sheet(table: Table, choices: Choices) -> Sheet:
    at_work = _owner_columns(table)
    rows = tuple(
        SheetRow(
            row.number,
            tuple(
                _settled_text(cell, choices, [], at_work=place in at_work) if cell else cell
                for place, cell in enumerate(row.cells)
            ),
        )
        for row in table.sheet.rows
    )
    return replace(table.sheet, rows=rows)


def _settled_text(text: str, choices: Choices, kept: list[KeptFind], *, at_work: bool = False) -> str:
    found = [one for one in find(text) if not (at_work and one.kind in (Kind.NAME, Kind.VIGNETTE))]
    by_choice: dict[Choice, list[Found]] = {choice: [] for choice in Choice}
    for one in found:
        settled = choices.get(key_of(one), Settled())
        by_choice[settled.choice].append(one)
        if settled.choice is Choice.KEEP:
            kept.append(KeptFind(rule=Personal("", "", one).rule, reason=settled.reason))
    return _rewritten(text, by_choice[Choice.MASK], by_choice[Choice.TAKE_OUT])


def _rewritten(text: str, to_mask: Sequence[Found], to_leave: Sequence[Found]) -> str:
    """The text with finds masked and others left out; the places of the latter move with what is masked before them."""
    if not to_leave:
        return masked(text, to_mask)
    moved = []
    for one in to_leave:
        shift = sum(len(mask.kind.mask) - len(mask.words) for mask in to_mask if mask.start < one.start)
        moved.append(replace(one, start=one.start + shift, end=one.end + shift))
    return without(masked(text, to_mask), moved)
