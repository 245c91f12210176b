"""An evidence item as it reads when it is not being edited: a card, or a line while another one is open."""

from collections.abc import Sequence

import streamlit as st

from rubric.english import capital, count, inline, long_date, shortened
from rubric.evidence import Assessment, EvidenceItem, fields
from rubric.evidence.attachments import attached_to
from rubric.evidence.confirmation import critical_first
from rubric.evidence.fields import Field
from rubric.evidence.lint import standing_notes
from rubric.evidence.loops import plainly_closed
from rubric.evidence.progress import missing
from rubric.framework import Framework
from rubric.ui.evidence import acts
from rubric.ui.evidence.desk import EvidenceDesk
from rubric.ui.parts.coding import who_confirms
from rubric.ui.parts.words import erased_after, safe
from rubric.ui.state import session

# what is asked of a gap comes first
_FACTS = tuple(sorted((field for field in fields.ITEM if field.card), key=lambda field: not field.of_gap))
PAGE = 5  # items a page: as many as fit two screens, with their claims in full
_LINE = 84  # letters of a claim in a line


def card(
    assessment: Assessment, item: EvidenceItem, framework: Framework, order: Sequence[str], *, whole: bool = False
) -> None:
    """One item: its codes, its claim and what it lacks; what stands behind it is named, or told where `whole`.

    `order` is the ids of the aspect's items as they stand. Moving and removing are in the form that Edit opens.
    """
    with st.container(border=True, key=f"card-{item.id}", gap="xsmall"):
        with st.container(horizontal=True, wrap=False, horizontal_alignment="distribute"):
            st.html(_chips(item, framework))
            _edit(item, order)
        st.html(_body(assessment, item, framework, whole=whole))


def line(item: EvidenceItem, order: Sequence[str]) -> None:
    """One item in a line, as the others stand while one is open."""
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", key=f"row-{item.id}"):
        st.html(f'<p class="quiet">{safe(shortened(item.text, _LINE)) or "An item with no words yet"}</p>')
        _edit(item, order)


def _edit(item: EvidenceItem, order: Sequence[str]) -> None:
    st.button(
        f"Edit :small[item {order.index(item.id) + 1}]",
        key=f"edit-{item.id}",
        icon=":material/edit:",
        type="tertiary",
        on_click=acts.edit,
        args=(item.id,),
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


def _chips(item: EvidenceItem, framework: Framework) -> str:
    chips = [
        ("tone", framework.polarities[item.polarity].label if item.polarity else "tone not chosen"),
        ("far", framework.maturities[item.maturity].label if item.maturity else "how far along not chosen"),
        ("who", who_confirms(item, framework)),
    ]
    if item.reach:
        chips.append(("reach", framework.reaches[item.reach].label))
    if plainly_closed(item):
        chips.append(("loop", "✓ loop closed"))
    return f'<p class="chips">{"".join(f"<span class={kind}>{safe(text)}</span>" for kind, text in chips)}</p>'


def _body(assessment: Assessment, item: EvidenceItem, framework: Framework, *, whole: bool) -> str:
    lines = [f'<p class="claim">{safe(item.text) or "<em>Nothing written yet</em>"}</p>']
    todo = missing(item)
    if todo:
        lines.append(f'<p class="todo">Still to do: {safe("; ".join(todo))}.</p>')
    notes = [f'<p class="note">{safe(note)}</p>' for note in standing_notes(assessment, item, framework)]
    facts = [*_recorded(item, framework), *((field.card, _fact(field, item, assessment)) for field in _FACTS)]
    behind = _behind(notes[1:], [(label, text) for label, text in facts if text], whole=whole)
    return "".join([*lines, *notes[:1], behind])


def _behind(notes: Sequence[str], facts: Sequence[tuple[str, str]], *, whole: bool) -> str:
    """What stands behind an item and the notes on it (HTML), named or told; "" where there is nothing of both.

    On paper it is told in any case: see print.css.
    """
    behind = f"Behind it: {', '.join(inline(label) for label, _ in facts)}" if facts else ""
    named = [part for part in (behind, count(len(notes), "more note") if notes else "") if part]
    if not named:
        return ""
    rows = "".join(f"<div><dt>{label}</dt><dd>{safe(text)}</dd></div>" for label, text in facts)
    told = "".join(notes) + (f'<dl class="facts">{rows}</dl>' if rows else "")
    if whole:
        return f"<div>{told}</div>"
    return f'<p class="quiet named">{safe("; ".join(named))}</p><div class="behind">{told}</div>'


def _recorded(item: EvidenceItem, framework: Framework) -> list[tuple[str, str]]:
    """What each voice is recorded to have said, what speaks against the claim first."""
    return [
        (framework.voices[record.voice].label, f"{'They say otherwise: ' * record.against}{record.in_words}")
        for record in critical_first(item.confirmations)
        if record.recorded
    ]


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
