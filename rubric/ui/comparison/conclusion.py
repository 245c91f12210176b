"""What the comparison says of one aspect, first: its conclusion, and what reports scored 3 have that you do not."""

from collections.abc import Sequence

import streamlit as st

from rubric.comparison import Comparison, Contrast, Pattern
from rubric.comparison.conclusion import GOOD
from rubric.comparison.meaning import how_many_close, most_to_say
from rubric.english import count
from rubric.evidence import Assessment, PlanAction
from rubric.framework import Aspect, Framework
from rubric.ui.parts import navigation, offers
from rubric.ui.parts.words import safe
from rubric.ui.state import session

FIRST = 2  # of what reports scored 3 have, at once
MOST = 8


def open_on(assessment: Assessment, comparison: Comparison, framework: Framework) -> None:
    """Open the aspect with most to say, where none is open yet."""
    opened = session.opened()
    if opened.aspect not in framework.aspect_ids:
        opened.aspect = most_to_say(comparison, assessment.claims()) or framework.aspect_ids[0]
        session.desk().address["aspect"] = opened.aspect  # not opened by a click


def conclusion(assessment: Assessment, comparison: Comparison, aspect: Aspect, accept: offers.Accept) -> None:
    """The conclusion on an aspect, and the first of what reports scored 3 have here that you do not.

    `accept` puts a thing to do into the plan.
    """
    contrast = comparison.contrasts[aspect.id]
    claims = [claim for claim in assessment.claims() if claim.aspect == aspect.id]
    with st.container(border=True, key="conclusion", gap="small"):
        if claims:
            st.html(
                f'<p class="concluded">{safe(contrast.conclusion)}</p><p>{safe(how_many_close(comparison, claims))}</p>'
            )
        else:
            st.html(f'<p class="concluded">{safe(contrast.conclusion)}</p>')
            navigation.link("evidence", "Go to this aspect’s evidence", aspect=aspect.id)
        missing = contrast.missing(GOOD)
        if missing:
            st.header(f"What the {GOOD}s have that you don’t yet", anchor=False)
        for pattern in missing[:FIRST]:
            said, click = st.columns([5, 1], vertical_alignment="center")
            said.html(f"<p>{_line(pattern)}</p>")
            with click:
                offers.add_to_plan(assessment, _planned(pattern, aspect), accept)
    _rest(contrast, aspect)


def _rest(contrast: Contrast, aspect: Aspect) -> None:
    """Everything else that reports say here, drawn when asked for."""
    more = st.expander(
        "All that reports say here, and what you say too", type="compact", key=f"rest-{aspect.id}", on_change="rerun"
    )
    if not more.open:
        return
    with more:
        for score in sorted(contrast.patterns, reverse=True):
            _listed(f"What the {score}s say that you don’t yet", contrast.missing(score))
            _listed(f"What the {score}s say that you say too", contrast.shared(score))


def _listed(title: str, patterns: Sequence[Pattern]) -> None:
    if not patterns:
        return
    lines = "".join(f"<li>{_line(pattern)}</li>" for pattern in patterns[:MOST])
    beyond = len(patterns) - MOST
    left = f'<p class="quiet">And {beyond} more, each telling less between scores.</p>' if beyond > 0 else ""
    st.html(f"<h3>{safe(title)} ({len(patterns)})</h3><ul>{lines}</ul>{left}")


def _line(pattern: Pattern) -> str:
    councils = ", ".join(sorted({finding.authority for finding in pattern.findings}))
    return (
        f'{safe(pattern.text)} <span class="quiet">({safe(councils)}, {count(len(pattern.findings), "finding")})</span>'
    )


def _planned(pattern: Pattern, aspect: Aspect) -> PlanAction:
    """The line of the plan that taking up such a thing gives."""
    return PlanAction(
        text=f"{aspect.title}: see what we have like this, or start it: “{pattern.text.rstrip('.')}”",
        aspects=[aspect.id],
        origin=f"pattern:{pattern.findings[0].id}",
    )
