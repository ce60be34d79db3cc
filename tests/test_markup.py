"""Marked text: what is marked, and that a text stays a text."""

import pytest

from zzx.markup import Stretch, marked


def stretch(start: int, end: int) -> Stretch:
    return Stretch(start, end, "fact", 'a "title" & more')


def test_stretches_are_marked_and_everything_is_escaped() -> None:
    assert marked("<a>31起", [stretch(3, 6)]) == (
        '&lt;a&gt;<mark class="fact" title="a &quot;title&quot; &amp; more">31起</mark>'
    )


@pytest.mark.parametrize(
    ("stretches", "words"),
    [
        ([stretch(0, 1), stretch(3, 4)], ["a", "d"]),
        ([stretch(3, 4), stretch(0, 1)], ["a", "d"]),
        ([stretch(0, 2), stretch(1, 3)], ["ab"]),
        ([stretch(0, 1), stretch(0, 2)], ["ab"]),
        ([stretch(2, 2), stretch(4, 9)], []),
        ([], []),
    ],
)
def test_stretches_that_overlap_or_lie_outside_are_left_out(
    stretches: list[Stretch], words: list[str]
) -> None:
    shown = marked("abcdef", stretches)
    assert [part.partition("</mark>")[0] for part in shown.split('more">')[1:]] == words


def test_a_part_of_a_text() -> None:
    assert marked("abcdef", [stretch(0, 1)], 2, 4) == "cd"
