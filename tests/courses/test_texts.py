"""A text that is read or heard stands once in the unit's file, and is the same in both languages."""

import pytest

from courses.answers import check, draw_sheet, show
from courses.catalog import load_catalog
from courses.check import check_catalog
from courses.errors import ContentErrors
from courses.publish import build
from courses.variants import draw_variant
from tests.courses.makers import ITEM, LESSON, UNIT, make_content, make_item

TEXTS = UNIT + "texts:\n  market: សុខាទៅផ្សារ។\n  sentence: ខ្ញុំទៅស្រែ។\n"
READ = ITEM.replace("ask:", "text: market\nsound: sentence\nask:", 1)


def faults_of(folder, **changed):
    try:
        return [str(fault) for fault in check_catalog(load_catalog(make_content(folder, **changed)))]
    except ContentErrors as errors:
        return [str(fault) for fault in errors.errors]


def test_both_languages_show_the_same_text_before_the_question(tmp_path):
    """The lesson explains in English; what is to be read stays Khmer."""
    catalog = load_catalog(make_content(tmp_path, unit=TEXTS, item=READ))
    variant = draw_variant(catalog.item("math/fractions/sum"), 1)
    shown = [show(variant, lang).ask_html for lang in ("km", "en")]
    box = '<div class="reading" lang="km"><p>សុខាទៅផ្សារ។</p></div>'
    assert [True, True] == [html.startswith(box) for html in shown]
    assert "Work out" in shown[1]
    assert "" == draw_sheet(show(variant, "km"))


def test_what_is_heard_is_not_shown(tmp_path):
    """A dictation whose sentence stood on the page would be copied."""
    catalog = load_catalog(make_content(tmp_path, unit=TEXTS, item=READ))
    item = catalog.item("math/fractions/sum")
    assert "math/fractions/sentence" == item.sound
    assert "ស្រែ" not in show(draw_variant(item, 1), "km").ask_html
    assert {"math/fractions/sentence": "ខ្ញុំទៅស្រែ។"} == catalog.unit("math/fractions").sounds()


def test_a_text_of_its_own_may_hold_what_is_drawn(tmp_path):
    """A name is of Latin letters, so that Khmer may follow it without a space."""
    item = make_item(tmp_path, "{kind: whole, value: 1}", draw="{who: [សុខា]}", text="'@whoលក់បន្លែ។'")
    assert "<p>សុខាលក់បន្លែ។</p>" in show(draw_variant(item, 1), "en").ask_html


def test_a_lesson_shows_a_text_by_its_name(tmp_path):
    """The same words in the lesson and in the exercise, written once."""
    lessons = {f"lesson_{lang}": text + ":::{text} market\n:::\n" for lang, text in LESSON.items()}
    content = make_content(tmp_path / "content", unit=TEXTS, item=READ, **lessons)
    assert [] == check_catalog(load_catalog(content))
    build(content, tmp_path / "out")
    for lang in ("km", "en"):
        assert "សុខាទៅផ្សារ។" in (tmp_path / "out" / "math" / "fractions" / f"01-adding.{lang}.ipynb").read_text("utf-8")


BROKEN = {
    "a text that is not there": ({"unit": TEXTS, "item": READ.replace("text: market", "text: markt")}, "sum.yaml:8: text names markt"),
    "a sound that is not there": (
        {"unit": TEXTS, "item": READ.replace("sound: sentence", "sound: x")},
        "sum.yaml:9: sound names x; the texts of this unit are market, sentence",
    ),
    "a text that nobody uses": ({"unit": TEXTS}, "unit.yaml:7: no exercise and no lesson uses the text market"),
    "a text in English": (
        {"unit": TEXTS.replace("សុខាទៅផ្សារ។", "Sokha goes."), "item": READ},
        "unit.yaml:7: the text market holds less than half Khmer letters",
    ),
    "a text of an item in English": ({"item": ITEM.replace("ask:", "text: Sokha goes out.\nask:", 1)}, "sum.yaml:8: a text to be read holds"),
    "a lesson with a text that is not there": (
        {f"lesson_{lang}": text + ":::{text} market\n:::\n" for lang, text in LESSON.items()},
        "01-adding.en.md:7: the lesson shows the text market; the texts of this unit are none",
    ),
    "a name with capitals": ({"unit": UNIT + "texts: {Market: សុខា}\n"}, "unit.yaml:6: the name of a text has a-z, 0-9 and -. Got Market"),
}


@pytest.mark.parametrize("case", BROKEN, ids=list(BROKEN))
def test_a_fault_is_told_at_its_place(tmp_path, case):
    """File, line, and what there is instead."""
    changed, expected = BROKEN[case]
    found = faults_of(tmp_path, **changed)
    assert any(expected in fault for fault in found), found


def test_a_mistake_that_is_named_is_no_slip_of_the_finger(tmp_path):
    """The author's words come first, also where one letter alone is wrong."""
    misspelt = "[{name: bare, when: គ្រួសា, say: {km: ខ្វះ រ, en: a letter is missing}}]"
    item = make_item(tmp_path, "{kind: text, accept: [គ្រួសារ], near: ask_again}", misconceptions=misspelt)
    variant = draw_variant(item, 1)
    assert ["bare", "ask_again"] == [check(variant, typed).name for typed in ("គ្រួសា", "គ្រសារ")]


def test_a_unit_leads_to_pages_that_exist(tmp_path):
    """A page that nobody made is told where the unit names it."""
    assert ("cv", "job-centres") == load_catalog(make_content(tmp_path / "a", unit=UNIT + "pages: [cv, job-centres]\n")).unit("math/fractions").pages
    assert ["math/fractions/unit.yaml:6: unknown page cvv; known are cv, job-centres"] == faults_of(tmp_path / "b", unit=UNIT + "pages: [cvv]\n")
