"""The register of items: what to look for, the list, and a box to choose each by."""

from datetime import date

import streamlit as st

from rubric.english import count, shortened
from rubric.evidence import Assessment, EvidenceItem
from rubric.evidence.register import found, lacks
from rubric.framework import Framework
from rubric.ui.parts import navigation, paging
from rubric.ui.parts.coding import labels
from rubric.ui.parts.words import literal, safe
from rubric.ui.register import acts, together, words
from rubric.ui.register.desk import RegisterDesk
from rubric.ui.register.kept import thing
from rubric.ui.saved.fields import Fields
from rubric.ui.state import session

PAGE = 9
_NAME = 110  # letters of a claim beside its box


def listing(assessment: Assessment, framework: Framework) -> None:
    """The items that are looked for, a page at a time, with what can be done to those that are chosen."""
    memory, today = session.feature(RegisterDesk), date.today()
    memory.chosen &= {item.id for item in assessment.evidence}
    _search(assessment, framework)
    shown = found(assessment, framework, memory.sought, memory.order, today)
    _standing(assessment, [item.id for item in shown])
    together.bar(assessment, framework)
    if not shown:
        st.markdown("No item is like this. Look for fewer things at once, or clear the search.")
    page = paging.page("register", -(-len(shown) // PAGE))
    with st.container(gap="xsmall"):
        for number, item in list(enumerate(shown, 1))[(page - 1) * PAGE : page * PAGE]:
            _row(number, item, framework, today)


def nothing_yet() -> None:
    """What to do first where there is no item."""
    st.markdown("There is no evidence yet: write an item, or bring in what you have.")
    navigation.link("evidence", "Add evidence", icon=":material/edit_note:")
    navigation.link("intake", "Bring in what you have", icon=":material/upload_file:")


def _search(assessment: Assessment, framework: Framework) -> None:
    memory, fields, named = session.feature(RegisterDesk), Fields(thing(assessment.id)), labels(framework)
    left, right = st.columns([3, 2])
    with left:
        fields.text("words", "Search", memory.words, placeholder="Words anywhere in an item")
    with right:
        fields.choose("order", "Sort by", words.ORDER, memory.order)
    more = st.expander(
        "Filter: what is missing, aspect, tone, how far along, who confirms it, owner, source",
        key="register-more",
        on_change="rerun",
        type="compact",
    )
    if not more.open:
        return
    with more:
        fields.pills("only", "Only items with", {str(one): said for one, said in words.ONLY.items()}, memory.only)
        left, right = st.columns(2)
        with left:
            fields.several("aspects", "Aspect", named["aspect"], memory.aspects)
            fields.several("polarities", "Strength or shortfall", named["polarity"], memory.polarities)
            fields.several("maturities", "How far along", named["maturity"], memory.maturities)
        with right:
            fields.several("voices", "Who confirms it", words.voices(framework), memory.voices)
            fields.several("owners", "Owner", words.owners(assessment), memory.owners)
            fields.several("sources", "Source", words.sources(assessment), memory.sources)


def _standing(assessment: Assessment, shown: list[str]) -> None:
    memory, everything = session.feature(RegisterDesk), len(assessment.evidence)
    told = count(everything, "item") if len(shown) == everything else f"{len(shown)} of {count(everything, 'item')}"
    if memory.chosen:
        hidden = len(memory.chosen - set(shown))
        told += f", {len(memory.chosen)} chosen" + (f" ({hidden} of them not in this list)" if hidden else "")
    with st.container(horizontal=True, vertical_alignment="center", key="register-standing"):
        st.html(f'<p role="status" class="label">{safe(told)}</p>', width="content")
        if set(shown) - memory.chosen:
            label = f"Choose all {len(shown)}" if len(shown) > 1 else "Choose it"
            st.button(label, key="register-all", type="tertiary", on_click=acts.choose_all, args=(shown,))
        if memory.chosen:
            st.button("Choose none", key="register-none", type="tertiary", on_click=acts.choose_none)
        if len(shown) < everything:
            st.button("Clear the search", key="register-clear", type="tertiary", on_click=acts.clear)


def _row(number: int, item: EvidenceItem, framework: Framework, today: date) -> None:
    chosen, named = item.id in session.feature(RegisterDesk).chosen, labels(framework)
    with st.container(border=True, gap="xsmall", key=f"register-row-{number}"):
        with st.container(horizontal=True, horizontal_alignment="distribute"):
            key = session.tie(f"choose-{item.id}", chosen)
            text = shortened(item.text, _NAME) or "An item with no words yet"
            st.checkbox(literal(text), chosen, key=key, on_change=acts.choose, args=(item.id, key))
            navigation.link("evidence", f"Open :small[item {number}]", item=item.id, aspect=item.aspect)
        chips = [("aspect", words.title(item.aspect, framework))]
        chips += [("tone", named["polarity"][item.polarity])] if item.polarity else []
        chips += [("far", named["maturity"][item.maturity])] if item.maturity else []
        html = "".join(f'<span class="{kind}">{safe(text)}</span>' for kind, text in chips)
        lacking = [words.ONLY[one] for one in lacks(item, today)]
        todo = f'<span class="todo">{safe("; ".join(lacking))}</span> · ' if lacking else ""
        st.html(f'<p class="chips quiet">{html}{todo}{safe(words.facts(item, framework))}</p>')
