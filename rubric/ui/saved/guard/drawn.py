"""The guard on the screen: a find with its three choices, under its field, and in a list before a file goes out."""

from collections.abc import Sequence
from hashlib import sha256

import streamlit as st

from rubric.english import count, either, shortened
from rubric.evidence import Assessment
from rubric.evidence.personal import ACTION, ITEM, Personal, kept, personal_in, unsettled
from rubric.privacy import Sureness
from rubric.ui.parts import navigation, paging
from rubric.ui.parts.words import literal, safe
from rubric.ui.saved import who
from rubric.ui.saved.guard import acts
from rubric.ui.saved.guard.desk import GuardDesk, Leaving
from rubric.ui.state import cache, session

MOST = 3  # finds under one field, and a page of the list: with three buttons each, as many as a page should have
_SURE = list(Sureness)


def beside(assessment: Assessment, subject: str, field: str, text: str) -> None:
    """What a field's words hold of personal data, right under its box, each with what to do about it.

    It comes as the field is left, so that it is seen where it was typed.
    """
    with st.container():  # one place: what comes and goes would have the columns after it drawn anew under the typist
        found = personal_in(subject, field, text)
        open_finds = _distinct(unsettled(found, assessment.waivers))
        _undo_line(assessment, f"{subject}.{field}", (subject, field))
        for one in open_finds[:MOST]:
            _choices(assessment, one, f"{subject}.{field}", where=False)
        if len(open_finds) > MOST:
            more = count(len(open_finds) - MOST, "more place")
            st.html(f'<p class="note">{more} in this field: settle these first.</p>')
        if len(open_finds) > 1:
            _mask_all(assessment, open_finds, f"{subject}.{field}")
        for one, waiver in kept(_distinct(found), assessment.waivers)[:MOST]:
            _kept_line(assessment, one, waiver.reason)


def gate(assessment: Assessment, name: str) -> bool:
    """Whether a file of this assessment may be taken away; where not yet, the list of finds with what to do about each.

    `name` tells this place on the page from others. A find that somebody keeps with a reason is settled.
    """
    open_finds = _by_sureness(unsettled(cache.personal(assessment), assessment.waivers))
    may_leave = _may_leave(assessment, open_finds)
    if not open_finds:
        _undo_line(assessment, name)
        return True
    if may_leave:
        _as_it_is_line(assessment, open_finds, name)
        return True
    _list(assessment, open_finds, name)
    return False


def may_leave(assessment: Assessment) -> bool:
    """Whether a file may be taken away, where `gate` stands elsewhere on the page."""
    return _may_leave(assessment, unsettled(cache.personal(assessment), assessment.waivers))


def _may_leave(assessment: Assessment, open_finds: Sequence[Personal]) -> bool:
    passed = session.feature(Leaving).as_it_is.get(assessment.id, frozenset())
    return {one.key for one in open_finds} <= passed


