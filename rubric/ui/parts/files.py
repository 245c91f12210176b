"""Documents to take away as Word or as PDF: the choice, and what it makes of a Word file."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from rubric.draft.pdf import MISSING, as_pdf, can_make_pdf


@dataclass(frozen=True)
class FileKind:
    """How a document is taken away: its name on the screen, its ending, its type for the browser."""

    label: str
    ending: str
    mime: str

    def of(self, make: Callable[[], bytes]) -> Callable[[], bytes]:
        """What makes the document as this kind, given what makes it as Word."""
        return (lambda: as_pdf(make())) if self is PDF else make


WORD = FileKind("Word", "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
PDF = FileKind("PDF", "pdf", "application/pdf")


def choose(key: str) -> FileKind:
    """Ask whether documents are taken away as Word or as PDF; Word, and why, where no PDF can be made here."""
    if not can_make_pdf():
        st.caption(MISSING)
        return WORD
    labels = {kind.label: kind for kind in (WORD, PDF)}
    chosen = st.segmented_control("Take away as", list(labels), default=WORD.label, key=key)
    return labels.get(str(chosen), WORD)
