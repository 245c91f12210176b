"""What the garbage collector is spared: walking, after every click, what this process holds for good.

Streamlit collects after every run of a page, the whole heap each time, while all sessions stand still. Most of the heap
is what libraries and models hold, some 360,000 objects, where a run leaves a few hundred. With that walk a click in the
open evidence form took four times as long on a quiet machine and fifteen on a busy one, and 25 people at once waited
nine seconds for what takes one. `rubric bench --only people` shows the waits of today.
"""

import gc


def spare_the_collector() -> None:
    """Freeze all that this process holds by now: no collection from here on walks it, nor lets it go.

    So all is thawed first, and collected once: what a newer library has replaced since the last time can go. Sessions
    that are open now are frozen too, and those of their leavings that hold each other stay until the next time; they
    are few. Everybody waits for the one collection in here, so this is for a thread in the background, after the models
    are made.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def load_what_comes_late() -> None:
    """Import what pages import only when they come to need it, about 75,000 objects that then stay.

    For a thread in the background too, before `spare_the_collector`: what comes after that is walked until the next
    time, which may be weeks away. At the start of the server it would keep the first visitor waiting, for some seconds
    where matplotlib has yet to list the fonts of this machine.
    """
    import matplotlib.backends.backend_agg  # noqa: F401

    import rubric.draft.calendar
    import rubric.draft.workbook
    import rubric.reports.files.page
    import rubric.reports.files.pdf
    import rubric.reports.files.word  # noqa: F401
