"""The other side: takes one request, does it within bounds, and replies.

A reply is (kind, value): "share" as it goes on, then one of "answer", "refused" (with the error) and "memory".
"""

from collections.abc import Callable

from rubric.bounded.frames import packed, request_from
from rubric.bounded.limits import Bounds, limit_this_process
from rubric.errors import RubricError


def serve_one(take: Callable[[int], bytes], give: Callable[[bytes], object], bounds: Bounds) -> None:
    """Do the one request that `take` gives the bytes of; replies go to `give`.

    What the work raises besides refusals is raised here: it is a fault of ours, and ends the process with its traceback
    on standard error.
    """
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
