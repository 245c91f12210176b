"""All the caching there is: the store and the benches are shared, results are kept by the content they came from.

Caches are shared by all users, so a result's key is the whole assessment: only someone who can read it can ask for it.
A bench's key is the framework and the library's version, so that everything follows the library as soon as it changes.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

# Two threads that import parts of one package at once can block each other. Altair and scipy share parts, so
# Altair is in before the threads of `background.py` make scipy import its own.
import altair as _altair  # noqa: F401
import streamlit as st

from rubric import doors
from rubric import framework as frameworks
from rubric.claims import Reading
from rubric.comparison import Comparison
from rubric.draft import compose_beside
from rubric.draft.model import Draft
from rubric.errors import BadFramework
from rubric.evidence import Assessment
from rubric.evidence.lint import Note, Passage, lint
from rubric.evidence.personal import Personal, personal_data
from rubric.framework import Framework, Speaker
from rubric.prediction import Evaluation, Outcome, evaluate_cases
from rubric.settings import settings
from rubric.storage.reports import NOTHING_ACCEPTED
from rubric.ui.state.at_hand import FilesAtHand
from rubric.ui.state.background import Erasing, Judging, Refit
from rubric.ui.state.desk import Drawn
from rubric.ui.state.last_read import LastingStore
from rubric.ui.state.readings import recall
from rubric.workflow import Bench, outlook, prepare, side_by_side

_FITTING = "Reading the published reports. The first time takes a few seconds…"


@st.cache_resource(show_spinner=False)
def store() -> LastingStore:
    """The store shared by all sessions. StoreUnavailable where it cannot be opened; the next call tries again."""
    here = settings()
    return LastingStore(here.resolved_database_url, here.copies_folder)


def opened(assessment: str) -> tuple[Drawn, Assessment]:
    """An assessment and the revisions of what is in it. StoreError where it can't be read, and never was."""

    found = store().together(
        ("opened", assessment),
        lambda plain: plain.assessments.stamp(assessment),
        lambda plain, last: plain.assessments.opened(assessment, last),
    )
    # what this session saves is written into its own
    drawn = Drawn(found.revision, dict(found.items), dict(found.plan), dict(found.sections))
    return drawn, found.assessment


@st.cache_resource(show_spinner=False)
def files_at_hand() -> FilesAtHand:
    """The files that were brought in and may be kept as proof, shared by all sessions."""
    return FilesAtHand()


@st.cache_resource(show_spinner=False, ttl=timedelta(days=1))
def erasing() -> Erasing:
    """The work that erases what was deleted long enough ago; started by the first call of each day."""
    work = Erasing(store(), settings().keep_deleted_days)
    work.start()
    return work


def framework(version: str = "") -> Framework:
    """The framework with this version; the newest one where the version is "" or no longer shipped."""
    return _framework(_pack(version))


@st.cache_resource(show_spinner=False, max_entries=4)
def _framework(version: str) -> Framework:
    return frameworks.load(version)


def _pack(version: str) -> str:
    """The name to load a framework by: "" wherever that gives the same one, so that nothing is made twice."""
    newest = _framework("")
    if version in ("", newest.version):
        return ""
    try:
        _framework(version)
    except BadFramework:
        return ""
    return version


def bench(version: str) -> Bench:
    """The bench for a framework version (see `framework`) and the current library; its models are made on first use.

    StoreError where the library can't be read, as in every function here that takes the library.
    """
    return _bench(_pack(version), store().library.version())


@st.cache_resource(show_spinner=False, max_entries=4)
def _bench(version: str, library: str) -> Bench:
    if library == NOTHING_ACCEPTED:  # the one version that can come back: so nothing is read that may be newer
        return prepare(version)
    table = store().scores.newest()
    return prepare(version, store().library.reports(accepted_only=True), table.national if table else None)


def ready(version: str) -> Bench:
    """As `bench`, with the index and the model already made; shows a spinner while they are."""
    return _ready(_pack(version), store().library.version())


@st.cache_resource(show_spinner=_FITTING, max_entries=4)
def _ready(version: str, library: str) -> Bench:
    result = _bench(version, library)
    recall(store())
    _ = result.index, result.model
    return result


@st.cache_resource(show_spinner=_FITTING, max_entries=4)
def _with_reader(version: str, library: str) -> Bench:
    result = _ready(version, library)
    _ = result.coder
    return result


def with_reader(version: str = "") -> Bench:
    """As `ready`, with the reader made too."""
    return _with_reader(_pack(version), store().library.version())


@st.cache_resource(show_spinner=False)
def _latest() -> dict[str, Refit]:
    """The last refit started for each framework version: the next one is compared with it."""
    return {}


@st.cache_resource(show_spinner=False, max_entries=4)
def _refit(version: str, library: str) -> Refit:
    """Start a refit. It takes some seconds, and nobody should wait for a suggestion."""
    last = _latest().get(version)
    before = None
    if last is not None:
        last.superseded = last.running
        before = last.before if last.running or last.error else last.bench
    shared = store()
    work = Refit(
        _bench(version, library),
        before,
        shared,
        lambda: [shared.assessments.get(summary.id) for summary in shared.assessments.summaries()],
        lambda change: shared.learned.save(library, change),
    )
    _latest()[version] = work
    work.start()
    return work


def refit(version: str = "") -> Refit:
    """The work that makes the models from the current library; started in the background by the first call for it."""
    return _refit(_pack(version), store().library.version())


def warm_up() -> None:
    """Start making the models in the background, so that they are ready when a page needs them."""
    refit()


