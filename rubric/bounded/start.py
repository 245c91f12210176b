"""How a process of ours is started: with this Python and this code, and nothing that could be a secret of the app's."""

import os
from pathlib import Path

import rubric

START_SECONDS = 60.0  # the most that starting may take before it counts as broken: about two on an idle machine
_KEPT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "HOME", "LANG", "LD_LIBRARY_PATH", "VIRTUAL_ENV")


def environment() -> dict[str, str]:
    """What a process needs to start."""
    root = str(Path(rubric.__file__).resolve().parents[1])
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {
        **kept,
        "PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH")))),
        "PYTHONIOENCODING": "utf-8",
        "PYTHONDONTWRITEBYTECODE": "1",
        # one thread: each of a mathematics library's own would claim memory of its own, and none survives a fork
        "OPENBLAS_NUM_THREADS": "1",
    }
