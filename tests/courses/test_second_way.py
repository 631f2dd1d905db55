"""The key of every item with numbers, algebra or formulae is found a second time, in all its variants."""

import pytest

from courses.answers import KINDS, key_as_typed
from courses.catalog import load_catalog
from courses.commands import CONTENT
from courses.variants import sample_variants
from tests.courses.makers import make_item
from tests.courses.second_way import ALGEBRA, CHEMISTRY, NUMBERS, VERIFIED, atoms, equations_asked, find_fault, solves

CATALOG = load_catalog(CONTENT)
ITEMS = [item for unit in CATALOG.units for item in unit.items.values() if item.scored and item.answer.kind in VERIFIED]

SOLVED = [item for item in ITEMS if item.answer.options.get("solved_for")]


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_a_second_way_finds_the_same_key(item):
    """SymPy, points put into lines, atoms counted: whatever is drawn, numbers or words."""
    faults = [fault for variant in sample_variants(item) if (fault := find_fault(variant, key_as_typed(variant)))]
    assert [] == faults


@pytest.mark.parametrize("item", SOLVED, ids=lambda item: item.id)
def test_a_solution_solves_the_equation_of_the_question(item):
    """Put in the place of the letter, in what the learner reads in either language, it makes both sides the same."""
    letter = item.answer.options["solved_for"]
    for variant in sample_variants(item):
        asked = equations_asked(variant, letter)
        assert [] == [(equation, key_as_typed(variant)) for equation in asked if not solves(equation, letter, key_as_typed(variant))]


def test_a_solution_is_put_in_by_hand_as_well(tmp_path):
    """The substitution finds what is asked, takes the solution and refuses another number."""
    ask = "{km: 'ដោះស្រាយ $\\frac{x}{@a} + 1 = @b$', en: 'Solve $\\frac{x}{@a} + 1 = @b$'}"
    (variant,) = sample_variants(make_item(tmp_path, "{kind: equation, value: x = a*(b - 1), solved_for: x}", ask=ask, **DRAW))
    (equation,) = equations_asked(variant, "x")
    assert [True, False] == [solves(equation, "x", solution) for solution in (key_as_typed(variant), "x = 9")]


def test_the_kinds_without_a_second_way_hold_no_formula():
    """Who adds a kind with numbers adds a second way to find its key."""
    assert {"matching", "tap_words", "text", "long_text"} == KINDS.keys() - VERIFIED


DRAW = {"draw": "{a: [2], b: [5]}"}
RIGHT = {
    "whole": ("{kind: whole, value: a*b}", "10", "12"),
    "decimal": ("{kind: decimal, value: a/3, places: 2}", "0.67", "0.66"),
    "number": ("{kind: number, value: b/a}", "2.5", "2.4"),
    "fraction": ("{kind: fraction, value: 1/a + 1/b}", "7/10", "2/7"),
    "mixed": ("{kind: mixed, value: b/a}", "2 1/2", "1 1/2"),
    "quantity": ("{kind: quantity, value: b/a, unit: m/s}", "2.5 m/s", "2.5 km/h"),
    "expression": ("{kind: expression, value: a(x + b)^2}", "2x^2 + 20x + 50", "2x^2 + 50"),
    "equation": ("{kind: equation, value: x = b/a, solved_for: x}", "x = 5/2", "x = 2/5"),
    "interval": ("{kind: interval, value: x > a or x <= -b}", "x <= -5 or x > 2", "x < -5 or x > 2"),
    "point": ("{kind: point, x: a, y: -b}", "(2; -5)", "(-5; 2)"),
    "line": ('{kind: line, through: "(0; b), (1; a + b)"}', "y = 2x + 5", "y = 5x + 2"),
    "formula": ("{kind: formula, value: Ca(OH)2}", "Ca(OH)2", "CaOH2"),
    "reaction": ("{kind: reaction, value: 2 H2 + O2 -> 2 H2O}", "2, 1, 2", "1, 1, 1"),
    "choice": ("{kind: choice, choices: [{id: p, text: x}, {id: q, text: y}], right: \"'p' if a < b else 'q'\"}", "p", "q"),
    "choices": ("{kind: choices, choices: [{id: p, text: x}, {id: q, text: y}], right: {p: a < b, q: a > b}}", "p", "p, q"),
    "ordering": ("{kind: ordering, choices: [{id: p, text: x}, {id: q, text: y}], by: {p: 1/a, q: 1/b}}", "q, p", "p, q"),
    "gaps": ("{kind: gaps, text: {km: 'មួយ [[x]]', en: 'one [[x]]'}, gaps: {x: {kind: whole, value: a}}}", "2", "3"),
    "table": (
        "{kind: table, rows: [['[[x]]', '[[y]]']], cells: {x: {kind: whole, value: a}, y: {kind: whole, value: b}}}",
        "2 | 5",
        "5 | 2",
    ),
}


def test_every_verified_kind_is_itself_tried():
    """The second way is worth what it refuses."""
    assert VERIFIED - {"parts"} == RIGHT.keys() and NUMBERS | ALGEBRA | CHEMISTRY <= RIGHT.keys()


@pytest.mark.parametrize("kind", RIGHT)
def test_the_second_way_takes_the_right_key_and_refuses_a_wrong_one(tmp_path, kind):
    """It finds no fault in what is right, in the key as we write it, and one in what is wrong."""
    answer, right, wrong = RIGHT[kind]
    (variant,) = sample_variants(make_item(tmp_path, answer, **DRAW))
    assert [None, None, True] == [find_fault(variant, right), find_fault(variant, key_as_typed(variant)), bool(find_fault(variant, wrong))]


def test_the_parts_of_an_item_are_verified_one_by_one(tmp_path):
    """A wrong key in the second part is found."""
    parts = "[{ask: {km: មួយ, en: one}, answer: {kind: whole, value: a}}, {ask: {km: ពីរ, en: two}, answer: {kind: fraction, value: a/b}}]"
    (variant,) = sample_variants(make_item(tmp_path, None, parts=parts, **DRAW))
    assert [None, True] == [find_fault(variant, "2 || 2/5"), bool(find_fault(variant, "2 || 5/2"))]


def test_words_that_are_drawn_decide_as_well(tmp_path):
    """A formula that asks which word was drawn is computed by SymPy too."""
    item = make_item(tmp_path, "{kind: whole, value: n}", draw="{what: [hen, duck]}", let="{n: \"2 if what == 'hen' else 4\"}")
    assert [None, None] == [find_fault(v, key_as_typed(v)) for v in sample_variants(item)]


def test_atoms_are_counted_also_inside_brackets_and_with_a_charge():
    """Independent of the reader that judges learners."""
    assert {"Ca": 3, "P": 2, "O": 8} == atoms("Ca3(PO4)2")
    assert {"S": 1, "O": 4, "+": -2} == atoms("SO4^2-")
