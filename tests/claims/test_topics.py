"""The topics, which of the coded sentences name theirs, and how well the encoder tells one."""

from collections import Counter

import numpy as np

from rubric.claims.encoder import load_encoder
from rubric.claims.prose import load_sentences
from rubric.claims.topics import load_topics, told_topics, topic_chances
from rubric.framework import load

_HELD_OUT = ("hand13", "hand15")  # whose sentences the encoder has not learned from (training/corpus.py)


def test_each_aspect_has_eight_topics_with_labels_of_their_own() -> None:
    topics = load_topics()
    assert Counter(topic.aspect for topic in topics) == dict.fromkeys(load().aspect_ids, 8)
    assert len({topic.name for topic in topics}) == len({topic.label for topic in topics}) == len(topics)


def test_topics_are_told_of_sentences_that_ship_and_each_topic_of_several() -> None:
    told = Counter(told_topics().values())
    assert told_topics().keys() <= {claim.id for claim in load_sentences()}
    assert told.keys() == {topic.name for topic in load_topics()}
    assert min(told.values()) >= 30


def test_a_topic_is_read_of_sentences_not_learned_from() -> None:
    told, names = told_topics(), [topic.name for topic in load_topics()]
    held = [claim for claim in load_sentences() if claim.id.startswith(_HELD_OUT) and claim.id in told]
    chances = topic_chances(load_encoder().vectors([claim.text for claim in held]))
    assert len(held) > 300
    assert np.allclose(chances.sum(axis=1), 1)
    right = [names[place] == told[claim.id] for claim, place in zip(held, chances.argmax(axis=1), strict=True)]
    assert sum(right) / len(right) > 0.6  # of two readers' labels for one sentence, many differ between neighbours
