"""A final exam is drawn from a blueprint: skills, levels, marks."""

import json

import pytest
from click.testing import CliRunner

from courses.catalog import load_catalog
from courses.check import check_catalog
from courses.commands import CONTENT, commands
from courses.exams.blueprint import has_blueprint, list_candidates, read_blueprint
from courses.exams.draw import draw_exam
from tests.courses.makers import ITEM, UNIT, make_content

TWO_SKILLS = UNIT.replace("\nlessons", "\n  take: {title: {km: ដក, en: Taking away}}\nlessons").replace("skills: [add]", "skills: [add, take]")
EXAM = """\
title: {km: ប្រឡងបញ្ចប់, en: Final exam}
minutes: 60
rows:
  - {unit: fractions, skills: [add, take], level: 2, marks: 2, count: 2}
written:
  - ask: {km: ចូរពន្យល់។, en: Explain.}
    rubric: {km: មួយពិន្ទុ, en: One mark}
    marks: 3
"""


def make_course(folder, exam=EXAM, items=6):
    """Write a course whose unit has so many exercises, of two skills in turn."""
    content = make_content(folder, unit=TWO_SKILLS)
    for number in range(items):
        text = ITEM.replace("[add]", "[take]" if number % 2 else "[add]")
        (content / "math" / "fractions" / "items" / f"more-{number}.yaml").write_text(text, "utf-8")
    (content / "math" / "exam.yaml").write_text(exam, "utf-8")
    return load_catalog(content)


def draw(catalog, seed):
    """Return the exam of a seed."""
    course = catalog.course("math")
    return draw_exam(read_blueprint(catalog.folder, course), course, seed)


def test_an_exam_is_worth_what_its_blueprint_says(tmp_path):
    """Every seed draws as many questions and marks, the written ones last."""
    catalog = make_course(tmp_path)
    blueprint = read_blueprint(catalog.folder, catalog.course("math"))
    assert (blueprint.questions, blueprint.marks) == (3, 7)
    for seed in range(20):
        exam = draw(catalog, seed)
        assert (len(exam), sum(question.marks for question in exam)) == (3, 7)
        assert len({question.item.id for question in exam[:2]}) == 2
        assert exam[2].written.ask.en == "Explain."


def test_the_seed_alone_decides(tmp_path):
    """The same seed gives the same exam; other seeds give others."""
    catalog = make_course(tmp_path)
    assert draw(catalog, 7) == draw(catalog, 7)
    assert len({tuple(q.item.id for q in draw(catalog, seed)[:2]) for seed in range(20)}) > 5


def test_the_skills_of_a_row_take_turns(tmp_path):
    """Two exercises of a row with two skills are one of each."""
    catalog = make_course(tmp_path)
    for seed in range(20):
        assert {question.item.skills for question in draw(catalog, seed)[:2]} == {("add",), ("take",)}


@pytest.mark.parametrize(
    ("exam", "told"),
    [
        (EXAM.replace("unit: fractions", "unit: fraction"), "math/exam.yaml:4: the course has no unit fraction; known are fractions"),
        (EXAM.replace("[add, take]", "[ad]"), "math/exam.yaml:4: the unit fractions has no skill ad; known are add, take"),
        (EXAM.replace("level: 2", "level: 4"), "math/exam.yaml:4: rows.0.level must be 1 to 3. Got 4"),
        (EXAM.replace("count: 2", "count: 9"), "math/exam.yaml:4: 9 of add, take at level 2 need 18 exercises. Got 7"),
        (EXAM.replace("marks: 3", "mark: 3"), "math/exam.yaml:8: unknown key written.0.mark"),
    ],
)
def test_a_blueprint_that_cannot_be_drawn_is_told(tmp_path, exam, told):
    """An unknown unit or skill, a level that is none, too few exercises, a slip in a key."""
    assert any(str(fault).startswith(told) for fault in check_catalog(make_course(tmp_path, exam)))


def test_the_command_shows_an_exam(tmp_path):
    """As text and as one JSON object; a course without a blueprint is told."""
    catalog = make_course(tmp_path)
    run = CliRunner().invoke(commands, ["exam", "math", "--seed", "7", "--json", "--content", str(catalog.folder)])
    told = json.loads(run.stdout)
    assert (told["marks"], len(told["questions"]), told["levels"]) == (7, 3, {"1": 0, "2": 4, "3": 0})
    shown = CliRunner().invoke(commands, ["exam", "math", "--seed", "7", "--content", str(catalog.folder)])
    assert "3 questions, 7 marks, 60 minutes" in shown.stdout
    (tmp_path / "math" / "exam.yaml").unlink()
    missing = CliRunner().invoke(commands, ["exam", "math", "--content", str(catalog.folder)])
    assert missing.exit_code == 1
    assert "has no exam.yaml" in missing.output


@pytest.mark.parametrize("course", [c for c in load_catalog(CONTENT).courses.values() if has_blueprint(CONTENT, c)], ids=lambda c: c.id)
def test_the_house_can_draw_its_exams(course):
    """A hundred exams of each blueprint, none with the same exercise twice."""
    blueprint = read_blueprint(CONTENT, course)
    units = {unit.id: unit for unit in course.units}
    assert all(list_candidates(row, units[row.unit]) for row in blueprint.rows)
    for seed in range(100):
        items = [question.item.id for question in draw_exam(blueprint, course, seed) if question.item]
        assert len(set(items)) == len(items)
