"""How large a file a page takes: never more than the server, so that one is told before it is sent."""

from rubric.office import MOST_BYTES


def megabytes(own_limit: int = MOST_BYTES) -> int:
    """For an uploader's `max_upload_size`: the limit of whatever reads the file (bytes), or all that may be sent."""
    return max(1, min(own_limit, MOST_BYTES) // 1_000_000)
