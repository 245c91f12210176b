"""The other side: takes one request, does it within bounds, and replies.

A reply is (kind, value): "share" as it goes on, then one of "answer", "refused" (with the error), "memory", and
"fault" with the traceback of a fault of ours.
"""

import sys
from collections.abc import Callable
from traceback import format_exception
from types import TracebackType

from rubric.bounded.frames import packed, request_from
from rubric.bounded.limits import Bounds, limit_this_process
from rubric.errors import RubricError


def serve_one(take: Callable[[int], bytes], give: Callable[[bytes], object], bounds: Bounds) -> None:
    """Do the one request that `take` gives the bytes of; replies go to `give`.

    What the work raises besides refusals is a fault of ours: it ends the process, and its traceback is a reply, as this
    process may not write to a log that is a file.
    """
    sys.excepthook = lambda *raised: _tell(give, *raised)
    limit_this_process(bounds)
    try:
        work, given, tells = request_from(take)
        more = {"progress": lambda share: give(packed(("share", share)))} if tells else {}
        reply = packed(("answer", work(*given, **more)))
    except RubricError as error:
        reply = packed(("refused", error))
    except MemoryError:
        reply = packed(("memory", None))
    give(reply)


def _tell(
    give: Callable[[bytes], object], kind: type[BaseException], raised: BaseException, trace: TracebackType | None
) -> None:
    give(packed(("fault", "".join(format_exception(kind, raised, trace)))))
