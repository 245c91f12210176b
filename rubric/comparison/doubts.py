"""What is no evidence, however it is coded: such items are named and count for nothing in a prediction.

Each doubt is about what is written, never about how far along or who confirms, so a better coding can neither bring a
doubt on nor lift it. Only a council's words are doubted: the regulator's are what they are compared with.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rubric.claims.model import Claim
from rubric.claims.prose import load_prose
from rubric.comparison.order import Order
from rubric.comparison.small import SMALL
from rubric.evidence.stated import stated
from rubric.framework.model import Framework
from rubric.framework.words import Polarity, Speaker
from rubric.reports.library.fingerprints import OFFICIAL, load_fingerprints, runs, texts_sharing
from rubric.reports.model import UNNAMED, Finding

# Limits are our judgement, set well below what real council sentences reach (docs/prediction.md, "What is left out").
COPIED = 0.2  # of a text's runs of six words that stand in one published text: of each eight words seven are
LEAST_COPIED = 2  # runs, so that one common phrase is not a copy
ALIKE, LEAST_ALIKE = 0.8, 5  # of a text's longer words, whatever their order, that stand in one sentence we hold
MOSTLY_ALIKE, LEAST_MOSTLY = 0.7, 7  # the same where there are more of them
SHUFFLED = -0.9  # how well words follow each other (rubric/comparison/order.py); shuffled sentences are about -1.3
REPEATED = 0.4  # of a text's words that are different ones
FEW_SMALL_WORDS = 0.12  # of a text's words that are "the", "we", "has" and so on
ODD_WORDS = 0.5  # of a text's words made of letters that do not follow each other in English
OFF_TOPIC = 0.62  # of a text's longer words whose beginning also stands in what we know on this subject
STEM = 5  # letters: "carers" and "caring" begin alike
MANY_ON_TOPIC = 4  # words of a list that the framework uses too
LEAST_TO_ORDER = 8  # words, for their order to be judged
LEAST_WORDS = 6  # a shorter text is too short to be judged by its words

_SWEEPING = re.compile(
    r"\b(?:all|always|every\w*|throughout|entire(?:ly)?|fully|deeply|whole|without exception|embed\w*|consistent\w*|"
    r"transform\w*|routine(?:ly)?|second nature|everyday|impact\w*|(?:better|improved) outcomes)\b",
    re.I,
)
# A figure that says something: a lone number, as in "in area 3", does not.
_FIGURE = re.compile(r"\d\s?%|\d per cent|£\s?\d|\b20\d\d\b|\d+ (?:of|out of)\b|\d\D+\d", re.I)
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?|\d[\d,.]*%?", re.I)
_SENTENCE = re.compile(r"(?<=[.;?!])\s+")
_PRAISE = re.compile(
    r"\b(?:outstanding|world[- ]class|exceptional(?:ly)?|exemplary|sector[- ]leading|second to none|unrivalled|best in "
    r"class|beacon|flawless|gold standard|leading[- ]edge|cutting[- ]edge|unparalleled|perfect)\b",
    re.I,
)


@dataclass(frozen=True)
class Doubt:
    """Why a claim is left out: a `kind` in a word or two, and one sentence with the reason and what to do."""

    kind: str
    text: str


class Doubter:
    """Compares claims with the wording of the framework and the reports; made once, then only read."""

    def __init__(self, framework: Framework, findings: Sequence[Finding]) -> None:
        self._framework = framework
        self._findings = tuple(findings)

    def about(self, claim: Claim) -> Doubt | None:
        """The gravest doubt about a council's claim; None where there is no doubt, and for the regulator's claims."""
        if claim.speaker is Speaker.REGULATOR:
            return None
        return self._about_text(claim.text) or _only_praise(claim) or _bare(claim)

    @cached_property
    def _about_text(self) -> Callable[[str], Doubt | None]:
        """Kept, because a page asks about every item again whenever one of them changes."""
        return lru_cache(maxsize=4096)(self._of_text)

    def _of_text(self, text: str) -> Doubt | None:
        words = _words(text)
        return (
            _no_words(text, words)
            or self._gibberish(words)
            or self._copied(text)
            or self._alike(words)
            or self._listed(words)
            or self._shuffled(words)
            or self._off_topic(words)
        )

    def left_out(self, claims: Iterable[Claim]) -> dict[str, Doubt]:
        """Doubts by claim id, for the claims that have one."""
        found = {claim.id: self.about(claim) for claim in claims}
        return {claim_id: doubt for claim_id, doubt in found.items() if doubt}

    def _gibberish(self, words: Sequence[str]) -> Doubt | None:
        long = [word for word in words if len(word) >= 4 and word.isalpha()]
        odd = sum(not _like_english(word, self._pairs) for word in long)
        if len(long) >= 2 and odd / len(long) > ODD_WORDS:
            return Doubt("gibberish", "These do not look like English words: write what is true today in a sentence.")
        return None

    def _copied(self, text: str) -> Doubt | None:
        own = runs(text)
        sources = texts_sharing(own, self._published)
        if not sources:
            return None
        source, count = sources[0]
        if count < min(LEAST_COPIED, len(own)) or count / len(own) < COPIED:
            return None
        return _copy_of(source)

    def _alike(self, words: Sequence[str]) -> Doubt | None:
        """The framework's or a finding's sentence with words moved or changed, recognised by its longer words."""
        own = _stems_of(words)
        if len(own) < LEAST_ALIKE:
            return None
        met: Counter[int] = Counter(place for stem in own for place in self._sentences_with.get(stem, ()))
        place, shared = max(met.items(), key=lambda pair: pair[1], default=(0, 0))
        share = shared / len(own)
        if (share >= ALIKE and shared >= LEAST_ALIKE) or (share >= MOSTLY_ALIKE and shared >= LEAST_MOSTLY):
            return _copy_of(self._sentences[place][1])
        return None

    def _shuffled(self, words: Sequence[str]) -> Doubt | None:
        if len(words) < LEAST_TO_ORDER or self._order.figure(words) >= SHUFFLED:
            return None
        return Doubt("shuffled", "These words do not make a sentence: write who did what, and what came of it.")

    def _listed(self, words: Sequence[str]) -> Doubt | None:
        if len(words) < LEAST_WORDS or any(word[0].isdigit() for word in words):
            return None
        small = sum(word in SMALL for word in words) / len(words)
        if small >= FEW_SMALL_WORDS:
            return None
        if len(self._framework_stems & _stems_of(words)) < MANY_ON_TOPIC:  # a headline or a name, not a try
            return None
        return Doubt(
            "list",
            "This is a list of words, not a claim: write who did what, and what came of it, in a sentence.",
        )

    def _off_topic(self, words: Sequence[str]) -> Doubt | None:
        telling = [word for word in words if word not in SMALL and len(word) >= 4 and word.isalpha()]
        if len(words) < LEAST_WORDS or not telling:
            return None
        share = sum(word[:STEM] in self._stems for word in telling) / len(telling)
        if share >= OFF_TOPIC:
            return None
        return Doubt("off topic", "This does not seem to be about learning, improvement or innovation in adult care.")

    @cached_property
    def _sentences(self) -> tuple[tuple[frozenset[str], str], ...]:
        """The longer words of each sentence of the framework and each finding, with whose it is."""
        ours = ((part, _OURS) for text in _texts(self._framework) for part in (*_SENTENCE.split(text), text))
        texts = [*ours, *((finding.text, _report(finding)) for finding in self._findings)]
        made = ((_stems_of(_words(text)), source) for text, source in texts)
        return tuple(pair for pair in made if len(pair[0]) >= LEAST_ALIKE)

    @cached_property
    def _sentences_with(self) -> dict[str, list[int]]:
        """Beginning of a word → the places in `_sentences` that have it."""
        found: dict[str, list[int]] = {}
        for place, (stems, _) in enumerate(self._sentences):
            for stem in stems:
                found.setdefault(stem, []).append(place)
        return found

    @cached_property
    def _order(self) -> Order:
        corpus = [*_texts(self._framework), *(f.text for f in self._findings), *(claim.text for claim in load_prose())]
        return Order(map(_words, corpus), SMALL)

    @cached_property
    def _framework_stems(self) -> frozenset[str]:
        return _stems_of(word for text in _texts(self._framework) for word in _words(text))

    @cached_property
    def _stems(self) -> frozenset[str]:
        """The beginnings of every word of the framework, the findings and our made-up council prose."""
        corpus = [*_texts(self._framework), *(f.text for f in self._findings), *(claim.text for claim in load_prose())]
        return frozenset(word[:STEM] for text in corpus for word in _WORD.findall(text.lower()) if len(word) >= 4)

    @cached_property
    def _published(self) -> dict[int, str]:
        """The source for each hash of a run of words: the framework's, or a report's with its council and score."""
        named = {finding.report_id: _report(finding) for finding in self._findings}
        sources = {run: _OURS for text in _texts(self._framework) for run in runs(text)}
        for finding in self._findings:
            sources.update((run, named[finding.report_id]) for run in runs(finding.text))
        for run, report in load_fingerprints().items():
            sources[run] = report if report == OFFICIAL else named.get(report, "a published report")
        return sources

    @cached_property
    def _pairs(self) -> frozenset[str]:
        """Three letters that follow each other in the framework's and the findings' words."""
        corpus = [*_texts(self._framework), *(finding.text for finding in self._findings)]
        return frozenset(piece for text in corpus for word in _WORD.findall(text.lower()) for piece in _threes(word))


_OURS = "the framework"


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _stems_of(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word[:STEM] for word in words if word not in SMALL and len(word) >= 3)


def _copy_of(source: str) -> Doubt:
    if source in (OFFICIAL, _OURS):
        return Doubt("framework", "This repeats the framework’s own wording: say what your council does instead.")
    return Doubt("report", f"This is a passage from {source}: say what is true of your own council instead.")


def _no_words(text: str, words: Sequence[str]) -> Doubt | None:
    if not re.search(r"[a-z]{3}", text, re.I) or not stated(text):
        return Doubt("no words", "There are no words here to judge: write what is true today in a sentence.")
    if len(words) >= LEAST_WORDS and len(set(words)) / len(words) <= REPEATED:
        return Doubt("repeated", "This says the same words over and over: write what is true today in a sentence.")
    return None


def _texts(framework: Framework) -> list[str]:
    """Every sentence of the framework's that somebody might paste back."""
    texts = [framework.commitment.summary]
    for words in (framework.polarities, framework.maturities, framework.voices, framework.reaches):
        texts += [text for word in words.values() for text in (word.definition, word.example)]
    for aspect in framework.aspects:
        texts += [aspect.summary, *aspect.looks_for, *aspect.prompts]
        texts += [text for level in aspect.levels for text in (level.text, *(claim.text for claim in level.claims))]
    return texts


