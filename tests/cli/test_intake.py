"""`rubric intake`: files in, proposed items with their places out."""

import json
from pathlib import Path

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]
from typer.testing import CliRunner

from rubric.__main__ import app
from rubric.evidence.fields import value_of
from rubric.evidence.model import EvidenceItem, PlanAction
from tests.intake.pack import pack, saved, tables


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["intake", *arguments])
    return result.exit_code, result.stderr


@pytest.fixture
def written(tmp_path: Path) -> dict[str, Path]:
    document = pack()[1]
    paths = {"document": tmp_path / document.name, "log": tmp_path / "log.xlsx", "broken": tmp_path / "broken.pdf"}
    paths["document"].write_bytes(document.data)
    paths["log"].write_bytes(tables())
    paths["broken"].write_bytes(b"%PDF-1.4")
    return {**paths, "out": tmp_path / "items.json"}


def test_items_come_with_their_source_and_confidence(written: dict[str, Path]) -> None:
    code, _ = run(str(written["document"]), str(written["log"]), "-o", str(written["out"]))
    assert code == 0
    found = json.loads(written["out"].read_text(encoding="utf-8"))
    assert [file["file"] for file in found["files"]] == [written["document"].name, "log.xlsx"]
    assert [table["rows_are"] for table in found["files"][1]["tables"]] == ["items", "actions"]
    for entry in found["items"]:
        EvidenceItem.model_validate(entry["item"])
        source = entry["source"]
        assert len(source["sha256"]) == 64
        assert source["page"] or source["cell"]
        assert entry["confidence"] is None or 0 <= entry["confidence"] <= 1
    assert all(PlanAction.model_validate(entry["action"]) for entry in found["actions"])
    assert len(found["actions"]) == 3


def test_a_file_that_cannot_be_read_is_said_and_the_others_go_on(written: dict[str, Path]) -> None:
    code, said = run(str(written["broken"]), str(written["log"]), "-o", str(written["out"]))
    assert code == 2
    assert "broken.pdf" in said
    found = json.loads(written["out"].read_text(encoding="utf-8"))
    assert found["files"][0]["refused"]
    assert found["items"]


NHS = "999 123 4560"
NAMED = f"Mrs Eileen Patel (NHS {NHS}) waited nine weeks for an assessment of her needs."


def named_log() -> bytes:
    """A log and a plan that name people: in the claim, in a column with no field of ours, and in an action."""
    book = Workbook()
    log = book.active
    log.title = "Evidence"
    log.append(["Claim", "Aspect", "Strength or shortfall", "Source", "Person spoken to"])
    log.append([NAMED, "Feedback", "Shortfall", "Complaints log", "Mr Anil Singh"])
    log.append(["Carers chair our respite board every month.", "Feedback", "Strength", "Minutes", ""])
    plan = book.create_sheet("Plan")
    plan.append(["Action", "Who does it", "By when", "Status"])
    plan.append(["Write to Mrs Eileen Patel", "Jane Smith", "31/03/2027", "Not started"])
    return saved(book)


def test_personal_data_is_listed_by_its_place_without_its_words_and_refused_nowhere(tmp_path: Path) -> None:
    (tmp_path / "log.xlsx").write_bytes(named_log())
    (tmp_path / "notes.txt").write_text(f"{NAMED}\n\nCarers chair our respite board every month.", encoding="utf-8")
    out = tmp_path / "items.json"
    code, said = run(str(tmp_path / "log.xlsx"), str(tmp_path / "notes.txt"), "-o", str(out))
    assert code == 0
    assert "6 things in what is proposed look like personal data" in said
    assert "Patel" not in said
    found = json.loads(out.read_text(encoding="utf-8"))
    kinds = [[(one["field"], one["kind"]) for one in entry["personal"]] for entry in found["items"]]
    in_text = [("text", "name"), ("text", "nhs_number")]
    assert sorted(kinds) == [[], [], in_text, [*in_text, ("note", "name")]]
    ((action,),) = (entry["personal"] for entry in found["actions"])
    assert (action["field"], action["kind"]) == ("text", "name")
    for entry in found["items"]:
        assert "Patel" not in json.dumps(entry["personal"])
        for one in entry["personal"]:
            text = (
                entry["note"] if one["field"] == "note" else str(value_of(EvidenceItem(**entry["item"]), one["field"]))
            )
            assert text[one["start"] : one["end"]] in ("Mrs Eileen Patel", NHS, "Mr Anil Singh")


def test_a_pack_that_names_nobody_has_nothing_listed(written: dict[str, Path]) -> None:
    _, said = run(str(written["log"]), "-o", str(written["out"]))
    found = json.loads(written["out"].read_text(encoding="utf-8"))
    assert not any(entry["personal"] for entry in (*found["items"], *found["actions"]))
    assert "personal data" not in said
