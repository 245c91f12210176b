"""The command line: contracts 3, 4 and 5, good input and bad."""

import json
import logging
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import docx
import pytest
from typer.testing import CliRunner

from rubric import workflow
from rubric.__main__ import app, main
from rubric.draft.pdf import MISSING, can_make_pdf
from rubric.draft.workbook import compare_workbook, read_workbook
from rubric.evidence import Assessment, example_assessment, read_assessment, write_assessment
from rubric.framework import load
from rubric.storage import Store
from rubric.workflow import Bench
from tests.draft.builders import all_text, template_with

COMMANDS = [
    "run",
    "example",
    "predict",
    "compare",
    "draft",
    "workbook",
    "check",
    "read",
    "evaluate",
    "bench",
    "db",
    "db upgrade",
    "db erase",
    "db backup",
    "db restore",
]

BAD_PDF = b"%PDF-1.7 and then nothing"


class Finished(NamedTuple):
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Finished]


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    bench: Bench,
) -> Run:
    """Runs a command as a person would, settings given by name, but in this process: a start takes a second or two.

    Its models are the session's own, which it would make anew. What a process of its own would show and this one hides
    fails here: an error that is not ours comes out as it is, a warning is an error, and what is logged is counted to
    standard error.
    """
    make = workflow.prepare

    def prepare(version: str = "") -> Bench:
        return bench if load(version) == bench.framework else make(version)

    def run(*arguments: str, **environment: str) -> Finished:
        capsys.readouterr()
        caplog.clear()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["rubric", *arguments])
            patch.setattr(workflow, "prepare", prepare)
            for name, value in environment.items():
                patch.setenv(name, value)
            with pytest.raises(SystemExit) as left:
                main()
        shown = capsys.readouterr()
        logged = "".join(f"{record.getMessage()}\n" for record in caplog.records if record.levelno >= logging.WARNING)
        return Finished(int(left.value.code or 0), shown.out, shown.err + logged)

    return run


@pytest.mark.parametrize(
    ("arguments", "code", "shown", "lines_of_error"),
    [
        ([], 0, "predict", 0),  # help
        (["predict", "example.json"], 0, "\nA prediction, not a CQC score.\n", 0),
        (["read", "bad.pdf"], 2, "", 1),  # what pypdf would log is not seen here
    ],
    ids=["help", "a prediction", "a bad report"],
)
def test_a_process_of_its_own_starts_prints_and_exits_with_a_code(
    tmp_path: Path, arguments: list[str], code: int, shown: str, lines_of_error: int
) -> None:
    (tmp_path / "example.json").write_text(write_assessment(example_assessment()), encoding="utf-8")
    (tmp_path / "bad.pdf").write_bytes(BAD_PDF)
    typed = [str(tmp_path / part) if "." in part else part for part in arguments]
    result = subprocess.run([sys.executable, "-m", "rubric", *typed], capture_output=True, text=True, check=False)
    assert result.returncode == code, result.stderr
    assert shown in result.stdout
    assert len(result.stderr.splitlines()) == lines_of_error


@pytest.fixture(scope="module")
def example_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "example.json"
    path.write_text(write_assessment(example_assessment()), encoding="utf-8")
    return path


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    result = CliRunner().invoke(app, [*command.split(), "--help"])
    assert result.exit_code == 0
    assert "Usage" in result.output


def test_the_example_can_be_written_predicted_and_drafted(run: Run, tmp_path: Path) -> None:
    written, document = tmp_path / "example.json", tmp_path / "draft.docx"
    assert run("example", "-o", str(written)).returncode == 0
    predicted = run("predict", str(written), "--json")
    assert predicted.returncode == 0, predicted.stderr
    found = json.loads(predicted.stdout)
    assert found["band"] in (1, 2, 3, 4)
    assert set(found["probabilities"]) == {"1", "2", "3", "4"}
    assert sum(found["probabilities"].values()) == pytest.approx(1)
    assert sum(reason["effect"] for reason in found["reasons"]) == pytest.approx(found["score"])
    assert {"aspect", "claim_id", "text", "effect"} <= set(found["reasons"][0])
    assert found["not_predicted"] is None
    assert found["moves"]
    assert found["model"]["reports"] == 4
    drafted = run("draft", str(written), "-o", str(document))
    assert drafted.returncode == 0, drafted.stderr
    assert document.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("document", ["draft", "briefing", "committee", "plan"])
