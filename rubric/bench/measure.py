"""How long things take, as ratios to a floor measured in the same run: machines differ, ratios much less.

The floor of a draft is docxtpl alone on the same template and data; the floor of bringing in reports is taking out
their text alone, by the library that we take it out with. What coding costs is a row of its own: a plain text file has
next to no floor, so its ratio means nothing, and neither has a web page that is all text.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2 import Environment
from pydantic import BaseModel, ConfigDict

from rubric import workflow
from rubric.bench.made_up import FORMATS, ReportFormat, made_up_assessment, made_up_library, made_up_reports
from rubric.claims.encoder import load_encoder
from rubric.draft import compose, render_draft
from rubric.draft.word.fields import template_values
from rubric.english import size
from rubric.evidence import example_assessment
from rubric.prediction import fit
from rubric.reports.library.coding import code_report
from rubric.reports.read import read_report

LIBRARIES = (4, 40, 153)  # reports: those shipped, a region's worth and a whole country's
COUNCILS = 153  # in England with adult social care duties: a whole country's reports in one go
ITEMS = 200  # of a full assessment
ROUNDS = 9
TEMPLATE = Path(__file__).parents[2] / "templates" / "self_assessment.docx"

_NEXT_TO_NOTHING = 0.1  # milliseconds


class Timing(BaseModel):
    """One figure: `ours` and `floor` in milliseconds each (medians, or the mean per report), and their ratio.

    There is no ratio where nothing is set beside ours, or next to nothing: text files are their text.
    """

    model_config = ConfigDict(frozen=True)

    what: str
    ours_ms: float
    floor: str = ""
    floor_ms: float | None = None

    @property
    def ratio(self) -> float | None:
        """Ours divided by the floor; None where there is no floor, or one of at most 0.1 ms (our own judgement)."""
        return self.ours_ms / self.floor_ms if self.floor_ms and self.floor_ms > _NEXT_TO_NOTHING else None

    @property
    def line(self) -> str:
        """The figure as a line of text."""
        beside = f"{self.floor} ({self.floor_ms:.1f} ms)" if self.floor else ""
        against = f"  {self.ratio:.1f} times {beside}" if self.ratio else f"  beside {beside}" if beside else ""
        return f"{self.what}: {self.ours_ms:.1f} ms{against}"

    def as_json(self) -> dict[str, object]:
        """The figure and its ratio, in plain values."""
        return {**self.model_dump(), "ratio": self.ratio}


def measure(show_progress: Callable[[str], None]) -> list[Timing]:
    """All rows of the benchmark, in the order measured. Takes about a minute.

    `show_progress` is called with a few words on what is measured next.
    """
    show_progress("making ready")
    bench = workflow.prepare()
    _ = bench.index, bench.model, bench.coder
    assessment = example_assessment()
    rows = []
    show_progress("comparison and prediction")
    rows.append(
        Timing(what="prediction of the example council", ours_ms=_median(lambda: workflow.outlook(assessment, bench)))
    )
    rows.append(
        Timing(
            what="comparison of the example council", ours_ms=_median(lambda: workflow.side_by_side(assessment, bench))
        )
    )
    show_progress(f"{ITEMS} items read for the first time")
    rows += _first_reading_rows(bench)
    for reports in LIBRARIES:
        show_progress(f"learning from {reports} reports")
        rows.append(_learning_row(reports, bench))
    show_progress("the draft")
    composed = compose(assessment, bench.framework, on=date.today())
    rows.append(
        Timing(
            what="rendering the draft",
            ours_ms=_median(lambda: render_draft(composed)),
            floor="docxtpl alone, same template and data",
            floor_ms=_median(lambda: _docxtpl_alone(template_values(composed))),
        )
    )
    texts = [finding.text for finding in bench.library.findings]
    for kind in FORMATS:
        count = COUNCILS // kind.statements  # the same amount of text for each kind
        show_progress(f"{count} reports, {kind.name}")
        rows += _import_rows(
            kind, [kind.make(report) for report in made_up_reports(count, kind.statements, texts)], bench
        )
    return rows


def _first_reading_rows(bench: workflow.Bench) -> list[Timing]:
    """What it costs to score items that were never read, beside encoding them; and to encode one sentence."""
    assessment, encoder = made_up_assessment(ITEMS), load_encoder()
    texts = [item.text for item in assessment.evidence]

    def encoded() -> None:
        encoder.forget()
        encoder.readings(texts)

    def scored() -> None:
        encoder.forget()
        workflow.outlook(assessment, bench)
        workflow.side_by_side(assessment, bench)

    encoding = _median(encoded)
    return [
        Timing(what="encoding a sentence", ours_ms=encoding / ITEMS),
        Timing(
            what=f"scoring and comparing {ITEMS} items never read before",
            ours_ms=_median(scored),
            floor="encoding their sentences alone",
            floor_ms=encoding,
        ),
    ]


def _learning_row(reports: int, bench: workflow.Bench) -> Timing:
    library = made_up_library(bench.library, reports)
    with _clock() as elapsed:
        fit(library, bench.framework)
    return Timing(what=f"learning from {reports} reports, each left out in turn", ours_ms=elapsed[0])


def _median(action: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        with _clock() as elapsed:
            action()
        times.append(elapsed[0])
    return statistics.median(times)


@contextmanager
def _clock() -> Iterator[list[float]]:
    """A list that holds the milliseconds that the block took, once it is left."""
    elapsed = [0.0]
    start = time.perf_counter()
    yield elapsed
    elapsed[0] = (time.perf_counter() - start) * 1000


def _docxtpl_alone(values: dict[str, object]) -> None:
    word = DocxTemplate(str(TEMPLATE))
    word.render(values, jinja_env=Environment(autoescape=True))
    word.save(BytesIO())


def _import_rows(kind: ReportFormat, files: list[bytes], bench: workflow.Bench) -> list[Timing]:
    with _clock() as floor:
        for data in files:
            kind.text_alone(data)
    with _clock() as reading:
        reports_read = [read_report(data, f"report {number}.{kind.ending}") for number, data in enumerate(files)]
    with _clock() as coding:
        for report in reports_read:
            code_report(report, bench.coder)
    average_size = size(sum(map(len, files)) // len(files))
    return [
        Timing(
            what=f"bringing in {len(files)} reports ({kind.name}, {average_size}), each",
            ours_ms=(reading[0] + coding[0]) / len(files),
            floor="taking out the text alone",
            floor_ms=floor[0] / len(files),
        ),
        Timing(what=f"of which coding ({kind.name})", ours_ms=coding[0] / len(files)),
    ]
