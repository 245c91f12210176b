"""From passages to proposed items: sentences that may be evidence, coded by the reader, near-duplicates grouped."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from rubric.claims.coder import Coder
from rubric.claims.encoder import load_encoder
from rubric.claims.split import sentences
from rubric.framework.words import Speaker
from rubric.intake.model import FileRead, Intake, Passage, Proposal
from rubric.intake.passages import read_passages
from rubric.intake.sift import why_left_out

# The likeness of two sentences' vectors. Checked on pairs of rewordings and on pairs of sentences on one
# subject in tests/intake/test_propose.py.
ALIKE = 0.72
_FIGURES_COUNT = 0.5  # the reader has learned from sentences, so what it says of a row of figures counts for less
_BATCH = 200  # sentences read between two reports of progress


def intake(
    files: Iterable[tuple[str, bytes]], coder: Coder, *, heard: Callable[[float], bool] = lambda _: True
) -> Intake:
    """What comes of several files, given by name and bytes. A file that cannot be read stops no other.

    `heard` is told the share done, from 0 to 1, and answers whether to go on: once it does not, what was read so far is
    the result.
    """
    given = list(files)
    read: list[FileRead] = []
    for index, (name, data) in enumerate(given, 1):
        read.append(read_passages(data, name))
        if not heard(0.5 * index / len(given)):
            break
    return propose(read, coder, heard=lambda share: heard(0.5 + 0.5 * share))


def propose(read: Sequence[FileRead], coder: Coder, *, heard: Callable[[float], bool] = lambda _: True) -> Intake:
    """The items proposed from files that were read, least sure first. `heard` is as for `intake`."""
    found: list[tuple[str, Passage]] = []
    counted: list[FileRead] = []
    for file in read:
        left_out = file.left_out
        for passage in file.passages:
            kept = [sentence for sentence in _sentences(passage) if why_left_out(sentence) is None]
            left_out += not kept
            found += [(sentence, passage) for sentence in kept]
        counted.append(replace(file, left_out=left_out))
    proposals: list[Proposal] = []
    for start in range(0, len(found), _BATCH):
        batch = found[start : start + _BATCH]
        readings = coder.read_all([text for text, _ in batch], Speaker.COUNCIL)
        proposals += [
            Proposal(text, passage, reading) for (text, passage), reading in zip(batch, readings, strict=True)
        ]
        if not heard(min(1.0, (start + _BATCH) / len(found))):
            break
    return Intake(tuple(counted), tuple(sorted(grouped(map(_tempered, proposals)), key=lambda one: one.confidence)))


def _sentences(passage: Passage) -> list[str]:
    """Whole sentences: a person who reviews them sees both sides of a turn at once."""
    return [passage.text] if passage.figures else sentences(passage.text)


def _tempered(proposal: Proposal) -> Proposal:
    if not proposal.passage.figures:
        return proposal
    confidence = {about: sure * _FIGURES_COUNT for about, sure in proposal.reading.confidence.items()}
    return replace(proposal, reading=replace(proposal.reading, confidence=confidence))


def grouped(proposals: Iterable[Proposal]) -> list[Proposal]:
    """The proposals in their order; those that say nearly the same, if with other figures, share a group's name."""
    listed = list(proposals)
    if len(listed) < 2:
        return listed
    from scipy.sparse.csgraph import connected_components  # slow to import, and only intake needs it here

    vectors = load_encoder().vectors([proposal.text for proposal in listed])
    _, labels = connected_components(vectors @ vectors.T >= ALIKE, directed=False)
    first: dict[int, str] = {}
    sizes: dict[int, int] = {}
    for label, proposal in zip(labels.tolist(), listed, strict=True):
        first.setdefault(label, proposal.id)
        sizes[label] = sizes.get(label, 0) + 1
    return [
        replace(proposal, group=first[label] if sizes[label] > 1 else "")
        for label, proposal in zip(labels.tolist(), listed, strict=True)
    ]
