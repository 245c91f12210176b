"""The panel for a council's own Word templates: which is used, another one, what it may hold, and a starter."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from rubric.draft.documents.own_templates import KINDS, PLAN, starter
from rubric.draft.word.fields import DRAFT
from rubric.draft.word.kinds import TemplateKind
from rubric.draft.word.own_template import ShownBlock, TemplateCheck, field_list
from rubric.english import capital, count
from rubric.evidence import Assessment
from rubric.framework import Framework
from rubric.storage.values import TemplateVersion
from rubric.ui.draft import acts
from rubric.ui.draft.desk import TemplatesDesk
from rubric.ui.draft.kept import TEMPLATES, USED_TEMPLATE, template_field
from rubric.ui.parts.tables import scrolling, table
from rubric.ui.parts.uploads import megabytes
from rubric.ui.parts.words import clock, erased_after, literal, safe
from rubric.ui.saved import who
from rubric.ui.saved.fields import Fields
from rubric.ui.saved.kind import Thing
from rubric.ui.state import cache, session
from rubric.ui.state.desk import Gone

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_MEGABYTES = 15
MOST_REMOVED = 3
_UPLOAD = "template"
_SHIPPED = "The template that comes with this tool"


def choose(assessment: Assessment, framework: Framework) -> None:
    """Which template each document is made with, and everything to change that."""
    versions = cache.store().templates.versions(DRAFT.id)
    used = next((one for one in versions if one.id == acts.template_in_use(assessment.id, DRAFT.id)), None)
    label = f"{used.name}, version {used.version}" if used else "the standard one"
    head = f"Template: {literal(label)}"
    with st.expander(head, icon=":material/article:", expanded=is_trying(), key="template-panel"):
        if error := session.take_note(TEMPLATES):
            st.error(literal(error))
        kind = _kind()
        kept = {version.id: version for version in cache.store().templates.versions(kind.id)}
        _pick(assessment, kept, acts.template_in_use(assessment.id, kind.id), kind)
        _removed(kind)
        _upload(assessment, framework, kind)
        st.html(_fields(kind))
        st.download_button(
            "Download a starter template",
            partial(starter, kind),
            file_name=f"{'self-assessment' if kind is DRAFT else kind.id}-template.docx",
            mime=WORD,
            key="starter",
            icon=":material/download:",
            on_click="ignore",
            help="The template that comes with this tool: change its look and its words in Word, and keep the fields.",
        )


def is_trying() -> bool:
    """Whether a template is on trial, so that the panel is to be open."""
    return session.feature(TemplatesDesk).trial is not None


def _kind() -> TemplateKind:
    """Which document the panel is about; that of a template on trial stays until it is kept or not."""
    memory = session.feature(TemplatesDesk)
    if memory.trial is not None:
        return KINDS[memory.trial.kind]
    names = {capital(kind.name): kind for kind in KINDS.values()}
    shown = capital(KINDS[memory.kind].name)
    chosen = names.get(
        str(st.segmented_control("Template of the", list(names), default=shown, key="template-of")), DRAFT
    )
    memory.kind = chosen.id
    return chosen


def _pick(assessment: Assessment, kept: dict[int, TemplateVersion], used: int, kind: TemplateKind) -> None:
    if kept:
        names = {number: f"{version.name}, version {version.version}" for number, version in kept.items()}
        kept_as = Thing(USED_TEMPLATE, "", assessment.id)
        label = f"Make the {kind.name} with"
        Fields(kept_as).choose(template_field(kind.id), label, {0: _SHIPPED} | names, used if used in kept else 0)
    if used in kept:
        version = kept[used]
        by = f" by {literal(version.by)}" if version.by else ""
        with st.container(horizontal=True, vertical_alignment="center", key="template-used"):
            st.caption(f"Kept {clock(version.at)}{by}, {max(1, version.size // 1000)} KB.", width="content")
            st.button("Remove it", key="template-remove", on_click=acts.remove_template, args=(used, names[used]))


def _removed(kind: TemplateKind) -> None:
    """The template version removed last and those removed before, each with a button that restores it."""
    gone = session.feature(TemplatesDesk).removed
    for version in cache.store().templates.removed(kind.id)[:MOST_REMOVED]:
        if gone is None or gone.item != str(version.id):
            name = f"{version.name}, version {version.version}"
            with st.container(horizontal=True, vertical_alignment="center", key=f"template-gone-{version.id}"):
                st.markdown(f"Removed before: {literal(name)}.", width="content")
                back = Gone("", str(version.id), name)
                st.button("Put it back", key=f"back-{version.id}", on_click=acts.put_template_back, args=(back,))
    if gone is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="template-gone"):
        st.markdown(f"Removed {literal(gone.label)}. {erased_after()}", width="content")
        st.button("Undo", key="template-back", icon=":material/undo:", on_click=acts.put_template_back, args=(gone,))


def _upload(assessment: Assessment, framework: Framework, kind: TemplateKind) -> None:
    trial = session.feature(TemplatesDesk).trial
    if trial is None or trial.assessment != assessment.id:
        file = st.file_uploader(
            "Your own template (.docx)",
            type=["docx", "dotx"],
            key=session.turn(_UPLOAD),
            max_upload_size=megabytes(MOST_MEGABYTES * 1_000_000),
            help="It is looked over first, and shown with your document in it, before anything is kept.",
        )
        if file is not None:
            with st.spinner(f"Looking it over and making your {kind.name} with it…"):
                acts.try_out(file.name, file.getvalue(), assessment, framework, kind)
            session.next_turn(_UPLOAD)
            st.rerun()
        return
    with st.container(border=True, key="template-trial"):
        found(trial.name, trial.check)
        if trial.check.sound:
            st.html(f"<details><summary>Your {kind.name} made with it</summary>{trial_preview(trial.shown)}</details>")
            who.field("template-who")
            st.text_input("Name of the template", value=trial.name, key="template-name", max_chars=100)
        with st.container(horizontal=True):
            if trial.check.sound:
                st.button(
                    "Keep and use it",
                    key="template-keep",
                    type="primary",
                    on_click=acts.keep_template,
                    args=(assessment.id, "template-name"),
                )
            st.button("Do not keep it", key="template-drop", on_click=acts.put_trial_away, args=("template-name",))


def found(name: str, check: TemplateCheck) -> None:
    """The result of the inspection of a template."""
    if check.sound:
        st.success(f"{literal(name)} can be used: every one of its fields is known.", icon=":material/check:")
    else:
        st.error(f"{literal(name)} cannot be used yet.")
    for sentence in check.errors:
        st.markdown(f"- {literal(sentence)}")
    if check.unknown:
        names = ", ".join(f"<code>{safe(field)}</code>" for field in check.unknown)
        what = count(len(check.unknown), "field")
        st.html(
            f"<p>It asks for {what} that we do not have: {names}. Correct the spelling in Word, or take it out.</p>"
        )
    if check.missing and not check.errors:
        rows = [
            (f"{{{{ {field.name} }}}}" if _plain(field.name) else field.name, field.holds) for field in check.missing
        ]
        st.html(
            f"<details><summary>You may want: {count(len(rows), 'part')} of the draft it leaves out</summary>"
            f"{table('Parts of the draft that the template leaves out', ('Field', 'What it holds'), rows)}</details>"
        )


def trial_preview(parts: Sequence[ShownBlock]) -> str:
    """A finished draft as HTML: its headings, paragraphs and tables."""
    made = []
    for part in parts:
        if part.kind == "heading":
            made.append(f"<p><strong>{safe(part.text)}</strong></p>")
        elif part.kind == "paragraph":
            made.append(f"<p>{safe(part.text)}</p>")
        else:
            head, *rest = part.rows
            made.append(table("A table of the draft", head, rest, kind="plain"))
    return scrolling("Your draft made with this template", f'<div class="draft trial">{"".join(made)}</div>')


def _plain(name: str) -> bool:
    return name in ("council", "title", "statement", "period", "lead", "date", "status", "version", "content")


def _fields(kind: TemplateKind) -> str:
    rows = [(field.name, field.holds) for field in field_list(kind)]
    part = "totals" if kind is PLAN else "strengths"
    return (
        '<details class="fields"><summary>Every field a template may use</summary>'
        "<p>Write a field as <code>{{ council }}</code>, and "
        f"what is in a loop after the name you give it: <code>{{%p for e in {part}.paragraphs %}}</code>, then "
        "<code>{{ e.text }}</code>, then <code>{%p endfor %}</code>, each in a paragraph of its own; in the row of a "
        "table with <code>{%tr</code>.</p>"
        f"{table('Fields of a template', ('Field', 'What it holds'), rows)}</details>"
    )
