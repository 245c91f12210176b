"""Published scores: the counts, a newer table, the calculator, and a council among others."""

from rubric.reports.landmarks import statements
from rubric.ui.scores import acts
from rubric.ui.state import cache
from tests.pages.conftest import App

KEYS = list(statements())
TABLE = "\n".join(
    [
        "Council,Type,Published," + ",".join(KEYS),
        "Northmere,County,May 2026," + ",".join(["3"] * 9),
        "Southmere,County,June 2026," + ",".join(["2"] * 9),
        "Eastmere,Borough,April 2026," + ",".join(["4"] * 8 + ["n/a"]),
        "Westmere,Borough,April 2026," + ",".join(["3"] * 8 + ["9"]),
    ]
)


def with_table(app: App) -> App:
    """The table uploaded and kept."""
    app.go("scores")
    app.at.file_uploader(key="score-table-0").upload("scores.csv", TABLE.encode(), "text/csv").run()
    app.sound()
    return app


def choose(app: App, score: int) -> None:
    for key in KEYS:
        app.at.selectbox(key=acts.score_key(key)).select(score)
    app.at.run()
    app.sound()


def test_the_counts_that_are_shipped_are_shown_for_all_nine_statements(app: App) -> None:
    app.go("scores")
    app.sound()
    assert "72 councils, October 2025" in app.words
    for statement in statements().values():
        assert f'<th scope="row">{statement.title}</th>' in app.words


def test_a_table_shows_how_it_was_matched_before_it_is_kept(app: App) -> None:
    with_table(app)
    assert "4 councils" in app.words
    assert '<th scope="row">learning</th><td>Learning, improvement and innovation</td>' in app.words
    assert "is not a score from 1 to 4" in app.at.warning[0].value.replace("\\", "")
    assert app.store.scores.newest() is None


def test_a_kept_table_refreshes_the_national_counts_until_it_is_removed(app: App) -> None:
    with_table(app).press("keep-table")
    app.sound()
    assert cache.bench("").library.national.by_score() == {1: 0, 2: 1, 3: 1, 4: 0}
    assert "4 councils, June 2026" in app.words
    app.press("remove-table")
    assert cache.bench("").library.national.councils == 72
    app.press("undo-table")
    assert cache.bench("").library.national.councils == 4


def test_a_file_that_is_no_table_of_scores_is_refused_in_one_sentence(app: App) -> None:
    app.go("scores")
    app.at.file_uploader(key="score-table-0").upload("scores.csv", b"a,b\n1,2\n", "text/csv").run()
    app.sound()
    assert "no row of column names" in app.at.error[0].value


def test_nine_scores_make_a_rating_and_say_how_far_the_next_is(app: App) -> None:
    app.go("scores")
    assert "0 of 9 so far" in app.words
    choose(app, 3)
    assert "Good" in app.words
    assert "75.0%, 27 of 36 points" in app.words
    assert "would make it Outstanding" in app.words
    choose(app, 4)
    assert "This is the highest rating" in app.words


def test_a_council_fills_the_calculator_and_is_placed_among_the_others(app: App) -> None:
    with_table(app).press("keep-table")
    app.at.selectbox(key="calculator-council").select("Northmere").run()
    app.sound()
    assert app.at.selectbox(key=acts.score_key("learning")).value == 3
    assert app.at.selectbox(key="among-Northmere").value == "County"
    assert '<th scope="row">All nine together</th><td>27</td><td>1 (100%)</td><td>0 (0%)</td>' in app.words
    app.at.selectbox(key="among-Northmere").select("All councils").run()
    assert "1 (33%)" in app.words
