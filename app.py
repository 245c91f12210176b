"""The app as Streamlit runs it: `streamlit run app.py`, or better `python -m rubric run`."""

from rubric.ui.app.shell import show

show()
