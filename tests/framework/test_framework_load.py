"""Choosing a pack, and the one sentence that a broken pack is refused with."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from rubric.errors import BadFramework
from rubric.framework import available, load
from rubric.framework.load import SHIPPED

Data = dict[str, Any]
CORE = "framework.yaml"
CULTURE = "aspects/01-culture.yaml"
FEEDBACK = "aspects/07-feedback.yaml"
LAST = "aspects/09-improvement.yaml"


@pytest.fixture(autouse=True)
def _no_pack_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RUBRIC_FRAMEWORK", raising=False)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A council's own copy of the newest pack."""
    return shutil.copytree(SHIPPED / available()[0], tmp_path / "ours")


def rewrite(path: Path, change: Callable[[Data], object]) -> None:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


def test_nothing_asked_for_gives_the_newest_shipped_pack() -> None:
    assert load().version == available()[0]


def test_shipped_versions_come_newest_first() -> None:
    assert list(available()) == sorted(available(), reverse=True)


def test_a_second_pack_is_chosen_by_setting(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rewrite(pack / CORE, lambda data: data.update(version="ours-2026"))
    rewrite(pack / CULTURE, lambda data: data.update(title="How we learn"))
    monkeypatch.setenv("RUBRIC_FRAMEWORK", str(pack))
    assert load().version == "ours-2026"
    assert load().aspect("culture").title == "How we learn"
    assert load("2025-10").aspect("culture").title != "How we learn"


def test_a_pack_chosen_by_setting_opens_again_by_its_version(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rewrite(pack / CORE, lambda data: data.update(version="ours-2026"))
    monkeypatch.setenv("RUBRIC_FRAMEWORK", str(pack))
    assert load("ours-2026").version == "ours-2026"


def test_a_pack_chosen_by_setting_goes_before_a_shipped_one_of_its_version(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewrite(pack / CORE, lambda data: data.update(title="Ours"))
    monkeypatch.setenv("RUBRIC_FRAMEWORK", str(pack))
    assert load("2025-10").title == "Ours"


def test_a_shipped_version_can_be_chosen_by_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUBRIC_FRAMEWORK", "2025-10")
    assert load().version == "2025-10"


def test_a_pack_is_read_from_its_folder(pack: Path) -> None:
    assert load(str(pack)) == load()


def test_a_pack_is_read_once(pack: Path) -> None:
    assert load(str(pack)) is load(str(pack))


def test_a_pack_may_have_other_aspects(pack: Path) -> None:
    (pack / LAST).unlink()
    rewrite(pack / CULTURE, lambda data: data.update(id="learning_culture"))
    assert load(str(pack)).aspect_ids[:2] == ("learning_culture", "workforce")
    assert len(load(str(pack)).aspects) == 8


def test_a_pack_may_name_no_usual_documents(pack: Path) -> None:
    rewrite(pack / CORE, drop("usual_documents"))
    assert load(str(pack)).usual_documents == ()


def test_aspects_come_by_number_whatever_their_files_are_called(pack: Path) -> None:
    (pack / CULTURE).rename(pack / "aspects/zz.yml")
    assert load(str(pack)).aspect_ids == load().aspect_ids


def test_a_hidden_twin_of_a_file_is_passed_over(pack: Path) -> None:
    (pack / "aspects/._01-culture.yaml").write_bytes(b"\x00\x05\x16\x07")
    assert load(str(pack)).aspect_ids == load().aspect_ids


def test_a_file_saved_with_a_byte_order_mark_is_read(pack: Path) -> None:
    path = pack / CORE
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load(str(pack)) == load()


def test_an_unknown_version_says_which_there_are() -> None:
    with pytest.raises(BadFramework) as refused:
        load("1999-01")
    assert "1999-01" in str(refused.value)
    assert all(version in str(refused.value) for version in available())


def test_an_unknown_version_in_the_setting_is_refused_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUBRIC_FRAMEWORK", "1999-01")
    with pytest.raises(BadFramework, match="no framework pack called “1999-01”"):
        load()


def put(*path: str | int, to: object) -> Callable[[Data], None]:
    """A change that sets what stands at a path."""

    def change(data: Any) -> None:
        for step in path[:-1]:
            data = data[step]
        data[path[-1]] = to

    return change


def drop(*path: str | int) -> Callable[[Data], None]:
    """A change that takes away what stands at a path."""

    def change(data: Any) -> None:
        for step in path[:-1]:
            data = data[step]
        del data[path[-1]]

    return change


SURVEY = "usual_documents, Staff survey, or the social work health check"
CORRUPTIONS: list[tuple[str, Callable[[Data], object], str, str]] = [
    (CORE, drop("version"), "version", "missing"),
    (CORE, put("title", to="  "), "title", "text"),
    (CORE, put("title", to=None), "title", "text"),
    (CORE, put("published", to="October"), "published", "date"),
    (CORE, put("colour", to="blue"), "colour", "belong"),
    (CORE, put("aspects", to=[]), "aspects", "own file"),
    (CORE, put("source_note", to="As in [Nowhere]."), "source_note", "Nowhere"),
    (CORE, put("sources", "Camden", to=""), "sources, Camden", "text"),
    (CORE, put("commitment", "link", to="http://www.cqc.org.uk/page"), "commitment, link", "https"),
    (CORE, put("commitment", "link", to="https://"), "commitment, link", "https"),
    (CORE, put("commitment", "number", to=10), "commitment, number", "less than or equal to 9"),
    (CORE, put("scale", 3, "score", to=3), "scale", "once each"),
    (CORE, drop("scale", 0), "scale", "at least 4"),
    (CORE, put("ratings", to=[]), "ratings", "start at 25"),
    (CORE, put("ratings", 0, "from_percent", to=20), "ratings", "start at 25"),
    (CORE, put("ratings", 2, "from_percent", to=39), "ratings", "go up"),
    (CORE, put("ratings", 3, "from_percent", to=60), "ratings", "go up"),
    (CORE, put("ratings", 3, "label", to="Good"), "ratings", "Good"),
    (CORE, drop("maturities", "impact"), "maturities", "impact"),
    (CORE, drop("polarities", "mixed"), "polarities", "mixed"),
    (CORE, drop("voices", "partners"), "voices", "partners"),
    (CORE, drop("reaches", "everyone"), "reaches", "everyone"),
    (CORE, put("voices", "press", to={"label": "a", "definition": "b", "example": "c"}), "voices, press", "partners"),
    (CORE, drop("reaches", "some", "example"), "reaches, some, example", "missing"),
    (
        CORE,
        put("usual_documents", 0, "basis", to="hearsay"),
        f"{SURVEY}, basis",
        "own judgement",
    ),
    (
        CORE,
        put("usual_documents", 0, "basis", to="[Nowhere]"),
        f"{SURVEY}, basis",
        "Nowhere",
    ),
    (CORE, put("usual_documents", 1, "known_by", to=[]), "usual_documents, entry 2, known_by", "at least 1"),
    (FEEDBACK, put("id", to="culture"), "id", "01-culture.yaml"),
    (FEEDBACK, put("id", to="Feed back"), "id", "Feed back"),
    (FEEDBACK, put("number", to=6), "number", "7 comes next"),
    (LAST, put("number", to=12), "number", "9 comes next"),
    (FEEDBACK, put("weight", to=0), "weight", "greater than 0"),
    (FEEDBACK, put("weight", to=float("inf")), "weight", "ordinary number"),
    (FEEDBACK, put("weight", to=float("nan")), "weight", "greater than 0"),
    (FEEDBACK, put("weight_reason", to="See [Nowhere]."), "weight_reason", "Nowhere"),
    (FEEDBACK, put("prompts", to=["Who?"]), "prompts", "at least 4"),
    (FEEDBACK, put("prompts", to="Who?"), "prompts", "list"),
    (FEEDBACK, put("corroborated_by", to=["press"]), "corroborated_by, entry 1", "people"),
    (FEEDBACK, drop("levels", 3), "levels", "at least 4"),
    (FEEDBACK, put("levels", 3, "score", to=3), "levels", "once each"),
    (FEEDBACK, put("levels", 3, "score", to=5), "levels, entry 4, score", "less than or equal to 4"),
    (FEEDBACK, put("levels", 0, "claims", to=[]), "levels, score 1, claims", "at least one"),
    (FEEDBACK, put("levels", 1, "basis", to="hearsay"), "levels, score 2, basis", "own judgement"),
    (FEEDBACK, put("levels", 1, "basis", to="[Nowhere], score 2"), "levels, score 2, basis", "Nowhere"),
    (FEEDBACK, put("levels", 2, "claims", 0, "voice", to="press"), "levels, entry 3, claims, entry 1, voice", "people"),
    (FEEDBACK, drop("levels", 2, "claims", 0, "text"), "levels, entry 3, claims, entry 1, text", "missing"),
]


@pytest.mark.parametrize(
    ("file", "change", "key", "says"), CORRUPTIONS, ids=[f"{key}-{says}" for _, _, key, says in CORRUPTIONS]
)
def test_a_bad_file_fails_by_name_and_key(
    pack: Path, file: str, change: Callable[[Data], object], key: str, says: str
) -> None:
    rewrite(pack / file, change)
    with pytest.raises(BadFramework) as refused:
        load(str(pack))
    message = str(refused.value)
    assert message.startswith(f"In the framework file ours/{file}, “{key}” ")
    assert says in message.split("”", 1)[1]
    assert "\n" not in message
    assert message.endswith(".")


def test_several_faults_in_one_file_are_counted(pack: Path) -> None:
    def change(data: Data) -> None:
        del data["title"], data["version"]

    rewrite(pack / CORE, change)
    with pytest.raises(BadFramework, match="and there is 1 more"):
        load(str(pack))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"title: [unclosed", "not valid YAML at line"),
        (b"title: one\ntitle: two", "“title” stands twice in the block at line 1"),
        (b"a:\n  - b: 1\n    b: 2", "“b” stands twice in the block at line 2"),
        (b"published: 2025-13-45", "not valid YAML"),
        (b"title: \x07", "not valid YAML"),
        (b"title: caf\xe9", "save it as UTF-8"),
        (b"- just\n- a list", "must hold keys and values"),
        (b"", "must hold keys and values"),
        (b"&a [*a]", "must hold keys and values"),
        (b"!!python/object/apply:os.getcwd []", "not valid YAML"),
    ],
)
def test_a_file_that_is_not_ours_is_refused_by_name(pack: Path, content: bytes, says: str) -> None:
    (pack / FEEDBACK).write_bytes(content)
    with pytest.raises(BadFramework) as refused:
        load(str(pack))
    assert f"ours/{FEEDBACK}" in str(refused.value)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_missing_core_file_is_named(pack: Path) -> None:
    (pack / CORE).unlink()
    with pytest.raises(BadFramework, match=r"ours/framework\.yaml is missing"):
        load(str(pack))


def test_a_folder_where_a_file_should_be_is_named(pack: Path) -> None:
    (pack / CORE).unlink()
    (pack / CORE).mkdir()
    with pytest.raises(BadFramework, match=r"ours/framework\.yaml cannot be read"):
        load(str(pack))


def test_a_pack_without_aspects_says_where_to_put_them(pack: Path) -> None:
    shutil.rmtree(pack / "aspects")
    with pytest.raises(BadFramework, match="aspects folder"):
        load(str(pack))


def test_a_mended_pack_loads_after_a_failure(pack: Path) -> None:
    good = (pack / CORE).read_text(encoding="utf-8")
    (pack / CORE).write_text("title:", encoding="utf-8")
    with pytest.raises(BadFramework):
        load(str(pack))
    (pack / CORE).write_text(good, encoding="utf-8")
    assert load(str(pack)) == load()
