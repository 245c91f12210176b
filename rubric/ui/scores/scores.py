"""The page of published scores: the counts in use, a newer table, and one council's nine scores."""

import streamlit as st

from rubric import doors
from rubric.english import count, percent
from rubric.errors import RubricError
from rubric.framework import Framework, overall_rating
from rubric.prediction.model import BANDS
from rubric.reports.files.table import SCORES
from rubric.reports.landmarks import statements
from rubric.reports.model import NationalCounts
from rubric.reports.published import Placing, Rank, ReadScoreTable, place
from rubric.storage import ScoreTable as KeptTable
from rubric.ui.parts import states
from rubric.ui.parts.charts import scores_chart
from rubric.ui.parts.tables import table
from rubric.ui.parts.uploads import megabytes
from rubric.ui.parts.words import clock, erased_after, literal
from rubric.ui.saved import who
from rubric.ui.scores import acts
from rubric.ui.scores.desk import ScoresDesk
from rubric.ui.state import session

MOST_SHOWN = 5  # rows of a table that is about to be kept
_FIELDS = {
    "authority": "Council",
    "authority_type": "Type",
    "overall_rating": "Overall rating",
    "published": "Published",
}


def national(counts: NationalCounts, kept: KeptTable | None) -> None:
    """The counts in use as a chart and a table, with their source; `kept` is the council's own table, None: shipped."""
    st.header(f"{counts.councils} councils, {counts.as_of}", anchor=False)
    st.caption(f"{literal(counts.source)}. Prediction starts from how common each score is.")
    _whose(kept)
    shares = []
    rows = []
    for key, statement in statements().items():
        by_score = counts.by_statement.get(key, {})
        total = sum(by_score.values())
        rows.append((statement.title, *(str(by_score.get(score, 0)) for score in BANDS)))
        shares += [
            (statement.title, score, by_score.get(score, 0), by_score.get(score, 0) / (total or 1)) for score in BANDS
        ]
    scores_chart(shares)
    with st.expander("The same in figures", type="compact"):
        st.html(table("Councils by score", ("Statement", *(f"Scored {score}" for score in BANDS)), rows))


def _whose(kept: KeptTable | None) -> None:
    error = session.take_note(acts.PLACE)
    if error:
        st.error(literal(error))
    with st.container(horizontal=True, vertical_alignment="center", key="whose"):
        if kept is None:
            st.markdown("These are the counts that come with the tool.", width="content")
        else:
            who = f" by {literal(kept.imported_by)}" if kept.imported_by else ""
            st.markdown(f"From your own table, imported {clock(kept.imported)}{who}.", width="content")
            st.button(
                "Remove this table",
                key="remove-table",
                icon=":material/delete:",
                type="tertiary",
                on_click=acts.remove,
                args=(kept.id,),
            )
        if removed := session.feature(ScoresDesk).removed:
            st.html(f'<p role="status" class="quiet">Your table was removed. {erased_after()}</p>', width="content")
            st.button("Undo", key="undo-table", icon=":material/undo:", on_click=acts.put_back, args=(removed,))


def bring_in() -> None:
    """A newer table: how its columns were matched is shown before it is kept."""
    with st.expander("Bring in a newer table of published scores", icon=":material/upload_file:"):
        key = session.turn(acts.UPLOAD)
        file = st.file_uploader(
            "Table of scores (CSV or Excel)",
            type=["csv", "xlsx"],
            key=key,
            max_upload_size=megabytes(SCORES.most_bytes),
        )
        if file is None:
            st.caption("One row a council; columns for the council and the nine statements, in any order.")
            return
        try:
            table_read = doors.scores(file.getvalue(), file.name)
        except RubricError as error:
            st.error(literal(str(error)))
            session.next_turn(acts.UPLOAD)  # or else it would be read again at every click
            return
        _preview(table_read)
        who.field("scores-by", "Who is importing", why="Kept with the table, so that colleagues know whom to ask.")
        st.button("Use these scores", key="keep-table", type="primary", on_click=acts.keep, args=(key,))


