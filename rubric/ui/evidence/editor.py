"""An evidence item open for editing, in place. Each field is saved as one types; no button is needed for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TypeVar

import streamlit as st

from rubric.claims.question import Question, question
from rubric.english import count, inline
from rubric.evidence import Assessment, EvidenceItem
from rubric.evidence.fields import item as row_of
from rubric.evidence.fields import value_of
from rubric.evidence.lint import standing_notes
from rubric.framework import Framework, Maturity, Polarity, Reach, Voice
from rubric.framework.model import Word
from rubric.ui.evidence import acts, attached, several
from rubric.ui.evidence.cards import move_menu
from rubric.ui.evidence.guided import drawn as guided
from rubric.ui.evidence.records import records
from rubric.ui.parts import navigation
from rubric.ui.parts.coding import ONLY_US, ONLY_US_LABEL
from rubric.ui.parts.words import safe
from rubric.ui.saved import saving
from rubric.ui.saved.attached import acts as attaching
from rubric.ui.saved.boxes import boxes, saved_line
from rubric.ui.saved.fields import Fields
from rubric.ui.saved.guard import drawn as guard
from rubric.ui.saved.history import history
from rubric.ui.saved.items import thing
from rubric.ui.saved.voices import voices
from rubric.ui.state import cache

Code = TypeVar("Code", bound=StrEnum)
MOST_NOTES = 2  # in sight under the claim: the questions after it stay on the same screen


@dataclass(frozen=True)
class _Asked:
    """The fields of words of an item that is open, each with what the guard says of its words."""

    fields: Fields
    assessment: Assessment
    item: EvidenceItem

    def words(self, *names: str, helped: bool = False) -> None:
        """The boxes of these fields, one under the other."""
        for name in names:
            text = str(value_of(self.item, name))
            self.fields.words(row_of(name), text, helped=helped)
            guard.beside(self.assessment, f"item:{self.item.id}", name, text)


def editor(
    assessment: Assessment, item: EvidenceItem, framework: Framework, revision: int, order: Sequence[str]
) -> None:
    """The open item as a form. `revision` is that of `item`, `order` the ids of its aspect's items as they stand."""
    kept = thing(assessment.id, item.id)
    saving.mark_seen(kept, revision)
    fields = Fields(kept)
    with st.container(border=True, key=f"open-{item.id}"):
        guided.line(item)
        boxes(kept)
        asked = _Asked(fields, assessment, item)
        asked.words("text", helped=True)
        with st.container(key="about-claim", gap="xsmall"):
            _second_opinion(assessment, item, framework)
            _notes(standing_notes(assessment, item, framework, guarded=True))
            several.offer(assessment, item, framework, revision)
        with st.container(gap="xsmall"):
            _choices(fields, item, framework)
        records(fields, assessment, item, framework)
        attached.files(assessment, item)
        _more(asked, framework)
        _loop(asked)
        with st.container(horizontal=True, vertical_alignment="center", key="finish"):
            st.button("Done", key=f"done-{item.id}", type="primary", on_click=acts.close, args=(item.id,))
            move_menu(assessment, item, framework, order)
            st.button(
                "Remove this item",
                key=f"remove-{item.id}",
                icon=":material/delete:",
                type="tertiary",
                on_click=acts.remove,
                args=(assessment.id, item.id, item.text or "the empty item"),
            )
            saved_line()
            navigation.way_back(item.id)
        read = partial(cache.store().items.history, assessment.id, item.id)
        history(kept, read, partial(value_of, item), acts.go_back, attaching.past_words(assessment))


def _second_opinion(assessment: Assessment, item: EvidenceItem, framework: Framework) -> None:
    """What the reader makes of the claim, right under it; one click takes what differs from what was chosen.

    Room is kept for it (style.css): what comes and goes as words are saved moves no button away from under the mouse,
    between its going down and up.
    """
    reading = cache.reading(item.text, framework.version) if item.text.strip() else None
    if reading is None:
        st.html(f'<p class="quiet">{safe(row_of("text").meaning)}</p>')
        return
    changes: dict[str, Polarity | Maturity] = {}
    words = []
    for name, chosen, read, label in (
        ("polarity", item.polarity, reading.polarity, framework.polarities[reading.polarity].label),
        ("maturity", item.maturity, reading.maturity, framework.maturities[reading.maturity].label),
    ):
        if chosen != read and reading.is_sure(name):
            changes[name] = read
            words.append(inline(label))
    if changes:
        with st.container(horizontal=True, vertical_alignment="center", key="reader"):
            st.html(f'<p class="quiet">Reads as: {safe("; ".join(words))}</p>', width="content")
            st.button(
                "Use this",
                key=f"take-{item.id}",
                type="tertiary",
                on_click=acts.take,
                args=(assessment.id, item.id, changes),
                help="Choose what the reader proposes. It is often wrong on long or subtle sentences, so you decide.",
            )
    elif asked := question(reading, item.polarity, item.maturity):
        _ask(assessment, item, framework, asked)
    elif reading.is_sure("polarity") or reading.is_sure("maturity"):
        st.html('<p class="quiet">It reads as you chose.</p>')
    else:
        st.html('<p class="quiet">The reader is not sure how this reads: go by your own judgement.</p>')
    if reading.aspect != item.aspect and reading.is_sure("aspect"):
        title = framework.aspect(reading.aspect).title
        st.html(f'<p class="quiet">It may belong under {safe(title)}: see Move, at the end of this form.</p>')


