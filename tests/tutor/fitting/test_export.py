"""What leaves a centre says nothing about who somebody is; what centres have can be put together."""

import gzip
import json

import pytest
from click.testing import CliRunner

from hub_config.cli import main
from tests.tutor.fitting.makers import make_answers, make_class
from tests.tutor.fitting.test_evaluate import write_class
from tests.tutor.fitting.test_fit import practise
from tutor.fitting.export import ensure_key, pseudonym
from tutor.fitting.report import ALL_COURSES, LEAST_LEARNERS, keep_apart, list_courses, list_groups
from tutor.fitting.tidy import read_answers


def run(*arguments):
    return CliRunner().invoke(main, ["model", *map(str, arguments)], catch_exceptions=False)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    practise(folder)
    return folder


def test_an_export_holds_no_number_no_text_and_no_clock(site, tmp_path):
    """Pseudonyms, exercises, credits; each learner's time begins at 0."""
    to = tmp_path / "out.csv"
    assert 0 == run("export", "--site", site, "--to", to).exit_code
    text, answers = to.read_text("utf-8"), read_answers(to)
    assert (12, 2, {0.0}) == (len(answers), len(answers.learners), {answers.at[first] for first, _end in answers.each_learner()})
    assert not any(f"{word}" in text for word in ("9973", "2027", "\n101,", "\n102,"))


def test_the_same_key_gives_the_same_pseudonyms_and_another_key_others(site, tmp_path):
    """So two exports of one centre fit together, and those of two keys cannot be joined."""
    files = [tmp_path / name for name in ("a.csv", "b.csv", "c.csv")]
    for file, key in zip(files, ("k1", "k1", "k2"), strict=True):
        run("export", "--site", site, "--to", file, "--key", tmp_path / key)
    names = [set(read_answers(file).learners) for file in files]
    assert names[0] == names[1] and not names[0] & names[2]


def test_a_key_is_secret_and_made_once(tmp_path):
    """Only its owner may read it; the pseudonym does not hold the number."""
    key = ensure_key(tmp_path / "key")
    assert (key, 0o600) == (ensure_key(tmp_path / "key"), (tmp_path / "key").stat().st_mode & 0o777)
    assert "101" != pseudonym(key, "101") and 20 == len(pseudonym(key, "101"))


def test_statements_are_shaped_like_xapi(site, tmp_path):
    """One JSON object a line: actor, verb, object, result, context."""
    to = tmp_path / "out.jsonl"
    run("export", "--site", site, "--to", to, "--xapi")
    lines = [json.loads(line) for line in to.read_text("utf-8").splitlines()]
    assert 12 == len(lines) == len({line["id"] for line in lines})
    assert {"id", "actor", "verb", "object", "result", "context", "timestamp"} == set(lines[0])
    assert {"name", "homePage"} == set(lines[0]["actor"]["account"]) and "101" not in {line["actor"]["account"]["name"] for line in lines}
    assert all(0 <= line["result"]["score"]["scaled"] <= 1 and "response" not in line["result"] for line in lines)


def test_merged_centres_keep_their_learners_apart(tmp_path):
    """Two centres with the same numbers; a file that is given twice counts once."""
    files = [write_class(tmp_path / f"{seed}.csv.gz", make_class(8, seed)) for seed in (1, 2)]
    to = tmp_path / "all.csv.gz"
    run("merge", *files, files[0], "--to", to)
    merged, alone = read_answers(to), [read_answers(file) for file in files]
    assert (16, sum(map(len, alone))) == (len(merged.learners), len(merged))


def test_a_file_that_is_given_plain_and_packed_counts_once(tmp_path):
    """What it says counts, not how it is stored."""
    plain = write_class(tmp_path / "a.csv", make_class(8, 1))
    packed = tmp_path / "b.csv.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    run("merge", plain, packed, "--to", tmp_path / "all.csv")
    assert len(read_answers(plain)) == len(read_answers(tmp_path / "all.csv"))


def test_merging_refuses_a_row_that_nobody_could_read_later(tmp_path):
    """Named by its line, while the one who made the file may still be there."""
    file, to = tmp_path / "a.csv", tmp_path / "all.csv"
    file.write_text("user_id,item_id,correct\n1,x,1\n1,y,2\n", "utf-8")
    told = run("merge", file, "--to", to)
    assert (1, f"Error: {file}:3: correct must be 0 to 1. Got 2\n", False) == (told.exit_code, told.stderr, to.exists())


def test_merging_into_one_of_the_files_is_refused(tmp_path):
    """It would be gone before it is read."""
    file = write_class(tmp_path / "a.csv", make_class(8, 1))
    assert 2 == run("merge", file, "--to", file).exit_code


