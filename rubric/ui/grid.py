"""The coverage grid: aspect by voice, as a real table whose cells say in words what they show."""

import streamlit as st

from rubric.comparison import Coverage
from rubric.comparison.model import Cell
from rubric.framework import Framework, Voice
from rubric.ui.tables import scrolling
from rubric.ui.words import count, literal, safe

_SIGNS = {"confirmed": "●", "only_us": "○", "empty": "–"}


def coverage_grid(coverage: Coverage, framework: Framework) -> None:
    """Rows are aspects; columns are the voices, then the claims that only the council makes."""
    columns: list[tuple[Voice | None, str]] = [(voice, word.label) for voice, word in framework.voices.items()]
    columns.append((None, "Only us so far"))
    head = "".join(f'<th scope="col">{safe(label)}</th>' for _, label in columns)
    rows = "".join(
        f'<tr><th scope="row">{safe(aspect.title)}</th>'
        + "".join(_cell(coverage.cell(aspect.id, voice), voice is None) for voice, _ in columns)
        + "</tr>"
        for aspect in framework.aspects
    )
    st.html(
        scrolling(
            "Who confirms what",
            '<table class="coverage">'
            "<caption>● confirmed, with how many claims · ○ only you say so · – nothing yet</caption>"
            f'<thead><tr><th scope="col">Aspect</th>{head}</tr></thead><tbody>{rows}</tbody></table>',
        )
    )
    alone = [framework.aspect(aspect).title for aspect in coverage.unconfirmed_aspects]
    if alone:
        st.markdown(f"Nobody but you confirms anything yet on: {literal(', '.join(alone))}.")


def _cell(cell: Cell, only_us: bool) -> str:
    state = "empty" if not cell.claims else "only_us" if only_us else cell.state
    said = {
        "confirmed": f"{count(cell.claims, 'claim')} confirmed",
        "only_us": f"{count(cell.claims, 'claim')}, only you say so",
        "empty": "nothing yet",
    }[state]
    number = f" {cell.claims}" if cell.claims else ""
    return (
        f'<td class="{state}"><span aria-hidden="true">{_SIGNS[state]}{number}</span>'
        f'<span class="unseen">{said}</span></td>'
    )
