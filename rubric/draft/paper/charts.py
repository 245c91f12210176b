"""Charts for a printed page: each a picture, its content in words from the same numbers, and those as a table."""

from collections.abc import Sequence

from rubric.comparison.model import Coverage
from rubric.draft.model import Column, Table
from rubric.draft.paper import drawing
from rubric.draft.paper.model import Grid, Picture
from rubric.english import capital, either, in_words, inline, listed, percent
from rubric.evidence.model import EvidenceItem
from rubric.framework.model import Framework
from rubric.framework.words import Maturity, Voice
from rubric.prediction.model import BANDS, DISCLAIMER, Outcome, Prediction


def maturity_by_aspect(items: Sequence[EvidenceItem], framework: Framework) -> Picture:
    """How many usable items each aspect has at each level of maturity, as a bar for each aspect."""
    counts = [
        [sum(i.aspect == aspect.id and i.maturity is level and i.is_usable for i in items) for level in Maturity]
        for aspect in framework.aspects
    ]
    names = [framework.maturities[level].label for level in Maturity]
    titles = [aspect.title for aspect in framework.aspects]
    columns = [Column(key="aspect", heading="Aspect")]
    columns += [Column(key=level.value, heading=name) for level, name in zip(Maturity, names, strict=True)]
    columns.append(Column(key="all", heading="All"))
    rows = [
        {"aspect": title, "all": str(sum(row)), **{m.value: str(n) for m, n in zip(Maturity, row, strict=True)}}
        for title, row in zip(titles, counts, strict=True)
    ]
    summary = "How many points of evidence stand at each level, for each aspect"
    return Picture(
        png=drawing.stacked(titles, names, counts),
        width=drawing.WIDTH,
        caption="How far along our evidence is, aspect by aspect",
        alt=_maturity_in_words(titles, names, counts),
        grid=Grid(
            table=Table(columns=tuple(columns), rows=tuple(rows)),
            widths=(3.3, 1.6, 2.0, 2.6, 1.9, 2.4, 1.6, 1.0),
            summary=summary,
        ),
    )


def coverage(coverage_counts: Coverage, framework: Framework) -> Picture:
    """How many items of each aspect each voice confirms, how many rest on the council's word alone, and where any does
    not say who confirms it, how many do not.
    """
    voices: list[Voice | None] = [*Voice, None]
    names = [*(framework.voices[voice].label for voice in Voice), "Only us"]
    titles = [aspect.title for aspect in framework.aspects]
    counts = [[coverage_counts.cell(aspect.id, voice).claims for voice in voices] for aspect in framework.aspects]
    keys = [voice.value if voice else "only_us" for voice in voices]
    if coverage_counts.unanswered_aspects:
        names, keys = [*names, "Not answered"], [*keys, "unanswered"]
        counts = [
            [*row, coverage_counts.unanswered[aspect.id]] for aspect, row in zip(framework.aspects, counts, strict=True)
        ]
    columns = [Column(key="aspect", heading="Aspect")]
    columns += [Column(key=key, heading=name) for key, name in zip(keys, names, strict=True)]
    widths = [2.5 if key == Voice.PROCESSES.value else 2.1 for key in keys]  # "Documents" unbroken
    rows = [
        {"aspect": title, **{key: str(n) for key, n in zip(keys, row, strict=True)}}
        for title, row in zip(titles, counts, strict=True)
    ]
    return Picture(
        png=drawing.matrix(titles, names, counts, tinted=len(Voice)),
        width=drawing.WIDTH,
        caption="Who confirms our evidence, aspect by aspect",
        alt=_coverage_in_words(titles, names, counts),
        grid=Grid(
            table=Table(columns=tuple(columns), rows=tuple(rows)),
            widths=(16.4 - sum(widths), *widths),
            summary="How many points of evidence each group confirms, for each aspect; one point may have several",
        ),
    )


def band_chart(outcome: Outcome, framework: Framework) -> Picture:
    """How likely each score is, beside the share of councils nationally that have it."""
    likely = outcome.likely if isinstance(outcome, Prediction) else ()
    chances = [outcome.probabilities[band] for band in BANDS]
    national = [outcome.national[band] for band in BANDS]
    labels = [capital(framework.score_label(band).removeprefix("Evidence shows ")) for band in BANDS]
    columns = (
        Column(key="band", heading="Score"),
        Column(key="meaning", heading="What it says"),
        Column(key="chance", heading="Our prediction"),
        Column(key="national", heading="Councils nationally"),
        Column(key="likely", heading="In the likely range"),
    )
    rows = tuple(
        {
            "band": str(band),
            "meaning": framework.score_label(band),
            "chance": percent(chance),
            "national": percent(share),
            "likely": "Yes" if band in likely else "No",
        }
        for band, chance, share in zip(BANDS, chances, national, strict=True)
    )
    spoken = "; ".join(
        f"{row['band']}, {row['chance']} here and {row['national']} of councils nationally" for row in rows
    )
    span = f" The likely scores are {listed(str(band) for band in likely)}." if len(likely) > 1 else ""
    return Picture(
        png=drawing.bands(chances, national, likely, labels),
        width=drawing.WIDTH,
        caption=f"How likely each score is. {DISCLAIMER}",
        alt=f"Bar chart of how likely each score is. Score {spoken}.{span} {DISCLAIMER}.",
        grid=Grid(
            table=Table(columns=columns, rows=rows),
            widths=(1.5, 6.4, 2.7, 3.1, 2.7),
            summary="How likely each score is, beside how councils nationally scored",
        ),
    )


def _maturity_in_words(titles: Sequence[str], names: Sequence[str], counts: Sequence[Sequence[int]]) -> str:
    totals = [sum(column) for column in zip(*counts, strict=True)]
    whole = sum(totals)
    if not whole:
        return "Bar chart of how far along our evidence is: there is no finished evidence yet."
    levels = listed(f"{n} {inline(name)}" for n, name in zip(totals, names, strict=True) if n)
    lines = [f"Bar chart of how far along our {in_words(whole, 'point')} of evidence are. In all: {levels}."]
    for title, row in zip(titles, counts, strict=True):
        parts = listed(f"{n} {inline(name)}" for n, name in zip(row, names, strict=True) if n)
        lines.append(f"{title}: {parts or 'nothing yet'}.")
    return " ".join(lines)


def _coverage_in_words(titles: Sequence[str], names: Sequence[str], counts: Sequence[Sequence[int]]) -> str:
    if not any(map(any, counts)):
        return "Grid of who confirms our evidence: there is no finished evidence yet."
    lines = ["Grid of how many points each group confirms, aspect by aspect."]
    voice_count = len(Voice)  # the columns after those are what only we say, and what is not answered
    for index, name in enumerate(names[:voice_count]):
        silent = [inline(title) for title, row in zip(titles, counts, strict=True) if not row[index]]
        heard = len(titles) - len(silent)
        where = {0: "no aspect", len(titles): "all aspects"}.get(
            heard, f"{in_words(heard)} of {in_words(len(titles))} aspects"
        )
        rest = f"; not in: {'; '.join(silent)}" if heard and silent else ""
        lines.append(f"{name} confirm something in {where}{rest}.")
    alone, *unanswered = (sum(column) for column in list(zip(*counts, strict=True))[voice_count:])
    lines.append(f"{capital(in_words(alone, 'point'))} {either(alone, 'rests', 'rest')} on our word alone.")
    lines += [
        f"For {in_words(more, 'point')} it is not answered who confirms {either(more, 'it', 'them')}."
        for more in unanswered
    ]
    return " ".join(lines)
