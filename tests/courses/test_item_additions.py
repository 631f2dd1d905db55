"""What an item may say beside its answer: why, what else, how much of the points, what is drawn together."""

import pytest

from courses.answers import check, explanation, show
from courses.errors import ContentError
from courses.variants import all_variants, count_drawings, draw_variant
from tests.courses.makers import make_item

CHOICES = "[{id: a, km: មួយ, en: one}, {id: b, km: ពីរ, en: two}, {id: c, km: បី, en: three}]"


def verdicts(item, *typed):
    """Return names and scores."""
    variant = draw_variant(item, 0)
    return [(check(variant, t).name, check(variant, t).score) for t in typed]


def test_what_is_drawn_together_stays_together(tmp_path):
    """The first of each, or the second of each; what else is drawn is free."""
    item = make_item(tmp_path, "{kind: whole, value: a + b + c}", draw="{a: [1, 2, 3], b: [10, 20, 30], c: [0, 5]}", together="[a, b]")
    drawn = [(int(v.drawn["a"]), int(v.drawn["b"]), int(v.drawn["c"])) for v in all_variants(item)]
    assert drawn == [(1, 10, 0), (1, 10, 5), (2, 20, 0), (2, 20, 5), (3, 30, 0), (3, 30, 5)]
    assert count_drawings(item) == 6
    assert all(draw_variant(item, seed).drawn["b"] == 10 * draw_variant(item, seed).drawn["a"] for seed in range(20))


@pytest.mark.parametrize(("names", "message"), [("[a, c]", "together names at least two"), ("[a, b]", "equally many values")])
def test_what_cannot_be_drawn_together_is_refused(tmp_path, names, message):
    """With what is allowed."""
    with pytest.raises(ContentError, match=message):
        make_item(tmp_path, "{kind: whole, value: a + b}", draw="{a: [1, 2], b: [1, 2, 3]}", together=names)


def test_a_value_is_written_as_a_decimal_and_an_at_sign_as_itself(tmp_path):
    """Inside TeX too; one that never ends is rounded."""
    item = make_item(tmp_path, "{kind: number, value: a}", draw="{a: [2.5]}", let="{t: a/3}", ask="{km: 'គិត @(a)', en: '@a @(a) $@(a)$ @(t) x@@y'}")
    assert show(draw_variant(item, 0), "en").ask_html == '<p>5/2 2.5 <span class="math inline">\\(2.5\\)</span> 0.833333 x@y</p>'


def test_an_explanation_follows_the_right_answer(tmp_path):
    """And any other mistake gets a word."""
    item = make_item(tmp_path, "{kind: whole, value: '4'}", explain="{km: ព្រោះ, en: Because.}", otherwise="{km: រាប់, en: Count.}")
    variant = draw_variant(item, 0)
    assert [check(variant, t).say.en for t in ("4", "5")] == ["<p>Because.</p>", "<p>Count.</p>"]
    assert explanation(variant, "en") == "<p>Because.</p>"


def test_a_wrong_answer_may_be_worth_something(tmp_path):
    """With its own words, or with the house's."""
    lines = "[{name: near, when: b, credit: 1/2}, {name: far, when: c, say: {km: ឆ្ងាយ, en: Far.}}]"
    item = make_item(tmp_path, f"{{kind: choice, choices: {CHOICES}, right: a}}", misconceptions=lines)
    assert verdicts(item, "a", "b", "c") == [("right", 1.0), ("near", 0.5), ("far", 0.0)]
    assert check(draw_variant(item, 0), "b").say.en == "<p>Partly right.</p>"


@pytest.mark.parametrize("credit", ["0", "1", "2", "x", "1/0"])
def test_a_credit_is_a_part(tmp_path, credit):
    """Above nothing and below all."""
    with pytest.raises(ContentError, match="credit is above 0 and below 1"):
        make_item(tmp_path, "{kind: whole, value: '4'}", misconceptions=f"[{{name: near, when: '3', credit: {credit}}}]")


