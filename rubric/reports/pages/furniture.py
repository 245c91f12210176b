"""Lines that belong to the page and not to the report: page numbers, copyright, banners, buttons."""

import re

from rubric.reports.files.blocks import Block
from rubric.reports.text import ends_sentence

LONGEST = 200

_FURNITURE = re.compile(
    r"""^(?:
      (?:©|\(c\)|copyright\b).{0,20}care\ quality\ commission.*
    | care\ quality\ commission(?:\s*\|?\s*\d*)?
    | (?:page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?
    | page\s*\d+\b.{0,40}
    | (?:https?://|file:///|www\.)\S+(?:\s+\d{1,3}(?:/\d{1,3})?)?
    | \d{1,2}/\d{1,2}/\d{2,4},?\ \d{1,2}:\d\d.*
    | skip\ to\ .*content
    | (?:back\ to\ |return\ to\ )top(?:\ of\ page)?
    | (?:print|share|download|email)(?:\ this)?(?:\ page|\ report|\ document)?
    | (?:previous|next)(?:\ page)?(?:\s*:\s*.*)?
    | (?:is|was)\ this\ page\ (?:useful|helpful)\??.*
    | (?:accept|reject|manage|view)(?:\ all|\ additional)?\ cookies.*
    | cookies\ on\ .*
    | we(?:['’]d)?\ (?:like\ to\ )?(?:use|set)\ (?:some\ |additional\ |optional\ )?cookies.*
    | last\ (?:updated|reviewed).*
    | (?:on\ this\ page|contents|table\ of\ contents|menu|search|home|breadcrumb|feedback|yes|no)
    | all\ content\ is\ available\ under.*
    | (?:related|useful)\ (?:pages|links|information)
    )$""",
    re.I | re.X,
)
_END = re.compile(
    r"^(?:(?:©|\(c\)|copyright\b).{0,20}care quality commission|is this page useful|related (?:pages|links))", re.I
)


def is_furniture(text: str) -> bool:
    """Whether a line is the page's and not the report's. Long text never is."""
    return len(text) <= LONGEST and _FURNITURE.match(text.strip()) is not None


def ends_page(text: str) -> bool:
    """Whether a line is where a page's own text ends.

    Not everything after it goes: a PDF has the line at the foot of each page, and pasted pages follow each other.
    """
    return len(text) <= LONGEST and _END.match(text.strip()) is not None


def reads_as_text(block: Block) -> bool:
    """Whether a block is a sentence or more, not a button or a link."""
    return len(block.text) >= 60 and ends_sentence(block.text)