def test_a_document_is_filled_into_an_own_template(run: Run, example_file: Path, tmp_path: Path, document: str) -> None:
    own, written = tmp_path / "own.docx", tmp_path / "made.docx"
    own.write_bytes(template_with("Ours: {{ council }}"))
    given = ["draft", str(example_file), "-o", str(written), "--document", document, "--template", str(own)]
    assert run(*given).returncode == 0
    assert "Ours: Exampleshire" in all_text(written.read_bytes())


def test_a_pdf_is_written_where_libreoffice_is_and_else_the_way_is_said(
    run: Run, example_file: Path, tmp_path: Path
) -> None:
    written = tmp_path / "plan.pdf"
    given = ["draft", str(example_file), "-o", str(written), "--document", "plan"]
    without = run(*given, PATH=str(tmp_path))
    assert without.returncode == 2
    assert without.stderr.strip() == MISSING
    assert not written.exists()
    if can_make_pdf():
        assert run(*given).returncode == 0
        assert written.read_bytes().startswith(b"%PDF")


def test_the_evidence_base_has_no_template_and_says_so(run: Run, example_file: Path, tmp_path: Path) -> None:
    written = tmp_path / "made.docx"
    given = ["draft", str(example_file), "-o", str(written), "--document", "evidence-base", "--template", "x.docx"]
    done = run(*given)
    assert done.returncode == 2
    assert "evidence base is not filled into a template" in done.stderr
    assert not written.exists()


@pytest.mark.parametrize("document", ["evidence-base", "briefing", "committee", "plan"])
def test_every_document_is_written_for_the_example(run: Run, example_file: Path, tmp_path: Path, document: str) -> None:
    written = tmp_path / f"{document}.docx"
    done = run("draft", str(example_file), "-o", str(written), "--document", document)
    assert done.returncode == 0, done.stderr
    assert docx.Document(str(written)).core_properties.language == "en-GB"


def test_the_workbook_is_written_and_reads_back_without_a_change(run: Run, example_file: Path, tmp_path: Path) -> None:
    written = tmp_path / "evidence.xlsx"
    done = run("workbook", str(example_file), "-o", str(written))
    assert done.returncode == 0, done.stderr
    assessment, framework = read_assessment(example_file), load()
    changes = compare_workbook(read_workbook(written.read_bytes(), framework), assessment)
    assert changes.nothing_to_do
    assert not changes.faults
    assert changes.unchanged == len(assessment.evidence) + len(assessment.actions)


def test_the_example_is_set_beside_findings_of_each_score(run: Run, tmp_path: Path) -> None:
    written = tmp_path / "example.json"
    written.write_text(write_assessment(example_assessment()), encoding="utf-8")
    asked = run("compare", str(written), "--json")
    assert asked.returncode == 0, asked.stderr
    found = json.loads(asked.stdout)
    assert [item["id"] for item in found["items"]] == [one.id for one in example_assessment().claims()]
    findings = [finding for item in found["items"] for finding in item["findings"]]
    assert {finding["score"] for finding in findings} == {2, 3}
    assert all(0 < finding["likeness"] <= 1 and finding["text"] and finding["why"] for finding in findings)
    assert [aspect["aspect"] for aspect in found["aspects"]] == list(load().aspect_ids)
    assert all(aspect["conclusion"].endswith((".", "”.")) for aspect in found["aspects"])
    for aspect in found["aspects"]:
        telling = [pattern["telling"] for pattern in aspect["missing"]]
        assert telling == sorted(telling, reverse=True)
    text = run("compare", str(written)).stdout
    assert all(aspect["conclusion"] in text for aspect in found["aspects"])


def test_cases_are_compared_one_a_line_and_a_bad_file_is_one_line(run: Run, tmp_path: Path) -> None:
    cases = tmp_path / "cases.jsonl"
    rows = [{"id": name, "speaker": "council", "claims": [{"text": "Carers chair our board."}]} for name in ("a", "b")]
    cases.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    asked = run("compare", str(cases), "--json")
    assert [json.loads(line)["id"] for line in asked.stdout.splitlines()] == ["a", "b"]
    refused = run("compare", str(tmp_path / "none.json"))
    assert (refused.returncode, len(refused.stderr.strip().splitlines())) == (2, 1)


def test_an_empty_assessment_is_not_predicted_on_the_command_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "empty.json"
    path.write_text(write_assessment(Assessment(framework_version="2025-10")), encoding="utf-8")
    found = json.loads(run("predict", str(path), "--json").stdout)
    assert found["band"] is None
    assert found["not_predicted"].startswith("There is no finished evidence here yet")


