"""The same item and the same seed give the same variant everywhere."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.errors import ExpressionError
from courses.variants import all_variants, draw_variant, drawn_as_text, sample_variants, variant_with
from tests.courses.makers import make_item

FRACTION = "{kind: fraction, value: a/b}"


@pytest.fixture(scope="module")
def item(tmp_path_factory):
    return make_item(
        tmp_path_factory.mktemp("item"), FRACTION, draw="{a: [1, 2, 3], b: [4, 5, 0.5]}", keep="gcd(num(a), den(b)) == 1", let="{c: a*b}"
    )


@given(st.integers())
def test_a_seed_decides_everything(item, seed):
    """Drawn again, by whomever, the numbers are the same; and they are among those that are kept."""
    variant = draw_variant(item, seed)
    assert variant == draw_variant(pickle.loads(pickle.dumps(item)), seed)  # noqa: S301
    assert variant in list(all_variants(item))


@given(st.integers())
def test_a_variant_comes_back_from_its_drawn_values(item, seed):
    """What a paper keeps is enough to rebuild the exercise."""
    variant = draw_variant(item, seed)
    assert variant == variant_with(item, drawn_as_text(variant))


def test_seeds_reach_every_variant(item):
    """No variant is out of reach."""
    assert {str(v.drawn) for v in all_variants(item)} == {str(draw_variant(item, seed).drawn) for seed in range(400)}


def test_known_seeds_stay_what_they_were(item):
    """An update of Python or of ours must not change what a learner was asked."""
    assert [drawn_as_text(draw_variant(item, seed)) for seed in (1, 2)] == [{"a": "3", "b": "1/2"}, {"a": "2", "b": "4"}]


def test_drawn_values_of_another_item_are_refused(item):
    """A paper that lost a number is an error, not another exercise."""
    with pytest.raises(ExpressionError, match=r"draws a, b\. Got a"):
        variant_with(item, {"a": "1"})


def test_an_impossible_keep_is_an_error(tmp_path):
    """An item that nothing can be drawn for never reaches a learner."""
    with pytest.raises(ExpressionError, match="no drawing satisfies keep"):
        draw_variant(make_item(tmp_path, FRACTION, draw="{a: [1], b: [2]}", keep="a > b"), 1)


def test_a_sample_is_all_there_is_when_there_is_little(item):
    """Small items are checked whole."""
    assert list(all_variants(item)) == sample_variants(item)
