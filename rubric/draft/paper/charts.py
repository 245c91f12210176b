"""Charts for a printed page: one hue, patterns and printed numbers, so that they read in black and white too.

Each gives a `Picture`: the PNG, its content in words worked out from the same numbers, and those numbers as a table.
Tints run from light to dark with how far along or how likely something is; every mark has a dark edge, so that the
lightest stand out from the page as well as the darkest. The same numbers give the same bytes.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from rubric.comparison.model import Coverage
from rubric.draft.model import Column, Table
from rubric.draft.paper.model import Grid, Picture
from rubric.draft.word.template_styles import ACCENT, GREY, TEXT
from rubric.draft.wording import capital, counted, inline, listed, number
from rubric.evidence.model import EvidenceItem
from rubric.framework.model import Framework
from rubric.framework.words import Maturity, Voice
from rubric.prediction.model import BANDS, DISCLAIMER, Outcome, Prediction

WIDTH = 16.4  # centimetres: an upright A4 page between its margins
DOTS = 220  # an inch
_FONT = "DejaVu Sans"  # comes with matplotlib, so that it is the same on every machine
_SIZE = 8.5
# From light to dark, by maturity, each with a pattern of its own where the tint is light.
TINTS = ("#FFFFFF", "#DCEBEE", "#A9CDD3", "#6FA9B3", "#2F7C8A", "#0B5563")
_HATCHES = ("////", "....", "", "", "", "")
_EDGE, _INK, _QUIET = f"#{ACCENT}", f"#{TEXT}", f"#{GREY}"
_CM = 1 / 2.54


def maturity_by_aspect(items: Sequence[EvidenceItem], framework: Framework) -> Picture:
    """How many usable items of each aspect stand at each level, as a bar for each aspect."""
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
        png=_stacked(titles, names, counts),
        width=WIDTH,
        caption="How far along our evidence is, aspect by aspect",
        alt=_maturity_in_words(titles, names, counts),
        grid=Grid(
            table=Table(columns=tuple(columns), rows=tuple(rows)),
            widths=(4.4, 1.6, 1.8, 2.2, 1.7, 2.1, 1.6, 1.0),
            summary=summary,
        ),
    )


def coverage(covered: Coverage, framework: Framework) -> Picture:
    """How many items of each aspect each voice confirms, and how many rest on the council's word alone."""
    voices: list[Voice | None] = [*Voice, None]
    names = [*(framework.voices[voice].label for voice in Voice), "Only us"]
    titles = [aspect.title for aspect in framework.aspects]
    counts = [[covered.cell(aspect.id, voice).claims for voice in voices] for aspect in framework.aspects]
    keys = [voice.value if voice else "only_us" for voice in voices]
    columns = [Column(key="aspect", heading="Aspect")]
    columns += [Column(key=key, heading=name) for key, name in zip(keys, names, strict=True)]
    rows = [
        {"aspect": title, **{key: str(n) for key, n in zip(keys, row, strict=True)}}
        for title, row in zip(titles, counts, strict=True)
    ]
    return Picture(
        png=_matrix(titles, names, counts),
        width=WIDTH,
        caption="Who confirms our evidence, aspect by aspect",
        alt=_coverage_in_words(titles, names, counts),
        grid=Grid(
            table=Table(columns=tuple(columns), rows=tuple(rows)),
            widths=(5.4, 2.2, 2.2, 2.2, 2.2, 2.2),
            summary="How many points of evidence each group confirms, for each aspect; one point may have several",
        ),
    )


def band_chart(outcome: Outcome, framework: Framework) -> Picture:
    """How likely each score is, beside how many councils hold it."""
    likely = outcome.likely if isinstance(outcome, Prediction) else ()
    chances = [outcome.probabilities[band] for band in BANDS]
    national = [outcome.national[band] for band in BANDS]
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
        png=_bands(chances, national, likely, framework),
        width=WIDTH,
        caption=f"How likely each score is. {DISCLAIMER}",
        alt=f"Bar chart of how likely each score is. Score {spoken}.{span} {DISCLAIMER}.",
        grid=Grid(
            table=Table(columns=columns, rows=rows),
            widths=(1.5, 6.4, 2.7, 3.1, 2.7),
            summary="How likely each score is, beside how councils nationally scored",
        ),
    )


