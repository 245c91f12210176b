"""The project's own rules: documented, host-free, pinned."""

import re
import subprocess
from pathlib import Path

import pytest
import typer.main

from rubric.__main__ import app
from rubric.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
DOCS = "\n".join(
    path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
)


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("this is not a git checkout, so there is no list of the project's files")
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def commands() -> dict[str, list[list[str]]]:
    """Every command, and the names that each of its options goes by."""
    found: dict[str, typer.core.TyperCommand] = {}
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        inner = getattr(command, "commands", None)
        found |= {f"{name} {child}": made for child, made in inner.items()} if inner else {name: command}
    return {
        name: [[*one.opts, *one.secondary_opts] for one in made.params if one.opts[0].startswith("-")]
        for name, made in found.items()
    }


@pytest.mark.parametrize("command", commands())
def test_every_command_is_documented(command: str) -> None:
    assert f"rubric {command}" in DOCS


@pytest.mark.parametrize(("command", "options"), commands().items())
def test_every_option_stands_in_the_line_of_its_command(command: str, options: list[list[str]]) -> None:
    (line,) = [line for line in DOCS.splitlines() if line.startswith(f"| `rubric {command}")]
    for names in options:
        assert any(name in line for name in names), names


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented(name: str) -> None:
    assert f"RUBRIC_{name.upper()}" in DOCS


@pytest.mark.parametrize("target", re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
def test_every_make_target_a_person_would_use_is_documented(target: str) -> None:
    assert f"make {target}" in DOCS or target in {"setup-dev", "lint", "types"}


def test_every_link_in_the_docs_leads_somewhere() -> None:
    for page in [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")]:
        for link in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
            assert link.startswith("https://") or (page.parent / link).exists(), f"{page.name}: {link}"


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_pins_every_package_with_hashes_and_names_no_host(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"https?://|--index-url|--find-links|file:", text)
    pins = re.findall(r"^([a-z0-9][\w.\[\]-]*)==", text, re.M)
    assert len(pins) > 40
    assert len(re.findall(r"--hash=sha256:", text)) >= len(pins)


def test_no_file_names_a_machine_path_or_a_package_registry() -> None:
    places = re.compile(r"(?<![\w.])/(?:home|root|work|Users)/\w|(?:pypi|npmjs|pythonhosted)\.(?:org|com)")
    for path in tracked():
        if path.suffix in {".png", ".docx"} or path == Path(__file__):
            continue
        found = places.search(path.read_text(encoding="utf-8", errors="ignore"))
        assert not found, f"{path.relative_to(ROOT)} names {found.group()}"


def test_the_version_is_the_same_everywhere() -> None:
    from rubric import __version__

    assert f'version = "{__version__}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
