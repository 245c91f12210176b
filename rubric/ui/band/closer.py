"""What stands behind the answer, one part at a time: in short, the profile, the reasons, what is left out, how good."""

from collections.abc import Callable

import streamlit as st

from rubric.english import count, percent, shortened, signed
from rubric.evidence import Assessment
from rubric.framework import Framework
from rubric.prediction import DISCLAIMER, Outcome, Prediction
from rubric.prediction.in_short import tell_apart, where_it_stands
from rubric.prediction.model import BANDS, AspectProfile
from rubric.ui.band import change, trace
from rubric.ui.band.verdict import in_short, made_of
from rubric.ui.parts import navigation, offers
from rubric.ui.parts.tables import scrolling
from rubric.ui.parts.words import literal, safe

IN_SHORT = "In short"


def closer(outcome: Outcome, assessment: Assessment, framework: Framework, accept: offers.Accept) -> None:
    """One of the parts behind the answer at a time, chosen by name: what nobody asks for is not drawn.

    `accept` puts a suggestion into the plan.
    """
    parts: dict[str, Callable[[], None]] = {
        "Aspect by aspect": lambda: profile(outcome, framework),
        "Why, item by item": lambda: reasons(outcome, assessment, framework),
        "Left out": lambda: left_out(outcome, framework),
        "Try a change": lambda: change.try_a_change(assessment, framework, outcome),
        "How good is this?": lambda: track_record(outcome),
    }
    if not outcome.doubted:
        del parts["Left out"]
    if not any(item.is_usable for item in assessment.evidence):
        del parts["Try a change"]
    if isinstance(outcome, Prediction):
        parts = {IN_SHORT: lambda: in_short(outcome, assessment, framework, accept), **parts}
    else:
        parts["What the little points to"] = lambda: little(outcome, framework)
    if outcome.doubted:
        st.caption(f"{count(len(outcome.doubted), 'item counts', 'items count')} for nothing here: see “Left out”.")
    first = IN_SHORT if IN_SHORT in parts else None
    chosen = st.segmented_control("Look closer", list(parts), default=first, required=bool(first), key="closer")
    if chosen in parts:
        parts[chosen]()


def little(outcome: Outcome, framework: Framework) -> None:
    """What too little evidence for a band points to."""
    st.markdown(f"Too thin to be shown as a band. **{DISCLAIMER}.** {literal(outcome.reading)}")
    made_of(outcome, framework)


def profile(outcome: Outcome, framework: Framework) -> None:
    """Where each aspect stands beside reports scored 2 and 3, as a picture with the same in words."""
    st.header("Aspect by aspect", anchor=False)
    rows = "".join(_aspect(standing, framework) for standing in outcome.profile)
    st.html(
        scrolling(
            "Aspect by aspect",
            '<table class="profile"><caption>The dot is your evidence, from weakest on the left to strongest on the '
            "right; 2 and 3 mark where reports with those scores typically stand.</caption>"
            '<thead><tr><th scope="col">Aspect</th><th scope="col">Picture</th><th scope="col">In words</th></tr>'
            f"</thead><tbody>{rows}</tbody></table>",
        )
    )


def _aspect(standing: AspectProfile, framework: Framework) -> str:
    """A row of the profile. Marks that lie too close to be told apart are drawn as one, which says so."""
    two, three = standing.typical[2], standing.typical[3]
    marks = [(two, "2"), (three, "3")] if tell_apart(standing) else [((two + three) / 2, "2 = 3")]
    drawn = "".join(f'<span class="mark" style="left:{100 * at:.0f}%">{name}</span>' for at, name in marks)
    if standing.value is not None:
        drawn += f'<span class="dot" style="left:{100 * standing.value:.0f}%"></span>'
    return (
        f'<tr><th scope="row">{safe(framework.aspect(standing.aspect).title)}</th>'
        f'<td><div class="line" aria-hidden="true">{drawn}</div><span class="unseen">See the words.</span></td>'
        f'<td>{safe(where_it_stands(standing))} <span class="quiet">{count(standing.claims, "item")}.</span></td></tr>'
    )


