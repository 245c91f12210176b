"""What went wrong with the database, in one sentence: what is wrong and what to do. Never a password or a statement."""

import sqlite3

from sqlalchemy.exc import DBAPIError

from rubric.errors import StoreUnavailable

# by the start of SQLite's own name for the error (https://sqlite.org/rescode.html); extended codes begin alike
_SQLITE = {
    "SQLITE_READONLY": "The database {where} is read-only, so nothing can be saved: "
    "allow writing to the file and its folder, or choose another place.",
    "SQLITE_CANTOPEN": "The database {where} can't be opened: "
    "check that its folder exists and that you may read and write there.",
    "SQLITE_PERM": "The database {where} can't be opened: check that you may read and write there.",
    "SQLITE_AUTH": "The database {where} can't be opened: check that you may read and write there.",
    "SQLITE_NOTADB": "The file {where} is not a database: choose another file, or move this one away.",
    "SQLITE_CORRUPT": "The database {where} is damaged: put back a copy from your backup.",
    "SQLITE_FULL": "The disk that holds {where} is full, so nothing was saved: free some space and try again.",
    "SQLITE_IOERR": "The disk that holds {where} can't be read or written: check the disk, then try again.",
}

# by SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html)
_POSTGRES = {
    "25006": "The database {where} is read-only, so nothing can be saved: connect to the server that takes writes.",
    "42501": "This user may not change the database {where}: ask whoever runs it for the right to make tables.",
    "55P03": "The database {where} is busy, so nothing was saved: wait a moment and try again.",
    "57014": "The database {where} took too long, so nothing was saved: wait a moment and try again.",
    "53100": "The disk of the database {where} is full, so nothing was saved: tell whoever runs it.",
}

_SILENT = "The database {where} does not answer, so nothing was saved: check that the server runs, then try again."

# a refused connection has no SQLSTATE in the driver, only the server's words
_REFUSED = {
    "authentication failed": "The database {where} refused the user name or password: check both.",
    "no password supplied": "The database {where} asks for a password: add one to its address.",
    "too many": "The database {where} has too many users at once: wait a moment and try again.",
    "does not answer": _SILENT,
    "connection timeout expired": _SILENT,
    "does not exist": "The database {where} or its user does not exist: check both names, or ask for them to be made.",
}


def unavailable(error: DBAPIError, where: str) -> StoreUnavailable:
    """The sentence for a driver's error; `where` is what to call the database."""
    if isinstance(error.orig, sqlite3.Error):
        return StoreUnavailable(_of_sqlite(error.orig, where))
    state = getattr(error.orig, "sqlstate", None) or "08"
    sentence = _POSTGRES.get(state)
    if sentence is None and state.startswith(("08", "57")):  # no connection, or one that the server ended
        sentence = next(
            (sentence for words, sentence in _REFUSED.items() if words in str(error.orig)),
            "The database {where} can't be reached: check that the server runs and that its address is right.",
        )
    return StoreUnavailable((sentence or _OTHER).format(where=where))


def busy(where: str) -> StoreUnavailable:
    """Too many are at work at once, and the wait was too long."""
    return StoreUnavailable(f"The database {where} is busy, so nothing was saved: wait a moment and try again.")


def uncleaned(where: str) -> StoreUnavailable:
    """What was erased may still stand in the file's log, as somebody reads there."""
    return StoreUnavailable(
        f"The database {where} is busy, so what was erased may still stand in its files: erase once more in a moment."
    )


_OTHER = "The database {where} could not do what was asked, so nothing was saved: try again, or restart the tool."


def _of_sqlite(error: sqlite3.Error, where: str) -> str:
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return str(busy(where))
    return next((text for start, text in _SQLITE.items() if name.startswith(start)), _OTHER).format(where=where)
