"""The answer: the band, how sure it is and why, and in short what it is made of and what to do next."""

from collections.abc import Sequence

import streamlit as st

from rubric.english import inline, percent
from rubric.evidence import Assessment
from rubric.framework import Framework
from rubric.prediction import DISCLAIMER, NotPredicted, Outcome, Prediction
from rubric.prediction.in_short import how_sure, next_steps, what_tips_it
from rubric.prediction.model import BANDS
from rubric.prediction.suggestions import Suggestion, suggestions
from rubric.ui.band import acts
from rubric.ui.band.desk import BandDesk
from rubric.ui.parts import navigation, offers
from rubric.ui.parts.tables import scrolling
from rubric.ui.parts.words import literal, safe
from rubric.ui.state import session

_START = "band-start"
_IN_RANGE = '<span class="unseen">, in the likely range</span>'


def last_score() -> int | None:
    """The own last score that is to be started from; None for the national picture."""
    return session.feature(BandDesk).last_score or None


def band(outcome: Prediction, assessment: Assessment, framework: Framework) -> None:
    """The band with its range, and two sentences on it."""
    with st.container(border=True, key="verdict"):
        st.html(
            f'<p class="band"><span class="number">{outcome.band}</span>'
            f"<span>{safe(framework.score_label(outcome.band))}</span></p>"
            f'<p class="likely">Likely range: {likely_range(outcome.likely)} · <strong>{safe(DISCLAIMER)}</strong></p>'
            f"<p>{safe(outcome.reading)} {safe(what_tips_it(outcome))}</p>"
            f"<p>{safe(how_sure(outcome, assessment.claims(), framework))}</p>"
        )


def in_short(outcome: Prediction, assessment: Assessment, framework: Framework, accept: offers.Accept) -> None:
    """The picture of what the band is made of, and three things to do; `accept` puts one into the plan."""
    left, right = st.columns([1, 1], gap="medium")
    with left:
        st.header("What it is made of", anchor=False)
        made_of(outcome, framework)
        _start()
    with right:
        st.header("Do next", anchor=False)
        _do_next(next_steps(suggestions(assessment, framework, outcome), assessment), assessment, accept)


def no_band(outcome: NotPredicted, framework: Framework) -> None:
    """Why there is no band, what is missing and the shortest way to one."""
    with st.container(border=True, key="verdict"):
        st.html('<p class="band"><span class="number none">No band yet</span></p>')
        st.markdown(literal(outcome.why))
        if outcome.missing:
            st.header("The shortest way to a band", anchor=False)
            st.markdown("\n".join(f"{number}. {literal(step)}" for number, step in enumerate(outcome.missing, 1)))
        if outcome.missing_aspects:
            first = framework.aspect(outcome.missing_aspects[0])
            navigation.link(
                "evidence", f"Begin with {inline(first.title)}", icon=":material/edit_note:", aspect=first.id
            )
        else:
            navigation.link("evidence", "Go to your evidence", icon=":material/edit_note:")


def likely_range(likely: tuple[int, ...]) -> str:
    """The likely set in words: "3", "2 to 3". At least one band."""
    return str(likely[0]) if len(likely) == 1 else f"{likely[0]} to {likely[-1]}"


def made_of(outcome: Outcome, framework: Framework) -> None:
    """A table with bars: the chance of each band from the evidence alone, from what was known before, and from both."""
    likely = outcome.likely if isinstance(outcome, Prediction) else ()
    before = "Your last score" if outcome.prior_from == "own score" else "National picture"
    columns = (
        ("Your evidence alone", outcome.evidence_only),
        (before, outcome.prior),
        ("Together", outcome.probabilities),
    )
    head = "".join(f'<th scope="col">{safe(name)}</th>' for name, _ in columns)
    rows = "".join(
        f'<tr class="{"in-range" if band in likely else ""}">'
        f'<th scope="row">{safe(named(band, framework))}{_IN_RANGE if band in likely else ""}</th>'
        + "".join(_bar(shares[band]) for _, shares in columns)
        + "</tr>"
        for band in reversed(BANDS)
    )
    marked = "The likely range is outlined. " if likely else ""
    st.html(
        scrolling(
            "Chance of each band",
            f'<table class="made-of"><caption>{marked}{safe(_known_before(outcome))}</caption>'
            f'<thead><tr><th scope="col">Band</th>{head}</tr></thead><tbody>{rows}</tbody></table>',
        )
    )


def named(band: int, framework: Framework) -> str:
    """A band with its words, short: "3, a good standard"."""
    return f"{band}, {framework.score_label(band).removeprefix('Evidence shows ')}"


def _bar(share: float) -> str:
    drawn = f'<span class="share" aria-hidden="true"><span style="width:{100 * share:.0f}%"></span></span>'
    return f"<td>{drawn}{percent(share)}</td>"


def _known_before(outcome: Outcome) -> str:
    if outcome.prior_from == "own score":
        return "Your last score: each step away from it starts out a third as likely."
    commonest = max(outcome.national, key=lambda band: outcome.national[band])
    share = percent(outcome.national[commonest])
    return f"{share} of councils hold a {commonest}; that counts with less than its full weight, so evidence can speak."


def _start() -> None:
    """What to start from: how councils score, or the council's own last score, remembered for this visit."""
    chosen = session.feature(BandDesk).last_score
    options = (0, *BANDS)
    key = session.key_showing(_START, chosen)
    st.selectbox(
        "Start from",
        options,
        options.index(chosen),
        format_func=lambda score: f"Our own last score: {score}" if score else "The national picture",
        key=key,
        on_change=acts.start_from,
        args=(key,),
        help="For this page and this visit only: documents and files keep to the national picture.",
    )


def _do_next(todo: Sequence[Suggestion], assessment: Assessment, accept: offers.Accept) -> None:
    if not todo:
        st.markdown("All that we would suggest is in your plan already, or set aside there.")
        navigation.link("plan", "Go to your plan", icon=":material/checklist:")
    for number, suggestion in enumerate(todo, 1):
        with st.container(key=f"todo-{number}", gap="xxsmall"):
            st.html(f'<p class="todo-line"><strong>{number}</strong> {safe(suggestion.text)}</p>')
            with st.container(horizontal=True, vertical_alignment="center"):
                item = suggestion.evidence[0] if suggestion.evidence else ""
                aspect = suggestion.aspects[0] if suggestion.aspects else ""
                navigation.link("evidence", f"Go to it :small[, number {number}]", aspect=aspect, item=item)
                offers.add_to_plan(assessment, suggestion.as_action(), accept)