def reading(text: str, version: str) -> Reading | None:
    """The reader's coding of a council's sentence; None while the reader is not ready or could not be made."""
    models = refit(version)
    if models.running or models.error:
        return None
    return _reading(text, _pack(version), store().library.version(), models.bench.coder.read)


@st.cache_data(show_spinner=False, max_entries=500)
def _reading(
    text: str,
    version: str,  # noqa: ARG001 - part of the key, as is the next
    library: str,  # noqa: ARG001
    _read: Callable[[str, Speaker], Reading],
) -> Reading:
    """Kept by text, framework and library; the reader itself is no part of the key."""
    return _read(text, Speaker.COUNCIL)


def readings(texts: Sequence[str], version: str) -> list[Reading]:
    """The reader's coding of many of a council's sentences, such as the rows of a table; waits for the reader."""
    return _readings(tuple(texts), _pack(version), store().library.version(), with_reader(version).coder.read_all)


@st.cache_data(show_spinner="Reading the rows…", max_entries=20)
def _readings(
    texts: tuple[str, ...],
    version: str,  # noqa: ARG001 - part of the key, as is the next
    library: str,  # noqa: ARG001
    _read_all: Callable[[Sequence[str], Speaker], list[Reading]],
) -> list[Reading]:
    return _read_all(texts, Speaker.COUNCIL)


def outcome(assessment: Assessment, last_score: int | None = None) -> Outcome:
    """The predicted band, or why there is none; from the council's own last score where that is given (1 to 4)."""
    models = ready(assessment.framework_version)
    return _outcome(_evidence_alone(assessment), last_score, store().library.version(), models)


def comparison(assessment: Assessment) -> Comparison:
    """The evidence compared with the findings of scored reports."""
    models = ready(assessment.framework_version)
    return _comparison(_evidence_alone(assessment), store().library.version(), models)


def _evidence_alone(assessment: Assessment) -> str:
    """All of it that is predicted and compared from, so that a change to the plan or draft works nothing out again."""
    evidence = [item.model_copy(update={"action": None}) for item in assessment.evidence]
    alone = {"evidence": evidence, "actions": [], "waivers": [], "edits": [], "updated": assessment.created}
    return assessment.model_copy(update=alone).model_dump_json()


@st.cache_data(show_spinner="Working out the band…", max_entries=100)
def _outcome(
    content: str,
    last_score: int | None,
    library: str,  # noqa: ARG001 - the library is part of the key
    _bench: Bench,
) -> Outcome:
    return outlook(Assessment.model_validate_json(content), _bench, last_score)


def composed(assessment: Assessment, *, with_band: bool = False) -> tuple[Draft, Draft]:
    """Today's draft, with the annex on the band where that is wanted, and beside it what the items alone would say."""
    found = outcome(assessment) if with_band else None
    library = store().library.version() if with_band else ""
    content, version = assessment.model_dump_json(), assessment.framework_version
    return _composed(content, date.today(), library, framework(version), found)


@st.cache_resource(show_spinner=False, max_entries=20)
def _composed(
    content: str,
    on: date,
    library: str,  # noqa: ARG001 - as above
    _framework: Framework,
    _outcome: Outcome | None,
) -> tuple[Draft, Draft]:
    return compose_beside(Assessment.model_validate_json(content), _framework, outcome=_outcome, on=on)


@st.cache_data(show_spinner="Looking for findings like yours…", max_entries=50)
def _comparison(content: str, library: str, _bench: Bench) -> Comparison:  # noqa: ARG001 - as above
    return side_by_side(Assessment.model_validate_json(content), _bench)


@st.cache_resource(show_spinner=False)
def _judgings() -> dict[str, Judging]:
    """The evaluation of the library, by the library's version; only the newest is kept."""
    return {}


def judging() -> Judging | None:
    """The evaluation of the current library, finished or running; None where nobody has asked for it."""
    return _judgings().get(store().library.version())


def judge() -> None:
    """Start evaluating the current library, unless that is running or has succeeded."""
    existing = judging()
    if existing is None or existing.error:
        work = Judging(bench(""))
        _judgings().clear()
        _judgings()[store().library.version()] = work
        work.start()


def judged_cases(data: bytes, name: str) -> Evaluation:
    """The evaluation of the cases in a file of JSON Lines, by models made from the library alone.

    `name` is the file's name, for error messages. BadInput where the file holds no usable cases.
    """
    return _judged_cases(data, name, store().library.version(), with_reader())


@st.cache_data(show_spinner="Predicting each case…", max_entries=4)
def _judged_cases(data: bytes, name: str, library: str, _bench: Bench) -> Evaluation:  # noqa: ARG001 - as above
    cases = doors.cases(data, name, _bench.framework)
    return evaluate_cases(cases, _bench.library, _bench.model, _bench.coder)


def notes(assessment: Assessment, framework: Framework, passages: tuple[Passage, ...], on: date) -> tuple[Note, ...]:
    """The writing notes on an assessment and the passages of its draft as of this day, waived ones included."""
    return _notes(assessment.model_dump_json(exclude={"waivers", "updated"}), passages, on, framework)


@st.cache_data(show_spinner=False, max_entries=50)
def _notes(content: str, passages: tuple[Passage, ...], on: date, _framework: Framework) -> tuple[Note, ...]:
    return lint(Assessment.model_validate_json(content), _framework, on, passages)


def personal(assessment: Assessment) -> tuple[Personal, ...]:
    """What looks like personal data in an assessment, kept finds included."""
    return _personal(assessment.model_dump_json(exclude={"waivers", "updated"}))


@st.cache_data(show_spinner=False, max_entries=50)
def _personal(content: str) -> tuple[Personal, ...]:
    return personal_data(Assessment.model_validate_json(content))
