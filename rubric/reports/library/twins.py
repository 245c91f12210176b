"""One report in two files, such as its web page and its PDF: recognised by its sentences, so that it counts once."""

from collections.abc import Sequence

from rubric.reports.library.fingerprints import load_fingerprints, runs, texts_sharing
from rubric.reports.model import Library

# Of a report's runs of six words, those that stand in another. The four scored extracts share at most 2 in 100 with
# each other; one report read from two kinds of file differs only where lines were broken.
SAME_REPORT = 0.5
_ENOUGH = 30  # runs, about three sentences: fewer can be stock phrases


class Twins:
    """Reports by their sentences, taken one after another."""

    def __init__(self) -> None:
        self._first_in: dict[int, str] = {}
        self._sizes: dict[str, int] = {}

    def take(self, report_id: str, texts: Sequence[str]) -> str | None:
        """The id of the earlier report with mostly the same sentences; else None, and this report is remembered."""
        own = {run for text in texts for run in runs(text)}
        for other, count in texts_sharing(own, self._first_in):
            if count >= _ENOUGH and count >= SAME_REPORT * min(len(own), self._sizes[other]):
                return other
        self._sizes[report_id] = len(own)
        for run in own:
            self._first_in.setdefault(run, report_id)
        return None


def shipped_already(texts: Sequence[str], library: Library) -> str | None:
    """The id of the library's shipped report with mostly the same sentences, so that it counts once; else None."""
    own = [run for text in texts for run in runs(text)]
    shipped = {report.id for report in library.reports}
    for report_id, count in texts_sharing(own, load_fingerprints()):
        if report_id in shipped and count / len(own) >= SAME_REPORT:
            return report_id
    return None
