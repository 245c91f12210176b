"""The store as the pages ask it. While it is away, what was read of it last stands in: a page stays, with its words."""

import copy
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import partial
from pathlib import Path
from threading import Lock, local
from time import monotonic
from typing import Any, TypeVar, cast

from streamlit.runtime.scriptrunner import get_script_run_ctx

from rubric.errors import RubricError, StoreUnavailable
from rubric.storage import Store
from rubric.storage.values import Receipt

Value = TypeVar("Value")

MOST = 300  # readings that are remembered, of all sessions together
MOMENT = 4.0  # seconds in which a store that was away is not asked again: longer than pages wait between two looks
# the calls of a part that read and change nothing
_READS = {
    *(
        "get",
        "held",
        "history",
        "last",
        "newest",
        "removed",
        "reports",
        "revision",
        "revisions",
        "summaries",
        "used_by",
    ),
    *("version", "versions"),
}
_TOO_LARGE = {("templates", "get"), ("attached", "get")}


class LastRead:
    """What each reading gave last, and whether the store is away: the last reading of anything failed."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, object] = OrderedDict()
        self._failed: tuple[float, StoreUnavailable] | None = None
        self._lock, self._asking = Lock(), Lock()
        self._run = _OfOneRun()

    @property
    def away(self) -> bool:
        """Whether pages are drawn from what was read last."""
        return self._failed is not None

    def read(self, key: Hashable, ask: Callable[[], Value]) -> Value:
        """What `ask` gives; what it gave last under this key, while the store is away. StoreUnavailable: nothing.

        Within one run of a page it is asked once, unless something was changed in between (`changes`): the parts of a
        page ask for the same again and again, and are drawn from one state of things.
        """
        of_this_run = self._run.readings()
        if key in of_this_run:
            return copy.copy(cast(Value, of_this_run[key]))
        try:
            value = self.ask(ask)
        except StoreUnavailable:
            with self._lock:
                if key not in self._kept:
                    raise
                return copy.copy(cast(Value, self._kept[key]))
        except RubricError:
            with self._lock:
                self._kept.pop(key, None)
            raise
        of_this_run[key] = copy.copy(value)
        with self._lock:
            self._kept[key] = copy.copy(value)
            self._kept.move_to_end(key)
            if len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return value

    def changes(self) -> None:
        """Something is being changed: what this run reads from here on is read anew."""
        self._run.forget()

    def last(self, key: Hashable) -> object:
        """What was read last under this key; None where nothing was."""
        with self._lock:
            return self._kept.get(key)

    def ask(self, ask: Callable[[], Value], *, anew: bool = False) -> Value:
        """What this reading gives. StoreUnavailable: the store is away, or is being asked, or was away a moment ago.

        `anew`: a moment ago does not count.
        """
        failed = self._failed
        if failed is None:
            return self._noted(ask)
        if not self._asking.acquire(blocking=False):  # one at a time finds out: each may have to wait for long
            raise failed[1]
        try:
            if not anew:
                self.fail_early()
            return self._noted(ask)
        finally:
            self._asking.release()

    def _noted(self, ask: Callable[[], Value]) -> Value:
        try:
            value = ask()
        except StoreUnavailable as error:
            self._failed = monotonic(), error
            raise
        self._failed = None
        return value

    def fail_early(self) -> None:
        """StoreUnavailable: the store was away a moment ago, so that asking it would only be another long wait."""
        failed = self._failed
        if failed is not None and monotonic() - failed[0] < MOMENT:
            raise failed[1]


class _OfOneRun(local):
    """What the run of a page in this thread has read so far; outside of any, nothing is remembered."""

    def __init__(self) -> None:
        self._run: object = None
        self._readings: dict[Hashable, object] = {}

    def readings(self) -> dict[Hashable, object]:
        running = get_script_run_ctx(suppress_warning=True)
        run = running and running.cursors  # made anew for each run, before the clicks that led to it are answered
        if run is None or run is not self._run:
            self._run, self._readings = run, {}
        return self._readings

    def forget(self) -> None:
        self._run = None


class LastingStore(Store):
    """A store whose readings go through `last_read`. Its changes raise StoreUnavailable at once while it is away."""

    def __init__(self, url: str, copies: Path | None = None) -> None:
        super().__init__(url, copies)
        self.last_read = LastRead()
        self.plain: Store = copy.copy(self)
        for name, part in vars(self.plain).items():
            if not name.startswith("_") and name != "last_read":
                setattr(self, name, _Part(name, part, self.last_read))

    def receipts(self) -> list[Receipt]:
        """As the store's."""
        return self.last_read.read("receipts", super().receipts)

    def together(
        self, key: Hashable, stamp: Callable[[Store], Hashable | None], read: Callable[[Store, Value | None], Value]
    ) -> Value:
        """What `read` reads of the store, as one: while it is away, all of it is what was read together last.

        So it is while `stamp` reads what it read before that, unless that is None: most runs of a page find nothing
        changed, and one row tells so. `read` is given what it read last, if anything. What is given is shared between
        sessions, and not to be written to.
        """

        def ask() -> tuple[Hashable | None, Value]:
            now = stamp(self.plain)  # before what it stands for: what is written in between is read next time
            last = self.last_read.last(key)
            before = cast(tuple[Hashable, Value], last) if isinstance(last, tuple) else None
            if before is not None and now is not None and before[0] == now:
                return before
            return now, read(self.plain, before and before[1])

        return self.last_read.read(key, ask)[1]


class _Part:
    """A part of the store, such as its items."""

    def __init__(self, name: str, part: object, last_read: LastRead) -> None:
        self._name, self._part, self._last_read = name, part, last_read

    def __getattr__(self, name: str) -> Any:
        call = getattr(self._part, name)
        return partial(self._read if name in _READS else self._change, name, call)

    def _read(self, name: str, call: Callable[..., Any], *given: Hashable, **named: Hashable) -> Any:
        ask = partial(call, *given, **named)
        if (self._name, name) in _TOO_LARGE:
            return self._last_read.ask(ask)
        return self._last_read.read((self._name, name, given, tuple(sorted(named.items()))), ask)

    def _change(self, _name: str, call: Callable[..., Any], *given: Any, **named: Any) -> Any:
        self._last_read.fail_early()
        try:
            return call(*given, **named)
        finally:
            self._last_read.changes()
