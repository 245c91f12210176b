"""The house is drawn from the code's own imports, and the drawing in the docs is of today."""

from tests.project.house import DRAWN, PAGE, House, house, page


def test_the_drawings_are_of_today() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert page(text) == text, "run: make drawing"


def test_no_arrow_runs_back_up() -> None:
    for package in DRAWN:
        drawn = house(package)
        assert not {(one, other) for one, other in drawn.arrows if (other, one) in drawn.arrows}


def test_an_arrow_that_others_imply_is_counted_and_not_drawn() -> None:
    drawn = House("made.up", ("a", "b", "c"), frozenset({("a", "b"), ("b", "c"), ("a", "c")}))
    assert drawn.told == "made.up: 3 rooms, 3 arrows"
    assert "a --> b" in drawn.drawing()
    assert "b --> c" in drawn.drawing()
    assert "a --> c" not in drawn.drawing()


def test_a_circle_is_drawn_and_not_walked_for_ever() -> None:
    drawn = House("made.up", ("a", "b"), frozenset({("a", "b"), ("b", "a")}))
    assert "a --> b" in drawn.drawing()
    assert "b --> a" in drawn.drawing()
