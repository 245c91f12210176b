"""The name kept with what a person changes."""

from streamlit.testing.v1 import AppTest


def page() -> None:
    import streamlit as st

    from rubric.ui.saved import who
    from rubric.ui.state import session

    who.field("writer")
    who.field("waiver")
    st.markdown(f"Kept as {session.desk().who!r}")


def test_a_name_given_once_is_kept_clean_and_shown_wherever_it_is_asked() -> None:
    at = AppTest.from_function(page, default_timeout=60).run()
    assert not at.exception
    assert {box.label for box in at.text_input} == {"Your name, kept with what you change"}
    at.text_input(key="writer").input("  Sam\x00 Lee ").run()
    assert at.markdown[0].value == "Kept as 'Sam Lee'"
    assert [box.value for box in at.text_input] == ["Sam Lee", "Sam Lee"]
    at.text_input(key="waiver").input("Kim").run()
    assert at.markdown[0].value == "Kept as 'Kim'"
    assert at.text_input(key="writer").value == "Kim"
