"""Every kind of answer can be given in a browser: typed, by the keys on the screen, by fingers; and what is kept comes back."""

import pytest
from playwright.sync_api import expect

from courses.answers import KINDS, as_sent, key_as_typed
from courses.variants import draw_variant
from tests.courses.makers import make_item
from tests.courses.samples import KIND_LINES
from tests.journeys.browser import DESKTOP, TABLET, find_barriers
from tests.tutor.web.inputs_page import open_exercise

pytestmark = pytest.mark.xdist_group("inputs")


@pytest.fixture(scope="module")
def variants(tmp_path_factory):
    folder = tmp_path_factory.mktemp("items")
    made = {kind: make_item(folder, line) for kind, line in KIND_LINES.items() if kind != "parts"}
    made["parts"] = make_item(folder, None, parts=KIND_LINES["parts"], partial="true")
    return {kind: draw_variant(item, 7) for kind, item in made.items()}


def press(page, keys):
    """Press keys on the screen, by what they send."""
    for key in keys.split():
        page.locator(f".keypads [data-key='{key}'], .keypad [data-key='{key}']").first.click()


def type_line(text):
    return lambda page: page.locator(".answer-line").fill(text)


def tap(*selectors):
    return lambda page: [page.locator(selector).click() for selector in selectors]


def choose(look, *ids):
    """Tap what the author calls by these ids; on the page they have other names."""
    return lambda page, variant: [page.locator(look.format(as_sent(variant, i))).click() for i in ids]


def write(*texts):
    return lambda page: [field.fill(text) for field, text in zip(page.locator(".field-line").all(), texts, strict=True)]


def by_keys(keys, field=".answer-line"):
    def act(page):
        page.locator(field).first.focus()
        press(page, keys)

    return act


def write_parts(page):
    page.locator("[data-part='1'] .answer-line").fill("50")
    page.locator("[data-part='2'] .answer-line, [data-part='2'] math-field").first.focus()
    page.locator("[data-part='2'] [data-key='1']").click()
    page.locator("[data-part='2'] [data-key='fraction']").click()
    page.locator("[data-part='2'] [data-key='2']").click()


def put_in_order(page, variant):
    for choice in ("c", "b", "a"):
        row = page.locator(f".ordering [data-id='{as_sent(variant, choice)}']")
        while row.evaluate("row => row.previousElementSibling !== null"):
            row.locator("[data-way=up]").click()


GIVEN = {
    "whole": by_keys("3 5 0 0"),
    "decimal": by_keys("3 comma 1 4"),
    "number": type_line("៣៥០០ រៀល"),
    "fraction": by_keys("3 fraction 4", ".answer-line, math-field"),
    "quantity": by_keys("1 2 m / s"),
    "expression": by_keys("2 x + 6"),
    "equation": by_keys("x = 3"),
    "interval": by_keys("x > 3"),
    "point": write("2", "2,5"),
    "line": by_keys("y = 2 x + 1"),
    "choice": choose("[value={}]", "b"),
    "choices": choose("[value={}]", "a", "c"),
    "ordering": put_in_order,
    "matching": choose("[data-right={}]", "b", "a"),
    "gaps": write("3", "បួន"),
    "table": write("4", "3"),
    "tap_words": tap("[data-word='3']", "[data-word='5']"),
    "formula": by_keys("H 2 S O 4"),
    "reaction": write("2", "", "2"),
    "text": type_line("ភាគយក"),
    "parts": write_parts,
}
NAMED = ("choice", "choices", "ordering", "matching")
every_kind = pytest.mark.parametrize("kind", [k for k in KINDS if KINDS[k].judged_by_machine])


@pytest.mark.parametrize("kind", GIVEN)
def test_a_right_answer_can_be_given(browser, variants, kind):
    """What fingers and keys make is sent as one text, and is right."""
    with open_exercise(browser, variants[kind]) as exercise:
        give = GIVEN[kind]
        give(exercise.page, variants[kind]) if kind in NAMED else give(exercise.page)
        assert "right" == exercise.check(), exercise.sent


@pytest.mark.parametrize(("lang", "key", "sign"), [("km", "comma", ","), ("en", "point", ".")])
def test_the_decimal_mark_on_the_keys_is_that_of_the_language(browser, variants, lang, key, sign):
    """An English text writes 3.14, so its keys do; either mark is right in both languages."""
    with open_exercise(browser, variants["decimal"], lang) as exercise:
        by_keys(f"3 {key} 1 4")(exercise.page)
        assert f"3{sign}14" == exercise.page.locator(".answer-line").input_value()
        assert sign == exercise.page.locator(f"[data-key={key}]").inner_text()
        assert "right" == exercise.check()


def test_a_minus_is_as_wide_as_a_plus(browser, variants):
    """The Khmer font draws the minus sign as a hyphen; another font stands in for it."""
    wide = """async () => {
      await document.fonts.ready;
      const pen = document.createElement("canvas").getContext("2d");
      pen.font = `40px ${getComputedStyle(document.body).fontFamily}`;
      return ["\u2212", "+", "-"].map((sign) => pen.measureText(sign).width);
    }"""
    with open_exercise(browser, variants["decimal"]) as exercise:
        minus, plus, hyphen = exercise.page.evaluate(wide)
        assert abs(minus - plus) < abs(minus - hyphen)


@every_kind
def test_what_was_typed_comes_back(browser, variants, kind):
    """An answer that was kept is shown again as it was, and is still right; its fields can be closed."""
    with open_exercise(browser, variants[kind], "en") as exercise:
        exercise.page.evaluate(
            "typed => document.querySelector('rean-exercise').view.input.write(typed)", as_sent(variants[kind], key_as_typed(variants[kind]))
        )
        assert "right" == exercise.check(), exercise.sent
        assert 0 == exercise.page.locator(".exercise-answer input:not([readonly]):enabled, .exercise-answer select:enabled").count()


