"""Small tables as real HTML: read out cell by cell; on a phone "plain" ones stack, others scroll within themselves."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from rubric.ui.parts.words import safe


def table(name: str, columns: Sequence[str], rows: Iterable[Sequence[str]], *, kind: str = "figures") -> str:
    """The HTML of a table called `name`; the first cell of each row is its heading. All texts are escaped.

    `kind`: "plain" for words, which stacks on a phone, or "figures".
    """
    head = "".join(f'<th scope="col">{safe(column)}</th>' for column in columns)
    body = ""
    for first, *rest in rows:
        cells = (
            _cell(column, text, labelled=kind == "plain")
            for column, text in zip_longest(columns[1:], rest, fillvalue="")
        )
        body += f'<tr><th scope="row">{safe(first)}</th>{"".join(cells)}</tr>'
    return scrolling(name, f'<table class="{kind}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>')


def _cell(column: str, text: str, *, labelled: bool) -> str:
    """A cell; `labelled`: with its column's heading, which is shown before it where the table is stacked."""
    label = f' data-label="{safe(column)}"' if labelled else ""
    return f"<td{label}>{safe(text)}</td>"


def scrolling(name: str, inside: str) -> str:
    """The HTML of a region that scrolls sideways by itself, named and reachable by keyboard; `inside` is HTML."""
    return f'<div class="scroll" role="region" aria-label="{safe(name)}" tabindex="0">{inside}</div>'
