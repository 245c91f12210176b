"""Who confirms an item, as pills among which "only us so far" excludes the others."""

from typing import Any

from rubric.ui.parts.coding import ONLY_US
from rubric.ui.saved.saving import Stored


def voices(chosen: list[str] | None, before: Any) -> Stored:
    """The voices to store: "only us so far" excludes the others, and the newer choice wins. Nothing chosen: None.

    `before` is what the widget was drawn with.
    """
    if not chosen:
        return Stored(None)
    if ONLY_US not in chosen:
        return Stored(list(chosen))
    if ONLY_US in (before if isinstance(before, list) else []):
        others = [voice for voice in chosen if voice != ONLY_US]
        return Stored(others, stands=not others)
    return Stored([], stands=chosen == [ONLY_US])
