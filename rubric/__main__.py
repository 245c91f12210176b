"""The command line: the core without a browser. Exit 0 on success, 2 on bad input with one line on standard error."""

import json
import sys
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from typer._click.exceptions import UsageError  # typer has no public name for all of "this command was not typed right"

from rubric import doors, workflow
from rubric.bench_command import bench
from rubric.checked import check, told_before_leaving
from rubric.comparison import compare as compare_claims
from rubric.database_commands import db
from rubric.draft.pdf import MISSING, as_pdf, can_make_pdf
from rubric.draft.workbook import write_workbook
from rubric.errors import BadInput, BadReport, NoPdf, RubricError
from rubric.evidence import Assessment, check_against, example_assessment, read_assessment, write_assessment
from rubric.evidence.model import Standing
from rubric.framework import Framework
from rubric.intake.propose import intake
from rubric.intake.written import as_json, personal_told
from rubric.prediction import (
    DISCLAIMER,
    Outcome,
    as_claims,
    case_of,
    evaluate_cases,
    evaluate_library,
    read_cases,
)
from rubric.prediction import predict as predict_claims
from rubric.printed import (
    comparison_as_json,
    comparison_as_text,
    outcome_as_json,
    outcome_as_text,
    reading_as_text,
)
from rubric.reports.library.coding import code_report
from rubric.reports.read import bytes_at
from rubric.settings import settings

app = typer.Typer(
    help="Prepare evidence on learning, improvement and innovation, and see how it compares with scored reports.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(db, name="db")
app.command()(check)
app.command()(bench)


class Document(StrEnum):
    """The Word documents that an assessment can be written as."""

    DRAFT = "draft"
    EVIDENCE_BASE = "evidence-base"
    BRIEFING = "briefing"
    COMMITTEE = "committee"
    PLAN = "plan"


Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


@app.command()
def run(
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="The port to serve on; RUBRIC_PORT or 8501 unless given.")
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open the app in a browser.")] = True,
) -> None:
    """Serve the app on this machine."""
    from rubric.ui.app.serve import serve

    raise typer.Exit(serve(port or settings().port, browser))


@app.command()
def example(output: Annotated[Path, typer.Option("-o", "--output", help="The file to write.")]) -> None:
    """Write the invented example council's assessment."""
    _write(output, write_assessment(example_assessment()).encode())


@app.command()
def predict(
    file: Annotated[Path, typer.Argument(help="An assessment file, or a case file in JSON Lines.")],
    as_json: Json = False,
    last_score: Annotated[
        int | None,
        typer.Option(min=1, max=4, help="Start from your own last score on this statement, not from the country's."),
    ] = None,
) -> None:
    """Predict the band for an assessment, or for each case in a case file."""
    given = _read(file)
    bench = workflow.prepare(given.framework_version if isinstance(given, Assessment) else "")
    if isinstance(given, Assessment):
        _warn(given, bench.framework)
        outcomes: list[tuple[str | None, Outcome]] = [(None, workflow.outlook(given, bench, last_score))]
    else:
        cases = read_cases(file, bench.framework)
        outcomes = [
            (case.id, predict_claims(as_claims(case, bench.coder)[0], bench.model, own_score=last_score))
            for case in cases
        ]
    for case_id, outcome in outcomes:
        if as_json:
            typer.echo(json.dumps(outcome_as_json(outcome, bench.model, case_id if len(outcomes) > 1 else None)))
        else:
            typer.echo(outcome_as_text(outcome, case_id))


@app.command()
def compare(
    file: Annotated[Path, typer.Argument(help="An assessment file, or a case file in JSON Lines.")],
    as_json: Json = False,
) -> None:
    """Set each item beside the nearest findings at each score, and say what reports scored 3 say that is not there."""
    given = _read(file)
    bench = workflow.prepare(given.framework_version if isinstance(given, Assessment) else "")
    if isinstance(given, Assessment):
        _warn(given, bench.framework)
        asked = [("", given.claims())]
    else:
        asked = [(case.id, as_claims(case, bench.coder)[0]) for case in read_cases(file, bench.framework)]
    for case_id, claims in asked:
        found, name = compare_claims(claims, bench.index, bench.framework), case_id if len(asked) > 1 else None
        if as_json:
            typer.echo(json.dumps(comparison_as_json(claims, found, bench.framework, name)))
        else:
            typer.echo(comparison_as_text(claims, found, bench.framework, name))


