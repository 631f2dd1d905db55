"""Numbers that a learner had lately come again only when there are no others."""

import itertools

import pytest

from courses.variants import all_variants, drawn_as_text
from tests.tutor.makers import CATALOG, answer, find_variant, make_practice
from tutor.drawings import draw_anew
from tutor.place import Place

FEW = CATALOG.item("math1/fractions/area-product")
"""It can be drawn in four ways."""
PLACE = Place("math1/fractions", "05-multiplying", item=FEW.id)


def list_ways():
    return [dict(drawn_as_text(variant)) for variant in all_variants(FEW)]


@pytest.mark.parametrize("first", range(4))
def test_new_numbers_come_before_known_ones(first):
    """Three of four ways were had: the fourth comes; when all were had, the one of longest ago comes."""
    seeds, ways = itertools.count(100 * first), list_ways()
    had = ways[:first] + ways[first + 1 :]
    assert ways[first] == draw_anew(FEW, had, lambda: next(seeds))[1]
    assert ways[first] == draw_anew(FEW, [*had, ways[first]], lambda: next(seeds))[1]


def test_an_item_without_numbers_is_drawn_once():
    """Where nothing was had, nothing is looked for."""
    seeds = itertools.count(7)
    assert 7 == draw_anew(FEW, [], lambda: next(seeds))[0]
    assert 8 == next(seeds)


def test_a_question_that_comes_back_after_its_solution_has_other_numbers(tmp_path):
    """A lesson asks its own question until it is answered right; each time something else is to be worked out."""
    session = make_practice(tmp_path)
    seen = []
    for _ in range(4):
        shown_id = session.next("101", PLACE, "en")["shown_id"]
        seen.append(dict(drawn_as_text(find_variant(session, "101", shown_id))))
        while not answer(session, "101", right=False, place=PLACE)["finished"]:
            pass
    assert sorted(map(str, seen)) == sorted(map(str, list_ways()))
