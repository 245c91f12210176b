"""Where the bench's people are: a bare page as the floor, and two of the app's with the example council's evidence."""

from collections.abc import Sequence

from rubric.bench.person import Place
from rubric.evidence import example_assessment
from rubric.storage import Store

BARE, FORM, BAND = "bare page with ten widgets", "open evidence form", "predicted band"
ON_BARE = Place(label="agree")
BARE_PAGE = '''"""As little as a page with ten widgets can be: what Streamlit itself takes."""

import streamlit as st

held = [
    st.text_input("name", key="name"),
    st.text_area("words", key="words"),
    st.number_input("number", key="number"),
    st.selectbox("one of", ["a", "b", "c"], key="one"),
    st.multiselect("some of", ["a", "b", "c"], key="some"),
    st.radio("which", ["a", "b", "c"], key="which"),
    st.checkbox("agree", key="agree"),
    st.slider("how far", key="far"),
    st.date_input("day", key="day"),
    st.toggle("on", key="on"),
]
st.session_state["runs"] = st.session_state.get("runs", 0) + 1
st.text(str(held))
st.text(f"run {st.session_state['runs']}")
'''


def places(store: Store, people: int) -> dict[str, Sequence[Place]]:
    """For each of our two pages a place for so many people, in assessments that are brought into the store for them.

    An assessment is shared by as many as it has items, as a team would. On the form each has an item of their own open
    and says how far along it is. On the band's page, the heaviest of all, each opens one part behind the answer after
    another.
    """
    form: list[Place] = []
    band: list[Place] = []
    while len(form) < people:
        held = store.assessments.add(example_assessment())
        for item in held.evidence:
            here = f"assessment={held.id}&aspect={item.aspect}"
            form.append(Place("evidence", f"{here}&item={item.id}", "How far along is it?"))
            band.append(Place("band", here, "Look closer"))
    return {FORM: form[:people], BAND: band[:people]}
