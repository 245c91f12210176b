"""The words of the page on how this works."""

import streamlit as st

from rubric.english import listed, long_date
from rubric.framework import Framework
from rubric.prediction import DISCLAIMER, BandModel
from rubric.ui.parts import navigation
from rubric.ui.parts.words import literal

_PATH = """
1. **Evidence.** You make one claim at a time under nine aspects. Say what is true today, and whether it is a strength
   or a shortfall. Say how far along it is, and who besides you confirms it.
2. **Comparison.** Findings from published reports are described in the same four ways, so like is held against like.
3. **Predicted band.** A model that has read those findings says which score evidence like yours goes with.
4. **Draft.** Your claims become a self-assessment in Word, with a numbered list of what proves each one.
"""
_HOW = """
- Each claim counts for its tone, how far along it is and who confirms it. The voice of people who draw on care, and of
  partners, counts for more than your own. What only you say counts as “in place” at most.
- What you say of a strength counts as far as something written shows it. That can be a name, a source, what changed, or
  a figure with its base and date. It can be a record of what somebody said. A tick alone gives little; praise gives
  nothing.
- Naming your gaps costs nothing until you name more than reports usually find. An account without any is taken to have
  them all the same.
- Silence counts. An aspect with nothing said lowers certainty, and with too much missing there is no band at all.
- What is no evidence counts for nothing, and we name the reason. It may be copied from a report or from here, or be
  words in no order. It may be praise alone, or a large claim with no source and no figure.
- How common each score is among councils is where the model starts from, held back so that it can't outweigh all
  evidence. What your evidence says alone is shown beside it.
- Little evidence makes the chances wide. The band shown is the one nearest to the expected score.
- The reasons shown for a band are the whole sum: nothing else goes into it.
"""
_LIMITS = """
- It has read few reports, by one coder who knew their scores. Its track record is a sign, not a guarantee. Bring in
  more reports, and check how they were read, and it learns from them.
- It believes what you choose. Overstate how far along something is, and the band will be as wrong as the claim.
- Inspectors see more than words: they talk to people, staff and partners, and read case files. This tool cannot.
- The reader that proposes tone and maturity is often wrong on long or subtle sentences. You decide.
"""


def path() -> None:
    """From evidence to draft, in four steps."""
    st.header("From evidence to draft", anchor=False)
    st.markdown(_PATH)


def prediction(model: BandModel) -> None:
    """What the model does, its track record, and what it cannot do."""
    st.header("How the band is predicted", anchor=False)
    st.markdown(f"**{DISCLAIMER}.** It is a rehearsal, to find gaps while there is time to close them.")
    record = model.track_record
    st.markdown(
        "To test it, we put one report aside, let the tool learn from the others, and have it score that one. "
        f"It gave CQC’s score to {record.exact} of {record.reports} real reports, each left out in turn. "
        f"Always saying 3 would be right on {record.always_3}."
    )
    if model.judged_bands:
        named = listed(map(str, model.judged_bands), "or")
        st.markdown(f"No report scored {named} could be read, so what those look like is our own judgement.")
    navigation.link("quality", "How good is this? The figures in full", icon=":material/verified:")
    with st.expander("What each claim counts for", icon=":material/balance:"):
        st.markdown(_HOW)
    st.header("What it cannot do", anchor=False)
    st.markdown(_LIMITS)


def scale(framework: Framework) -> None:
    """What each score means, folded."""
    with st.expander("The scale: what each score means", icon=":material/signal_cellular_alt:"):
        st.markdown("\n".join(f"- **{p.score}, {literal(p.label)}.** {literal(p.meaning)}" for p in framework.scale))


def sources(framework: Framework) -> None:
    """Which edition of the framework this is, and what it was written from, folded."""
    with st.expander("Sources", icon=":material/link:"):
        edition = f"Framework {literal(framework.version)}, {long_date(framework.published)}."
        st.markdown(f"{edition} {literal(framework.source_note)}")
        st.markdown("\n".join(f"- **{literal(k)}**: {literal(v)}" for k, v in framework.sources.items()))
