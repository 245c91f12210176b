"""What every kind of file is turned into before it is read as a report: blocks of clean text."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Block:
    """A paragraph, heading or list item. `heading`: by the file's own markup; `item`: a list item.

    `page` is the page or slide that it starts on, from 1; None for a file without pages.
    """

    text: str
    heading: bool = False
    item: bool = False
    page: int | None = None


@dataclass(frozen=True)
class Extract:
    """A file's text in reading order. `titles` are from outside the text (a page's title); `notes` go to the reader."""

    blocks: tuple[Block, ...]
    titles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    pages: int | None = None
