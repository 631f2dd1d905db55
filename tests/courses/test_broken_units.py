"""One broken unit for each rule, each told at its file and line."""

import pytest

from courses.catalog import load_catalog
from courses.check import check_catalog
from courses.errors import ContentErrors
from courses.publish import build
from tests.courses.makers import COURSE, ITEM, LESSON, UNIT, make_content

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
    "languages differ": (
        {"lesson_en": LESSON["en"].replace("# Adding", "# Adding\n\n## More")},
        "01-adding.km.md:1: the two languages differ",
    ),
    "lesson in English twice": ({"lesson_km": LESSON["en"]}, "01-adding.km.md:1: the Khmer text holds less than half"),
    "unknown item in the test": (
        {"assignment": "name: t\ntitle: {km: តេស្ត, en: Test}\nquestions:\n  - {id: q1, item: smu, points: 1}\n"},
        "assignment.yaml:4: question q1 names the item math/fractions/smu",
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
