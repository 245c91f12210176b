"""Imported once in the process that each server under test is a copy of: the app, and readings of what ships with it.

A server then starts in a moment, where importing all that takes three seconds of work and reading as long again. It
still makes its models itself, beside its first visitor. `rubric run` itself is started in test_team_setup.py.
"""

import os

os.environ.setdefault("STREAMLIT_LOGGER_LEVEL", "error")  # as a server it would be quiet: nothing is served here

import altair  # noqa: F401

import rubric.workflow
from rubric.prediction.fitting import one_thread
from rubric.ui.state.collector import load_what_comes_late
from tests.browser import at_rest  # noqa: F401

with one_thread():
    _bench = rubric.workflow.prepare()
    _ = _bench.model, _bench.index, _bench.coder
load_what_comes_late()
