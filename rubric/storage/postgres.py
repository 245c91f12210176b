"""A PostgreSQL server: every wait for it ends, whether it is at work for too long, held up, or says nothing at all."""

from collections.abc import Callable, Mapping
from typing import Any

import psycopg
from psycopg.abc import PQGen
from psycopg.errors import _WaitTimeout
from sqlalchemy import URL, Connection, Engine, create_engine, event

CONNECT_SECONDS = 5  # until a connection stands
LOOK_SECONDS = 5.0  # until a connection from the pool has answered that it is alive
LOCK_SECONDS = 8.0  # until whoever holds the same row lets go of it
STATEMENT_SECONDS = 15.0  # until the server has done one statement
ANSWER_SECONDS = 20.0  # until it has said so: longer than the two above, so that it is the server who gives up first
LONG_SECONDS = 600.0  # the same for work that takes its time: migrations, backups, erasing


class Connecting(psycopg.Connection[Any]):
    """A connection that gives up waiting after `patience` seconds.

    The server's own limits do not help where the server, or what stands between, takes what is sent and never answers:
    TCP is content then, and libpq has no limit of its own.
    """

    patience = LOOK_SECONDS

    def wait(self, gen: PQGen[Any], interval: float = 0.1, timeout: float | None = None) -> Any:
        """As psycopg's, within `patience`; OperationalError, with the connection closed, where that is over."""
        try:
            return super().wait(gen, interval, self.patience if timeout is None else timeout)
        except _WaitTimeout:
            if timeout is None:  # else it was asked for by psycopg itself, which handles it
                self.pgconn.finish()
                raise psycopg.OperationalError("the server does not answer") from None
            raise


def make_engine(url: URL, is_long: Callable[[Mapping[str, Any]], bool]) -> Engine:
    """An engine for the server; `is_long` says by its execution options whether a transaction may take its time."""
    defaults = {
        "connect_timeout": str(CONNECT_SECONDS),
        # where the other side has gone without a word, the system notices in half a minute, not in hours
        "keepalives_idle": "10",
        "keepalives_interval": "5",
        "keepalives_count": "3",
        "tcp_user_timeout": str(int(ANSWER_SECONDS * 1000)),
    }
    url = url.update_query_dict({name: value for name, value in defaults.items() if name not in url.query})
    # a connection that the server or a firewall has dropped meanwhile is replaced, not handed to a save
    engine = create_engine(
        url,
        isolation_level="READ COMMITTED",  # whoever waited for a row must see what it holds by then
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=20,
        pool_timeout=10,
    )

    @event.listens_for(engine, "do_connect")
    def connect(_dialect: object, _record: object, given: Any, named: Any) -> psycopg.Connection[Any]:
        return Connecting.connect(*given, **named)

    @event.listens_for(engine, "connect")
    def prepare(connection: Connecting, _record: object) -> None:
        connection.execute("SET TIME ZONE 'UTC'")
        connection.execute(f"SET lock_timeout = {int(LOCK_SECONDS * 1000)}".encode())
        connection.execute(f"SET statement_timeout = {int(STATEMENT_SECONDS * 1000)}".encode())
        # whoever has died in the middle of a save must not keep a row from the others
        connection.execute(f"SET idle_in_transaction_session_timeout = {int(LONG_SECONDS * 1000)}".encode())
        connection.commit()

    @event.listens_for(engine, "checkin")
    def look_quickly(connection: Connecting | None, _record: object) -> None:
        if connection is not None:
            connection.patience = LOOK_SECONDS

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        long = is_long(connection.get_execution_options())
        driver.patience = LONG_SECONDS if long else ANSWER_SECONDS
        if long:
            for limit in ("statement_timeout", "lock_timeout"):
                connection.exec_driver_sql(f"SET LOCAL {limit} = {int(LONG_SECONDS * 1000)}")

    return engine
