"""A unit's summary is read, checked and shown."""

import pytest

from courses.catalog import load_catalog
from courses.check import check_catalog
from courses.commands import CONTENT
from courses.languages import LANGS
from courses.summaries import list_summaries, read_summary
from tests.courses.makers import make_content

SOUND = {
    "km": "# ប្រភាគ\n\n## បូក\n\nរក្សាភាគបែង។\n\n:::{example} ឧទាហរណ៍\nគណនាផលបូក $\\frac12$\n:::\n",
    "en": "# Fractions\n\n## Adding\n\nKeep the denominator.\n\n:::{example} Example\nThe sum is $\\frac12$\n:::\n",
}


def find_faults(folder, **changed):
    """Return what the check says of a unit with this summary."""
    content = make_content(folder)
    for lang, text in (SOUND | changed).items():
        if text is not None:
            (content / "math" / "fractions" / f"summary.{lang}.md").write_text(text, "utf-8")
    return [str(fault) for fault in check_catalog(load_catalog(content)) if "summary" in fault.file]


def test_a_sound_summary_has_no_fault(tmp_path):
    """Headings and boxes in both languages are all it takes."""
    assert find_faults(tmp_path) == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"en": None}, "math/fractions/summary.en.md:1: the lesson has no en text"),
        ({"en": "# Fractions\n"}, "math/fractions/summary.km.md:1: the two languages of the summary differ"),
        ({"km": SOUND["km"] + "\n:::{practice}\n:::\n"}, "math/fractions/summary.km.md:11: a summary is printed; practice has no place in it"),
        ({"km": SOUND["en"]}, "math/fractions/summary.km.md:1: the Khmer text holds less than half"),
        ({"en": SOUND["en"] + "<b>x</b>\n"}, "math/fractions/summary.en.md:10: links, outside addresses and raw HTML"),
    ],
)
def test_a_broken_summary_is_told_at_its_line(tmp_path, changed, told):
    """A missing language, another shape, an exercise, English twice, raw HTML."""
    assert any(fault.startswith(told) for fault in find_faults(tmp_path, **changed))


def test_every_unit_of_the_house_has_a_summary():
    """Nobody leaves a unit without a page to keep."""
    catalog = load_catalog(CONTENT)
    assert list_summaries(catalog.folder, catalog.units) == {unit.id for unit in catalog.units}
    assert all("<h1>" in read_summary(catalog.folder, unit, lang) for unit in catalog.units for lang in LANGS)


def test_a_formula_in_the_title_of_a_box_is_set():
    """The browser is given the same marks as in the text of the box."""
    catalog = load_catalog(CONTENT)
    unit = catalog.unit("math1/ratio-and-proportion")
    assert all(r'<p class="box-title">' in text and "$" not in text for text in (read_summary(catalog.folder, unit, lang) for lang in LANGS))
