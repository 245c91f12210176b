"""Made-up, coded sentences as councils and inspectors write them, for the coder to learn from.

No labelled council prose is published, and the coded findings are paraphrases, shorter than an inspector's sentences.
Councils boast more and confess less than the regulator; without such sentences the coder would read "we have embedded"
as it reads an inspector's "was embedded". Who confirms a claim is coded as what the sentence itself shows.
"""

import csv
from functools import lru_cache
from importlib.resources import files
from io import StringIO

from rubric.claims.model import Claim
from rubric.framework.words import Maturity, Polarity, Reach, Speaker, Voice

# The shipped files and whose words they imitate. Those for testing are with the tests.
SHIPPED = {
    "council_prose.csv": Speaker.COUNCIL,
    "council_prose_more.csv": Speaker.COUNCIL,
    "council_prose_styles.csv": Speaker.COUNCIL,
    "regulator_prose.csv": Speaker.REGULATOR,
    "regulator_prose_more.csv": Speaker.REGULATOR,
}


def read_prose(text: str, speaker: Speaker = Speaker.COUNCIL) -> tuple[Claim, ...]:
    """Coded sentences from a CSV with the columns id, text, aspect, polarity, maturity, voices, reach.

    `voices` are separated by semicolons; an empty `reach` is None; `speaker` is for rows without a column of that name.
    ValueError: a code that the framework has not."""
    return tuple(
        Claim(
            id=row["id"],
            text=row["text"],
            aspect=row["aspect"],
            polarity=Polarity(row["polarity"]),
            maturity=Maturity(row["maturity"]),
            voices=frozenset(Voice(voice) for voice in row["voices"].split(";") if voice),
            reach=Reach(row["reach"]) if row["reach"] else None,
            speaker=Speaker(row.get("speaker") or speaker),
        )
        for row in csv.DictReader(StringIO(text))
    )


@lru_cache(maxsize=1)
def load_prose() -> tuple[Claim, ...]:
    """The shipped made-up sentences to learn from."""
    folder = files("rubric.claims") / "data"
    return tuple(
        claim
        for name, speaker in SHIPPED.items()
        for claim in read_prose((folder / name).read_text(encoding="utf-8"), speaker)
    )


@lru_cache(maxsize=1)
def load_sentences() -> tuple[Claim, ...]:
    """All shipped coded sentences: those of `load_prose` and those of data/sentences (see its README)."""
    folder = files("rubric.claims") / "data" / "sentences"
    hands = sorted((file for file in folder.iterdir() if file.name.startswith("hand_")), key=lambda file: file.name)
    return (*load_prose(), *(claim for file in hands for claim in read_prose(file.read_text(encoding="utf-8"))))
