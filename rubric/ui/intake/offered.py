"""The files that were brought in, each offered once to be kept as proof for the items that were accepted from it."""

import streamlit as st

from rubric.english import count, either
from rubric.evidence import Assessment
from rubric.ui.intake import proof
from rubric.ui.parts.words import literal, safe
from rubric.ui.saved import who
from rubric.ui.saved.guard.acts import LONGEST_REASON
from rubric.ui.state import cache, session
from rubric.ui.state.at_hand import AtHand

_SHOWN = 3  # finds told of one file


def offered(assessment: Assessment) -> None:
    """An offer for each file that is at hand and of which something was accepted, and what came of the last one."""
    if error := session.take_note(proof.PLACE):
        st.error(literal(error))
    if said := session.take_note(proof.SAID):
        st.html(f'<p role="status" class="quiet">{safe(said)}</p>')
    files = cache.files_at_hand().of(assessment.id)
    accepted = cache.store().proposals.accepted(assessment.id) if files else {}
    for file in files:
        items = proof.rests(assessment, accepted.get(file.attachment.sha256, ()), file)
        if items:
            _offer(assessment, file, items)


def _offer(assessment: Assessment, file: AtHand, items: list[str]) -> None:
    name, key = file.attachment.name, file.attachment.sha256[:12]
    reason = f"intake-proof-why-{key}"
    with st.container(border=True, gap="small", key=f"intake-proof-{key}"):
        came = f"{count(len(items), 'item')} came from {name}, and {either(len(items), 'names', 'name')} it."
        st.html(
            f'<p class="label">{safe(came)}</p><p class="quiet">The file itself is not kept, unless you keep it: then '
            "whoever opens this assessment can download it from the items.</p>"
        )
        if file.finds:
            _finds(file)
            st.text_input("Why may this stay in a file that is kept?", key=reason, max_chars=LONGEST_REASON)
            who.field(f"intake-proof-who-{key}")
        with st.container(horizontal=True, key=f"intake-proof-do-{key}"):
            st.button(
                f"Keep this file as proof for its {count(len(items), 'item')} :small[{literal(name)}]",
                key=f"intake-proof-keep-{key}",
                icon=":material/attach_file:",
                on_click=proof.keep,
                args=(assessment.id, file, items, reason),
            )
            st.button(
                f"Don’t keep it :small[{literal(name)}]",
                key=f"intake-proof-leave-{key}",
                type="tertiary",
                on_click=proof.let_go,
                args=(assessment.id, file, reason),
            )


def _finds(file: AtHand) -> None:
    """What in a file looks like personal data: what was masked in the items stands in the file still."""
    number = len(file.finds)
    looks = either(number, "looks", "look")
    lines = [f"<li>{safe(seen.found.kind.label)} ({safe(seen.found.hint)})</li>" for seen in file.finds[:_SHOWN]]
    more = f"<li>and {number - _SHOWN} more</li>" if number > _SHOWN else ""
    st.html(
        f'<p class="note">{count(number, "thing")} in it {looks} like personal data, and what you masked stands in '
        f'the file as it was.</p><ul class="outcomes">{"".join(lines)}{more}</ul>'
    )
