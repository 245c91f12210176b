"""What people might try, or paste by mistake: each is named, and none raises the band."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from rubric.claims import Claim
from rubric.evidence import example_assessment
from rubric.framework import Maturity, Polarity, Speaker, Voice
from rubric.prediction import Outcome, predict
from rubric.workflow import Bench
from tests.builders import ASPECTS, PEOPLE, broad_evidence, claim, kept_for_tests

FOOLISH = {
    "gibberish": "asdf qwer zxcv uiop hjkl vbnm",
    "gibberish in sentences": "Xkcd frobnic qwzx bvnm, plughh zzyx wqrt. Hjkl bnmf dfgh.",
    "another language": "Lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor",
    "off topic, cooking": "The recipe needs two eggs, flour and a pinch of salt before baking in a hot oven",
    "off topic, sport": "Manchester beat their rivals three goals to one on Saturday afternoon in the rain",
    "a keyword list": "embedded co-production outcome impact feedback partners people reduced improved measured",
    "keywords strung together": "embedded throughout co-production led difference impact outcomes carers partners",
    "praise without proof": "We are an outstanding, world-class and sector-leading council in every respect",
}


def as_best(text: str) -> Claim:
    """Coded as well as an item can be."""
    return claim(text, aspect="coproduction", maturity=Maturity.IMPACT, voices=frozenset(Voice))


def with_added(bench: Bench, *added: Claim) -> tuple[Outcome, Outcome]:
    base = broad_evidence(Maturity.DEVELOPING)
    return predict(base, bench.model), predict([*base, *added], bench.model)


@pytest.mark.parametrize("text", FOOLISH.values(), ids=FOOLISH.keys())
def test_it_is_named_and_raises_nothing(bench: Bench, text: str) -> None:
    before, after = with_added(bench, as_best(text))
    assert [doubted.text for doubted in after.doubted] == [text]
    assert after.doubted[0].why.endswith(".")
    assert after.probabilities == pytest.approx(before.probabilities)


@pytest.mark.parametrize("part", ["looks_for", "prompts", "level", "definition"])
def test_the_frameworks_own_wording_is_known_again(bench: Bench, part: str) -> None:
    aspect = bench.framework.aspect("coproduction")
    text = {
        "looks_for": aspect.looks_for[0],
        "prompts": aspect.prompts[0],
        "level": aspect.level(4).text,
        "definition": bench.framework.maturities[Maturity.IMPACT].definition,
    }[part]
    before, after = with_added(bench, as_best(text))
    assert "framework’s own wording" in after.doubted[0].why
    assert after.expected == pytest.approx(before.expected)


def test_a_finding_pasted_as_evidence_is_recognised_and_named(bench: Bench) -> None:
    finding = next(f for f in bench.library.findings if f.authority == "Shropshire" and len(f.text.split()) > 12)
    before, after = with_added(bench, as_best(finding.text))
    assert "the published report on Shropshire (score 3)" in after.doubted[0].why
    assert after.expected == pytest.approx(before.expected)


def test_a_passage_of_a_published_report_is_recognised_and_named(bench: Bench, shared: Path) -> None:
    for report in bench.library.reports:
        (path,) = (shared / "seeds").glob(f"{report.id}*")
        passages = [line for line in path.read_text(encoding="utf-8").splitlines() if len(line.split()) > 40]
        for passage in passages[2:6]:
            _, after = with_added(bench, as_best(passage))
            name = "a council not named in its source" if report.authority.startswith("not") else report.authority
            assert name in after.doubted[0].why


def test_the_same_item_thirty_times_counts_once(bench: Bench) -> None:
    text = "Carers on our panel rewrote the respite offer, and nights used rose from 90 to 150 a quarter"
    _, once = with_added(bench, as_best(text))
    _, thirty = with_added(bench, *(as_best(text) for _ in range(30)))
    assert not once.doubted
    assert thirty.probabilities == pytest.approx(once.probabilities)


def test_a_good_sentence_without_a_source_is_not_doubted_but_counts_only_as_far_as_it_is_confirmed(
    bench: Bench,
) -> None:
    text = "Our carers’ panel is embedded and makes a real difference to every service that we run"
    alone = claim(text, aspect="coproduction", maturity=Maturity.IMPACT, voices=frozenset())
    confirmed = alone.model_copy(update={"voices": PEOPLE})
    _, asserted = with_added(bench, alone)
    _, known = with_added(bench, confirmed)
    assert not asserted.doubted
    assert asserted.expected < known.expected


def test_only_a_councils_words_are_doubted(bench: Bench) -> None:
    theirs = claim(FOOLISH["gibberish"], speaker=Speaker.REGULATOR, polarity=Polarity.STRENGTH)
    assert bench.model.doubter.about(theirs) is None


def test_a_doubt_hangs_on_the_words_alone_not_on_how_they_are_coded(bench: Bench) -> None:
    doubter = bench.model.doubter
    for text in FOOLISH.values():
        kinds = {
            doubt.kind
            for maturity in Maturity
            for polarity in Polarity
            if (doubt := doubter.about(claim(text, maturity=maturity, polarity=polarity)))
        }
        assert len(kinds) == 1


def test_real_looking_evidence_is_not_doubted(bench: Bench) -> None:
    doubted = bench.model.doubter.left_out(example_assessment().claims())
    assert list(doubted) == ["exampleshire-workforce-2"]  # its praise without proof is weak on purpose
    ours = [f.as_claim().model_copy(update={"speaker": Speaker.COUNCIL}) for f in bench.library.findings]
    kinds = {doubt.kind for doubt in bench.model.doubter.left_out(ours).values()}
    assert kinds <= {"report"}


@pytest.mark.parametrize(
    "text", ["Yes", "See report", "45 complaints, 17 upheld (2025-26)", "ASYE: 12 of 12 passed, 2026"]
)
def test_short_and_telegraphic_items_are_given_the_benefit(bench: Bench, text: str) -> None:
    assert bench.model.doubter.about(claim(text)) is None


MORE_FOOLISH = {
    "no letters": "!!! ??? *** ### $$$",
    "letters among figures": "x7k9 q2w3 z8x7 p0l1 m4n5 b6v7",
    "another script": "测试 文本 没有 意义 的 句子 在 这里",
    "a placeholder": "To be confirmed",
    "placeholders": "test test test",
    "one word again and again": "improvement improvement improvement improvement improvement improvement improvement",
    "small words alone": "the the the the the the the the the the the",
    "words of the subject in no order": (
        "Box commissioning not hospital people recently carers with example and services delivery advisory some care of"
    ),
}


@pytest.mark.parametrize("text", MORE_FOOLISH.values(), ids=MORE_FOOLISH.keys())
def test_what_is_no_sentence_is_named_whatever_its_source(bench: Bench, text: str) -> None:
    before, after = with_added(bench, as_best(text).model_copy(update={"group": "board papers", "figures": "12 of 40"}))
    assert [doubted.text for doubted in after.doubted] == [text]
    assert after.probabilities == pytest.approx(before.probabilities)


def with_each(text: str, every: int) -> str:
    """The text with one word in so many changed."""
    return " ".join("locally" if at % every == 0 else word for at, word in enumerate(text.split(), 1))


def with_moved(text: str) -> str:
    """The text with neighbours changing places all along."""
    words = text.split()
    for at in range(3, len(words) - 1, 5):
        words[at], words[at + 1] = words[at + 1], words[at]
    return " ".join(words)


@pytest.mark.parametrize("edited", [lambda text: with_each(text, 8), with_moved], ids=["changed", "moved"])
def test_the_frameworks_wording_and_findings_are_known_with_words_changed_or_moved(
    bench: Bench, edited: Callable[[str], str]
) -> None:
    doubter = bench.model.doubter
    for aspect in bench.framework.aspects:
        doubt = doubter.about(as_best(edited(aspect.level(4).text)))
        assert doubt is not None
        assert doubt.kind == "framework"
    long = [finding for finding in bench.library.findings if len(finding.text.split()) > 14]
    known = [doubt.kind for one in long if (doubt := doubter.about(as_best(edited(one.text))))]
    assert len(known) > 0.9 * len(long) > 10


def test_a_reports_sentence_is_known_with_a_word_in_eight_changed_or_half_of_it_our_own(
    bench: Bench, shared: Path
) -> None:
    doubter, told = bench.model.doubter, []
    for report in bench.library.reports:
        (path,) = (shared / "seeds").glob(f"{report.id}*")
        passages = [line for line in path.read_text(encoding="utf-8").splitlines() if len(line.split()) > 40]
        sentences = [part for line in passages[2:6] for part in line.split(". ") if len(part.split()) > 15]
        for sentence in sentences:
            half = " ".join(sentence.split()[: len(sentence.split()) // 2])
            for text in (with_each(sentence, 8), f"{half}, and this has made a real difference to people this year"):
                doubt = doubter.about(as_best(text))
                told.append(doubt.kind if doubt else "")
    assert sum(kind in ("report", "framework") for kind in told) > 0.8 * len(told) > 30


def test_hardly_any_sentence_that_was_kept_for_tests_is_doubted(bench: Bench) -> None:
    doubted = [text for text in kept_for_tests() if bench.model.doubter.about(claim(text))]
    assert len(doubted) <= len(kept_for_tests()) / 100


def test_most_sentences_are_doubted_once_their_words_are_shuffled(bench: Bench) -> None:
    shuffled = []
    for text in kept_for_tests():
        words = text.split()
        random.Random(text).shuffle(words)
        shuffled.append(" ".join(words))
    doubted = [text for text in shuffled if bench.model.doubter.about(claim(text))]
    assert len(doubted) > 0.65 * len(shuffled)


RESPITE = "carers on our panel rewrote the respite offer, and nights used rose from 90 to 150 a quarter"
FRONT = ("Also", "Indeed", "Moreover", "Overall", "Notably", "Locally")
REWORDED: dict[str, Callable[[int], str]] = {
    "the same": lambda at: RESPITE,
    "other figures": lambda at: RESPITE.replace("90", str(80 + at)).replace("150", str(150 + at)),
    "a word in front": lambda at: f"{FRONT[at % 6]}, {RESPITE.replace('150', str(150 + at))}",
    "words moved": lambda at: " ".join(RESPITE.split()[at % 3 :] + RESPITE.split()[: at % 3]),
}


@pytest.mark.parametrize("reworded", REWORDED.values(), ids=REWORDED.keys())
def test_an_item_said_again_in_other_words_sources_or_aspects_counts_once(
    bench: Bench, reworded: Callable[[int], str]
) -> None:
    items = [
        claim(reworded(at), aspect=ASPECTS[at % 9], maturity=Maturity.IMPACT, voices=PEOPLE, group=f"paper {at % 7}")
        for at in range(30)
    ]
    base = broad_evidence(Maturity.DEVELOPING)
    alone = [predict([*base, item], bench.model).expected for item in items]
    assert predict([*base, *items], bench.model).expected <= max(alone) + 1e-9
    assert "says already" in " ".join(predict([*base, *items], bench.model).notes)
