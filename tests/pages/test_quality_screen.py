"""The page on how good the tool is."""

import json

from rubric.prediction.evaluation import CaseResult
from rubric.ui.quality import figures
from rubric.ui.state import cache
from rubric.workflow import Bench
from tests.pages.conftest import App


def test_the_library_is_judged_on_demand_and_told_beside_the_baselines(app: App, bench: Bench) -> None:
    app.go("quality")
    app.sound()
    assert "no skill has been shown" in " ".join(app.words.split())  # before anybody asks for figures
    assert cache.judging() is None
    app.press("judge")
    work = cache.judging()
    assert work is not None
    assert work.wait(180)
    app.at.run()
    app.sound()
    assert work.evaluation is not None
    for words in ("This tool", "Always saying 3", "National frequencies", "it takes at least 20"):
        assert words in app.words
    assert "A prediction, not a CQC score" in app.words
    for report in bench.library.reports:
        assert report.authority in app.words
    assert {button.proto.label for button in app.at.get("download_button")} == {"Model card", "Transparency record"}


def test_a_case_file_is_judged_by_the_same_figures(app: App) -> None:
    claims = [{"text": "Staff told us that audits had changed how supervision works", "polarity": "strength"}]
    case = json.dumps({"id": "case-one", "score": 3, "claims": claims})
    app.go("quality")
    app.at.file_uploader(key="cases").upload("mine.jsonl", case.encode(), "application/jsonl").run()
    app.sound()
    assert "case-one" in app.words
    assert "A prediction, not a CQC score" in app.words
    assert "no band" in app.words


def test_a_case_file_that_is_none_is_refused_in_one_sentence(app: App) -> None:
    app.go("quality")
    app.at.file_uploader(key="cases").upload("mine.jsonl", b"{", "application/jsonl").run()
    app.sound()
    assert "mine.jsonl, line 1 is not JSON" in app.at.error[0].value.replace("\\", "")


def test_bins_hold_every_chance_once_and_certainty_in_the_last() -> None:
    sure = CaseResult(id="a", score=3, predicted=3, probabilities={1: 0.0, 2: 0.0, 3: 1.0, 4: 0.0}, not_predicted=None)
    unsure = sure.model_copy(update={"probabilities": {1: 0.1, 2: 0.3, 3: 0.5, 4: 0.1}})
    dots = figures.bins([sure, unsure])
    assert sum(dot.times for dot in dots) == 8
    assert (dots[-1].given, dots[-1].came_true, dots[-1].times) == (1.0, 1.0, 1)
    assert dots[0].came_true == 0.0
    assert all(dot.low <= dot.came_true <= dot.high for dot in dots)
    assert dots[-1].low < 0.5  # one time out of one proves little
