"""Small tables as real HTML: read out cell by cell; on a phone "plain" ones stack, others scroll within themselves."""

from collections.abc import Iterable, Sequence

from rubric.ui.words import safe


def table(name: str, columns: Sequence[str], rows: Iterable[Sequence[str]], *, kind: str = "figures") -> str:
    """The HTML of a table called `name`; the first cell of each row is its heading. All texts are escaped."""
    head = "".join(f'<th scope="col">{safe(column)}</th>' for column in columns)
    body = "".join(
        f'<tr><th scope="row">{safe(first)}</th>{"".join(map(_cell, columns[1:], rest))}</tr>' for first, *rest in rows
    )
    return scrolling(name, f'<table class="{kind}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>')


def _cell(column: str, text: str) -> str:
    """A cell that knows its column's heading, which stands before it where the table is stacked."""
    return f'<td data-label="{safe(column)}">{safe(text)}</td>'


def scrolling(name: str, inside: str) -> str:
    """A region that scrolls sideways by itself, reachable and named for those who use a keyboard or a reader."""
    return f'<div class="scroll" role="region" aria-label="{safe(name)}" tabindex="0">{inside}</div>'