def _list(assessment: Assessment, finds: Sequence[Personal], name: str) -> None:
    places = _distinct(finds)
    with st.container(border=True, key=f"guard-{name}"):
        number = count(len(places), "thing")
        looks = either(len(places), "looks", "look")
        st.html(
            f'<p role="status"><strong>Before you take a file away: {number} here {looks} like personal data.</strong>'
            '</p><p class="quiet">Whoever gets the file can read it. Mask it, take it out or keep it with a reason; '
            "not everything can be found, so read through the file as well.</p>"
        )
        _error()
        _undo_line(assessment, f"{name}-list")
        page = paging.page(f"guard-page-{name}", -(-len(places) // MOST))
        for one in places[(page - 1) * MOST : page * MOST]:
            _choices(assessment, one, f"{name}-{one.subject}.{one.field}", where=True)
        with st.container(horizontal=True, key=f"guard-all-{name}"):
            if len(places) > 1:
                _mask_all(assessment, places, name, main=True)
            st.button(
                "Download as it is",
                key=f"as-it-is-{name}",
                on_click=acts.go_on,
                args=(assessment.id, tuple(finds)),
            )


def _mask_all(assessment: Assessment, finds: Sequence[Personal], name: str, *, main: bool = False) -> None:
    """One button for all the finds; `main`: it is the one that is meant to be pressed."""
    st.button(
        f"Mask all {len(finds)}",
        key=f"mask-all-{name}",
        type="primary" if main else "secondary",
        on_click=acts.mask,
        args=(assessment.id, tuple(finds)),
    )


def _choices(assessment: Assessment, one: Personal, place: str, *, where: bool) -> None:
    """A find in words, and its three choices or, once asked for, the reason why it stays. `where`: name its field."""
    name = f"{one.found.kind}-{sha256(f'{place}{one.rule}'.encode()).hexdigest()[:10]}"
    asking = session.feature(GuardDesk).asking
    with st.container(key=f"found-{name}", gap="small"):
        stands = f" {safe(_where(assessment, one))}" if where else ""
        st.html(f'<p class="note" role="status">{safe(one.sentence)}. {safe(one.found.why)}{stands}</p>')
        if asking == name:
            _reason(assessment, one, name)
            return
        label = f":small[{literal(one.found.hint)}]"
        with st.container(horizontal=True, vertical_alignment="center", key=f"choose-{name}"):
            for verb, key, act, arguments in (
                ("Mask", "mask", acts.mask, (assessment.id, (one,))),
                ("Keep, and say why", "keep", acts.ask_why, (name,)),
                ("Take out", "take-out", acts.take_out, (assessment.id, (one,))),
            ):
                st.button(f"{verb} {label}", key=f"{key}-{name}", type="tertiary", on_click=act, args=arguments)
            if where:
                _way_there(assessment, one)


def _reason(assessment: Assessment, one: Personal, name: str) -> None:
    key = f"reason-{name}"
    st.text_input(
        "Why may this stay?",
        key=key,
        max_chars=acts.LONGEST_REASON,
        help="Kept with your name and the day. You are not asked about these words here again.",
    )
    _error()
    who.field(f"who-{name}")
    with st.container(horizontal=True, key=f"reasoned-{name}"):
        st.button(
            "Keep it", key=f"kept-{name}", type="primary", on_click=acts.keep, args=(assessment.id, one, name, key)
        )
        st.button("Back", key=f"back-{name}", on_click=acts.ask_no_more, args=(name, key))


def _kept_line(assessment: Assessment, one: Personal, reason: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"stays-{one.rule}-{one.field}"):
        words = f"Kept: {one.found.kind.label} ({one.found.hint}), because “{reason}”"
        st.html(f'<p class="quiet">{safe(words)}</p>', width="content")
        st.button(
            f"Ask again :small[{literal(one.found.hint)}]",
            key=f"again-{one.rule}-{one.subject}-{one.field}",
            type="tertiary",
            on_click=acts.ask_again,
            args=(assessment.id, one),
        )


def _undo_line(assessment: Assessment, name: str, place: tuple[str, str] | None = None) -> None:
    """What was rewritten last, with undo; under a field (`place`) only where it was rewritten there alone."""
    last = session.feature(Leaving).last
    if last is None or last.assessment != assessment.id or (place and set(last.before) != {place}):
        return
    if place is not None or session.desk().notes.get(acts.PLACE):
        _error()
    with st.container(horizontal=True, vertical_alignment="center", key=f"rewritten-{name}"):
        st.html(f'<p role="status" class="quiet">{safe(last.told)}</p>', width="content")
        st.button("Undo", key=f"unmask-{name}", icon=":material/undo:", on_click=acts.undo, args=(last,))


def _as_it_is_line(assessment: Assessment, finds: Sequence[Personal], name: str) -> None:
    number = len(_distinct(finds))
    with st.container(horizontal=True, vertical_alignment="center", key=f"as-it-is-line-{name}"):
        words = f"Files go out with {count(number, 'thing')} that {either(number, 'looks', 'look')} like personal data."
        st.html(f'<p role="status" class="quiet">{words}</p>', width="content")
        st.button(
            "Look at them again", key=f"look-{name}", type="tertiary", on_click=acts.look_again, args=(assessment.id,)
        )


def _error() -> None:
    if error := session.take_note(acts.PLACE):
        st.error(literal(error))


def _where(assessment: Assessment, one: Personal) -> str:
    """ "In “Your claim” of “Carers chair our panel…”."."""
    words = _words(assessment, one)
    return f"In “{one.label}”" + (f" of “{shortened(words.rstrip(' .'), 60)}”." if words else ".")


def _words(assessment: Assessment, one: Personal) -> str:
    """The words of the item or action that a find stands in, so that it is known which one it is."""
    kind, _, subject_id = one.subject.partition(":")
    rows = assessment.evidence if kind == ITEM else assessment.actions if kind == ACTION else []
    return next((row.text for row in rows if row.id == subject_id), "")


def _way_there(assessment: Assessment, one: Personal) -> None:
    """A link to the item or action, where its assessment is the open one."""
    kind, _, subject_id = one.subject.partition(":")
    label = f"Open it :small[{literal(one.found.hint)}]"
    if assessment.id != session.opened().assessment:
        return
    if kind == ITEM:
        aspect = next(item.aspect for item in assessment.evidence if item.id == subject_id)
        navigation.link("evidence", label, aspect=aspect, item=subject_id)
    elif kind == ACTION:
        navigation.link("plan", label, action=subject_id)


def _distinct(finds: Sequence[Personal]) -> list[Personal]:
    """The finds without those that repeat the same words in the same field."""
    return list({(*one.key, one.field): one for one in finds}.values())


def _by_sureness(finds: Sequence[Personal]) -> list[Personal]:
    return sorted(finds, key=lambda one: _SURE.index(one.found.sure))
