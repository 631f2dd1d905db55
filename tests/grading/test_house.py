"""Marking in the running house: who comes in, and what a stock nbgrader sees beside it."""

import subprocess
import sys
from contextlib import closing

import pytest

FORMGRADER = "/services/math1/formgrader/gradebook"


@pytest.mark.parametrize(("number", "status"), [("teacher1", 200), ("admin", 200), ("101", 403)])
def test_formgrader_is_open_to_the_staff_alone(house, number, status):
    """The hub's own groups decide."""
    with closing(house.sign_in(number)) as client:
        assert client.get(FORMGRADER).status_code == status


def test_formgrader_ends_with_the_teachers_sign_out(house):
    """Whoever sits down at the same computer next meets the door."""
    with closing(house.sign_in("teacher2")) as client:
        assert client.get(FORMGRADER).status_code == 200
        client.get("/hub/logout")
        assert client.get(FORMGRADER).url.path == "/hub/login"


def test_a_change_without_the_pages_token_is_refused(house):
    """Another page cannot make a teacher's browser close a test."""
    with closing(house.sign_in("teacher1")) as client:
        client.get(FORMGRADER)
        assert client.post("/services/math1/formgrader/api/assignment/fractions-test/unrelease").status_code == 403
    assert (house.site / "exchange" / "math1" / "outbound" / "fractions-test").is_dir()


def test_a_stock_nbgrader_works_beside_the_running_house(house, tmp_path):
    """It lists the test, knows the roster's learners and exports, while the house has the gradebook open."""
    folder = house.site / "nbgrader" / "math1"
    said = {}
    for command in (["list"], ["db", "student", "list"], ["export", "--to", str(tmp_path / "grades.csv")]):
        done = subprocess.run([sys.executable, "-m", "nbgrader", *command], cwd=folder, capture_output=True, text=True, check=True)
        said[command[0]] = done.stdout + done.stderr
    assert "fractions-test" in said["list"]
    assert "សុខ សុភា" in said["db"]
    assert (tmp_path / "grades.csv").read_text("utf-8").count('"fractions-test"') >= 12
