"""Names arrive whole in a spreadsheet, and none of them computes."""

import csv
import io

from nbgrader.plugins import CsvExportPlugin

from grading.export import COLUMNS, SafeCsv
from grading.gradebook import open_gradebook
from tests.grading.makers import ANNA, BORA, TEST


def export(world, **options):
    path = world.site / "grades.csv"
    with open_gradebook(world.folders) as gradebook:
        gradebook.update_or_create_student("0004", first_name="=1+1", last_name="@SUM(A1)\nx", email="+855")
        SafeCsv(to=str(path), **options).export(gradebook)
    rows = csv.DictReader(io.StringIO(path.read_text("utf-8"), newline=""))
    return {row["student_id"]: row for row in rows}


def test_the_columns_are_nbgraders(world, tmp_path):
    """Whoever reads nbgrader's file reads ours."""
    with open_gradebook(world.folders) as gradebook:
        CsvExportPlugin(to=str(tmp_path / "stock.csv")).export(gradebook)
    assert tuple((tmp_path / "stock.csv").read_text("utf-8").splitlines()[0].split(",")) == COLUMNS


def test_commas_quotes_and_khmer_survive(world):
    """Both names are one field each."""
    world.hand_in(ANNA)
    world.mark()
    row = export(world)[ANNA]
    assert (row["last_name"], row["first_name"], row["score"]) == ('Sok, "Dara" 0001', 'សុខ, "ដារ៉ា" 0001', "5.0")


def test_a_formula_stays_a_name(world):
    """A spreadsheet shows it and does not compute it."""
    row = export(world)["0004"]
    assert (row["first_name"], row["last_name"], row["email"]) == ("'=1+1", "'@SUM(A1)\nx", "'+855")


def test_who_handed_in_nothing_has_nothing(world):
    """As in nbgrader's own export."""
    assert tuple(export(world)[ANNA][name] for name in ("timestamp", "score", "max_score")) == ("", "0.0", "9.0")


def test_only_some_learners_or_tests(world):
    """nbgrader's options are kept."""
    assert {BORA} == set(export(world, student=[BORA], assignment=[TEST]))
    assert export(world, assignment=["other"]) == {}