def _preview(read: ReadScoreTable) -> None:
    field_titles = {key: statement.title for key, statement in statements().items()} | _FIELDS
    st.markdown(f"**{count(len(read.rows), 'council')}** found in {literal(read.name)}.")
    matched = [(column, field_titles.get(field, field)) for column, field in read.matched.items()]
    st.html(table("How the columns were matched", ("Column in your table", "Taken as"), matched))
    if read.unmatched:
        st.caption(f"Not used: {literal(', '.join(read.unmatched))}.")
    if read.problems:
        st.warning("\n".join(f"- {literal(problem)}" for problem in read.problems))
    rows = [
        (row.authority, row.authority_type, *(str(row.scores.get(key, "–")) for key in statements()))
        for row in read.rows[:MOST_SHOWN]
    ]
    titles = [statement.title for statement in statements().values()]
    with st.expander(f"The first {len(rows)} rows", type="compact"):
        st.html(table("The first rows", ("Council", "Type", *titles), rows, kind="plain"))


@st.fragment
def calculator(kept: KeptTable | None, framework: Framework) -> None:
    """From nine scores, a council's or chosen, to a percentage and a rating, and how they compare with others."""
    st.header("Overall rating calculator", anchor=False)
    st.caption("Nine scores make a percentage, and the percentage a rating. Nothing here is saved.")
    read = acts.as_table(kept) if kept else None
    chosen = None
    if read:
        chosen = st.selectbox(
            "Start from a council",
            sorted(row.authority for row in read.rows),
            index=None,
            key="calculator-council",
            placeholder="Choose one, or choose scores below",
            on_change=acts.prefill,
            args=("calculator-council",),
        )
    scores = _nine()
    if len(scores) == len(statements()):
        _rating(list(scores.values()), framework)
    else:
        states.empty(f"Choose all nine scores to see the rating: {len(scores)} of {len(statements())} so far.")
    if read is None:
        st.markdown("Bring in a table of councils’ scores above to see where a council stands among all, and by type.")
    elif scores:
        _placed(scores, read, chosen)


def _nine() -> dict[str, int]:
    columns = [column for _ in range(3) for column in st.columns(3)]
    found: dict[str, int] = {}
    for column, (key, statement) in zip(columns, statements().items(), strict=True):
        score = column.selectbox(
            statement.title, BANDS, index=None, key=acts.score_key(key), placeholder="Choose 1 to 4"
        )
        if score:
            found[key] = score
    return found


def _rating(scores: list[int], framework: Framework) -> None:
    rating = overall_rating(scores, framework)
    with st.container(border=True, key="rating"):
        st.html(
            f'<p class="band"><span class="number none">{rating.label}</span>'
            f"<span>{rating.percent:.1f}%, {rating.total} of {rating.maximum} points</span></p>"
        )
        if rating.next_label is not None and rating.points_to_next is not None:
            more = count(rating.points_to_next, "more point")
            st.markdown(f"{more} on any statements would make it {literal(rating.next_label)}.")
        else:
            st.markdown("This is the highest rating.")
        st.caption("Worked out by CQC’s published thresholds. It is not a rating by CQC.")


def _placed(scores: dict[str, int], read: ReadScoreTable, council: str | None) -> None:
    own = next((row for row in read.rows if row.authority == council), None)
    others = read.model_copy(update={"rows": tuple(row for row in read.rows if row is not own)})
    kinds = sorted({row.authority_type for row in others.rows if row.authority_type})
    st.subheader("Among other councils", anchor=False)
    everyone = "All councils"
    usual = own.authority_type if own and own.authority_type in kinds else everyone
    kind = st.selectbox(
        "Compare with", [everyone, *kinds], index=[everyone, *kinds].index(usual), key=f"among-{council}"
    )
    if kind != everyone:
        alike = tuple(row for row in others.rows if row.authority_type == kind)
        others = others.model_copy(update={"rows": alike})
    _standings(scores, place(scores, others))


def _standings(scores: dict[str, int], placing: Placing) -> None:
    titles = {key: statement.title for key, statement in statements().items()}
    rows = [(titles[key], str(scores[key]), *_shares(standing)) for key, standing in placing.by_statement.items()]
    if placing.total is not None:
        rows.append(("All nine together", str(sum(scores.values())), *_shares(placing.total)))
    st.html(table("Among other councils", ("Statement", "Score", "Lower", "The same", "Higher"), rows))


def _shares(standing: Rank) -> tuple[str, ...]:
    total = standing.councils or 1
    return tuple(f"{n} ({percent(n / total)})" for n in (standing.below, standing.same, standing.above))
