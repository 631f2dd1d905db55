"""Every answer kind passes the same checks, and judges its own samples as told."""

import copy
import json
import pickle
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.answers import KINDS, as_sent, check, hint, key_as_typed, read_back, show, solution
from courses.variants import draw_variant
from tests.courses.makers import make_item
from tests.courses.samples import KIND_LINES, SAMPLES

PLACES = [
    ("whole", "12x", "x"),
    ("quantity", "12 xyz", "xyz"),
    ("expression", "2x+*3", "*3"),
    ("expression", "2x$", "$"),
    ("equation", "x 3", "3"),
    ("interval", "3 < x > 5", "&gt; 5"),
    ("point", "(2 3)", "3)"),
    ("line", "y = <b>", "&lt;b&gt;"),
    ("formula", "H2Q", "Q"),
    ("reaction", "2H2 + O2 -> 2H2Q", "Q"),
]
PARTIAL = [
    ("choices", "a", 0.5),
    ("choices", "a, b", 0.0),
    ("matching", "half=b, quarter=b", 0.5),
    ("gaps", "3 | five", 0.5),
    ("gaps", "3 |", 0.5),
    ("tap_words", "3", 0.5),
    ("parts", "50 || 2/3", 0.75),
    ("parts", "200 || 1/2", 0.25),
    ("table", "4 | 4", 0.0),
]
every_kind = pytest.mark.parametrize("kind", KIND_LINES)


def make_kind(folder, kind):
    line = KIND_LINES[kind]
    return make_item(folder, None, parts=line, partial="true") if kind == "parts" else make_item(folder, line)


@pytest.fixture(scope="module")
def variants(tmp_path_factory):
    folder = tmp_path_factory.mktemp("items")
    return {kind: draw_variant(make_kind(folder, kind), 7) for kind in KIND_LINES}


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
@given(typed=st.text(max_size=300) | st.text(alphabet="0123456789០៩xyabHO23()[]^*/+-=<>≤;, .|∞→²₂", max_size=40))
def test_no_text_breaks_a_checker(variants, kind, typed):
    """Whatever is typed gets a verdict, and what cannot be read is said in both languages."""
    verdict = check(variants[kind], typed)
    assert verdict.name in {"right", "wrong", "ask_again", "unreadable", "doubles", *KINDS[kind].verdicts}
    assert 0 <= verdict.score <= 1
    assert verdict.name != "unreadable" or (verdict.say.km and verdict.say.en)


@every_kind
def test_what_is_shown_holds_no_key(variants, kind):
    """A browser gets the question and what the input needs, the same each time, as plain values without the key."""
    shown = show(variants[kind], "km")
    assert shown == show(variants[kind], "km")
    told = json.dumps(shown.options)
    chosen = KINDS[kind].input in {"choice", "choices", "ordering", "matching", "tap_words", "reaction"}
    assert chosen or kind == "long_text" or key_as_typed(variants[kind]) not in told
    assert "right" not in told.replace('"right": [', "")


@every_kind
def test_what_was_typed_can_be_read_back(variants, kind):
    """A teacher reads the words that were chosen, and of what was typed every sign, as text."""
    key = key_as_typed(variants[kind])
    rows = read_back(variants[kind], key, "km") + read_back(variants[kind], "<b>$x$</b>", "km")
    assert all("<b>" not in said and "$" not in said for said, _ in rows)
    assert any("<b>$x$</b>" in typed for _, typed in rows) or kind == "parts"


@pytest.mark.parametrize(("kind", "typed", "place"), PLACES)
def test_an_error_points_at_its_place(variants, kind, typed, place):
    """What could not be read is marked, in both languages, as text."""
    said = check(variants[kind], typed).say
    assert all(f"<mark>{place}</mark>" in said.in_lang(lang) for lang in ("km", "en"))


@pytest.mark.parametrize(("kind", "typed", "score"), PARTIAL)
def test_partial_credit_is_given_where_it_is_declared(variants, kind, typed, score):
    """A part of the points, and what was right is told."""
    assert round(check(variants[kind], typed).score, 3) == score


def test_units_are_loaded_when_they_are_first_needed():
    """Whoever only reads items never loads pint."""
    asked = "import sys, courses.answers; print('pint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout == "False\n"


def test_keys_of_units_carry_their_khmer_words(tmp_path):
    """Who does not read Latin letters finds the unit all the same; in English the sign is enough."""
    variant = draw_variant(make_item(tmp_path, "{kind: quantity, value: a, unit: t}"), 1)
    words = [show(variant, lang).options["unit_names"] for lang in ("km", "en")]
    assert [{"g": "ក្រាម", "kg": "គីឡូក្រាម", "mg": "មីលីក្រាម", "t": "តោន"}, {}] == words


def test_an_ordering_is_never_shown_in_order(variants):
    """Pressing the button at once is no answer."""
    assert ",".join(c["id"] for c in show(variants["ordering"], "km").options["choices"]) != as_sent(variants["ordering"], "a,b,c")


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


@pytest.mark.parametrize(("lang", "written"), [("km", "12\u00a0500,5"), ("en", "12\u00a0500.5")])
def test_a_solution_is_written_as_the_question_writes_its_numbers(tmp_path, lang, written):
    """Thousands stand apart, and the decimal mark is that of the language."""
    assert written in solution(draw_variant(make_item(tmp_path, "{kind: number, value: 12500 + 1/2}"), 1), lang)


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


@pytest.mark.parametrize("kind", ["choice", "choices", "ordering", "matching"])
def test_a_browser_gets_names_that_tell_nothing_and_they_are_understood(variants, kind):
    """None of the author's ids is sent, in the shuffled rows neither; the names are judged and read back as the ids are."""
    variant, key = variants[kind], key_as_typed(variants[kind])
    names = {row["id"] for rows in show(variant, "en").options.values() for row in rows}
    assert names.isdisjoint({"a", "b", "c", "half", "quarter"})
    sent = as_sent(variant, key)
    assert sent != key
    assert check(variant, sent).right
    assert read_back(variant, sent, "en") == read_back(variant, key, "en")


def test_a_gap_may_stand_between_two_pieces_of_tex(tmp_path):
    """Only what stands inside one pair of dollar signs is TeX."""
    line = "{kind: gaps, text: '$4 +$ [[x]] $= 7$', gaps: {x: {kind: whole, value: \"3\"}}}"
    assert "right" == check(draw_variant(make_item(tmp_path, line), 7), "3").name
