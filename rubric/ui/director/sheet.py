"""One sheet for the director, drawn from the blocks of a paper; printed, it is one side of A4."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import streamlit as st

from rubric.draft.paper.model import Heading, TextBlock
from rubric.ui.parts.words import safe


def sheet(blocks: Sequence[Heading | TextBlock]) -> None:
    """Draw the blocks; bullets in a row are one list, and numbers in square brackets are those of the evidence list."""
    st.html(f'<div class="sheet">{"".join(_drawn(blocks))}</div>')


def _drawn(blocks: Sequence[Heading | TextBlock]) -> Iterator[str]:
    for is_list, together in groupby(
        blocks, key=lambda block: isinstance(block, TextBlock) and block.style == "bullet"
    ):
        drawn = "".join(map(_list_item if is_list else _block, together))
        yield f"<ul>{drawn}</ul>" if is_list else drawn


def _is_bullet(block: Heading | TextBlock) -> bool:
    return isinstance(block, TextBlock) and block.style == "bullet"


def _block(block: Heading | TextBlock) -> str:
    if isinstance(block, Heading):
        return f"<h2>{safe(block.text)}</h2>"
    return f'<p class="{"disclaimer" if block.style == "callout" else "text"}">{_words(block)}</p>'


def _list_item(block: Heading | TextBlock) -> str:
    return f"<li>{_words(block)}</li>"


def _words(block: Heading | TextBlock) -> str:
    """The sentences of a paragraph after its label, with the evidence that each cites."""
    if isinstance(block, Heading):
        return safe(block.text)
    label = f"<strong>{safe(block.label)}</strong> " if block.label else ""
    told = (
        sentence.text + (f" [{', '.join(map(str, sentence.evidence))}]" if sentence.evidence else "")
        for sentence in block.paragraph.sentences
    )
    return label + safe(" ".join(told))
