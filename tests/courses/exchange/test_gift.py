"""GIFT with all its corners: what Moodle reads, and what teachers write."""

import pytest

from courses.answers import check, key_as_typed, show
from courses.exchange.errors import BankError
from courses.variants import draw_variant
from tests.courses.exchange.banks import bring, items_of, only_item


def verdict(item, typed):
    """Return the verdict's name."""
    return check(draw_variant(item, 0), typed).name


@pytest.mark.parametrize(
    ("text", "kind", "right", "wrong"),
    [
        ("Rice is a plant.{T}", "choice", "true", "false"),
        ("Rice is a stone.{FALSE#No#Yes}", "choice", "false", "true"),
        ("One of them {=two ~three ~%50%four}", "choice", "a", "b"),
        ("Some of them {~%50%two ~%50%four ~%-100%five}", "choices", "a, b", "a, c"),
        ("Two plus {=two =2} is four.", "text", "2", "3"),
        ("The capital {two}", "text", "two", "three"),
        ("Join {=cow -> milk =hen -> egg}", "matching", "l1=a, l2=b", "l1=b, l2=a"),
        ("From 1 to 5 {#3:2}", "number", "4.9", "5.1"),
        ("From 1 to 5 {#1..5}", "number", "1", "0.9"),
        ("When {#=1822:0 =%50%1825:2}", "number", "1822", "1824"),
        ("Any sign {#-3.5e2}", "number", "-350", "350"),
        ("[html]<b>Bold</b> {=yes ~no}", "choice", "a", "b"),
        ("Gaps: I {=go =walk} to {~school =market}.", "gaps", "walk | b", "run | b"),
        ("Gaps: {1:SA:=rice} and {2:MC:~salt~=fish}.", "gaps", "rice | b", "rice | a"),
    ],
)
def test_a_question_is_judged_as_it_is_written(tmp_path, text, kind, right, wrong):
    """The answer kind fits, the key is right, another is not."""
    item = only_item(tmp_path, text)
    assert (item.answer.kind, verdict(item, right), verdict(item, wrong) != "right") == (kind, "right", True)


def test_an_essay_and_a_description(tmp_path):
    """Empty braces ask for writing; none ask nothing."""
    done, into = bring(tmp_path, "Tell of your village. {}\n\nOnly to read, with \\{braces\\}.\n")
    assert dict(done.by_kind) == {"essay": 1, "description": 1}
    assert "Only to read, with {braces}." in next(into.glob("*/lessons/*.en.md")).read_text("utf-8")


def test_feedback_of_answers_and_of_the_question(tmp_path):
    """`#` speaks to an answer, `####` to everybody."""
    item = only_item(tmp_path, "Two? {=2#Well counted ~3#That is one more\n####Count on your fingers.}")
    assert [m.say.en for m in item.misconceptions] == ["That is one more"]
    assert item.explain.en == "Well counted\n\nCount on your fingers."


def test_feedback_of_true_and_false(tmp_path):
    """The first is for the wrong answer, the second for the right one."""
    item = only_item(tmp_path, "Rice is a plant.{T#It grows in fields.#It has roots.}")
    assert ([(m.when, m.say.en) for m in item.misconceptions], item.explain.en) == ([("false", "It grows in fields.")], "It has roots.")


def test_signs_with_a_backslash_have_no_meaning(tmp_path):
    """Braces, equals, tildes, hashes, colons and backslashes stand for themselves; `\\n` is a new line, TeX stays TeX."""
    item = only_item(tmp_path, r"::a\:\:b:: 2 \= \{x\} \~ \# a\nb \(\neq\) {=\\ ~\=}")
    assert item.ask.en == "2 = {x} ~ # a\\\nb $\\neq$"
    assert [c.text.en for c in item.answer.options["choices"]] == ["\\\\", "="]


def test_categories_comments_tags_and_names(tmp_path):
    """A comment is no text, its marks are kept; a category holds until the next."""
    first = "// first [tag:easy] [id:N1]\n$CATEGORY: $course$/top/Rice // Fish/Sub\n\n// [tag:hard]\n::One::Two? {=2}\n\n"
    text = f"{first}$CATEGORY: Other\n\nThree? {{=3}}\n"
    _, into = bring(tmp_path, text)
    assert sorted(p.name for p in into.iterdir() if p.is_dir()) == ["other", "sub"]
    items = {item.id: item for item in items_of(into)}
    assert items["c/u/one"].tags == ("hard",)
    assert items["c/u/three"].ask.en == "Three?"


