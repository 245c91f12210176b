"""An evidence item as it reads when it is not being edited, and what can be done with it."""

from collections.abc import Sequence

import streamlit as st

from rubric.english import capital, inline, listed, long_date
from rubric.evidence import Assessment, EvidenceItem, fields
from rubric.evidence.attachments import attached_to
from rubric.evidence.confirmation import critical_first
from rubric.evidence.fields import Field
from rubric.evidence.lint import standing_notes
from rubric.evidence.loops import plainly_closed
from rubric.evidence.progress import missing
from rubric.framework import Framework, Voice
from rubric.ui.evidence import acts
from rubric.ui.evidence.desk import EvidenceDesk
from rubric.ui.parts.coding import confirmed_by
from rubric.ui.parts.words import erased_after, safe
from rubric.ui.state import session

# what is asked of a gap comes first
_FACTS = tuple(sorted((field for field in fields.ITEM if field.card), key=lambda field: not field.of_gap))
PAGE = 6  # items a page: with three buttons each, as many live widgets as a page should have


def card(assessment: Assessment, item: EvidenceItem, framework: Framework, order: Sequence[str]) -> None:
    """One item, with its notes and buttons. `order` is the ids of the aspect's items as they stand."""
    name = f"item {order.index(item.id) + 1}"
    with st.container(border=True, key=f"card-{item.id}"):
        st.html(_body(assessment, item, framework))
        with st.container(horizontal=True, key=f"do-{item.id}"):
            st.button(
                f"Edit :small[{name}]",
                key=f"edit-{item.id}",
                icon=":material/edit:",
                on_click=acts.edit,
                args=(item.id,),
            )
            move_menu(assessment, item, framework, order)
            st.button(
                f"Remove :small[{name}]",
                key=f"remove-{item.id}",
                icon=":material/delete:",
                type="tertiary",
                on_click=acts.remove,
                args=(assessment.id, item.id, item.text or "the empty item"),
            )


def move_menu(assessment: Assessment, item: EvidenceItem, framework: Framework, order: Sequence[str]) -> None:
    """A menu that moves an item up, down, or to another aspect."""
    index = order.index(item.id) if item.id in order else 0
    places = [acts.UP] * (index > 0) + [acts.DOWN] * (index + 1 < len(order))
    places += [aspect for aspect in framework.aspect_ids if aspect != item.aspect]
    labels = {acts.UP: "Up", acts.DOWN: "Down"} | {a.id: f"To {a.title}" for a in framework.aspects}
    key = f"move-{item.id}"
    st.menu_button(
        "Move",
        places,
        key=key,
        icon=":material/swap_vert:",
        format_func=lambda place: labels[place],
        on_click=acts.move,
        args=(assessment.id, item.id, key, tuple(order)),
    )


def removed_line(assessment: Assessment) -> None:
    """The item removed last, with an undo button, until the next one is removed."""
    gone = session.feature(EvidenceDesk).removed
    if gone is None or gone.assessment != assessment.id:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="removed"):
        st.html(f'<p role="status" class="quiet">Removed “{safe(gone.label)}”. {erased_after()}</p>', width="content")
        st.button("Undo", key="undo-remove", icon=":material/undo:", on_click=acts.bring_back, args=(gone,))


def _body(assessment: Assessment, item: EvidenceItem, framework: Framework) -> str:
    chips = [
        ("tone", framework.polarities[item.polarity].label if item.polarity else "tone not chosen"),
        ("far", framework.maturities[item.maturity].label if item.maturity else "how far along not chosen"),
        ("who", confirmed_by(item.voices, framework)),
    ]
    if item.reach:
        chips.append(("reach", framework.reaches[item.reach].label))
    if plainly_closed(item):
        chips.append(("loop", "✓ loop closed"))
    lines = [
        f'<p class="chips">{"".join(f"<span class={kind}>{safe(text)}</span>" for kind, text in chips)}</p>',
        f'<p class="claim">{safe(item.text) or "<em>Nothing written yet</em>"}</p>',
    ]
    facts = [*_recorded(item, framework), *((field.card, _fact(field, item, assessment)) for field in _FACTS)]
    facts_html = "".join(f"<div><dt>{label}</dt><dd>{safe(text)}</dd></div>" for label, text in facts if text)
    lines.append(f'<dl class="facts">{facts_html}</dl>' if facts_html else "")
    todo = missing(item)
    if todo:
        lines.append(f'<p class="todo">Still to do: {safe("; ".join(todo))}.</p>')
    lines += [f'<p class="note">{safe(note)}</p>' for note in standing_notes(assessment, item, framework)]
    return "".join(lines)


def _recorded(item: EvidenceItem, framework: Framework) -> list[tuple[str, str]]:
    """What each voice is recorded to have said, what speaks against the claim first, and who is named only."""
    facts = [
        (framework.voices[record.voice].label, f"{'They say otherwise: ' * record.against}{record.in_words}")
        for record in critical_first(item.confirmations)
        if record.recorded
    ]
    unrecorded = [inline(framework.voices[voice].label) for voice in Voice if voice in item.unrecorded_voices]
    return [*facts, ("Nothing recorded", f"from {listed(unrecorded)}, though named" if unrecorded else "")]


def _fact(field: Field, item: EvidenceItem, assessment: Assessment) -> str:
    """The text of a field on an item's card; "" where it is empty."""
    if field.name == "action.text":
        return next_step(item)
    if field.name == "attached":
        return "\n".join(one.in_words for one in attached_to(assessment, item))
    text: str = getattr(item, field.name)
    if field.name == "source":
        return ", ".join(part for part in (text, long_date(item.source_date) if item.source_date else "") if part)
    # what is asked of a gap is often typed to follow "because", as the draft has it
    return capital(text) if field.of_gap else text


def next_step(item: EvidenceItem) -> str:
    """The next step, who leads on it by when, and its measure, each on a line of its own; "" where there is none."""
    step = item.action
    if step is None:
        return ""
    led = ", ".join(part for part in (step.owner, f"by {long_date(step.due)}" if step.due else "") if part)
    measure = f"We will know by: {step.measure}" if step.measure else ""
    return "\n".join(part for part in (step.text, led, measure) if part)
