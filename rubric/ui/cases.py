"""A case file as it comes from the browser."""

import tempfile
from pathlib import Path

from rubric.framework import Framework
from rubric.prediction import Case, read_cases
from rubric.reports.guard import shown


def cases_in(data: bytes, name: str, framework: Framework) -> tuple[Case, ...]:
    """The cases in a file's bytes; BadInput, by the file's name as shown, where they cannot be read."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / shown(name)
        file.write_bytes(data)
        return read_cases(file, framework)
