"""Of a Jupyter server only formgrader is left, and it is open to the course's teachers alone."""

import json
import re
from urllib.parse import quote

import httpx
import pytest

from grading.gradebook import open_gradebook
from grading.releases import find_release
from tests.grading.formgrader.house import LEARNER, TEACHER, serve_formgrader
from tests.grading.makers import ANNA, BORA, CHEA, COURSE, NASTY, TEST, copy_world


@pytest.fixture(scope="module")
def served(first_world, tmp_path_factory):
    """A course with two marked submissions, served."""
    world = copy_world(first_world, tmp_path_factory.mktemp("served"))
    world.hand_in(ANNA, q1=NASTY, q4=NASTY), world.hand_in(BORA)
    world.mark()
    with serve_formgrader(world, tmp_path_factory.mktemp("run")) as url:
        yield world, url


@pytest.fixture
def teacher(served):
    with httpx.Client(base_url=served[1], headers=TEACHER) as client:
        yield client


def grade_of(served, learner, question="q4"):
    with open_gradebook(served[0].folders) as gradebook:
        grade = gradebook.find_grade(question, TEST, TEST, learner)
        return grade.id, grade.manual_score, grade.notebook.id


def test_the_first_page_is_the_list_of_what_is_to_be_marked(teacher):
    """A teacher who opens the service lands there."""
    answer = teacher.get("", follow_redirects=True)
    assert (answer.status_code, str(answer.url).endswith("/formgrader/gradebook")) == (200, True)


@pytest.mark.parametrize("headers", [{}, LEARNER, {"Authorization": "token nobody"}])
@pytest.mark.parametrize("page", ["formgrader/gradebook", "formgrader/api/students", f"formgrader/api/submissions/{TEST}"])
def test_nobody_but_the_teachers_comes_in(served, headers, page):
    """No token, a learner's token, a wrong token."""
    answer = httpx.get(served[1] + page, headers=headers)
    assert answer.status_code in (302, 403)
    assert "Dara" not in answer.text


@pytest.mark.parametrize(
    "page",
    [
        "api/contents",
        "api/contents/gradebook.db",
        "api/kernels",
        "api/kernelspecs",
        "api/sessions",
        "api/terminals",
        "api/config/notebook",
        "files/gradebook.db",
        "nbconvert/html/source/fractions-test/fractions-test.ipynb",
        "terminals/1",
        "lab",
        "tree",
        "notebooks/x.ipynb",
        "view/gradebook.db",
        "formgrader/static/../../../../gradebook.db",
        "formgrader/submissions/x/answers.json",
    ],
)
def test_the_rest_of_jupyter_is_closed_to_teachers_too(teacher, page):
    """No files, no kernels, no terminals."""
    assert teacher.get(page).status_code in (403, 404)


@pytest.mark.parametrize("page", ["api/kernels", "api/terminals", "api/shutdown", "api/contents"])
def test_nothing_can_be_started_or_stopped(teacher, page):
    """Nor made."""
    assert teacher.post(page, json={}).status_code in (403, 404, 405)


PAGES = [
    "formgrader/gradebook",
    f"formgrader/gradebook/{TEST}",
    f"formgrader/gradebook/{TEST}/{TEST}",
    "formgrader/manage_assignments",
    f"formgrader/manage_submissions/{TEST}",
    "formgrader/manage_students",
    f"formgrader/manage_students/{ANNA}",
    f"formgrader/manage_students/{ANNA}/{TEST}",
    "submission",
]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_runs_only_its_own_scripts_and_asks_nobody_outside(served, teacher, page):
    """The policy names one nonce, fresh for each answer; every script has it; no address leads out."""
    page = f"formgrader/submissions/{grade_of(served, ANNA)[2]}/" if page == "submission" else page
    first, second = teacher.get(page), teacher.get(page)
    policy = first.headers["Content-Security-Policy"]
    nonce = re.search(r"script-src 'nonce-([\w-]{20,})';", policy)[1]
    assert nonce not in second.headers["Content-Security-Policy"]
    assert {f'nonce="{nonce}"'} == {re.search(r'nonce="[^"]*"', tag)[0] for tag in re.findall(r"<script[^>]*>", first.text)}
    assert "default-src 'none'" in policy and "http" not in policy
    assert re.findall(r"""(?:src|href|action)=["'](?:https?:)?//[^"']*""", first.text) == []
    assert re.findall(r"<[^>]+\son\w+=", first.text) == []
    assert first.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", ['";alert(1);"', "</script><script>alert(1)</script>", "..%", ".hidden", "a\\b", "{{7*7}}"])
