"""A council's own template, looked over before it is rendered: what it asks for, misspells and may not do."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Any, Literal

import yaml
from docx import Document
from docx.table import Table

from rubric.draft.outline import ACTIONS, BAND, FURTHER
from rubric.draft.word.archive import NOT_WORD, check_archive
from rubric.draft.word.environment import Sandbox, parse, read_tags
from rubric.draft.word.fields import SHAPE
from rubric.draft.word.filled import WordTemplate
from rubric.draft.word.unsafe import unsafe_parts
from rubric.errors import BadTemplate
from rubric.office import unsound_as

NO_FIELDS = (
    "This template has none of our fields, so the draft would say nothing: put fields such as {{ council }} into it."
)


@dataclass(frozen=True)
class TemplateField:
    """One field there is: its full name, as a template writes it, and what it holds."""

    name: str
    holds: str


@dataclass(frozen=True)
class TemplateCheck:
    """What was found. `unknown` are fields we do not have, as the template writes them; `wrong` are sentences on what
    else has to be put right; `missing` are parts of the draft that it leaves out, which may be on purpose."""

    used: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    missing: tuple[TemplateField, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether it can be rendered."""
        return not self.unknown and not self.wrong


def inspect_template(data: bytes) -> TemplateCheck:
    """Look a template over; nothing in it is run. Whatever is wrong is told, all at once where that can be."""
    try:
        if wrong := unsafe_parts(check_archive(data)):
            return TemplateCheck(wrong=tuple(wrong))
        environment = Sandbox()
        with unsound_as(BadTemplate(NOT_WORD)):
            check = read_tags([parse(environment, source) for source in WordTemplate(BytesIO(data)).sources()])
    except BadTemplate as error:
        return TemplateCheck(wrong=(str(error),))
    wrong = [f"This template {what}, which we do not run: take it out in Word." for what in check.refused]
    if not check.used and not check.unknown and not wrong:
        wrong = [NO_FIELDS]
    roots = {name.split(".")[0] for name in check.used}
    missing = tuple(one for one in field_list() if "." not in one.name and one.name not in roots)
    wanted = tuple(one for one in missing if one.name not in _OPTIONAL)
    return TemplateCheck(tuple(sorted(check.used)), tuple(check.unknown), tuple(wrong), wanted)


_OPTIONAL = {"example", BAND.id}  # left out of most drafts anyway


@lru_cache(maxsize=1)
def field_list() -> tuple[TemplateField, ...]:
    """Every field a template may use, in the draft's order, with what it holds."""
    text = files("rubric.draft").joinpath("data/template_fields.yaml").read_text("utf-8")
    told = yaml.safe_load(text)
    return tuple(TemplateField(name, _holds(name, told)) for name in _names(SHAPE))


def _names(shape: dict[str, Any], under: str = "") -> Iterator[str]:
    for name, inner in shape.items():
        full = f"{under}{name}"
        yield full
        if isinstance(inner, list):
            inner = inner[0]
        if isinstance(inner, dict):
            yield from _names(inner, f"{full}.")


def _holds(name: str, told: dict[str, Any]) -> str:
    section, _, rest = name.partition(".")
    if not rest:
        return str(told["cover"].get(name) or told["sections"][name])
    if rest.startswith("rows."):
        cell = rest.removeprefix("rows.")
        rows = told["step"] if section in (ACTIONS.id, FURTHER.id) else told["rows"][section]
        return str(rows[cell])
    return str(told["section"][rest])


@dataclass(frozen=True)
class ShownBlock:
    """One thing a finished document shows: a heading (1 to 3), a paragraph or a table, whose rows are in `rows`."""

    kind: Literal["heading", "paragraph", "table"]
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


def shown_blocks(data: bytes) -> tuple[ShownBlock, ...]:
    """A finished Word draft as what it shows from top to bottom, its looks aside."""
    return tuple(_read(Document(BytesIO(data))))


def _read(document: Any) -> Iterator[ShownBlock]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            rows = [tuple(cell.text for cell in row.cells) for row in block.rows]
            if any(any(cell.strip() for cell in row) for row in rows):
                yield ShownBlock("table", rows=tuple(rows))
        elif block.text.strip():
            name = block.style.name.casefold() if block.style is not None else ""
            level = 1 if name == "title" else int(name[-1]) if name in ("heading 1", "heading 2", "heading 3") else 0
            yield ShownBlock("heading" if level else "paragraph", block.text, level)