def percent(share: float) -> str:
    """A whole percentage that never rounds a chance away."""
    if 0 < share < 0.005:
        return "under 1%"
    if 0.995 <= share < 1:
        return "over 99%"
    return f"{round(share * 100)}%"


def _maturity_in_words(titles: Sequence[str], names: Sequence[str], counts: Sequence[Sequence[int]]) -> str:
    totals = [sum(column) for column in zip(*counts, strict=True)]
    whole = sum(totals)
    if not whole:
        return "Bar chart of how far along our evidence is: there is no finished evidence yet."
    levels = listed(f"{n} {inline(name)}" for n, name in zip(totals, names, strict=True) if n)
    lines = [f"Bar chart of how far along our {counted(whole, 'point')} of evidence are. In all: {levels}."]
    for title, row in zip(titles, counts, strict=True):
        parts = listed(f"{n} {inline(name)}" for n, name in zip(row, names, strict=True) if n)
        lines.append(f"{title}: {parts or 'nothing yet'}.")
    return " ".join(lines)


def _coverage_in_words(titles: Sequence[str], names: Sequence[str], counts: Sequence[Sequence[int]]) -> str:
    if not any(map(any, counts)):
        return "Grid of who confirms our evidence: there is no finished evidence yet."
    lines = ["Grid of how many points each group confirms, aspect by aspect."]
    for place, name in enumerate(names[:-1]):
        silent = [inline(title) for title, row in zip(titles, counts, strict=True) if not row[place]]
        heard = len(titles) - len(silent)
        where = {0: "no aspect", len(titles): "all aspects"}.get(
            heard, f"{number(heard)} of {number(len(titles))} aspects"
        )
        rest = f"; not in: {'; '.join(silent)}" if heard and silent else ""
        lines.append(f"{name} confirm something in {where}{rest}.")
    alone = sum(row[-1] for row in counts)
    lines.append(f"{capital(counted(alone, 'point'))} {'rests' if alone == 1 else 'rest'} on our word alone.")
    return " ".join(lines)


def _drawing(height: float) -> tuple[Any, Any]:
    """A figure of our width and this height in centimetres, and its axes without a frame."""
    # matplotlib is slow to import, and the screens open without it; Figure keeps no state between threads
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH * _CM, height * _CM), dpi=DOTS, facecolor="white")
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(height, 0)  # from the top, in centimetres
    axes.set_axis_off()
    return figure, axes


def _png(figure: Any) -> bytes:
    out = BytesIO()
    figure.savefig(out, format="png", dpi=DOTS, metadata={"Software": None})
    return out.getvalue()


def _say(axes: Any, x: float, y: float, text: str, **look: Any) -> None:
    values = {"fontsize": _SIZE, "fontfamily": _FONT, "color": _INK, "va": "center", "parse_math": False, **look}
    axes.text(x, y, text, **values)


def _box(axes: Any, x: float, y: float, width: float, height: float, tint: str, hatch: str = "") -> None:
    from matplotlib.patches import Rectangle

    axes.add_patch(
        Rectangle((x, y), width, height, facecolor=tint, edgecolor=_EDGE, linewidth=0.8, hatch=hatch or None)
    )


def _on(tint: str) -> str:
    """The text colour that reads on a tint."""
    return "#FFFFFF" if tint in TINTS[4:] else _INK


def _bold(tint: str) -> dict[str, str]:
    return {"color": _on(tint), "weight": "bold"}


def _pad(hatch: str) -> dict[str, str] | None:
    """White behind a number that stands on a pattern."""
    return {"boxstyle": "square,pad=0.18", "facecolor": "white", "edgecolor": "none"} if hatch else None


def _wrapped(title: str, width: int = 30) -> str:
    from textwrap import wrap

    lines = wrap(title, width)
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], f"{lines[_LINES - 1][: width - 1]}…"]
    return "\n".join(lines)


_LINES = 2  # of one title
_NARROWEST = 0.25  # centimetres for a digit
_LEFT, _ROW, _BAR = 5.3, 0.86, 0.56  # centimetres: where bars begin, from row to row, and their height


