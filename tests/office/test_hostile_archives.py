"""Hostile Word, Excel and zip files at every door through which one can come in: one plain sentence each."""

import tracemalloc
from pathlib import Path

import pytest

from rubric.errors import BadInput
from rubric.evidence import read_assessment
from tests.office.builders import DOORS, HOSTILE, SECRET, Door, bomb, declaring, entities, with_parts

MOST_MEMORY = 25_000_000


def refusal(door: Door, data: bytes) -> tuple[str, int]:
    """The sentence with which a door refuses a file, and the most memory that Python took meanwhile, in bytes."""
    tracemalloc.start()
    try:
        with pytest.raises(BadInput) as caught:
            door.read(data)
        return str(caught.value), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
def test_a_sound_file_is_taken(door: Door) -> None:
    door.read(door.sound)


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
def test_a_hostile_file_gets_one_sentence_and_little_memory(door: Door, hostile: str) -> None:
    make, wrong = HOSTILE[hostile]
    said, used = refusal(door, make(door))
    assert said == door.said[wrong]
    assert used < MOST_MEMORY


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
def test_entities_that_multiply_are_never_put_in(door: Door) -> None:
    said, used = refusal(door, entities(door))
    assert said == door.said["unsound"]
    assert used < MOST_MEMORY


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
def test_a_file_of_this_computer_is_never_read_into_one_that_is_brought(door: Door, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    data = declaring(door, f'<!ENTITY e SYSTEM "{secret.as_uri()}">', b"&e;")
    try:
        found = repr(door.read(data))
    except BadInput as refused:
        found = str(refused)
    assert SECRET not in found


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
def test_a_zip_within_and_a_part_that_points_out_of_the_file_are_left_closed(
    door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "deep" / "down"
    here.mkdir(parents=True)
    monkeypatch.chdir(here)
    strange = {"docProps/inner.zip": bomb(door), "../../outside.txt": SECRET.encode(), "/outside.txt": SECRET.encode()}
    door.read(with_parts(door.sound, strange))
    assert not list(tmp_path.rglob("outside.txt"))


def test_an_assessment_file_is_never_a_zip() -> None:
    with pytest.raises(BadInput, match="This is a Word, Excel or zip file, not an assessment file"):
        read_assessment(DOORS["a workbook that comes back"].sound)
