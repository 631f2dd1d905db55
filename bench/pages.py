"""`python -m bench.pages`: how long the tutor's pages take for a class of thirty learners and a hundred skills, months into a course."""

from __future__ import annotations

import json
import random
import tempfile
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import click
from starlette.testclient import TestClient

from courses.catalog import Catalog
from courses.model import Item, Unit
from grading.records.roster import Person, Roster
from tests.tutor.makers import CATALOG, UNIT, Clock, FakeIdentity, make_house, make_practice
from tutor.curriculum import task_of
from tutor.events.records import Attempt
from tutor.seating import Seating
from tutor.store import events, profiles
from tutor.web.app import make_app
from tutor.web.house import House
from tutor.web.pages import PREFIX

_UNITS = 10
PAGES = ("/class", "/class/register", "/class/learner/1001", "/", "/skills/math1", "/review", "/course/math1", "/answers")


@click.command()
@click.option("--learners", default=30, show_default=True)
@click.option("--answers", default=2000, show_default=True, help="Answers of each learner.")
@click.option("--rounds", default=7, show_default=True, help="Openings of each page; the middle one is told, and the first.")
@click.option("--json", "as_json", is_flag=True, help="Print the results as one JSON object.")
def main(learners: int, answers: int, rounds: int, as_json: bool) -> None:
    """Fill a store, open every page, print milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        house = fill_house(Path(folder), learners, answers)
        client = TestClient(make_app(house), base_url="http://rean")
        results = {page: open_page(client, page, rounds) for page in PAGES}
    click.echo(json.dumps(results) if as_json else "\n".join(as_line(page, row) for page, row in results.items()))


def open_page(client: TestClient, page: str, rounds: int) -> dict[str, float]:
    """Open a page several times as the person it is for."""
    number, seconds, length = "teacher" if page.startswith("/class") else "1001", [], 0
    for _ in range(rounds):
        start = time.perf_counter()
        answer = client.get(PREFIX + page, headers={"X-Number": number})
        seconds.append(time.perf_counter() - start)
        assert answer.status_code == 200, (page, answer.status_code)
        length = len(answer.content)
    return {"first_ms": round(1000 * seconds[0], 1), "middle_ms": round(1000 * sorted(seconds)[rounds // 2], 1), "kb": round(length / 1000, 1)}


def as_line(page: str, row: dict[str, float]) -> str:
    """Return one line of the table."""
    return f"{page:24} first {row['first_ms']:8.1f} ms   middle {row['middle_ms']:8.1f} ms   {row['kb']:6.1f} kB"


def make_catalog() -> Catalog:
    """Return a course of a hundred skills: the unit of fractions ten times, under ten names."""
    course = CATALOG.courses["math1"]
    unit = next(unit for unit in course.units if unit.id == UNIT)
    units = tuple(_rename(unit, f"math1/unit{number:02}") for number in range(_UNITS))
    return Catalog(CATALOG.courses | {"math1": replace(course, units=units)}, CATALOG.folder)


def _rename(unit: Unit, name: str) -> Unit:
    def item_of(item: Item) -> Item:
        return replace(item, id=item.id.replace(UNIT, name))

    items = {key.replace(UNIT, name): item_of(item) for key, item in unit.items.items()}
    lessons = tuple(replace(lesson, id=lesson.id.replace(UNIT, name)) for lesson in unit.lessons)
    return replace(unit, id=name, items=items, lessons=lessons, assignments=())


def fill_house(folder: Path, learners: int, answers: int) -> House:
    """Return a house in which every learner has answered for sixty days."""
    clock, catalog = Clock(), make_catalog()
    session = make_practice(folder, clock, catalog=catalog)
    people = {str(1000 + n): Person(str(1000 + n), f"សិស្ស {n}", f"Learner {n}", "f", "learner", "A") for n in range(1, learners + 1)}
    people["teacher"] = Person("teacher", "គ្រូ", "Teacher", "f", "teacher", "A")
    roster = Roster(people)
    house = replace(
        make_house(folder / "house", clock),
        catalog=catalog,
        curriculum=session.curriculum,
        session=session,
        store=session.store,
        seating=Seating(session.store, 30, clock),
        roster=lambda: roster,
        identity=FakeIdentity(roster),
    )
    numbers = [number for number, person in people.items() if person.role == "learner"]
    with session.store.writing() as connection:
        for number in numbers:
            for attempt in _list_answers(house, number, answers):
                events.append(connection, attempt, {})
        for number, profile in profiles.load_profiles(connection, numbers, session.models(), session.curriculum.moves).items():
            profiles.save_profile(connection, number, profile, session.curriculum.moves)
    clock.move(days=60)
    return house


def _list_answers(house: House, learner: str, count: int) -> list[Attempt]:
    """Return answers that go through the course in its order, right as often as the learner is able."""
    draw, skills = random.Random(learner), list(house.curriculum.skills.values())  # noqa: S311
    able, start, made = draw.uniform(0.3, 0.95), house.now(), list[Attempt]()
    reach = draw.uniform(0.3, 1.0)
    for place in range(count):
        skill = skills[int(place / count * reach * len(skills))]
        item = draw.choice(skill.items)
        at = start + timedelta(days=60 * place / count)
        about: dict[str, Any] = {"attempt_id": f"a{place:06}", "learner": learner, "at": at, "shown_id": f"{learner}-{place}", "task": task_of(item)}
        verdict = "right" if draw.random() < able else "wrong"
        made.append(
            Attempt(**about, purpose="practice", lesson="", typed="1", verdict=verdict, try_number=1, hints=0, hints_total=3, lang="km", seconds=40)
        )
    return made


if __name__ == "__main__":
    main()
