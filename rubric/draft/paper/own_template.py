"""A paper filled into a council's own template: each part under a name of its own, with its words and its table's rows.

An own template is read and filled in by a process of its own, within bounds, as one for the draft is.
"""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from rubric.bounded import within_bounds
from rubric.draft.model import Column
from rubric.draft.paper.model import Grid, Heading, Paper, PaperBlock, TextBlock
from rubric.draft.paper.write import UNNAMED, describe, write_paper
from rubric.draft.word.archive import NOT_WORD
from rubric.draft.word.bounded import OVER
from rubric.draft.word.fields import PARAGRAPH, cleaned, paragraph_values
from rubric.draft.word.kinds import TemplateKind
from rubric.draft.word.links import finish
from rubric.draft.word.own_template import ShownBlock, shown_blocks
from rubric.draft.word.render import filled
from rubric.english import long_date
from rubric.errors import BadTemplate
from rubric.office import rewritten, unsound_as

_COVER: dict[str, Any] = {
    "council": "",
    "kind": "",
    "about": "",
    "standing": "",
    "date": "",
    "details": [{"label": "", "text": ""}],
    "note": "",
}
_WORDS = {"label": "", "bulleted": 0, "callout": 0, **PARAGRAPH}
_PART = {"shown": 0, "heading": "", "paragraphs": [_WORDS]}


def paper_kind(
    kind_id: str, name: str, parts: Mapping[str, Sequence[Column]], *, optional: Sequence[str]
) -> TemplateKind:
    """The kind of template of a paper: its parts by name, each with the columns of its table (none: no table).

    `optional` are parts that not every paper has.
    """
    shape = {part: _part_shape(columns) for part, columns in parts.items()}
    may_lack = frozenset({"kind", "about", "date", "details", "note", *optional})
    return TemplateKind(kind_id, name, {**_COVER, **shape}, f"{kind_id}_fields.yaml", may_lack)


def _part_shape(columns: Sequence[Column]) -> dict[str, Any]:
    return {**_PART, "caption": "", "rows": [{column.key: "" for column in columns}]} if columns else dict(_PART)


def paper_values(paper: Paper, kind: TemplateKind) -> dict[str, Any]:
    """The paper's values in the shape of its kind; a part that it lacks is empty."""
    values: dict[str, Any] = {
        "council": paper.council.strip() or UNNAMED,
        "kind": paper.kind,
        "about": paper.about,
        "standing": paper.standing,
        "date": long_date(paper.on),
        "details": [{"label": label, "text": text} for label, text in paper.details],
        "note": paper.note,
    }
    found = dict(_parts(paper.blocks))
    for name in kind.shape.keys() - values.keys():
        values[name] = _part_values(found.get(name), with_rows="rows" in kind.shape[name])
    return {name: cleaned(value) for name, value in values.items()}


def _parts(blocks: Sequence[PaperBlock]) -> Iterator[tuple[str, list[PaperBlock]]]:
    """Each part's name with its heading and what is under it."""
    starts = [place for place, block in enumerate(blocks) if isinstance(block, Heading) and block.part]
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        heading = blocks[start]
        if isinstance(heading, Heading):
            yield heading.part, list(blocks[start:end])


def _part_values(blocks: list[PaperBlock] | None, *, with_rows: bool) -> dict[str, Any]:
    words = [block for block in blocks or () if isinstance(block, TextBlock)]
    grids = [block for block in blocks or () if isinstance(block, Grid)]
    headings = [block.text for block in blocks or () if isinstance(block, Heading)]
    values: dict[str, Any] = {
        "shown": int(blocks is not None),
        "heading": next(iter(headings), ""),
        "paragraphs": [_words(block) for block in words],
    }
    if with_rows:
        values["caption"] = next((grid.caption for grid in grids), "")
        values["rows"] = [dict(row) for grid in grids for row in grid.table.rows]
    return values


def _words(block: TextBlock) -> dict[str, Any]:
    style = {"label": block.label, "bulleted": int(block.style == "bullet"), "callout": int(block.style == "callout")}
    return {**style, **paragraph_values(block.paragraph)}


def fill_paper(paper: Paper, template: bytes, kind: TemplateKind) -> bytes:
    """The bytes of a .docx: the template with the paper in it. Raises BadTemplate where it cannot serve."""
    document, out = filled(template, paper_values(paper, kind), kind), BytesIO()
    with unsound_as(BadTemplate(NOT_WORD)):
        finish(document)
    describe(document, paper)
    document.save(out)
    return rewritten(out.getvalue())


def paper_bounded(paper: Paper, template: bytes | None, kind: TemplateKind) -> bytes:
    """The paper as a Word file, in the council's own template where there is one. Raises as `fill_paper`."""
    if template is None:
        return write_paper(paper)
    return within_bounds(fill_paper, paper, template, kind, over=OVER)


def shown_paper(paper: Paper, template: bytes, kind: TemplateKind) -> tuple[ShownBlock, ...]:
    """What the paper shows in a template of the council's own; raises as `fill_paper`."""
    return within_bounds(shown_blocks, paper_bounded(paper, template, kind), over=OVER)
