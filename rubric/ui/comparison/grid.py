"""The coverage grid: aspect by voice, as a real table whose cells say in words what they show."""

import streamlit as st

from rubric.comparison import Coverage
from rubric.comparison.model import Cell
from rubric.english import count, either
from rubric.framework import Framework, Voice
from rubric.ui.parts.coding import ONLY_US_LABEL
from rubric.ui.parts.tables import scrolling
from rubric.ui.parts.words import literal, safe

NOT_ANSWERED = "Not answered"
_SIGNS = {"confirmed": "●", "only_us": "○", "unanswered": "?", "empty": "–"}


def folded_grid(coverage: Coverage, framework: Framework) -> None:
    """The grid in a fold, drawn when it is opened."""
    fold = st.expander("Who confirms what you say", type="compact", key="grid", on_change="rerun")
    if fold.open:
        with fold:
            coverage_grid(coverage, framework)


def coverage_grid(coverage: Coverage, framework: Framework) -> None:
    """Rows are aspects; columns are the voices, the claims that only the council makes, and those not answered."""
    columns: list[tuple[Voice | None, str]] = [(voice, word.label) for voice, word in framework.voices.items()]
    columns.append((None, ONLY_US_LABEL))
    unanswered = coverage.unanswered_aspects
    labels = [label for _, label in columns] + [NOT_ANSWERED] * bool(unanswered)
    head = "".join(f'<th scope="col">{safe(label)}</th>' for label in labels)
    rows = "".join(
        f'<tr><th scope="row">{safe(aspect.title)}</th>'
        + "".join(_cell(coverage.cell(aspect.id, voice), voice is None) for voice, _ in columns)
        + (_shown("unanswered", coverage.unanswered[aspect.id]) if unanswered else "")
        + "</tr>"
        for aspect in framework.aspects
    )
    st.html(
        scrolling(
            "Who confirms what",
            '<table class="coverage">'
            "<caption>● confirmed, with how many claims · ○ only you say so · "
            f"{'? not answered who confirms them · ' if unanswered else ''}– nothing yet</caption>"
            f'<thead><tr><th scope="col">Aspect</th>{head}</tr></thead><tbody>{rows}</tbody></table>',
        )
    )
    alone = [framework.aspect(aspect).title for aspect in coverage.unconfirmed_aspects]
    if alone:
        st.markdown(f"Nobody but you confirms anything yet on: {literal(', '.join(alone))}.")
    if unanswered:
        titles = [framework.aspect(aspect).title for aspect in unanswered]
        st.markdown(f"Not answered yet who confirms some of what you say on: {literal(', '.join(titles))}.")


def _cell(cell: Cell, only_us: bool) -> str:
    return _shown("only_us" if only_us else "confirmed", cell.claims)


def _shown(state: str, claims: int) -> str:
    """A cell of the table: its sign and number for the eye, the same in words for a reader."""
    state = state if claims else "empty"
    words = {
        "confirmed": f"{count(claims, 'claim')} confirmed",
        "only_us": f"{count(claims, 'claim')}, only you say so",
        "unanswered": f"{count(claims, 'claim')}, not answered who confirms {either(claims, 'it', 'them')}",
        "empty": "nothing yet",
    }[state]
    number = f" {claims}" if claims else ""
    return (
        f'<td class="{state}"><span aria-hidden="true">{_SIGNS[state]}{number}</span>'
        f'<span class="unseen">{words}</span></td>'
    )
