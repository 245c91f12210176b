"""Evaluation: figures that can be worked out by hand, folds by report, and case files good and bad."""

import json
from pathlib import Path

import pytest

from rubric.claims import Claim, Coder
from rubric.errors import BadInput
from rubric.evidence import example_assessment
from rubric.prediction import as_claims, case_of, evaluate_cases, evaluate_library, evaluation, read_cases
from rubric.prediction.metrics import band_figures, coding_figures, interval, ranked_probability_score
from rubric.workflow import Bench


def write(tmp_path: Path, *cases: object) -> Path:
    path = tmp_path / "cases.jsonl"
    path.write_text("\n".join(json.dumps(case) for case in cases), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("probabilities", "score", "expected"),
    [
        ({1: 0, 2: 0, 3: 1, 4: 0}, 3, 0),
        ({1: 1, 2: 0, 3: 0, 4: 0}, 4, 1),
        ({1: 0, 2: 1, 3: 0, 4: 0}, 3, 1 / 3),
        ({1: 0, 2: 0.5, 3: 0.5, 4: 0}, 3, 0.25 / 3),
    ],
)
def test_the_ranked_probability_score_is_the_mean_squared_gap(
    probabilities: dict[int, float], score: int, expected: float
) -> None:
    assert ranked_probability_score(probabilities, score) == pytest.approx(expected)


def test_figures_count_only_the_cases_with_a_band_but_judge_all_probabilities() -> None:
    sure = {1: 0.0, 2: 0.0, 3: 1.0, 4: 0.0}
    found = band_figures([3, 2, 4], [3, 3, None], [sure, sure, sure])
    assert found["n"] == 3
    assert found["answered"] == 2
    assert found["exact"] == 0.5
    assert found["within_one"] == 1
    assert found["qwk"] == 0
    assert found["rps"] == pytest.approx((0 + 1 / 3 + 1 / 3) / 3)


def test_all_right_on_a_few_is_no_certainty() -> None:
    bounds = interval([1, 1, 1, 1])
    assert bounds is not None
    assert bounds[0] == pytest.approx(0.51, abs=0.01)
    assert bounds[1] == 1
    assert interval([1]) is None


def test_perfect_agreement_has_a_kappa_of_one_and_no_case_has_none() -> None:
    even = dict.fromkeys(range(1, 5), 0.25)
    assert band_figures([2, 3], [2, 3], [even, even])["qwk"] == pytest.approx(1)
    assert band_figures([], [], [])["exact"] is None


def test_coding_figures_of_nothing_are_nothing() -> None:
    assert coding_figures([]) == {"accuracy": None, "macro_f1": None, "n": 0}
    assert coding_figures([("a", "a"), ("b", "a")])["accuracy"] == 0.5


def test_the_library_is_judged_report_by_report_beside_the_baselines(bench: Bench) -> None:
    evaluation = evaluate_library(bench.library, bench.framework)
    assert [case.predicted for case in evaluation.cases] == [report.score for report in bench.library.reports]
    assert evaluation.overall["n"] == 4
    baselines = evaluation.overall["baselines"]
    assert isinstance(baselines, dict)
    assert baselines["always_3"]["exact"] == 0.5
    assert baselines["always_3"]["qwk"] == 0
    assert evaluation.overall["rps"] < baselines["national"]["rps"]


def test_given_codes_are_used_and_missing_ones_filled(bench: Bench, tmp_path: Path) -> None:
    path = write(
        tmp_path,
        {
            "id": "x",
            "score": 3,
            "claims": [
                {"text": "Partners said little had changed", "voices": ["people"], "polarity": "strength"},
                {"text": "Supervision was held monthly"},
            ],
        },
    )
    (case,) = read_cases(path, bench.framework)
    first, second = as_claims(case, bench.coder)[0]
    assert first.voices == {"people"}
    assert first.polarity == "strength"
    assert second.aspect == "practice"


def test_a_thin_case_has_probabilities_but_no_band(bench: Bench, tmp_path: Path) -> None:
    path = write(tmp_path, {"id": "thin", "score": 2, "claims": [{"text": "Staff had supervision"}]})
    evaluation = evaluate_cases(read_cases(path, bench.framework), bench.library, bench.model, bench.coder)
    (result,) = evaluation.cases
    assert result.predicted is None
    assert result.not_predicted
    assert sum(result.probabilities.values()) == pytest.approx(1)


def test_an_assessment_is_a_case_without_a_score(bench: Bench) -> None:
    evaluation = evaluate_cases([case_of(example_assessment())], bench.library, bench.model, bench.coder)
    assert evaluation.cases[0].score is None
    assert evaluation.overall["n"] == 0
    assert evaluation.coding["aspect"]["n"] == len(example_assessment().claims())


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "is empty"),
        ("not json", "line 1 is not JSON"),
        ('{"id": "a", "score": 3}', "line 1: the case has no claims; put"),
        ('{"id": "a", "score": 9, "claims": []}', "line 1: the case has score 9, which is not 1, 2, 3 or 4; put"),
        (
            '{"id": "a", "score": 3, "claims": [{"text": "x", "maturity": "done"}]}',
            "claim 1 has maturity “done”, which is not one of absent",
        ),
        ('{"id": "a", "score": 3, "claims": [{"text": "x", "aspect": "weather"}]}', "no aspect “weather”"),
        ('{"id": "a", "claims": ["x"]}', "claim 1 is not a JSON object"),
        ('{"id": "a", "claims": [{"text": "x", "voices": ["us"]}]}', "claim 1 has voices “us”"),
        ("[1]", "the case is not a JSON object"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_a_bad_case_file_is_named_by_line(bench: Bench, tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadInput, match=says):
        read_cases(path, bench.framework)


def test_a_file_that_is_not_text_is_refused(bench: Bench, tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_bytes(b"\xff\xfe\x00\x9f")
    with pytest.raises(BadInput, match="not a text file"):
        read_cases(path, bench.framework)


def test_a_coder_is_never_judged_against_its_own_proposals(bench: Bench) -> None:
    first, *others = bench.library.reports
    proposed = first.model_copy(
        update={"findings": tuple(f.model_copy(update={"coded_by": "coder"}) for f in first.findings)}
    )
    library = bench.library.model_copy(update={"reports": (proposed, *others)})
    judged = evaluate_library(library, bench.framework)
    assert judged.coding["polarity"]["n"] == sum(len(report.findings) for report in others)
    assert [case.id for case in judged.cases] == [report.id for report in library.reports]


def test_a_large_library_is_read_in_few_folds_and_no_report_by_a_coder_that_knows_it(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = [
        report.model_copy(update={"id": f"{report.id}-{copy}", "findings": report.findings[copy:]})
        for copy in range(3)
        for report in bench.library.reports
    ]
    trained: list[set[str]] = []

    def watched(claims: list[Claim]) -> Coder:
        trained.append({claim.text for claim in claims})
        return bench.coder

    monkeypatch.setattr(evaluation, "train_coder", watched)
    told: list[str] = []
    judged = evaluate_library(
        bench.library.model_copy(update={"reports": tuple(reports)}),
        bench.framework,
        on_report=lambda number, report: told.append(report.id),
    )
    assert len(trained) == evaluation.MOST_FOLDS
    assert sorted(told) == sorted(report.id for report in reports)
    assert [case.id for case in judged.cases] == [report.id for report in reports]
