"""One broken unit for each rule, each told at its file and line."""

import pytest

from courses.catalog import load_catalog
from courses.check import check_catalog
from courses.errors import ContentErrors
from courses.publish import build
from tests.courses.makers import COURSE, ITEM, LESSON, UNIT, make_content

PARTS = """
  - ask: {km: មួយ, en: one}
    answer: {kind: whole, value: a}
  - ask: {km: ពីរ, en: two}
    answer: {kind: whole, value: b}
"""
SAME = "[{name: same, when: a, say: {km: ដូចគ្នា, en: the same}}]"


def with_answer(answer):
    """The sound item with another answer, and without what belonged to the old one."""
    return ITEM.split("answer:")[0] + f"answer: {answer}\n"


def with_parts(parts):
    """The sound item with parts in the place of its answer."""
    return ITEM.split("answer:")[0] + f"parts: {parts}\n"


BROKEN = {
    "not YAML": ({"item": "skills: [add\nlevel: 2\n"}, "math/fractions/items/sum.yaml:2: not YAML"),
    "unknown key": ({"item": ITEM.replace("level: 2", "levle: 2")}, "sum.yaml:2: unknown key levle; did you mean level?"),
    "key twice": ({"item": ITEM.replace("level: 2", "level: 2\nlevel: 3")}, "sum.yaml:3: level stands twice"),
    "missing key": ({"item": ITEM.replace("level: 2\n", "")}, "sum.yaml:1: the file lacks level"),
    "level out of range": ({"item": ITEM.replace("level: 2", "level: 9")}, "sum.yaml:2: level must be 1 to 3. Got 9"),
    "missing translation": ({"item": ITEM.replace("  en: Work out $\\frac{1}{@a} + \\frac{1}{@b}$.\n", "")}, "sum.yaml:9: ask lacks en"),
    "untranslated": (
        {"item": ITEM.replace("រកភាគបែងរួម។", "Find a common denominator.")},
        "sum.yaml:17: the Khmer text holds less than half",
    ),
    "unknown name in a text": (
        {"item": ITEM.replace("$\\frac{1}{@a} + \\frac{1}{@b}$.", "@comon")},
        "ask.en uses @comon; this item defines a, b, total",
    ),
    "unknown name in a formula": ({"item": ITEM.replace("value: total", "value: totl")}, "unknown name totl"),
    "unknown skill": ({"item": ITEM.replace("[add]", "[ad]")}, "sum.yaml:1: unknown skill ad"),
    "unknown answer kind": (
        {"item": ITEM.replace("kind: fraction", "kind: fractoin")},
        "sum.yaml:11: unknown answer kind fractoin; did you mean fraction?",
    ),
    "unknown answer option": ({"item": ITEM.replace("value: total", "value: total, unredused: accept")}, "did you mean unreduced?"),
    "wrong item test": (
        {"item": ITEM.replace("typed: 5/6, verdict: right", "typed: 1/6, verdict: right")},
        "sum.yaml:19: typed 1/6 is judged wrong, not right",
    ),
    "test of an unknown verdict": ({"item": ITEM.replace("verdict: ask_again", "verdict: maybe")}, "sum.yaml:21: unknown verdict maybe"),
    "misconception equals the key": (
        {"item": ITEM.replace("when: 2/(a + b)", "when: total")},
        "sum.yaml:13: adds_tops_and_bottoms is the right answer",
    ),
    "nothing is kept": ({"item": ITEM.replace("keep: a != b", "keep: a > 9")}, "sum.yaml:6: no drawing satisfies keep: a > 9"),
    "drawn and never used": (
        {"item": ITEM.replace("draw: {a:", "draw: {c: [1], a:").replace("{a: 2,", "{c: 1, a: 2,")},
        "c is drawn and never used",
    ),
    "division by zero": ({"item": ITEM.replace("total: 1/a", "total: 1/(a-a)")}, "divides by zero"),
    "needs an unknown skill": (
        {"unit": UNIT.replace("en: Adding}}\nlessons", "en: Adding}, needs: [count]}\nlessons")},
        "unit.yaml:3: skills.add needs count",
    ),
    "circular needs": ({"unit": UNIT.replace("en: Adding}}\nlessons", "en: Adding}, needs: [add]}\nlessons")}, "in a circle: add"),
    "a skill without items": (
        {"unit": UNIT.replace("lessons:", "  idle: {title: {km: ទំនេរ, en: Idle}}\nlessons:")},
        "unit.yaml:4: no item trains the skill idle",
    ),
    "lesson of an unknown skill": (
        {"unit": UNIT.replace("skills: [add]", "skills: [ad]")},
        "names the skill ad, which this unit does not define",
    ),
    "practice of an unknown skill": (
        {"lesson_en": LESSON["en"].replace("{practice}", "{practice} ad")},
        "01-adding.en.md:5: practice names the skill ad",
    ),
    "broken item reference": (
        {f"lesson_{lang}": text + ":::{figure-widget} number-line\nitem: smu\n:::\n" for lang, text in LESSON.items()},
        "01-adding.en.md:7: the figure names the item math/fractions/smu",
    ),
    "TeX in double quotes": (
        {"item": ITEM.replace("en: Find a common denominator.", 'en: "Find \\frac12"')},
        "holds the control sign",
    ),
    "an item without a figure": (
        {f"lesson_{lang}": text + ":::{figure-widget} number-line\nitem: sum\n:::\n" for lang, text in LESSON.items()},
        "01-adding.en.md:7: the item math/fractions/sum is for no figure; the lesson shows number-line",
    ),
    "unknown figure": ({"lesson_km": LESSON["km"] + ":::{figure-widget} pie\n:::\n"}, "01-adding.km.md:7: unknown figure pie"),
    "directive not closed": ({"lesson_km": LESSON["km"].rstrip().removesuffix(":::")}, "01-adding.km.md:5: the directive is not closed"),
    "an outside link": ({"lesson_en": LESSON["en"] + "See https://example.org/x\n"}, "01-adding.en.md:7: links, outside addresses"),
    "raw HTML": ({"lesson_en": LESSON["en"] + "<script>x</script>\n"}, "01-adding.en.md:7: links, outside addresses and raw HTML"),
    "raw HTML between dollars": (
        {"lesson_en": LESSON["en"] + "It costs \\$ <b>x</b> \\$.\n"},
        "01-adding.en.md:7: links, outside addresses and raw HTML",
    ),
    "languages differ": (
        {"lesson_en": LESSON["en"].replace("# Adding", "# Adding\n\n## More")},
        "01-adding.km.md:1: the two languages differ",
    ),
    "lesson in English twice": ({"lesson_km": LESSON["en"]}, "01-adding.km.md:1: the Khmer text holds less than half"),
    "unknown item in the test": (
        {"assignment": "name: t\ntitle: {km: តេស្ត, en: Test}\nquestions:\n  - {id: q1, item: smu, points: 1}\n"},
        "assignment.yaml:4: question q1 names the item math/fractions/smu",
    ),
    "answer and parts": ({"item": ITEM.replace("misconceptions:", "parts: []\nmisconceptions:")}, "sum.yaml:1: an item has either answer, or parts"),
    "a part without a question": (
        {"item": with_parts("[{answer: {kind: whole, value: a}}, {answer: {kind: whole, value: b}}]")},
        "sum.yaml:11: parts.0 lacks ask",
    ),
    "an answer of a part that cannot be read": (
        {"item": with_parts(PARTS.replace("value: a", "value: a, unti: kg"))},
        "sum.yaml:13: answer: whole does not know unti; did you mean unit?",
    ),
    "a misconception of a part is its key": (
        {"item": with_parts(PARTS.replace("value: a}", f"value: a}}\n    misconceptions: {SAME}"))},
        "sum.yaml:14: same is the right answer",
    ),
    "brackets without quotes": (
        {"item": with_answer("{kind: gaps, text: {km: មួយ [[x]], en: one [[x]]}, gaps: {x: {kind: whole, value: a}}}")},
        "a text that holds one of , [ ] { } needs quotes",
    ),
    "a gap that is not in the text": (
        {"item": with_answer("{kind: gaps, text: {km: 'មួយ [[x]]', en: 'one [[x]]'}, gaps: {y: {kind: whole, value: a}}}")},
        "answer: text names [[y]] 0 times; once is needed",
    ),
    "a gap of a kind that needs room": (
        {"item": with_answer("{kind: gaps, text: {km: 'មួយ [[x]]', en: 'one [[x]]'}, gaps: {x: {kind: ordering, choices: []}}}")},
        "answer: gaps.x has a kind, one of whole, decimal",
    ),
    "a gap inside TeX": (
        {"item": with_answer("{kind: gaps, text: {km: 'មួយ $[[x]]$', en: 'one [[x]]'}, gaps: {x: {kind: whole, value: a}}}")},
        "a field cannot stand inside $…$",
    ),
    "a table with uneven rows": (
        {"item": with_answer("{kind: table, rows: [['1', '[[x]]'], ['2']], cells: {x: {kind: whole, value: a}}}")},
        "all rows of a table, and its head, have the same number of cells",
    ),
    "a text without a word to tap": ({"item": with_answer("{kind: tap_words, text: '[មួយ] [ពីរ]'}")}, "one of them with a star"),
    "other words in brackets": (
        {"item": with_answer("{kind: tap_words, text: {km: '[*មួយ] [ពីរ]', en: '[one] [*two]'}}")},
        "answer: text: km and en have other words in brackets",
    ),
    "an unknown unit": ({"item": with_answer("{kind: quantity, value: a, unit: m/sek}")}, "answer: unit 'm/sek' is not known"),
    "an expression that cannot be read": (
        {"item": with_answer("{kind: expression, value: 2x +* 3}")},
        "answer: expression: cannot read '2x +* 3' at '* 3'",
    ),
    "a key that is not in the form asked for": (
        {"item": with_answer("{kind: expression, value: a*x*(x + b), form: factored}").replace("a*x*(x + b)", "x^2 + b*x")},
        "is not factored completely",
    ),
    "a key without a letter": ({"item": with_answer("{kind: expression, value: a + b}")}, "the key has no letter; take the kind number"),
    "a reaction that is not balanced": (
        {"item": with_answer("{kind: reaction, value: H2 + O2 -> H2O}")},
        "H2 + O2 -> H2O is not balanced: O 2 and 1",
    ),
    "a reaction not in lowest numbers": ({"item": with_answer("{kind: reaction, value: 4 H2 + 2 O2 -> 4 H2O}")}, "is not in lowest numbers"),
    "no formula": ({"item": with_answer("{kind: formula, value: h2o}")}, "answer: h2o is no formula"),
    "a whole key that is none": ({"item": with_answer("{kind: whole, value: a/2}")}, "is not a whole number"),
    "a pair with a stranger": (
        {
            "item": with_answer(
                "{kind: matching, left: [{id: a, text: x}, {id: b, text: y}], right: [{id: c, text: z}, {id: d, text: w}], pairs: {a: c, b: e}}"
            )
        },
        "answer: pairs names e, which is not on the right: c, d",
    ),
    "a condition for each choice": (
        {"item": with_answer("{kind: choices, choices: [{id: p, text: x}, {id: q, text: y}], right: {p: a > 2}}")},
        "answer: right has a condition for each of p, q",
    ),
    "a misconception that cannot be read": (
        {"item": ITEM.replace("when: 2/(a + b)", "when: 2/(a + bb)")},
        "sum.yaml:13: when: unknown name bb",
    ),
    "a written answer marked by a machine": (
        {
            "item": with_answer("{kind: long_text}"),
            "assignment": "name: t\ntitle: {km: តេស្ត, en: Test}\nquestions:\n  - {id: q1, item: sum, points: 1}\n",
        },
        "assignment.yaml:4: question q1 names math/fractions/sum, which a machine cannot mark",
    ),
    "unit without a folder": (
        {"course": COURSE.replace("folder: fractions", "folder: fraction")},
        "course.yaml:5: the unit fraction has no folder",
    ),
}


