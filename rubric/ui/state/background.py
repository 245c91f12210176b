"""Work that takes seconds, in a thread of its own: learning from the library, judging it, erasing what was deleted.

Nothing here knows the screens: a page looks at `share` and `step`, and at the result once `running` is over.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import timedelta
from threading import Event, Thread

from rubric.errors import RubricError, StoreError
from rubric.evidence import Assessment
from rubric.prediction import Evaluation, Prediction, evaluate_library
from rubric.prediction.change import LibraryChange, Moved
from rubric.reports import ScoredReport
from rubric.storage import Store
from rubric.ui.state.collector import load_what_comes_late, spare_the_collector
from rubric.ui.state.readings import keep, recall
from rubric.workflow import Bench, extra_coding, outlook

_log = logging.getLogger(__name__)
_UNFINISHED = "This could not be finished: try again, and tell whoever runs this tool if it happens again."


class Work:
    """One piece of work. `share` (0 to 1) is how much is done, `step` what is being done, in words.

    `error` is a sentence for the screen once the work has failed, "" otherwise.
    """

    def __init__(self) -> None:
        self.share = 0.0
        self.step = ""
        self.error = ""
        self._done = Event()

    def start(self) -> None:
        """Start the thread and return at once. Call it once for each piece of work."""
        Thread(target=self._run, name=type(self).__name__, daemon=True).start()

    @property
    def running(self) -> bool:
        """Whether the work has not ended yet, well or badly. True before `start` too."""
        return not self._done.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait until the work has ended, for at most this many seconds; True if it has."""
        return self._done.wait(seconds)

    def _run(self) -> None:
        error = _UNFINISHED  # stands unless the work comes to its end
        try:
            self.work()
            error = ""
        except RubricError as failure:
            error = str(failure)
        finally:
            self.share, self.error = 1.0, error
            self._done.set()
        self.afterwards()

    def work(self) -> None:
        """Do the work, in the thread. `error` gets the sentence of a RubricError, a general one for any other error."""
        raise NotImplementedError

    def afterwards(self) -> None:
        """What follows once nobody waits any more: nothing, unless a kind of work has something."""

    def _progress(self, share: float, step: str) -> None:
        self.share, self.step = share, step


def _one_thread_each() -> None:
    """Keep the linear algebra of this process to one thread for good.

    Training does so for itself while it lasts; but where two trainings overlap, the first to end gives the other its
    many threads back, which then wait for each other: seconds became minutes.
    """
    import scipy.optimize  # noqa: F401 - only libraries that are loaded can be told
    from threadpoolctl import threadpool_limits

    threadpool_limits(limits=1)


class Refit(Work):
    """Makes the models from a library, and hands what that changed since the previous library to `keep`.

    `before` is the bench of the previous library (None: nothing to compare with). `assessments` returns the assessments
    whose bands are compared; those of another framework version are left out. `store` keeps what the encoder made of
    the findings. `superseded` can be set by another thread once a newer library is being fitted: the comparison is
    then skipped.
    """

    def __init__(
        self,
        bench: Bench,
        before: Bench | None,
        store: Store,
        assessments: Callable[[], Sequence[Assessment]],
        keep: Callable[[LibraryChange], None],
    ) -> None:
        super().__init__()
        self.bench = bench
        self.before = before
        self.superseded = False
        self._store = store
        self._assessments = assessments
        self._keep = keep

    def work(self) -> None:
        """Make the model, the index and the reader, in the order that pages want them; then compare every band."""
        _one_thread_each()
        recall(self._store)
        reports = len(self.bench.library.reports)
        self._progress(0.05, f"Learning what tells scores apart from {reports} reports")
        _ = self.bench.model
        self._progress(0.4, "Making the findings ready to be searched")
        _ = self.bench.index
        self._progress(0.6, "Training the reader that proposes codings")
        _ = self.bench.coder
        keep(self._store, self.bench.library)
        if self.before is None or self.superseded:
            return
        version = self.bench.framework.version
        assessments = [
            assessment for assessment in self._assessments() if assessment.framework_version in ("", version)
        ]
        moved = []
        for index, assessment in enumerate(assessments):
            self._progress(0.8 + 0.2 * index / len(assessments), "Working out what that changes for your assessments")
            if self.superseded:
                return
            moved.append(_moved(assessment, self.before, self.bench))
        self._keep(
            LibraryChange(
                before=self.before.model.track_record,
                after=self.bench.model.track_record,
                findings_before=len(self.before.library.findings),
                findings_after=len(self.bench.library.findings),
                outcomes=tuple(moved),
            )
        )

    def afterwards(self) -> None:
        """Have no collection walk what stays now, unless a newer refit is about to bring something else."""
        if not self.superseded:
            load_what_comes_late()
            spare_the_collector()


def _moved(assessment: Assessment, before: Bench, after: Bench) -> Moved:
    former, current = outlook(assessment, before), outlook(assessment, after)
    return Moved(
        assessment=assessment.id,
        before=former.band if isinstance(former, Prediction) else None,
        after=current.band if isinstance(current, Prediction) else None,
        expected_before=former.expected,
        expected_after=current.expected,
    )


class Judging(Work):
    """Evaluates the library, each report left out in turn; `evaluation` is None until the work has ended well."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench = bench
        self.evaluation: Evaluation | None = None

    def work(self) -> None:
        """Evaluate each report by models made from the others."""
        _one_thread_each()
        reports = len(self.bench.library.reports)

        def report_progress(number: int, report: ScoredReport) -> None:
            self._progress((number - 1) / reports, f"Leaving out {number} of {reports}: {report.authority}")

        self.evaluation = evaluate_library(self.bench.library, self.bench.framework, extra_coding(), report_progress)


class Erasing(Work):
    """Erases for good what was deleted more than `days` days ago."""

    def __init__(self, store: Store, days: int) -> None:
        super().__init__()
        self._store = store
        self._kept = timedelta(days=days)

    def work(self) -> None:
        """Erase it. StoreError is logged for whoever runs the tool and raised again; the next day's run tries again."""
        try:
            _log.info(self._store.purge(older_than=self._kept).sentence)
        except StoreError as error:
            _log.warning("What was deleted was not erased: %s", error)
            raise
