"""What runs at every click: the page list, the side bar, then the page itself."""

import streamlit as st

from rubric.errors import RubricError, StoreError
from rubric.ui.app import changes, frame, watch
from rubric.ui.parts import navigation
from rubric.ui.state import cache


def show() -> None:
    """Draw the app. Titles come from the pages: one set here would stay the same on all of them."""
    st.set_page_config(layout="wide", page_icon=str(frame.STYLE.with_name("icon.svg")))
    st.html(frame.STYLE)
    st.html(frame.PRINT)
    st.logo(frame.logo(), size="large", link=None)
    page = st.navigation(navigation.registered(), expanded=True)
    try:
        cache.store()
    except StoreError as error:
        frame.heading("The tool cannot start", "Nothing can be shown or saved until this is put right.")
        frame.show_error(error)
        watch.look_for_it()
        return
    changes.begin_run()
    try:
        cache.warm_up()
        navigation.arrive(page.url_path)
        navigation.follow_address()
        frame.sidebar()
        page.run()
        navigation.redraw()
        cache.erasing()  # only now, so that no page waits for the database meanwhile
    except RubricError as error:
        frame.show_error(error)
    watch.end_run()
