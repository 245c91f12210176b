"""How good the predictions and the codings are, in tables: for the library left out in turn, and for a case file."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from rubric.english import count, percent
from rubric.framework import Framework
from rubric.prediction import DISCLAIMER, Evaluation
from rubric.prediction.evaluation import CaseResult
from rubric.prediction.metrics import wilson
from rubric.prediction.model import BANDS
from rubric.ui.parts.charts import Dot, reliability_chart
from rubric.ui.parts.coding import labels
from rubric.ui.parts.tables import table

LEAST_FOR_A_PLOT = 20  # cases with a score: with fewer, each dot would rest on a handful of chances
BINS = 5
_COLUMNS = (
    "",
    "Cases",
    "With a band",
    "Exact",
    "Within one band",
    "Agreement beyond luck (weighted kappa)",
    "How far off the chances were (ranked probability score)",
)
_ABOUT = {"aspect": "Aspect", "polarity": "Tone", "maturity": "How far along", "voice": "Who says so"}


def overall(evaluation: Evaluation) -> None:
    """The figures beside those of always saying 3, and of the national frequencies."""
    baselines: Any = evaluation.overall["baselines"]
    rows = [
        _row("This tool", evaluation.overall),
        _row("Always saying 3", baselines["always_3"]),
        _row("National frequencies", baselines["national"]),
    ]
    st.html(table("How often the band was right", _COLUMNS, rows))
    st.caption(
        "In brackets is where the true figure probably lies: a 95% range, from redraws of these cases. Where all are "
        "right or all are wrong, redraws show no doubt, so the range is Wilson’s. Agreement beyond luck is 0 for "
        "one and the same answer to all, and 1 for full agreement. For how far off the chances were, lower is better."
    )


def _row(name: str, figures: Mapping[str, Any]) -> tuple[str, ...]:
    spans = figures["intervals"]
    return (
        name,
        str(figures["n"]),
        str(figures["answered"]),
        _share(figures["exact"], spans["exact"]),
        _share(figures["within_one"], spans["within_one"]),
        _figure(figures["qwk"]),
        _figure(figures["rps"], spans["rps"]),
    )


def _share(value: float | None, span: tuple[float, float] | None = None) -> str:
    if value is None:
        return "not known"
    return percent(value) + (f" ({percent(span[0])} to {percent(span[1])})" if span else "")


def _figure(value: float | None, span: tuple[float, float] | None = None) -> str:
    if value is None:
        return "not defined"
    return f"{value:.2f}" + (f" ({span[0]:.2f} to {span[1]:.2f})" if span else "")


def cases(results: Sequence[CaseResult], names: Mapping[str, str]) -> None:
    """Every case: CQC's score, the predicted band, and the chances; `names` has the councils by case id."""
    rows = [
        (
            names.get(case.id, case.id),
            str(case.score or "not known"),
            str(case.predicted or "no band"),
            *(percent(case.probabilities[band]) for band in BANDS),
        )
        for case in results
    ]
    st.markdown(f"**{DISCLAIMER}.** That is what stands under “Predicted” here.")
    st.html(table("Case by case", ("Report", "CQC’s score", "Predicted", *(f"Chance of {b}" for b in BANDS)), rows))


def reliability(results: Sequence[CaseResult]) -> None:
    """Whether chances mean what they say: of all the times a band was given a chance of about 30%, was it so in 30%?"""
    scored = [case for case in results if case.score is not None]
    if len(scored) < LEAST_FOR_A_PLOT:
        st.markdown(
            f"Whether a chance of 60% comes true 6 times in 10 can’t be shown from {count(len(scored), 'report')}: "
            f"it takes at least {LEAST_FOR_A_PLOT}."
        )
        return
    dots = bins(scored)
    st.subheader("Do the chances mean what they say?", anchor=False)
    reliability_chart(dots)
    st.caption(
        "Each dot gathers chances of about the same size, over all bands. On the dotted line they came true as often "
        "as they said, above it more often, below it less. Bars are 95% ranges, and narrower than they should be: "
        "the chances of one report hang together."
    )
    rows = [
        (
            f"about {percent(dot.given)}",
            f"{percent(dot.came_true)} ({percent(dot.low)} to {percent(dot.high)})",
            str(dot.times),
        )
        for dot in dots
    ]
    with st.expander("The same in figures", type="compact"):
        st.html(table("Chances and what came of them", ("Chance given", "Came true", "Times"), rows))


def bins(scored: Sequence[CaseResult]) -> list[Dot]:
    """The chances given to each band of each case, in BINS bins; empty ones are left out. Every case has a score."""
    given = [(case.probabilities[band], case.score == band) for case in scored for band in BANDS]
    found = []
    for index in range(BINS):
        inside = [(chance, came_true) for chance, came_true in given if min(int(chance * BINS), BINS - 1) == index]
        if inside:
            given_mean, came_true = (sum(values) / len(inside) for values in zip(*inside, strict=True))
            found.append(Dot(given_mean, came_true, len(inside), *wilson(sum(hit for _, hit in inside), len(inside))))
    return found


def coding(evaluation: Evaluation, framework: Framework) -> None:
    """How often the reader gave the code that a person gave, and which codes it confused."""
    judged = {about: figures for about, figures in evaluation.coding.items() if figures["n"]}
    if not judged:
        st.markdown("No claim here has a code that a person gave, so the reader can’t be judged on it.")
        return
    rows = [
        (
            _ABOUT[about],
            str(figures["n"]),
            _share(figures["accuracy"], figures.get("interval")),  # type: ignore[arg-type]
            _figure(figures["macro_f1"]),  # type: ignore[arg-type]
            _share(figures["within_one"]) if "within_one" in figures else "–",  # type: ignore[arg-type]
        )
        for about, figures in judged.items()
    ]
    columns = (
        "What is read",
        "Claims",
        "As the person did",
        "Rare codes counted as common ones (macro-F1)",
        "Within one level",
    )
    st.html(table("How well claims are read", columns, rows))
    code_labels = labels(framework)
    for about in judged:
        with st.expander(f"What was taken for what: {_ABOUT[about].lower()}", type="compact"):
            st.html(_confusion(_ABOUT[about], evaluation.confusion[about], code_labels[about]))


def _confusion(name: str, counts: Mapping[str, Mapping[str, int]], code_labels: Mapping[str, str]) -> str:
    values = [
        value for value in [*code_labels, "none"] if value in counts or any(value in row for row in counts.values())
    ]
    headings = {**code_labels, "none": "Nobody"}
    rows = [
        (headings[code], *(str(counts[code].get(value, 0) or "–") for value in values))
        for code in values
        if code in counts
    ]
    return table(f"{name}: what was taken for what", ("A person said ↓ the reader →", *map(headings.get, values)), rows)  # type: ignore[arg-type]
