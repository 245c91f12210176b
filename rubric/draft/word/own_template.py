"""A council's own template, checked before it is rendered: what it asks for, misspells and may not do."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Any, Literal

import yaml
from docx import Document
from docx.table import Table

from rubric.draft.word.archive import NOT_WORD, check_archive
from rubric.draft.word.environment import Sandbox, parse, read_tags
from rubric.draft.word.fields import DRAFT
from rubric.draft.word.filled import WordTemplate
from rubric.draft.word.kinds import TemplateKind
from rubric.draft.word.unsafe import unsafe_parts
from rubric.errors import BadTemplate
from rubric.office import unsound_as

NO_FIELDS = (
    "This template has none of our fields, so the document would say nothing: put fields such as {{ council }} into it."
)


@dataclass(frozen=True)
class TemplateField:
    """One existing field: its full name, as a template writes it, and what it holds."""

    name: str
    holds: str


@dataclass(frozen=True)
class TemplateCheck:
    """The result of checking a template.

    `used` are the fields it uses, `unknown` those we do not have, as the template writes them; `errors` are sentences
    on what else has to be put right; `missing` are parts of the draft that it leaves out, which may be on purpose.
    """

    used: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    missing: tuple[TemplateField, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether it can be rendered."""
        return not self.unknown and not self.errors


def inspect_template(data: bytes, kind: TemplateKind = DRAFT) -> TemplateCheck:
    """Check the bytes of a template of a kind; nothing in it is run. Faults are in the result, and none is raised."""
    try:
        package = check_archive(data)
        if errors := unsafe_parts(package):
            return TemplateCheck(errors=tuple(errors))
        environment = Sandbox(kind)
        with unsound_as(BadTemplate(NOT_WORD)):
            sources = WordTemplate(BytesIO(package.data)).sources()
            check = read_tags([parse(environment, source) for source in sources], kind)
    except BadTemplate as error:
        return TemplateCheck(errors=(str(error),))
    errors = [f"This template {what}, which we do not run: take it out in Word." for what in check.refused]
    if not check.used and not check.unknown and not errors:
        errors = [NO_FIELDS]
    roots = {name.split(".")[0] for name in check.used}
    missing = tuple(field for field in field_list(kind) if "." not in field.name and field.name not in roots)
    wanted = tuple(field for field in missing if field.name not in kind.optional)
    return TemplateCheck(tuple(sorted(check.used)), tuple(check.unknown), tuple(errors), wanted)


@lru_cache
def field_list(kind: TemplateKind = DRAFT) -> tuple[TemplateField, ...]:
    """Every field a template may use, in the document's order, with what it holds."""
    text = files("rubric.draft").joinpath("data", kind.told).read_text("utf-8")
    descriptions = yaml.safe_load(text)
    return tuple(TemplateField(name, _description(name, descriptions)) for name in _field_names(kind.shape))


def _field_names(shape: dict[str, Any], under: str = "") -> Iterator[str]:
    for name, inner in shape.items():
        full = f"{under}{name}"
        yield full
        if isinstance(inner, list):
            inner = inner[0]
        if isinstance(inner, dict):
            yield from _field_names(inner, f"{full}.")


def _description(name: str, descriptions: dict[str, Any]) -> str:
    if name in descriptions["cover"]:
        return str(descriptions["cover"][name])
    section, _, rest = name.partition(".")
    if not rest:
        return str(descriptions["sections"][name])
    if rest.startswith("rows."):
        return str(descriptions["rows"][section][rest.removeprefix("rows.")])
    return str(descriptions["section"][rest])


@dataclass(frozen=True)
class ShownBlock:
    """One block of a finished document: a heading with its `level` (1 to 3), a paragraph, or a table with `rows`."""

    kind: Literal["heading", "paragraph", "table"]
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


def shown_blocks(data: bytes) -> tuple[ShownBlock, ...]:
    """The blocks that a finished Word draft (bytes of a .docx of ours) shows, from top to bottom, without styles."""
    return tuple(_blocks(Document(BytesIO(data))))


def _blocks(document: Any) -> Iterator[ShownBlock]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            rows = [tuple(cell.text for cell in row.cells) for row in block.rows]
            if any(any(cell.strip() for cell in row) for row in rows):
                yield ShownBlock("table", rows=tuple(rows))
        elif block.text.strip():
            name = block.style.name.casefold() if block.style is not None else ""
            level = 1 if name == "title" else int(name[-1]) if name in ("heading 1", "heading 2", "heading 3") else 0
            yield ShownBlock("heading" if level else "paragraph", block.text, level)
