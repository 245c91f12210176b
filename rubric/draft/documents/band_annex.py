"""The band annex of the evidence base: what is predicted, why, what would move it, and how far to trust it."""

from collections.abc import Iterator, Sequence

from rubric.draft.annex import track_record_sentence
from rubric.draft.material import Material
from rubric.draft.model import Column, Table
from rubric.draft.paper.charts import band_chart
from rubric.draft.paper.model import Grid, Heading, PaperBlock, text_block
from rubric.draft.wording import opening, sentence
from rubric.english import capital, in_words, inline, listed, percent, signed
from rubric.prediction import Evaluation
from rubric.prediction.model import DISCLAIMER, NotPredicted, Outcome, Prediction, TrackRecord
from rubric.reports.model import UNNAMED

_LONGEST_REASON = 30
_BASELINES = (("always_3", "Always answering 3"), ("national", "National frequencies"))
_WHY = (
    Column(key="aspect", heading="Aspect"),
    Column(key="points", heading="Points"),
    Column(key="effect", heading="Effect"),
)
_REASONS = (
    Column(key="number", heading="No."),
    Column(key="reason", heading="Reason"),
    Column(key="effect", heading="Effect"),
)
_MOVES = (
    Column(key="move", heading="What would change"),
    Column(key="number", heading="No."),
    Column(key="gain", heading="Adds to the expected score"),
)
_LEFT_OUT = (
    Column(key="council", heading="Report"),
    Column(key="score", heading="CQC’s score"),
    Column(key="said", heading="Our prediction"),
    Column(key="chance", heading="Chance we gave to CQC’s score"),
)
_JUDGED = (
    Column(key="what", heading="Judged on reports left out"),
    Column(key="n", heading="Reports"),
    Column(key="exact", heading="Right"),
    Column(key="within_one", heading="Within one"),
    Column(key="qwk", heading="Weighted kappa"),
    Column(key="rps", heading="Ranked probability score"),
)


def band_blocks(outcome: Outcome, material: Material, evaluated: Evaluation | None) -> Iterator[PaperBlock]:
    """The whole annex; where no band is predicted, the reason and what is missing take the place of band and chart."""
    yield text_block(f"{DISCLAIMER}.", style="callout")
    if isinstance(outcome, NotPredicted):
        yield from _no_band(outcome)
    else:
        yield from _band(outcome, material)
    yield from _reasons(outcome, material)
    if isinstance(outcome, Prediction):
        yield from _moves(outcome, material)
    yield from _trust(outcome, evaluated)


def headline(outcome: Prediction, material: Material) -> str:
    """ "The score that our evidence reads most like is 3, “…”; the likely scores are 2 and 3."."""
    label = inline(material.framework.score_label(outcome.band))
    span = f"; the likely scores are {listed(map(str, outcome.likely))}" if len(outcome.likely) > 1 else ""
    return f"The score that our evidence reads most like is {outcome.band}, “{label}”{span}."


def adding_up(values: Sequence[float], total: float) -> list[str]:
    """The values as text with sign and two decimals, rounded so that the figures shown add up to the total shown."""
    cents = [round(value * 100) for value in values]
    off = round(total * 100) - sum(cents)
    step = 1 if off > 0 else -1
    by_need = sorted(range(len(values)), key=lambda i: step * (cents[i] - values[i] * 100))
    for index in by_need[: abs(off)]:
        cents[index] += step
    return [signed(cent / 100) for cent in cents]


def _band(outcome: Prediction, material: Material) -> Iterator[PaperBlock]:
    yield text_block(headline(outcome, material), sentence(outcome.explanation))
    yield band_chart(outcome, material.framework)


def _no_band(outcome: NotPredicted) -> Iterator[PaperBlock]:
    yield text_block("We show no band.", sentence(outcome.why))
    if outcome.missing:
        yield Heading(text="The shortest way to a band", level=2)
        for missing in outcome.missing:
            yield text_block(sentence(missing), style="bullet")


