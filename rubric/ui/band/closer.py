"""The parts of the band page: the band or why there is none, the profile, what would move it, and the reasons."""

import streamlit as st

from rubric.english import count, percent, shortened, signed
from rubric.evidence import Assessment
from rubric.framework import Framework
from rubric.prediction import DISCLAIMER, NotPredicted, Outcome, Prediction
from rubric.prediction.model import BANDS
from rubric.ui.band import trace
from rubric.ui.parts import navigation
from rubric.ui.parts.charts import band_chart, likely_range, profile_chart
from rubric.ui.parts.tables import table
from rubric.ui.parts.words import literal, safe


def band(outcome: Prediction, framework: Framework) -> None:
    """The band in words, how sure it is, and the chance of each band."""
    with st.container(border=True, key="verdict"):
        st.html(
            f'<p class="band"><span class="number">{outcome.band}</span>'
            f"<span>{safe(framework.score_label(outcome.band))}</span></p>"
            f'<p class="likely">Likely range: {likely_range(outcome.likely)} · <strong>{safe(DISCLAIMER)}</strong></p>'
        )
        st.markdown(literal(outcome.reading))
        st.markdown(literal(outcome.explanation))
        band_chart(outcome, framework)
        st.caption("The thin line on each bar is how many councils in England have that score.")
        with st.expander("The same in figures", type="compact"):
            chances(outcome, framework)


def no_band(outcome: NotPredicted, framework: Framework) -> None:
    """Why there is no band, what is missing and the shortest way to one."""
    with st.container(border=True, key="verdict"):
        st.html('<p class="band"><span class="number none">No band yet</span></p>')
        st.markdown(literal(outcome.why))
        if outcome.missing:
            st.markdown("**The shortest way to a band**")
            st.markdown("\n".join(f"{number}. {literal(step)}" for number, step in enumerate(outcome.missing, 1)))
        with st.container(horizontal=True):
            for aspect in outcome.missing_aspects:
                navigation.link("evidence", literal(framework.aspect(aspect).title), aspect=aspect)
            if not outcome.missing_aspects:
                navigation.link("evidence", "Go to your evidence", icon=":material/edit_note:")
        with st.expander("What the little there is points to", type="compact"):
            st.markdown(f"Too thin to be shown as a band. **{DISCLAIMER}.** {literal(outcome.reading)}")
            chances(outcome, framework)


def chances(outcome: Outcome, framework: Framework) -> None:
    """The chance of each band in figures, beside what the evidence alone says and how many councils hold that score."""
    likely = outcome.likely if isinstance(outcome, Prediction) else ()
    rows = [
        (
            f"{band}, {framework.score_label(band)}",
            percent(outcome.probabilities[band]) + (" (likely range)" if band in likely else ""),
            percent(outcome.evidence_only[band]),
            percent(outcome.national[band]),
        )
        for band in BANDS
    ]
    headings = ("Band", "Chance for your evidence", "Your evidence alone", "Councils with this score (the ticks)")
    st.html(table("Chance of each band", headings, rows))
    start = "your own last score" if outcome.prior_from == "own score" else "how common each score is, held back"
    st.caption(f"The chance joins what your evidence says alone with {start}.")


def profile(outcome: Outcome, framework: Framework) -> None:
    """Where each aspect stands beside reports scored 2 and 3, as a picture and as a table."""
    st.header("Aspect by aspect", anchor=False)
    st.caption(
        "The dot is your evidence, from weakest on the left to strongest on the right. "
        "2 and 3 mark where reports with those scores typically stand."
    )
    profile_chart(outcome.profile, framework)
    with st.expander("The same in figures (0 weakest, 1 strongest)", type="compact"):
        rows = [
            (
                framework.aspect(standing.aspect).title,
                "nothing yet" if standing.value is None else f"{standing.value:.2f}",
                f"{standing.typical[2]:.2f}",
                f"{standing.typical[3]:.2f}",
                str(standing.claims),
            )
            for standing in outcome.profile
        ]
        st.html(table("Aspect by aspect", ("Aspect", "You", "Typical 2", "Typical 3", "Claims"), rows))


def moves(outcome: Prediction, assessment: Assessment) -> None:
    """The changes that would raise the expected score most, each with a link to its aspect or item."""
    st.header("What would move it", anchor=False)
    if not outcome.moves:
        st.markdown("No single change would raise it by more than a hair.")
        return
    st.caption(
        "Each line says what one change would add to the expected score, on the scale from 1 to 4, if it were true and "
        "you could show it."
    )
    item_ids = {item.id for item in assessment.evidence}
    for number, move in enumerate(outcome.moves, 1):
        gain, text, link_column = st.columns([1, 8, 2], vertical_alignment="center")
        gain.html(f'<p class="gain">+{move.gain:.2f}</p>')
        text.markdown(literal(move.text))
        with link_column:
            where = {"item": move.claim_id} if move.claim_id in item_ids else {}
            navigation.link("evidence", f"Go to it :small[, number {number}]", aspect=move.aspect, **where)


def reasons(outcome: Outcome, assessment: Assessment, framework: Framework) -> None:
    """The reasons, which add up to `Outcome.score`, by aspect; each aspect opens to its items."""
    st.header("Why", anchor=False)
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
    if not outcome.doubted:
        return
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
