"""What the sentence encoder made of the library's findings, kept in the store from one start of the app to the next.

Only for speed: where the store does not answer, the readings are made again.
"""

import logging

from rubric.claims.encoder import load_encoder
from rubric.errors import StoreError
from rubric.reports import Library
from rubric.storage import Store

_log = logging.getLogger(__name__)


def recall(store: Store) -> None:
    """Give the encoder the readings that are kept."""
    encoder = load_encoder()
    try:
        encoder.recall(store.readings.of(encoder.name))
    except StoreError as error:
        _log.warning("The readings of findings could not be fetched, so they are made again: %s", error)


def keep(store: Store, library: Library) -> None:
    """Keep the readings of a library's findings that are not kept yet."""
    encoder = load_encoder()
    try:
        store.readings.keep(encoder.name, encoder.to_keep([finding.text for finding in library.findings]))
    except StoreError as error:
        _log.warning("The readings of findings could not be kept: %s", error)
