"""Every colour there is, what it is for, and how it stands out: for screens, charts, paper, Word and workbooks.

Colours are "#RRGGBB". One hue carries what is ours; nothing rests on colour alone. Contrast is that of WCAG 2.2: at
least 4.5 to 1 for text (1.4.3) and 3 to 1 for marks (1.4.11). tests/test_palette.py holds the figures here, and that
the app's style sheet and theme (rubric/ui/app/style.css, .streamlit/config.toml) have the same colours.
"""

from typing import NamedTuple


class Pair(NamedTuple):
    """A colour on a light page, and the one that does the same on a dark page."""

    light: str
    dark: str

    def on(self, theme: str) -> str:
        """The one for a theme, "light" or "dark"."""
        return self.dark if theme == "dark" else self.light


# Grounds of the screens.
PAGE = Pair("#FFFFFF", "#11191C")
FIELD = Pair("#F2F6F7", "#1B262A")  # what is typed into
SIDE = Pair("#F2F6F7", "#162024")  # the side bar
SIDE_FIELD = Pair("#E3EBED", "#223036")
SOFT = Pair("#EAF2F3", "#1B2E33")  # behind a word to be noticed

# Words on the screens; the contrast on a light and on a dark page.
INK = Pair("#1B2A2F", "#E4ECEE")  # 14.8, 14.9: whatever is read
QUIET = Pair("#51646B", "#A3B3B8")  # 6.2, 8.2: what explains, labels, axes
WARM = Pair("#7A4B00", "#E5B567")  # 7.4, 9.4: what is still to do, or went wrong
LINK = Pair("#0B5563", "#7CCAD7")  # 8.4, 9.6
ACCENT = Pair("#0B5563", "#5DB6C6")  # 8.4, 7.6: headings, buttons, marks, and what counts
ON_ACCENT = Pair("#FFFFFF", "#0E1A1D")  # 8.4, 7.6 on the accent: the words of a button

LINE = Pair("#CBD6D9", "#36454B")  # rules and borders: they part what space parts already

# Paper: Word styles, charts in documents.
PAPER = "#FFFFFF"
PAPER_INK = "#1F2933"  # 14.8
PAPER_QUIET = "#52606D"  # 6.5: heads and feet, captions, labels
PAPER_SOFT = "#E6F0F2"  # behind a callout: the ink has 12.7 on it, the accent 7.3
PAPER_LINE = "#B8CBD0"

# From light to dark with how far along or how likely. Each mark on paper has an edge of the accent, and a number on it
# is written in `on_tint`, which reads at 4.8 and more.
TINTS = ("#FFFFFF", "#DCEBEE", "#A9CDD3", "#6FA9B3", "#2F7C8A", "#0B5563")
# The four scores on a screen, from light to dark; on a dark page, from dark to light.
SCORES = {"light": TINTS[2:], "dark": ("#2C5C66", "#3F8391", "#5DB6C6", "#A5DCE6")}


def on_tint(tint: str) -> str:
    """The colour of a number that stands on one of the tints of paper."""
    return PAPER if tint in TINTS[4:] else PAPER_INK


def bare(colour: str) -> str:
    """The colour as Word and Excel write it: without the "#"."""
    return colour.removeprefix("#")
