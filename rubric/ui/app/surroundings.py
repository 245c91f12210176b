"""What the surroundings of a server decide: Streamlit's settings by variable, and how many files it may open."""

import sys
from typing import Any

from rubric.errors import BadInput
from rubric.settings import UPLOAD_MEGABYTES

_WANTED = 65_536  # open files: more than any team needs
_FEW = 4_096
_PAGES, _AT = 155, 1_024  # counted: with so many files the process opened so many pages, and refused the next


def take_streamlit_settings() -> None:
    """Let the STREAMLIT_ variables override `.streamlit/config.toml`, as `streamlit run` has it; then add our own.

    Called once the app is made, as that tells Streamlit where the file is. BadInput: a variable does not fit.
    """
    import click
    from streamlit import config
    from streamlit.web import bootstrap, cli

    @click.command()
    @cli.configurator_options
    def read(**given: Any) -> dict[str, Any]:
        return given

    try:
        given = read.main(args=[], standalone_mode=False)
    except click.UsageError as error:
        name = getattr(getattr(error, "param", None), "envvar", None) or "A STREAMLIT_ variable"
        raise BadInput(f"{name} does not fit: set it as Streamlit’s settings have it, or leave it unset.") from error
    if given.get("server_sslCertFile") or given.get("server_sslKeyFile"):
        raise BadInput("rubric run serves without TLS: put a proxy with TLS before it, as docs/settings.md shows.")
    bootstrap.load_config_options(given)
    if given.get("server_maxUploadSize") is None:
        config.set_option("server.maxUploadSize", UPLOAD_MEGABYTES)


def allow_many_files() -> str:
    """Raise the number of files that this process may open at once, as far as it may.

    A sentence for whoever starts the server where it stays low; "" where there is enough, or the system has no limit.
    """
    if sys.platform == "win32":
        return ""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _WANTED if hard == resource.RLIM_INFINITY else min(_WANTED, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            soft = wanted
        except (OSError, ValueError):  # the system has a limit of its own besides
            pass
    if soft == resource.RLIM_INFINITY or soft >= _FEW:
        return ""
    return (
        f"This system lets the tool open {soft:,} files at once, enough for about {soft * _PAGES // _AT} open pages. "
        f"For more, raise the hard limit (ulimit -Hn, or LimitNOFILE= of a service) to {_WANTED}."
    )
