"""What was typed at one sitting: words are saved in every pause, and nobody looks for each of these states."""

from datetime import timedelta

SITTING = timedelta(minutes=2)  # between two saves


def typed_on(before: object, after: object) -> bool:
    """Whether words (`after`) are those before with something put in at one place, so that nothing of them is lost."""
    if not isinstance(after, str) or not isinstance(before, str) or len(after) < len(before):
        return False
    same = next((at for at, (old, new) in enumerate(zip(before, after, strict=False)) if old != new), len(before))
    return after.endswith(before[same:])
