"""A Word draft that came back: its differences side by side, each accepted or rejected."""

from collections.abc import Mapping
from itertools import groupby

import streamlit as st

from rubric.draft.outline import ACTIONS, BAND, EVIDENCE, FURTHER
from rubric.draft.round_trip.beside import Comment
from rubric.draft.round_trip.compare import differences
from rubric.draft.round_trip.differences import Difference
from rubric.draft.round_trip.remarks import remarks_on
from rubric.english import count, long_date, shortened
from rubric.evidence import Assessment
from rubric.ui.files import acts
from rubric.ui.parts import navigation
from rubric.ui.parts.html import marked
from rubric.ui.parts.uploads import megabytes
from rubric.ui.parts.words import literal, safe
from rubric.ui.saved import who
from rubric.ui.state import session

AT_ONCE = 5  # differences on the screen; the next come up as these are dealt with
_LONGEST_ABOUT = 160  # characters shown of what a comment is on
_UPLOAD = "word-back"
_KINDS = {"reworded": "Reworded", "added": "Added in Word", "removed": "Taken out in Word", "moved": "Moved in Word"}
_NOTHING = {"added": "Not in the draft here.", "removed": "Not in the Word file any more."}


def show(assessment: Assessment) -> None:
    """The upload, or the file under review with its differences."""
    if error := session.take_note(acts.WORD):
        st.error(literal(error))
    back = acts.open_word(assessment.id)
    if back is None:
        _upload(assessment)
        return
    draft = acts.drafted(assessment)
    found = differences(back.returned, draft)
    waiting = [difference for difference in found if difference.key not in back.left]
    comments = [comment for comment in back.returned.unsettled if comment.key not in back.left]
    decided = acts.decided_count(back)
    with st.container(key="word-back"):
        st.markdown(f"**{literal(back.name)}**")
        for sentence in remarks_on(back.returned, draft):
            st.markdown(f"- {literal(sentence)}")
        total = count(decided + len(waiting) + len(comments), "point" if back.returned.unsettled else "difference")
        _progress(assessment.id, decided, len(waiting) + len(comments), total, done=bool(back.done))
        if waiting:
            who.field("returned-who")
            _listing(assessment.id, waiting)
        if comments:
            _comments(assessment.id, comments, {section.id: section.heading for section in draft.sections})


def _upload(assessment: Assessment) -> None:
    file = st.file_uploader(
        "The draft as it was changed in Word (.docx)",
        type="docx",
        key=session.turn(_UPLOAD),
        max_upload_size=megabytes(),
        help="Paragraphs are recognised by hidden marks, with track changes on or off. Nothing is changed by bringing "
        "it: you accept what you want.",
    )
    if file is not None:
        with st.spinner("Reading the draft…"):
            acts.read_word(file.name, file.getvalue(), assessment.id)
        session.next_turn(_UPLOAD)
        st.rerun()


def _progress(assessment: str, decided: int, left: int, total: str, *, done: bool) -> None:
    """How much was looked at and how much is left; `total` is both together, in words."""
    if not decided and not left:
        st.success("Its text says what the draft here says: there is nothing to take over.", icon=":material/check:")
    elif not left:
        st.success(f"All {total} looked at.", icon=":material/check:")
    else:
        st.progress(decided / (decided + left), text=f"{decided} of {decided + left} looked at")
    with st.container(horizontal=True, key="word-back-done"):
        if done:
            st.button("Undo", key="word-undo", icon=":material/undo:", on_click=acts.undo_word, args=(assessment,))
        st.button("Finish with this file", key="word-finish", on_click=acts.finish_word)


def _listing(assessment: str, waiting: list[Difference]) -> None:
    for section, group in groupby(waiting[:AT_ONCE], key=lambda difference: difference.section):
        shown = list(group)
        st.subheader(literal(shown[0].heading), anchor=False)
        every = [difference.key for difference in waiting if difference.section == section]
        if len(every) > 1:
            st.button(
                f"Accept all {len(every)} of this section",
                key=f"word-all-{section}",
                on_click=acts.take,
                args=(assessment, section, every),
            )
        for difference in shown:
            _card(assessment, difference, waiting.index(difference) + 1)
    if len(waiting) > AT_ONCE:
        st.caption(f"{count(len(waiting) - AT_ONCE, 'more difference')} come up as you go on.")


def _comments(assessment: str, waiting: list[Comment], headings: Mapping[str, str]) -> None:
    """Comments that nobody has settled, each with who said it and on what."""
    st.subheader("Comments in Word", anchor=False)
    for place, comment in enumerate(waiting[:AT_ONCE], 1):
        with st.container(border=True, key=f"comment-{comment.key}"):
            said = f"{comment.by or 'Nobody named'}{f', {long_date(comment.on)}' if comment.on else ''}"
            answer = f" (in answer to “{shortened(comment.answers)}”)" if comment.answers else ""
            st.markdown(f"**{literal(said)}**{literal(answer)}")
            st.html(f'<p class="lines">{safe(comment.words) or "<em>Without words.</em>"}</p>')
            about = shortened(comment.about or comment.paragraph, _LONGEST_ABOUT)
            where = headings.get(comment.section, "")
            st.caption(
                literal(" in ".join(filter(None, (f"On “{about}”" if about else "", f"“{where}”" if where else ""))))
            )
            with st.container(horizontal=True):
                st.button(
                    f"Settled :small[comment {place}]",
                    key=f"word-settle-{comment.key}",
                    icon=":material/check:",
                    on_click=acts.leave,
                    args=(assessment, comment.key),
                )
                _way_to(comment)
    if len(waiting) > AT_ONCE:
        st.caption(f"{count(len(waiting) - AT_ONCE, 'more comment')} come up as you go on.")


def _way_to(comment: Comment) -> None:
    """A link to where what the comment is on can be changed."""
    if comment.section in (ACTIONS.id, FURTHER.id):
        navigation.link("plan", "Open the plan", icon=":material/edit_note:")
    elif comment.section == EVIDENCE.id:
        navigation.link("evidence", "Open the evidence", icon=":material/edit_note:")
    elif comment.section and comment.section != BAND.id:
        navigation.link("draft", "Edit this section", icon=":material/edit_note:", edit=comment.section)


def _card(assessment: str, difference: Difference, place: int) -> None:
    with st.container(border=True, key=f"difference-{difference.key}"):
        st.markdown(f"**{_KINDS[difference.kind]}{f' ({difference.place})' if difference.place else ''}**")
        if difference.also_changed_here:
            st.warning(
                "This was also changed here since the draft went out: accepting it replaces what stands here now.",
                icon=":material/group:",
            )
        st.html(beside(difference))
        with st.container(horizontal=True):
            st.button(
                f"Accept :small[difference {place}]",
                key=f"word-take-{difference.key}",
                type="primary",
                on_click=acts.take,
                args=(assessment, difference.section, [difference.key]),
            )
            st.button(
                f"Leave :small[difference {place}]",
                key=f"word-leave-{difference.key}",
                on_click=acts.leave,
                args=(assessment, difference.key),
            )


def beside(difference: Difference) -> str:
    """The HTML of both wordings side by side; what only one of them has is marked, also for a screen reader."""
    here, word = marked(difference.pieces)
    if difference.kind == "moved":
        here, word = safe(difference.current), f"{safe(difference.word)} <em>(the same words in another place)</em>"
    return (
        f'<div class="side-by-side words"><div><h3>Here now</h3><p>{here or _NOTHING["added"]}</p></div>'
        f"<div><h3>In Word</h3><p>{word or _NOTHING['removed']}</p></div></div>"
    )