def test_a_misconception_says_something(tmp_path):
    """Or is worth something."""
    with pytest.raises(ContentError, match="lacks say"):
        make_item(tmp_path, "{kind: whole, value: '4'}", misconceptions="[{name: near, when: '3'}]")


@pytest.mark.parametrize(
    ("answer", "typed", "expected"),
    [
        (f"{{kind: choice, choices: {CHOICES}, right: a, also: b}}", ("a", "b", "c"), ["right", "right", "wrong"]),
        ("{kind: text, accept: ['Phnom*'], star: anything}", ("phnom penh", "phnom", "penh"), ["right", "right", "wrong"]),
        ("{kind: text, accept: ['a*b*c'], star: anything}", ("abc", "aXbYc", "acb"), ["right", "right", "wrong"]),
        ("{kind: text, accept: [NaCl], case: counts}", ("NaCl", "nacl"), ["right", "wrong"]),
        ("{kind: text, accept: ['!='], signs: count}", ("!=", "=", " "), ["right", "wrong", "unreadable"]),
        ("{kind: number, value: '3', also: [{value: '7', tolerance: '0.5'}]}", ("3", "7.5", "4"), ["right", "right", "wrong"]),
        ("{kind: number, value: 6.02e23}", ("6.02e23", "6,02·10^23", "6.02 × 10^23", "6e23"), ["right", "right", "right", "wrong"]),
    ],
)
def test_answers_that_banks_know(tmp_path, answer, typed, expected):
    """Each is judged as it says."""
    assert [name for name, _ in verdicts(make_item(tmp_path, answer), *typed)] == expected


def test_weights_of_ticks(tmp_path):
    """Shares of the points, some below nothing."""
    item = make_item(tmp_path, f"{{kind: choices, choices: {CHOICES}, right: 'a, b', partial: true, weights: {{a: 3/4, b: 1/4, c: '-1'}}}}")
    assert verdicts(item, "a, b", "a", "b", "a, c") == [("right", 1.0), ("wrong", 0.75), ("wrong", 0.25), ("wrong", 0.0)]


def test_weights_of_gaps(tmp_path):
    """A gap may be worth more than another."""
    gaps = "{x: {kind: whole, value: '1', points: 3}, y: {kind: whole, value: '2'}}"
    item = make_item(tmp_path, f"{{kind: gaps, text: '[[x]] [[y]]', gaps: {gaps}, partial: true}}")
    assert verdicts(item, "1 | 2", "1 | 9", "9 | 2") == [("right", 1.0), ("wrong", 0.75), ("wrong", 0.25)]


def test_near_a_wrong_number(tmp_path):
    """A misconception may describe a range around a number, without what is right."""
    item = make_item(tmp_path, "{kind: number, value: '1822'}", misconceptions="[{name: near, when: 1822 ± 2, credit: 1/2}]")
    assert verdicts(item, "1822", "1824", "1825") == [("right", 1.0), ("near", 0.5), ("wrong", 0.0)]


def test_a_language_that_is_still_to_be_written(tmp_path):
    """The other one stands in for it, in every text of the item."""
    answer = "{kind: choice, choices: [{id: a, km: មួយ}, {id: b, km: ពីរ}], right: a}"
    item = make_item(tmp_path, answer, ask="{km: តើប៉ុន្មាន}", review="{km: draft, en: missing}", hints="[{km: គិត}]")
    assert (item.ask.en, item.hints[0].en, item.answer.options["choices"][0].text.en) == ("តើប៉ុន្មាន", "គិត", "មួយ")


def test_both_languages_cannot_be_missing(tmp_path):
    """There would be nothing to read."""
    with pytest.raises(ContentError, match="one of the two languages must be there"):
        make_item(tmp_path, "{kind: whole, value: '4'}", review="{km: missing, en: missing}")
