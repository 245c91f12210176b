"""An evidence item open for editing, in place. Each field is saved as it is left; no button is needed for it."""

from collections.abc import Callable
from datetime import date
from typing import TypedDict

import streamlit as st

from rubric.claims import Reading
from rubric.evidence import Assessment, EvidenceItem, quality_notes
from rubric.framework import Framework, Maturity, Polarity, Reach, Voice
from rubric.ui import cache, items, saving, session
from rubric.ui.trouble import clash_box, unsaved_box
from rubric.ui.words import ONLY_US, ONLY_US_LABEL, clock, lower, safe

_EARLIEST, _LATEST = date(1990, 1, 1), date(2099, 12, 31)
SURE = 0.6  # how sure the reader has to be of the aspect before it is worth an interruption


def editor(assessment: Assessment, item: EvidenceItem, framework: Framework, revision: int) -> None:
    """The card of the one item that is open. `revision` is the one that `item` was read at."""
    session.desk().seen[item.id] = revision
    with st.container(border=True, key=f"open-{item.id}"):
        clash_box(assessment.id, item.id)
        unsaved_box(item.id)
        _claim(assessment, item, framework)
        _choices(assessment, item, framework)
        _more(assessment, item, framework)
        for note in quality_notes(item):
            st.html(f'<p class="note">{safe(note)}</p>')
        with st.container(horizontal=True, vertical_alignment="center", key="finish"):
            st.button("Done", key=f"done-{item.id}", type="primary", on_click=items.edit, args=("",))
            st.button(
                "Remove this item",
                key=f"remove-{item.id}",
                icon=":material/delete:",
                type="tertiary",
                on_click=items.remove,
                args=(assessment.id, item.id, item.text or "the empty item"),
            )
            saved_line()


def saved_line() -> None:
    """When the last change was saved; a quiet live region that is there before it has anything to say."""
    at = session.desk().saved_at
    text = f"Saved at {clock(at)}" if at else "Each field is saved when you leave it"
    st.html(f'<p role="status" class="quiet">{text}</p>', width="content")


def _claim(assessment: Assessment, item: EvidenceItem, framework: Framework) -> None:
    _text(
        assessment,
        item,
        "text",
        "Your claim",
        item.text,
        long=True,
        help="One claim, in a sentence or two: what is true today, how widely, and how you know.",
        placeholder="One claim: what is true today",
    )
    if item.text.strip():
        reading = cache.reading(item.text, framework.version)
        if reading is not None:
            _reader(assessment, item, reading, framework)


def _reader(assessment: Assessment, item: EvidenceItem, reading: Reading, framework: Framework) -> None:
    """What the reader made of the claim, where that is not what was chosen; one click takes it."""
    changes: dict[str, Polarity | Maturity] = {}
    words = []
    for name, chosen, read, label in (
        ("polarity", item.polarity, reading.polarity, framework.polarities[reading.polarity].label),
        ("maturity", item.maturity, reading.maturity, framework.maturities[reading.maturity].label),
    ):
        if chosen != read:
            changes[name] = read
            cue = reading.cues.get(name, "")
            words.append(lower(label) + (f", because “{cue}”" if cue else ""))
    if not changes:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="reader"):
        st.html(f'<p class="quiet">Reads as: {safe("; ".join(words))}</p>', width="content")
        st.button(
            "Use this",
            key=f"take-{item.id}",
            type="tertiary",
            on_click=saving.take,
            args=(assessment.id, item.id, changes),
            help="Choose what the reader proposes. It is often wrong on long or subtle sentences, so you decide.",
        )
    if reading.aspect != item.aspect and reading.confidence.get("aspect", 0) >= SURE:
        title = framework.aspect(reading.aspect).title
        st.html(f'<p class="quiet">It may belong under {safe(title)}: Move is on its card.</p>')


