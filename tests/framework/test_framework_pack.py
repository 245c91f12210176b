"""The shipped packs: every file loads, and says what an assurance lead needs to read."""

from pathlib import Path

import pytest
import yaml

from rubric.framework import Aspect, Framework, Maturity, Polarity, Reach, Voice, available, load
from rubric.framework.load import SHIPPED
from rubric.framework.model import DescriptorClaim, LevelDescriptor, cited

FILES = sorted(SHIPPED.glob("**/*.yaml"))
ASPECTS = [aspect for version in available() for aspect in load(version).aspects]
LEVELS = [(aspect, level) for aspect in ASPECTS for level in aspect.levels]


def mean_maturity(level: LevelDescriptor) -> float:
    return sum(claim.maturity.level for claim in level.claims) / len(level.claims)


def share(claims: list[DescriptorClaim], polarity: Polarity) -> float:
    return sum(claim.polarity is polarity for claim in claims) / len(claims)


def claims_at(framework: Framework, score: int) -> list[DescriptorClaim]:
    return [claim for aspect in framework.aspects for claim in aspect.level(score).claims]


each_aspect = pytest.mark.parametrize("aspect", ASPECTS, ids=lambda aspect: aspect.id)
each_level = pytest.mark.parametrize(
    ("aspect", "level"), LEVELS, ids=[f"{aspect.id}-{level.score}" for aspect, level in LEVELS]
)


@pytest.fixture(scope="module")
def framework() -> Framework:
    return load("2025-10")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SHIPPED).as_posix())
def test_every_data_file_holds_plain_keys_and_values(path: Path) -> None:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert {"framework.yaml": "version"}.get(path.name, "id") in data


@pytest.mark.parametrize("version", available())
def test_every_shipped_pack_loads_under_the_name_of_its_folder(version: str) -> None:
    assert load(version).version == version


def test_every_aspect_file_is_in_its_pack_and_is_named_after_its_aspect() -> None:
    names = [path.stem for path in FILES if path.parent.name == "aspects"]
    assert sorted(names) == sorted(f"{aspect.number:02}-{aspect.id}" for aspect in ASPECTS)


def test_every_aspect_has_a_usual_document_and_each_is_known_by_names_of_its_own(framework: Framework) -> None:
    usual = framework.usual_documents
    assert {aspect for one in usual for aspect in one.aspects} == set(framework.aspect_ids)
    assert len({one.name for one in usual}) == len(usual)
    known = [name for one in usual for name in one.known_by]
    assert len(set(known)) == len(known)


def test_the_nine_aspects_come_in_the_order_of_a_report(framework: Framework) -> None:
    assert framework.aspect_ids == (
        "culture",
        "workforce",
        "practice",
        "coproduction",
        "innovation",
        "external",
        "feedback",
        "complaints",
        "improvement",
    )


def test_the_aspects_that_separate_scores_most_weigh_most(framework: Framework) -> None:
    by_weight = sorted(framework.aspects, key=lambda aspect: aspect.weight)
    assert {aspect.id for aspect in by_weight[-3:]} == {"coproduction", "feedback", "innovation"}
    assert {aspect.id for aspect in by_weight[:2]} == {"practice", "improvement"}