def _ask(assessment: Assessment, item: EvidenceItem, framework: Framework, asked: Question) -> None:
    """The one question about a claim that the reader is not sure of; an answer is saved as the choice it stands for."""
    with st.container(horizontal=True, vertical_alignment="center", key="reader"):
        st.html(f'<p class="quiet">The reader is not sure. {safe(asked.text)}</p>', width="content")
        for answer in asked.answers:
            word = framework.polarities[answer] if isinstance(answer, Polarity) else framework.maturities[answer]
            st.button(
                word.label,
                key=f"answer-{answer}-{item.id}",
                type="tertiary",
                on_click=acts.take,
                args=(assessment.id, item.id, {asked.about: answer}),
                help=word.definition,
            )


def _notes(notes: Sequence[str]) -> None:
    """The writing notes: the first few in sight, the others unfolded by a click."""
    lines = [f'<p class="note">{safe(note)}</p>' for note in notes]
    rest = lines[MOST_NOTES:]
    more = f"<details><summary>{count(len(rest), 'more note')}</summary>{''.join(rest)}</details>" if rest else ""
    if lines:
        st.html("".join(lines[:MOST_NOTES]) + more)


def _choices(fields: Fields, item: EvidenceItem, framework: Framework) -> None:
    tone, far, who = row_of("polarity"), row_of("maturity"), row_of("voices")
    fields.choice("polarity", tone.label, _labels(Polarity, framework.polarities), item.polarity)
    _meaning(framework.polarities[item.polarity].definition if item.polarity else tone.meaning)
    fields.choice("maturity", far.label, _labels(Maturity, framework.maturities), item.maturity)
    _meaning(framework.maturities[item.maturity].definition if item.maturity else far.meaning)
    chosen = [] if item.voices is None else [str(voice) for voice in item.voices] or [ONLY_US]
    options = {str(voice): framework.voices[voice].label for voice in Voice} | {ONLY_US: ONLY_US_LABEL}
    fields.pills("voices", who.label, options, chosen, convert=voices)
    alone = "Nobody outside this form yet. That is an honest answer, and worth less."
    _meaning(alone if item.voices == [] else who.meaning)


def _labels(kind: type[Code], words: Mapping[Code, Word]) -> dict[Code, str]:
    """What each code is called, in the order of their enumeration."""
    return {code: words[code].label for code in kind}


def _meaning(words: str) -> None:
    st.html(f'<p class="meaning">{safe(words)}</p>')


def _more(asked: _Asked, framework: Framework) -> None:
    fields, item = asked.fields, asked.item
    more = st.expander(
        "More: difference made, figures, document, owner, next step",
        key=f"more-{item.id}",
        on_change="rerun",
        type="compact",
    )
    if not more.open:
        return
    with more:
        fields.choice("reach", row_of("reach").label, _labels(Reach, framework.reaches), item.reach)
        asked.words("outcome")
        if _is_gap(item):
            asked.words("cause", "affected", helped=True)
        left, right = st.columns(2)
        with left:
            asked.words("figures", "source")
            fields.day("source_date", row_of("source_date").label, item.source_date)
        with right:
            asked.words("return_reference", "owner")
        st.markdown("**Next step**")
        left, right = st.columns(2)
        with left:
            asked.words("action.text", "action.measure")
        with right:
            asked.words("action.owner")
            fields.day("action.due", row_of("action.due").label, item.action.due if item.action else None)
        asked.words("note", helped=True)


def _is_gap(item: EvidenceItem) -> bool:
    """Whether to ask why, and who is affected: of what falls short, and of whatever has an answer already."""
    return item.polarity in (Polarity.SHORTFALL, Polarity.MIXED) or bool(item.cause or item.affected)


def _loop(asked: _Asked) -> None:
    """Four steps from what people said to their hearing what became of it."""
    item = asked.item
    loop = st.expander(
        "Close the loop: heard, decided, changed, told",
        key=f"loop-{item.id}",
        on_change="rerun",
        type="compact",
    )
    if not loop.open:
        return
    with loop:
        for name in ("heard", "decided", "changed", "told"):
            asked.words(name)
            _meaning(row_of(name).meaning)
