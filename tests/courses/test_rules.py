"""Every rule of the check finds its broken unit, at its file and line, and nothing else there."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from courses.checks.report import check_content, sound_units
from courses.checks.rules import RULES
from courses.commands import commands
from tests.courses.corpus import CORPUS, LESSON, LESSON_EN, LONG_EN, SACKS_FILE, SUM, make_broken
from tests.courses.makers import ITEM

CASES = [pytest.param(rule, *case, id=f"{rule}-{n}") for rule, cases in CORPUS.items() for n, case in enumerate(cases)]
ITEMS_DOC = (Path(__file__).parents[2] / "docs" / "items.md").read_text("utf-8")


def test_every_rule_has_a_broken_unit():
    """Who adds a rule shows what it finds."""
    assert RULES.keys() == CORPUS.keys()


def test_every_rule_is_in_the_manual():
    """An author finds what a finding means, whether it stops the build, in docs/items.md."""
    assert [] == [name for name, rule in RULES.items() if f"| `{name}` | {rule.severity} | {rule.about} |" not in ITEMS_DOC]


def test_the_corpus_is_sound_where_nothing_is_changed(tmp_path):
    """What a broken unit shows, it shows because of its change."""
    assert [] == check_content(make_broken(tmp_path, {})).findings


@pytest.mark.parametrize(("rule", "changes", "expected"), CASES)
def test_a_broken_unit_is_told_at_its_line(tmp_path, rule, changes, expected):
    """The findings are these, and no others."""
    report = check_content(make_broken(tmp_path, changes))
    assert sorted(one if " " in one else f"{one} {rule}" for one in expected) == sorted(f"{f.file}:{f.line} {f.rule}" for f in report.findings)


def test_several_processes_find_the_same(tmp_path):
    """How many there are changes nothing."""
    content = make_broken(tmp_path, CORPUS["circular_needs"][1][0] | {"math/more/unit.yaml": None, "math/course.yaml": ("Math}", "Math}")})
    assert check_content(content, workers=1).findings == check_content(content, workers=3).findings


def test_a_unit_that_cannot_be_read_does_not_hide_the_others(tmp_path):
    """The other units are checked and counted; nobody is blamed for what the broken one would have defined."""
    more = "math/more/unit.yaml"
    unit = "title: {km: បន្ថែម, en: More}\nskills:\n  go: {title: {km: ទៅ, en: Going}, needs: [fractions/add]}\nlessons: {}\n"
    content = make_broken(tmp_path, {more: unit, "math/course.yaml": ("  - folder", "  - folder: more\n  - folder"), SUM: "skills: ["})
    report = check_content(content)
    assert [(SUM, "unreadable"), (more, "unreachable_skill"), (more, "untrained_skill")] == [(f.file, f.rule) for f in report.findings]
    assert set() == sound_units(report)


def test_a_warning_is_accepted_with_a_reason_at_its_place(tmp_path):
    """It is no finding any more, and is counted with its reason."""
    accept = "\n% accept long_sentence: this is how the song goes\n"
    report = check_content(make_broken(tmp_path, {LESSON_EN: LESSON["en"] + accept + f"{LONG_EN}\n\n{LONG_EN}\n"}))
    assert [f"{LESSON_EN}:17"] == [f"{f.file}:{f.line}" for f in report.findings]
    assert [(f"{LESSON_EN}:15", "this is how the song goes")] == [(f"{f.file}:{f.line}", reason) for f, reason in report.accepted]


def test_an_acceptance_counts_for_the_piece_it_stands_in(tmp_path):
    """One hint may be long; another may not."""
    hints = f"  - {{km: វែង។, en: {LONG_EN}, accept_warnings: {{long_sentence: a rule of law}}}}\n  - {{km: វែង។, en: {LONG_EN}}}\ntests:"
    report = check_content(make_broken(tmp_path, {SUM: ("tests:", hints)}))
    assert [f"{SUM}:19"] == [f"{f.file}:{f.line}" for f in report.findings]
    assert 1 == len(report.accepted)


def test_an_acceptance_at_the_top_of_a_lesson_counts_for_all_of_it(tmp_path):
    """Above the first line of text it is for the whole file."""
    text = "% accept long_sentence: a law is quoted\n" + LESSON["en"] + f"\n{LONG_EN}\n\n{LONG_EN}\n"
    report = check_content(make_broken(tmp_path, {LESSON_EN: text}))
    assert ([], 2) == (report.findings, len(report.accepted))


def run(*arguments):
    return CliRunner().invoke(commands, [str(a) for a in arguments])


def test_warnings_fail_only_where_they_are_asked_to(tmp_path):
    """An author may work on; `--strict` is for who accepts no warning without a reason."""
    content = make_broken(tmp_path, {SACKS_FILE: ("@b times as many", "some more")})
    assert [0, 1] == [run("check", "--content", content, *more).exit_code for more in ((), ("--strict",))]


def test_a_build_tells_the_warnings_and_goes_on(tmp_path):
    """Where a text uses another word than the glossary's, for instance, whoever builds is told."""
    content = make_broken(tmp_path / "content", CORPUS["other_word"][0][0])
    result = run("build", "--content", content, "--out", tmp_path / "out")
    assert 0 == result.exit_code and f"warning: {SUM}:17: the word of the glossary is ភាគបែង, not ភាគក្រោម [other_word]" in result.stderr