def test_a_name_in_the_address_that_is_no_name_is_not_found(teacher, name):
    """nbgrader's templates put names of the address into scripts."""
    for page in (f"formgrader/gradebook/{quote(name, safe='')}", f"formgrader/manage_students/{quote(name, safe='')}"):
        answer = teacher.get(page)
        assert answer.status_code == 404
        assert name not in answer.text


def test_points_are_saved_and_the_change_is_in_the_audit_log(served, teacher):
    """Who changed whose mark, from what to what."""
    grade, old, _ = grade_of(served, BORA)
    answer = teacher.put(f"formgrader/api/grade/{grade}", json={"id": grade, "manual_score": "2.5", "extra_credit": ""})
    assert (answer.status_code, old, grade_of(served, BORA)[1]) == (200, None, 2.5)
    line = json.loads((served[0].site / "audit.jsonl").read_text("utf-8").splitlines()[-1])
    assert (line["act"], line["by"], line["about"], line["question"]) == ("mark.changed", "t01", BORA, "q4")
    assert (line["old"]["manual_score"], line["new"]["manual_score"]) == (None, 2.5)


@pytest.mark.parametrize("points", ["nan", "-1", "4.5", "1e9", "four", [1], {"a": 1}, "inf"])
def test_points_that_are_none_are_refused(served, teacher, points):
    """Points are numbers from 0 to what the question is worth."""
    grade, old, _ = grade_of(served, ANNA)
    assert teacher.put(f"formgrader/api/grade/{grade}", json={"manual_score": points}).status_code == 400
    assert old == grade_of(served, ANNA)[1]


def test_people_and_tests_are_not_made_here(served, teacher):
    """The roster and the content are their only sources."""
    assert teacher.put("formgrader/api/student/0099", json={"last_name": "x"}).status_code == 403
    assert teacher.put("formgrader/api/assignment/new-test", json={}).status_code == 403
    assert not (served[0].folders.nbgrader / "source" / "new-test").exists()


def test_no_other_folders_configuration_is_loaded(teacher, tmp_path):
    """nbgrader's first page would run `nbgrader_config.py` of any folder that the address names."""
    (tmp_path / "nbgrader_config.py").write_text(f"open({str(tmp_path / 'hurt')!r}, 'w')")
    teacher.get("formgrader/", params={"path": str(tmp_path)})
    assert not (tmp_path / "hurt").exists()


def test_formgraders_own_autograde_gives_the_buttons_points(served, teacher):
    """One learner, marked from the page."""
    before = served[0].scores(ANNA)
    answer = teacher.post(f"formgrader/api/submission/{TEST}/{ANNA}/autograde").json()
    assert (True, before) == (answer["success"], served[0].scores(ANNA))


def test_formgraders_other_buttons_do_what_ours_do(served, teacher):
    """Collect, generate feedback, release feedback, close and open."""
    world = served[0]
    world.hand_in(CHEA)
    answers = {name: teacher.post(f"formgrader/api/assignment/{TEST}/{name}").json() for name in ("collect", "unrelease", "release")}
    assert {name: answer["success"] for name, answer in answers.items()} == dict.fromkeys(answers, True)
    assert world.folders.step("submitted", CHEA, TEST).is_dir()
    world.mark()
    world.teacher_gives(CHEA, 4, "ល្អ")
    for name in ("generate_feedback", "release_feedback"):
        assert teacher.post(f"formgrader/api/assignment/{TEST}/{CHEA}/{name}").json()["success"]
    assert find_release(world.site, COURSE, TEST, CHEA).marks.score == 9.0
    assert find_release(world.site, COURSE, TEST, BORA) is None


def test_formgrader_shows_what_another_process_wrote(served, teacher):
    """Nothing is remembered from one answer to the next."""
    grade = grade_of(served, ANNA)[0]
    served[0].teacher_gives(ANNA, 1)
    assert teacher.get(f"formgrader/api/grade/{grade}").json()["manual_score"] == 1.0
    served[0].teacher_gives(ANNA, 2)
    assert teacher.get(f"formgrader/api/grade/{grade}").json()["manual_score"] == 2.0


def test_it_listens_on_the_socket_that_the_hub_names(first_world, tmp_path_factory):
    """In the house no service has a TCP port."""
    world = copy_world(first_world, tmp_path_factory.mktemp("world"))
    run = tmp_path_factory.mktemp("run")
    with serve_formgrader(world, run, socket_path=run / "s.sock"):
        assert (run / "s.sock").stat().st_mode & 0o777 == 0o600
