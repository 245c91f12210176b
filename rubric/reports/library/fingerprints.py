"""Recognising a report's sentences without shipping them: hashes of runs of words.

The four coded reports' own sentences are not ours to ship. What is shipped is a set of short hashes of their runs of
RUN words, each a number from which no text can be read back. A council's text that shares many of them was copied.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files

OFFICIAL = "official wording"
RUN = 6  # words; shorter runs are common phrases
_WORD = re.compile(r"[a-z0-9]+")


def runs(text: str) -> list[int]:
    """A 40-bit hash of every run of RUN words in a text, whatever the case and punctuation."""
    words = _WORD.findall(text.lower().replace("’", "").replace("'", ""))
    return [_hash(" ".join(words[i : i + RUN])) for i in range(len(words) - RUN + 1)]


def texts_sharing(own: Iterable[int], sources: Mapping[int, str]) -> list[tuple[str, int]]:
    """The names of the texts that share runs (hashes) with `own`, each with how many, most first.

    `sources` has for each run the name of the text that it is from."""
    return Counter(sources[run] for run in own if run in sources).most_common()


def _hash(run: str) -> int:
    return int.from_bytes(hashlib.blake2b(run.encode(), digest_size=5).digest(), "big")


@lru_cache(maxsize=1)
def load_fingerprints() -> dict[int, str]:
    """The report's id by each run's hash, for the reports whose coding is shipped; OFFICIAL for official wording."""
    text = (files("rubric.reports") / "data" / "fingerprints.txt").read_text(encoding="utf-8")
    found: dict[int, str] = {}
    report = ""
    for line in text.splitlines():
        if line.startswith("# report "):
            report = line.removeprefix("# report ").strip()
        elif line and not line.startswith("#"):
            found.update((int(part, 16), report) for part in line.split())
    return found
