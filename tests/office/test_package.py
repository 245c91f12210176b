"""What a packed file may be refused for, and that the same parts are always written as the same bytes."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.errors import ArchiveFault, BadArchive, BadInput
from rubric.office import Limits, Package, rewritten, unsound_as
from tests.office.builders import DOORS, empty, flipped, locked, many_parts, with_macros, with_parts


@pytest.mark.parametrize(
    ("check", "fault"),
    [
        (lambda: Package(b""), ArchiveFault.DAMAGED),
        (lambda: list(Package(flipped(DOORS["a report"])).contents()), ArchiveFault.DAMAGED),
        (lambda: Package(locked(DOORS["a report"])).refuse_locked(), ArchiveFault.LOCKED),
        (lambda: Package(with_macros(DOORS["a report"])).refuse_macros(), ArchiveFault.MACROS),
        (lambda: Package(many_parts(DOORS["a report"])).refuse_larger(Limits()), ArchiveFault.TOO_LARGE),
    ],
    ids=["damaged", "damaged within", "locked", "macros", "too large"],
)
def test_what_is_wrong_has_a_name_and_a_plain_sentence(check: Callable[[], object], fault: ArchiveFault) -> None:
    with pytest.raises(BadArchive) as caught:
        check()
    assert caught.value.fault is fault
    assert str(caught.value).startswith("This file ")
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("limits", "held"),
    [
        (Limits(parts=3, ratio=None), False),
        (Limits(parts=2, ratio=None), True),
        (Limits(total=4_000_000, ratio=None), False),
        (Limits(total=3_999_999, ratio=None), True),
        (Limits(text=2_000_000, ratio=None), False),
        (Limits(text=1_999_999, ratio=None), True),
        (Limits(text=None, ratio=None), False),
        (Limits(ratio=250), True),
        (Limits(total=2_500_000, text=None, ratio=None, sheet=1_500_000), False),
        (Limits(total=2_500_000, text=None, ratio=None, sheet=1_499_999), True),
        (Limits(total=2_499_999, text=None, ratio=None, sheet=1_500_000), True),
    ],
)
def test_each_limit_holds_by_itself_to_the_byte(limits: Limits, held: bool) -> None:
    sizes = {"a.xml": 2_000_000, "b.png": 500_000, "xl/worksheets/sheet1.xml": 1_500_000}
    package = Package(with_parts(empty(), {name: bytes(size) for name, size in sizes.items()}))
    assert package.sizes == sizes
    if held:
        with pytest.raises(BadArchive):
            package.refuse_larger(limits)
    else:
        package.refuse_larger(limits)


@given(st.dictionaries(st.text("abc/", min_size=1, max_size=6), st.binary(max_size=50), max_size=6))
def test_what_is_written_again_holds_the_same_parts_whatever_their_order(parts: dict[str, bytes]) -> None:
    data = with_parts(empty(), parts)
    turned = with_parts(empty(), dict(reversed(parts.items())))
    assert rewritten(data) == rewritten(turned)
    assert dict(Package(rewritten(data)).contents()) == parts
    assert dict(Package(rewritten(data, packed=False)).contents()) == parts


def test_what_is_no_fault_of_the_file_is_not_taken_for_one() -> None:
    with pytest.raises(MemoryError), unsound_as(BadInput("This file is not sound.")):
        raise MemoryError
    with pytest.raises(BadInput, match="Ours"), unsound_as(BadInput("This file is not sound.")):
        raise BadInput("Ours.")
