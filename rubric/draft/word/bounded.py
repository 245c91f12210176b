"""Somebody else's template, read and rendered in a process of its own with bounded time and memory.

The tags of a template are checked before anything is run, so none should ever take long. This is for what nobody
thought of: the process is ended when its time is over, it cannot write files, and where the system can hold it to it,
it gets no more memory than it should ever need. Everything goes to it and comes back through pipes.

`python -m rubric.draft.word.bounded` is that process.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import rubric
from rubric.draft.model import Draft
from rubric.draft.word.own_template import TemplateCheck, TemplateField, inspect_template
from rubric.draft.word.render import render_draft
from rubric.errors import BadTemplate

SECONDS = 30.0  # a draft takes under a second; a slow laptop some seconds to start a process
MEMORY = 1_500_000_000  # bytes of address space; libraries alone take some hundred million
_REFUSED, _OUT_OF_MEMORY = 3, 4  # exit codes: ended with a sentence on standard error, or for want of memory

TOO_LONG = "This template takes far too long to fill in: take out what repeats in it, then try again."
TOO_MUCH = "This template takes far too much memory to fill in: take out what repeats in it, then try again."
FAILED = "This template could not be filled in: save it again as .docx in Word, then try again."


def render_bounded(draft: Draft, template: bytes | None, *, assessment_id: str = "", seconds: float = SECONDS) -> bytes:
    """As `render_draft`: the shipped template (None) in this process, any other in a process of its own.

    Raises BadTemplate as `render_draft` does, and where it takes more than `seconds` or too much memory.
    """
    if template is None:
        return render_draft(draft, assessment_id=assessment_id)
    return _ask({"do": "render", "draft": draft.model_dump(mode="json"), "of": assessment_id}, template, seconds)


def inspect_bounded(template: bytes, *, seconds: float = SECONDS) -> TemplateCheck:
    """As `own_template.inspect_template`, in a process of its own; taking too long is one of the errors it gives."""
    try:
        report = json.loads(_ask({"do": "inspect"}, template, seconds))
    except BadTemplate as error:
        return TemplateCheck(errors=(str(error),))
    missing = tuple(TemplateField(name, holds) for name, holds in report["missing"])
    return TemplateCheck(tuple(report["used"]), tuple(report["unknown"]), tuple(report["wrong"]), missing)


def _ask(request: dict[str, Any], template: bytes, seconds: float) -> bytes:
    head = json.dumps(request).encode()
    root = str(Path(rubric.__file__).resolve().parents[1])
    python_path = os.environ.get("PYTHONPATH")
    process = subprocess.Popen(
        [sys.executable, "-m", "rubric.draft.word.bounded"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**_environment(), "PYTHONPATH": os.pathsep.join(filter(None, (root, python_path)))},
    )
    with process:
        try:
            out, message = process.communicate(len(head).to_bytes(4, "big") + head + template, timeout=seconds)
        except subprocess.TimeoutExpired as error:
            process.kill()
            raise BadTemplate(TOO_LONG) from error
    if process.returncode == 0:
        return out
    if process.returncode == _REFUSED:
        raise BadTemplate(message.decode("utf-8", "replace").strip())
    raise BadTemplate(TOO_MUCH if process.returncode == _OUT_OF_MEMORY else FAILED)


def _environment() -> dict[str, str]:
    """What a process needs to start, and nothing that could be a secret of the app's."""
    wanted = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "HOME", "LANG", "LD_LIBRARY_PATH", "VIRTUAL_ENV")
    kept = {name: os.environ[name] for name in wanted if name in os.environ}
    # one thread: each of a mathematics library's own would claim memory of its own
    return {**kept, "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1", "OPENBLAS_NUM_THREADS": "1"}


def _limit_process(seconds: int, memory: int) -> None:
    """Bound this process, where the system can: Windows has no such limits, and there only the timeout applies."""
    try:
        import resource
    except ImportError:
        return
    for limit, bound in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(limit)
        try:
            resource.setrlimit(limit, (bound if hard == resource.RLIM_INFINITY else min(bound, hard), hard))
        except (ValueError, OSError):
            continue  # some systems know a limit and do not let it be set


def _answer(given: bytes) -> bytes:
    size = int.from_bytes(given[:4], "big")
    request, template = json.loads(given[4 : 4 + size]), given[4 + size :]
    if request["do"] == "inspect":
        check = inspect_template(template)
        missing = [(field.name, field.holds) for field in check.missing]
        report = {"used": check.used, "unknown": check.unknown, "wrong": check.errors, "missing": missing}
        return json.dumps(report).encode()
    return render_draft(Draft.model_validate(request["draft"]), template=template, assessment_id=request["of"])


def main() -> int:
    """Do what standard input requests, answer on standard output, and give the exit code."""
    given = sys.stdin.buffer.read()
    _limit_process(int(SECONDS), MEMORY)
    try:
        answer = _answer(given)
    except BadTemplate as error:
        sys.stderr.write(str(error))
        return _REFUSED
    except MemoryError:
        return _OUT_OF_MEMORY
    sys.stdout.buffer.write(answer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