@app.command()
def draft(
    file: Annotated[Path, typer.Argument(help="An assessment file.")],
    output: Annotated[
        Path, typer.Option("-o", "--output", help="The file to write: a .docx, or a .pdf that is tagged.")
    ],
    band: Annotated[bool, typer.Option(help="Add the predicted band as an annex.")] = False,
    document: Annotated[
        Document,
        typer.Option(help="Which document it is to be."),
    ] = Document.DRAFT,
    template: Annotated[
        Path | None, typer.Option(help="Your own Word template (.docx or .dotx), not for the evidence base.")
    ] = None,
    status: Annotated[
        Standing | None, typer.Option(help="Its status on the first page, in place of the file's.")
    ] = None,
    version: Annotated[str | None, typer.Option(help="Its version on the first page, in place of the file's.")] = None,
    agreed: Annotated[
        list[str] | None, typer.Option(help="Who agreed, as “name, role, date”; may be given again.")
    ] = None,
    public: Annotated[
        bool, typer.Option(help="The draft for publishing: no owners, references, band or hidden marks.")
    ] = False,
) -> None:
    """Write the Word self-assessment draft, or another document of the same assessment, as Word or as PDF."""
    as_wanted = _as_wanted(output)
    if template is not None and document is Document.EVIDENCE_BASE:
        raise BadInput("The evidence base is not filled into a template: leave out --template, or --document.")
    if public and (band or document is not Document.DRAFT):
        raise BadInput("Only the draft without its band can be published: leave out --band and --document.")
    assessment = _read(file)
    if not isinstance(assessment, Assessment):
        raise BadInput(f"{file.name} is a case file: a draft is made from an assessment file.")
    bench = workflow.prepare(assessment.framework_version)
    given = {"status": status, "version": version, "agreement": "\n".join(agreed) if agreed else None}
    assessment = assessment.model_copy(update={name: value for name, value in given.items() if value is not None})
    _warn(assessment, bench.framework)
    if public and (found := told_before_leaving(assessment)):
        raise BadInput(f"{found[0]} Nothing was written, as this was to be published.")
    on, own = date.today(), bytes_at(template) if template else None
    match document:
        case Document.DRAFT:
            made = workflow.draft(assessment, bench, with_band=band, on=on, template=own, public=public)
        case Document.EVIDENCE_BASE:
            made = workflow.evidence_base(assessment, bench, on=on)
        case Document.BRIEFING:
            made = workflow.briefing(assessment, bench, on=on, template=own)
        case Document.COMMITTEE:
            made = workflow.committee(assessment, bench.framework, on=on, template=own)
        case Document.PLAN:
            made = workflow.plan(assessment, bench.framework, on=on, template=own)
    _write(output, as_wanted(made))


@app.command()
def workbook(
    file: Annotated[Path, typer.Argument(help="An assessment file.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The Excel workbook to write.")],
) -> None:
    """Write all evidence as an Excel workbook, to be filled in and brought back in the app."""
    assessment = _read(file)
    if not isinstance(assessment, Assessment):
        raise BadInput(f"{file.name} is a case file: a workbook is made from an assessment file.")
    framework = workflow.prepare(assessment.framework_version).framework
    _warn(assessment, framework)
    _write(output, write_workbook(assessment, framework, on=date.today()))


@app.command()
def read(
    reports: Annotated[list[Path], typer.Argument(help="Published reports: .txt, .html, .docx or .pdf.")],
    as_json: Json = False,
) -> None:
    """Read published reports and propose a coding of their claims; one JSON object a line with --json.

    A report that cannot be read is said on standard error, and the others go on; the exit is then 2.
    """
    bench = workflow.prepare()
    failed = False
    for path in reports:
        try:
            report = doors.report_at(path)
        except BadReport as error:
            typer.echo(str(error), err=True)
            failed = True
            continue
        shelved = code_report(report, bench.coder)
        if as_json:
            findings = [finding.model_dump(mode="json") for finding in shelved.findings]
            page = report.statement()
            found = {"score": shelved.score, "label": page.label if page else "", "findings": findings}
            typer.echo(json.dumps({**report.model_dump(mode="json"), **found}))
        else:
            typer.echo(reading_as_text(report, shelved))
    if failed:
        raise typer.Exit(2)