@every_kind
@pytest.mark.parametrize("lang", ["km", "en"])
def test_an_input_fits_a_tablet_and_everybody(browser, variants, kind, lang):
    """At 800 pixels nothing stands out to the right, and axe-core finds no serious barrier."""
    with open_exercise(browser, variants[kind], lang, **TABLET) as exercise:
        if exercise.page.locator(".field-line").count():
            exercise.page.locator(".field-line").first.focus()
        assert exercise.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert [] == find_barriers(exercise.page)


@pytest.mark.parametrize("kind", ["gaps", "table"])
def test_fields_show_which_are_right(browser, variants, kind):
    """After the verdict the learner sees which field to look at."""
    with open_exercise(browser, variants[kind]) as exercise:
        write("4", "9")(exercise.page)
        exercise.check()
        looks = [field.get_attribute("data-verdict") for field in exercise.page.locator(".field-line").all()]
        assert {"gaps": ["wrong", "wrong"], "table": ["right", "wrong"]}[kind] == looks


def test_what_is_not_complete_is_not_called_unreadable(browser, variants):
    """One field is empty: the title asks to look again, the line below it says what is missing."""
    with open_exercise(browser, variants["table"], "en") as exercise:
        exercise.page.locator(".field-line").first.fill("4")
        assert "unreadable" == exercise.check()
        said = exercise.page.locator(".exercise-verdict").inner_text()
        assert ("Look at your answer once more" in said, "1 still empty" in said, "could not read" in said) == (True, True, False)


def test_keys_belong_to_the_field_that_is_written_in(browser, variants):
    """One set of keys serves all fields of a text."""
    with open_exercise(browser, variants["table"]) as exercise:
        for field, keys in zip(exercise.page.locator(".field-line").all(), ("4", "3"), strict=True):
            field.focus()
            press(exercise.page, keys)
        assert "right" == exercise.check()


def test_pairs_are_joined_and_taken_apart_by_the_keyboard(browser, variants):
    """Without mouse and finger: Tab and Enter."""
    with open_exercise(browser, variants["matching"]) as exercise:
        half, quarter, a, b = (as_sent(variants["matching"], own) for own in ("half", "quarter", "a", "b"))
        for left, right in ((half, a), (half, None), (half, b), (quarter, a)):
            if right is None or left == quarter:
                exercise.page.locator(f"[data-left={left}]").press("Enter")
            if right:
                exercise.page.locator(f"[data-right={right}]").press("Enter")
        assert "right" == exercise.check(), exercise.sent


def test_long_left_sides_leave_the_choices_free(browser, tmp_path):
    """Formulas that cannot be broken make their side wider; no box lies under the choices, and all boxes are one below the other."""
    formulas = (r"\mathrm{CaO + H_2O \rightarrow Ca(OH)_2}", r"\mathrm{Fe + CuSO_4 \rightarrow FeSO_4 + Cu}", r"\mathrm{A \rightarrow B}")
    left = ", ".join(f"{{id: l{number}, text: '${formula}$'}}" for number, formula in enumerate(formulas))
    right = "{id: a, km: ប្រតិកម្មបន្សំ, en: combination}, {id: b, km: ប្រតិកម្មជំនួស, en: displacement}, {id: c, km: ចំហេះ, en: combustion}"
    item = make_item(tmp_path, f"{{kind: matching, left: [{left}], right: [{right}], pairs: {{l0: a, l1: b, l2: c}}}}")
    with open_exercise(browser, draw_variant(item, 1), "km", **DESKTOP) as exercise:
        expect(exercise.page.locator(".katex")).to_have_count(len(formulas))
        exercise.page.evaluate("() => document.fonts.ready.then(() => true)")
        sides = "(all) => all.map((one) => one.getBoundingClientRect()).map((box) => [Math.round(box.left), box.right])"
        boxes = exercise.page.locator(".matching-slot").evaluate_all(sides)
        choices = exercise.page.locator(".matching-right").bounding_box()["x"]
        assert max(right for _, right in boxes) <= choices
        assert 1 == len({left for left, _ in boxes})


def test_an_error_is_pointed_at_and_what_was_typed_stays_text(browser, variants):
    """The place is marked; TeX and markup in it are shown as they were typed."""
    with open_exercise(browser, variants["expression"], "en") as exercise:
        exercise.page.locator(".answer-line").fill(r"2x + \(x\) <b>$x$")
        assert "unreadable" == exercise.check()
        expect(exercise.page.locator(".answer-place mark")).to_have_text(r"\(x\) <b>$x$")
        assert 0 == exercise.page.locator(".answer-place .katex, .answer-place b").count()


def test_a_fraction_in_a_line_is_as_large_as_the_line(browser, tmp_path):
    """Its numerator is set in the size of the other numbers of the formula."""
    item = make_item(tmp_path, "{kind: whole, value: 1}", ask=r"{km: 'គណនា $2 \times \frac{1}{2}$', en: 'Work out $2 \times \frac{1}{2}$'}")
    with open_exercise(browser, draw_variant(item, 1)) as exercise:
        sizes = exercise.page.locator(".katex-html .mord").evaluate_all(
            "all => all.filter((one) => /^\\d$/.test(one.textContent)).map((one) => getComputedStyle(one).fontSize)"
        )
        assert 3 <= len(sizes)
        assert 1 == len(set(sizes))
