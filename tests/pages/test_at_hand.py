"""Files that were brought in are held for a while, within what a server may hold."""

import pytest

from rubric.evidence.attachment import AttachedKind
from rubric.evidence.attachments import of_file
from rubric.ui.state import at_hand
from rubric.ui.state.at_hand import AtHand, FilesAtHand


def file(data: bytes) -> AtHand:
    return AtHand(of_file("Survey.pdf", AttachedKind.PDF, data), data)


def test_files_are_held_by_assessment_and_the_one_held_longest_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(at_hand, "MOST", 10)
    held, (one, two, three) = FilesAtHand(), map(file, (b"1111", b"2222", b"3333"))
    held.hold("here", one)
    held.hold("there", one)
    assert (held.of("here"), held.of("there")) == ([one], [one])
    held.hold("here", one)  # brought in once more, it is the newest
    held.hold("here", two)
    assert (held.of("here"), held.of("there")) == ([one, two], [])
    held.hold("here", three)
    assert held.of("here") == [two, three]
    held.let_go("here", two.attachment.sha256)
    held.let_go("here", two.attachment.sha256)
    assert held.of("here") == [three]
    held.hold("here", file(b"too large for all"))
    assert held.of("here") == []
