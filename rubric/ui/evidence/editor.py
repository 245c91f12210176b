"""An evidence item open for editing, in place. Each field is saved as it is left; no button is needed for it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

import streamlit as st

from rubric.english import inline
from rubric.evidence import Assessment, EvidenceItem
from rubric.evidence.fields import item as row_of
from rubric.evidence.fields import value_of
from rubric.evidence.lint import standing_notes
from rubric.framework import Framework, Maturity, Polarity, Reach, Voice
from rubric.framework.model import Word
from rubric.ui.evidence import acts
from rubric.ui.evidence.kept import thing, voices
from rubric.ui.evidence.records import records
from rubric.ui.parts.coding import ONLY_US, ONLY_US_LABEL
from rubric.ui.parts.words import safe
from rubric.ui.saved import saving
from rubric.ui.saved.boxes import boxes, saved_line
from rubric.ui.saved.fields import Fields
from rubric.ui.state import cache

Code = TypeVar("Code", bound=StrEnum)
SURE = 0.6  # how sure the reader has to be of the aspect before it is worth an interruption


def editor(assessment: Assessment, item: EvidenceItem, framework: Framework, revision: int) -> None:
    """The open item as a form. `revision` is that of `item`."""
    kept = thing(assessment.id, item.id)
    saving.mark_seen(kept, revision)
    fields = Fields(kept)
    with st.container(border=True, key=f"open-{item.id}"):
        boxes(kept)
        fields.words(row_of("text"), item.text, helped=True)
        _choices(fields, item, framework)
        records(fields, assessment, item, framework)
        _more(fields, item, framework)
        _loop(fields, item)
        with st.container(horizontal=True, vertical_alignment="center", key="finish"):
            st.button("Done", key=f"done-{item.id}", type="primary", on_click=acts.close, args=(item.id,))
            st.button(
                "Remove this item",
                key=f"remove-{item.id}",
                icon=":material/delete:",
                type="tertiary",
                on_click=acts.remove,
                args=(assessment.id, item.id, item.text or "the empty item"),
            )
            saved_line()
        _second_opinion(assessment, item, framework)
        for note in standing_notes(assessment, item, framework):
            st.html(f'<p class="note">{safe(note)}</p>')


def _second_opinion(assessment: Assessment, item: EvidenceItem, framework: Framework) -> None:
    """The reader's proposal, where it differs from what was chosen; one click takes it.

    At the foot: one's own judgement comes first, and what comes and goes as words are saved moves no button away from
    under the mouse, between its going down and up.
    """
    reading = cache.reading(item.text, framework.version) if item.text.strip() else None
    if reading is None:
        return
    changes: dict[str, Polarity | Maturity] = {}
    words = []
    for name, chosen, read, label in (
        ("polarity", item.polarity, reading.polarity, framework.polarities[reading.polarity].label),
        ("maturity", item.maturity, reading.maturity, framework.maturities[reading.maturity].label),
    ):
        if chosen != read:
            changes[name] = read
            cue = reading.cues.get(name, "")
            words.append(inline(label) + (f", because “{cue}”" if cue else ""))
    if not changes:
        return
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
    if reading.aspect != item.aspect and reading.confidence.get("aspect", 0) >= SURE:
        title = framework.aspect(reading.aspect).title
        st.html(f'<p class="quiet">It may belong under {safe(title)}: Move is on its card.</p>')


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


def _more(fields: Fields, item: EvidenceItem, framework: Framework) -> None:
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
        _ask(fields, item, "outcome")
        if _is_gap(item):
            _ask(fields, item, "cause", "affected", helped=True)
        left, right = st.columns(2)
        with left:
            _ask(fields, item, "figures", "source")
            fields.day("source_date", row_of("source_date").label, item.source_date)
        with right:
            _ask(fields, item, "return_reference", "owner")
        st.markdown("**Next step**")
        left, right = st.columns(2)
        with left:
            _ask(fields, item, "action.text", "action.measure")
        with right:
            _ask(fields, item, "action.owner")
            fields.day("action.due", row_of("action.due").label, item.action.due if item.action else None)


def _ask(fields: Fields, item: EvidenceItem, *names: str, helped: bool = False) -> None:
    """The boxes of these fields of words, one under the other."""
    for name in names:
        fields.words(row_of(name), value_of(item, name), helped=helped)


def _is_gap(item: EvidenceItem) -> bool:
    """Whether to ask why, and who is affected: of what falls short, and of whatever has an answer already."""
    return item.polarity in (Polarity.SHORTFALL, Polarity.MIXED) or bool(item.cause or item.affected)


def _loop(fields: Fields, item: EvidenceItem) -> None:
    """Four steps from what people said to their hearing what became of it."""
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
            _ask(fields, item, name)
            _meaning(row_of(name).meaning)
