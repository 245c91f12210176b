"""Reads files and finds the claims in them, in the background: each file in a process of its own, within bounds."""

from collections.abc import Sequence

from rubric import doors
from rubric.english import shortened
from rubric.errors import BadInput
from rubric.evidence.attachments import of_file
from rubric.intake.guarded import finds_in
from rubric.intake.model import FileRead, Intake
from rubric.intake.propose import propose
from rubric.ui.saved.attached.acts import most_bytes
from rubric.ui.state.at_hand import AtHand
from rubric.ui.state.background import Refit, Work

_READING = 0.5  # the share of the work that is over once all files are read


class TakingIn(Work):
    """The reading of files (name and bytes) or of pasted text. `taken` is None until it has ended well.

    `at_hand` are those of the files that may be attached, once they are read. `models` makes the reader that codes
    claims, and is waited for.
    """

    def __init__(self, files: Sequence[tuple[str, bytes]], pasted: str, models: Refit) -> None:
        super().__init__()
        self.taken: Intake | None = None
        self.at_hand: list[AtHand] = []
        self.stopped = False
        self._files, self._pasted, self._models = tuple(files), pasted, models

    def stop(self) -> None:
        """Have it end soon, with nothing taken."""
        self.stopped = True

    def work(self) -> None:
        """Read the files one after the other, then code what may be evidence in them."""
        read: list[FileRead] = []
        for number, (name, data) in enumerate(self._files):
            if self.stopped:
                return
            where = f"Reading {number + 1} of {len(self._files)}: {shortened(name, 60)}"
            self._progress(_READING * number / len(self._files), where)
            read.append(doors.passages(data, name))
            self.at_hand += _at_hand(name, data, read[-1])
        if self._pasted:
            self._progress(0.0, "Reading the pasted text")
            read.append(doors.pasted_passages(self._pasted))
        self._files = ()  # lets go of the bytes of the others
        self._progress(_READING, "Looking for claims")
        while self._models.running and not self.stopped:
            self._models.wait(1.0)
        if self.stopped:
            return
        taken = propose(read, self._models.bench.coder, heard=self._heard)
        self.taken = None if self.stopped else taken

    def _heard(self, share: float) -> bool:
        self._progress(_READING + (1 - _READING) * share, "Looking for claims")
        return not self.stopped


def _at_hand(name: str, data: bytes, file: FileRead) -> list[AtHand]:
    """The file as it might be attached; nothing where it was not read, is too large, or of a kind that is not."""
    if file.refused or len(data) > most_bytes():
        return []
    try:
        return [AtHand(of_file(name, doors.attached(data, name), data), data, tuple(finds_in(file)))]
    except BadInput:
        return []