def test_evaluate_prints_contract_five(run: Run) -> None:
    result = run("evaluate", "--json")
    assert result.returncode == 0, result.stderr
    found = json.loads(result.stdout)
    assert {"id", "score", "predicted", "probabilities", "not_predicted"} <= set(found["cases"][0])
    assert {"n", "exact", "within_one", "qwk", "rps", "baselines"} <= set(found["overall"])
    assert set(found["overall"]["baselines"]) == {"always_3", "national"}
    assert set(found["coding"]) == {"aspect", "polarity", "maturity", "voice"}
    assert found["disclaimer"] == "A prediction, not a CQC score"


def test_evaluate_and_predict_take_both_kinds_of_file(run: Run, example_file: Path, tmp_path: Path) -> None:
    cases = tmp_path / "cases.jsonl"
    claims = [{"text": "Staff had regular supervision"}] * 3
    cases.write_text(
        "\n".join(json.dumps({"id": name, "score": 3, "claims": claims}) for name in "ab"), encoding="utf-8"
    )
    assert len(json.loads(run("evaluate", "--cases", str(cases), "--json").stdout)["cases"]) == 2
    assert json.loads(run("evaluate", "--cases", str(example_file), "--json").stdout)["cases"][0]["score"] is None
    lines = run("predict", str(cases), "--json").stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["a", "b"]


def test_reports_are_read_and_a_bad_one_does_not_stop_the_rest(run: Run, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.pdf"
    good.write_text(
        "Learning, improvement and innovation\n\nScore: 2\n\nLearning from feedback\n\n"
        "Staff told us that audits were held each month. However, nobody knew what came of them.\n",
        encoding="utf-8",
    )
    bad.write_bytes(BAD_PDF)
    result = run("read", str(bad), str(good), "--json")
    assert result.returncode == 2
    assert len(result.stderr.strip().splitlines()) == 1
    found = json.loads(result.stdout)
    assert found["score"] == 2
    assert [finding["polarity"] for finding in found["findings"]] == ["strength", "shortfall"]
    assert run("read", str(good)).returncode == 0


def test_the_database_can_be_upgraded_twice(run: Run, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'rubric.sqlite3'}"
    assert "it was empty" in run("db", "upgrade", RUBRIC_DATABASE_URL=url).stdout
    assert run("db", "upgrade", RUBRIC_DATABASE_URL=url).returncode == 0


def test_what_was_deleted_long_enough_ago_is_erased_and_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'rubric.sqlite3'}"
    monkeypatch.setenv("RUBRIC_DATABASE_URL", url)
    with closing(Store(url)) as store:
        kept, gone = (store.assessments.create(council="", title=title, framework_version="") for title in ("A", "B"))
        store.assessments.remove(gone.id)
    for arguments, printed in (
        ([], "Nothing was erased."),
        (["--days", "1"], "Nothing was erased."),
        (["--days", "0"], "Erased for good: 1 assessment."),
        (["--days", "0"], "Nothing was erased."),
    ):
        result = CliRunner().invoke(app, ["db", "erase", *arguments])
        assert (result.exit_code, result.output) == (0, f"{printed}\n")
    with closing(Store(url)) as store:
        assert [one.id for one in store.assessments.summaries()] == [kept.id]
        assert store.assessments.removed() == []


def test_how_long_deleted_things_are_kept_is_a_setting(run: Run, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'rubric.sqlite3'}"
    with closing(Store(url)) as store:
        store.assessments.remove(store.assessments.create(council="", title="Old", framework_version="").id)
    with closing(sqlite3.connect(tmp_path / "rubric.sqlite3")) as database:
        database.execute(
            "UPDATE assessment SET deleted_at = ?", (f"{datetime.now(UTC) - timedelta(days=31):%Y-%m-%d %H:%M:%S}.0",)
        )
        database.commit()
    assert run("db", "erase", RUBRIC_DATABASE_URL=url).stdout == "Nothing was erased.\n"
    erased = run("db", "erase", RUBRIC_DATABASE_URL=url, RUBRIC_KEEP_DELETED_DAYS="30")
    assert erased.stdout == "Erased for good: 1 assessment.\n"
    refused = run("db", "erase", RUBRIC_DATABASE_URL=url, RUBRIC_KEEP_DELETED_DAYS="for ever")
    assert refused.returncode == 2
    assert refused.stderr == (
        "RUBRIC_KEEP_DELETED_DAYS is “for ever”: set it to a whole number from 1 to 3650, or leave it unset.\n"
    )
    refused = run("db", "erase", RUBRIC_DATABASE_URL=url, RUBRIC_SHOW_CHANGES_SECONDS="-1")
    assert refused.stderr == (
        "RUBRIC_SHOW_CHANGES_SECONDS is “-1”: set it to a whole number from 0 to 3600, or leave it unset.\n"
    )