def _stacked(titles: Sequence[str], names: Sequence[str], counts: Sequence[Sequence[int]]) -> bytes:
    head = 0.9
    figure, axes = _drawing(head + _ROW * len(titles) + 0.1)
    x = 0.0
    for name, tint, hatch in zip(names, TINTS, _HATCHES, strict=True):
        _box(axes, x + 0.05, 0.1, 0.42, 0.36, tint, hatch)
        _say(axes, x + 0.6, 0.29, name)
        x += 1.15 + 0.18 * len(name)
    longest = max((sum(row) for row in counts), default=0) or 1
    unit = min(1.3, (WIDTH - _LEFT - 0.9) / longest)
    for place, (title, row) in enumerate(zip(titles, counts, strict=True)):
        middle = head + _ROW * (place + 0.5)
        _say(axes, _LEFT - 0.25, middle, _wrapped(title), ha="right", linespacing=1.05)
        x = _LEFT
        for count, tint, hatch in zip(row, TINTS, _HATCHES, strict=True):
            if not count:
                continue
            _box(axes, x, middle - _BAR / 2, count * unit, _BAR, tint, hatch)
            if count * unit >= _NARROWEST * len(str(count)):  # the table beneath holds what has no room here
                _say(axes, x + count * unit / 2, middle, str(count), ha="center", bbox=_pad(hatch), **_bold(tint))
            x += count * unit
        if not any(row):
            _say(axes, _LEFT, middle, "nothing yet", color=_QUIET, style="italic")
    return _png(figure)


def _matrix(titles: Sequence[str], names: Sequence[str], counts: Sequence[Sequence[int]]) -> bytes:
    head, width = 0.95, (WIDTH - _LEFT - 0.05) / len(names)
    figure, axes = _drawing(head + _ROW * len(titles) + 0.1)
    most = max((max(row) for row in counts), default=0) or 1
    for place, name in enumerate(names):
        _say(axes, _LEFT + width * (place + 0.5), head / 2, _wrapped(name, 12), ha="center", weight="bold")
    for at, (title, row) in enumerate(zip(titles, counts, strict=True)):
        top = head + _ROW * at
        _say(axes, _LEFT - 0.25, top + _ROW / 2, _wrapped(title), ha="right", linespacing=1.05)
        for place, count in enumerate(row):
            last = place == len(row) - 1
            tint = TINTS[0] if not count or last else TINTS[2 + round(3 * (count - 1) / max(1, most - 1))]
            hatch = "////" if last and count else ""
            _box(axes, _LEFT + width * place + 0.04, top + 0.04, width - 0.08, _ROW - 0.08, tint, hatch)
            _say(
                axes,
                _LEFT + width * (place + 0.5),
                top + _ROW / 2,
                str(count) if count else "–",
                ha="center",
                color=_on(tint) if count else _QUIET,
                weight="bold" if count else "normal",
                bbox=_pad(hatch),
            )
    return _png(figure)


def _bands(chances: Sequence[float], national: Sequence[float], likely: Sequence[int], framework: Framework) -> bytes:
    head, row, end = 0.8, 1.15, WIDTH - 1.9
    figure, axes = _drawing(head + row * len(BANDS) + 0.1)
    _box(axes, 0.05, 0.1, 0.42, 0.36, TINTS[4])
    _say(axes, 0.6, 0.29, "our prediction, likely range")
    _box(axes, 5.95, 0.1, 0.42, 0.36, TINTS[1], "....")
    _say(axes, 6.5, 0.29, "our prediction, less likely")
    axes.plot([11.6], [0.29], marker="D", markersize=5.5, color=_INK, markerfacecolor="white")
    _say(axes, 11.9, 0.29, "councils nationally")
    span = end - _LEFT
    for place, (band, chance, share) in enumerate(zip(BANDS, chances, national, strict=True)):
        middle = head + row * (place + 0.5)
        _say(axes, 0.1, middle, str(band), weight="bold", fontsize=13)
        label = capital(framework.score_label(band).removeprefix("Evidence shows "))
        _say(axes, 0.75, middle, _wrapped(label, 26))
        is_likely = band in likely
        _box(
            axes,
            _LEFT,
            middle - 0.3,
            max(chance * span, 0.02),
            0.6,
            *((TINTS[4], "") if is_likely else (TINTS[1], "....")),
        )
        axes.plot([_LEFT + share * span], [middle], marker="D", markersize=6, color=_INK, markerfacecolor="white")
        _say(axes, max(_LEFT + chance * span, _LEFT + share * span + 0.1) + 0.2, middle, percent(chance), weight="bold")
    return _png(figure)
