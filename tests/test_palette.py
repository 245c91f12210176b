import re
import tomllib
from pathlib import Path

import pytest

from rubric import palette
from rubric.palette import PAPER, PAPER_INK, PAPER_QUIET, PAPER_SOFT, SCORES, TINTS, Pair, bare, on_tint
from rubric.ui.app.frame import STYLE
from tests.draft.audit import CONTRAST, contrast

ROOT = Path(__file__).parents[1]
_LEAST_FOR_MARKS = 3.0  # WCAG 2.2, 1.4.11
_IN_STYLES = {
    "accent": palette.ACCENT,
    "quiet": palette.QUIET,
    "line": palette.LINE,
    "soft": palette.SOFT,
    "warm": palette.WARM,
    "on-accent": palette.ON_ACCENT,
}
_IN_THEME: dict[str, Pair | dict[str, Pair]] = {
    "primaryColor": palette.ACCENT,
    "backgroundColor": palette.PAGE,
    "secondaryBackgroundColor": palette.FIELD,
    "textColor": palette.INK,
    "linkColor": palette.LINK,
    "borderColor": palette.LINE,
    "sidebar": {"backgroundColor": palette.SIDE, "secondaryBackgroundColor": palette.SIDE_FIELD},
}


def stands_out(colour: str, ground: str) -> float:
    return contrast(bare(colour), bare(ground))


@pytest.mark.parametrize(
    ("words", "ground", "light", "dark"),
    [
        ("INK", "PAGE", 14.8, 14.9),
        ("QUIET", "PAGE", 6.2, 8.2),
        ("WARM", "PAGE", 7.4, 9.4),
        ("LINK", "PAGE", 8.4, 9.6),
        ("ACCENT", "PAGE", 8.4, 7.6),
        ("ON_ACCENT", "ACCENT", 8.4, 7.6),
    ],
)
def test_words_on_a_page_stand_out_as_the_palette_says(words: str, ground: str, light: float, dark: float) -> None:
    pairs: list[Pair] = [getattr(palette, name) for name in (words, ground)]
    assert [round(stands_out(*colours), 1) for colours in zip(*pairs, strict=True)] == [light, dark]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["PAGE", "FIELD", "SIDE", "SIDE_FIELD", "SOFT"])
@pytest.mark.parametrize("words", ["INK", "QUIET", "WARM", "LINK", "ACCENT"])
def test_words_read_on_every_ground_of_the_screens(words: str, ground: str, theme: str) -> None:
    assert stands_out(getattr(palette, words).on(theme), getattr(palette, ground).on(theme)) >= CONTRAST


@pytest.mark.parametrize(
    ("words", "ground", "figure"),
    [
        (PAPER_INK, PAPER, 14.8),
        (PAPER_QUIET, PAPER, 6.5),
        (palette.ACCENT.light, PAPER, 8.4),
        (PAPER, palette.ACCENT.light, 8.4),
        (PAPER_INK, PAPER_SOFT, 12.7),
        (palette.ACCENT.light, PAPER_SOFT, 7.3),
    ],
)
def test_words_on_paper_stand_out_as_the_palette_says(words: str, ground: str, figure: float) -> None:
    assert round(stands_out(words, ground), 1) == figure >= CONTRAST


@pytest.mark.parametrize("tint", TINTS)
def test_a_number_reads_on_every_tint(tint: str) -> None:
    assert stands_out(on_tint(tint), tint) >= 4.8


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_mark_in_the_accent_stands_out_from_the_page(theme: str) -> None:
    assert stands_out(palette.ACCENT.on(theme), palette.PAGE.on(theme)) >= _LEAST_FOR_MARKS


def test_tints_keep_their_order_in_black_and_white() -> None:
    for tints, ground in ((TINTS, PAPER), (SCORES["light"], palette.PAGE.light), (SCORES["dark"], palette.PAGE.dark)):
        shades = [stands_out(tint, ground) for tint in tints]
        assert shades == sorted(set(shades))


def test_the_style_sheet_has_the_colours_of_the_palette_and_no_others() -> None:
    css = STYLE.read_text(encoding="utf-8")
    named = re.findall(r"--([a-z-]+): light-dark\((#\w+), (#\w+)\);", css)
    assert {name: Pair(light, dark) for name, light, dark in named} == _IN_STYLES
    assert len(re.findall(r"#[0-9A-Fa-f]{3,8}\b", css)) == 2 * len(named)
    assert set(re.findall(r"var\(--([a-z0-9-]+)\)", css)) == set(_IN_STYLES) | set(_scale(css))


def _scale(css: str) -> dict[str, str]:
    """The sizes, weights and spaces that the style sheet states once."""
    return dict(re.findall(r"--([a-z0-9-]+): ([\d.]+(?:rem)?);", css))


def test_type_and_weight_are_those_of_the_scale() -> None:
    css = STYLE.read_text(encoding="utf-8")
    assert len(_scale(css)) == 11
    for kind in ("font-size", "font-weight"):
        used = set(re.findall(rf"(?<![\w-]){kind}: ([^;}}]+)", css))
        assert all(value.startswith("var(--") or value == "normal" for value in used), used
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    sizes = {*_scale(css).values(), "2rem"}  # the page's one title is Streamlit's alone
    assert set(theme["headingFontSizes"]) <= sizes
    assert {str(weight) for weight in theme["headingFontWeights"]} == {_scale(css)["strong"]}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_theme_has_the_colours_of_the_palette(theme: str) -> None:
    set_here = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"][theme]
    assert set_here == {
        name: {inner: pair.on(theme) for inner, pair in value.items()} if isinstance(value, dict) else value.on(theme)
        for name, value in _IN_THEME.items()
    }


def test_the_mark_is_in_the_accent_and_the_same_everywhere() -> None:
    icon = STYLE.with_name("icon.svg").read_text(encoding="utf-8")
    assert f'fill="{palette.ACCENT.light}"' in icon
    logo = STYLE.with_name("logo.svg").read_text(encoding="utf-8")
    assert re.findall(r'd="(M5[^"]*)"', icon) == re.findall(r'd="(M5[^"]*)"', logo)


def test_no_colour_stands_in_the_code_but_in_the_palette() -> None:
    code = [path for path in (ROOT / "rubric").rglob("*.py") if path.name != "palette.py"]
    found = [path.name for path in code if re.search(r"""["']#?[0-9A-Fa-f]{6}["']""", path.read_text(encoding="utf-8"))]
    assert not found
