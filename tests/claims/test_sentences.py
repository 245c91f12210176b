"""The coded sentences that the reader is to be taught by, and those that it is to be tested on."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

from rubric.framework import Maturity, Polarity, Reach, Speaker, Voice, load

HERE = Path(__file__).parent
SENTENCES = Path(str(files("rubric.claims"))) / "data" / "sentences"
TAUGHT = sorted(SENTENCES.glob("hand_*.csv"))
STOCK = ("at the time of our assessment", "told us they had not been")  # how every report dates and tells what it saw
IN_THREES = {f"hand_{number}" for number in range(24, 29)}
IN_SETS = {f"hand_{number}" for number in range(37, 51)}  # of two to five, one after the other
TESTED = [HERE / "ordinary_sentences_test.csv", HERE / "hard_sentences_test.csv"]
Row = dict[str, str]


@cache
def rows(file: Path) -> tuple[Row, ...]:
    with file.open(encoding="utf-8", newline="") as opened:
        return tuple(csv.DictReader(opened))


def words(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9']+", text.lower()))


@pytest.mark.parametrize("file", [*TAUGHT, *TESTED], ids=lambda file: file.stem)
def test_every_code_is_one_of_the_frameworks(file: Path) -> None:
    aspects = load().aspect_ids
    for row in rows(file):
        assert row["text"].strip()
        assert row["aspect"] in aspects
        Polarity(row["polarity"])
        Maturity(row["maturity"])
        voices = [Voice(voice) for voice in row["voices"].split(";") if voice]
        assert row["reach"] == "" or Reach(row["reach"])
        assert row["hard"] in ("yes", "no")
        if Speaker(row["speaker"]) is Speaker.REGULATOR:
            assert len(voices) == 1, "an inspector's finding has one voice"


def test_no_sentence_stands_twice_and_none_that_is_tested_is_taught() -> None:
    texts = Counter(words(row["text"]) for file in [*TAUGHT, *TESTED] for row in rows(file))
    assert [text for text, times in texts.items() if times > 1] == []


@pytest.mark.parametrize("file", TAUGHT, ids=lambda file: file.stem)
def test_no_pattern_is_used_again_and_again(file: Path) -> None:
    runs: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows(file)):
        tokens = words(row["text"]).split()
        told = place // 3 if file.stem in IN_THREES else place  # one situation told three times is one
        for start in range(len(tokens) - 5):
            runs[" ".join(tokens[start : start + 6])].append(told)
    for stock in STOCK:
        runs.pop(stock, None)
    apart = 5 if file.stem in IN_SETS else 0  # rows so near each other are of one set
    assert max(1 + sum(later - before > apart for before, later in pairwise(sorted(all))) for all in runs.values()) <= 3


def agreement(pairs: Iterable[tuple[str, str]]) -> float:
    """Cohen's kappa of two codings of the same sentences."""
    told = list(pairs)
    same = sum(one == other for one, other in told) / len(told)
    first, second = Counter(one for one, _ in told), Counter(other for _, other in told)
    chance = sum(first[code] * second[code] for code in first) / len(told) ** 2
    return (same - chance) / (1 - chance)


@pytest.mark.parametrize(("code", "least"), [("aspect", 0.9), ("polarity", 0.9), ("voices", 0.85), ("maturity", 0.8)])
def test_a_second_hand_that_saw_no_codes_gave_nearly_the_same(code: str, least: float) -> None:
    first = {row["id"]: row for file in TAUGHT for row in rows(file)}
    second = rows(SENTENCES / "second_coding.csv")
    assert len(second) == 1410
    pairs = [(normal(first[row["id"]][code]), normal(row[code])) for row in second]
    assert agreement(pairs) > least


def normal(code: str) -> str:
    return ";".join(sorted(code.split(";")))
