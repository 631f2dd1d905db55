"""Courses change while the service runs; courses that cannot be used change nothing."""

from dataclasses import replace

from starlette.testclient import TestClient

from tests.courses.makers import make_content
from tests.tutor.makers import UNIT, change_unit, make_house, make_practice
from tutor.errors import TutorError
from tutor.web.pages import PREFIX
from tutor.web.renewing import Renewing


def make_renewing(folder, rebuild):
    """A house whose version of the courses is what the list's last entry says."""
    versions = [""]
    return Renewing(make_house(folder), lambda: versions[-1], rebuild), versions


def with_title(house, title):
    """The same house after an update that named the unit anew."""
    catalog = change_unit(lambda unit: replace(unit, title=replace(unit.title, en=title)))
    session = replace(make_practice(house.site, catalog=catalog), store=house.store)
    return replace(house, catalog=catalog, curriculum=session.curriculum, session=session)


def title_of(web):
    """What the teacher's list of lessons calls the units."""
    return web.get(f"{PREFIX}/preview?lang=en", headers={"X-Number": "t1"}).text


def test_the_next_request_meets_the_new_courses(tmp_path):
    """Without a restart, and an exercise that was open stays open."""
    renewing, versions = make_renewing(tmp_path, lambda house: with_title(house, "Parts of a whole"))
    with TestClient(renewing, base_url="http://rean") as web:
        ask = {"unit": UNIT, "lesson": "01-meaning", "skills": [], "lang": "km"}
        before = web.post(f"{PREFIX}/api/learners/101/practice/next", json=ask, headers={"X-Number": "101"}).json()
        versions.append("0001")
        assert renewing.look()
        assert "Parts of a whole" in title_of(web)
        after = web.post(f"{PREFIX}/api/learners/101/practice/next", json=ask, headers={"X-Number": "101"}).json()
    assert before["shown_id"] == after["shown_id"]


def test_going_back_to_what_was_shipped_is_a_change_too(tmp_path):
    """The version without a name is one like the others."""
    titles = iter(["Parts of a whole", "Fractions"])
    renewing, versions = make_renewing(tmp_path, lambda house: with_title(house, next(titles)))
    with TestClient(renewing, base_url="http://rean") as web:
        versions.append("0001")
        renewing.look()
        versions.append("")
        assert renewing.look()
        assert "Parts of a whole" not in title_of(web)


def test_nothing_changes_while_the_version_is_the_same(tmp_path):
    """The courses are read when there are others, not every five seconds."""
    renewing, _ = make_renewing(tmp_path, lambda house: with_title(house, "never"))
    assert not renewing.look()
    renewing.house.close()


def test_courses_that_cannot_be_used_are_tried_once(tmp_path):
    """Those before them are taught on."""
    tried = []

    def fail(house):
        tried.append(house)
        raise TutorError("broken")

    renewing, versions = make_renewing(tmp_path, fail)
    versions.append("0002")
    with TestClient(renewing, base_url="http://rean") as web:
        assert [False, False] == [renewing.look(), renewing.look()]
        assert "Fractions" in title_of(web)
    assert 1 == len(tried)


def test_the_workshop_remembers_what_could_be_read_before(tmp_path):
    """A file that is broken after the courses changed shows as it was before they did."""
    content = make_content(tmp_path / "content")
    house = make_house(tmp_path / "house")
    house = replace(house, catalog=replace(house.catalog, folder=content))
    versions = [""]
    renewing = Renewing(house, lambda: versions[-1], lambda old: replace(old))
    with TestClient(renewing, base_url="http://rean") as web:
        page = f"{PREFIX}/workshop/item/math/fractions/sum?lang=en"
        assert "adds_tops_and_bottoms" in web.get(page, headers={"X-Number": "t1"}).text
        versions.append("0001")
        assert renewing.look()
        (content / "math" / "fractions" / "items" / "sum.yaml").write_text("levle: 2\n", "utf-8")
        broken = web.get(page, headers={"X-Number": "t1"}).text
    assert "unknown key levle" in broken
    assert "adds_tops_and_bottoms" in broken
