"""A file or link as it is drawn wherever it is met: what is known of it, the way to it, and the boxes about it."""

from datetime import date
from functools import partial

import streamlit as st

from rubric.english import long_date, size
from rubric.evidence import Assessment
from rubric.evidence.attachment import AttachedKind, Attachment, subject_of
from rubric.evidence.attachments import file_name, has_expired, is_stale, newest_of, versions_before
from rubric.ui.parts.uploads import megabytes
from rubric.ui.parts.words import clock, literal, safe
from rubric.ui.saved import saving
from rubric.ui.saved.attached import acts as attaching
from rubric.ui.saved.boxes import boxes
from rubric.ui.saved.fields import Fields
from rubric.ui.saved.history import history
from rubric.ui.state import cache, session
from rubric.ui.state.desk import Drawn

BYTES = "application/octet-stream"  # whatever it is: a browser saves it, and opens nothing of it in our pages


def about(assessment: Assessment, one: Attachment, on: date, *, style: str = "claim") -> str:
    """What is known of it, as HTML: its title (in this style), its facts in a line, and what is to be looked at."""
    facts = [one.name, size(one.size)] if one.kind is not AttachedKind.LINK else [one.link]
    facts += [f"version {one.version}"] if one.version > 1 else []
    facts += [f"owner: {one.owner.strip()}"] if one.owner.strip() else []
    facts += [long_date(one.dated)] if one.dated else []
    facts += [f"holds until {long_date(one.expires)}"] if one.expires and not has_expired(one, on) else []
    todo = []
    if has_expired(one, on) and one.expires:
        todo.append(f"Past its last day, {long_date(one.expires)}")
    if is_stale(one, on):
        todo.append("Old document")
    newest = newest_of(assessment, one)
    if newest.id != one.id:
        todo.append(f"Version {newest.version} has replaced this one")
    marks = f'<p class="todo">{safe("; ".join(todo))}</p>' if todo else ""
    subject = subject_of(one.id)
    if reasons := dict.fromkeys(waiver.reason for waiver in assessment.waivers if waiver.subject == subject):
        marks += f'<p class="quiet">Kept with what looks like personal data, because “{safe("; ".join(reasons))}”</p>'
    return f'<p class="{style}">{safe(one.called)}</p><p class="quiet">{safe(" · ".join(facts))}</p>{marks}'


def way_to(assessment: str, one: Attachment, *, here: bool, place: str, older: bool = False) -> None:
    """The button that downloads a file or opens a link; `here`: its bytes are. `place` tells buttons apart.

    `older`: it stands beside the version in use, and says which one it is.
    """
    name = f"{f' version {one.version}' * older} :small[{'of ' * older}{literal(one.called)}]"
    if one.kind is AttachedKind.LINK:
        st.link_button(f"Open{name}", one.link, icon=":material/open_in_new:")
    elif here:
        st.download_button(
            f"Download{name}",
            partial(cache.store().attached.get, assessment, one.id),
            file_name=file_name(one.name, one.kind),
            mime=BYTES,
            key=f"download-{place}-{one.id}",
            icon=":material/download:",
            on_click="ignore",
        )
    else:
        st.html('<p class="todo">Only its name came in the assessment file: attach the file again.</p>')


def details(assessment: Assessment, one: Attachment) -> None:
    """The boxes for its title, owner and dates, each saved as it is left."""
    kept = attaching.thing(assessment.id, one.id)
    saving.mark_seen(kept, session.feature(Drawn).assessment)
    fields = Fields(kept)
    boxes(kept)
    left, right = st.columns(2)
    with left:
        fields.text("title", "Title of the document", one.title)
        fields.day("dated", "Date on it", one.dated)
    with right:
        fields.text("owner", "Who owns the document", one.owner)
        fields.day("expires", "Last day on which it holds", one.expires)


def past(assessment: Assessment, one: Attachment) -> None:
    """Its history, folded: who changed its title, owner or dates, when, and from what; and its versions."""
    history(
        attaching.thing(assessment.id, one.id),
        partial(cache.store().attached.history, assessment.id, one.id),
        partial(getattr, one),
        attaching.go_back,
        of=one.known_by,
        began=[_came(version) for version in (one, *versions_before(assessment, one))],
    )


def _came(one: Attachment) -> str:
    """ "Version 2: Survey 2026.pdf (Kim, 14:02)"; of the first, which may be the only one: "Attached as …"."""
    begin = f"Version {one.version}:" if one.version > 1 else "Attached as"
    return f"{begin} {one.known_by} ({one.by or 'by somebody'}, {clock(one.at)})"


def bring(assessment: str, name: str, *, item: str = "", replaces: str = "") -> None:
    """A box for a file and one for a link. `name` tells these boxes from others; the rest is as `attaching` has it."""
    file = st.file_uploader(
        "A new version as a file" if replaces else "A file",
        key=session.turn(f"file-{name}"),
        max_upload_size=megabytes(attaching.most_bytes()),
        help="Word, Excel, PowerPoint, OpenDocument, PDF, text, an e-mail or a picture, without macros. It is kept as "
        "it is, and what stands in it is not looked through for personal data.",
    )
    if file is not None:
        with st.spinner("Looking at what it is…"):
            attaching.keep_file(assessment, file.name, file.getvalue(), item=item, replaces=replaces)
        session.next_turn(f"file-{name}")
        st.rerun()
    key = f"link-{name}"
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"add-{key}"):
        label = "A new version as a link" if replaces else "Or a link"
        st.text_input(label, key=session.turn(key), placeholder="https://…", max_chars=2_000)
        st.button(
            "Add the link",
            key=f"keep-{key}",
            on_click=attaching.keep_link,
            args=(assessment, key),
            kwargs={"item": item, "replaces": replaces},
        )
