"""`rubric intake`: files in, proposed items with their places out."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rubric.__main__ import app
from rubric.evidence.model import EvidenceItem, PlanAction
from tests.intake.pack import pack, tables


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
