"""The model card and the algorithmic transparency record, written from the figures of one evaluation.

Their texts are templates in data/. The record has the headings of the UK's Algorithmic Transparency Recording Standard
(tiers 1 and 2); what only a council can say is left for it to complete.
"""

from collections import Counter
from datetime import date
from importlib.resources import files
from string import Template

from rubric import __version__
from rubric.english import listed, long_date, percent
from rubric.prediction.bands import HALF_KNOWN_OF_COUNCILS, BandModel
from rubric.prediction.evaluation import Evaluation
from rubric.prediction.fitting import LEAST_SPREAD
from rubric.prediction.model import BANDS, DISCLAIMER
from rubric.prediction.thin import LEAST_CLAIMS, LEAST_OUTSIDE, LEAST_SHOWN, LEAST_WEIGHT
from rubric.prediction.value import TICK
from rubric.reports.model import Library

COUNCIL_SAYS = "To be completed by the council."


def model_card(evaluation: Evaluation, model: BandModel, library: Library, on: date) -> str:
    """The model card as Markdown: what it is, data, method, figures, limits, what it must not be used for."""
    return _filled("model_card.md", evaluation, model, library, on)


def transparency_record(evaluation: Evaluation, model: BandModel, library: Library, on: date) -> str:
    """The transparency record as Markdown, under the standard's headings, ready for a council to complete."""
    return _filled("transparency_record.md", evaluation, model, library, on)


def unseen_record() -> str:
    """How good the tool was on councils that its makers had not seen, as Markdown; data/unseen.md, measured once."""
    return (files("rubric.prediction") / "data" / "unseen.md").read_text(encoding="utf-8").strip()


def _filled(name: str, evaluation: Evaluation, model: BandModel, library: Library, on: date) -> str:
    text = (files("rubric.prediction") / "data" / name).read_text(encoding="utf-8")
    return Template(text).substitute(
        disclaimer=DISCLAIMER,
        council_says=COUNCIL_SAYS,
        date=long_date(on),
        version=__version__,
        framework=model.framework.version,
        reports=len(library.reports),
        data="\n".join(f"- {line}" for line in _data(model, library)),
        spread=f"{model.spread:.3f}",
        least_spread=f"{LEAST_SPREAD:g}",
        half=f"{model.half:.1f}",
        half_councils=f"{HALF_KNOWN_OF_COUNCILS:g}",
        tick=percent(TICK),
        gaps=f"{model.gaps:.2f}",
        centres=", ".join(f"{band} at {model.centres[band]:.2f}" for band in BANDS),
        judged=listed(map(str, model.judged_bands), "or") or "none",
        least_claims=LEAST_CLAIMS,
        least_weight=percent(LEAST_WEIGHT),
        least_outside=LEAST_OUTSIDE,
        least_shown=LEAST_SHOWN,
        bands=_band_table(evaluation),
        coding=_coding_table(evaluation),
        performance=_performance(evaluation),
        unseen=unseen_record(),
    )


def _data(model: BandModel, library: Library) -> list[str]:
    scores = Counter(report.score for report in library.reports)
    by_score = ", ".join(f"{count} scored {score}" for score, count in sorted(scores.items()))
    national = library.national
    counts = ", ".join(f"{count} at {score}" for score, count in sorted(national.by_score().items()))
    return [
        f"{len(library.reports)} published reports ({by_score}) with {len(library.findings)} coded findings.",
        f"Scores of {national.councils} councils on this statement, {national.as_of}: {counts}.",
        f"Framework pack {model.framework.version}, with level descriptions of our own.",
        "No personal data. No council's own evidence is learned from.",
    ]


def _band_table(evaluation: Evaluation) -> str:
    baselines = evaluation.overall["baselines"]
    rows = [("this model", evaluation.overall)]
    if isinstance(baselines, dict):
        rows += [("always 3", baselines["always_3"]), ("national frequencies", baselines["national"])]
    lines = [
        "| | reports | with a band | exact | within one | weighted kappa | ranked probability score |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, row in rows:
        cells = [str(row["n"]), str(row["answered"]), _bounded(row, "exact"), _bounded(row, "within_one")]
        cells += [_figure(row["qwk"]), _bounded(row, "rps")]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _coding_table(evaluation: Evaluation) -> str:
    lines = ["| coding | claims | accuracy | macro-F1 | within one level |", "| --- | --- | --- | --- | --- |"]
    for about, row in evaluation.coding.items():
        accuracy = f"{_figure(row['accuracy'])}{_span(row.get('interval'))}"
        level = _figure(row.get("within_one"))
        lines.append(f"| {about} | {row['n']} | {accuracy} | {_figure(row['macro_f1'])} | {level} |")
    return "\n".join(lines)


def _bounded(row: dict[str, object], key: str) -> str:
    intervals = row.get("intervals")
    return f"{_figure(row[key])}{_span(intervals.get(key) if isinstance(intervals, dict) else None)}"


def _span(bounds: object) -> str:
    return f" ({bounds[0]:.2f} to {bounds[1]:.2f})" if isinstance(bounds, tuple) else ""


def _figure(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else "–"


def _performance(evaluation: Evaluation) -> str:
    exact, answered = evaluation.overall["exact"], evaluation.overall["answered"]
    if not isinstance(exact, float):
        return "Not enough reports to say."
    return (
        f"Leaving each report out in turn: right on {percent(exact)} of {answered} reports. The model card says more."
    )
