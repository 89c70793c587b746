from hypothesis import given
from hypothesis import strategies as st

from defector_stats.charts.skyline import Flag, Placed, Skyline, fitting, hoist

WIDTH, HEIGHT = 300.0, 200.0
CLOSE = 1e-6  # pixels, by which computed places differ from what they are
FLAGS = st.lists(
    st.builds(Flag, st.floats(0, WIDTH), st.floats(10, 0.48 * WIDTH), st.floats(10, 50)), max_size=9
)
BARS = st.lists(st.floats(0, 100), min_size=10, max_size=10)


def standing(heights: list[float]) -> Skyline:
    return Skyline([(30 * at + 3, 30 * at + 27, height) for at, height in enumerate(heights)])


def overlap(one: Placed, two: Placed) -> bool:
    return one.left < two.right and two.left < one.right


@given(FLAGS, BARS)
def test_words_are_over_the_bars_and_not_over_each_other(
    flags: list[Flag], heights: list[float]
) -> None:
    bars = standing(heights)
    placed = hoist(flags, bars, WIDTH, 10 * HEIGHT) or []
    assert len(placed) in (0, len(flags))
    for number, one in enumerate(placed):
        assert one.bottom >= bars.over(one.left, one.right)
        for two in placed[:number]:
            assert not overlap(one, two) or one.bottom >= two.top or two.bottom >= one.top


@given(FLAGS, BARS)
def test_words_stay_in_the_plot(flags: list[Flag], heights: list[float]) -> None:
    for place in hoist(flags, standing(heights), WIDTH, 10 * HEIGHT) or []:
        assert place.left >= -CLOSE
        assert place.right <= WIDTH + CLOSE


@given(FLAGS, BARS)
def test_no_pole_crosses_other_words(flags: list[Flag], heights: list[float]) -> None:
    placed = hoist(flags, standing(heights), WIDTH, 10 * HEIGHT) or []
    for one in placed:
        at = flags[one.number].at
        for two in placed:
            beside = at <= two.left + CLOSE or at >= two.right - CLOSE
            assert one is two or beside or one.bottom <= two.bottom or one.foot >= two.top


@given(FLAGS, BARS)
def test_those_that_fit_together_are_placed(flags: list[Flag], heights: list[float]) -> None:
    bars = standing(heights)
    chosen = fitting(flags, bars, WIDTH, HEIGHT)
    placed = hoist([flags[each] for each in chosen], bars, WIDTH, HEIGHT)
    assert placed is not None
    assert all(place.top <= HEIGHT for place in placed)


def test_words_that_would_leave_the_plot_end_with_it() -> None:
    (place,) = hoist([Flag(290, 100, 20)], Skyline(), WIDTH, HEIGHT) or []
    assert (place.left, place.right) == (200, 300)
    assert hoist([Flag(290, 100, 20)], Skyline([(0, 300, 190)]), WIDTH, HEIGHT) is None
