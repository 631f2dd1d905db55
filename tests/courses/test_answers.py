"""Every answer kind passes the same checks, and judges its own samples as told."""

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.answers import KINDS, check, hint, key_as_typed, show, solution
from courses.variants import draw_variant
from tests.courses.makers import make_item

CHOICES = "[{id: a, km: មួយ, en: one}, {id: b, km: ពីរ, en: two}, {id: c, km: បី, en: three}]"
KIND_LINES = {
    "fraction": "{kind: fraction, value: 3/4}",
    "number": "{kind: number, value: 3500, unit: {km: រៀល, en: riel}}",
    "choice": f"{{kind: choice, choices: {CHOICES}, right: b}}",
    "ordering": f"{{kind: ordering, choices: {CHOICES}, by: {{a: 1, b: 2, c: 3}}}}",
    "text": "{kind: text, accept: [ភាគយក, numerator]}",
    "long_text": "{kind: long_text}",
}
SAMPLES = [
    ("fraction", "3/4", "right"),
    ("fraction", "៣/៤", "right"),
    ("fraction", " 3 ⁄ 4 ", "right"),
    ("fraction", r"\frac{3}{4}", "right"),
    ("fraction", r"\frac34", "right"),
    ("fraction", "0,75", "right"),
    ("fraction", "6/8", "ask_again"),
    ("fraction", "4/3", "wrong"),
    ("fraction", "-3/4", "wrong"),
    ("fraction", "3/0", "unreadable"),
    ("fraction", "3//4", "unreadable"),
    ("fraction", "9**9**9", "unreadable"),
    ("fraction", "9" * 150, "unreadable"),
    ("number", "3500", "right"),
    ("number", "៣៥០០ រៀល", "right"),
    ("number", "3 500៛", "right"),
    ("number", "3,500 riel", "right"),
    ("number", "3.500", "right"),
    ("number", "3500,0", "right"),
    ("number", "35 00", "unreadable"),
    ("number", "3501", "wrong"),
    ("number", "three", "unreadable"),
    ("choice", "b", "right"),
    ("choice", "a", "wrong"),
    ("choice", "z", "unreadable"),
    ("ordering", "a,b,c", "right"),
    ("ordering", "c, b, a", "wrong"),
    ("ordering", "a,b", "unreadable"),
    ("ordering", "a,a,b", "unreadable"),
    ("text", "ភាគយក", "right"),
    ("text", "\u200bភាគ\u200bយក ។", "right"),
    ("text", " Numerator. ", "right"),
    ("text", "ភាគបែង", "wrong"),
    ("text", "😀", "unreadable"),
    ("long_text", "   ", "unreadable"),
]
every_kind = pytest.mark.parametrize("kind", KIND_LINES)


@pytest.fixture(scope="module")
def variants(tmp_path_factory):
    folder = tmp_path_factory.mktemp("items")
    return {kind: draw_variant(make_item(folder, line), 7) for kind, line in KIND_LINES.items()}


def test_no_kind_is_left_out():
    """A new kind brings its samples here."""
    assert KINDS.keys() == KIND_LINES.keys() == {kind for kind, _, _ in SAMPLES}


@pytest.mark.parametrize(("kind", "typed", "verdict"), SAMPLES)
def test_samples_are_judged_as_told(variants, kind, typed, verdict):
    """Each way of writing gets its verdict."""
    assert verdict == check(variants[kind], typed).name


@every_kind
def test_the_key_is_right(variants, kind):
    """Typing the key is right; a written answer has none."""
    key = key_as_typed(variants[kind])
    assert ("right" if key else "unreadable") == check(variants[kind], key).name


@every_kind
def test_checking_changes_nothing_and_survives_pickling(variants, kind):
    """The same answer gets the same verdict, before and after, here and in another process."""
    variant = variants[kind]
    before = copy.deepcopy(variant)
    first = check(variant, "3/4")
    assert (before, first) == (variant, check(pickle.loads(pickle.dumps(variant)), "3/4"))  # noqa: S301


@every_kind
@given(typed=st.text(max_size=300))
def test_no_text_breaks_a_checker(variants, kind, typed):
    """Whatever is typed gets a verdict, and what cannot be read is said in both languages."""
    verdict = check(variants[kind], typed)
    assert verdict.name in {"right", "wrong", "ask_again", "unreadable"}
    assert verdict.name != "unreadable" or (verdict.say.km and verdict.say.en)


@every_kind
def test_what_is_shown_holds_no_key(variants, kind):
    """A browser gets the question and the choices, in the same order each time, and nothing that tells the right one."""
    shown = show(variants[kind], "km")
    assert shown == show(variants[kind], "km")
    assert {"choices", "unit"} >= set(shown.options)
    assert all(choice.keys() == {"id", "html"} for choice in shown.options.get("choices", []))


def test_an_ordering_is_never_shown_in_order(variants):
    """Pressing the button at once is no answer."""
    assert ",".join(c["id"] for c in show(variants["ordering"], "km").options["choices"]) != "a,b,c"


def test_a_misconception_is_named_and_explained(tmp_path):
    """A wrong answer with a name says why, with the learner's own numbers."""
    said = "[{name: adds, when: 2/(a + b), say: {km: អ្នកបានបូក @a, en: You added @a}}]"
    variant = draw_variant(make_item(tmp_path, "{kind: fraction, value: 1/a + 1/b}", draw="{a: [2], b: [3]}", misconceptions=said), 1)
    verdict = check(variant, "2/5")
    assert (verdict.name, verdict.say.en) == ("adds", "<p>You added 2</p>")


def test_hints_and_solution_carry_the_numbers(tmp_path):
    """TeX stays TeX between its signs; values stand where they belong."""
    hints = r"[{km: 'មើល $\frac{1}{@a}$', en: 'Look at $\frac{1}{@a}$'}]"
    variant = draw_variant(make_item(tmp_path, "{kind: fraction, value: 1/a}", draw="{a: [2]}", hints=hints), 1)
    assert r"\(\frac{1}{2}\)" in hint(variant, 1, "en")
    assert r"\(\frac{1}{2}\)" in solution(variant, "km")


def test_a_question_cannot_carry_html_or_links(tmp_path):
    """Content is text: what looks like HTML is shown, what looks like a link stays words."""
    ask = "{km: 'គណនា <b onclick=x> [ក](//evil.example)', en: '<script>x</script>'}"
    shown = show(draw_variant(make_item(tmp_path, "{kind: fraction, value: '1'}", ask=ask), 1), "km")
    assert "<b" not in shown.ask_html
    assert "href" not in shown.ask_html


@pytest.mark.parametrize("unreduced", ["accept", "wrong", "ask_again"])
def test_lowest_terms_are_asked_for_where_the_item_says_so(tmp_path, unreduced):
    """The same value in another form is right, wrong, or to be typed again."""
    variant = draw_variant(make_item(tmp_path, f"{{kind: fraction, value: 1/2, unreduced: {unreduced}}}"), 1)
    assert {"accept": "right"}.get(unreduced, unreduced) == check(variant, "2/4").name


def test_a_mixed_number_is_a_fraction(tmp_path):
    """`1 1/2`, `1½` and `3/2` are the same."""
    variant = draw_variant(make_item(tmp_path, "{kind: fraction, value: 3/2}"), 1)
    assert [check(variant, typed).name for typed in ("1 1/2", "3/2", r"1\frac12", "១ ១/២")] == ["right"] * 4
