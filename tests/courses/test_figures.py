"""Every figure has options that are checked, a first state, and answers that its state can be."""

from pathlib import Path

import pytest

from courses.answers import KINDS
from courses.catalog import load_catalog
from courses.check import check_catalog
from courses.figures import FIGURES, FigureError, get_figure
from courses.figures.manual import print_manual
from tests.courses.makers import ITEM, LESSON, make_content

DOCS = Path(__file__).parents[2] / "docs"
every_figure = pytest.mark.parametrize("figure", FIGURES.values(), ids=lambda f: f.name)


@every_figure
def test_the_defaults_keep_the_figures_own_laws(figure):
    """A figure can be shown without any option."""
    assert figure.options.keys() == figure.read({}).keys()
    assert figure.start(figure.read({}))


@every_figure
@pytest.mark.parametrize("lang", ["km", "en"])
def test_the_example_is_right(figure, lang):
    """What the manual shows can be copied, and its state is of plain values."""
    options = figure.read(figure.texts_of_example(lang))
    values = figure.start(options)
    assert all(type(one) in (int, bool) for value in values.values() for one in (value if isinstance(value, list) else [value]))


@every_figure
def test_default_values_are_allowed_values(figure):
    """What an option is when nobody says it may also be said."""
    for name, option in figure.options.items():
        if type(option.default) in (int, str):
            assert option.default == option.read(str(option.default)), name


@every_figure
def test_answers_are_kinds_for_each_form(figure):
    """Where an author chooses what is sent, each form has its answer kinds."""
    words = figure.options[figure.form].words if figure.form in figure.options else ("",)
    assert sorted(words) == sorted(figure.answers)
    assert {kind for kinds in figure.answers.values() for kind in kinds} <= KINDS.keys()


def test_the_manual_is_printed_from_the_table():
    """After a change: `python -m courses.figures.manual > docs/figures.md`."""
    assert (DOCS / "figures.md").read_text("utf-8") == print_manual()


REFUSED = {
    ("clock", "hour", "25"): "hour of clock must be a whole number, 1 to 12. Got 25",
    ("clock", "huor", "5"): "clock has no option huor; did you mean hour?",
    ("clock", "colour", "red"): "clock has no option colour; it takes hour, minute, step, tell, typed",
    ("clock", "tell", "maybe"): "tell of clock must be yes or no. Got maybe",
    ("circuit", "join", "star"): "join of circuit must be series or parallel. Got star",
    ("circuit", "ohms", "1, x"): "ohms of circuit must be 1 to 3 whole numbers, 1 to 100, with commas between. Got 1, x",
    ("circuit", "ohms", "1, 2, 3, 4"): "ohms of circuit must be 1 to 3 whole numbers, 1 to 100, with commas between. Got 1, 2, 3, 4",
    ("number-line", "to", "0"): "to of number-line must be larger than from. Got 0",
    ("coordinate-plane", "x", "9"): "x of coordinate-plane must lie between from and to. Got 9",
    ("coordinate-plane", "given", "1; 2"): "given of coordinate-plane must be up to 6 points, such as (1; 2), (3; 4). Got 1; 2",
    ("balance", "left", "2y"): "left of balance must be such as 2x + 3, at most 12 x and 24 ones. Got 2y",
    ("balance", "right", "2x"): "right of balance must have another number of x than left. Got 2x",
    ("chart", "labels", "A, B"): "labels of chart must be one for each value, in a histogram one more. Got A, B",
    (
        "reaction",
        "reaction",
        "2 H2 + O2 -> H2O",
    ): "formulae without numbers before them, such as H2 + O2 -> H2O; at most 6, no ions. Got 2 H2 + O2 -> H2O",
    ("reaction", "reaction", "H2 -> O2"): "no ions. Got H2 -> O2",
    ("budget", "lines", "food"): "amounts of budget must be one for each of lines",
    ("lines", "marked", "1, 5"): "marked of lines must be 1 to 4 where two lines cross. Got 1, 5",
    ("lines", "asked", "6"): "asked of lines must be 1 to 4 where two lines cross. Got 6",
}


@pytest.mark.parametrize(("name", "option", "text"), REFUSED)
def test_a_wrong_option_is_told_with_what_is_allowed(name, option, text):
    """An author reads what to write."""
    with pytest.raises(FigureError) as refused:
        get_figure(name).read({option: text})
    assert REFUSED[name, option, text] in str(refused.value)


def test_a_line_across_parallels_is_not_flat():
    """Where it crosses both, the angles must have room."""
    with pytest.raises(FigureError, match="must be 45 to 135 between parallel lines"):
        get_figure("lines").read({"kind": "parallel", "degrees": "30"})


def test_an_equations_side_is_counted():
    """The order of the terms does not matter, and like ones are added."""
    assert [(2, 3), (1, 0), (3, 5), (0, 7)] == [get_figure("balance").options["left"].read(t) for t in ("2x + 3", "x", "4 + x + 2x + 1", "7")]


def test_a_name_may_have_a_word_for_one():
    """`week | weeks`, as English needs it; a language without plurals writes one word."""
    name = get_figure("ratio-line").options["top_name"]
    assert [("week", "weeks"), ("សប្ដាហ៍", "សប្ដាហ៍")] == [name.read(text) for text in ("week | weeks", "សប្ដាហ៍")]
    for text in ("week | weeks | more", "| weeks", "w" * 25):
        with pytest.raises(ValueError, match="at most 24 characters"):
            name.read(text)


def faults_of(folder, options, item=ITEM, other=None):
    """Return what the check says of a lesson with this clock in both languages."""
    lines = {"km": options, "en": other or options}
    lessons = {f"lesson_{lang}": text + f":::{{figure-widget}} clock\n{lines[lang]}\n:::\n" for lang, text in LESSON.items()}
    return [str(fault) for fault in check_catalog(load_catalog(make_content(folder, item=item, **lessons)))]


def test_a_fault_is_told_at_the_line_of_the_option(tmp_path):
    """In the lesson, as every other fault."""
    fault = "math/fractions/lessons/01-adding.km.md:9: hour of clock must be a whole number, 1 to 12. Got 13"
    assert fault in faults_of(tmp_path, "minute: 30\nhour: 13")


def test_an_item_must_ask_for_what_the_figure_answers(tmp_path):
    """A fraction is no time."""
    faults = faults_of(tmp_path, "item: sum", ITEM + "figure: clock\n")
    assert "math/fractions/lessons/01-adding.en.md:7: this figure answers gaps, table; the item math/fractions/sum asks for fraction" in faults


def test_an_item_names_a_figure_that_there_is(tmp_path):
    """A slip of the finger is found."""
    assert any("sum.yaml:23: unknown figure clok; known are number-line" in f for f in faults_of(tmp_path, "", ITEM + "figure: clok\n"))


def test_both_languages_show_the_same_figure(tmp_path):
    """Its numbers do not depend on the language."""
    assert any("the two languages differ here" in fault for fault in faults_of(tmp_path, "hour: 3", other="hour: 4"))