def test_blank_lines_where_there_should_be_none(tmp_path):
    """Teachers leave them inside braces, and leave them out between questions that have names."""
    done, _ = bring(tmp_path, "::A:: One? {\n\n=1\n\n~2\n}\n::B:: Two? {=2}\n\nThree?\n\n{=3}\n")
    assert (done.count, done.not_carried) == (3, [])


def test_a_brace_that_is_not_closed_spoils_one_question(tmp_path):
    """It is told with its line, and the next one is read."""
    done, _ = bring(tmp_path, "::A:: One? {=1 ~2\n\n::B:: Two? {=2}\n")
    assert done.not_carried == [{"question": "A", "reason": "line 1: the brace { is not closed by }"}]
    assert done.count == 1


@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_windows_files(tmp_path, mark):
    """A mark at the beginning and two signs at the end of each line change nothing."""
    done, into = bring(tmp_path, f"{mark}::A:: One? {{=1\r\n~2}}\r\n\r\n::B:: Two? {{=2}}\r\n")
    assert (done.count, items_of(into)[0].ask.en) == (2, "One?")


def test_a_latin_file_is_refused_with_its_line(tmp_path):
    """What to do is said."""
    with pytest.raises(BankError, match=r"bank.txt:2: a GIFT file is UTF-8. Byte 14 is none; save the file as UTF-8"):
        bring(tmp_path, "First line\nCaf\u00e9? {=yes}".encode("latin-1"))
    assert not (tmp_path / "units").exists()


def test_markdown_and_code(tmp_path):
    """Markdown is read as such; code keeps its lines, an @ its meaning."""
    item = only_item(tmp_path, "[markdown]What **is** `@Test` in\\n\\n    x \\= 1\\n {=a ~b}")
    assert item.ask.en == "What **is** `@@Test` in\n\n```\nx = 1\n```"
    assert "@Test" in check_shown(item)


def check_shown(item):
    """Return what a browser gets."""
    return show(draw_variant(item, 0), "en").ask_html


def test_tags_that_are_the_answer(tmp_path):
    """In a question on HTML a tag is what is chosen."""
    item = only_item(tmp_path, "Which begins a list? {=<ul> ~<p> ~<iostream>}")
    assert [c.text.en for c in item.answer.options["choices"]] == ["&lt;ul>", "&lt;p>", "&lt;iostream>"]


def test_money_is_no_formula(tmp_path):
    """Two dollar signs in a sentence are dollars."""
    item = only_item(tmp_path, "From $5 to $10, and $x^2$: {=a ~b}")
    assert item.ask.en == "From &#36;5 to &#36;10, and $x^2$:"
    assert "$5 to $10" in check_shown(item)


def test_a_khmer_bank(tmp_path):
    """Khmer titles and texts stay Khmer; the folder has a name of its own that stays the same."""
    _, into = bring(tmp_path, "$CATEGORY: ប្រភាគ\n\nតើមួយណាធំជាង? {=កន្លះ ~មួយភាគបី}\n")
    (folder,) = (p for p in into.iterdir() if p.is_dir())
    assert folder.name.startswith("unit-")
    assert "title: {km: ប្រភាគ}\nreview: {km: imported, en: missing}" in (folder / "unit.yaml").read_text("utf-8")
    item = items_of(into)[0]
    assert verdict(item, key_as_typed(draw_variant(item, 0))) == "right"


def test_any_other_number_is_spoken_to(tmp_path):
    """An answer without a text stands for all others."""
    item = only_item(tmp_path, "From 1 to 5? {#3:2~#Too far away}")
    assert (item.otherwise.en, verdict(item, "9")) == ("Too far away", "wrong")


def test_half_of_the_points_for_what_is_near_a_text(tmp_path):
    """A form with a star that takes in the right answer too keeps its share and what it says; the right answer comes first."""
    item = only_item(tmp_path, "Two? {=two =%50%tw*#Nearly}")
    verdicts = [check(draw_variant(item, 0), typed) for typed in ("two", "twoo", "three")]
    assert [(v.name, v.score) for v in verdicts] == [("right", 1), ("wrote_2", 0.5), ("wrong", 0)]
