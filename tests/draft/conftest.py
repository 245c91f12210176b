"""LibreOffice, where it is installed: what another program makes of our files."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Convert = Callable[..., list[bytes]]


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Opens files of one kind and saves them as another: `libreoffice("docx", "pdf", data, …)` gives their new bytes.

    What is wanted may have a filter and its options behind it, as LibreOffice reads them ("pdf:writer_pdf_Export:…").

    It has a profile of the tests' own: beside a LibreOffice that is open, it would hand that one the files and go.
    """
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    profile = tmp_path_factory.mktemp("libreoffice").as_uri()

    def convert(ending: str, wanted: str, *files: bytes) -> list[bytes]:
        if ending == "xlsx" and not list(Path(program).resolve().parent.glob("*sclo.*")):
            pytest.skip("LibreOffice is installed without Calc")
        folder = tmp_path_factory.mktemp("converted")
        for number, data in enumerate(files):
            (folder / f"{number}.{ending}").write_bytes(data)
        given = [str(folder / f"{number}.{ending}") for number in range(len(files))]
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", wanted, "--outdir"]
        subprocess.run([*command, str(folder / "out"), *given], check=True, capture_output=True, timeout=180)
        saved = wanted.partition(":")[0]
        return [(folder / "out" / f"{number}.{saved}").read_bytes() for number in range(len(files))]

    return convert
