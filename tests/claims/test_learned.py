"""What is learned is scikit-learn's logistic regression, several answers side by side."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from rubric.claims.learned import Answers, Classifier

CHANCE = np.random.default_rng(5)
ROWS = csr_matrix(CHANCE.random((60, 300)) * (CHANCE.random((60, 300)) < 0.1))
THREE: Answers = (list(range(60)), [["hill", "river", "shore"][int(number)] for number in CHANCE.integers(0, 3, 60)])
TWO: Answers = (list(range(5, 45)), [["dry", "wet"][int(number)] for number in CHANCE.integers(0, 2, 40)])


@pytest.mark.parametrize("first", [THREE, TWO])
def test_chances_are_those_of_one_model_for_each_thing_asked(first: Answers) -> None:
    learned = Classifier(ROWS, {"first": first, "second": TWO})
    for about, (places, labels) in {"first": first, "second": TWO}.items():
        model = LogisticRegression(C=5, tol=1e-8, max_iter=5_000).fit(ROWS[places], labels)
        found = np.exp(learned.logs(ROWS)[about])
        assert found == pytest.approx(model.predict_proba(ROWS), abs=1e-3)


def test_one_answer_to_everything_teaches_nothing() -> None:
    with pytest.raises(ValueError, match="class"):
        Classifier(ROWS, {"first": ([0, 1], ["wet", "wet"])})
