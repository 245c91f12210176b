"""A Word file of ours as a tagged PDF, by LibreOffice where it is on the machine.

LibreOffice runs in a process of its own, with a profile folder of its own that is thrown away after it, without any of
our environment but the paths it needs, and is ended with all that it started when its time is up.
"""

import json
import os
import shutil
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore

from pypdf.errors import PyPdfError

from rubric.draft.pdf_tags import completed
from rubric.errors import NoPdf

MISSING = (
    "A PDF is made by LibreOffice, which is not on the machine that runs this tool: take the Word file and save it as "
    "PDF in Word, or have LibreOffice installed."
)
TOO_LONG = "LibreOffice took too long to make the PDF: try again, or take the Word file and save it as PDF in Word."
FAILED = "LibreOffice could not make the PDF: take the Word file and save it as PDF in Word."
SECONDS = 90.0  # for one document: the longest we make takes a third of that on a slow machine
_PROGRAMS = ("soffice", "libreoffice")
_PASSED = ("PATH", "LANG", "SYSTEMROOT", "PROGRAMFILES", "TEMP", "TMP")
_ON = {"type": "boolean", "value": "true"}
_OPTIONS = {"UseTaggedPDF": _ON, "PDFUACompliance": _ON, "ExportBookmarks": _ON}
AS_PDF = f"pdf:writer_pdf_Export:{json.dumps(_OPTIONS)}"  # what LibreOffice is asked to convert to
_turn = BoundedSemaphore(1)  # it takes much memory, so one at a time


def can_make_pdf() -> bool:
    """Whether LibreOffice is on this machine."""
    return _program() is not None


def as_pdf(word: bytes, *, seconds: float = SECONDS) -> bytes:
    """The PDF of a .docx: tagged as PDF/UA-1 asks, with language, title and bookmarks.

    Raises NoPdf, in one sentence, where LibreOffice is not here, fails, or takes longer than `seconds`.
    """
    program = _program()
    if program is None:
        raise NoPdf(MISSING)
    if not _turn.acquire(timeout=SECONDS):
        raise NoPdf(TOO_LONG)
    try:
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            return _converted(program, Path(folder), word, seconds)
    finally:
        _turn.release()


def _program() -> str | None:
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def _converted(program: str, folder: Path, word: bytes, seconds: float) -> bytes:
    given, made, profile = folder / "document.docx", folder / "document.pdf", folder / "profile"
    given.write_bytes(word)
    command = [
        *(program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--convert-to"),
        *(AS_PDF, "--outdir", str(folder), str(given)),
    ]
    environment = {name: os.environ[name] for name in _PASSED if name in os.environ} | {"HOME": str(folder)}
    try:
        process = subprocess.Popen(  # noqa: S603 - our own words and paths
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
    except OSError as error:
        raise NoPdf(FAILED) from error
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise NoPdf(TOO_LONG) from error
    finally:
        _end(process)
    try:
        return completed(made.read_bytes())
    except (OSError, PyPdfError) as error:
        raise NoPdf(FAILED) from error


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the process, where it still runs, and all that it started."""
    if process.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