@app.command(name="intake")
def take_in(
    files: Annotated[
        list[Path],
        typer.Argument(help="Documents, slides, e-mails, web pages, and evidence logs or action plans in tables."),
    ],
    output: Annotated[Path, typer.Option("-o", "--output", help="The JSON file to write.")],
) -> None:
    """Propose evidence items from files that a council already has, each with its place and how sure the reader is.

    A file that cannot be read is said on standard error, and the others go on; the exit is then 2. What looks like
    personal data is listed with each item, and counted on standard error.
    """
    bench = workflow.prepare()
    given = [(str(path), bytes_at(path)) for path in files]
    taken = intake(given, bench.coder)
    written = as_json(taken, bench.framework, bench.coder)
    _write(output, json.dumps(written, indent=2, ensure_ascii=False).encode())
    if told := personal_told(written):
        typer.echo(told, err=True)
    for file in taken.files:
        for sentence in [file.refused] if file.refused else file.notes:
            typer.echo(sentence, err=True)
    if any(file.refused for file in taken.files):
        raise typer.Exit(2)


@app.command()
def evaluate(
    cases: Annotated[Path | None, typer.Option(help="A case file (JSON Lines) or an assessment file.")] = None,
    as_json: Json = False,
) -> None:
    """Say how good predictions and coding are: on a case file, or leaving out each report of the library."""
    if cases is None:
        bench = workflow.prepare()
        evaluation = evaluate_library(bench.library, bench.framework, workflow.extra_coding())
    else:
        given = _read(cases)
        bench = workflow.prepare(given.framework_version if isinstance(given, Assessment) else "")
        judged = [case_of(given)] if isinstance(given, Assessment) else read_cases(cases, bench.framework)
        evaluation = evaluate_cases(judged, bench.library, bench.model, bench.coder)
    if as_json:
        typer.echo(json.dumps({**evaluation.model_dump(mode="json"), "disclaimer": DISCLAIMER}))
        return
    if any(result.predicted for result in evaluation.cases):
        typer.echo(f"{DISCLAIMER}.")
    for result in evaluation.cases:
        answer = result.not_predicted or f"predicted {result.predicted}"
        typer.echo(f"{result.id}: scored {result.score or 'unknown'}, {answer}")
    typer.echo(json.dumps(evaluation.overall, indent=2))
    typer.echo(json.dumps(evaluation.coding, indent=2))


def _warn(assessment: Assessment, framework: Framework) -> None:
    """Say on standard error where it does not fit the framework, and that it holds personal data; the rest goes on."""
    for sentence in (*check_against(assessment, framework), *told_before_leaving(assessment)):
        typer.echo(sentence, err=True)


def _read(file: Path) -> Assessment | None:
    """An assessment where the file is one, else None: a case file, to be read with the framework at hand."""
    if not file.exists():
        raise BadInput(f"There is no file {file}: check its name and folder.")
    if not file.is_file():
        raise BadInput(f"{file} is not a file: give an assessment file or a case file.")
    return None if _looks_like_cases(file) else read_assessment(file)


def _looks_like_cases(file: Path) -> bool:
    """A case file by its ending, or by a first line that is a JSON object with claims."""
    if file.suffix.lower() in {".jsonl", ".ndjson"}:
        return True
    try:
        with file.open(encoding="utf-8-sig") as lines:
            first = json.loads(lines.readline())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(first, dict) and "claims" in first


def _as_wanted(output: Path) -> Callable[[bytes], bytes]:
    """What makes a Word file into what the name of the output asks for. Raises NoPdf where that is not to be had."""
    if output.suffix.lower() != ".pdf":
        return lambda word: word
    if not can_make_pdf():
        raise NoPdf(MISSING)
    return as_pdf


def _write(output: Path, content: bytes) -> None:
    try:
        output.write_bytes(content)
    except OSError as error:
        raise BadInput(
            f"{output} cannot be written: check that the folder exists and that you may write there."
        ) from error
    typer.echo(f"Written: {output}")


def main() -> None:
    """Run the command line; every error of ours, and a command typed wrongly, becomes one line and exit 2."""
    if len(sys.argv) == 1:
        sys.argv.append("--help")
    try:
        code = app(standalone_mode=False)
    except RubricError as error:
        sys.stderr.write(f"{error}\n")
        code = 2
    except UsageError as error:
        message = " ".join(error.format_message().replace("Value error, ", "").split()).rstrip(".")
        command = error.ctx.command_path if error.ctx else "python -m rubric"
        sys.stderr.write(f"{message}: see {command} --help.\n")
        code = 2
    except typer.Abort:
        code = 1
    sys.exit(code)


if __name__ == "__main__":
    main()
