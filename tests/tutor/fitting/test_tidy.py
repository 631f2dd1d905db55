"""Tidy files are read as they come, and what is wrong is told at its line."""

import gzip
import math

import numpy as np
import pytest

from tests.tutor.fitting.makers import make_answers
from tutor.fitting.errors import BadAnswers
from tutor.fitting.tidy import read_answers, write_rows

HEADER = "user_id,item_id,skill_id,skills,correct,order,timestamp\n"


def read(tmp_path, text, **options):
    file = tmp_path / "answers.csv"
    file.write_text(text, "utf-8")
    return read_answers(file, **options)


def test_rows_are_sorted_by_learner_as_numbers_and_by_order(tmp_path):
    """2 comes before 10; the order column counts, not the lines."""
    answers = read(tmp_path, HEADER + "10,x,s,s,1,0,\n2,y,s,s,0,1,\n2,x,s,s,1,0,\n")
    assert (["2", "10"], [0, 0, 1], [1.0, 0.0, 1.0]) == (answers.learners, answers.learner.tolist(), answers.credit.tolist())


def test_skills_fall_back_to_skill_id_and_then_to_the_exercise(tmp_path):
    """Several are parted by `;`; odd characters stay what they are."""
    answers = read(tmp_path, HEADER + '1,x,s,"a;ខ ♥",1,0,\n1,x,s,,1,1,\n1,x,,,1,2,\n1,x,"a;b",,1,3,\n')
    assert [("a", "ខ ♥"), ("s",), ("x",), ("a;b",)] == [answers.skill_names(family) for family in answers.family]


def test_one_skill_with_a_semicolon_is_not_two(tmp_path):
    """`skill_id` is one skill, whatever it is called; it is not mixed up with the two."""
    answers = read(tmp_path, HEADER + "1,x,,a;b,1,0,\n1,x,a;b,,0,1,\n")
    assert 2 == len(set(answers.family.tolist()))


@pytest.mark.parametrize("packed", [False, True])
def test_other_columns_and_missing_ones_are_fine(tmp_path, packed):
    """The least there can be, plain or packed, with a byte order mark and columns nobody knows."""
    file = tmp_path / ("a.csv.gz" if packed else "a.csv")
    text = "\ufeffcolour,correct,user_id,item_id\nred,1,u,x\nblue,0.5,u,y\n".encode()
    file.write_bytes(gzip.compress(text) if packed else text)
    answers = read_answers(file)
    assert ([1.0, 0.5], [-1.0, -1.0]) == (answers.credit.tolist(), answers.at.tolist())


def test_odd_times_are_read_as_not_known_and_said(tmp_path):
    """Missing, not a number, negative, endless, going back."""
    answers = read(tmp_path, HEADER + "1,x,s,s,1,0,100\n1,x,s,s,1,1,nan\n1,x,s,s,1,2,-5\n1,x,s,s,1,3,inf\n1,x,s,s,1,4,200\n1,x,s,s,1,5,150\n")
    assert [100, -1, -1, -1, 200, 150] == answers.at.tolist()
    assert ["2 times were negative or endless", "1 times went back"] == [remark.split(":")[0] for remark in answers.remarks]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("1,x,s,s,2,0,", "correct must be 0 to 1. Got 2"),
        ("1,x,s,s,yes,0,", "correct must be a number. Got 'yes'"),
        ("1,x,s,s,nan,0,", "correct must be a number. Got 'nan'"),
        (",x,s,s,1,0,", "user_id must not be empty"),
        ("1,,s,s,1,0,", "item_id must not be empty"),
        ("1,x,s,s,1,first,", "order must be a number. Got 'first'"),
        ("1,x,s,s,1,0,monday", "timestamp must be seconds since 1970, or empty. Got 'monday'"),
        ("1,x,s", "3 columns; the header has more"),
    ],
)
def test_a_bad_row_is_told_at_its_line(tmp_path, row, said):
    """File, line, what is wrong, what is allowed; with `skip_bad` the rest is read."""
    text = HEADER + "1,x,s,s,1,0,\n" + row + "\n"
    with pytest.raises(BadAnswers) as told:
        read(tmp_path, text)
    assert f"{tmp_path / 'answers.csv'}:3: {said}" == str(told.value)
    kept = read(tmp_path, text, skip_bad=True)
    assert 1 == len(kept) and kept.remarks[0].startswith("1 bad lines were left out")


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "user_id,correct\n"])
def test_missing_columns_are_named(tmp_path, text):
    """At line 1, with the columns that there are."""
    with pytest.raises(BadAnswers, match=r":1: .*item_id.* missing"):
        read(tmp_path, text)


def test_a_packed_file_that_is_cut_short_is_told(tmp_path):
    """Not a traceback."""
    file = tmp_path / "a.csv.gz"
    file.write_bytes(gzip.compress((HEADER + "1,x,s,s,1,0,\n" * 5000).encode())[:-40])
    with pytest.raises(BadAnswers, match="not a readable CSV"):
        read_answers(file)


def test_what_is_written_is_read_again(tmp_path):
    """Packed too; and the same rows give the same bytes."""
    rows = [["1", "x", "s", "s;t", "0.5", 0, 60, 2]]
    files = [tmp_path / name for name in ("a.csv.gz", "b.csv.gz")]
    for file in files:
        write_rows(file, rows)
    answers = read_answers(files[0])
    assert (0.5, 60.0, 2, ("s", "t")) == (answers.credit[0], answers.at[0], answers.level[0], answers.skill_names(0))
    assert files[0].read_bytes() == files[1].read_bytes()


def test_each_row_shares_itself_between_its_skills():
    """The shares of a row add up to 1."""
    answers = make_answers(("1", "x", ("a",), 1.0), ("1", "y", ("a", "b", "c"), 0.0), ("2", "z", ("c", "a"), 1.0))
    shares = np.bincount(answers.skill_row, answers.share)
    assert [1.0] * 3 == pytest.approx(shares.tolist()) and 6 == len(answers.skill)


def test_of_learners_keeps_all_numbers_of_names():
    """A part of the learners, and the same families, items and skills."""
    answers = make_answers(("1", "x", ("a",), 1.0), ("2", "y", ("b",), 0.0), ("3", "z", ("c",), 1.0))
    some = answers.of_learners(np.array([True, False, True]))
    assert (["x", "z"], 2) == ([some.items[item] for item in some.item], some.counts()["learners"])
    assert not math.isnan(some.counts()["right"])


def test_an_answer_that_is_there_twice_counts_once_and_is_said(tmp_path):
    """The same order, exercise and credit; a second answer with the same order stays, and so does the same answer at another place."""
    answers = read(tmp_path, HEADER + "1,x,s,s,1,0,\n1,y,s,s,0,0,\n1,x,s,s,1,0,\n1,x,s,s,1,1,\n2,x,s,s,1,1,\n")
    said = ("1 answers were there twice, with the same order: they count once",)
    assert ([1.0, 0.0, 1.0, 1.0], said) == (answers.credit.tolist(), answers.remarks)


def test_without_an_order_nothing_is_there_twice(tmp_path):
    """The order of the lines is the order: the same exercise done again is another answer."""
    assert 2 == len(read(tmp_path, "user_id,item_id,correct\n1,x,1\n1,x,1\n"))


def test_a_packed_file_is_known_by_what_it_holds(tmp_path):
    """Somebody may have taken the ending from its name."""
    file = tmp_path / "answers.csv"
    file.write_bytes(gzip.compress(b"user_id,item_id,correct\n1,x,1\n"))
    assert 1 == len(read_answers(file))