def _reasons(outcome: Outcome, material: Material) -> Iterator[PaperBlock]:
    if not outcome.reasons:
        return
    yield Heading(text="Why: the parts that add up", level=2)
    band = "" if isinstance(outcome, Prediction) else " It is worked out all the same, to show where to begin."
    yield text_block(
        "Each part pushes towards a higher score (+) or a lower one (−), in units of the model’s linear score. Figures "
        f"are rounded so that they add up as shown.{band}"
    )
    aspects = [aspect for aspect in material.framework.aspects if any(r.aspect == aspect.id for r in outcome.reasons)]
    sums = [sum(r.effect for r in outcome.reasons if r.aspect == aspect.id) for aspect in aspects]
    rows = [
        {
            "aspect": aspect.title,
            "points": str(sum(r.aspect == aspect.id and r.claim_id is not None for r in outcome.reasons)),
            "effect": effect,
        }
        for aspect, effect in zip(aspects, adding_up(sums, outcome.score), strict=True)
    ]
    points = sum(r.claim_id is not None for r in outcome.reasons)
    rows.append({"aspect": "All together", "points": str(points), "effect": signed(outcome.score)})
    yield Grid(
        table=Table(columns=_WHY, rows=tuple(rows)),
        widths=(10.8, 2.4, 3.2),
        summary="What each aspect adds to or takes from the linear score, and their sum",
        caption="By aspect",
    )
    effects = adding_up([r.effect for r in outcome.reasons], outcome.score)
    reason_rows = [
        {
            "number": str(material.numbers[r.claim_id]) if r.claim_id in material.numbers else "–",
            "reason": opening(r.text, _LONGEST_REASON),
            "effect": effect,
        }
        for r, effect in zip(outcome.reasons, effects, strict=True)
    ]
    reason_rows.append({"number": "–", "reason": "All together", "effect": signed(outcome.score)})
    yield Grid(
        table=Table(columns=_REASONS, rows=tuple(reason_rows)),
        widths=(1.3, 12.7, 2.4),
        summary="Every reason with its effect on the linear score, the largest first, and their sum",
        caption="Reason by reason, the largest effect first",
        cited=("number",),
    )


def _moves(outcome: Prediction, material: Material) -> Iterator[PaperBlock]:
    yield Heading(text="What would move it", level=2)
    if not outcome.moves:
        yield text_block("No single change would raise it by more than a hair.")
        return
    yield text_block(
        f"The expected score is {outcome.expected:.2f} on the scale from 1 to 4. Each line says what one change would "
        "add, if it were true and we could show it."
    )
    rows = tuple(
        {
            "move": sentence(move.text),
            "number": str(material.numbers[move.claim_id]) if move.claim_id in material.numbers else "–",
            "gain": signed(move.gain),
        }
        for move in outcome.moves
    )
    yield Grid(
        table=Table(columns=_MOVES, rows=rows),
        widths=(12.3, 1.3, 2.8),
        summary="Changes that would raise the expected score, the largest first, with the evidence they are about",
        cited=("number",),
    )


def _trust(outcome: Outcome, evaluated: Evaluation | None) -> Iterator[PaperBlock]:
    yield Heading(text="How far to trust this", level=2)
    record = outcome.track_record
    yield text_block(
        track_record_sentence(outcome) or "No report has been left out yet, so how right the model is cannot be said."
    )
    if record.cases:
        yield _left_out(record)
    if evaluated is not None:
        yield _judged(evaluated)
    for note in outcome.notes:
        yield text_block(sentence(note), style="bullet")
    for doubt in outcome.doubted:
        yield text_block(
            f"Left out of the prediction: “{opening(doubt.text, 16)}”", sentence(doubt.why), style="bullet"
        )
    yield text_block(
        "A score is CQC’s alone, by professional judgement after its own inquiries. Use this to see where to look, "
        "never to say what the score will be.",
        style="note",
    )


def _left_out(record: TrackRecord) -> Grid:
    rows = tuple(
        {
            "council": "A council not named" if case.authority == UNNAMED else case.authority,
            "score": str(case.score),
            "said": "No band" if case.predicted is None else str(case.predicted),
            "chance": percent(case.probabilities.get(case.score, 0.0)),
        }
        for case in record.cases
    )
    return Grid(
        table=Table(columns=_LEFT_OUT, rows=rows),
        widths=(6.4, 2.8, 3.0, 4.2),
        summary="Each report left out of the model: CQC’s score, our prediction, and the chance given to CQC’s score",
        caption=f"{capital(in_words(record.reports, 'report'))}, each left out in turn. {DISCLAIMER}",
    )


def _judged(evaluated: Evaluation) -> Grid:
    """The figures of a whole evaluation, beside the answers to beat."""
    figures = [("This model", evaluated.overall)]
    baselines = evaluated.overall.get("baselines")
    if isinstance(baselines, dict):
        figures += [(name, baselines[key]) for key, name in _BASELINES if key in baselines]
    rows = tuple(
        {"what": name, "n": str(row["n"]), **{key: _figure(row[key]) for key in ("exact", "within_one", "qwk", "rps")}}
        for name, row in figures
    )
    return Grid(
        table=Table(columns=_JUDGED, rows=rows),
        widths=(5.0, 1.9, 2.0, 2.3, 2.4, 2.8),
        summary="How good the model is, beside always answering 3 and going by national frequencies: shares from 0 to "
        "1; a lower ranked probability score is better",
        caption=f"How right the model is. {DISCLAIMER}",
    )


def _figure(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else "–"
