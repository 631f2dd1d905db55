"""The page "what I know": pictures and sentences, no numbers of the model."""

import re

from tests.tutor.makers import CATALOG, UNIT, answer
from tests.tutor.web.test_class_page import PLACE
from tests.tutor.web.test_interface import Web
from tutor.store import overrides

SKILL = f"{UNIT}#fraction_meaning"


def test_every_skill_has_a_picture_and_a_sentence(tmp_path):
    """A card on the ladder and a line below for each, and no percent anywhere."""
    page = Web(tmp_path).get("/skills/math1?lang=en").text
    skills = [skill for unit in CATALOG.courses["math1"].units for skill in unit.skills]
    assert (len(re.findall("data-state=", page)), len(re.findall("data-skill=", page))) == (len(skills), len(skills))
    assert not re.search(r"\d\s*(%|percent)", re.sub(r"style=\"[^\"]*\"", "", page))


def test_a_first_right_answer_moves_the_picture(tmp_path):
    """From "next" to "nearly" or "learning" by one answer."""
    web, states = Web(tmp_path), []
    for _ in range(2):
        page = web.get("/skills/math1?lang=en").text
        states.append(re.search(r'href="#math1/fractions\.fraction_meaning" data-state="(\w+)"', page).group(1))
        answer(web.house.session, "101", right=True, place=PLACE)
    assert states[0] == "next"
    assert states[1] in ("nearly", "learning")


def test_the_teachers_word_is_shown_with_its_reason(tmp_path):
    """The learner reads what the teacher said, and why."""
    web = Web(tmp_path)
    with web.house.store.writing() as connection:
        overrides.add(connection, "101", SKILL, True, reason="showed it on paper", by="t1", at=web.house.now())
    page = web.get("/skills/math1?lang=en").text
    assert "Your teacher says that you know this." in page
    assert "showed it on paper" in page


def test_the_link_in_the_bar_leads_to_a_course(tmp_path):
    """Without a course in the address, the last one opened or the first one written."""
    web = Web(tmp_path)
    assert web.get("/skills").headers["location"].endswith("/skills/math1")
    assert [web.get(f"/skills/{course}").status_code for course in ("nothing", "physics")] == [404, 404]