@pytest.mark.parametrize(
    ("content", "arguments"),
    [
        (None, ["predict", "FILE"]),
        (b"", ["predict", "FILE"]),
        (b'{"schema_version": 1, "kind": "rubric-asse', ["predict", "FILE"]),
        (b'{"hello": "world"}', ["predict", "FILE"]),
        (b'{"schema_version": 999, "kind": "rubric-assessment"}', ["predict", "FILE"]),
        (b"PK\x03\x04 not really", ["draft", "FILE", "-o", "out.docx"]),
        (b"\xff\xfe\x00", ["evaluate", "--cases", "FILE"]),
        (b'{"claims": [], "id": "a"}\n{"id": ' + b"9" * 5000 + b', "claims": []}', ["predict", "FILE"]),
        (b'{"claims": [], "id": "a"}\n' + b"[" * 100_000, ["predict", "FILE"]),
    ],
)
def test_bad_input_is_one_line_and_exit_two(
    run: Run, tmp_path: Path, content: bytes | None, arguments: list[str]
) -> None:
    path = tmp_path / "given.json"
    if content is not None:
        path.write_bytes(content)
    result = run(*[str(path) if part == "FILE" else part for part in arguments])
    assert result.returncode == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert result.stderr.strip().endswith(".")


@pytest.mark.parametrize(
    "arguments",
    [["predict"], ["nonsense"], ["predict", "x.json", "--nonsense"], ["draft", "x", "-o", "y", "--document", "z"]],
)
def test_a_command_typed_wrongly_is_one_line_and_exit_two(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.returncode == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert result.stderr.strip().endswith("--help.")


def test_a_port_that_is_none_is_said_plainly(run: Run) -> None:
    result = run("run", RUBRIC_PORT="soon")
    assert result.returncode == 2
    assert (
        result.stderr.strip() == "RUBRIC_PORT is “soon”: set it to a whole number from 1 to 65535, or leave it unset."
    )


def test_a_file_that_cannot_be_written_is_said_plainly(run: Run, example_file: Path, tmp_path: Path) -> None:
    result = run("draft", str(example_file), "-o", str(tmp_path / "no such folder" / "draft.docx"))
    assert result.returncode == 2
    assert "cannot be written" in result.stderr


def test_a_database_that_cannot_be_opened_is_said_plainly(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rubric.sqlite3").write_bytes(b"this is no database at all, but long enough to be looked at")
    result = run("db", "upgrade", RUBRIC_DATABASE_URL=f"sqlite:///{tmp_path / 'rubric.sqlite3'}")
    assert result.returncode == 2
    assert len(result.stderr.strip().splitlines()) == 1


def test_an_item_under_an_aspect_that_the_framework_does_not_have_is_said_to_count_for_nothing(
    run: Run, example_file: Path, tmp_path: Path
) -> None:
    raw = json.loads(example_file.read_text(encoding="utf-8"))
    raw["evidence"][0]["aspect"] = "zebra"
    path = tmp_path / "mine.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    done = run("predict", str(path), "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["band"] == 3
    assert "1 item is under “zebra”, which this framework does not have" in done.stderr


def test_a_backup_destroyed_and_restored_database_exports_the_same(run: Run, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'data' / 'rubric.sqlite3'}"
    with closing(Store(url)) as store:
        held = store.assessments.add(example_assessment())
        store.items.save(held.id, held.evidence[0].id, {"text": "Other words"})
        exported = write_assessment(store.assessments.get(held.id))
    copy = tmp_path / "copy.sqlite3"
    written = run("db", "backup", str(copy), RUBRIC_DATABASE_URL=url)
    assert (written.returncode, written.stderr) == (0, "")
    assert written.stdout.startswith("Copied 1 assessment, the library and all history to ")
    for file in (tmp_path / "data").iterdir():
        file.unlink()
    back = run("db", "restore", str(copy), RUBRIC_DATABASE_URL=url)
    assert back.stdout == "Put back 1 assessment, the library and all history.\n"
    with closing(Store(url)) as store:
        assert write_assessment(store.assessments.get(held.id)) == exported
    again = run("db", "restore", str(copy), RUBRIC_DATABASE_URL=url)
    assert again.returncode == 2
    assert "is not empty" in again.stderr
    replaced = run("db", "restore", "--replace", str(copy), RUBRIC_DATABASE_URL=url)
    assert "What was there before is in " in replaced.stdout
