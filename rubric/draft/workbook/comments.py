"""Comments that colleagues left on the cells of a workbook: told of, and never taken for what a cell holds."""

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass

from rubric.english import capital, in_words
from rubric.evidence.faults import quoted
from rubric.office import Package

MOST_TOLD = 5
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^<>]*>")
_TARGET = re.compile(rb'\bTarget="([^"<>]{1,300})"')
# What Excel puts before the words of a comment that has answers, for releases that cannot show these.
_THREAD = re.compile(r"^\[Threaded comment\].*?Comment:\s*", re.S)


@dataclass(frozen=True)
class CellComment:
    """A comment on one cell, such as "C3" of the sheet with that title."""

    sheet: str
    cell: str
    text: str


def comments_on(package: Package, path: str, sheet: str) -> tuple[CellComment, ...]:
    """The comments on a sheet's cells, in the order of the file. In: the sheet's part and its title."""
    links = f"{posixpath.dirname(path)}/_rels/{posixpath.basename(path)}.rels"
    if links not in package.sizes:
        return ()
    with package.stream(links) as part:
        targets = [
            target.group(1).decode("utf-8", "replace")
            for relation in _RELATION.findall(part.read())
            if b'/relationships/comments"' in relation and (target := _TARGET.search(relation))
        ]
    paths = [posixpath.normpath(posixpath.join("/", posixpath.dirname(path), target)).lstrip("/") for target in targets]
    return tuple(comment for found in paths if found in package.sizes for comment in _in_part(package, found, sheet))


def _in_part(package: Package, path: str, sheet: str) -> list[CellComment]:
    from lxml import etree  # type: ignore[import-untyped]  # few workbooks have comments

    with package.stream(path) as part:
        root = etree.fromstring(part.read(), etree.XMLParser(resolve_entities=False, no_network=True))
    return [
        CellComment(sheet, comment.get("ref") or "", text)
        for comment in root.iter("{*}comment")
        if (text := _THREAD.sub("", "".join(word.text or "" for word in comment.iter("{*}t"))).strip())
    ]


def remark_on(comments: Sequence[CellComment]) -> tuple[str, ...]:
    """One sentence that tells of the comments; nothing where there are none."""
    if not comments:
        return ()
    told = "; ".join(f"{comment.sheet}, {comment.cell}, {quoted(comment.text)}" for comment in comments[:MOST_TOLD])
    more = ", and more" if len(comments) > MOST_TOLD else ""
    named = capital(in_words(len(comments), "comment"))
    return (f"{named} in Excel ({told}{more}): they stay there, answer them there.",)
