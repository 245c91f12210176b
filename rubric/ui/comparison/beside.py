"""What to make of each of your items, and one of them beside the nearest findings at each score."""

from collections.abc import Mapping, Sequence

import streamlit as st

from rubric.comparison import Comparison, Match, Neighbours
from rubric.comparison.meaning import Meaning, is_beside, is_close, meaning
from rubric.english import capital, count, shortened
from rubric.evidence import Assessment, EvidenceItem, PlanAction
from rubric.framework import Aspect, Framework
from rubric.reports.model import Finding
from rubric.ui.comparison import acts
from rubric.ui.comparison.desk import ComparisonDesk
from rubric.ui.parts import navigation, offers, paging
from rubric.ui.parts.coding import coding_source
from rubric.ui.parts.words import literal, safe
from rubric.ui.state import session

PAGE = 5  # items: one with its findings, the others in short
_QUOTED = 90  # characters of an item in a line of the plan
_NAME = 110  # letters of an item that is not shown in full
NOTHING_CLOSE = '<p class="quiet">Nothing near was found.</p>'


def items(
    assessment: Assessment, comparison: Comparison, framework: Framework, aspect: Aspect, accept: offers.Accept
) -> None:
    """The usable items of one aspect that have a finding on the same thing or subject, one of them beside it in full.

    Those on the same thing come first; items that no finding is near to are drawn on demand.
    """
    usable = [item for item in assessment.items_of(aspect.id) if item.is_usable]
    if not usable:
        return
    near = comparison.neighbours
    close = [item for item in usable if is_beside(near[item.id])]
    close.sort(key=lambda item: not is_close(near[item.id]))
    st.header("Your items beside theirs", anchor=False)
    page = paging.page(f"beside-{aspect.id}", -(-len(close) // PAGE))
    meanings = {
        item.id: meaning(item.as_claim(), near[item.id], framework) for item in close[(page - 1) * PAGE : page * PAGE]
    }
    chosen = _chosen(meanings)
    for item in close:
        if item.id == chosen:
            _one(item, near[item.id], meanings[item.id], assessment, framework, accept)
        elif item.id in meanings:
            _in_short(item, meanings[item.id])
    _without([item for item in usable if item not in close], aspect)


def _chosen(meanings: Mapping[str, Meaning]) -> str:
    """Which of these items is shown in full, by id: the one clicked on, else the first with something to do."""
    clicked = session.feature(ComparisonDesk).item
    to_do = [item for item, found in meanings.items() if found.step]
    return clicked if clicked in meanings else next(iter([*to_do, *meanings]), "")


def _in_short(item: EvidenceItem, found: Meaning) -> None:
    """An item by its claim, which shows its findings, with what to make of it."""
    with st.container(key=f"line-{item.id}", gap=None):
        name = literal(shortened(item.text, _NAME))
        st.button(name, key=f"show-{item.id}", type="tertiary", on_click=acts.show, args=(item.id,))
        st.html(f'<p class="quiet">{safe(found.text)}</p>')


def _one(
    item: EvidenceItem,
    near: Neighbours,
    found: Meaning,
    assessment: Assessment,
    framework: Framework,
    accept: offers.Accept,
) -> None:
    columns = [f'<h3>Your item</h3><p class="claim">{safe(item.text)}</p>{_coded(item, framework)}']
    for score, matches in sorted(near.by_score.items()):
        columns.append(f"<h3>Reports scored {score}</h3>{_theirs(matches, near.on_subject.get(score), framework)}")
    columns.append(f"<h3>What to make of it</h3><p>{safe(found.text)}</p>")
    with st.container(border=True, key=f"beside-{item.id}", gap="xsmall"):
        st.html(
            '<div class="side-by-side four">' + "".join(f"<section>{column}</section>" for column in columns) + "</div>"
        )
        if found.step:
            offers.add_to_plan(assessment, _planned(item, found), accept)


def _planned(item: EvidenceItem, found: Meaning) -> PlanAction:
    """The line of the plan that taking up what is to be made of an item gives."""
    quoted = f"“{shortened(item.text, _QUOTED).rstrip('.')}”"
    return PlanAction(
        text=f"{found.step}: {quoted}", evidence=[item.id], aspects=[item.aspect], origin=f"beside:{item.id}"
    )


def _without(items: Sequence[EvidenceItem], aspect: Aspect) -> None:
    """The items that no finding is near to, drawn when asked for."""
    if not items:
        return
    label = f"{count(len(items), 'item')} with nothing near"
    more = st.expander(label, type="compact", key=f"without-{aspect.id}", on_change="rerun")
    if not more.open:
        return
    with more:
        for item in items:
            st.html(f'<p class="claim">{safe(item.text)}</p>')
        navigation.link("evidence", literal(f"Go to your evidence on {aspect.title}"), aspect=aspect.id)


def _theirs(matches: Sequence[Match], on_subject: Match | None, framework: Framework) -> str:
    """The nearest finding at a score, and whether it is about the same thing or about its subject only."""
    if matches:
        return _finding(matches[0], framework)
    if on_subject is not None:
        return f'<p class="quiet">On the same subject:</p>{_finding(on_subject, framework)}'
    return NOTHING_CLOSE


def _finding(match: Match, framework: Framework) -> str:
    finding = match.finding
    cues = (f"{finding.authority}, {finding.section}, paragraph {finding.paragraph}.", coding_source(finding))
    told = "".join(f'<p class="quiet">{safe(capital(cue))}</p>' for cue in cues if cue)
    return (
        f'<div class="finding"><p>{safe(finding.text)}</p>'
        f'<p class="quiet">{safe(capital(finding.authority))}. {_coded(finding, framework)}</p>'
        f'<details><summary>Why this one</summary>{told}<p class="quiet">{safe(capital("; ".join(match.why)))}.</p>'
        "</details></div>"
    )


def _coded(claim: EvidenceItem | Finding, framework: Framework) -> str:
    tone = framework.polarities[claim.polarity].label if claim.polarity else ""
    far = framework.maturities[claim.maturity].label if claim.maturity else ""
    return f'<span class="quiet">{safe(tone)}, {safe(far.lower())}.</span>'
