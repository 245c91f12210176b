"""What clicks on the comparison do. They draw nothing."""

from rubric.ui.comparison.desk import ComparisonDesk
from rubric.ui.state import session


def show(item: str) -> None:
    """Show the findings beside this item, in place of another; the focus goes there."""
    session.feature(ComparisonDesk).item = item
    session.turn_focus(f"beside-{item}")