def test_a_report_is_one_page_without_names_or_outside_addresses(site, tmp_path):
    """Small groups are said to be small, and not shown."""
    to = tmp_path / "report.html"
    assert 0 == run("report", "--site", site, "--to", to).exit_code
    page = to.read_text("utf-8")
    assert "Not shown" in page and "<svg" not in page
    assert not any(word in page for word in ("http://", "https://", "<script", "101", "Sophea"))


def test_a_report_draws_both_curves_for_a_group_that_is_large_enough(tmp_path):
    """Calibration and learning."""
    data, to = write_class(tmp_path / "class.csv", make_class(12)), tmp_path / "report.html"
    run("report", "--data", data, "--to", to)
    page = to.read_text("utf-8")
    assert page.count("<svg") >= 2 and "Do the chances come true?" in page and "NaN" not in page and "nan" not in page


def test_a_report_for_a_khmer_reader_is_khmer(tmp_path):
    """Only names, such as those of a model and of skills, stay as they are."""
    data, to = write_class(tmp_path / "class.csv", make_class(12)), tmp_path / "report.html"
    run("report", "--data", data, "--lang", "km", "--to", to)
    page = to.read_text("utf-8")
    assert '<html lang="km">' in page and "តើលទ្ធភាពត្រូវនឹងការពិតទេ?" in page and "learners" not in page


@pytest.mark.parametrize("lang", ["km", "en"])
def test_a_report_is_a_pdf_where_its_name_says_so(tmp_path, lang):
    """On A4, with the house's own fonts inside."""
    data, to = write_class(tmp_path / "class.csv", make_class(12)), tmp_path / "report.pdf"
    assert 0 == run("report", "--data", data, "--lang", lang, "--to", to).exit_code
    paper = to.read_bytes()
    assert paper.startswith(b"%PDF-") and b"NotoSansKhmer" in paper


def test_a_report_of_another_kind_is_refused_before_anything_is_read(tmp_path):
    """The line says what is allowed."""
    data = write_class(tmp_path / "class.csv", make_class(12))
    said = run("report", "--data", data, "--to", tmp_path / "report.docx")
    assert 2 == said.exit_code and ".html or .pdf" in said.output


def test_groups_are_courses_and_sexes():
    """Where a sex has fewer than five learners neither is drawn: one would follow from the other."""
    answers = make_class(12)
    sexes = {name: "f" if number < LEAST_LEARNERS - 1 else "m" for number, name in enumerate(answers.learners)}
    courses = list_courses(answers)
    groups = list_groups(answers, answers.credit * 0 + 0.5, courses[ALL_COURSES], sexes, keep_apart(answers, courses, sexes))
    assert ["everybody", "women", "men"] == [group.who for group in groups]
    assert [True, False, False] == [group.shown for group in groups]
    assert {ALL_COURSES, "skill-0", "skill-1"} <= set(courses)


def make_two_courses(*learners_of_course):
    """Return answers of some learners to each of two courses, 40 a learner."""
    names = [(course, learner) for course, learners in zip("ab", learners_of_course, strict=True) for learner in learners]
    return make_answers(*[(learner, f"{course}/x", ("s",), float(k % 2)) for course, learner in names for k in range(40)])


def test_a_course_that_is_too_small_does_not_follow_from_all_of_them():
    """All courses leave out the one learner of the other course; where those who are left are many, nothing is left out."""
    told = [list_courses(make_two_courses("12345678", learners))[ALL_COURSES].sum() for learners in ("8", "34567")]
    assert [8 * 40, 13 * 40] == told


def test_a_sex_that_is_hidden_in_a_course_does_not_follow_from_all_courses():
    """The four women of the second course are all women without those of the first."""
    answers = make_two_courses("12345abcde", "1234abcde")
    sexes, courses = {name: "f" if name.isdigit() else "m" for name in answers.learners}, list_courses(answers)
    groups = list_groups(answers, answers.credit * 0 + 0.5, courses[ALL_COURSES], sexes, keep_apart(answers, courses, sexes))
    assert [("everybody", 19 * 40), ("women", 5 * 40), ("men", 5 * 40)] == [(group.who, group.answers) for group in groups]


def test_one_whose_sex_is_not_known_does_not_follow_from_women_and_men():
    """All without both would be one person."""
    answers = make_two_courses("12345abcdex", "")
    sexes, courses = {name: {"x": ""}.get(name, "f" if name.isdigit() else "m") for name in answers.learners}, list_courses(answers)
    groups = list_groups(answers, answers.credit * 0 + 0.5, courses["a"], sexes, keep_apart(answers, courses, sexes))
    assert [True, False, False] == [group.shown for group in groups]
