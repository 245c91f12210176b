"""Drawing charts for print, given only words and numbers: one hue, patterns and printed numbers, to hold in grey too.

Tints run from light to dark with how far along or how likely something is; every mark has a dark edge, so that the
lightest stand out from the page as well as the darkest. The same numbers give the same bytes.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from rubric import palette
from rubric.english import percent, shortened
from rubric.palette import PAPER, TINTS, on_tint
from rubric.prediction.model import BANDS

WIDTH = 16.4  # centimetres: an upright A4 page between its margins
DOTS = 220  # an inch
_FONT = "DejaVu Sans"  # comes with matplotlib, so that it is the same on every machine
_SIZE = 8.5
_HATCHES = ("////", "....", "", "", "", "")  # by tint: the light ones have a pattern of their own
EDGE, INK, QUIET = palette.ACCENT.light, palette.PAPER_INK, palette.PAPER_QUIET
_CM = 1 / 2.54


def _drawing(height: float) -> tuple[Any, Any]:
    """A figure of our width and this height in centimetres, and its axes without a frame."""
    # matplotlib is slow to import, and the screens open without it; Figure keeps no state between threads
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH * _CM, height * _CM), dpi=DOTS, facecolor=PAPER)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(height, 0)  # from the top, in centimetres
    axes.set_axis_off()
    return figure, axes


def _png(figure: Any) -> bytes:
    out = BytesIO()
    figure.savefig(out, format="png", dpi=DOTS, metadata={"Software": None})
    return out.getvalue()


def _write(axes: Any, x: float, y: float, text: str, **look: Any) -> None:
    values = {"fontsize": _SIZE, "fontfamily": _FONT, "color": INK, "va": "center", "parse_math": False, **look}
    axes.text(x, y, text, **values)


def _box(axes: Any, x: float, y: float, width: float, height: float, tint: str, hatch: str = "") -> None:
    from matplotlib.patches import Rectangle

    axes.add_patch(Rectangle((x, y), width, height, facecolor=tint, edgecolor=EDGE, linewidth=0.8, hatch=hatch or None))


def _bold(tint: str) -> dict[str, str]:
    return {"color": on_tint(tint), "weight": "bold"}


def _number_background(hatch: str) -> dict[str, str] | None:
    """White behind a number that stands on a pattern."""
    return {"boxstyle": "square,pad=0.18", "facecolor": PAPER, "edgecolor": "none"} if hatch else None


def _wrapped(title: str, width: int = 30) -> str:
    from textwrap import wrap

    lines = wrap(title, width)
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], shortened(" ".join(lines[_LINES - 1 :]), width)]
    return "\n".join(lines)


_LINES = 2  # of one title
_NARROWEST = 0.25  # centimetres for a digit
_LEFT, _ROW, _BAR = 5.3, 0.86, 0.56  # centimetres: where bars begin, from row to row, and their height


def stacked(titles: Sequence[str], names: Sequence[str], counts: Sequence[Sequence[int]]) -> bytes:
    """A stacked bar for each title, as PNG.

    `names` are the six levels from light to dark; `counts` has a row for each title, with a number for each name.
    Raises ValueError where the lengths do not match.
    """
    head = 0.9
    figure, axes = _drawing(head + _ROW * len(titles) + 0.1)
    x = 0.0
    for name, tint, hatch in zip(names, TINTS, _HATCHES, strict=True):
        _box(axes, x + 0.05, 0.1, 0.42, 0.36, tint, hatch)
        _write(axes, x + 0.6, 0.29, name)
        x += 1.15 + 0.18 * len(name)
    longest = max((sum(row) for row in counts), default=0) or 1
    unit = min(1.3, (WIDTH - _LEFT - 0.9) / longest)
    for index, (title, row) in enumerate(zip(titles, counts, strict=True)):
        middle = head + _ROW * (index + 0.5)
        _write(axes, _LEFT - 0.25, middle, _wrapped(title), ha="right", linespacing=1.05)
        x = _LEFT
        for count, tint, hatch in zip(row, TINTS, _HATCHES, strict=True):
            if not count:
                continue
            _box(axes, x, middle - _BAR / 2, count * unit, _BAR, tint, hatch)
            if count * unit >= _NARROWEST * len(str(count)):  # the table beneath holds what has no room here
                _write(
                    axes,
                    x + count * unit / 2,
                    middle,
                    str(count),
                    ha="center",
                    bbox=_number_background(hatch),
                    **_bold(tint),
                )
            x += count * unit
        if not any(row):
            _write(axes, _LEFT, middle, "nothing yet", color=QUIET, style="italic")
    return _png(figure)


def matrix(titles: Sequence[str], names: Sequence[str], counts: Sequence[Sequence[int]], tinted: int) -> bytes:
    """A grid of numbers as PNG: the first `tinted` columns tinted by number, the next one hatched, any other dotted."""
    head, width = 0.95, (WIDTH - _LEFT - 0.05) / len(names)
    figure, axes = _drawing(head + _ROW * len(titles) + 0.1)
    most = max((max(row) for row in counts), default=0) or 1
    for column_index, name in enumerate(names):
        _write(
            axes,
            _LEFT + width * (column_index + 0.5),
            head / 2,
            _wrapped(name, 60 // len(names)),
            ha="center",
            weight="bold",
        )
    for row_index, (title, row) in enumerate(zip(titles, counts, strict=True)):
        top = head + _ROW * row_index
        _write(axes, _LEFT - 0.25, top + _ROW / 2, _wrapped(title), ha="right", linespacing=1.05)
        for column_index, count in enumerate(row):
            heard = column_index < tinted
            tint = TINTS[0] if not count or not heard else TINTS[2 + round(3 * (count - 1) / max(1, most - 1))]
            hatch = "" if heard or not count else "////" if column_index == tinted else "...."
            _box(axes, _LEFT + width * column_index + 0.04, top + 0.04, width - 0.08, _ROW - 0.08, tint, hatch)
            _write(
                axes,
                _LEFT + width * (column_index + 0.5),
                top + _ROW / 2,
                str(count) if count else "–",
                ha="center",
                color=on_tint(tint) if count else QUIET,
                weight="bold" if count else "normal",
                bbox=_number_background(hatch),
            )
    return _png(figure)


def bands(chances: Sequence[float], national: Sequence[float], likely: Sequence[int], labels: Sequence[str]) -> bytes:
    """A bar for each band with its label, tinted where it is likely, and a mark for councils nationally, as PNG."""
    head, row, end = 0.8, 1.15, WIDTH - 1.9
    figure, axes = _drawing(head + row * len(BANDS) + 0.1)
    _box(axes, 0.05, 0.1, 0.42, 0.36, TINTS[4])
    _write(axes, 0.6, 0.29, "our prediction, likely range")
    _box(axes, 5.95, 0.1, 0.42, 0.36, TINTS[1], "....")
    _write(axes, 6.5, 0.29, "our prediction, less likely")
    axes.plot([11.6], [0.29], marker="D", markersize=5.5, color=INK, markerfacecolor=PAPER)
    _write(axes, 11.9, 0.29, "councils nationally")
    span = end - _LEFT
    for index, (band, chance, share, label) in enumerate(zip(BANDS, chances, national, labels, strict=True)):
        middle = head + row * (index + 0.5)
        _write(axes, 0.1, middle, str(band), weight="bold", fontsize=13)
        _write(axes, 0.75, middle, _wrapped(label, 26))
        is_likely = band in likely
        _box(
            axes,
            _LEFT,
            middle - 0.3,
            max(chance * span, 0.02),
            0.6,
            *((TINTS[4], "") if is_likely else (TINTS[1], "....")),
        )
        axes.plot([_LEFT + share * span], [middle], marker="D", markersize=6, color=INK, markerfacecolor=PAPER)
        _write(
            axes, max(_LEFT + chance * span, _LEFT + share * span + 0.1) + 0.2, middle, percent(chance), weight="bold"
        )
    return _png(figure)