def test_rules_and_paths_narrow_what_is_told(tmp_path):
    """A unit, a file, a rule at a time."""
    content = make_broken(tmp_path, {SACKS_FILE: ("@b times as many", "some more"), SUM: ("[add]", "[ad]")})
    told = lambda *more: [f["rule"] for f in json.loads(run("check", "--json", "--content", content, *more).stdout)["findings"]]  # noqa: E731
    assert ["other_numbers", "broken_reference", "few_items"] == told()
    assert ["broken_reference"] == told("--rule", "broken_reference")
    assert ["other_numbers"] == told("--only", SACKS_FILE)
    assert 3 == len(told("--only", "math"))
    assert [] == told("--only", "math/*/lessons/*")


def test_a_path_that_is_not_there_is_refused(tmp_path):
    """A slip of the finger does not look like content without a fault."""
    result = run("check", "--content", make_broken(tmp_path, {}), "--only", "math/fractoins")
    assert 2 == result.exit_code and "math/fractoins: not in" in result.stderr


def test_the_page_holds_everything_and_needs_nothing(tmp_path):
    """One file to print: counts for each course and rule, every finding, what was accepted and why; what is told is shown as text."""
    lesson = "% accept long_sentence: quoted\n" + LESSON["en"] + f"\n{LONG_EN}\n"
    content = make_broken(tmp_path, {SUM: ("en: Find a", "en: <script>x</script> Find a"), LESSON_EN: lesson})
    page = tmp_path / "report.html"
    assert 1 == run("check", "--content", content, "--html", page).exit_code
    text = page.read_text("utf-8")
    assert all(word in text for word in (f"{SUM}:17", "outside_link", "quoted", "By course", "By rule", RULES["outside_link"].about))
    assert "<script" not in text and "http" not in text and "src=" not in text


def test_stats_counts_what_is_sound(tmp_path):
    """One object: whole numbers for each course, the glossary's terms, the answer kinds; a unit with an error counts for nothing."""
    sound, broken = make_broken(tmp_path / "a", {}), make_broken(tmp_path / "b", {SUM: ("[add]", "[ad]")})
    told = json.loads(run("stats", "--json", "--content", sound).stdout)
    assert {"units": 1, "lessons": 1, "skills": 1, "items": 3, "figures": 0, "assignments": 1} == told["courses"]["math"]
    assert (2, {"courses", "words", "answer_kinds"}) == (told["words"], set(told))
    assert {0} == set(json.loads(run("stats", "--json", "--content", broken).stdout)["courses"]["math"].values())


def test_stats_counts_a_figure_where_an_item_asks_for_its_state(tmp_path):
    """Twice the same figure with the same item is one; a figure to play with is none."""
    figure = (
        ":::{figure-widget} number-line\n:::\n\n:::{figure-widget} number-line\nitem: sum\n:::\n\n:::{figure-widget} number-line\nitem: sum\n:::\n"
    )
    lessons = {f"math/fractions/lessons/01-adding.{lang}.md": text + figure for lang, text in LESSON.items()}
    content = make_broken(tmp_path, {**lessons, SUM: ITEM + "figure: number-line\n", "math/fractions/assignment.yaml": None})
    assert 1 == json.loads(run("stats", "--json", "--content", content).stdout)["courses"]["math"]["figures"]


def test_the_rules_as_json():
    """One object, every rule once."""
    told = json.loads(run("rules", "--json").stdout)["rules"]
    assert list(RULES) == [row["name"] for row in told]
