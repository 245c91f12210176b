"""Writes the table of docs/glossary.md from the glossary's one home: python -m tests.project.glossary."""

import sys
from pathlib import Path

from rubric.ui.about.glossary import Term, terms

PAGE = Path(__file__).parents[2] / "docs" / "glossary.md"
HEAD = "| Word | Means | In the code |\n| --- | --- | --- |\n"


def page(text: str) -> str:
    """The page with its table made afresh. ValueError: it has no table."""
    before, head, _ = text.partition(HEAD)
    if not head:
        raise ValueError("docs/glossary.md has no table of words.")
    return before + head + "".join(f"| {term.word} | {_means(term)} | `{term.code}` |\n" for term in terms())


def _means(term: Term) -> str:
    elsewhere = term.screen and term.screen not in term.word
    means = f"{term.means}; “{term.screen}” on the screens" if elsewhere else term.means
    return f"{means} ({term.more})" if term.more else means


def main() -> int:
    """Write the page."""
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
