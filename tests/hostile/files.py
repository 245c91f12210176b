"""Every hostile file with the door that it is brought to, and what stands behind that door."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from io import BytesIO

from openpyxl import Workbook  # type: ignore[import-untyped]

from rubric import doors
from rubric.draft import compose, render
from rubric.draft.word.bounded import inspect_bounded, shown_bounded
from rubric.draft.workbook import write_workbook
from rubric.errors import BadInput
from rubric.framework import load
from tests.draft.builders import ON, council, item, rich, template_with
from tests.hostile import archives, json_files, pdfs, texts, word, word_parts, workbook_parts, workbooks
from tests.reports.read_files import MadeUp, to_docx

Make = Callable[[], bytes]


def _template(data: bytes) -> object:
    check = inspect_bounded(data)
    if not check.sound:
        raise BadInput([*check.errors, f"It has unknown fields: {', '.join(check.unknown)[:60]}."][0])
    return shown_bounded(compose(rich(), load(), on=ON), data)


DOORS: Mapping[str, Callable[[bytes], object]] = {
    "report": lambda data: doors.report(data, "it.docx"),
    "pasted": lambda data: doors.pasted(data.decode("utf-8", "replace")),
    "scores": lambda data: doors.scores(data, "it.csv"),
    "workbook": lambda data: doors.workbook(data, load(), lambda _: None),
    "returned": lambda data: doors.returned(data, ""),
    "template": _template,
    "assessment": doors.assessment,
    "library": doors.library,
    "cases": lambda data: doors.cases(data, "it.jsonl", load()),
}


@cache
def _table() -> bytes:
    book, out = Workbook(), BytesIO()
    book.active.append(["Council", *(f"QS{n}" for n in range(1, 10))])
    book.active.append(["Exampleshire", *(1, 2, 3, 4, 1, 2, 3, 4, 1)])
    book.save(out)
    return out.getvalue()


SOUND: Mapping[str, Callable[[], bytes]] = {
    "report": cache(lambda: to_docx(MadeUp().parts())),
    "returned": cache(lambda: render(rich(), load(), on=ON)),
    "template": cache(lambda: template_with("{{ council }}")),
    "workbook": cache(lambda: write_workbook(council(item()), load(), on=ON)),
    "scores": _table,
}


@dataclass(frozen=True)
class Hostile:
    """A file that is made to harm, by the door that it is brought to."""

    door: str
    name: str
    make: Make

    def read(self) -> object:
        """What the door gives; BadInput where it refuses."""
        return DOORS[self.door](self.make())


def _from_sound(door: str, makers: Mapping[str, Callable[[bytes], bytes]]) -> list[Hostile]:
    return [Hostile(door, name, partial(_made, make, door)) for name, make in makers.items()]


def _made(make: Callable[[bytes], bytes], door: str) -> bytes:
    return make(SOUND[door]())


def _as_is(door: str, makers: Mapping[str, Make]) -> list[Hostile]:
    return [Hostile(door, name, make) for name, make in makers.items()]


def all_hostile() -> list[Hostile]:
    """All of them: some four hundred."""
    found = [one for door in SOUND for one in _from_sound(door, archives.ANY)]
    found += [
        one for door in ("report", "returned", "template") for one in _from_sound(door, {**word.ANY, **word_parts.ANY})
    ]
    found += _from_sound("template", word.TEMPLATES)
    found += _from_sound("returned", word.DRAFTS)
    found += [
        one for door in ("workbook", "scores") for one in _from_sound(door, {**workbooks.ANY, **workbook_parts.ANY})
    ]
    found += _from_sound("workbook", workbook_parts.RETURNED)
    found += _as_is("report", pdfs.PDFS)
    found += [Hostile("report", f"{name}, as a page", make) for name, make in texts.PAGES.items()]
    found += [Hostile("report", f"{name}, as text", make) for name, make in texts.TEXTS.items()]
    found += [Hostile("pasted", name, make) for name, make in texts.TEXTS.items()]
    found += _as_is("scores", texts.TABLES)
    found += [one for door in ("assessment", "library", "cases") for one in _as_is(door, json_files.JSON)]
    found += _as_is("assessment", json_files.ASSESSMENTS)
    found += _as_is("library", json_files.LIBRARIES)
    found += _as_is("cases", json_files.CASES)
    return found
