"""Pieces of our own HTML that more than one screen shows."""

from collections.abc import Sequence

from rubric.draft.round_trip.differences import Piece
from rubric.ui.parts.words import safe


def marked(pieces: Sequence[Piece], names: tuple[str, str] = ("here", "in Word")) -> tuple[str, str]:
    """Both wordings as HTML, with what only one of them has marked as deleted or inserted.

    `names` are what a screen reader calls the two.
    """
    former = " ".join(_piece(piece, names[0]) for piece in pieces if piece.kind != "new")
    latter = " ".join(_piece(piece, names[1]) for piece in pieces if piece.kind != "gone")
    return former, latter


def _piece(piece: Piece, name: str) -> str:
    if piece.kind == "same":
        return safe(piece.words)
    tag = "del" if piece.kind == "gone" else "ins"
    return f'<{tag}><span class="unseen">only {safe(name)}: </span>{safe(piece.words)}</{tag}>'
