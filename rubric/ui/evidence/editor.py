"""An evidence item open for editing, in place. Each field is saved as it is left; no button is needed for it."""

import streamlit as st

from rubric.english import inline
from rubric.evidence import Assessment, EvidenceItem
from rubric.evidence.quality import standing_notes
from rubric.framework import Framework, Maturity, Polarity, Voice
from rubric.ui.evidence import acts
from rubric.ui.parts.coding import ONLY_US, ONLY_US_LABEL
from rubric.ui.parts.words import safe
from rubric.ui.saved import saving
from rubric.ui.saved.boxes import item_clash, item_unsaved, saved_line
from rubric.ui.saved.fields import bound, catch_up, choice, on_day, text, unmet
from rubric.ui.state import cache, session

SURE = 0.6  # how sure the reader has to be of the aspect before it is worth an interruption


def editor(assessment: Assessment, item: EvidenceItem, framework: Framework, revision: int) -> None:
    """The card of the one item that is open. `revision` is the one that `item` was read at."""
    session.desk().seen[item.id] = revision
    with st.container(border=True, key=f"open-{item.id}"):
        item_clash(assessment.id, item.id)
        item_unsaved(session.desk().items.unsaved(assessment.id, item.id))
        _claim(assessment, item)
        _choices(assessment, item, framework)
        _more(assessment, item, framework)
        _loop(assessment, item)
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


def _claim(assessment: Assessment, item: EvidenceItem) -> None:
    text(
        assessment,
        item,
        "text",
        "Your claim",
        item.text,
        long=True,
        help="One claim, in a sentence or two: what is true today, how widely, and how you know.",
        placeholder="One claim: what is true today",
    )


def _second_opinion(assessment: Assessment, item: EvidenceItem, framework: Framework) -> None:
    """What the reader made of the claim, where that is not what was chosen; one click takes it.

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
            on_click=saving.take,
            args=(assessment.id, item.id, changes),
            help="Choose what the reader proposes. It is often wrong on long or subtle sentences, so you decide.",
        )
    if reading.aspect != item.aspect and reading.confidence.get("aspect", 0) >= SURE:
        title = framework.aspect(reading.aspect).title
        st.html(f'<p class="quiet">It may belong under {safe(title)}: Move is on its card.</p>')


def _choices(assessment: Assessment, item: EvidenceItem, framework: Framework) -> None:
    asked = "Is this a strength or a shortfall?"
    choice(assessment, item, "polarity", asked, framework.polarities, item.polarity)
    _meaning(framework.polarities[item.polarity].definition if item.polarity else "Choose the tone of the claim.")
    choice(assessment, item, "maturity", "How far along is it?", framework.maturities, item.maturity)
    _meaning(
        framework.maturities[item.maturity].definition
        if item.maturity
        else "Choose the last step that you could prove today."
    )
    voices = [] if item.voices is None else [str(voice) for voice in item.voices] or [ONLY_US]
    first = unmet(item, "voices")
    tied = bound(assessment, item, "voices", voices)
    said = st.pills(
        "Who besides you confirms it?",
        [*(str(voice) for voice in Voice), ONLY_US],
        selection_mode="multi",
        default=voices,
        format_func=lambda one: ONLY_US_LABEL if one == ONLY_US else framework.voices[Voice(one)].label,
        **tied,
    )
    catch_up(first, tied, said, voices)
    _meaning(
        "Nobody outside this form yet. That is an honest answer, and worth less."
        if item.voices == []
        else "Choose all who would say the same to an assessor, or “only us so far”."
    )


def _meaning(words: str) -> None:
    st.html(f'<p class="meaning">{safe(words)}</p>')


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
        choice(assessment, item, "reach", "How widely does it hold?", framework.reaches, item.reach)
        text(assessment, item, "outcome", "What difference it made, for whom", item.outcome, long=True)
        if _is_gap(item):
            _gap(assessment, item)
        left, right = st.columns(2)
        with left:
            text(assessment, item, "figures", "Figures, with what they are out of", item.figures)
            text(assessment, item, "source", "Document or source", item.source)
            on_day(assessment, item, "source_date", "Date of the document", item.source_date)
        with right:
            text(assessment, item, "return_reference", "Reference in the information return", item.return_reference)
            text(assessment, item, "owner", "Who owns this item", item.owner)
        st.markdown("**Next step**")
        left, right = st.columns(2)
        with left:
            text(assessment, item, "action.text", "What you will do", step.text if step else "", long=True)
            measure = step.measure if step else ""
            text(assessment, item, "action.measure", "How you will know it worked", measure, long=True)
        with right:
            text(assessment, item, "action.owner", "Who does it", step.owner if step else "")
            on_day(assessment, item, "action.due", "By when", step.due if step else None)


def _is_gap(item: EvidenceItem) -> bool:
    """Whether to ask why, and who is affected: of what falls short, and of whatever has an answer already."""
    return item.polarity in (Polarity.SHORTFALL, Polarity.MIXED) or bool(item.cause or item.affected)


def _gap(assessment: Assessment, item: EvidenceItem) -> None:
    text(
        assessment,
        item,
        "cause",
        "Why it is so",
        item.cause,
        long=True,
        help="What stands in the way: a cause that somebody could act on, rather than a description of the gap.",
    )
    text(
        assessment,
        item,
        "affected",
        "Who is affected",
        item.affected,
        long=True,
        help="Which people or communities feel the gap, roughly how many, and how.",
    )


def _loop(assessment: Assessment, item: EvidenceItem) -> None:
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
        for name, label, meaning, stored in (
            ("heard", "Heard", "What people, carers or staff said, and how many of them.", item.heard),
            ("decided", "Decided", "What was settled because of that, by whom and when.", item.decided),
            ("changed", "Changed", "What is different now for the people who raised it.", item.changed),
            ("told", "Told", "How and when those who spoke up learned what became of it.", item.told),
        ):
            text(assessment, item, name, label, stored, long=True)
            _meaning(meaning)
