"""What can be set from outside, each by an environment variable that starts with RUBRIC_."""

import os
from functools import lru_cache
from pathlib import Path

import platformdirs
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from rubric.errors import BadInput

_PREFIX = "RUBRIC_"


class Settings(BaseSettings):
    """Settings, read from the environment each time one is made. Docs: docs/settings.md."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, frozen=True)

    database_url: str = Field(
        default="",
        description="Where assessments are kept, as an SQLAlchemy URL; empty means an SQLite file in the data folder.",
    )
    data_folder: Path = Field(
        default=Path(platformdirs.user_data_dir("rubric", appauthor=False)),
        description="The folder for the SQLite file, and for copies of a server's database before an upgrade.",
    )
    framework: str = Field(
        default="",
        description="The framework pack for new assessments: a shipped version, or a folder; empty means the newest.",
    )
    keep_deleted_days: int = Field(
        default=90,
        ge=1,
        le=3650,
        description="For how many days what was deleted is kept before it is erased for good.",
    )
    upload_megabytes: int = Field(
        default=30,
        ge=1,
        le=500,
        description="The largest file that may be brought in, for whatever has no smaller limit of its own.",
    )
    show_changes_seconds: int = Field(
        default=8,
        ge=0,
        le=3600,
        description="How often an open page looks for what colleagues have saved; 0: only when somebody clicks.",
    )
    attached_megabytes: int = Field(
        default=20, ge=1, le=500, description="The largest file that may be attached to evidence."
    )
    attached_total_megabytes: int = Field(
        default=500,
        ge=1,
        le=100_000,
        description="How much the files that are attached in one assessment may have in all.",
    )
    port: int = Field(default=8501, ge=1, le=65535, description="The port that `rubric run` serves on.")

    @property
    def resolved_database_url(self) -> str:
        """The URL to open: the one set, or the SQLite file in the data folder."""
        return self.database_url or f"sqlite:///{(self.data_folder / 'rubric.sqlite3').as_posix()}"

    @property
    def copies_folder(self) -> Path:
        """Where a copy of a server's database goes before it is changed as a whole; one of a file goes beside it."""
        return self.data_folder / "copies"


_BETWEEN = {
    "RUBRIC_PORT": (1, 65_535),
    "RUBRIC_KEEP_DELETED_DAYS": (1, 3_650),
    "RUBRIC_UPLOAD_MEGABYTES": (1, 500),
    "RUBRIC_SHOW_CHANGES_SECONDS": (0, 3_600),
    "RUBRIC_ATTACHED_MEGABYTES": (1, 500),
    "RUBRIC_ATTACHED_TOTAL_MEGABYTES": (1, 100_000),
}


@lru_cache(maxsize=8)
def _read(_ours: tuple[tuple[str, str], ...]) -> Settings:
    """The settings that these variables make: every run of a page asks for them, and to read them takes a while."""
    return Settings()


def settings() -> Settings:
    """The settings as they are now; BadInput, naming the variable, where one can't be used."""
    try:
        return _read(tuple((name, value) for name, value in os.environ.items() if name.upper().startswith(_PREFIX)))
    except ValidationError as error:
        first = error.errors()[0]
        name = f"RUBRIC_{first['loc'][0]}".upper()
        fits = "a whole number from {} to {}".format(*_BETWEEN[name]) if name in _BETWEEN else "text"
        raise BadInput(f"{name} is “{first['input']}”: set it to {fits}, or leave it unset.") from error


def _upload_megabytes() -> int:
    try:
        return Settings().upload_megabytes
    except ValidationError:  # told by whoever asks for the settings: a module can't refuse to be imported
        return int(Settings.model_fields["upload_megabytes"].default)


# what pages, readers and the server all go by, so it is the same for a process from its start to its end
UPLOAD_MEGABYTES = _upload_megabytes()
