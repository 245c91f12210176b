"""The command line: the core without a browser. Exit 0 on success, 2 on bad input with one line on standard error."""

import json
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from rubric import workflow
from rubric.draft.documents.plan_paper import plan_document
from rubric.draft.workbook import write_workbook
from rubric.errors import BadInput, BadReport, RubricError
from rubric.evidence import Assessment, example_assessment, read_assessment, write_assessment
from rubric.prediction import (
    DISCLAIMER,
    BandModel,
    NotPredicted,
    Outcome,
    Prediction,
    as_claims,
    case_of,
    evaluate_cases,
    evaluate_library,
    read_cases,
)
from rubric.prediction import predict as predict_claims
from rubric.reports.coding import code_report
from rubric.reports.page_model import ReadReport
from rubric.reports.read import read_path
from rubric.reports.shelf import ShelvedReport
from rubric.settings import Settings

app = typer.Typer(
    help="Prepare evidence on learning, improvement and innovation, and see how it compares with scored reports.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
db = typer.Typer(help="Look after the database.", no_args_is_help=True)
app.add_typer(db, name="db")


class Document(StrEnum):
    """The Word documents that an assessment can be written as."""

    DRAFT = "draft"
    EVIDENCE_BASE = "evidence-base"
    BRIEFING = "briefing"
    PLAN = "plan"


Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


@app.command()
def run(
    port: Annotated[int | None, typer.Option(help="The port to serve on; RUBRIC_PORT or 8501 unless given.")] = None,
    browser: Annotated[bool, typer.Option(help="Open the app in a browser.")] = True,
) -> None:
    """Serve the app on this machine."""
    from rubric.ui.serve import serve  # the screens are heavy and the other commands do without them

    raise typer.Exit(serve(port or Settings().port, browser))


@app.command()
def example(output: Annotated[Path, typer.Option("-o", "--output", help="The file to write.")]) -> None:
    """Write the invented example council's assessment."""
    _write(output, write_assessment(example_assessment()).encode())


@app.command()
def predict(
    file: Annotated[Path, typer.Argument(help="An assessment file, or a case file in JSON Lines.")],
    as_json: Json = False,
) -> None:
    """Predict the band for an assessment, or for each case in a case file."""
    given = _read(file)
    bench = workflow.prepare(given.framework_version if isinstance(given, Assessment) else "")
    if isinstance(given, Assessment):
        outcomes: list[tuple[str | None, Outcome]] = [(None, workflow.outlook(given, bench))]
    else:
        cases = read_cases(file, bench.framework)
        outcomes = [(case.id, predict_claims(as_claims(case, bench.coder)[0], bench.model)) for case in cases]
    for case_id, outcome in outcomes:
        if as_json:
            typer.echo(json.dumps(_as_json(outcome, bench.model, case_id if len(outcomes) > 1 else None)))
        else:
            typer.echo(_as_text(outcome, case_id))


@app.command()
def draft(
    file: Annotated[Path, typer.Argument(help="An assessment file.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The Word file to write.")],
    band: Annotated[bool, typer.Option(help="Add the predicted band as an annex.")] = False,
    document: Annotated[
        Document, typer.Option(help="Which document: the draft, the evidence base, the briefing or the plan.")
    ] = Document.DRAFT,
) -> None:
    """Write the Word self-assessment draft, or another document of the same assessment."""
    assessment = _read(file)
    if not isinstance(assessment, Assessment):
        raise BadInput(f"{file.name} is a case file: a draft is made from an assessment file.")
    bench = workflow.prepare(assessment.framework_version)
    on = date.today()
    match document:
        case Document.DRAFT:
            made = workflow.draft(assessment, bench, with_band=band, on=on)
        case Document.EVIDENCE_BASE:
            made = workflow.evidence_base(assessment, bench, on=on)
        case Document.BRIEFING:
            made = workflow.briefing(assessment, bench, on=on)
        case Document.PLAN:
            made = plan_document(assessment, bench.framework, on=on)
    _write(output, made)


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
            report = read_path(path)
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
            typer.echo(_read_as_text(report, shelved))
    if failed:
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
        held = [case_of(given)] if isinstance(given, Assessment) else read_cases(cases, bench.framework)
        evaluation = evaluate_cases(held, bench.library, bench.model, bench.coder)
    if as_json:
        typer.echo(evaluation.model_dump_json())
        return
    for result in evaluation.cases:
        said = result.not_predicted or f"predicted {result.predicted}"
        typer.echo(f"{result.id}: scored {result.score or 'unknown'}, {said}")
    typer.echo(json.dumps(evaluation.overall, indent=2))
    typer.echo(json.dumps(evaluation.coding, indent=2))


@app.command()
def bench(as_json: Json = False) -> None:
    """Measure how long things take, as ratios to a floor measured in the same run."""
    from rubric.bench import measure  # brings every library in, and only this command needs it

    rows = measure(lambda what: typer.echo(f"Measuring: {what}", err=True))
    if as_json:
        typer.echo(json.dumps([{**row.model_dump(), "ratio": row.ratio} for row in rows]))
        return
    for row in rows:
        against = f"  {row.ratio:.1f} times {row.floor} ({row.floor_ms:.1f} ms)" if row.ratio else ""
        typer.echo(f"{row.what}: {row.ours_ms:.1f} ms{against}")


@db.command()
def upgrade() -> None:
    """Bring the database to the newest schema; the app does this itself on start."""
    from rubric.storage import upgrade as upgrade_database  # only this command needs the database

    before, after = upgrade_database(Settings().resolved_database_url)
    typer.echo(f"The database is at {after} (it was at {before or 'nothing'}).")


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


def _read_as_text(report: ReadReport, shelved: ShelvedReport) -> str:
    council, score = shelved.authority or "council not named", shelved.score or "not found"
    lines = [f"{report.name}: {council}, score {score}, {len(shelved.findings)} claims"]
    lines += [f"  {sentence}" for sentence in (*report.missing, *report.notes)]
    lines += [
        f"  {finding.aspect}, {finding.polarity}, {finding.maturity}, {finding.voice}: {finding.text}"
        for finding in shelved.findings
    ]
    return "\n".join(lines)


def _write(output: Path, content: bytes) -> None:
    try:
        output.write_bytes(content)
    except OSError as error:
        raise BadInput(
            f"{output} cannot be written: check that the folder exists and that you may write there."
        ) from error
    typer.echo(f"Written: {output}")


def _as_json(outcome: Outcome, model: BandModel, case_id: str | None) -> dict[str, object]:
    """Contract 4."""
    band = outcome if isinstance(outcome, Prediction) else None
    refusal = outcome if isinstance(outcome, NotPredicted) else None
    record = outcome.track_record
    found: dict[str, object] = {
        "band": band.band if band else None,
        "probabilities": {str(band): chance for band, chance in outcome.probabilities.items()},
        "likely": list(band.likely) if band else [],
        "expected": outcome.expected,
        "score": outcome.score,
        "reasons": [reason.model_dump() for reason in outcome.reasons],
        "moves": [move.model_dump() for move in band.moves] if band else [],
        "not_predicted": refusal.why if refusal else None,
        "missing": list(refusal.missing) if refusal else [],
        "doubted": [one.model_dump() for one in outcome.doubted],
        "disclaimer": DISCLAIMER,
        "model": {
            "reports": model.reports,
            "evaluated": {"reports": record.reports, "exact": record.exact, "always_3": record.always_3},
        },
    }
    return {"id": case_id, **found} if case_id else found


def _as_text(outcome: Outcome, case_id: str | None) -> str:
    title = f"{case_id}: " if case_id else ""
    if isinstance(outcome, NotPredicted):
        return "\n".join([f"{title}Not predicted. {outcome.why}", *(f"  - {step}" for step in outcome.missing)])
    chances = "  ".join(f"{band}: {chance:.0%}" for band, chance in outcome.probabilities.items())
    record = outcome.track_record
    lines = [
        f"{title}{outcome.headline}  (a prediction, not a CQC score)",
        f"Likely: {', '.join(map(str, outcome.likely))}    {chances}",
        outcome.explanation,
        f"Right on {record.exact} of {record.reports} real reports left out; always saying 3 would be right on "
        f"{record.always_3}.",
        "What would move it:",
        *(f"  {move.gain:+.2f}  {move.text}" for move in outcome.moves),
        "Largest reasons:",
        *(f"  {reason.effect:+.2f}  {reason.text}" for reason in outcome.reasons[:8]),
        *(f"Left out: {one.text} – {one.why}" for one in outcome.doubted),
    ]
    return "\n".join(lines)


def main() -> None:
    """Run the command line; every error of ours becomes one line and exit 2."""
    try:
        app()
    except RubricError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)


if __name__ == "__main__":
    main()
