"""What clicks on the task list do. They draw nothing."""

from rubric.ui.parts import navigation
from rubric.ui.state import session


def go_on(assessment: str, page: str, aspect: str, item: str) -> None:
    """Go to the next thing to do: the page with this name, with an aspect and an item open there ("": none)."""
    opened = session.opened()
    opened.aspect, opened.item = aspect or opened.aspect, item
    navigation.go_to(assessment, page)
