"""The shipped encoder: one reading a text whatever stands beside it, near for like meaning; only the shipped file."""

import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rubric.claims.encoder import SIZE, check, floors, load_encoder


@settings(max_examples=25)
@given(st.lists(st.text(max_size=200), max_size=4))
def test_a_text_has_one_reading_of_two_vectors_of_length_1_whatever_stands_beside_it(texts: list[str]) -> None:
    encoder = load_encoder()
    together = encoder.readings(texts)
    assert together.shape == (len(texts), 2 * SIZE)
    for half in (together[:, :SIZE], together[:, SIZE:]):
        assert np.allclose(np.linalg.norm(half, axis=1), 1, atol=1e-4)
    assert np.array_equal(encoder.vectors(texts), together[:, :SIZE])
    for text, row in zip(texts, together, strict=True):
        assert np.array_equal(encoder.readings([text])[0], row)


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        (
            "Carers helped to write the new assessment form.",
            "Unpaid carers and officers designed the assessment together.",
            "Newly qualified social workers have a protected caseload.",
        ),
        (
            "Nobody looks at what complaints have in common.",
            "Themes in complaints are not analysed.",
            "The director meets new starters in their first week.",
        ),
    ],
)
def test_texts_that_mean_the_like_are_nearer_than_those_that_do_not(text: str, near: str, far: str) -> None:
    own, first, second = load_encoder().vectors([text, near, far])
    assert own @ first > own @ second + 0.2


def test_a_very_long_text_is_read_to_its_limit_and_no_further() -> None:
    encoder = load_encoder()
    assert np.array_equal(*encoder.vectors(["carer " * 400, "carer " * 200_000]))


def test_many_threads_get_the_vectors_that_one_gets() -> None:
    encoder = load_encoder()
    texts = [f"Team {number} meets every week." for number in range(12)]
    found: dict[int, np.ndarray] = {}
    threads = [
        threading.Thread(target=lambda place=place: found.update({place: encoder.vectors(texts)})) for place in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(np.array_equal(vectors, found[0]) for vectors in found.values())


def test_what_was_kept_of_texts_is_recalled_and_not_made_again() -> None:
    encoder, texts = load_encoder(), ["Carers chair the board.", "Waits fell to nine days."]
    made = encoder.readings(texts)
    kept = encoder.to_keep([*texts, *texts])
    assert list(kept) == texts
    other = np.roll(made, 1, axis=0)  # each text with the other's, so that it shows whose reading is given
    try:
        encoder.recall({text: row.tobytes() for text, row in zip(texts, other, strict=True)})
        assert np.array_equal(encoder.readings(texts), other)
        assert encoder.to_keep([*texts, "Staff learn."]).keys() == {"Staff learn."}
        encoder.recall(kept)
        assert np.array_equal(encoder.readings(texts), made)
    finally:
        encoder.forget()
    assert np.array_equal(encoder.readings(texts), made)


def test_a_file_that_was_not_shipped_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "encoder.onnx"
    other.write_bytes(b"something else")
    with pytest.raises(ValueError, match="not the file that was shipped"):
        check(other, "0" * 64)


def test_there_is_a_floor_for_each_thing_that_is_offered() -> None:
    assert set(floors()) == {"aspect", "polarity", "maturity", "voice"}
    assert all(0.3 < floor <= 1.01 for floor in floors().values())
