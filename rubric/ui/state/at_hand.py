"""Files that were brought in, held in memory until somebody says whether they are kept as proof of what came of them.

They are nobody's until then: nothing of them is in the store, and they are gone when the server stops.
"""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from rubric.evidence.attachment import Attachment
from rubric.intake.guarded import Seen

MOST = 200_000_000  # bytes, of all assessments together: half of what may be on its way to be read


@dataclass(frozen=True)
class AtHand:
    """A file that may be attached, as it would be, with its bytes; `finds` is what in it looks like personal data."""

    attachment: Attachment
    data: bytes
    finds: tuple[Seen, ...] = ()


class FilesAtHand:
    """Such files by assessment and hash. The one held longest goes first, where they would be more than MOST."""

    def __init__(self) -> None:
        self._held: OrderedDict[tuple[str, str], AtHand] = OrderedDict()
        self._lock = Lock()

    def hold(self, assessment: str, file: AtHand) -> None:
        """Hold a file for an assessment."""
        with self._lock:
            self._held[assessment, file.attachment.sha256] = file
            self._held.move_to_end((assessment, file.attachment.sha256))
            while sum(len(one.data) for one in self._held.values()) > MOST:
                self._held.popitem(last=False)

    def of(self, assessment: str) -> list[AtHand]:
        """The files that are held for an assessment, in the order they came."""
        with self._lock:
            return [file for (owner, _), file in self._held.items() if owner == assessment]

    def let_go(self, assessment: str, sha256: str) -> None:
        """Hold a file no longer."""
        with self._lock:
            self._held.pop((assessment, sha256), None)
