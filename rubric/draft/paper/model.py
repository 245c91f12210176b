"""A paper: a Word document as values, block by block, that `rubric.draft.paper.write` writes."""

from datetime import date
from typing import Literal

from pydantic import Field

from rubric.draft.model import Paragraph, Sentence, Table
from rubric.framework.model import Frozen

Style = Literal["text", "bullet", "callout", "detail", "note"]


class Heading(Frozen):
    """A heading below the paper's title. With `number`, citations of the evidence of that number link to it.

    `part` is the name by which a council's own template asks for what is under it; "" for none.
    """

    text: str
    part: str = ""
    level: int = Field(default=1, ge=1, le=3)
    number: int | None = None


class TextBlock(Frozen):
    """A paragraph, with `label` before it: in a column of its own for "detail", in bold for the others."""

    paragraph: Paragraph
    style: Style = "text"
    label: str = ""


class Grid(Frozen):
    """A table with `widths` in centimetres, described for those who cannot see it.

    `caption` is above it. In the columns named by `cited` each number is a link to the evidence of that number.
    """

    table: Table
    widths: tuple[float, ...]
    summary: str
    caption: str = ""
    cited: tuple[str, ...] = ()


class Picture(Frozen):
    """A picture as PNG, `width` centimetres wide, its content in words, and beneath it the numbers it shows."""

    png: bytes
    width: float
    alt: str
    caption: str
    grid: Grid


class NewPage(Frozen):
    """A new page, upright or on its side; `foot` replaces the paper's own footer."""

    wide: bool
    foot: str = ""


PaperBlock = Heading | TextBlock | Grid | Picture | NewPage


class Paper(Frozen):
    """A whole document. `kind` says what it is ("Evidence base"), `about` what it is on, `council` whose it is.

    With `cover` it has a front page with `details` (label, text) and a contents list; without, these are one line
    under the title, and all is set smaller and closer.
    """

    kind: str
    about: str
    council: str
    on: date
    standing: str = ""
    author: str = ""
    details: tuple[tuple[str, str], ...] = ()
    note: str = ""
    cover: bool = True
    blocks: tuple[PaperBlock, ...]


def text_block(*texts: str, style: Style = "text", label: str = "", cite: tuple[int, ...] = ()) -> TextBlock:
    """A paragraph of these sentences (blank ones left out); the last one cites the evidence numbers `cite`."""
    kept = [text for text in texts if text.strip()]
    sentences = [Sentence(text=text) for text in kept[:-1]]
    sentences += [Sentence(text=text, evidence=cite) for text in kept[-1:]]
    return TextBlock(paragraph=Paragraph(sentences=tuple(sentences)), style=style, label=label)