def find_faults(content):
    try:
        return [str(f) for f in check_catalog(load_catalog(content))]
    except ContentErrors as errors:
        return [str(f) for f in errors.errors]


@pytest.mark.parametrize("case", BROKEN, ids=list(BROKEN))
def test_a_fault_is_told_at_its_place(tmp_path, case):
    """The message names file, line, what is wrong, and where it helps what is allowed."""
    changed, expected = BROKEN[case]
    assert any(expected in fault for fault in find_faults(make_content(tmp_path, **changed))), find_faults(tmp_path)


def test_sound_content_has_no_fault(tmp_path):
    """The content all these are made from is itself sound."""
    assert find_faults(make_content(tmp_path)) == []


def test_a_missing_language_is_told(tmp_path):
    """A lesson without its English file fails the build."""
    content = make_content(tmp_path)
    (content / "math/fractions/lessons/01-adding.en.md").unlink()
    assert find_faults(content) == ["math/fractions/lessons/01-adding.en.md:1: the lesson has no en text"]


def test_a_failed_build_leaves_the_old_lessons(tmp_path):
    """Whoever learns goes on with yesterday's lessons when today's are broken."""
    build(make_content(tmp_path / "good"), tmp_path / "built")
    with pytest.raises(ContentErrors):
        build(make_content(tmp_path / "bad", lesson_km="# no"), tmp_path / "built")
    assert sorted(p.name for p in (tmp_path / "built").rglob("*.ipynb")) == ["01-adding.en.ipynb", "01-adding.km.ipynb"]
