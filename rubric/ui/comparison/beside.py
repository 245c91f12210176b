"""Each of your claims beside the nearest findings at each score, and what the reports say that you do not."""

import streamlit as st

from rubric.comparison import Comparison, Contrast, Match, Neighbours, Pattern
from rubric.english import capital, count, inline
from rubric.evidence import Assessment, EvidenceItem
from rubric.framework import Aspect, Framework
from rubric.reports.model import Finding
from rubric.ui.parts import navigation, paging
from rubric.ui.parts.coding import coding_source
from rubric.ui.parts.words import literal, safe

PAGE = 4
MOST_MATCHES = 2  # a score: more is not read
MOST_PATTERNS = 6
NOTHING_CLOSE = '<p class="quiet">Nothing close enough.</p>'
ON_TOPIC = '<p class="quiet">Nothing close. On the same aspect, the nearest is:</p>'


def items(assessment: Assessment, comparison: Comparison, framework: Framework, aspect: Aspect) -> None:
    """The usable items of one aspect, each with its nearest findings by score."""
    usable = [item for item in assessment.items_of(aspect.id) if item.is_usable]
    if not usable:
        st.info("No usable evidence in this aspect yet: a claim, its tone and how far along are what is compared.")
        navigation.link("evidence", "Go to this aspect’s evidence", aspect=aspect.id)
        return
    pages = -(-len(usable) // PAGE)
    page = paging.page(f"beside-{aspect.id}", pages)
    for item in usable[(page - 1) * PAGE : page * PAGE]:
        _one(item, comparison.neighbours[item.id], framework)


def _one(item: EvidenceItem, near: Neighbours, framework: Framework) -> None:
    columns = [f'<h3>Your item</h3><p class="claim">{safe(item.text)}</p>{_coded(item, framework)}']
    for score, matches in sorted(near.by_score.items()):
        findings = "".join(_finding(match, framework) for match in matches[:MOST_MATCHES])
        if not findings:
            loose = near.on_topic.get(score)
            findings = ON_TOPIC + _finding(loose, framework) if loose else NOTHING_CLOSE
        columns.append(f"<h3>Reports scored {score}</h3>{findings}")
    with st.container(border=True, key=f"beside-{item.id}"):
        st.html('<div class="side-by-side">' + "".join(f"<section>{column}</section>" for column in columns) + "</div>")


def _finding(match: Match, framework: Framework) -> str:
    finding = match.finding
    place = f"{finding.authority}, {finding.section}, paragraph {finding.paragraph}"
    source = coding_source(finding)
    cue = f'<p class="quiet">{safe(source)}</p>' if source else ""
    return (
        f'<div class="finding"><p>{safe(finding.text)}</p>'
        f'<p class="quiet">{safe(capital(place))}. {_coded(finding, framework)}</p>{cue}'
        f'<p class="quiet">Why: {safe("; ".join(match.why))}.</p></div>'
    )


def _coded(claim: EvidenceItem | Finding, framework: Framework) -> str:
    tone = framework.polarities[claim.polarity].label if claim.polarity else ""
    far = framework.maturities[claim.maturity].label if claim.maturity else ""
    return f'<span class="quiet">{safe(tone)}, {safe(far.lower())}.</span>'


def contrast(contrast: Contrast, aspect: Aspect) -> None:
    """By score, what reports say on this aspect that the assessment does not say, and what both say."""
    st.header(f"What reports say on {literal(inline(aspect.title))}", anchor=False)
    st.caption("Found by likeness of meaning, so read the findings themselves before you rely on it.")
    st.markdown(literal(contrast.conclusion))
    for score in sorted(contrast.patterns, reverse=True):
        missing, shared = contrast.missing(score), contrast.shared(score)
        if missing:
            with st.expander(f"What the {score}s say that you don’t yet ({len(missing)})", expanded=score == 3):
                st.markdown("\n".join(_line(pattern) for pattern in missing[:MOST_PATTERNS]))
                if len(missing) > MOST_PATTERNS:
                    st.caption(f"And {len(missing) - MOST_PATTERNS} more, each telling less between scores.")
        if shared:
            with st.expander(f"What the {score}s say that you say too ({len(shared)})"):
                st.markdown("\n".join(_line(pattern) for pattern in shared[:MOST_PATTERNS]))


def _line(pattern: Pattern) -> str:
    councils = sorted({finding.authority for finding in pattern.findings})
    return f"- {literal(pattern.text)} ({literal(', '.join(councils))}, {count(len(pattern.findings), 'finding')})"