@pytest.mark.parametrize(
    ("words", "key"),
    [(Polarity, "polarities"), (Maturity, "maturities"), (Voice, "voices"), (Reach, "reaches")],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_fixed_word_is_described_differently(
    framework: Framework, words: type[Polarity | Maturity | Voice | Reach], key: str
) -> None:
    described = getattr(framework, key)
    assert list(described) == list(words)
    for field in ("label", "definition", "example"):
        texts = {getattr(word, field) for word in described.values()}
        assert len(texts) == len(words)


@each_aspect
def test_prompts_are_single_questions_to_the_reader(aspect: Aspect) -> None:
    for prompt in aspect.prompts:
        assert prompt.endswith("?")
        assert prompt.count("?") == 1
        assert len(prompt.split()) <= 30, "nobody answers a longer one between two meetings"
        opening = prompt.split()[0]
        assert opening in {"At", "Could", "Has", "How", "What", "When", "Where", "Which", "Who", "Would"}
    assert len(set(aspect.prompts)) == len(aspect.prompts)


@each_aspect
def test_an_aspect_says_why_it_weighs_what_it_does(aspect: Aspect, framework: Framework) -> None:
    assert set(cited(aspect.weight_reason)) & set(framework.sources)


@each_level
def test_a_level_holds_four_to_six_claims_nobody_else_makes(aspect: Aspect, level: LevelDescriptor) -> None:
    assert 4 <= len(level.claims) <= 6
    elsewhere = {
        claim.text for other, its_level in LEVELS if its_level is not level for claim in its_level.claims if other
    }
    for claim in level.claims:
        assert claim.text not in elsewhere
        assert claim.text[0].isupper() or claim.text[0].isdigit()
        assert not claim.text.endswith("."), "claims read like the coded findings, which have no full stop"


@each_level
def test_a_level_names_real_reports_where_there_are_some(aspect: Aspect, level: LevelDescriptor) -> None:
    if level.score in (2, 3):
        assert f"score {level.score}" in level.basis
    else:
        assert level.basis.startswith("Own judgement")


@each_aspect
def test_level_1_is_mostly_shortfalls_that_have_not_begun(aspect: Aspect) -> None:
    level = aspect.level(1)
    assert mean_maturity(level) < 1.2
    assert share(list(level.claims), Polarity.SHORTFALL) > 0.6


@each_aspect
def test_level_2_holds_strengths_beside_unfinished_work(aspect: Aspect) -> None:
    level = aspect.level(2)
    assert {claim.polarity for claim in level.claims} == set(Polarity)
    assert share(list(level.claims), Polarity.STRENGTH) <= 0.6


@each_aspect
def test_level_3_is_mostly_strengths_but_not_perfect(aspect: Aspect) -> None:
    level = aspect.level(3)
    assert share(list(level.claims), Polarity.STRENGTH) > 0.6
    assert sum(claim.polarity is Polarity.SHORTFALL for claim in level.claims) <= 1
    assert any(claim.maturity.level <= Maturity.IN_PLACE.level for claim in level.claims)


@each_aspect
def test_level_4_is_felt_by_people_confirmed_by_partners_and_shown_by_data(aspect: Aspect) -> None:
    level = aspect.level(4)
    assert mean_maturity(level) >= 4
    assert {claim.polarity for claim in level.claims} == {Polarity.STRENGTH}
    assert all(claim.maturity in (Maturity.EMBEDDED, Maturity.IMPACT) for claim in level.claims)
    assert any(claim.voice is Voice.PEOPLE and claim.maturity is Maturity.IMPACT for claim in level.claims)
    assert any(claim.voice is Voice.PARTNERS for claim in level.claims)
    assert any(character.isdigit() for claim in level.claims for character in claim.text)


@each_aspect
def test_maturity_rises_with_the_score(aspect: Aspect) -> None:
    means = [mean_maturity(level) for level in aspect.levels]
    assert means == sorted(means)
    assert len(set(means)) == 4


def test_levels_2_and_3_are_mixed_as_real_reports_are(framework: Framework) -> None:
    """The bounds stand about what was counted in the coded reports: at 2 half strengths, 2 % embedded or impact and
    a fifth absent or planned; at 3 four in five strengths, a third embedded or impact and almost nothing absent."""
    at_2, at_3 = claims_at(framework, 2), claims_at(framework, 3)

    def between(claims: list[DescriptorClaim], low: int, high: int) -> float:
        return sum(low <= claim.maturity.level <= high for claim in claims) / len(claims)

    assert 0.4 <= share(at_2, Polarity.STRENGTH) <= 0.6
    assert between(at_2, 4, 5) <= 0.05
    assert 0.15 <= between(at_2, 0, 1) <= 0.3
    assert 0.75 <= share(at_3, Polarity.STRENGTH) <= 0.9
    assert 0.25 <= between(at_3, 4, 5) <= 0.4
    assert between(at_3, 0, 1) <= 0.05
    assert 0 < share(at_3, Polarity.SHORTFALL) <= 0.15


def test_every_source_is_used_somewhere(framework: Framework) -> None:
    texts = [framework.source_note, *(aspect.weight_reason for aspect in framework.aspects)]
    texts += [level.basis for aspect in framework.aspects for level in aspect.levels]
    used = {key for key in framework.sources if any(f"[{key}]" in text for text in texts)}
    assert set(framework.sources) - used == set()


def test_the_coding_rules_name_every_fixed_word(framework: Framework) -> None:
    page = (Path(__file__).parents[2] / "docs" / "coding.md").read_text(encoding="utf-8")
    for words in (Polarity, Maturity, Voice, Reach):
        for word in words:
            assert f"`{word}`" in page
    for maturity in Maturity:
        assert f"| {maturity.level} | `{maturity}` |" in page
