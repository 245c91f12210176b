"""What clicks on the band page do. They draw nothing."""

from rubric.ui.band.desk import BandDesk
from rubric.ui.state import session


def start_from(key: str) -> None:
    """Start from what the widget with this key says: the council's own last score, 0 for the national picture."""
    chosen = session.read(key)
    if chosen is not None:
        session.feature(BandDesk).last_score = int(chosen)