def reasons(outcome: Outcome, assessment: Assessment, framework: Framework) -> None:
    """The reasons, which add up to `Outcome.score`, by aspect; each aspect opens to its items."""
    st.header("Why", anchor=False)
    if isinstance(outcome, Prediction):
        st.markdown(literal(outcome.explanation))
    st.caption(
        f"Each part pushes towards a higher (+) or lower (−) band. Together they make {signed(outcome.score)}: "
        "the sum of the aspects below."
    )
    items_by_id = {item.id: item for item in assessment.evidence}
    totals = {
        aspect.id: sum(reason.effect for reason in outcome.reasons if reason.aspect == aspect.id)
        for aspect in framework.aspects
    }
    widest = max((abs(total) for total in totals.values()), default=1.0) or 1.0
    for aspect_id, total in sorted(totals.items(), key=lambda pair: pair[1]):
        parts = [reason for reason in outcome.reasons if reason.aspect == aspect_id]
        items = sum(reason.claim_id in items_by_id for reason in parts)
        left, right = st.columns([3, 2])
        right.html(_bar(total, widest))
        title = literal(framework.aspect(aspect_id).title)
        label = f"{title}: {signed(total)} ({count(items, 'item')})"
        details = left.expander(label, type="compact", key=f"parts-{aspect_id}", on_change="rerun")
        if details.open:
            with details:
                for reason in parts:
                    text = literal(f"{signed(reason.effect)}  {shortened(reason.text, 110)}")
                    if reason.claim_id in items_by_id:
                        navigation.link("evidence", text, aspect=aspect_id, item=str(reason.claim_id))
                        trace.of_item(items_by_id[str(reason.claim_id)], assessment, framework)
                    else:
                        st.markdown(text)


def _bar(total: float, widest: float) -> str:
    share = 50 * abs(total) / widest
    side = "up" if total >= 0 else "down"
    return f'<div class="push" aria-hidden="true"><span class="{side}" style="width:{share:.1f}%"></span></div>'


def left_out(outcome: Outcome, framework: Framework) -> None:
    """The items that count for nothing because of their wording or a missing source, with the reason and a link."""
    st.header("Left out", anchor=False)
    st.caption("These items count for nothing here: what is wrong stands beside each. Mend it, and they count.")
    for doubt in outcome.doubted:
        text, link_column = st.columns([9, 2], vertical_alignment="center")
        text.markdown(f"“{literal(shortened(doubt.text))}” {literal(doubt.why)}")
        with link_column:
            title = literal(framework.aspect(doubt.aspect).title)
            navigation.link("evidence", f"Go to it :small[, in {title}]", aspect=doubt.aspect, item=doubt.claim_id)


def track_record(outcome: Outcome) -> None:
    """The model's track record on real reports, and the notes on this outcome."""
    record = outcome.track_record
    st.header("How good is this?", anchor=False)
    st.markdown(
        f"Right on {record.exact} of {record.reports} real reports, each left out of the model when it was predicted. "
        f"Always saying 3 would be right on {record.always_3}."
    )
    if outcome.notes:
        st.markdown("\n".join(f"- {literal(note)}" for note in outcome.notes))
    with st.expander("Report by report", type="compact"):
        st.markdown(
            "\n".join(
                f"- {literal(case.authority)}: scored {case.score}, predicted "
                f"{case.predicted if case.predicted is not None else 'nothing'} "
                f"({', '.join(f'{band}: {percent(case.probabilities[band])}' for band in BANDS)})"
                for case in record.cases
            )
            or "No report has been left out yet."
        )
    navigation.link("quality", "How good is this, in full", icon=":material/verified:")
    navigation.link("about", "How this works, and its limits", icon=":material/help:")
