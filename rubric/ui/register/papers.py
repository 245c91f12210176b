"""The document register: every source that is named, when it is from, what rests on it, and what waits to be read."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import streamlit as st

from rubric.english import count, long_date, shortened
from rubric.evidence import Assessment, EvidenceItem
from rubric.evidence.attachments import held
from rubric.evidence.documents import Document, documents
from rubric.evidence.sources import source_key
from rubric.ui.parts import navigation, paging
from rubric.ui.parts.tables import table
from rubric.ui.parts.words import literal, safe
from rubric.ui.state import cache

PAGE = 15
FEW = 3  # items that rest on a document and are shown at once
_ONLY = "Only old documents, and those with no date"


def listing(assessment: Assessment) -> None:
    """All documents, a page at a time, and the files of which claims wait for somebody to look at."""
    waiting = _waiting(assessment.id)
    if waiting:
        st.header("Brought in, and not looked at yet", anchor=False)
        rows = [(name, count(number, "claim")) for name, number in sorted(waiting.items())]
        st.html(table("Files with claims to look at", ("File", "Waiting"), rows, kind="plain"))
        navigation.link("intake", "Look at these claims", icon=":material/upload_file:")
    st.header("Documents that your evidence names", anchor=False)
    named = documents(assessment, date.today())
    if not named:
        st.markdown("No document is named yet: name them beside your claims, or bring in what you have.")
        navigation.link("intake", "Bring in what you have", icon=":material/upload_file:")
        return
    old, undated = sum(one.stale for one in named), sum(not one.dates for one in named)
    st.html(
        f'<p role="status" class="label">{safe(count(len(named), "document"))}, {old} old, {undated} with no date</p>'
    )
    only = st.toggle(_ONLY, key="papers-only")
    shown = [one for one in named if not only or one.stale or not one.dates]
    if not shown:
        st.success("Every document has a date, and none is old.", icon=":material/check_circle:")
    attached = {source_key(one.attachment.called): one.attachment.in_words for one in held(assessment, date.today())}
    page = paging.page("papers", -(-len(shown) // PAGE))
    for number, one in list(enumerate(shown, 1))[(page - 1) * PAGE : page * PAGE]:
        _document(number, one, assessment, attached.get(one.key, ""))


def _document(number: int, one: Document, assessment: Assessment, attached: str) -> None:
    dates = "; ".join(long_date(day) for day in reversed(one.dates))
    told = [f'<p class="card-title">{safe(one.name)}</p>']
    told += [f'<p class="quiet">{safe(dates)}</p>'] if dates else []
    if one.stale or not one.dates:
        told.append(f'<p class="todo">{"Old document" if one.stale else "No date is given"}</p>')
    if others := one.spellings[1:]:
        told.append(f'<p class="quiet">Also written {safe("; ".join(others))}</p>')
    if attached:
        told.append(f'<p class="quiet">Attached: {safe(attached)}</p>')
    items = [item for item in assessment.evidence if item.id in one.rests]
    if one.records:
        told.append(f'<p class="quiet">{safe(count(one.records, "record"))} of what somebody said or showed</p>')
    with st.container(border=True, gap="xsmall", key=f"paper-{number}"):
        st.html("".join(told))
        rest(items, one.key, one.name)


def rest(items: Sequence[EvidenceItem], key: str, name: str) -> None:
    """Links to the items that rest on a document called so, folded where they are many; `key` tells it from others."""
    if len(items) <= FEW:
        _links(items)
        return
    label = f"All {len(items)} items that rest on {literal(name)}"
    box = st.expander(label, key=f"rests-{key}", on_change="rerun", type="compact")
    if box.open:
        with box:
            _links(items)


def _links(items: Sequence[EvidenceItem]) -> None:
    for item in items:
        text = shortened(item.text, 80) or "An item with no words yet"
        navigation.link("evidence", literal(text), item=item.id, aspect=item.aspect)


def _waiting(assessment: str) -> Counter[str]:
    """How many claims of each file nobody has decided about yet."""
    found: Counter[str] = Counter()
    for proposal in cache.store().proposals.waiting(assessment):
        found.update({origin.file for origin in proposal.origins})
    return found