def _report(finding: Finding) -> str:
    council = "a council not named in its source" if finding.authority == UNNAMED else finding.authority
    return f"the published report on {council} (score {finding.score})"


def _threes(word: str) -> list[str]:
    padded = f" {word} "
    return [padded[i : i + 3] for i in range(len(padded) - 2)]


def _like_english(word: str, pairs: frozenset[str]) -> bool:
    pieces = _threes(word)
    return sum(piece in pairs for piece in pieces) / len(pieces) >= 0.5


def _only_praise(claim: Claim) -> Doubt | None:
    bare = not claim.group.strip() and not claim.figures.strip() and not claim.outcome.strip()
    if bare and _PRAISE.search(claim.text) and not re.search(r"\d", claim.text):
        return Doubt("praise", "This is praise without a source, a figure or an outcome: name what shows it.")
    return None


def _bare(claim: Claim) -> Doubt | None:
    """Words that sound like the top of the scale with nothing behind them; plain ones are let stand, as are gaps.

    Judged by the words, not by the maturity chosen, so that no better coding brings the doubt on.
    """
    if not claim.bare or claim.polarity is Polarity.SHORTFALL or _FIGURE.search(claim.text):
        return None
    if not _SWEEPING.search(claim.text):
        return None
    return Doubt(
        "bare",
        "This claims a lot and has no source and no figure: name where it is written down, or the count that shows it.",
    )
