"""A saved web page: its main part as blocks. Scripts, menus and banners are left out, and so is what is hidden.

What is merely shut (an accordion's parts) or has an odd class name is kept; sentences that are left out are told of.

The page is only parsed: no script runs, and no picture, style sheet or link in it is fetched.
"""

import re

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

from rubric.english import either
from rubric.errors import BadReport
from rubric.reports.files.blocks import Block, Extract
from rubric.reports.files.guard import check_text, decode
from rubric.reports.files.plain import lines_of
from rubric.reports.text import clean, one_line

MOST_TAGS = 60_000  # a whole report has about 3,000
LONGEST_HEADING = 160

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "legend", "li", "main",
    "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
    "tr", "ul",
})  # fmt: skip
_DROPPED = frozenset({
    "aside", "audio", "button", "canvas", "dialog", "embed", "footer", "head", "iframe", "input", "link",
    "map", "math", "menu", "meta", "nav", "noscript", "object", "picture", "script", "select", "style", "svg",
    "template", "textarea", "video",
})  # fmt: skip
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar"})
_CHAFF = re.compile(
    r"(?:^|[-_ ])(?:cookies?|breadcrumbs?|navigation|navbar|nav|menu|footer|skip-?links?|share|pager)(?:$|[-_ ])"
)
_HEADING_NAMES = sorted(_HEADINGS)
_BESIDE = re.compile(r"toggle|icon|divider|hidden|sr-only|chevron")  # what stands beside the heading in its button
_NO_TEXT = frozenset({"head", "link", "meta", "noscript", "script", "select", "style", "svg", "template", "textarea"})
_LEAST_SENTENCE = 60
_FIRST_WORDS = 8
_FIXED = re.compile(r"\bcookies?\b|Open Government Licence|All rights reserved|©", re.I)
_DATA_URI = re.compile(rb"data:[\w/+.-]{1,60}(?:;[\w=-]{1,40})*,[A-Za-z0-9+/=%._~-]*")
_CHARSET = re.compile(rb"<meta[^<>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.I)


def read_page(data: bytes, name: str) -> Extract:
    """The blocks of a page's main part. BadReport where it is far larger than any report's page."""
    html = _decoded(_DATA_URI.sub(b"", data), name)
    check_text(len(html), name)
    if html.count("<") > 2 * MOST_TAGS:
        raise BadReport(f"{name} is far larger than a report's page: save only the report and try again.")
    soup = BeautifulSoup(html, "lxml")
    titles = _titles(soup)
    mains = _mains(soup)
    out = _gathered(mains or [soup.body or soup])
    if mains and not any(block.heading for block in out.blocks):
        out = _gathered([soup.body or soup])
    return Extract(tuple(out.blocks), titles=titles, notes=_notes(out.left_out))


def _mains(soup: BeautifulSoup) -> list[Tag]:
    """The main parts of a page, of which it may by mistake have several; none within another."""
    found = soup.find_all("main") or soup.find_all(None, {"role": "main"})
    return [tag for tag in found if not any(parent in found for parent in tag.parents)]


def _notes(left_out: list[str]) -> tuple[str, ...]:
    if not left_out:
        return ()
    first = " ".join(left_out[0].split()[:_FIRST_WORDS])
    parts = "A part of the page that holds sentences is" if len(left_out) == 1 else "Parts with sentences are"
    were = either(len(left_out), "was", "were")
    return (
        f"{parts} hidden or marked as a menu, and {were} left out, starting “{first}…”: "
        "if it belongs to the text, copy and paste it.",
    )


def _decoded(data: bytes, name: str) -> str:
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return _without_declaration(data.decode(declared.group(1).decode("ascii")))
        except (LookupError, UnicodeDecodeError):
            pass  # the declaration is wrong: told by content below
    return _without_declaration(decode(data, name))


def _without_declaration(html: str) -> str:
    # an XML declaration would have the page read as XML, with its entities
    return re.sub(r"<\?xml[^<>]{0,200}>", "", clean(html))


def _titles(soup: BeautifulSoup) -> tuple[str, ...]:
    """What stands outside the text and may name the council or the date: the title, headings of level 1, meta."""
    found = [tag.get_text(" ") for tag in soup.find_all(["title", "h1"], limit=6)]
    for tag in soup.find_all("meta", limit=200):
        meta_name = f"{tag.get('property') or tag.get('name') or ''}".lower()
        if meta_name in {"og:title", "dc.title", "dcterms.title"}:
            found.append(f"{tag.get('content') or ''}")
        if meta_name in {"article:published_time", "dcterms.issued", "dc.date.issued"}:
            found.append(f"Published: {tag.get('content') or ''}")
    return tuple(dict.fromkeys(line for title in found if (line := one_line(title))))


class _Gathering:
    """Text gathered up to the next block boundary."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.pieces: list[str] = []
        self.bold = 0
        self.left_out: list[str] = []  # the text of parts with sentences that are not taken for the page's content

    def add(self, text: str, *, bold: bool) -> None:
        self.pieces.append(text)
        if bold:
            self.bold += _letters(text)

    def flush(self, *, heading: bool = False, item: bool = False) -> None:
        text = clean("".join(self.pieces))
        letters = _letters(text)
        all_bold = self.bold >= letters
        self.pieces, self.bold = [], 0
        if not letters:
            return
        if "\n" in text.strip():
            found = lines_of(text)
            if len(found) > 1:
                self.blocks += found
                return
        line = one_line(text)
        self.blocks.append(Block(line, heading=(heading or all_bold) and len(line) <= LONGEST_HEADING, item=item))


def _letters(text: str) -> int:
    return len("".join(text.split()))


def _gathered(roots: list[Tag]) -> _Gathering:
    """Blocks in reading order. Walks without recursion: pages can be nested deeper than Python's stack."""
    out = _Gathering()
    walk: list[tuple[Tag | NavigableString, bool]] = [(root, False) for root in reversed(roots)]
    bold = 0
    while walk:
        node, leaving = walk.pop()
        if isinstance(node, Tag):
            tag = node.name
            if leaving:
                if tag in _BLOCKS:
                    out.flush(heading=tag in _HEADINGS, item=tag in {"li", "dd"})
                elif tag in {"b", "strong"}:
                    bold -= 1
                continue
            if node not in roots and _is_chaff(node):
                if sentences := _sentences(node):
                    out.left_out.append(sentences)
                continue
            if tag in _BLOCKS:
                out.flush()
            elif tag == "br":
                out.add("\n", bold=False)
            elif tag in {"b", "strong"}:
                bold += 1
            walk.append((node, True))
            walk.extend((child, False) for child in reversed(node.contents) if isinstance(child, Tag | NavigableString))
        elif not isinstance(node, PreformattedString):
            # a line end in the source is only a space
            out.add(re.sub(r"\s+", " ", str(node)), bold=bold > 0)
    out.flush()
    return out


def _sentences(tag: Tag) -> str:
    """The text of a part where it holds a sentence or more of its own; "" for links, buttons and talk of cookies."""
    if tag.name in _NO_TEXT:
        return ""
    text = one_line(tag.get_text(" "))
    links = sum(len(link.get_text()) for link in tag.find_all(["a", "button"], limit=500))
    told = len(text) >= _LEAST_SENTENCE and links < 0.5 * len(text) and re.search(r"\w{3,}[.!?]", text)
    return text if told and not _FIXED.search(text) else ""


def _is_chaff(tag: Tag) -> bool:
    """Whether a part of a page is not its content: menus, banners, scripts, what is hidden."""
    if tag.name == "button":
        # an accordion's heading is a button, or within one; "Show" and "Hide" beside it are not
        return tag.find_parent(_HEADING_NAMES) is None and tag.find(_HEADING_NAMES) is None
    if tag.name in _DROPPED:
        return True
    if tag.name in {"span", "svg"} and tag.find_parent("button") is not None and _BESIDE.search(_names(tag)):
        return True
    marks = {f"{tag.get('role') or ''}".lower()}
    style = f"{tag.get('style') or ''}".lower().replace(" ", "")
    shut = f"{tag.get('hidden')}".lower() == "until-found"  # it opens when somebody searches the page for its words
    if "display:none" in style or (tag.has_attr("hidden") and not shut):
        return True
    if f"{tag.get('aria-hidden') or ''}".lower() == "true":  # hidden from screen readers, but there to be seen
        return not _sentences(tag)
    if marks & _ROLES or tag.name in {"header", "form"}:
        return not _holds_the_page(tag)
    # a class only says what somebody called it: sentences are kept, and so is what holds the page's headings
    return bool(_CHAFF.search(_names(tag))) and not _holds_the_page(tag) and not _sentences(tag)


def _holds_the_page(tag: Tag) -> bool:
    """Whether a part holds the page's headings: sites name whole layouts "has-nav" and put whole pages in a form."""
    return tag.find(["main", "h1", "h2"]) is not None or tag.name in {"html", "body", "main", "h1"}


def _names(tag: Tag) -> str:
    """A tag's id and classes, each between spaces."""
    classes = tag.get("class")
    named = [f"{tag.get('id') or ''}", *(classes if isinstance(classes, list) else [f"{classes or ''}"])]
    return f" {' '.join(named).lower()} "