def _choices(assessment: Assessment, item: EvidenceItem, framework: Framework) -> None:
    polarity = _field(assessment, item, "polarity", item.polarity)
    st.segmented_control(
        "Is this a strength or a shortfall?",
        list(Polarity),
        format_func=lambda word: framework.polarities[word].label,
        **polarity,
    )
    _meaning(framework.polarities[item.polarity].definition if item.polarity else "Choose the tone of the claim.")
    maturity = _field(assessment, item, "maturity", item.maturity)
    st.segmented_control(
        "How far along is it?",
        list(Maturity),
        format_func=lambda word: framework.maturities[word].label,
        **maturity,
    )
    _meaning(
        framework.maturities[item.maturity].definition
        if item.maturity
        else "Choose the last step that you could prove today."
    )
    voices = [] if item.voices is None else [str(voice) for voice in item.voices] or [ONLY_US]
    st.pills(
        "Who besides you confirms it?",
        [*(str(voice) for voice in Voice), ONLY_US],
        selection_mode="multi",
        format_func=lambda one: ONLY_US_LABEL if one == ONLY_US else framework.voices[Voice(one)].label,
        **_field(assessment, item, "voices", voices),
    )
    _meaning(
        "Nobody outside this form yet. That is an honest answer, and worth less."
        if item.voices == []
        else "Choose all who would say the same to an assessor, or “only us so far”."
    )


def _meaning(text: str) -> None:
    st.html(f'<p class="meaning">{safe(text)}</p>')


def _more(assessment: Assessment, item: EvidenceItem, framework: Framework) -> None:
    more = st.expander(
        "More: difference made, figures, document, owner, next step",
        key=f"more-{item.id}",
        on_change="rerun",
        type="compact",
    )
    if not more.open:
        return
    step = item.action
    with more:
        st.segmented_control(
            "How widely does it hold?",
            list(Reach),
            format_func=lambda word: framework.reaches[word].label,
            **_field(assessment, item, "reach", item.reach),
        )
        _text(assessment, item, "outcome", "What difference it made, for whom", item.outcome, long=True)
        left, right = st.columns(2)
        with left:
            _text(assessment, item, "figures", "Figures, with what they are out of", item.figures)
            _text(assessment, item, "source", "Document or source", item.source)
            _date(assessment, item, "source_date", "Date of the document", item.source_date)
        with right:
            _text(assessment, item, "return_reference", "Reference in the information return", item.return_reference)
            _text(assessment, item, "owner", "Who owns this item", item.owner)
        st.markdown("**Next step**")
        left, right = st.columns(2)
        with left:
            _text(assessment, item, "action.text", "What you will do", step.text if step else "")
            _text(assessment, item, "action.measure", "How you will know it worked", step.measure if step else "")
        with right:
            _text(assessment, item, "action.owner", "Who does it", step.owner if step else "")
            _date(assessment, item, "action.due", "By when", step.due if step else None)


class Bound(TypedDict):
    """What every field's widget has: its key with the stored value in it, and the callback that saves it."""

    key: str
    on_change: Callable[..., None]
    args: tuple[str, str, str, str]


def _field(assessment: Assessment, item: EvidenceItem, name: str, stored: object) -> Bound:
    key = session.keep(f"{item.id}.{name}", stored)
    return Bound(key=key, on_change=saving.field, args=(assessment.id, item.id, name, key))


def _text(
    assessment: Assessment,
    item: EvidenceItem,
    name: str,
    label: str,
    stored: str,
    *,
    long: bool = False,
    help: str | None = None,
    placeholder: str | None = None,
) -> None:
    bound = _field(assessment, item, name, stored)
    if long:
        st.text_area(label, help=help, placeholder=placeholder, height="content", **bound)
    else:
        st.text_input(label, help=help, placeholder=placeholder, **bound)


def _date(assessment: Assessment, item: EvidenceItem, name: str, label: str, stored: object) -> None:
    st.date_input(
        label, format="DD/MM/YYYY", min_value=_EARLIEST, max_value=_LATEST, **_field(assessment, item, name, stored)
    )
